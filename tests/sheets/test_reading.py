"""Files with a table in them: what a spreadsheet saves is read; what would fill the memory is refused."""

from __future__ import annotations

import io
import tracemalloc
import zipfile

import openpyxl
import pytest

from solbot.sheets import opendocument, reading
from solbot.sheets.reading import FileFault, UnreadableFile


def workbook(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(content: bytes, name: str, instead: bytes) -> bytes:
    """A workbook with something else in one of its parts."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            new.writestr(part, instead if part == name else old.read(part))
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_words_in_the_encodings_that_spreadsheets_save(encoding: str) -> None:
    assert reading.read("Señora;@ana_w".encode(encoding)) == "Señora;@ana_w"


def test_a_workbook() -> None:
    rows: list[list[object]] = [
        ["Username", "Number", "When"],
        ["ana_w", 123456789, None],
        [None, 987654321.0, True],
    ]
    assert reading.read(workbook([*rows])) == [
        ["Username", "Number", "When"],
        ["ana_w", "123456789"],
        ["", "987654321", "True"],
    ]


TABLE = (
    "<office:document-content"
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    "<office:body><office:spreadsheet>{}</office:spreadsheet></office:body>"
    "</office:document-content>"
)


def open_document(*tables: str, mime: str = opendocument.MIME.decode()) -> bytes:
    """A spreadsheet of these tables' rows."""
    inside = "".join(f"<table:table>{one}</table:table>" for one in tables)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", mime)
        packed.writestr("content.xml", TABLE.format(inside))
    return out.getvalue()


def said(words: str, **attributes: str) -> str:
    """A cell of an open document."""
    more = "".join(
        f' {key.replace("__", ":").replace("_", "-")}="{one}"' for key, one in attributes.items()
    )
    return f"<table:table-cell{more}><text:p>{words}</text:p></table:table-cell>"


def test_an_open_document() -> None:
    note = "<office:annotation><text:p>asked on Monday</text:p></office:annotation>"
    number = said("1.23E+08", office__value_type="float", office__value="123456789")
    rows = (
        f"<table:table-header-rows><table:table-row>{said('Username')}{said('Number')}"
        "</table:table-row></table:table-header-rows>",
        f"<table:table-row>{said('ana_w')}{number}</table:table-row>",
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>',
        f"<table:table-row><table:table-cell/>{said('9,5', office__value_type='float', office__value='9.50')}"
        "<table:covered-table-cell/></table:table-row>",
        f"<table:table-row><table:table-cell>{note}<text:p>a <text:span>b</text:span>"
        '<text:s text:c="2"/>c</text:p><text:p>d</text:p></table:table-cell></table:table-row>',
    )
    assert reading.read(open_document("", "".join(rows), said("not read"))) == [
        ["Username", "Number"],
        ["ana_w", "123456789"],
        (),
        (),
        ["", "9.50"],
        ["a b  c\nd"],
    ]


def test_what_stands_for_a_million_cells_fills_no_memory() -> None:
    rest = (
        '<table:table-row table:number-rows-repeated="1048574"><table:table-cell'
        ' table:number-columns-repeated="16384"/></table:table-row>'
    )
    wide = said("x", table__number_columns_repeated="1000000000")
    row = f"<table:table-row>{wide}</table:table-row>"
    long = f'<table:table-row table:number-rows-repeated="1000000000">{said("x")}</table:table-row>'
    wide_and_empty = open_document(row + rest)
    too_many_rows = [open_document(one) for one in (long, rest + row)]
    many = "<table:table-cell/>" * (reading.UNPACKED // 40)
    torn = [
        open_document(f"<table:{name}>{many}</table:{name}>") for name in ("table-row", "shapes")
    ]
    del many
    tracemalloc.start()
    assert reading.read(wide_and_empty) == [["x"] * reading.MOST_CELLS]
    for content in too_many_rows:
        with pytest.raises(UnreadableFile) as refused:
            reading.read(content)
        assert refused.value.why is FileFault.TOO_LARGE
    for content in torn:
        with pytest.raises(UnreadableFile):
            reading.read(content)
    assert tracemalloc.get_traced_memory()[1] < 48 * 1024 * 1024
    tracemalloc.stop()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", FileFault.EMPTY),
        (b" \n", FileFault.EMPTY),
        (workbook([]), FileFault.EMPTY),
        (b"%PDF-1.7 ...", FileFault.FOREIGN),
        (b"\xd0\xcf\x11\xe0 an old workbook", FileFault.FOREIGN),
        (b"abc\0def", FileFault.FOREIGN),
        (workbook([["@ana_w"]])[:-200], FileFault.BROKEN),
        (b"PK\x03\x04 and nothing", FileFault.BROKEN),
        (open_document(), FileFault.EMPTY),
        (open_document("<table:table-row/>"), FileFault.EMPTY),
        (open_document("<table:table-row>"), FileFault.BROKEN),
        (
            open_document('<table:table-row table:number-rows-repeated="many"/>'),
            FileFault.BROKEN,
        ),
        (open_document("", mime="application/vnd.oasis.opendocument.text"), FileFault.FOREIGN),
        (b"@a\n" * (reading.LARGEST // 3 + 1), FileFault.TOO_LARGE),
    ],
)  # fmt: skip
def test_what_can_not_be_read(content: bytes, why: FileFault) -> None:
    with pytest.raises(UnreadableFile) as refused:
        reading.read(content)
    assert refused.value.why is why


def test_a_workbook_that_unfolds_to_too_much_is_not_opened() -> None:
    bomb = repacked(
        workbook([["@ana_w"]]), "xl/worksheets/sheet1.xml", b"<c/>" * (40 * 1024 * 1024)
    )
    assert len(bomb) < reading.LARGEST
    tracemalloc.start()
    with pytest.raises(UnreadableFile) as refused:
        reading.read(bomb)
    assert refused.value.why is FileFault.TOO_LARGE
    assert tracemalloc.get_traced_memory()[1] < 32 * 1024 * 1024
    tracemalloc.stop()


def test_a_workbook_with_definitions_of_its_own_is_not_opened() -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
    with pytest.raises(UnreadableFile) as refused:
        reading.read(repacked(workbook([["x"]]), "xl/worksheets/sheet1.xml", laughs))
    assert refused.value.why is FileFault.FOREIGN


def test_what_a_sheet_says_of_its_own_size_is_not_believed() -> None:
    content = workbook([["@ana_w"], ["@bea_x"]])
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml")
    lying = sheet.replace(b'<dimension ref="A1:A2"', b'<dimension ref="A1:XFD1048576"')
    assert lying != sheet
    assert reading.read(repacked(content, "xl/worksheets/sheet1.xml", lying)) == [
        ["@ana_w"],
        ["@bea_x"],
    ]
