"""Reading where somebody goes, and until when."""

from __future__ import annotations

from datetime import date

import pytest

from solbot.typed.journeys import last_day, parts
from tests.domain.test_phrases import ENGLISH
from tests.domain.test_phrases_spanish import SPANISH

TODAY = date(2026, 11, 23)  # a Monday


@pytest.mark.parametrize(
    ("text", "place", "last"),
    [
        ("Lisbon until 23 November", "lisbon", "2026-11-23"),
        ("Lisbon until today", "lisbon", "2026-11-23"),
        ("Lisbon until the 20", "lisbon", "2026-12-20"),
        ("Lisbon until 20", "lisbon", "2026-12-20"),
        ("Lisbon through Friday", "lisbon", "2026-11-27"),
        ("Lisbon for the rest of the week", "lisbon", "2026-11-29"),
        ("Lisbon until 22 November", "lisbon", "2027-11-22"),
    ],
)
def test_in_english(text: str, place: str, last: str) -> None:
    assert (place, date.fromisoformat(last)) in parts(text, TODAY, ENGLISH)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("lisboa hasta el 23 de noviembre", "2026-11-23"),
        ("lisboa hasta el 20", "2026-12-20"),
        ("lisboa hasta el día 20", "2026-12-20"),
        ("lisboa hasta el próximo lunes", "2026-11-30"),
    ],
)
def test_in_spanish(text: str, last: str) -> None:
    assert ("lisboa", date.fromisoformat(last)) in parts(text, TODAY, SPANISH)


def test_the_last_day_alone() -> None:
    assert last_day("23 November", TODAY, ENGLISH) == TODAY
    assert last_day("the end of the month", TODAY, ENGLISH) == date(2026, 11, 30)
    assert last_day("the end of the week", TODAY, ENGLISH) == date(2026, 11, 29)
    assert last_day("fin de mes", TODAY, SPANISH) == date(2026, 11, 30)
    assert last_day("3", TODAY, ENGLISH) == date(2026, 11, 26)
    assert last_day("23 de noviembre", TODAY, SPANISH) == TODAY
    assert last_day("12 June 2126", TODAY, ENGLISH) is None
    assert last_day("22 November 2026", TODAY, ENGLISH) is None
    assert last_day("forever", TODAY, ENGLISH) is None
