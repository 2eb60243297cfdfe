"""Which days of earlier times are brought back today, and which days something can be dated."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Final

WEEK: Final = timedelta(days=7)
MONTHS: Final = (1, 6)
"""So long ago, too, where there is no earlier year yet."""


def same_day_in_years(today: date, first: int) -> list[date]:
    """This date in every year from `first` on; on the last day of February in a year without a 29th, that one, too."""
    days = [
        date(year, today.month, today.day)
        for year in range(first, today.year)
        if today.day <= calendar.monthrange(year, today.month)[1]
    ]
    if (today.month, today.day) == (2, 28) and not calendar.isleap(today.year):
        days += [date(year, 2, 29) for year in range(first, today.year) if calendar.isleap(year)]
    return sorted(days)


def days_before(today: date) -> list[date]:
    """A week, a month and half a year ago."""
    return [today - WEEK, *(_months_before(today, months) for months in MONTHS)]


def _months_before(today: date, months: int) -> date:
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))
