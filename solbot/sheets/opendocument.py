"""A spreadsheet as LibreOffice saves it (.ods), row by row.

Its format lets one cell or row stand for a million of them, and the libraries that read it unfold all of these before
anybody can say how many are wanted; so it is read here, and what is repeated is counted before it is made.
Elements and attributes: OpenDocument 1.3, part 3.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import IO
from xml.etree.ElementTree import Element, iterparse

MIME = b"application/vnd.oasis.opendocument.spreadsheet"

MOST_ELEMENTS = 100_000
"""So many may be held at once: a row is a few hundred."""

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_SHEET, _ROW = f"{_TABLE}table", f"{_TABLE}table-row"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_VALUES = {"float": "value", "percentage": "value", "currency": "value", "date": "date-value"}


def sheets(content: IO[bytes], most_cells: int) -> Iterator[Iterator[Sequence[str]]]:
    """The sheets of a document's content.xml, each to be read to its end before the next; rows end with their last
    cell that says anything, and at most `most_cells` of each are read. Raises ParseError, ValueError.

    The caller has made sure that the document brings no definitions of its own.
    """
    parts = _parts(content)
    for event, element in parts:
        if event == "start" and element.tag == _SHEET:
            yield _rows(parts, most_cells)


def _parts(content: IO[bytes]) -> Iterator[tuple[str, Element]]:
    """The beginnings and ends of sheets, and rows that are whole. Nothing of them is held any longer than that."""
    opened: list[Element] = []
    row, count = None, 0
    element: Element
    for event, element in iterparse(content, ("start", "end")):  # noqa: S314
        if event == "start":
            opened.append(element)
            count += 1
            if count > MOST_ELEMENTS:
                raise ValueError("a row of too many parts")
            if row is None and element.tag == _ROW:
                row = element
            elif row is None and element.tag == _SHEET:
                yield event, element
            continue
        opened.pop()
        if element is row:
            row = None
            yield event, element
        elif row is None and element.tag == _SHEET:
            yield event, element
        if row is None:
            count = 0
            if opened:
                opened[-1].remove(element)


def _rows(parts: Iterator[tuple[str, Element]], most_cells: int) -> Iterator[Sequence[str]]:
    """The rows of a sheet. Empty ones at its end, which some programs write by the million, are not given."""
    empty = 0
    for _, element in parts:
        if element.tag == _SHEET:
            return
        row = _row(element, most_cells)
        count = _count(element, "rows")
        if not row:
            empty += count
            continue
        for _ in range(empty):
            yield ()
        empty = 0
        for _ in range(count):
            yield row


def _row(element: Element, most: int) -> Sequence[str]:
    cells: list[str] = []
    for one in element:
        if one.tag in _CELLS and len(cells) < most:
            times = min(_count(one, "columns"), most - len(cells))
            cells += [_said(one)] * times
    while cells and not cells[-1]:
        del cells[-1]
    return cells


def _count(element: Element, of: str) -> int:
    return max(int(element.get(f"{_TABLE}number-{of}-repeated", "1")), 1)


def _said(cell: Element) -> str:
    """What a cell holds: a number whole, however it is shown; else its words, without the notes beside it."""
    kind = cell.get(f"{_OFFICE}value-type", "")
    if kind in _VALUES and (value := cell.get(f"{_OFFICE}{_VALUES[kind]}")):
        whole, _, rest = value.partition(".")
        return value if rest.strip("0") else whole
    return "\n".join(_words(one) for one in cell if one.tag == f"{_TEXT}p").strip()


def _words(element: Element) -> str:
    found = [element.text or ""]
    for one in element:
        if one.tag == f"{_TEXT}s":
            found.append(" " * min(int(one.get(f"{_TEXT}c", "1")), 100))
        elif one.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            found.append(" ")
        elif one.tag != f"{_OFFICE}annotation":
            found.append(_words(one))
        found.append(one.tail or "")
    return "".join(found)
