"""The path: every reading in its order, round after round, whatever is added or taken away."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from solbot.domain.journey import Cursor, least_asked, next_reading, question_for_round

DISCIPLINES = ("first", "second")


@dataclass(frozen=True)
class Reading:
    id: str
    folder: str
    place: int


@dataclass(frozen=True)
class Question:
    id: str
    needs: frozenset[str] = field(default_factory=frozenset)


A, B, C = Reading("a", "first", 1), Reading("b", "first", 2), Reading("c", "second", 1)
PATH = (A, B, C)


def walk(path: tuple[Reading, ...], steps: int, cursor: Cursor) -> tuple[list[str], Cursor]:
    seen = []
    for _ in range(steps):
        reading, cursor = next_reading(path, DISCIPLINES, cursor)
        seen.append(f"{reading.id}{cursor.round}")
    return seen, cursor


def test_in_order_and_then_round_again() -> None:
    seen, _ = walk(PATH, 7, Cursor())
    assert seen == ["a0", "b0", "c0", "a1", "b1", "c1", "a2"]


def test_readings_added_and_taken_away_shift_nothing() -> None:
    _, cursor = walk(PATH, 2, Cursor())
    between = Reading("bb", "first", 3)
    assert walk((A, B, between, C), 2, cursor)[0] == ["bb0", "c0"]
    assert walk((A, C), 2, cursor)[0] == ["c0", "a1"]
    earlier = Reading("aa", "first", 1)
    assert walk((A, earlier, B, C), 2, cursor)[0] == ["c0", "a1"]


def test_an_empty_path_is_said_so() -> None:
    with pytest.raises(LookupError):
        next_reading((), DISCIPLINES, Cursor())


def test_each_round_brings_the_next_question_that_fits() -> None:
    plain, needy, last = Question("1"), Question("2", frozenset({"vision"})), Question("3")
    questions = (plain, needy, last)
    assert [question_for_round(questions, n, ()).id for n in range(4)] == ["1", "3", "1", "3"]
    assert [question_for_round(questions, n, {"vision"}).id for n in range(4)] == list("1231")
    with pytest.raises(LookupError):
        question_for_round((needy,), 0, ())


def test_to_reflect_the_least_asked_comes_first() -> None:
    one, two, needy = Question("1"), Question("2"), Question("3", frozenset({"vision"}))
    assert least_asked((one, two, needy), {"1": 2, "2": 1}, ()) == two
    assert least_asked((one, two, needy), {"1": 2, "2": 1}, {"vision"}) == needy
    assert least_asked((needy,), {}, ()) is None
