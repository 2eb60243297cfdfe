"""What can be asked of a member by an audience, and what the value of each condition may be."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import StrEnum

from solbot.content.regions import REGIONS

LATELY = 30  # days in which an answer counts as given lately
LONGEST = 3650  # days
ANY = "*"  # any program; any announcement
NO_LINK = "none"
DISCIPLINES = (
    "personal-mastery",
    "mental-models",
    "systems-thinking",
    "shared-vision",
    "team-learning",
)


class ConditionKind(StrEnum):
    """What can be asked of a member."""

    ASKED = "asked"  # to be told something of a program
    SEAT = "seat"  # held or confirmed, in a program
    CONFIRMED = "confirmed"  # a seat of theirs
    WAITING = "waiting"  # on a program's list
    COHORT = "cohort"
    ALUMNI = "alumni"  # of a program, or of any
    REGION = "region"
    ZONE = "zone"
    LANGUAGE = "language"  # the one they read
    DISCIPLINE = "discipline"  # answered a question of it lately
    INTERESTED = "interested"  # said so under an announcement: the only tap known by person
    GOT = "got"  # an announcement, as far as it is known
    TAG = "tag"  # of staff
    STAFF = "staff"  # is one of them
    ACTIVE = "active"  # within so many days
    SILENT = "silent"  # for so many days
    JOINED = "joined"  # by which link


PICKED = frozenset(
    {
        ConditionKind.TAG,
        ConditionKind.WAITING,
        ConditionKind.CONFIRMED,
        ConditionKind.GOT,
        ConditionKind.STAFF,
    }
)
"""What staff decide for each person. Joined with what people answered, they could single somebody out."""


_SLUG = re.compile(r"[A-Za-z0-9_-]{1,46}")
_ZONE = re.compile(r"[A-Za-z0-9_+-]{1,20}(/[A-Za-z0-9_+-]{1,20}){0,2}")
_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}")
_LINK = re.compile(r"[pc]-[A-Za-z0-9_-]{1,46}")


def _matches(form: re.Pattern[str], *more: str) -> Callable[[object], bool]:
    return lambda value: (
        isinstance(value, str) and (form.fullmatch(value) is not None or value in more)
    )


def _one_of(*values: str) -> Callable[[object], bool]:
    return lambda value: value in values


def _number(most: int) -> Callable[[object], bool]:
    return lambda value: isinstance(value, int) and 0 < value <= most


_announcement = _number(10**18 - 1)

VALUES: Mapping[ConditionKind, Callable[[object], bool]] = {
    ConditionKind.ASKED: _matches(_SLUG),
    ConditionKind.SEAT: _matches(_SLUG),
    ConditionKind.CONFIRMED: _matches(_SLUG),
    ConditionKind.WAITING: _matches(_SLUG),
    ConditionKind.COHORT: _number(10**18 - 1),
    ConditionKind.ALUMNI: _matches(_SLUG, ANY),
    ConditionKind.REGION: _one_of(*REGIONS),
    ConditionKind.ZONE: _matches(_ZONE),
    ConditionKind.LANGUAGE: _matches(_TAG),
    ConditionKind.DISCIPLINE: _one_of(*DISCIPLINES),
    ConditionKind.INTERESTED: lambda value: value == ANY or _announcement(value),
    ConditionKind.GOT: _announcement,
    ConditionKind.TAG: _number(10**18 - 1),
    ConditionKind.STAFF: _one_of(ANY),
    ConditionKind.ACTIVE: _number(LONGEST),
    ConditionKind.SILENT: _number(LONGEST),
    ConditionKind.JOINED: _matches(_LINK, NO_LINK),
}
"""What the value of a condition may be. Whether there is such a program is not asked: it may come and go."""
