"""Who is to hear what is new, and when: an hour or two after something came that they wait for anyway.

Of when the news is stands in the content; each person's last is kept with them, so each hears of it once.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from solbot.typed.spans import TimeSpan

NIGHT = TimeSpan.of("21:00-08:00")
"""By everybody's own clock; then nothing is told."""

AFTER = timedelta(hours=1)
SPREAD = 60  # minutes, over which those are told whose questions come at the same moment
WORTH = timedelta(
    days=1
)  # for so long a letter waits for a decent moment; then the next one brings it
AGAIN = timedelta(
    minutes=30
)  # until somebody is looked for again who is in the middle of something


def is_behind(heard: date | None, news: date | None) -> bool:
    """Whether there are news that somebody has not heard who heard those of `heard` last."""
    return news is not None and (heard is None or heard < news)


def told_at(came: datetime, member_id: int) -> datetime:
    """When somebody is told, whose question came at this moment: not all of them at once."""
    return came + AFTER + apart(member_id)


def apart(member_id: int) -> timedelta:
    """By how much somebody is told later than others, so that many are not told at one moment."""
    return timedelta(minutes=member_id % SPREAD)
