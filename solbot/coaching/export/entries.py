"""The journal for reading: what belongs to one question is one entry, by days and months."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from itertools import groupby

from solbot.coaching.answers.service import JournalEntry


@dataclass(frozen=True)
class Written:
    """An entry: what was given to one question, part by part, or a note. `at` is when it was begun, by the person's
    clock; None where that was not on its day."""

    on: date
    at: datetime | None
    discipline: str | None
    answers: tuple[JournalEntry, ...]

    def told(self) -> Iterator[tuple[JournalEntry, str | None]]:
        """The answers, each with what was asked, where that is not what was asked before it."""
        before = None
        for one in self.answers:
            yield one, None if one.asked == before else one.asked
            before = one.asked


def written(answers: Iterable[JournalEntry], zone: tzinfo) -> list[Written]:
    """The entries in the order of the journal."""
    grouped: dict[tuple[str, int], list[JournalEntry]] = {}
    for one in answers:
        key = ("note", one.id) if one.prompt_id is None else ("asked", one.prompt_id)
        grouped.setdefault(key, []).append(one)
    found = [_entry(parts, zone) for parts in grouped.values()]
    return sorted(found, key=lambda one: (one.on, one.answers[0].answered_at, one.answers[0].id))


def by_month(entries: Sequence[Written]) -> list[tuple[date, list[Written]]]:
    """The entries of each month, under its first day."""
    months = groupby(entries, key=lambda one: one.on.replace(day=1))
    return [(first, list(some)) for first, some in months]


def by_day(entries: Sequence[Written]) -> list[tuple[date, list[Written]]]:
    """The entries of each day."""
    return [(day, list(some)) for day, some in groupby(entries, key=lambda one: one.on)]


def _entry(parts: Sequence[JournalEntry], zone: tzinfo) -> Written:
    first = min(parts, key=lambda one: (one.for_date, one.answered_at, one.id))
    begun = first.answered_at.astimezone(zone)
    ordered = sorted(parts, key=lambda one: (one.part or 0, one.answered_at, one.id))
    at = begun if begun.date() == first.for_date else None
    return Written(first.for_date, at, first.discipline, tuple(ordered))
