"""The path: the first week, every reading in its order, closings, round after round, whatever is added or
taken away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solbot.coaching.path.rules import (
    PathPosition,
    Station,
    after_in_turn,
    ahead,
    bring_forward,
    by_turns,
    of_other_depth,
    short_first,
    stations,
)

DISCIPLINES = ("first", "second")


@dataclass(frozen=True)
class Reading:
    id: str
    folder: str
    place: int


@dataclass(frozen=True)
class Question:
    id: str
    depth: str = "short"


A, B, C = Reading("a", "first", 1), Reading("b", "first", 2), Reading("c", "second", 1)
PATH = (A, B, C)
WEEK = (Reading("w1", "first-week", 1), Reading("w2", "first-week", 2))
CLOSINGS = (Reading("part", "closing", 1), Reading("all", "closing", 2))


def way(path: Sequence[Reading] = PATH) -> tuple[Station[Reading], ...]:
    return stations(path, DISCIPLINES)


@settings(deadline=None)
@given(st.data())
def test_in_an_order_of_their_own_nothing_is_left_out_and_nothing_comes_twice(
    data: st.DataObject,
) -> None:
    """Whenever somebody says what would help most, the discipline they are in is finished, and each comes once."""
    names = ("one", "two", "three", "four")
    path = [
        Reading(f"{name}{n}", name, n)
        for name in names
        for n in range(data.draw(st.integers(1, 3)))
    ]
    whole = stations(path, names, WEEK, CLOSINGS)
    cursor, seen = PathPosition(), [list[str]() for _ in range(3)]
    wish: int | None = None
    while len(seen[2]) == 0:
        if data.draw(st.booleans()):
            wanted = data.draw(st.integers(0, 3))
            order = bring_forward(cursor, wanted, 4)
            wish = wanted if order else wish
            cursor = replace(cursor, order=order or cursor.order)
        reading, moved = ahead(whole, cursor, 1)[0]
        place = moved.place or ""
        begins = place[:2].isdecimal() and place[:2] != (cursor.place or "")[:2]
        if begins and wish is not None and cursor.place and cursor.place[0] == "0":
            assert int(place[:2]) in (wish, 4)
            wish = None
        cursor = moved
        seen[cursor.round].append(place)
        assert reading in (*path, *WEEK, *CLOSINGS)
    for number in (0, 1):
        assert sorted(seen[number]) == [
            one.place for one in whole if number == 0 or not one.first_week
        ]
        disciplines = [place[:2] for place in seen[number]]
        assert len([key for key, _ in groupby(disciplines)]) == len(set(disciplines))


def walk(
    way: Sequence[Station[Reading]], steps: int, cursor: PathPosition
) -> tuple[list[str], PathPosition]:
    seen = []
    for _ in range(steps):
        reading, cursor = ahead(way, cursor, 1)[0]
        seen.append(f"{reading.id}{cursor.round}")
    return seen, cursor


def test_in_order_and_then_round_again() -> None:
    seen, _ = walk(way(), 7, PathPosition())
    assert seen == ["a0", "b0", "c0", "a1", "b1", "c1", "a2"]


def test_the_first_week_comes_first_and_once_and_closings_each_time() -> None:
    whole = stations(PATH, DISCIPLINES, WEEK, CLOSINGS)
    seen, cursor = walk(whole, 8, PathPosition())
    assert seen == ["w10", "w20", "a0", "b0", "part0", "c0", "part0", "all0"]
    assert walk(whole, 7, cursor)[0] == ["a1", "b1", "part1", "c1", "part1", "all1", "a2"]


def test_who_is_under_way_is_not_thrown_back() -> None:
    _, cursor = walk(way(), 2, PathPosition())
    whole = stations(PATH, DISCIPLINES, WEEK, CLOSINGS)
    assert walk(whole, 3, cursor)[0] == ["part0", "c0", "part0"]


def test_a_discipline_without_readings_is_not_closed() -> None:
    seen, _ = walk(stations((C,), DISCIPLINES, (), CLOSINGS), 3, PathPosition())
    assert seen == ["c0", "part0", "all0"]


def test_looking_ahead_goes_over_the_end() -> None:
    _, cursor = walk(way(), 2, PathPosition())
    coming = ahead(way(), cursor, 8)
    assert [reading.id for reading, _ in coming] == list("cabcabca")
    assert [moved.round for _, moved in coming] == [0, 1, 1, 1, 2, 2, 2, 3]


def test_readings_added_and_taken_away_shift_nothing() -> None:
    _, cursor = walk(way(), 2, PathPosition())
    between = Reading("bb", "first", 3)
    assert walk(way((A, B, between, C)), 2, cursor)[0] == ["bb0", "c0"]
    assert walk(way((A, C)), 2, cursor)[0] == ["c0", "a1"]
    earlier = Reading("aa", "first", 1)
    assert walk(way((A, earlier, B, C)), 2, cursor)[0] == ["c0", "a1"]


def test_an_empty_path_is_said_so() -> None:
    with pytest.raises(LookupError):
        ahead((), PathPosition(), 1)
    with pytest.raises(LookupError):
        ahead(stations((), DISCIPLINES, WEEK, CLOSINGS), PathPosition(), 1)


def test_the_least_asked_comes_first_and_else_the_order_stays() -> None:
    one, two, three = Question("1"), Question("2"), Question("3")
    assert by_turns((one, two, three), {}) == [one, two, three]
    assert by_turns((one, two, three), {"1": 2, "2": 1}) == [three, two, one]


def test_of_those_asked_equally_often_the_short_ones_come_first() -> None:
    deep, short, other = Question("1", "deeper"), Question("2"), Question("3")
    assert short_first((deep, short, other), {}) == [short, other, deep]
    assert short_first((deep, short, other), {"2": 1}) == [other, deep, short]
    assert short_first((deep, short, other), {"2": 1, "3": 1}) == [deep, short, other]
    assert short_first((deep, short, other), {"1": 1, "2": 1, "3": 1}) == [short, other, deep]


def test_another_depth_is_one_not_asked_yet() -> None:
    one, two, three = Question("1"), Question("2", "deeper"), Question("3", "deeper")
    assert of_other_depth((one, two, three), one, ()) == [two, three]
    assert of_other_depth((one, two, three), one, {"2"}) == [three]
    assert of_other_depth((one, two, three), two, {"1"}) == []


def test_readings_of_an_occasion_take_turns() -> None:
    assert after_in_turn(PATH, None) == A
    assert after_in_turn(PATH, "b") == C
    assert after_in_turn(PATH, "c") == A
    assert after_in_turn(PATH, "gone") == A
    with pytest.raises(LookupError):
        after_in_turn((), None)
