"""From one time of day to another: a window in which something may come, or hours in which nothing may.

A text such as "between 7 and 9" is read as two times with a word between them that may join them; in "every evening
between 7 and 9" the part of the day says in which half of it they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from solbot.local_time import local_date, moment
from solbot.typed.clocks import HALF_OF_PART, HALVES, PARTS, halves, is_in, on_clock
from solbot.typed.times import parse_clock, parse_days
from solbot.typed.vocabulary import Vocabulary, first_of, joined_by, shorn, words_in

_JOINING = ("to", "and")
# What is a reason to ask, where it is said beside two times.
_TELLING = (
    *("am", "pm", "night", "noon", "midnight", "numbers", "parts", "every_part", "days", "units"),
    *("months", "clock_units", "every_day", "every_other_day", "weekdays", "weekend", "except"),
    *("to", "today", "tomorrow", "after_tomorrow", "times_a_day", "days_a_week", "half"),
    *("no", "cancel", "skip", "roughly"),
)
_DAY = timedelta(days=1)
_MOST_WORDS = 24
EVERY_DAY = frozenset(range(1, 8))
_SHORT = 10 * 60  # minutes of the day outside a span that goes around the clock


class TimeSpan(NamedTuple):
    """From a time of day until another; where that is earlier, of the next day."""

    begins: time
    ends: time

    @classmethod
    def of(cls, text: str) -> TimeSpan:
        """As it is kept, such as "22:00-07:00"."""
        begins, _, ends = text.partition("-")
        return cls(time.fromisoformat(begins), time.fromisoformat(ends))

    def text(self) -> str:
        """To be kept."""
        return f"{self.begins:%H:%M}-{self.ends:%H:%M}"

    def covers(self, at: time) -> bool:
        """Whether a time of day is in it."""
        if self.begins < self.ends:
            return self.begins <= at < self.ends
        return at >= self.begins or at < self.ends

    def over_at(self, now: datetime, zone: ZoneInfo) -> datetime | None:
        """When it is over, as a moment (UTC), where it is going on now by the zone's clock; else None."""
        at = now.astimezone(zone).time()
        if not self.covers(at):
            return None
        today = local_date(now, zone)
        return moment(today if at < self.ends else today + _DAY, self.ends, zone)


def parse_span(text: str, vocab: Vocabulary) -> TimeSpan | None:
    """The two times in a text, "7 to 9 pm" and the like; None for texts that say something else, if not after a comma
    and without any time or day in it: "1 to 3 pm, the baby naps".

    Where they would go around the clock for more than 14 hours, the first is in the evening: "10 to 7".
    """
    before, _, after = text.partition(",")
    found = _two_times(text, vocab)
    if found is None and after and not _tells(after, vocab):
        found = _two_times(before, vocab)
    if found is None:
        return None
    span, first = found
    around = span.begins > span.ends and _minutes(span.begins) - _minutes(span.ends) < _SHORT
    if around and span.begins.hour <= 12 and not (_half_of(first, vocab) or first.startswith("0")):
        return TimeSpan(halves(span.begins)[span.begins.hour < 12], span.ends)
    return span


def parse_window(text: str, vocab: Vocabulary) -> tuple[frozenset[int] | None, TimeSpan] | None:
    """A span within one day, and the ISO weekdays it is for where they are named; None for other texts. Beside them a
    part of the day may be named, which it begins in: "every evening between 7 and 9"."""
    words = words_in(_plainly(text, vocab))
    if len(words) > _MOST_WORDS:
        return None
    for cut in range(len(words) + 1):
        before, after = " ".join(words[:cut]), " ".join(words[cut:])
        for days, hours in ((before, after), (after, before)):
            found = _two_times(hours, vocab) if hours else None
            for named, part in _days_and_parts(days, vocab) if found else ():
                span = found and _in_part(part, found[0], hours, vocab)
                if span and span.begins < span.ends:
                    return named, span
    return None


def _plainly(text: str, vocab: Vocabulary) -> str:
    """A text without what is only said around it: "I'd like …, please"."""
    return shorn(shorn(text.rstrip(" .!"), vocab, "filler", "politely"), vocab, "", "filler")


def _days_and_parts(
    text: str, vocab: Vocabulary
) -> Iterator[tuple[frozenset[int] | None, int | None]]:
    """What words beside two times may be: days, a part of the day, or both; nothing at all for none of these."""
    named = parse_days(text, vocab) if text else None
    if named or not text:
        yield named, None
        return
    words = text.split()
    for cut in range(len(words)):
        for days, part in ((words[:cut], words[cut:]), (words[-cut:], words[:-cut])):
            for kind in PARTS:
                means = vocab.meanings.get(tuple(part), {})
                named = parse_days(" ".join(days), vocab) if cut else None
                if kind in means and (named or not cut):
                    daily = not cut and kind == "every_part"
                    yield (EVERY_DAY if daily else named), means[kind]


def _in_part(part: int | None, span: TimeSpan, hours: str, vocab: Vocabulary) -> TimeSpan | None:
    """The span in the half of the day that a part of the day is in; None where it does not begin in that."""
    if part is None:
        return span
    begins, ends = span
    if first_of(hours, vocab, HALVES) is None:
        half = HALF_OF_PART[part]
        moved = [on_clock(at.hour, at.minute, half) for at in span]
        begins, ends = (later or at for later, at in zip(moved, span, strict=True))
    return TimeSpan(begins, ends) if is_in(part, begins) else None


def _tells(text: str, vocab: Vocabulary) -> bool:
    """Whether there may be something in a text about days or times, as always in a long one."""
    words = words_in(text)
    return len(words) > _MOST_WORDS or any(
        word.isdecimal() or first_of(word, vocab, _TELLING) for word in words
    )


def _two_times(text: str, vocab: Vocabulary) -> tuple[TimeSpan, str] | None:
    """The two times as they stand there, and the words of the first."""
    text = shorn(shorn(text, vocab, "between", "politely"), vocab, "from", "")
    for left, right in joined_by(text, vocab, _JOINING):
        begins, ends = parse_clock(left, vocab), parse_clock(right, vocab)
        if begins is not None and ends is not None and begins != ends:
            return TimeSpan(_half_shared(left, right, begins, ends, vocab), ends), left
    return None


def _half_shared(left: str, right: str, begins: time, ends: time, vocab: Vocabulary) -> time:
    """In "7 to 9 pm" the half of the day is meant for both, where that makes the earlier one earlier."""
    shared = parse_clock(f"{left} {_half_of(right, vocab)}", vocab)
    return shared if shared is not None and begins < shared < ends else begins


def _half_of(text: str, vocab: Vocabulary) -> str:
    """The words at the end of a text that say in which half of the day it is; "" for none."""
    for kind in ("am", "pm", "night", "parts"):
        rest = shorn(text, vocab, "", kind)
        if rest != text:
            return text.removeprefix(rest)
    return ""


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
