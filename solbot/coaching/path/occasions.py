"""Which occasion a day is, if any: a look back, a return after silence, a question for alumni.

All of it follows from the dates of what was brought and answered. At most one occasion comes on a date, and
none while the first week lasts or on the day of a closing, except that who has been away is met first.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from solbot.content.models import (
    ALUMNI,
    CLOSING,
    FIRST_WEEK,
    MONTHLY,
    QUARTERLY,
    RETURNING,
    WEEKLY,
    WISHING,
)

TIMED = (RETURNING, WISHING, QUARTERLY, MONTHLY, WEEKLY, ALUMNI)
"""Every occasion that a date decides. The first week and the closings are stations of the path."""

# Days between two of a kind, and how many days with a nudge lie between two looks back at least, so that
# who is nudged once a week does not look back every time.
WEEK, MONTH, QUARTER = 7, 28, 84
ASKED_AGAIN = 31  # days; so it is never twice in a month
NUDGES_BETWEEN = 4
SILENCE = 7
UNANSWERED = 2  # nudge days in a row; one alone, in a slow rhythm, is no silence
SHORT_PAUSE = 3  # days; a shorter one needs no welcome
APART = 3  # days between a closing or another occasion and a look back or a question for alumni


@dataclass(frozen=True)
class Brought:
    """Something the path brought: for which local date, and for which occasion (None: for none)."""

    on: date
    occasion: str | None = None


@dataclass(frozen=True)
class Past:
    """What was brought to a member, the oldest first; the local date they last gave an answer on; and
    whether a pause of theirs has ended since the last thing was brought."""

    brought: Sequence[Brought]
    answered: date | None = None
    paused: bool = False

    def last(self, *occasions: str | None) -> date | None:
        """The last date one of these occasions came."""
        return max((one.on for one in self.brought if one.occasion in occasions), default=None)


def due(
    today: date,
    past: Past,
    there: Collection[str],
    *,
    alumni: bool = False,
    first_week: bool = False,
    closing: bool = False,
    vision: bool = True,
) -> str | None:
    """The occasion for the next thing brought, of those `there` are readings for; None for the path.

    Args:
        alumni: whether the member has taken a program.
        first_week: whether the path is still in the first week.
        closing: whether the path may come to a closing today, which is occasion enough.
        vision: whether the member has one.
    """
    if not past.brought or closing or any(b.occasion for b in past.brought if b.on == today):
        return None
    if RETURNING in there and _was_away(today, past):
        return RETURNING
    if first_week:
        return None
    if not vision and WISHING in there and _may_ask(today, past):
        return WISHING
    for occasion in _looks_back(today, past):
        if occasion in there:
            return occasion
    return ALUMNI if alumni and ALUMNI in there and _alumni(today, past) else None


def _may_ask(today: date, past: Past) -> bool:
    """After the first week, and then once a month."""
    last = past.last(WISHING)
    return last is None or (today - last).days >= ASKED_AGAIN


def _was_away(today: date, past: Past) -> bool:
    """A silence, once: after it, nothing of the kind until something was answered."""
    greeted = past.last(RETURNING)
    if greeted and not (past.answered and past.answered >= greeted):
        return False
    days = _days(past)
    gap = (today - days[-1]).days
    # Seven days between two nudges are nothing but the slowest rhythm.
    if gap > SILENCE or (past.paused and gap >= SHORT_PAUSE):
        return True
    heard = past.answered
    unanswered = [day for day in days if heard is None or day > heard]
    return len(unanswered) >= UNANSWERED and (today - (heard or days[0])).days >= SILENCE


def _looks_back(today: date, past: Past) -> list[str]:
    """The looks back that are due, the longest first; none where nothing was answered since the last."""
    days = _days(past)
    reviews = (WEEKLY, MONTHLY, QUARTERLY)
    since = past.last(FIRST_WEEK, RETURNING, *reviews) or days[0]
    closed = past.last(CLOSING)
    if closed and (today - closed).days < APART:
        return []
    between = [day for day in days if since < day < today]
    if (today - since).days < WEEK or len(between) < NUDGES_BETWEEN:
        return []
    if past.answered is None or past.answered <= since:
        return []
    longer = [
        (QUARTERLY, QUARTER, past.last(QUARTERLY)),
        (MONTHLY, MONTH, past.last(MONTHLY, QUARTERLY)),
    ]
    found = [name for name, span, last in longer if (today - (last or days[0])).days >= span]
    return [*found, WEEKLY]


def _alumni(today: date, past: Past) -> bool:
    """Once a week, and a few days from any other occasion."""
    days = _days(past)
    last, any_other = past.last(ALUMNI) or days[0], past.last(CLOSING, *TIMED) or days[0]
    return (today - last).days >= WEEK and (today - any_other).days >= APART


def _days(past: Past) -> list[date]:
    """The dates on which something was brought, in order."""
    return sorted({one.on for one in past.brought})
