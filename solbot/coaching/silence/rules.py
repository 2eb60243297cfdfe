"""How often somebody is written to who does not answer: half as often, once a week, once a month, no more.

Nothing here is about a question: it counts days on which something came and the person did nothing at all.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from enum import IntEnum

MORE = 28
"""Of readings that ask nothing, so many days may pass without a sign before that is taken for silence."""

_DAY = timedelta(days=1)


class Frequency(IntEnum):
    """How often something comes."""

    OWN = 0  # as the person set it
    HALF = 1  # every other of their days
    WEEKLY = 2
    MONTHLY = 3
    NEVER = 4


PATIENCE: Mapping[Frequency, int] = {
    Frequency.OWN: 5,
    Frequency.HALF: 5,
    Frequency.WEEKLY: 4,
    Frequency.MONTHLY: 12,
}
"""After how many days in a row without a sign of life it comes less often."""

APART: Mapping[Frequency, timedelta] = {
    Frequency.WEEKLY: timedelta(days=7),
    Frequency.MONTHLY: timedelta(days=28),  # the same weekday again
}


def after_silence(pace: Frequency, unheard: int, *, asks: bool = True) -> Frequency:
    """The pace for somebody of whom nothing was heard on so many days with something; `asks`: a question came, too."""
    most = PATIENCE.get(pace)
    if pace is Frequency.OWN and not asks:
        most = MORE
    return Frequency(pace + 1) if most is not None and unheard >= most else pace


def spared(pace: Frequency, days: Collection[int], last: date | None) -> date | None:
    """Until which local date nothing comes at this pace, where something came on the date `last`.

    `days` are the ISO weekdays on which something may come.
    """
    if last is None or pace is Frequency.OWN:
        return last
    if pace is Frequency.HALF:
        return next(on for on in (last + _DAY * n for n in range(1, 8)) if on.isoweekday() in days)
    return last + APART.get(pace, timedelta()) - _DAY
