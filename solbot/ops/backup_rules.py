"""Which backups there are to be, and which no longer. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

_NAMED = re.compile(r"solbot-(\d{4}-\d\d-\d\d)\.backup")


def name_of(day: date) -> str:
    """What the backup of a day is called."""
    return f"solbot-{day.isoformat()}.backup"


def day_of(name: str) -> date | None:
    """Of which day a backup is, by its name; None for another file."""
    found = _NAMED.fullmatch(name)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def wanted(local: datetime, at: time) -> date:
    """The day whose backup should be there by now: today's from that time on, yesterday's before."""
    return local.date() if local.time() >= at else local.date() - timedelta(days=1)


def outdated(days: Iterable[date], today: date, kept: int) -> list[date]:
    """Those that go once there is one of today: older than `kept` days, or of a day that a wrong clock showed."""
    first, last = today - timedelta(days=kept), today + timedelta(days=1)
    return sorted(day for day in days if not first < day <= last)
