"""Reading a place and until when somebody is there: "in Lisbon until the 20th"."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from solbot.domain.until import parse_until
from solbot.domain.vocabulary import Vocabulary, joined_by


def parts(text: str, today: date, vocab: Vocabulary) -> Iterator[tuple[str, date]]:
    """Every way to take a text for a place and the last day there."""
    for place, until in joined_by(text, vocab, ("until", "to")):
        last = parse_until(until, today, vocab)
        if isinstance(last, date) and last >= today:
            yield place, last
