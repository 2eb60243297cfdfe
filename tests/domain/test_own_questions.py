"""When questions of somebody's own come: nothing too early, nothing never, one for a date at most."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solbot.coaching.own_questions.rules import (
    APART,
    BETWEEN,
    Brought,
    Kept,
    in_turn,
    on_its_day,
)

MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)
MON, TUE, WED, THU, FRI, SAT, SUN = range(1, 8)
OWN, ELSE = True, False


def kept(id: int, *days: int, asked: date | None = None, since: date = MONDAY) -> Kept:
    return Kept(id, frozenset(days), since, asked)


def nudges(until: date, last: bool) -> list[Brought]:
    """Some days of other things before a date; the `last` one may be of their own."""
    return [Brought(until - ago * DAY, last and ago == 1) for ago in range(10, 0, -1)]


@pytest.mark.parametrize(
    ("today", "asked", "since", "last", "comes"),
    [
        (FRI, None, 0, ELSE, True),
        (THU, None, 0, ELSE, False),
        (FRI, None, 4, ELSE, True),  # written on that very day
        (SAT, None, 0, ELSE, True),  # something else came on its day
        (SAT, None, 5, ELSE, False),  # … but that was before it had one
        (SAT, None, 0, OWN, False),  # late, it does not follow another of their own
        (FRI, None, 0, OWN, True),
        (FRI, 4, 0, ELSE, False),  # asked today already
        (SAT, 4, 0, ELSE, False),
    ],
)
def test_on_its_day_or_soon_after(
    today: int, asked: int | None, since: int, last: bool, comes: bool
) -> None:
    now = MONDAY + (today - 1) * DAY
    on = None if asked is None else MONDAY + asked * DAY
    one = kept(1, FRI, asked=on, since=MONDAY + since * DAY)
    assert on_its_day(now, [one], nudges(now, last)) == (one if comes else None)


def test_a_date_after_today_was_written_by_a_wrong_clock() -> None:
    ahead = MONDAY + 900 * DAY
    friday = MONDAY + 4 * DAY
    on_days = kept(1, FRI, asked=ahead, since=ahead)
    assert on_its_day(friday, [on_days], nudges(friday, ELSE)) == on_days
    turn = kept(2, asked=ahead)
    brought = [Brought(ahead, own=True, in_turn=True), *nudges(friday, ELSE)]
    assert in_turn(friday, [turn], brought) == turn


def test_of_several_the_one_asked_the_longest_ago() -> None:
    ones = [kept(1, MON, asked=MONDAY - 7 * DAY), kept(2, MON, asked=MONDAY - 14 * DAY)]
    found = on_its_day(MONDAY, [replace(one, since=MONDAY - 30 * DAY) for one in ones], ())
    assert found is not None and found.id == 2
    in_turns = [kept(3, asked=MONDAY - 9 * DAY), kept(4), kept(5)]
    found = in_turn(MONDAY, in_turns, ())
    assert found is not None and found.id == 4


def test_those_with_days_do_not_come_in_turn_and_the_others_not_on_days() -> None:
    assert in_turn(MONDAY, [kept(1, MON)], ()) is None
    assert on_its_day(MONDAY, [kept(1)], ()) is None


def test_never_two_for_a_date() -> None:
    came = [Brought(MONDAY, own=True)]
    assert on_its_day(MONDAY, [kept(1, MON)], came) is None
    assert in_turn(MONDAY, [kept(1)], came) is None


def test_who_is_nudged_once_a_week_is_not_asked_one_every_time() -> None:
    brought = [Brought(MONDAY, own=True, in_turn=True)]
    weeks = 0
    while in_turn(MONDAY + (weeks + 1) * APART, [kept(1), kept(2)], brought) is None:
        weeks += 1
        brought.append(Brought(MONDAY + weeks * APART))
    assert weeks == BETWEEN


QUESTIONS = st.lists(st.frozensets(st.integers(1, 7), max_size=7), min_size=1, max_size=20)
RHYTHM = st.frozensets(st.integers(1, 7), min_size=1)
TAKEN = st.sets(st.integers(0, 99), max_size=30)


def live(
    days: list[frozenset[int]], rhythm: frozenset[int], times: int, taken: set[int]
) -> tuple[list[Brought], dict[Kept, list[date]]]:
    """Half a year of nudges, some of them `taken` by what goes before: what came, and when each was asked."""
    there = {id: Kept(id, on, MONDAY) for id, on in enumerate(days)}
    asked: dict[Kept, list[date]] = {one: [] for one in there.values()}
    brought: list[Brought] = []
    dates = (MONDAY + number * DAY for number in range(180))
    for today in (day for day in dates if day.isoweekday() in rhythm for _ in range(times)):
        found = on_its_day(today, there.values(), brought)
        found = found or in_turn(today, there.values(), brought)
        found = None if len(brought) in taken else found
        brought.append(Brought(today, found is not None, found is not None and not found.days))
        if found is not None:
            there[found.id] = replace(found, asked_on=today)
            asked[Kept(found.id, found.days, MONDAY)].append(today)
    return brought, asked


@settings(max_examples=150, deadline=None)
@given(QUESTIONS, RHYTHM, st.integers(1, 2), TAKEN)
def test_half_a_year_asks_nothing_too_early(
    days: list[frozenset[int]], rhythm: frozenset[int], times: int, taken: set[int]
) -> None:
    brought, asked = live(days, rhythm, times, taken)
    own = [one.on for one in brought if one.own]
    assert len(own) == len(set(own)), "one for a date"
    turns = [one.on for one in brought if one.in_turn]
    assert all(after - before >= APART for before, after in pairwise(turns))
    for one, dates in asked.items():
        for before, after in pairwise(dates):
            since = (before + ago * DAY for ago in range(1, (after - before).days + 1))
            assert not one.days or any(day.isoweekday() in one.days for day in since)


@settings(max_examples=150, deadline=None)
@given(QUESTIONS, RHYTHM, st.integers(1, 2), TAKEN)
def test_half_a_year_starves_nothing(
    days: list[frozenset[int]], rhythm: frozenset[int], times: int, taken: set[int]
) -> None:
    brought, asked = live(days, rhythm, times, taken)
    dates = sorted({one.on for one in brought})
    # A week until its day; then each of the others may come before it, all other things in between.
    longest = 7 + 2 * sum(bool(one) for one in days) + len(taken)
    for one, on in asked.items():
        at = [-1, *(dates.index(day) for day in on), len(dates)]
        assert not one.days or max(after - before for before, after in pairwise(at)) <= longest
    in_turns = [len(on) for one, on in asked.items() if not one.days]
    assert not in_turns or max(in_turns) - min(in_turns) <= 1
    if all(days) and all(len(one) == 1 for one in days):
        # Those that are late leave every second nudge to others.
        late = [one for one in brought if one.own and one.on.isoweekday() not in set().union(*days)]
        assert len(late) <= (len(brought) + 1) / 2
