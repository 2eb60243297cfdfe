"""Figures that tell nothing about any one person: none too small, and none to be found by subtracting."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise, product

from hypothesis import given
from hypothesis import strategies as st

from solbot.staff.stats_rules import (
    ENOUGH,
    AskedAndAnswered,
    Disclosure,
    ShownFigure,
    alone,
    beside,
    figure_among,
    nested,
    partition,
    shares,
)

FEW, NEARLY, WITHHELD = (
    ShownFigure(Disclosure.FEW),
    ShownFigure(Disclosure.NEARLY_ALL),
    ShownFigure(Disclosure.WITHHELD),
)


def exact(count: int) -> ShownFigure:
    return ShownFigure(Disclosure.EXACT, count)


def test_fewer_than_five_are_no_number() -> None:
    assert [alone(count) for count in (0, 4, 5)] == [FEW, FEW, exact(5)]


def test_spans_that_differ_by_a_few_are_not_told_apart() -> None:
    assert nested([3, 12, 40]) == [FEW, exact(12), exact(40)]
    assert nested([12, 13, 40]) == [exact(12), ShownFigure(Disclosure.A_FEW_MORE, 12), exact(40)]
    assert nested([12, 12, 18]) == [exact(12), ShownFigure(Disclosure.A_FEW_MORE, 12), exact(18)]
    assert nested([0, 0, 0]) == [FEW] * 3


@given(st.lists(st.integers(0, 40), min_size=3, max_size=3).map(sorted))
def test_no_two_spans_give_a_few_people_away(counts: list[int]) -> None:
    shown = [one.count for one in nested(counts) if one.how is Disclosure.EXACT]
    assert all(count >= ENOUGH for count in shown)
    assert all(later - earlier >= ENOUGH for earlier, later in pairwise(shown))


def test_the_few_who_did_not_answer_are_not_given_away() -> None:
    found = shares(
        {"a": AskedAndAnswered(12, 11), "b": AskedAndAnswered(12, 7), "c": AskedAndAnswered(12, 3)},
        AskedAndAnswered(30, 15),
    )
    assert (found["a"].asked, found["a"].answered) == (exact(12), NEARLY)
    assert (found["b"].asked, found["b"].answered) == (exact(12), exact(7))
    assert (found["c"].asked, found["c"].answered) == (exact(12), FEW)


def test_the_whole_does_not_point_at_a_hidden_part() -> None:
    # 16 people together, 13 of them elsewhere: so somebody of the few would be known.
    found = shares(
        {"a": AskedAndAnswered(7, 0), "b": AskedAndAnswered(6, 0), "c": AskedAndAnswered(3, 0)},
        AskedAndAnswered(16, 0),
    )
    assert [one.asked for one in found.values()] == [exact(7), WITHHELD, FEW]
    overlapping = shares(
        {"a": AskedAndAnswered(7, 0), "b": AskedAndAnswered(6, 0), "c": AskedAndAnswered(3, 0)},
        AskedAndAnswered(9, 0),
    )
    assert [one.asked for one in overlapping.values()] == [exact(7), exact(6), FEW]


@given(
    st.dictionaries(st.sampled_from("abcde"), st.integers(0, 30), min_size=1),
    st.integers(0, 100),
)
def test_what_is_left_of_the_whole_is_nobody_or_many(counts: dict[str, int], beyond: int) -> None:
    together = min(sum(counts.values()), max(counts.values()) + beyond)
    found = shares(
        {name: AskedAndAnswered(count, 0) for name, count in counts.items()},
        AskedAndAnswered(together, 0),
    )
    shown = sum(one.asked.count for one in found.values())
    hidden = [one for one in found.values() if one.asked.how is not Disclosure.EXACT]
    if hidden and shown:
        assert together - shown <= 0 or together - shown >= ENOUGH


def test_of_parts_and_their_sum_no_few_are_found() -> None:
    """Whoever knows how it is done, too: of all societies that look the same, each part may be any small number."""
    told: defaultdict[tuple[object, ...], list[tuple[int, ...]]] = defaultdict(list)
    names, most = ("active", "paused", "left"), 30
    for hidden in ((), ("paused",), ("paused", "left")):
        for counts in product(range(most + 1), repeat=3):
            if (together := sum(counts)) <= most:
                found = partition(dict(zip(names, counts, strict=True)), hidden)
                told[hidden, together, *found.values()].append(counts)
    for (_, whole, *shown), worlds in told.items():
        assert isinstance(whole, int)
        for figure, may_be in zip(shown, zip(*worlds, strict=True), strict=True):
            assert isinstance(figure, ShownFigure)
            if figure.how is Disclosure.FEW:
                assert set(may_be) == set(range(ENOUGH))
            elif figure.how is Disclosure.WITHHELD:
                assert len(set(may_be)) >= min(ENOUGH, whole + 1)
            else:
                assert set(may_be) == {figure.count} and figure.count >= ENOUGH


def test_a_large_part_is_shown_where_the_others_keep_each_other_hidden() -> None:
    found = partition({"active": 200, "paused": 3, "left": 12})
    assert found == {"active": exact(200), "paused": FEW, "left": WITHHELD}
    assert set(partition({"active": 200, "paused": 3, "left": 4}).values()) == {WITHHELD}
    many = {"active": 9, "paused": 5, "left": 7}
    assert partition(many) == {name: exact(count) for name, count in many.items()}


def test_of_those_among_others_and_beside_them_no_few_are_found() -> None:
    assert [figure_among(count, 12) for count in (0, 4, 5, 7, 8, 12)] == [
        *(FEW, FEW, exact(5), exact(7)),
        *(NEARLY, NEARLY),
    ]
    spans = [exact(8), ShownFigure(Disclosure.A_FEW_MORE, 8)]
    assert [beside(count, spans) for count in (4, 6, 8, 12, 13)] == [
        *(FEW, WITHHELD),
        *(ShownFigure(Disclosure.A_FEW_MORE, 8), ShownFigure(Disclosure.A_FEW_MORE, 8), exact(13)),
    ]
