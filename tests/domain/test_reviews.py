"""Reviews: which of somebody's own words come back, and what a page of then is beside today's."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solbot.coaching.reviews.rules import LONGEST, Changes, SaidWords, moved_most, own_sentences
from solbot.coaching.visions.rules import Fact, Figure, Step, VisionStanding, Wording
from solbot.db.states import FigureKind, RevisionKind, StepOutcome

MONDAY = date(2026, 11, 23)
BEGAN = datetime(2026, 11, 1, 8, tzinfo=UTC)


def on(day: int, words: str) -> SaidWords:
    return SaidWords(MONDAY + timedelta(days=day), words)


def page(id: int = 1, **more: object) -> VisionStanding:
    first = Wording(RevisionKind.FIRST, "A quiet house", BEGAN)
    return VisionStanding(id=id, wordings=(first,), created_at=BEGAN, released_at=None, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "brought"),
    [
        ([], []),
        ([on(0, "Yes."), on(1, "Not today")], []),
        (
            [on(0, "Short. I walked home through the rain tonight.")],
            ["I walked home through the rain tonight."],
        ),
        (
            [on(0, "I cooked for the two of us\nand then we talked it over")],
            ["I cooked for the two of us"],
        ),
        (
            [on(0, "One two three four"), on(0, "One two three four five")],
            ["One two three four five"],
        ),
    ],
)
def test_what_can_stand_alone_is_brought(said: list[SaidWords], brought: list[str]) -> None:
    assert [one.words for one in own_sentences(said)] == brought


def test_three_of_a_week_are_its_first_its_middle_and_its_last() -> None:
    week = [on(day, f"This is what day {day} was like") for day in range(7)]
    assert [one.on.day - MONDAY.day for one in own_sentences(reversed(week))] == [0, 3, 6]


@given(st.lists(st.tuples(st.integers(0, 6), st.text(max_size=2 * LONGEST)), max_size=20))
def test_every_sentence_is_somebodys_own_and_no_day_has_two(said: list[tuple[int, str]]) -> None:
    given_ = [on(*one) for one in said]
    brought = own_sentences(given_)
    assert len(brought) <= 3 and len({one.on for one in brought}) == len(brought)
    for one in brought:
        assert any(one.words in own.words and one.on == own.on for own in given_)
        assert len(one.words) <= LONGEST


def test_a_page_of_then_knows_nothing_of_what_came_after() -> None:
    later = BEGAN + timedelta(days=20)
    now = page(
        facts=(
            Fact(1, "No piano yet", BEGAN.date(), BEGAN, struck_at=later),
            Fact(2, "The piano stands in the hall", later.date(), later),
        ),
        figures=(
            Figure(FigureKind.CLOSENESS, 3, BEGAN.date(), BEGAN),
            Figure(FigureKind.CLOSENESS, 6, later.date(), later),
        ),
        steps=(Step(1, "Measure the door", None, BEGAN, StepOutcome.DONE, settled_at=later),),
    )
    changes = Changes(BEGAN + timedelta(days=10), now)
    assert (changes.then.closeness, changes.now.closeness) == (3, 6)
    assert [one.words for one in changes.gone] == ["No piano yet"]
    assert [one.words for one in changes.new] == ["The piano stands in the hall"]
    assert [one.words for one in changes.settled] == ["Measure the door"]
    assert changes.then.next_step is not None and changes.now.next_step is None


def test_a_page_that_is_younger_is_compared_with_its_beginning() -> None:
    now = page(figures=(Figure(FigureKind.CLOSENESS, 3, BEGAN.date(), BEGAN),))
    assert Changes(BEGAN - timedelta(days=9), now).then == now


def test_the_page_that_moved_most_is_shown_and_the_earlier_where_none_did() -> None:
    later = BEGAN + timedelta(days=5)
    moved = page(2, facts=(Fact(1, "New", later.date(), later),))
    still = page(1)
    since = BEGAN + timedelta(days=2)
    assert moved_most([Changes(since, still), Changes(since, moved)]) == Changes(since, moved)
    assert moved_most([Changes(since, still), Changes(since, page(3))]) == Changes(since, still)
    assert moved_most([]) is None
