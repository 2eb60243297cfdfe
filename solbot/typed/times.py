"""Reading times and weekdays as people type them, together and in several groups.

The words of a language come from its `words.toml`; this module knows only how they go together. A text is
understood as a whole or not at all: one unknown word, and the answer is None.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from itertools import pairwise
from typing import Final

from solbot.typed.clocks import (
    ASIDE,
    BETWEEN,
    FROM_THE_HOUR,
    HALF_OF_PART,
    HALVES,
    PARTS,
    halves,
    is_bare,
    is_in,
    is_spoken,
    on_clock,
    read_time,
    read_time_and_half,
    to_its_hour,
)
from solbot.typed.vocabulary import END, Cursor, Token, Vocabulary, scan

MOST_TIMES: Final = 6

_SETS = {
    "every_day": frozenset(range(1, 8)),
    "weekdays": frozenset(range(1, 6)),
    "weekend": frozenset({6, 7}),
    "every_other_day": frozenset({1, 3, 5, 7}),
}


_CLOCK = (
    *(*HALVES, *FROM_THE_HOUR, "past", "before", "noon", "midnight", "hour_mark", "minute_mark"),
    *("numbers", "minutes"),
)

RHYTHM = (
    *(*_SETS, "days", "every_part", "parts", "times_a_day", "days_a_week", *_CLOCK, "to"),
    *("except", "and_minutes", "and", "every", "at", *ASIDE),
)

# A row of the letters that days begin with: "M/W/F", "L-V".
_INITIALS = frozenset({"initials", "days"})
_IN_A_ROW = frozenset({"-", "to", "/", ",", "and", "and_minutes", "&"})
_TUESDAY, _WEDNESDAY = 2, 3


_HOW_OFTEN = frozenset({"times_a_day", "days_a_week"})
_STOPS = frozenset({",", ";", "."})


@dataclass(frozen=True)
class DaysAndTimes:
    """Some days and their times; None for what was not said. `either`: of these times in words, "half past six", it is
    open in which half of the day they are."""

    days: frozenset[int] | None
    times: tuple[time, ...] | None
    either: frozenset[time] = frozenset()
    every_other: bool = False


def parse_plan(text: str, vocab: Vocabulary) -> list[DaysAndTimes]:
    """The days and times in one text, a part for days with times of their own ("weekends 10am, weekdays 7am"); none for
    a text that is not understood as a whole, or where two parts have a day in common.

    Every other day is taken for Monday, Wednesday, Friday and Sunday, and `every_other`. "Every evening" is all days,
    unless others are named; "twice a day" is so with two times. Days may be named by the letters they begin with where
    several stand in a row and none could be another day.
    """
    tokens = scan(text, vocab, RHYTHM)
    plan = tokens and read_plan(tokens)
    if not plan:
        tokens = _spelt_out(scan(text, vocab, ("initials", *RHYTHM)) or ())
        plan = tokens and read_plan(tokens)
    return plan or []


def _spelt_out(tokens: Sequence[Token]) -> list[Token] | None:
    """The tokens with days for their initials; None for a letter alone, and for one of Tuesday that Wednesday's does
    not come after, as it could be another day's."""
    cursor = Cursor(tokens)
    found: list[Token] = []
    while (token := cursor.take()) is not END:
        if token.kind == "initials":
            before, after = (
                cursor.peek(far if cursor.peek(near).kind in _IN_A_ROW else near)
                for near, far in ((-2, -3), (0, 1))
            )
            alone = not {before.kind, after.kind} & _INITIALS
            if alone or (token.value == _TUESDAY and after.value != _WEDNESDAY):
                return None
            token = Token("days", token.value)
        found.append(token)
    return found


def parse_times(text: str, vocab: Vocabulary) -> list[time] | None:
    """The times of day in a text that says nothing else, sorted; None for other texts and more than six."""
    days, times = parse_rhythm(text, vocab)
    return None if days else times


def parse_days(text: str, vocab: Vocabulary) -> frozenset[int] | None:
    """The ISO weekdays in a text that says nothing else; None for other texts."""
    days, times = parse_rhythm(text, vocab)
    return None if times else days


def parse_rhythm(text: str, vocab: Vocabulary) -> tuple[frozenset[int] | None, list[time] | None]:
    """The ISO weekdays and the times in one text; None for what it does not say, two for a text that is not
    understood or has other times on other days."""
    plan = parse_plan(text, vocab)
    if len(plan) != 1:
        return None, None
    return plan[0].days, list(plan[0].times) if plan[0].times else None


def parse_clock(text: str, vocab: Vocabulary) -> time | None:
    """The one time in an answer to "what time is it for you now?", or None."""
    tokens = _clock_tokens(text, vocab)
    if [token.kind for token in tokens] == ["number", "number"] and tokens[1].digits == 2:
        return on_clock(tokens[0].value, tokens[1].value, "")
    cursor = Cursor(tokens)
    at = read_time(cursor)
    while cursor.peek().kind == ".":
        cursor.take()
    return at if cursor.peek() is END else None


def is_open(text: str, vocab: Vocabulary) -> bool:
    """Whether the time in such an answer is in words that leave open in which half of the day it is."""
    group = _Group()
    return _take_time(Cursor(_clock_tokens(text, vocab)), group) and bool(group.either)


def _clock_tokens(text: str, vocab: Vocabulary) -> list[Token]:
    """The words of one time, without those that only lead to it; what "y" joins to an hour are its minutes."""
    found = scan(text, vocab, (*_CLOCK, "it_is", "and_minutes", "at", *ASIDE)) or []
    tokens: list[Token] = []
    for before, token in pairwise([END, *found]):
        if before.kind == "and_minutes" and token.kind == "number":
            tokens[-1] = Token("minutes", token.value)
        elif token.kind not in ("it_is", "at", *ASIDE, ",", "!"):
            tokens.append(token)
    return tokens


class _Group:
    """Days and times under way."""

    def __init__(self) -> None:
        self.days: set[int] = set()
        self.without: set[int] = set()
        self.times: set[time] = set()
        self.either: set[time] = set()
        self.bare: set[time] = set()
        self.every_other = False
        self.daily = False
        self.counts: dict[str, int] = {}

    def on_all_days(self, token: Token) -> bool:
        """Take "every evening" for all days, as long as none are named; whether it can be."""
        if token.kind == "every_part":
            if self.days and self.times and not self.daily:
                return False
            self.daily = True
        return True

    def later(self, at: time) -> None:
        """Take the times before this one that no half of the day was said for to be in its half, as in "7 and 9 pm",
        where all of them are before it then, too."""
        moved = {halves(one)[1] for one in self.bare}
        if moved and max(moved) < at:
            self.times = self.times - self.bare | moved
            self.either -= self.bare

    def part(self) -> DaysAndTimes | None:
        """As it was understood; None where nothing is left of the days, or fewer or more are named than it says."""
        days = self.days or (set(_SETS["every_day"]) if self.daily else set())
        if self.without:
            days = (days or set(_SETS["every_day"])) - self.without
            if not days:
                return None
        there = {"times_a_day": len(self.times), "days_a_week": len(days)}
        if any(there[kind] != count for kind, count in self.counts.items()):
            return None
        times = tuple(sorted(self.times)) or None
        return DaysAndTimes(
            frozenset(days) or None, times, frozenset(self.either), self.every_other
        )


def read_plan(tokens: Sequence[Token]) -> list[DaysAndTimes] | None:
    """The parts that such words name; None where they are not understood."""
    cursor = Cursor(tokens)
    groups, kinds = [_Group()], [""]
    excepting = False
    while (token := cursor.peek()) is not END:
        if token.kind in BETWEEN or (token.kind in (":", "-") and kinds[-1] == "days"):
            cursor.take()
            continue
        if token.kind in _HOW_OFTEN:
            groups[-1].counts[token.kind] = cursor.take().value
            groups[-1].daily |= token.kind == "times_a_day"
            if cursor.peek().kind in (":", "-"):
                cursor.take()
            continue
        if token.kind == "except":
            cursor.take()
            if cursor.peek().kind in _STOPS:
                return None
            excepting = True
            continue
        every_other = token.kind == "every_other_day"
        days = _read_days(cursor)
        kind = "days" if days else "times"
        if kinds[-1] != kind:
            kinds.append(kind)
            if len(kinds) > 3 and len(kinds) % 2 == 0:  # a third part begins the next group
                groups.append(_Group())
                excepting = False
        group = groups[-1]
        if days:
            (group.without if excepting else group.days).update(days)
            group.every_other |= every_other
        elif not _take_time(cursor, group):
            return None
    if excepting and not groups[-1].without:
        return None
    return _checked(groups, len(kinds) - 1)


def _checked(groups: Sequence[_Group], kinds: int) -> list[DaysAndTimes] | None:
    """The parts, if each has days and times of its own wherever there are several."""
    if (kinds > 2 and kinds % 2) or len(
        {at for group in groups for at in group.times}
    ) > MOST_TIMES:
        return None
    parts = [part for group in groups if (part := group.part()) is not None]
    if len(parts) < len(groups) or not (parts[0].days or parts[0].times):
        return None
    days = [day for part in parts for day in part.days or ()]
    return parts if len(days) == len(set(days)) else None


def _take_time(cursor: Cursor, group: _Group) -> bool:
    """Put the time that begins here into the group; whether there is one."""
    part = cursor.peek()
    if part.kind in PARTS:
        after = to_its_hour(cursor)
        if not after:
            cursor.take()
            group.times.add(time(part.value))
            return group.on_all_days(part)
        cursor.take(after)
    spoken, bare = is_spoken(cursor), is_bare(cursor)
    of_part = HALF_OF_PART[part.value] if part.kind in PARTS else ""
    at, half = read_time_and_half(cursor, of_part)
    if at is None or (of_part and not is_in(part.value, at)):
        return False
    if not all(group.on_all_days(token) for token in (part, cursor.peek(-1))):
        return False
    if spoken and not half and 1 <= at.hour <= 12 and at not in (time(12), time(0)):
        group.either.add(at)
    group.times.add(at)
    if half in ("pm", "night"):
        group.later(at)
    if half:
        group.bare.clear()
    elif bare and 1 <= at.hour < 12:
        group.bare.add(at)
    return True


def _read_days(cursor: Cursor) -> frozenset[int]:
    """The weekdays that begin here, taken; none where something else begins."""
    first = cursor.peek()
    if first.kind in _SETS:
        return _SETS[cursor.take().kind]
    if first.kind != "days":
        return frozenset()
    cursor.take()
    dot = 1 if cursor.peek().kind == "." else 0
    if cursor.peek(dot).kind in ("-", "to") and cursor.peek(dot + 1).kind == "days":
        last = cursor.take(dot + 2)
        length = (last.value - first.value) % 7 + 1
        return frozenset((first.value - 1 + step) % 7 + 1 for step in range(length))
    return frozenset({first.value})
