"""Days off, as people type them."""

from __future__ import annotations

from datetime import date

import pytest

from solbot.domain.days_off import parse_days_off
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
    ],
)
def test_in_spanish(text: str, first: str, last: str) -> None:
    found = parse_days_off(text, TODAY, SPANISH)
    assert found == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    ["", "3", "3 days", "for a week", "26 to 24 December", "2020-01-01", "soon", "," * 500, "to"],
)
def test_what_names_no_days(text: str) -> None:
    assert parse_days_off(text, TODAY, ENGLISH) is None
