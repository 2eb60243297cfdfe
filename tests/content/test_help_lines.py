"""Where people turn to: what is wrong with `help_lines.toml` is said, and what ships leads somewhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from solbot.content.catalog import Catalog
from solbot.content.check import check
from solbot.content.help_lines import HelpLines
from tests.content.content_folder import EXPECTED, editing, good, removing, writing

Change = Callable[[Path], object]

H = "help_lines.toml"
HELP_FAULTS: list[tuple[str, Change, int, str]] = [
    ("no file", removing(H), 1, "is missing"),
    ("not toml", writing(H, "[everywhere"), 1, "is not TOML"),
    ("no directory", editing(H, "[everywhere]", "[elsewhere]"), 1, "everywhere: is missing"),
    ("not a web address", editing(H, 'url = "https://example.org"', 'url = "example.org"'), 3, "web address"),
    ("no source", editing(H, 'source = "https://example.org/source"\n', ""), 1, "source: is missing"),
    ("odd source", editing(H, "https://example.org/source", "by hearsay"), 4, "web address"),
    ("no day", editing(H, "checked = 2026-11-23", 'checked = "last week"'), 5, "a day such as"),
    ("unknown country", editing(H, "countries.AR]", "countries.XX]"), 7, "a country's code of two letters"),
    ("letters in a number", editing(H, '"135"', '"call me"'), 12, "phone: "),
    ("leads nowhere", editing(H, 'phone = "135"\n', ""), 9, "should have a phone, a text or a url"),
    ("no lines", editing(H, "[[countries.AR.lines]]", "[[countries.AR.line]]"), 7, "lines: is missing"),
    ("markup", editing(H, "A line", "A **line**"), 10, "is shown as it is written"),
    ("long name", editing(H, "A line", "l" * 61), 10, "at most 60"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "line", "text"), [pytest.param(*one[1:], id=one[0]) for one in HELP_FAULTS]
)
def test_faults_of_help_lines(tmp_path: Path, change: Change, line: int, text: str) -> None:
    folder = good(tmp_path)
    change(folder)
    faults = check(folder, "en", EXPECTED)
    mine = [fault for fault in faults if fault.file == folder / H]
    assert any(text in fault.text for fault in mine), "\n".join(map(str, faults)) or "no fault"
    assert any(abs(fault.line - line) <= 3 for fault in mine), mine


def test_what_ships_leads_somewhere(shipped: Catalog) -> None:
    known: HelpLines = shipped.help_lines
    assert {"US", "CA", "GB", "IE", "ES", "MX", "AR", "CL", "UY", "PE"} <= known.countries.keys()
    assert all(one.lines for one in known.countries.values())
    assert known.everywhere.url and not known.within("JP").lines and not known.within(None).lines
