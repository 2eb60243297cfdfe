"""Rules that owners set in the chat, and what holds until they do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from solbot.announcements.draft import settings_db
from solbot.errors import NotFound
from solbot.staff import audit
from solbot.staff.audit import Action
from solbot.unit_of_work import UnitOfWork

APPROVAL, GAP, QUIET = "approval", "gap_hours", "quiet_minutes"
GAPS = (0, 6, 12, 24, 48)
"""The gaps that can be chosen, in hours."""
QUIETS = (0, 10, 30, 60)
"""… and how long people are left alone who are answering, in minutes."""


@dataclass(frozen=True)
class Rules:
    """What holds for announcements."""

    approval: bool = False  # whether a second person has to agree
    gap: timedelta = timedelta(hours=12)  # between two announcements to one person
    quiet: timedelta = timedelta(minutes=10)  # after something was asked that is not answered


async def current(work: UnitOfWork) -> Rules:
    """The rules in force."""
    found = await settings_db.everything(work.session)
    hours, minutes = found.get(GAP), found.get(QUIET)
    return Rules(
        approval=bool(found.get(APPROVAL, False)),
        gap=Rules.gap if hours is None else timedelta(hours=hours),
        quiet=Rules.quiet if minutes is None else timedelta(minutes=minutes),
    )


async def set_approval(work: UnitOfWork, by: int, wanted: bool) -> None:
    """From now on a second person has to agree to announcements, or need not."""
    await settings_db.put(work.session, APPROVAL, wanted)
    await audit.note(work, by, Action.SET_RULE, rule=APPROVAL, value=wanted)


async def set_gap(work: UnitOfWork, by: int, hours: int) -> None:
    """Nobody gets two announcements within so many hours. Raises NotFound for a gap that can't be chosen."""
    if hours not in GAPS:
        raise NotFound("there is no such gap")
    await settings_db.put(work.session, GAP, hours)
    await audit.note(work, by, Action.SET_RULE, rule=GAP, value=hours)


async def set_quiet(work: UnitOfWork, by: int, minutes: int) -> None:
    """Who is answering is left alone for so long. Raises NotFound for a length that can't be chosen."""
    if minutes not in QUIETS:
        raise NotFound("there is no such length")
    await settings_db.put(work.session, QUIET, minutes)
    await audit.note(work, by, Action.SET_RULE, rule=QUIET, value=minutes)
