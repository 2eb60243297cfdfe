"""Reading a day and a time as staff type them: "Saturday 12 June 2027, 9 am".

The longest date there is in the words is read first, and what is left is the time: no piece of a date becomes a clock.
What stays open is asked about, and never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from solbot.local_time import moment
from solbot.typed.clocks import halves
from solbot.typed.dates import LONGEST, parse_day
from solbot.typed.times import is_open, parse_clock
from solbot.typed.vocabulary import Vocabulary, scan, shape_of, words_in

_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(days=7)
_MORNING: Final = 8  # by the usual hour of a part of the day
_FIRST_YEAR: Final = 1000
_MOST_WORDS: Final = 24
_MOST_TOKENS: Final = 60
_AHEAD: Final = (
    *("in_time", "from_now", "now", "half", "and_half", "clock_units", "numbers", "some", "a"),
    *("politely", "filler"),
)
_ASIDE: Final = ("politely", "filler", ",", "!")
_SPELL: Final = re.compile(r"[na½]h|[na]?h\+|n\+h")
_ISO: Final = re.compile(r"(\d{4}-\d\d-\d\d)T")
_YEAR: Final = re.compile(r"[1-9]\d{3}($|[^\d:.])")
_FOUR_FIGURES: Final = re.compile(r"\b\d{4}\b")
_END_OF_DAY: Final = re.compile(r"\b24\b|\b2400\b|\b24h")
_FIGURE: Final = re.compile(r"\d")
_ZERO: Final = re.compile(r"\b0|\b12\s*a", re.IGNORECASE)


class Unclear(StrEnum):
    """What is open about a moment."""

    NOT_READ = "not_read"
    NO_HOUR = "no_hour"
    WHICH_MIDNIGHT = "which_midnight"
    WHICH_HALF = "which_half"
    PAST = "past"
    SKIPPED = "skipped"
    TOO_FAR = "too_far"


class UnclearMoment(ValueError):
    """Words that are not, or not yet, a moment to come. `at` is what is known of it by the local clock: the day that
    lacks an hour or has two midnights, the earlier of two moments twelve hours apart, the one that has passed or is too
    far away, or the first after one that clocks skip."""

    def __init__(self, why: Unclear, at: datetime | None = None) -> None:
        """Take the reason."""
        super().__init__(why)
        self.why = why
        self.at = at


@dataclass(frozen=True)
class SaidMoment:
    """A time, and the day it is on; None where only a time was said, and then maybe in words that leave `open` in which
    half of the day it is. `weekly`: it is today, because it is that weekday."""

    on: date | None
    at: time
    open: bool = False
    weekly: bool = False

    def day(self, now: datetime) -> date | None:
        """The day; of a weekday with a time that has passed by `now` on the same clock, the next one."""
        if self.on and self.weekly and datetime.combine(self.on, self.at) <= now:
            return self.on + _WEEK
        return self.on


def said(
    text: str,
    today: date,
    vocabulary: Vocabulary,
    known: date | None = None,
    now: datetime | None = None,
) -> SaidMoment:
    """The day and the time in words; `known` is a day that was said before, for a time alone. From `now`, by the local
    clock, "in two hours" is counted, to the full minute; without it, that is not read.

    24:00 is the midnight after its day. Raises UnclearMoment: not read (as no long text is), without an hour, passed by
    its date, over ten years away, or with "midnight" or "half past six", which a day has two of.
    """
    words = _ISO.sub(r"\1 ", text.strip(), count=1).replace(",", " ").split()
    if len(words) > _MOST_WORDS or len(words_in(text)) > _MOST_TOKENS:
        raise UnclearMoment(Unclear.NOT_READ)
    ahead = _ahead(text, vocabulary) if now is not None else None
    if now is not None and ahead is not None:
        return _later(now, ahead)
    whole = parse_clock(" ".join(words), vocabulary) if words else None
    for day_words, clock_words in _parts(words):
        day = _day(day_words, today, vocabulary)
        torn = clock_words and _is_of_date(day_words, clock_words)
        if day is None or torn or (whole is not None and not _FIGURE.search(" ".join(day_words))):
            continue
        if day > today + LONGEST:
            raise UnclearMoment(Unclear.TOO_FAR, datetime.combine(day, time()))
        if not clock_words:
            why = Unclear.PAST if day < today else Unclear.NO_HOUR
            raise UnclearMoment(why, datetime.combine(day, time()))
        clock = " ".join(clock_words)
        at = parse_clock(clock, vocabulary)
        if at is not None:
            found = _placed(day, at, clock, today, vocabulary)
            again = day == today and _day(day_words, today + _DAY, vocabulary)
            return replace(found, weekly=again == today + _WEEK)
        if _is_morning(clock, vocabulary) and day >= today:
            raise UnclearMoment(Unclear.NO_HOUR, datetime.combine(day, time()))
    if whole is None:
        raise UnclearMoment(Unclear.NOT_READ)
    clock = " ".join(words)
    if known is not None:
        return _placed(known, whole, clock, today, vocabulary)
    return SaidMoment(None, whole, is_open(clock, vocabulary))


def _later(now: datetime, ahead: timedelta) -> SaidMoment:
    """What a clock that shows `now` shows so much later, at the next full minute."""
    at = now + ahead if now.tzinfo is None else (now.astimezone(UTC) + ahead).astimezone(now.tzinfo)
    if ahead > LONGEST:
        raise UnclearMoment(Unclear.TOO_FAR, at.replace(tzinfo=None))
    if at.second or at.microsecond:
        at = at.replace(second=0, microsecond=0) + timedelta(minutes=1)
    return SaidMoment(at.date(), at.time())


def next_shown(at: time, now: datetime) -> date:
    """The date on which a clock that shows `now` shows this time next."""
    return now.date() if at > now.time() else now.date() + _DAY


def checked(on: date, at: time, zone: ZoneInfo, now: datetime) -> datetime:
    """The moment (UTC) of a day and a time in a zone. Raises UnclearMoment: it has passed, or clocks skip it."""
    found = moment(on, at, zone)
    there = found.astimezone(zone).replace(tzinfo=None)
    if found <= now:
        raise UnclearMoment(Unclear.PAST, datetime.combine(on, at))
    if there != datetime.combine(on, at):
        raise UnclearMoment(Unclear.SKIPPED, _after_gap(on, at, zone))
    return found


def _parts(words: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """All ways to cut words into a date and a time, those with the longest date first."""
    for size in range(len(words), 0, -1):
        yield words[:size], words[size:]
        if size < len(words):
            yield words[-size:], words[:-size]


def _day(words: Sequence[str], today: date, vocabulary: Vocabulary) -> date | None:
    text = " ".join(words)
    found = parse_day(text, today, vocabulary)
    if found is None or found.year < _FIRST_YEAR:  # an 0930 is a time
        return None
    # "1 Dec 10" is no day of 2010: two figures are a year only where it can still come.
    short = words[-1].strip(".").isdecimal() and len(words[-1].strip(".")) == 2 and len(words) > 2
    return None if short and found.year < today.year else found


def _ahead(text: str, vocabulary: Vocabulary) -> timedelta | None:
    """How long from now a text names by hours or minutes: "in half an hour", "right now"; None for other texts."""
    tokens = [
        token
        for token in scan(text.rstrip(" ."), vocabulary, _AHEAD) or ()
        if token.kind not in _ASIDE
    ]
    if [token.kind for token in tokens] == ["now"]:
        return timedelta()
    if [token.kind for token in tokens[:1]] == ["in_time"]:
        tokens = tokens[1:]
    elif [token.kind for token in tokens[-1:]] == ["from_now"]:
        tokens = tokens[:-1]
    else:
        return None
    if not _SPELL.fullmatch(shape_of(tokens)):
        return None
    count, unit, more = 1.0, 0, 0
    for token in tokens:
        if token.kind == "clock_units":
            unit = token.value
        elif token.kind in ("half", "and_half"):
            count, more = (0.5, more) if token.kind == "half" else (count, 30)
        elif token.kind != "a":
            count = token.value
    minutes = int(count * unit) + more
    return timedelta(minutes=minutes) if unit > 1 or not more else None


def _is_of_date(day: Sequence[str], clock: Sequence[str]) -> bool:
    """Whether what would be a time is a year that a date was torn from."""
    dated = any(char.isdecimal() for word in day for char in word)
    with_year = _FOUR_FIGURES.search(" ".join(day)) is not None
    return dated and not with_year and _YEAR.match(" ".join(clock) + "$") is not None


def _is_morning(clock: str, vocabulary: Vocabulary) -> bool:
    """Whether what is said beside a day is that it is in the morning, so that its hour can be asked for."""
    found = scan(clock, vocabulary, ("parts", "am", *_ASIDE)) or ()
    tokens = [token for token in found if token.kind not in _ASIDE]
    return len(tokens) == 1 and (tokens[0].kind == "am" or tokens[0].value == _MORNING)


def _placed(on: date, at: time, clock: str, today: date, vocabulary: Vocabulary) -> SaidMoment:
    if is_open(clock, vocabulary):
        raise UnclearMoment(Unclear.WHICH_HALF, datetime.combine(on, halves(at)[0]))
    if at != time():
        return SaidMoment(on, at)
    if _END_OF_DAY.search(clock):
        return SaidMoment(on + _DAY, at)
    if _ZERO.search(clock):
        return SaidMoment(on, at)
    if on == today:  # the other one has passed
        return SaidMoment(on + _DAY, at)
    raise UnclearMoment(Unclear.WHICH_MIDNIGHT, datetime.combine(on, at))


def _after_gap(on: date, at: time, zone: ZoneInfo) -> datetime:
    """What the clock shows where it would have shown a skipped time, had it not been put forward: 3:30 is 4:30."""
    wall = datetime.combine(on, at, zone)
    shown = (wall.astimezone(ZoneInfo("UTC"))).astimezone(zone)
    return shown.replace(tzinfo=None)
