"""The table of a journal, as a spreadsheet reads it."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from solbot.coaching.export import as_csv
from solbot.sheets.table import cell
from tests.exports.journals import entry

ODD = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1,1)",
    "\t=1+1",
    "\r=1+1",
    "'quoted",
    '=HYPERLINK("https://example.org")',
    'a "quote", a comma; a semicolon\nand a line',
    "Grüße, 你好, שלום 😀",
    "one\u2028two",
    " plain ",
]
ENTRIES = [
    entry(number, {"kind": "text", "text": words}, words, date(2026, 3, 2))
    for number, words in enumerate(ODD, 1)
]


def test_as_python_reads_it() -> None:
    content = as_csv.render(ENTRIES, {"1": ["photos/1-1.jpg"]})
    assert content.startswith(b"\xef\xbb\xbfid,date,")
    assert content.replace(b"\r\n", b"").count(b"\r") == 0
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert len(rows) == len(ODD) and rows[0]["files"] == "photos/1-1.jpg"
    for row, words in zip(rows, ODD, strict=True):
        assert not row["answer"].startswith(("=", "+", "-", "@", "\t", "\r"))
        plain = words.replace("\r", "\n").replace("\u2028", "\n")
        assert row["answer"].lstrip("'") == plain.lstrip("'")
    assert rows[6]["answer"] == "''quoted"


def test_as_a_spreadsheet_reads_it(tmp_path: Path) -> None:
    if shutil.which("ssconvert") is None:
        pytest.skip("NO SPREADSHEET (gnumeric's ssconvert): what it makes of the CSV was not seen")
    (tmp_path / "in.csv").write_bytes(as_csv.render(ENTRIES, {}))
    subprocess.run(
        ["ssconvert", "--import-encoding=UTF-8", "in.csv", "out.csv"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert [row[7].lstrip("'") for row in rows[1:]] == [
        words.replace("\r", "\n").replace("\u2028", "\n").lstrip("'") for words in ODD
    ]


@pytest.mark.parametrize("words", ["a=1", "2 + 2", "mood: tired", "", "…"])
def test_plain_words_stay_as_they_are(words: str) -> None:
    assert cell(words) == words
