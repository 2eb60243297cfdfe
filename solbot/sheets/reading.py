"""A file with a table or a text in it, as it came from somebody: read with limits, and nothing of it is run.

A workbook is a ZIP of XML: a few kilobytes can unfold to gigabytes, so it is weighed before it is opened.
"""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from collections.abc import Collection, Iterator, Sequence
from enum import StrEnum
from itertools import islice
from typing import Final

LARGEST: Final = 8 * 1024 * 1024  # bytes
UNPACKED: Final = 64 * 1024 * 1024  # bytes of a workbook, all of it together
MOST_PARTS: Final = 2_000
MOST_ROWS: Final = 100_000
MOST_CELLS: Final = 50  # of a row
_CHUNK: Final = 1024 * 1024
WORKBOOK: Final = "[Content_Types].xml"  # a part that every .xlsx has
_PACKED: Final = b"PK\x03\x04"
_OLD: Final = b"\xd0\xcf\x11\xe0"  # how a workbook of before 2007 begins
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError,
    RuntimeError, LookupError, TypeError, AttributeError, SyntaxError,
)  # fmt: skip


class FileFault(StrEnum):
    """Why nothing of a file can be read."""

    TOO_LARGE = "too_large"
    FOREIGN = "foreign"
    BROKEN = "broken"
    EMPTY = "empty"


class UnreadableFile(ValueError):
    """Nothing of a file can be read, and why."""

    def __init__(self, why: FileFault) -> None:
        """Take the reason."""
        super().__init__(why)
        self.why = why


Content = str | list[Sequence[str]]
"""Words, or the rows of a table."""


def read(content: bytes) -> Content:
    """What is in a file, by how it begins, whatever it is called. Takes long for a large one: not for the loop.

    Raises UnreadableFile.
    """
    if not content.strip():
        raise UnreadableFile(FileFault.EMPTY)
    if len(content) > LARGEST:
        raise UnreadableFile(FileFault.TOO_LARGE)
    if content.startswith(_PACKED):
        parts = _weigh(content)
        if WORKBOOK in parts:
            return list(_of_workbook(content))
        return list(_of_open_document(content, parts))
    if content.startswith((_OLD, b"%PDF", b"\x89PNG", b"\xff\xd8\xff")):
        raise UnreadableFile(FileFault.FOREIGN)
    return _text(content)


def _text(content: bytes) -> str:
    """Words in UTF-8 or UTF-16, or as spreadsheets of Western Europe save them."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _decoded(content, "utf-16")
    if b"\0" in content:
        raise UnreadableFile(FileFault.FOREIGN)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decoded(content, "cp1252")


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableFile(FileFault.BROKEN) from None


def _of_workbook(content: bytes) -> Iterator[Sequence[str]]:
    """The rows of the first sheet that has any."""
    import openpyxl  # takes a while; few ever need it

    # It warns of styles and extensions it does not know; of those nothing is read.
    warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")
    try:
        book = openpyxl.load_workbook(
            io.BytesIO(content), read_only=True, data_only=True, keep_links=False
        )
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # what it says of its own size need not be so
            rows = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_CELLS, values_only=True)
            found = [_row(row) for row in rows]
            if len(found) > MOST_ROWS:
                raise UnreadableFile(FileFault.TOO_LARGE)
            if any(map(any, found)):
                yield from found
                return
    except UnreadableFile:
        raise
    except _BROKEN:
        raise UnreadableFile(FileFault.BROKEN) from None
    raise UnreadableFile(FileFault.EMPTY)


def _of_open_document(content: bytes, parts: Collection[str]) -> Iterator[Sequence[str]]:
    """The rows of the first sheet that has any."""
    if not {"mimetype", "content.xml"} <= {*parts}:
        raise UnreadableFile(FileFault.FOREIGN)
    from solbot.sheets import opendocument  # with a reader of XML

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if packed.read("mimetype").strip() != opendocument.MIME:
                raise UnreadableFile(FileFault.FOREIGN)
            with packed.open("content.xml") as opened:
                for rows in opendocument.sheets(opened, MOST_CELLS):
                    found = list(islice(rows, MOST_ROWS + 1))
                    if len(found) > MOST_ROWS:
                        raise UnreadableFile(FileFault.TOO_LARGE)
                    if found:
                        yield from found
                        return
    except UnreadableFile:
        raise
    except _BROKEN:
        raise UnreadableFile(FileFault.BROKEN) from None
    raise UnreadableFile(FileFault.EMPTY)


def _row(values: Sequence[object]) -> Sequence[str]:
    """The cells of a row, without the empty ones at its end."""
    cells = [_cell(value) for value in values]
    while cells and not cells[-1]:
        del cells[-1]
    return cells


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return "" if value is None else str(value)


def _weigh(content: bytes) -> Collection[str]:
    """The names of its parts. Raises where a workbook unfolds to too much, or its XML brings definitions that do.

    What it says of its own parts is not believed: they are unpacked, and thrown away.
    """
    left = UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            if len(parts) > MOST_PARTS:
                raise UnreadableFile(FileFault.TOO_LARGE)
            for part in parts:
                with packed.open(part) as opened:
                    before = b""
                    while chunk := opened.read(_CHUNK):
                        left -= len(chunk)
                        if left < 0:
                            raise UnreadableFile(FileFault.TOO_LARGE)
                        if b"<!DOCTYPE" in before + chunk or b"<!ENTITY" in before + chunk:
                            raise UnreadableFile(FileFault.FOREIGN)
                        before = chunk[-16:]
            return packed.namelist()
    except UnreadableFile:
        raise
    except _BROKEN:
        raise UnreadableFile(FileFault.BROKEN) from None
