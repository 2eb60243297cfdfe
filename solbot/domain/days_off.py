"""Reading which days somebody will be away: a date, or from one to another."""

from __future__ import annotations

from datetime import date, timedelta

from solbot.domain.until import parse_until
from solbot.domain.vocabulary import Vocabulary, first_of, joined_by, shorn, words_in

LONGEST = timedelta(days=366)
JOINING = ("to", "and", "until")


def parse_days_off(text: str, today: date, vocab: Vocabulary) -> tuple[date, date] | None:
    """The first and the last day that a text names and nothing else; None for other texts, for days that are over,
    and for more than a year. "24 to 26 December" takes the month for both."""
    text = shorn(text, vocab, "between", "politely")
    alone = _date(text, today, vocab)
    if alone is not None:
        return alone, alone
    for before, after in joined_by(text, vocab, JOINING):
        last = _date(after, today, vocab)
        first = _within(before, last, vocab) or _date(before, today, vocab)
        if first is not None and last is not None and today <= first < last <= today + LONGEST:
            return first, last
    return None


def _date(text: str, today: date, vocab: Vocabulary) -> date | None:
    """A date that is no number of days: "for 3 days" does not say from when."""
    if text.strip(" .").isdecimal() or first_of(text, vocab, ("units",)) is not None:
        return None
    found = parse_until(text, today, vocab)
    return found if isinstance(found, date) and found >= today else None


def _within(text: str, last: date | None, vocab: Vocabulary) -> date | None:
    """The day of the last one's month that a text names by its number alone."""
    numbers = [word for word in words_in(text) if word.isdecimal()]
    if last is None or len(numbers) != 1 or first_of(text, vocab, ("months",)) is not None:
        return None
    day = int(numbers[0][:3])
    return last.replace(day=day) if 1 <= day < last.day else None
