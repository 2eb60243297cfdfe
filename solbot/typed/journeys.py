"""Reading a place and until when somebody is there: "in Lisbon until the 20th"."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from solbot.typed.dates import LONGEST, next_numbered, parse_day, parse_until
from solbot.typed.vocabulary import Vocabulary, first_of, joined_by


def parts(text: str, today: date, vocab: Vocabulary) -> Iterator[tuple[str, date]]:
    """Every way to take a text for a place and the last day there."""
    for place, until in joined_by(text, vocab, ("until", "to")):
        number = until.strip(" .")
        last = next_numbered(today, int(number[:3])) if number.isdecimal() else None
        last = last or last_day(until, today, vocab)
        if last:
            yield place, last


def last_day(text: str, today: date, vocab: Vocabulary) -> date | None:
    """The last day away that a text names: `today` or later, and at most ten years ahead; a number alone is of days."""
    named = parse_day(text, today, vocab)
    last = named or parse_until(text, today, vocab)
    if isinstance(last, date) and not named and first_of(text, vocab, ("rest_of", "end_of")):
        last -= timedelta(days=1)  # the rest of a week ends with it
    return last if isinstance(last, date) and today <= last <= today + LONGEST else None
