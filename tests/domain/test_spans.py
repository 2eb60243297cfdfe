"""Windows and quiet hours: read from words, and what they cover."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from solbot.coaching.rhythm.rules import Slot, next_due, served_date
from solbot.typed.seldom import parse_every_other_week
from solbot.typed.spans import TimeSpan, parse_span, parse_window
from tests.domain.test_phrases import ENGLISH
from tests.domain.test_phrases_spanish import SPANISH

MADRID = ZoneInfo("Europe/Madrid")
NIGHT = TimeSpan(time(22), time(7))


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("between 7 and 9", "07:00", "09:00"),
        ("from 22 to 7", "22:00", "07:00"),
        ("7-9", "07:00", "09:00"),
        ("7:30 – 9:15", "07:30", "09:15"),
        ("7 to 9 pm", "19:00", "21:00"),
        ("10 to 2 pm", "10:00", "14:00"),
        ("9 am until 5 pm", "09:00", "17:00"),
        ("10pm to 6am please", "22:00", "06:00"),
        ("between seven and nine in the evening", "19:00", "21:00"),
        ("from 10 to 7", "22:00", "07:00"),
        ("11 to 6", "23:00", "06:00"),
        ("10 to 7 am", "22:00", "07:00"),
        ("half past ten to 7", "22:30", "07:00"),
        ("12 to 7", "00:00", "07:00"),
        ("10am to 7", "10:00", "07:00"),
        ("10 in the morning to 7", "10:00", "07:00"),
        ("09:00 to 07:00", "09:00", "07:00"),
        ("6 pm to 12", "18:00", "12:00"),
        ("2 to 4 pm, I teach then", "14:00", "16:00"),
        ("11 to 6, thanks", "23:00", "06:00"),
        ("half nine in the morning to half five in the afternoon", "09:30", "17:30"),
        ("10pm to 7am works best for me", "22:00", "07:00"),
        ("starting at 21:45 until 6:15", "21:45", "06:15"),
    ],
)
def test_two_times_in_english(text: str, begins: str, ends: str) -> None:
    assert parse_span(text, ENGLISH) == TimeSpan.of(f"{begins}-{ends}")


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("entre las 7 y las 9", "07:00", "09:00"),
        ("de 22 a 7", "22:00", "07:00"),
        ("de 7 a 9 de la tarde", "19:00", "21:00"),
        ("desde las 7 y media hasta las 9", "07:30", "09:00"),
        ("entre las siete y las nueve de la tarde", "19:00", "21:00"),
        ("entre las siete y las nueve y media de la noche", "19:00", "21:30"),
        ("de 10 a 7", "22:00", "07:00"),
        ("de 1 a 3 de la tarde, la comida", "13:00", "15:00"),
        ("a partir de las 21:45 hasta las 6:15", "21:45", "06:15"),
    ],
)
def test_two_times_in_spanish(text: str, begins: str, ends: str) -> None:
    assert parse_span(text, SPANISH) == TimeSpan.of(f"{begins}-{ends}")


@pytest.mark.parametrize(
    "text",
    [
        "7",
        "between",
        "7 to 7",
        "between us and them",
        "",
        "," * 500,
        "9 to 5, but not Fridays",
        "9 to 5, or 6",
        "9 to 5, every morning",
        "9 to 5 I work",
    ],
)
def test_what_is_no_span(text: str) -> None:
    assert parse_span(text, ENGLISH) is None
    assert parse_window(text, ENGLISH) is None


def test_a_window_with_its_days_and_without() -> None:
    hours = TimeSpan(time(7), time(9))
    assert parse_window("weekdays between 7 and 9", ENGLISH) == (frozenset(range(1, 6)), hours)
    assert parse_window("7 to 9 on weekends", ENGLISH) == (frozenset({6, 7}), hours)
    assert parse_window("entre semana de 7 a 9", SPANISH) == (frozenset(range(1, 6)), hours)
    assert parse_window("between 7 and 9", ENGLISH) == (None, hours)
    assert parse_window("from 22 to 7", ENGLISH) is None  # no window goes over midnight
    assert parse_window("12 to 7", ENGLISH) is None
    evening = TimeSpan(time(19), time(21))
    assert parse_window("between seven and nine in the evening", ENGLISH) == (None, evening)


def test_quiet_hours_are_over_at_their_end_by_the_own_clock() -> None:
    assert NIGHT.covers(time(23)) and NIGHT.covers(time(6, 59)) and not NIGHT.covers(time(7))
    evening = datetime(2026, 11, 24, 22, 30, tzinfo=UTC)
    morning = datetime(2026, 11, 25, 6, tzinfo=UTC)
    assert NIGHT.over_at(evening, MADRID) == morning
    assert NIGHT.over_at(morning - timedelta(minutes=1), MADRID) == morning
    assert NIGHT.over_at(morning, MADRID) is None


def test_each_date_has_its_own_time_in_a_window_and_always_the_same() -> None:
    slot = Slot(time(7), frozenset(range(1, 8)), time(9), seed=5)
    at = datetime(2027, 3, 20, tzinfo=UTC)
    found: list[date] = []
    for _ in range(30):
        due = next_due(slot, MADRID, at, found[-1] if found else None)
        assert due == next_due(slot, MADRID, due - timedelta(seconds=1))
        assert time(7) <= due.astimezone(MADRID).time() < time(9)
        found.append(served_date(slot, MADRID, due))
        at = due
    assert found == [date(2027, 3, 20) + timedelta(days=day) for day in range(30)]
    assert len({slot.on(day) for day in found}) > 15
    with pytest.raises(ValueError, match="after it begins"):
        Slot(time(9), frozenset({1}), time(7))


@pytest.mark.parametrize(
    ("text", "days", "kept"),
    [
        ("every evening between 7 and 9", "1234567", "19:00-21:00"),
        ("between 7 and 9 every evening", "1234567", "19:00-21:00"),
        ("every morning, from 7 until 9", "", ""),
        ("from 7 until 9 every morning", "1234567", "07:00-09:00"),
        ("evenings between 7 and 9", "", "19:00-21:00"),
        ("every weekday evening between 6 and 8", "12345", "18:00-20:00"),
        ("I'd like every night between 9 and 11, please", "1234567", "21:00-23:00"),
        ("every evening between 19:00 and 21:00", "1234567", "19:00-21:00"),
        ("every evening between 7 and 9 am", "", ""),
        ("every night between 10 and 1", "", ""),
        ("anywhere between 7 and 9 in the morning", "", "07:00-09:00"),
    ],
)
def test_a_part_of_the_day_beside_a_window(text: str, days: str, kept: str) -> None:
    found = parse_window(text, ENGLISH)
    assert (found and found[1].text()) == (kept or None)
    assert not found or "".join(str(day) for day in sorted(found[0] or ())) == days


@pytest.mark.parametrize(
    ("text", "days", "kept"),
    [
        ("entre las 7 y las 9 de la tarde", "", "19:00-21:00"),
        ("todas las tardes entre las 7 y las 9", "1234567", "19:00-21:00"),
        ("cada noche entre las 8 y las 10", "1234567", "20:00-22:00"),
        ("todas las mañanas de 7 a 9", "1234567", "07:00-09:00"),
        ("en algún momento entre las 7 y las 9 de la noche", "", "19:00-21:00"),
        ("fines de semana entre las 10 y el mediodía", "67", "10:00-12:00"),
    ],
)
def test_a_part_of_the_day_beside_a_window_in_spanish(text: str, days: str, kept: str) -> None:
    found = parse_window(text, SPANISH)
    assert found is not None and found[1].text() == kept
    assert "".join(str(day) for day in sorted(found[0] or ())) == days


@pytest.mark.parametrize(
    ("language", "text", "days", "at"),
    [
        ("en", "every fortnight", "", None),
        ("en", "every other Friday at 8", "5", time(8)),
        ("en", "biweekly, please", "", None),
        ("en", "every other day", "none", None),
        ("es", "cada dos lunes", "1", None),
        ("es", "un viernes sí y otro no a las 9", "5", time(9)),
        ("es", "cada quince días", "", None),
        ("es", "cada dos días", "none", None),
    ],
)
def test_every_other_week(language: str, text: str, days: str, at: time | None) -> None:
    found = parse_every_other_week(text, ENGLISH if language == "en" else SPANISH)
    assert (found is None) == (days == "none")
    if found is not None:
        assert "".join(str(day) for day in sorted(found.days or ())) == days
        assert found.times == (at and (at,))
