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
        ("Friday week", "2026-12-04", "2026-12-04"),
        ("until Friday next week", "2026-11-23", "2026-12-04"),
        ("a fortnight starting Friday", "2026-11-27", "2026-12-10"),
        ("until the end of the month", "2026-11-23", "2026-11-30"),
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
        ("24-12-26", "2026-12-24", "2026-12-24"),
        ("24.12. - 26.12.", "2026-12-24", "2026-12-26"),
        ("20 to 24", "2026-12-20", "2026-12-24"),
        ("Friday thx", "2026-11-27", "2026-11-27"),
        ("the weekend", "2026-11-28", "2026-11-29"),
        ("next week", "2026-11-30", "2026-12-06"),
        ("all of next month", "2026-12-01", "2026-12-31"),
        ("the rest of the week", "2026-11-23", "2026-11-29"),
        ("all week", "2026-11-23", "2026-11-29"),
        ("all of February", "2027-02-01", "2027-02-28"),
        ("November", "2026-11-23", "2026-11-30"),
        ("March 2027", "2027-03-01", "2027-03-31"),
        ("from December to February", "2026-12-01", "2027-02-28"),
        ("4 days starting Thursday", "2026-11-26", "2026-11-29"),
        ("two weeks beginning 7 December", "2026-12-07", "2026-12-20"),
        ("a week starting the 20th", "2026-12-20", "2026-12-26"),
        ("28/12 to 5/1", "2026-12-28", "2027-01-05"),
        ("3/12 - 15/12", "2026-12-03", "2026-12-15"),
        ("12/28 - 1/5", "2026-12-28", "2027-01-05"),
        ("30.12. - 2.1.", "2026-12-30", "2027-01-02"),
        ("29/12/2026 - 4/1/2027", "2026-12-29", "2027-01-04"),
        ("Wednesday to Friday next week", "2026-12-02", "2026-12-04"),
        ("Thursday next week", "2026-12-03", "2026-12-03"),
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
        ("a fin de mes", "2026-11-30", "2026-11-30"),
        ("hasta fin de mes", "2026-11-23", "2026-11-30"),
        ("quince días a partir del viernes", "2026-11-27", "2026-12-11"),
        ("el 20", "2026-12-20", "2026-12-20"),
        ("del 20 al 24", "2026-12-20", "2026-12-24"),
        ("desde el día 20 hasta el día 24", "2026-12-20", "2026-12-24"),
        ("hasta el 26", "2026-11-23", "2026-11-26"),
        ("entre el 24 y el 31 de diciembre", "2026-12-24", "2026-12-31"),
        ("el fin de semana", "2026-11-28", "2026-11-29"),
        ("la semana que viene", "2026-11-30", "2026-12-06"),
        ("todo el mes que viene", "2026-12-01", "2026-12-31"),
        ("el resto de la semana", "2026-11-23", "2026-11-29"),
        ("todo febrero", "2027-02-01", "2027-02-28"),
        ("el mes de enero", "2027-01-01", "2027-01-31"),
        ("de diciembre a febrero", "2026-12-01", "2027-02-28"),
        ("3 días a partir del jueves", "2026-11-26", "2026-11-28"),
        ("una semana desde el 20", "2026-12-20", "2026-12-26"),
        ("del 28/12 al 5/1", "2026-12-28", "2027-01-05"),
        ("el 1 y 2 de dic", "2026-12-01", "2026-12-02"),
        ("miércoles a viernes de la semana que viene", "2026-12-02", "2026-12-04"),
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


def test_what_is_left_of_a_weekend() -> None:
    saturday, sunday = date(2026, 11, 28), date(2026, 11, 29)
    assert parse_days_off("this weekend", saturday, ENGLISH) == (saturday, sunday)
    assert parse_days_off("este finde", sunday, SPANISH) == (sunday, sunday)
    assert parse_days_off("all week", saturday, ENGLISH) is None  # which one?


@pytest.mark.parametrize(
    "text", ["el 24 y el 31 de diciembre", "lunes y viernes", "3 días", "desde mañana"]
)
def test_two_days_are_not_all_between_them(text: str) -> None:
    assert parse_days_off(text, TODAY, SPANISH) is None


@pytest.mark.parametrize(
    "text",
    [
        "24 December and 31 December",
        "until December",
        "24 December to January",
        "until next week",
        "from Friday",
        "from next week",
        "from 24-12-26",
        "next weekend",
        "a week",
        "a week from Friday",
        "5 days starting soon",
        "400 days starting Friday",
        "3/12 - 5/12",
        "24 December next week",
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
