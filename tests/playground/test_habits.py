"""What the people of a crowd or a scene do looks like what people do."""

from __future__ import annotations

from collections import Counter
from random import Random

from solbot.playground.habits import picked

DICE = Random(11)


def test_a_scale_is_answered_about_its_middle_and_now_and_then_at_an_end() -> None:
    scale = [f"as:{number}" for number in range(1, 11)]
    taken = Counter(picked(scale, DICE) for _ in range(5_000))
    assert taken.keys() == set(scale)
    assert min(taken["as:6"], taken["as:7"]) > 5 * max(taken["as:1"], taken["as:10"])


def test_of_choices_none_is_likelier() -> None:
    taken = Counter(picked(["ac:a", "ac:b", "ac:c"], DICE) for _ in range(3_000))
    assert min(taken.values()) > 900
