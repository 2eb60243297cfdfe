"""The days of a cohort: how they are read, and when the last of them is over."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from solbot.content.lengths import units
from solbot.typed.dates import parse_day, parse_until
from solbot.typed.vocabulary import Vocabulary

LONGEST_NAME = 80
LONGEST_RUN = timedelta(days=3 * 366)


class CohortField(StrEnum):
    """What of a cohort can be changed, as buttons name it."""

    NAME = "name"
    FIRST = "first"  # day
    LAST = "last"
    ZONE = "zone"


DAYS = (CohortField.FIRST, CohortField.LAST)


class CohortFault(StrEnum):
    """Why something can't be a cohort's name or day."""

    NO_NAME = "no_name"
    TOO_LONG = "too_long"
    NOT_A_DAY = "not_a_day"
    NOT_A_PLACE = "not_a_place"
    OVER = "over"
    ENDS_FIRST = "ends_first"
    VERY_LONG = "very_long"


class InvalidCohort(ValueError):
    """What was typed can't be taken, and why."""

    def __init__(self, why: CohortFault) -> None:
        """Take the reason."""
        super().__init__(why)
        self.why = why


def name_of(text: str) -> str:
    """A cohort's name, on one line. Raises NotTaken."""
    name = " ".join(text.split())
    if not name:
        raise InvalidCohort(CohortFault.NO_NAME)
    if units(name) > LONGEST_NAME:
        raise InvalidCohort(CohortFault.TOO_LONG)
    return name


def day_of(text: str, today: date, vocabulary: Vocabulary) -> date:
    """The day that typed words name. Raises NotTaken."""
    found = parse_until(text, today, vocabulary)
    if not isinstance(found, date):
        raise InvalidCohort(CohortFault.NOT_A_DAY)
    return (
        parse_day(text, today, vocabulary, after=True) or found
    )  # "through Friday" names that one


def check(first: date, last: date, today: date) -> None:
    """See that these can be the days of a cohort that is not over. Raises NotTaken."""
    if last < first:
        raise InvalidCohort(CohortFault.ENDS_FIRST)
    if last < today:
        raise InvalidCohort(CohortFault.OVER)
    if last - first > LONGEST_RUN:
        raise InvalidCohort(CohortFault.VERY_LONG)


def today_in(zone: str, now: datetime) -> date:
    """The date it is in a zone."""
    return now.astimezone(ZoneInfo(zone)).date()


def is_over(last: date, zone: str, now: datetime) -> bool:
    """Whether a cohort's last day has passed, by the clock of its zone."""
    return today_in(zone, now) > last
