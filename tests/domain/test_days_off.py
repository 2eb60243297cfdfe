"""Days off, as people type them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from solbot.typed.days_off import parse_days_off
from tests.domain.test_phrases import ENGLISH
from tests.domain.test_phrases_spanish import SPANISH

TODAY = date(2026, 11, 23)  # a Monday


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("tomorrow", "2026-11-24", "2026-11-24"),
        ("Friday", "2026-11-27", "2026-11-27"),
        ("24 December", "2026-12-24", "2026-12-24"),
        ("24 to 26 December", "2026-12-24", "2026-12-26"),
        ("24-26 December", "2026-12-24", "2026-12-26"),
        ("from the 24th to the 26th of March", "2027-03-24", "2027-03-26"),
        ("from 24 December until 2 January", "2026-12-24", "2027-01-02"),
        ("Friday to Sunday", "2026-11-27", "2026-11-29"),
        ("2026-12-24 to 2026-12-26", "2026-12-24", "2026-12-26"),
        ("today", "2026-11-23", "2026-11-23"),
        ("Monday", "2026-11-23", "2026-11-23"),
        ("this Friday", "2026-11-27", "2026-11-27"),
        ("Monday to Friday", "2026-11-23", "2026-11-27"),
        ("23 November to 25 November", "2026-11-23", "2026-11-25"),
        ("until Friday", "2026-11-23", "2026-11-27"),
        ("until the 26", "2026-11-23", "2026-11-26"),
        ("December 24-26", "2026-12-24", "2026-12-26"),
        ("24 December to the 2nd", "2026-12-24", "2027-01-02"),
        ("Thursday 24 to Saturday 26 December", "2026-12-24", "2026-12-26"),
        ("between 24 December and 31 December", "2026-12-24", "2026-12-31"),
        ("24 and 25 December", "2026-12-24", "2026-12-25"),
        ("24.12. - 26.12.", "2026-12-24", "2026-12-26"),
        ("20 to 24", "2026-12-20", "2026-12-24"),
        ("from the 20 to the 24", "2026-12-20", "2026-12-24"),
    ],
)
def test_in_english(text: str, first: str, last: str) -> None:
    found = parse_days_off(text, TODAY, ENGLISH)
    assert found == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("mañana", "2026-11-24", "2026-11-24"),
        ("el viernes", "2026-11-27", "2026-11-27"),
        ("del 24 al 26 de diciembre", "2026-12-24", "2026-12-26"),
        ("desde el 24 de diciembre hasta el 2 de enero", "2026-12-24", "2027-01-02"),
        ("del 24 de diciembre al 26", "2026-12-24", "2026-12-26"),
        ("de lunes a viernes", "2026-11-23", "2026-11-27"),
        ("hasta el viernes", "2026-11-23", "2026-11-27"),
        ("este viernes", "2026-11-27", "2026-11-27"),
        ("el 20", "2026-12-20", "2026-12-20"),
        ("del 20 al 24", "2026-12-20", "2026-12-24"),
        ("desde el día 20 hasta el día 24", "2026-12-20", "2026-12-24"),
        ("hasta el 26", "2026-11-23", "2026-11-26"),
        ("entre el 24 y el 31 de diciembre", "2026-12-24", "2026-12-31"),
    ],
)
def test_in_spanish(text: str, first: str, last: str) -> None:
    found = parse_days_off(text, TODAY, SPANISH)
    assert found == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("ahead", range(7))
def test_a_week_of_work_on_any_weekday(ahead: int) -> None:
    today = TODAY + timedelta(days=ahead)
    monday = today + timedelta(days=-ahead % 7)
    week = (monday, monday + timedelta(days=4))
    for text in ("Monday to Friday", "from Monday to Friday"):
        assert parse_days_off(text, today, ENGLISH) == week
    assert parse_days_off("de lunes a viernes", today, SPANISH) == week


@pytest.mark.parametrize("text", ["el 24 y el 31 de diciembre", "lunes y viernes", "3 días"])
def test_two_days_are_not_all_between_them(text: str) -> None:
    assert parse_days_off(text, TODAY, SPANISH) is None


@pytest.mark.parametrize(
    "text",
    [
        "24 December and 31 December",
        "24, 25 and 26 December",
        "24 to 2 January",
        "3 to Friday",
        "Wednesday 24 to 26 December",
        "",
        "3",
        "3 days",
        "for a week",
        "26 to 24 December",
        "2020-01-01",
        "soon",
        "," * 500,
        "to",
    ],
)
def test_what_names_no_days(text: str) -> None:
    assert parse_days_off(text, TODAY, ENGLISH) is None
