"""Of when the news is that everybody hears once: one date for all languages, or none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from solbot.content.catalog import Catalog
from solbot.content.check import check
from solbot.content.news import FILE, read_news
from tests.content.content_folder import EXPECTED, good, writing


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("on = ", "is not TOML"),
        ("", "on: is missing"),
        ('on = "soon"', "a day such as"),
        ("on = 2026-11-29\nwords = 1", "words"),
    ],
)
def test_faults_of_the_date(tmp_path: Path, text: str, says: str) -> None:
    folder = good(tmp_path)
    writing(FILE, text)(folder)
    mine = [fault for fault in check(folder, "en", EXPECTED) if fault.file == folder / FILE]
    assert any(says in fault.text for fault in mine), mine


def test_there_need_be_none(tmp_path: Path) -> None:
    folder = good(tmp_path)
    assert not check(folder, "en", EXPECTED) and read_news(folder, []) is None
    writing(FILE, "on = 2026-12-01")(folder)
    assert not check(folder, "en", EXPECTED) and read_news(folder, []) == date(2026, 12, 1)


def test_what_ships_has_news(shipped: Catalog) -> None:
    assert shipped.news is not None
