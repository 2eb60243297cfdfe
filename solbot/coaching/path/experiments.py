"""When to ask what came of an experiment: the day after the one it was meant for.

The day after a practice is when it is still fresh and can be told (the check-ins of the ParentText program).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

NEXT_DAY: Final = timedelta(days=1)
# What is meant for later than this is asked about the next day.
FARTHEST: Final = timedelta(days=14)
LATEST: Final = timedelta(days=7)  # after that, asking would dig up something long past
REACH: Final = FARTHEST + NEXT_DAY + LATEST
"""How long ago an experiment may have been asked for that is still to be checked on."""


def check_in_on(answered: date, meant: date | None) -> date:
    """The first local date on which to ask: after the day it was meant for, or after the answer.

    Args:
        answered: the local date on which the experiment was named.
        meant: the day it was to be tried on, if one was named.
    """
    if meant is None or not answered <= meant <= answered + FARTHEST:
        return answered + NEXT_DAY
    return meant + NEXT_DAY


def is_due(today: date, on: date) -> bool:
    """Whether to ask today, where `on` is the first date to."""
    return on <= today <= on + LATEST
