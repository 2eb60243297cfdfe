"""What comes next: the table of reasons, a year lived by the rules of more and less, and ideas that come back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solbot.coaching.path import ideas, turns
from solbot.coaching.path.choices import RULES, Facts, decide
from solbot.coaching.path.ideas import Idea
from solbot.coaching.path.rules import PathPosition, is_ahead, onward, stations
from solbot.coaching.path.wishes import EVEN, LEANINGS, LESS, MORE, Wishes
from solbot.db.states import PromptReason

START = date(2026, 11, 23)
DAY = timedelta(days=1)
DISCIPLINES = ("a", "b", "c")


@dataclass(frozen=True)
class Reading:
    id: str
    folder: str
    place: int


PATH = [Reading(f"{name}{place}", name, place) for name in DISCIPLINES for place in range(14)]
CLOSINGS = [Reading("part", "closing", 1), Reading("all", "closing", 2)]
WAY = stations(PATH, DISCIPLINES, (), CLOSINGS)


@pytest.mark.parametrize(
    ("there", "where", "why"),
    [
        (
            {
                PromptReason.TRY,
                PromptReason.OCCASION,
                PromptReason.STEP,
                PromptReason.CHOSEN,
                PromptReason.PATH,
            },
            "",
            PromptReason.TRY,
        ),
        (
            {PromptReason.TRY, PromptReason.WAITS, PromptReason.FIRST_WEEK},
            "first_week",
            PromptReason.TRY,
        ),
        ({PromptReason.TRY, PromptReason.CLOSING}, "closing", PromptReason.TRY),
        (
            {PromptReason.OCCASION, PromptReason.STEP, PromptReason.CHOSEN, PromptReason.PATH},
            "",
            PromptReason.OCCASION,
        ),
        ({PromptReason.WAITS, PromptReason.STEP, PromptReason.PATH}, "", PromptReason.WAITS),
        ({PromptReason.WAITS, PromptReason.CHOSEN, PromptReason.PATH}, "", PromptReason.CHOSEN),
        (
            {PromptReason.WAITS, PromptReason.CHOSEN, PromptReason.STEP, PromptReason.PATH},
            "",
            PromptReason.STEP,
        ),
        (
            {PromptReason.STEP, PromptReason.CHECK_IN, PromptReason.CHOSEN, PromptReason.PATH},
            "",
            PromptReason.STEP,
        ),
        (
            {PromptReason.CHECK_IN, PromptReason.CHOSEN, PromptReason.PATH},
            "",
            PromptReason.CHECK_IN,
        ),
        ({PromptReason.CHOSEN, PromptReason.MORE, PromptReason.PATH}, "", PromptReason.CHOSEN),
        ({PromptReason.CHOSEN, PromptReason.FIRST_WEEK}, "first_week", PromptReason.CHOSEN),
        (
            {
                PromptReason.OWN_DAY,
                PromptReason.OCCASION,
                PromptReason.WAITS,
                PromptReason.STEP,
                PromptReason.CHECK_IN,
            },
            "",
            PromptReason.OWN_DAY,
        ),
        (
            {PromptReason.OWN_DAY, PromptReason.OCCASION, PromptReason.PATH},
            "returning",
            PromptReason.OCCASION,
        ),
        (
            {PromptReason.OWN_DAY, PromptReason.OCCASION, PromptReason.PATH},
            "after_own",
            PromptReason.OCCASION,
        ),
        (
            {PromptReason.OWN_DAY, PromptReason.STEP, PromptReason.PATH},
            "after_own",
            PromptReason.STEP,
        ),
        ({PromptReason.OWN_DAY, PromptReason.CHOSEN, PromptReason.PATH}, "", PromptReason.CHOSEN),
        ({PromptReason.OWN_DAY, PromptReason.PATH}, "after_own", PromptReason.OWN_DAY),
        ({PromptReason.OWN_DAY, PromptReason.FIRST_WEEK}, "first_week", PromptReason.OWN_DAY),
        ({PromptReason.OWN_DAY, PromptReason.CLOSING}, "closing", PromptReason.OWN_DAY),
        (
            {
                PromptReason.OWN_TURN,
                PromptReason.MORE,
                PromptReason.RETURN,
                PromptReason.VISION,
                PromptReason.PATH,
            },
            "",
            PromptReason.OWN_TURN,
        ),
        ({PromptReason.OWN_TURN, PromptReason.CHOSEN, PromptReason.PATH}, "", PromptReason.CHOSEN),
        ({PromptReason.OWN_TURN, PromptReason.FIRST_WEEK}, "first_week", PromptReason.FIRST_WEEK),
        ({PromptReason.OWN_TURN, PromptReason.CLOSING}, "closing", PromptReason.CLOSING),
        (
            {PromptReason.MORE, PromptReason.RETURN, PromptReason.VISION, PromptReason.FIRST_WEEK},
            "first_week",
            PromptReason.FIRST_WEEK,
        ),
        (
            {PromptReason.MORE, PromptReason.RETURN, PromptReason.VISION, PromptReason.CLOSING},
            "closing",
            PromptReason.CLOSING,
        ),
        ({PromptReason.MORE, PromptReason.RETURN, PromptReason.PATH}, "", PromptReason.MORE),
        ({PromptReason.RETURN, PromptReason.VISION, PromptReason.PATH}, "", PromptReason.RETURN),
        ({PromptReason.VISION, PromptReason.LATE}, "", PromptReason.VISION),
        ({PromptReason.LATE}, "", PromptReason.LATE),
        ({PromptReason.PATH}, "", PromptReason.PATH),
    ],
)
def test_the_first_reason_that_applies(
    there: Collection[PromptReason], where: str, why: PromptReason
) -> None:
    assert decide(Facts(there, **({where: True} if where else {}))) is why


def test_every_reason_but_being_asked_for_is_in_the_table_once() -> None:
    assert Counter(rule.why for rule in RULES) == Counter(set(PromptReason) - {PromptReason.ASKED})
    with pytest.raises(LookupError):
        decide(Facts(()))


def live(
    days: int, wishes: Wishes, changes: dict[int, tuple[str, str]]
) -> list[tuple[str, PromptReason]]:
    """What comes on each day, by the rules alone; on some days somebody asks for more or less."""
    cursor, met, came = PathPosition(), dict[str, date](), list[tuple[str, PromptReason]]()
    brought: list[tuple[str, bool]] = []
    out: dict[str, date] = {}
    for number in range(days):
        today = START + number * DAY
        if number in changes:
            wishes = wishes.leaning(*changes[number])
        resting = {id for id, on in out.items() if today - on < turns.REST}
        station = onward(WAY, cursor, wishes, resting)
        reading, why = station.reading, PromptReason.PATH
        wanted = wishes.more and reading.folder not in (*wishes.more, "closing")
        if wanted and turns.wants_more(brought, wishes.more):
            more = turns.more_of(WAY, cursor, wishes, met, today)
            reading, why = (more, PromptReason.MORE) if more else (reading, why)
        if why is PromptReason.MORE:
            out[reading.id] = today
            wishes = wishes.after(reading.id, ahead=is_ahead(WAY, cursor, reading.id))
        else:
            cursor, wishes = station.cursor, station.wishes
        met[reading.id] = today
        brought.append((reading.folder, why is PromptReason.MORE))
        came.append((reading.id, why))
    return came


CHANGES = st.dictionaries(
    st.integers(0, 364),
    st.tuples(st.sampled_from(DISCIPLINES), st.sampled_from(LEANINGS)),
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(CHANGES)
def test_a_year_repeats_nothing_too_early_and_starves_nothing(
    changes: dict[int, tuple[str, str]],
) -> None:
    came = live(365, Wishes(), changes)
    last: dict[str, int] = {}
    for day, (id, why) in enumerate(came):
        if id in ("part", "all"):
            continue
        if why is PromptReason.MORE and id in last:
            assert day - last[id] >= turns.REST.days
        last[id] = day
    assert last.keys() == {one.id for one in PATH}
    # A round takes about 46 days, and half as many again where there is more of something.
    assert min(last.values()) >= 365 - 4 * 46


def test_more_comes_after_two_of_the_path_and_its_turn_is_not_taken_twice() -> None:
    came = live(60, Wishes(more=("c",)), {})
    assert [id for id, _ in came[:9]] == ["c0", "a0", "a1", "c1", "a2", "a3", "c2", "a4", "a5"]
    once = [id for id, why in came if id[0] == "c" and id != "closing"]
    assert len(once[:14]) == len(set(once[:14]))


def test_less_passes_over_every_second_which_comes_at_the_end_of_the_round() -> None:
    came = [id for id, _ in live(46, Wishes(less=("a",)), {})]
    assert came[:7] == [f"a{place}" for place in range(0, 14, 2)]
    assert came[-8:] == [*(f"a{place}" for place in range(1, 14, 2)), "all"]
    assert sorted(came) == sorted([*(one.id for one in PATH), "part", "part", "part", "all"])


def test_asking_for_less_and_as_before_again_loses_nothing() -> None:
    came = [id for id, _ in live(46, Wishes(less=("a",)), {4: ("a", EVEN)})]
    assert sorted(came) == sorted([*(one.id for one in PATH), "part", "part", "part", "all"])


def test_wishes_are_kept_as_they_are_and_one_takes_the_place_of_another() -> None:
    wishes = Wishes("b3", ("a",), ("b",), ("c1",), ("b1",))
    assert Wishes.of(wishes.kept()) == wishes
    assert Wishes().kept() is None and Wishes.of(None) == Wishes()
    assert wishes.leaning("a", LESS).less == ("b", "a")
    assert wishes.leaning("a", LESS).more == ()
    assert wishes.leaning("b", MORE).lean("b") == MORE
    assert wishes.leaning("b", EVEN).lean("b") == EVEN


def test_three_others_of_other_disciplines_the_least_read_first() -> None:
    names = ("a", "b", "c", "d")
    path = [Reading(f"{name}{place}", name, place) for name in names for place in range(3)]
    way = stations(path, names)
    found = turns.others(way, "a0", "a", {"b0": 1}, {}, START)
    assert [one.id for one in found] == ["b1", "c0", "d0"]
    found = turns.others(way, "a0", "a", {}, {"c0": START - 3 * DAY}, START)
    assert [one.id for one in found] == ["b0", "c1", "d0"]
    assert [one.id for one in turns.others(WAY, "a0", "a", {}, {}, START)] == ["b0", "c0", "a1"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["keep", "fade", "leave", "answer"]), min_size=60, max_size=60))
def test_ideas_come_back_once_a_week_at_most_and_at_growing_gaps(said: list[str]) -> None:
    known: dict[str, Idea] = {}
    days: list[date] = []
    answered: list[tuple[str, date]] = []
    came: dict[str, list[date]] = {}
    last: date | None = None
    for number in range(365):
        today = START + number * DAY
        lately = [one for one in answered if today - one[1] <= ideas.LATEST]
        found = ideas.due(today, known, lately) if ideas.has_room(today, days, last) else None
        days.append(today)
        if found is None:
            answered.append((f"r{number}", today))
            continue
        assert last is None or today - last >= ideas.APART
        last, idea = today, ideas.brought(found)
        came.setdefault(idea.reading, []).append(today)
        what = said[sum(map(len, came.values())) - 1]
        if what == "keep":
            idea = ideas.kept(idea, today)
        elif what == "fade":
            idea = ideas.faded(idea)
        elif what == "answer":
            idea = ideas.standing(idea, today)
        known[idea.reading] = idea
    assert days and min(map(min, came.values()), default=last) is not None
    for reading, on in came.items():
        asked = dict(answered)[reading]
        assert len(on) <= len(ideas.GAPS) and on[0] - asked >= ideas.GAPS[0]
        for one, (before, after) in enumerate(pairwise(on), 1):
            assert after - before >= ideas.GAPS[one]


def test_none_comes_back_in_the_first_week_or_for_who_is_nudged_seldom_every_time() -> None:
    days = [START + number * DAY for number in range(10)]
    assert not ideas.has_room(START + 6 * DAY, days[:6], None)
    assert ideas.has_room(START + 7 * DAY, days[:7], None)
    mondays = [START + 7 * number * DAY for number in range(8)]
    assert not ideas.has_room(mondays[5], mondays[:5], mondays[2])
    assert ideas.has_room(mondays[7], mondays[:7], mondays[2])


def test_what_faded_or_was_left_alone_does_not_come_back() -> None:
    idea = ideas.brought(ideas.new("r", START))
    year = START + 365 * DAY
    for one in (idea, ideas.faded(idea)):
        assert ideas.due(year, {"r": one}, [("r", year - 2 * DAY)]) is None
    again = ideas.kept(idea, START + 2 * DAY)
    assert ideas.due(START + 9 * DAY, {"r": again}, ()) == again
    assert ideas.due(START + 8 * DAY, {"r": again}, ()) is None
