"""Three short ones of five: which readings come in two lines, and which whole."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solbot.coaching.path.lengths import CYCLE, WHOLE_ONES, is_short
from solbot.db.states import ReadingLength

MIXED = ReadingLength.MIXED


def followed(days: int, before: list[bool]) -> list[bool]:
    """So many days of the mixed way, after what came before."""
    came = [*before]
    for _ in range(days):
        came.append(is_short(MIXED, came))
    return came[len(before) :]


@pytest.mark.parametrize(
    ("wanted", "lately", "about", "short"),
    [
        (ReadingLength.SHORT, [True] * 9, {}, True),
        (ReadingLength.SHORT, [], {"introduces": True}, True),
        (ReadingLength.WHOLE, [False] * 9, {}, False),
        (ReadingLength.WHOLE, [], {"known": True}, False),
        (MIXED, [], {}, False),
        (MIXED, [False], {}, True),
        (MIXED, [False, True], {}, False),
        (MIXED, [False, True, False], {}, True),
        (MIXED, [False, True, False, True], {}, True),
        (MIXED, [True, False, True, True], {}, False),
        (MIXED, [False] * 7, {}, True),
        (MIXED, [True] * 7, {}, False),
        (MIXED, [False], {"introduces": True}, False),
        (MIXED, [], {"known": True}, True),
        (MIXED, [], {"known": True, "introduces": True}, True),
    ],
)
def test_short_or_whole(
    wanted: ReadingLength, lately: list[bool], about: dict[str, bool], short: bool
) -> None:
    assert is_short(wanted, lately, **about) is short


def test_from_the_beginning_whole_and_short_by_turns() -> None:
    shown = "".join("s" if short else "W" for short in followed(12, []))
    assert shown == "WsWssWsWssWs"


@given(st.lists(st.booleans(), max_size=20))
def test_whatever_came_before_two_of_five_are_whole_and_never_two_in_a_row(
    before: list[bool],
) -> None:
    days = followed(60, before)[CYCLE:]
    for start in range(len(days) - CYCLE + 1):
        assert days[start : start + CYCLE].count(False) == WHOLE_ONES
    assert not any(a is b is False for a, b in pairwise(days))
