"""Reading which days somebody will be away: a date, or from one to another."""

from __future__ import annotations

from datetime import date, timedelta

from solbot.typed.dates import next_numbered, parse_day
from solbot.typed.vocabulary import Vocabulary, first_of, joined_by, scan, shorn, words_in

LONGEST = timedelta(days=366)
_DAY = timedelta(days=1)
_JOINING = ("ordinal", "the", "until", ",", ".")


def parse_days_off(text: str, today: date, vocab: Vocabulary) -> tuple[date, date] | None:
    """The first and the last day that a text names and nothing else; None for other texts, for days that are over,
    and for more than a year. "24 to 26 December" takes the month for both, "until Friday" begins today."""
    text = shorn(text, vocab, "from", "politely")
    until = shorn(text, vocab, "to", "")
    last = _date(until, today, vocab)
    if last is None and until != text:
        last = _numbered(until, today - _DAY)
    if last is not None:
        first = last if until == text else today
        return (first, last) if last <= today + LONGEST else None
    inside = shorn(text, vocab, "between", "")
    for kind in ("to", "and"):
        for before, after in joined_by(inside, vocab, (kind,)):
            found = _from_to(before, after, today, vocab)
            if found and (kind == "to" or inside != text or found[1] - found[0] == _DAY):
                return found
    return None


def _from_to(before: str, after: str, today: date, vocab: Vocabulary) -> tuple[date, date] | None:
    last, again = _date(after, today, vocab), _comes_again(after, vocab)
    first = None if again else _within(before, last, vocab)
    first = first or _date(before, today, vocab)
    if first is None and again and any(word.isdecimal() for word in words_in(after)):
        first = _numbered(before, today - _DAY)
    if first is not None and again:
        last = _numbered(after, first) or parse_day(after, first, vocab, counted=False, after=True)
    if first is not None and last is not None and today <= first < last <= today + LONGEST:
        return first, last
    return None


def _date(text: str, today: date, vocab: Vocabulary) -> date | None:
    """A date that is no number of days: "for 3 days" does not say from when."""
    found = parse_day(text, today, vocab, counted=False)
    return found if found and found >= today else None


def _within(text: str, last: date | None, vocab: Vocabulary) -> date | None:
    """The day of the last one's month that a text names by its number and at most its weekday."""
    tokens = scan(text, vocab, ("ordinal", "days", "the", "until")) or ()
    named = [token for token in tokens if token.kind not in _JOINING]
    said = {token.kind: token.value for token in named}
    if last is None or len(said) < len(named) or not said.keys() <= {"number", "days"}:
        return None
    day = said.get("number", 0)
    first = last.replace(day=day) if 1 <= day < last.day else None
    return first if first and said.get("days") in (None, first.isoweekday()) else None


def _comes_again(text: str, vocab: Vocabulary) -> bool:
    """Whether a text names a weekday, or a day of any month, and so is counted from the first."""
    weekday = first_of(text, vocab, ("days",)) is not None
    numbers = [word for word in words_in(text) if word.isdecimal()]
    in_a_month = first_of(text, vocab, ("months",)) is not None
    return not in_a_month and len(numbers) < 2 and (weekday or bool(numbers))


def _numbered(text: str, first: date) -> date | None:
    """The day after the first that a text names by its number in the month and nothing else."""
    number = text.strip(" .")
    return next_numbered(first + _DAY, int(number[:3])) if number.isdecimal() else None
