"""From one time of day to another: a window in which something may come, or hours in which nothing may.

A text such as "between 7 and 9" is read as two times with a word between them that may join them.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from solbot.domain.phrases import parse_clock, parse_days
from solbot.domain.rhythm import local_date, moment
from solbot.domain.vocabulary import Vocabulary, joined_by, shorn, words_in

_JOINING = ("to", "and")
_DAY = timedelta(days=1)
_MOST_WORDS = 24


class Span(NamedTuple):
    """From a time of day until another; where that is earlier, of the next day."""

    begins: time
    ends: time

    @classmethod
    def of(cls, text: str) -> Span:
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


def parse_span(text: str, vocab: Vocabulary) -> Span | None:
    """The two times in a text that says nothing else, "7 to 9 pm" and the like; None for other texts."""
    text = shorn(text, vocab, "between", "politely")
    for left, right in joined_by(text, vocab, _JOINING):
        begins, ends = parse_clock(left, vocab), parse_clock(right, vocab)
        if begins is None or ends is None or begins == ends:
            continue
        return Span(_half_shared(left, right, begins, ends, vocab), ends)
    return None


def parse_window(text: str, vocab: Vocabulary) -> tuple[frozenset[int] | None, Span] | None:
    """A span within one day, and the ISO weekdays it is for where they are named; None for other texts."""
    words = words_in(text)
    if len(words) > _MOST_WORDS:
        return None
    for cut in range(len(words) + 1):
        before, after = " ".join(words[:cut]), " ".join(words[cut:])
        for days, hours in ((before, after), (after, before)):
            found = parse_span(hours, vocab) if hours else None
            named = parse_days(days, vocab) if days else None
            if found and found.begins < found.ends and (named or not days):
                return named, found
    return None


def _half_shared(left: str, right: str, begins: time, ends: time, vocab: Vocabulary) -> time:
    """In "7 to 9 pm" the half of the day is meant for both, where that makes the earlier one earlier."""
    words = right.split()
    last = max((at for at, word in enumerate(words) if word.isdecimal()), default=len(words))
    shared = parse_clock(" ".join([left, *words[last + 1 :]]), vocab)
    return shared if shared is not None and begins < shared < ends else begins
