"""Occasions: looks back when there is something to look back on, a welcome once, never two on a date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solbot.coaching.path.occasions import TIMED, Brought, Past, due

START = date(2026, 11, 23)  # a Monday
DAY = timedelta(days=1)


def play(
    days: int,
    *,
    nudged: Callable[[date], bool] = bool,
    answers: Callable[[date], bool] = bool,
    alumni: bool = False,
    first_week: int = 0,
    there: tuple[str, ...] = TIMED,
) -> dict[int, str]:
    """What came on which day (0 is the first) to somebody who answers on the day itself."""
    brought: list[Brought] = []
    answered: date | None = None
    found: dict[int, str] = {}
    for number in range(days):
        day = START + number * DAY
        if not nudged(day):
            continue
        in_week = len(brought) < first_week
        occasion = due(
            day, Past(tuple(brought), answered), there, alumni=alumni, first_week=in_week
        )
        if occasion:
            found[number] = occasion
        brought.append(Brought(day, occasion or ("first-week" if in_week else None)))
        if answers(day):
            answered = day
    return found


def weekdays(day: date) -> bool:
    return day.isoweekday() < 6


def test_who_answers_daily_looks_back_once_a_week_and_longer_now_and_then() -> None:
    found = play(190, first_week=7)
    assert list(found) == list(range(13, 190, 7))
    longer = {day: occasion for day, occasion in found.items() if occasion != "weekly"}
    months = {34: "monthly", 62: "monthly", 118: "monthly", 146: "monthly"}
    assert longer == months | {90: "quarterly", 174: "quarterly"}


def test_on_weekdays_alone_it_is_once_a_week_too() -> None:
    found = play(60, nudged=weekdays)
    assert list(found) == list(range(7, 60, 7))


def test_who_is_nudged_once_a_week_does_not_look_back_every_time() -> None:
    found = play(120, nudged=lambda day: day.isoweekday() == 1)
    assert list(found) == [35, 70, 105]
    assert found[35] == "monthly" and found[105] == "quarterly"


def test_there_is_no_looking_back_on_nothing() -> None:
    found = play(40, answers=lambda day: day == START)
    assert list(found.values()) == ["returning"]


def test_a_silence_of_a_week_is_met_once_and_again_only_after_an_answer() -> None:
    silent = {*range(5, 40), *range(41, 60)}
    found = play(60, answers=lambda day: (day - START).days not in silent, there=("returning",))
    assert found == {11: "returning", 47: "returning"}


def test_one_unanswered_nudge_of_a_slow_rhythm_is_no_silence() -> None:
    mondays = lambda day: day.isoweekday() == 1  # noqa: E731
    missed = START + 14 * DAY
    found = play(40, nudged=mondays, answers=lambda day: day != missed, there=("returning",))
    assert found == {}
    found = play(40, nudged=mondays, answers=lambda day: day < missed, there=("returning",))
    assert found == {28: "returning"}


@pytest.mark.parametrize(
    ("gap", "paused", "met"),
    [(7, False, False), (8, False, True), (2, True, False), (3, True, True)],
)
def test_who_was_away_or_paused_is_met(gap: int, paused: bool, met: bool) -> None:
    past = Past([Brought(START)], START, paused)
    assert due(START + gap * DAY, past, TIMED) == ("returning" if met else None)


def test_who_was_away_is_met_even_in_the_first_week() -> None:
    past = Past([Brought(START, "first-week")], START)
    assert due(START + 9 * DAY, past, TIMED, first_week=True) == "returning"


def test_a_date_has_one_occasion_and_a_closing_is_one() -> None:
    brought = [Brought(START + number * DAY) for number in range(8)]
    today, answered = START + 7 * DAY, START + 6 * DAY
    assert due(today, Past(brought[:7], answered), TIMED) == "weekly"
    assert due(today, Past(brought, answered), TIMED) == "weekly"  # a second nudge of the day
    assert due(today, Past([*brought[:7], Brought(today, "closing")], answered), TIMED) is None
    assert due(today, Past(brought[:7], answered), TIMED, closing=True) is None


def test_only_what_there_is_comes() -> None:
    assert set(play(100, there=("monthly",)).values()) == {"monthly"}
    assert play(100, there=()) == {}
    assert due(START, Past([]), TIMED) is None


def test_alumni_are_asked_between_two_looks_back() -> None:
    found = play(60, alumni=True, first_week=7)
    assert Counter(found.values())["alumni"] == 8
    days = [day for day, occasion in found.items() if occasion == "alumni"]
    assert all(later - day >= 7 for day, later in pairwise(days))
    assert all(day - 1 not in found and day + 1 not in found for day in days)
    assert "alumni" not in play(60).values()


@settings(deadline=None, max_examples=30)
@given(st.integers(1, 6), st.integers(0, 10), st.booleans())
def test_who_has_no_vision_is_asked_after_the_first_week_and_then_once_a_month(
    step: int, first_week: int, answers: bool
) -> None:
    brought: list[Brought] = []
    asked: list[date] = []
    for number in range(0, 200, step):
        day = START + number * DAY
        in_week = len(brought) < first_week
        past = Past(tuple(brought), brought[-1].on if answers and brought else None)
        occasion = due(day, past, TIMED, first_week=in_week, vision=False)
        assert due(day, past, TIMED, first_week=in_week) != "wishing"
        if occasion == "wishing":
            assert not in_week
            asked.append(day)
        brought.append(Brought(day, occasion or ("first-week" if in_week else None)))
    assert len(asked) >= 4
    assert len({(one.year, one.month) for one in asked}) == len(asked)
