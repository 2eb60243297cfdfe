"""Samples as long as they get in a language, and in each of its plural forms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TypeVar

from babel import Locale

from solbot.content.filters import Filters
from solbot.content.lengths import units
from solbot.content.models import Formats

T = TypeVar("T")

_DAYS = [date(2026, 1, 1) + timedelta(days=step) for step in range(365)]
_TIMES = [time(hour, minute) for hour in range(24) for minute in (0, 45)]
# Enough to meet every form of every language: CLDR has none that begins only beyond these.
_NUMBERS = (*range(201), 1000, 10_000, 1_000_000)


def variants(samples: Mapping[str, object], filters: Filters) -> Iterator[dict[str, object]]:
    """The samples with the days and times that are longest in a language: once as they are, and once with a
    number of each plural form in the place of every number."""
    day, at = _longest_of(str(filters.locale), filters.formats)
    local = {name: _local(value, day, at) for name, value in samples.items()}
    local["time"] = filters.at(at)
    yield local
    for number in _numbers(filters).values():
        yield {
            name: number if isinstance(value, int) and not isinstance(value, bool) else value
            for name, value in local.items()
        }


def _numbers(filters: Filters) -> dict[str, int]:
    """The first number of each plural form."""
    found: dict[str, int] = {}
    for number in _NUMBERS:
        found.setdefault(filters.locale.plural_form(number), number)
    return found


@lru_cache
def _longest_of(locale: str, formats: Formats) -> tuple[date, time]:
    """The day and the time that a language writes longest."""
    filters = Filters(Locale.parse(locale), formats)
    return _longest(_DAYS, lambda day: filters.on(day, "EEEE d MMMM y")), _longest(
        _TIMES, filters.at
    )


def _longest(values: Iterable[T], written: Callable[[T], str]) -> T:
    return max(values, key=lambda value: units(written(value)))


def _local(value: object, day: date, at: time) -> object:
    """A sample with other days and times in it, however deep."""
    if isinstance(value, datetime):
        return datetime.combine(day, at, value.tzinfo)
    if isinstance(value, date):
        return day
    if isinstance(value, dict):
        return {key: _local(inner, day, at) for key, inner in value.items()}
    if isinstance(value, list):
        return [_local(inner, day, at) for inner in value]
    return value
