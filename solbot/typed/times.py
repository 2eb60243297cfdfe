"""Reading what people type: times, weekdays and numbers on a scale.

The words of a language come from its `words.toml`; this module knows only how they go together. A text is
understood as a whole or not at all: one unknown word, and the answer is None.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from itertools import pairwise
from typing import Final

from solbot.typed.vocabulary import END, Cursor, Token, Vocabulary, scan, shape_of

MOST_TIMES: Final = 6

_SETS = {
    "every_day": frozenset(range(1, 8)),
    "weekdays": frozenset(range(1, 6)),
    "weekend": frozenset({6, 7}),
    "every_other_day": frozenset({1, 3, 5, 7}),
}

_HALVES = ("am", "pm", "night")

# Words around what is meant, which change nothing about it.
_ASIDE = ("politely", "filler")

# Minutes from the full hour that is named before or after them: "half past seven", "siete y media".
_FROM_THE_HOUR = {"half_past": 30, "quarter_past": 15, "quarter_to": -15, "half_to": -30}

_CLOCK = (
    *(*_HALVES, *_FROM_THE_HOUR, "past", "before", "noon", "midnight", "hour_mark", "minute_mark"),
    *("numbers", "minutes"),
)

_RHYTHM = (
    *(*_SETS, "days", "every_part", "parts", "times_a_day", "days_a_week", *_CLOCK, "to"),
    *("except", "and_minutes", "and", "every", "at", *_ASIDE),
)

# A row of the letters that days begin with: "M/W/F", "L-V".
_INITIALS = frozenset({"initials", "days"})
_IN_A_ROW = frozenset({"-", "to", "/", ",", "and", "and_minutes", "&"})
_TUESDAY, _WEDNESDAY = 2, 3

_SPOKEN = frozenset({*_FROM_THE_HOUR, "past", "before"})
_HOUR = frozenset({"number", "numbers"})
# What a part of the day, by its usual hour, is with a time beside it: "7 in the evening" is 19:00.
_HALF_OF_PART = {8: "am", 16: "pm", 19: "pm", 21: "night"}

_PARTS = frozenset({"parts", "every_part"})
_LEADING = frozenset({"at", ",", ":", *_ASIDE})

_HOURS_OF_PART = {
    8: range(1, 12),
    16: range(12, 20),
    19: range(13, 24),
    21: (*range(17, 24), *range(5)),
}

_AND = frozenset({"and", "and_minutes"})
# Minutes that are said after an hour with a word that also joins two hours: "a las 7 y 5".
_SAID_MINUTES = frozenset({5, 10, 20})

_WRITTEN = (":", ".", "hour_mark")
_MORE_OF_TIME = (*_WRITTEN, "minutes", *_FROM_THE_HOUR, "past", "before")

_HOW_OFTEN = frozenset({"times_a_day", "days_a_week"})
_STOPS = frozenset({",", ";", "."})

_BETWEEN = frozenset({*_AND, *_ASIDE, "every", "at", ",", ";", "/", "&", "+", ".", "!"})


@dataclass(frozen=True)
class Part:
    """Some days and their times; None for what was not said. `either`: of these times in words, "half past six", it is
    open in which half of the day they are."""

    days: frozenset[int] | None
    times: tuple[time, ...] | None
    either: frozenset[time] = frozenset()
    every_other: bool = False


def parse_plan(text: str, vocab: Vocabulary) -> list[Part]:
    """The days and times in one text, a part for days with times of their own ("weekends 10am, weekdays 7am"); none for
    a text that is not understood as a whole, or where two parts have a day in common.

    Every other day is taken for Monday, Wednesday, Friday and Sunday, and `every_other`. "Every evening" is all days,
    unless others are named; "twice a day" is so with two times. Days may be named by the letters they begin with where
    several stand in a row and none could be another day.
    """
    tokens = scan(text, vocab, _RHYTHM)
    plan = tokens and _read_plan(tokens)
    if not plan:
        tokens = _spelt_out(scan(text, vocab, ("initials", *_RHYTHM)) or ())
        plan = tokens and _read_plan(tokens)
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
        return _on_clock(tokens[0].value, tokens[1].value, "")
    cursor = Cursor(tokens)
    at = _read_time(cursor)
    while cursor.peek().kind == ".":
        cursor.take()
    return at if cursor.peek() is END else None


def is_open(text: str, vocab: Vocabulary) -> bool:
    """Whether the time in such an answer is in words that leave open in which half of the day it is."""
    group = _Group()
    return _take_time(Cursor(_clock_tokens(text, vocab)), group) and bool(group.either)


def halves(at: time) -> tuple[time, time]:
    """The two times that words such as "half past six" can mean."""
    return at.replace(hour=at.hour % 12), at.replace(hour=at.hour % 12 + 12)


def _clock_tokens(text: str, vocab: Vocabulary) -> list[Token]:
    """The words of one time, without those that only lead to it; what "y" joins to an hour are its minutes."""
    found = scan(text, vocab, (*_CLOCK, "it_is", "and_minutes", "at", *_ASIDE)) or []
    tokens: list[Token] = []
    for before, token in pairwise([END, *found]):
        if before.kind == "and_minutes" and token.kind == "number":
            tokens[-1] = Token("minutes", token.value)
        elif token.kind not in ("it_is", "at", *_ASIDE, ",", "!"):
            tokens.append(token)
    return tokens


def parse_scale(text: str, vocab: Vocabulary) -> int | None:
    """A number from 0 to 10, alone or "out of 10", in any script's digits or in words; or None."""
    return _on_scale(scan(text.rstrip(" .!"), vocab, ("numbers", "out_of")) or ())


def parse_about(text: str, vocab: Vocabulary) -> int | None:
    """A number as `parse_scale` reads it, also when it is said with some doubt: "about four"; or None."""
    tokens = scan(text, vocab, ("numbers", "out_of", "roughly"))
    said = [token for token in tokens or () if token.kind not in ("roughly", ",", ".", "!", "~")]
    return _on_scale(said) if "." not in text.strip(" .") else None


def meant(text: str, vocab: Vocabulary, kinds: Sequence[str]) -> str | None:
    """Which one of these kinds all of a text is, as "no, thanks" is a no; None for other texts."""
    tokens = scan(text, vocab, (*kinds, "politely"))
    found = {token.kind for token in tokens or ()} - {"politely", *",.!?¿¡"}
    return found.pop() if len(found) == 1 and found <= set(kinds) else None


def _on_scale(tokens: Sequence[Token]) -> int | None:
    if not tokens or shape_of(tokens) not in ("n", "n/n"):
        return None
    value, most = tokens[0], tokens[-1]
    if value.digits > 2 or value.value > 10 or (len(tokens) > 1 and most.value != 10):
        return None
    return value.value


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

    def part(self) -> Part | None:
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
        return Part(frozenset(days) or None, times, frozenset(self.either), self.every_other)


def _read_plan(tokens: Sequence[Token]) -> list[Part] | None:
    cursor = Cursor(tokens)
    groups, kinds = [_Group()], [""]
    excepting = False
    while (token := cursor.peek()) is not END:
        if token.kind in _BETWEEN or (token.kind in (":", "-") and kinds[-1] == "days"):
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


def _checked(groups: Sequence[_Group], kinds: int) -> list[Part] | None:
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
    if part.kind in _PARTS:
        after = _to_its_hour(cursor)
        if not after:
            cursor.take()
            group.times.add(time(part.value))
            return group.on_all_days(part)
        cursor.take(after)
    spoken, bare = _is_spoken(cursor), _is_bare(cursor)
    of_part = _HALF_OF_PART[part.value] if part.kind in _PARTS else ""
    at, half = _read_time_and_half(cursor, of_part)
    if at is None or (of_part and not _is_in(part.value, at)):
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


def _to_its_hour(cursor: Cursor) -> int:
    """How many words after a part of the day its hour begins, be it after a comma; 0 where none does."""
    after, begun = 1, cursor.peek(1)
    while begun.kind in _LEADING:
        after, begun = after + 1, cursor.peek(after + 1)
    if begun.kind in _SPOKEN:
        begun = cursor.peek(after + 1)
    return after if begun.kind in _HOUR or (begun.kind == "midnight" and after < 3) else 0


def _is_in(part: int, at: time) -> bool:
    """Whether a time is in a part of the day, by its usual hour: midnight is in no morning, noon in no evening."""
    return at.hour in _HOURS_OF_PART[part]


def _is_bare(cursor: Cursor) -> bool:
    """Whether the hour that begins here is said as people say one of twelve: 7, and neither 07 nor 7:30."""
    at = 0 if cursor.peek().kind in _HOUR else 1
    hour = cursor.peek(at)
    plain = hour.digits == len(str(hour.value)) <= 2 and cursor.peek(at + 1).kind not in _WRITTEN
    return plain or hour.kind == "numbers"


def _is_spoken(cursor: Cursor) -> bool:
    """Whether the time that begins here is in words, which name no half of the day as 18:30 does."""
    kinds = (cursor.peek().kind, cursor.peek(1).kind)
    return kinds[0] == "numbers" or any(kind in _SPOKEN for kind in kinds)


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


def _read_time(cursor: Cursor) -> time | None:
    """The time that begins here, taken; None where none does, or one that no clock shows."""
    return _read_time_and_half(cursor, "")[0]


def _read_time_and_half(cursor: Cursor, of_part: str) -> tuple[time | None, str]:
    """The time that begins here, and the half of the day that was said for it ("" for none); `of_part` is the half of
    a part of the day before it."""
    half, part, before = "", 0, cursor.peek(-1).kind
    if cursor.peek().kind in _HALVES:
        after = 2 if cursor.peek(1).kind == "at" else 1
        if cursor.peek(after).kind in _HOUR:
            half = cursor.peek().kind
            cursor.take(after)
    elif cursor.peek().kind in _SPOKEN:
        part = _from_the_hour(cursor.take())
    token = cursor.take()
    if token.kind in ("noon", "midnight"):
        return _moved(time(12 if token.kind == "noon" else 0), part), "said"
    if token.kind not in _HOUR or token.digits > 4:
        return None, half
    if token.digits > 2:
        hour, minute = divmod(token.value, 100)
    else:
        hour, minute = token.value, _read_minute(cursor, token.value, before)
    while cursor.peek().kind == "hour_mark":
        cursor.take()
    if not minute and not part and cursor.peek().kind in _SPOKEN:
        part = _from_the_hour(cursor.take())
    half = half or _read_half(cursor, of_part)
    if cursor.peek().kind == "hour_mark":
        cursor.take()  # "8 in the morning sharp"
    if part and minute:
        return None, half
    return _moved(_on_clock(hour, minute, half), part), half


def _read_half(cursor: Cursor, of_part: str) -> str:
    """The half of the day that was said after an hour, taken; or else that of a part of the day before it."""
    after = cursor.peek()
    if after.kind in _HALVES:
        return cursor.take().kind
    if after.kind in _PARTS and not (of_part and _to_its_hour(cursor)):
        cursor.take()
        return _HALF_OF_PART[after.value]
    return of_part


def _from_the_hour(token: Token) -> int:
    """How many minutes after the hour this is, or before it (then less than none)."""
    if token.kind == "past":
        return token.value
    return -token.value if token.kind == "before" else _FROM_THE_HOUR[token.kind]


def _read_minute(cursor: Cursor, hour: int, before: str) -> int:
    """The minutes after an hour, taken; 0 where none are given, 60 where they make no sense. `before`: the kind of what
    stands before the hour."""
    joint, minute, after = cursor.peek(), cursor.peek(1), cursor.peek(2)
    two_digits = minute.kind == "number" and minute.digits == 2
    if joint.kind in (":", "."):
        if two_digits:
            cursor.take(2)
            if joint.kind == ":" == cursor.peek().kind and cursor.peek(1).digits == 2:
                cursor.take(2)  # seconds
            return minute.value
        return 60 if joint.kind == ":" or minute.kind == "number" else 0
    if joint.kind == "hour_mark" and two_digits and after.kind not in (":", "hour_mark"):
        cursor.take(2)
        if cursor.peek().kind == "minute_mark":
            cursor.take()
        return minute.value
    if joint.kind in _AND and two_digits and minute.value > 23:
        return cursor.take(2).value  # "7 y 30"
    if _are_said_minutes(cursor, hour, before):
        return cursor.take(2).value
    if joint.kind == "minutes":
        return cursor.take().value
    if joint.kind == "number" and joint.digits == 2 and joint.value > 23:
        return cursor.take().value
    return 0


def _are_said_minutes(cursor: Cursor, hour: int, before: str) -> bool:
    """Whether minutes come after an hour as in "a las 7 y 5": what a list would give as a later hour is none."""
    joint, minute, after = cursor.peek(), cursor.peek(1), cursor.peek(2)
    if joint.kind != "and_minutes" or minute.kind != "number" or minute.value not in _SAID_MINUTES:
        return False
    alone = before == "at" or (before not in _BETWEEN and minute.value < hour)
    return alone and after.kind not in (*_MORE_OF_TIME, *_AND)


def _moved(at: time | None, minutes: int) -> time | None:
    """A time so many minutes later, or earlier, around the clock."""
    if at is None or not minutes:
        return at
    hour, minute = divmod((at.hour * 60 + at.minute + minutes) % (24 * 60), 60)
    return time(hour, minute)


def _on_clock(hour: int, minute: int, half: str) -> time | None:
    if half == "night":
        half = "am" if hour == 12 or hour < 5 else "pm"
    if half == "am":
        hour = 24 if hour > 12 else hour % 12
    elif half == "pm":
        hour = 24 if hour == 0 else hour if hour >= 12 else hour + 12
    elif (hour, minute) == (24, 0):
        hour = 0
    return time(hour, minute) if hour < 24 and minute < 60 else None
