"""How much there is of everything, for those who run the bot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from solbot.coaching.rhythm import db as slots
from solbot.members import db as members
from solbot.telegram import inbox_db as inbox
from solbot.telegram import outbox_db as outbox
from solbot.telegram import rate_db as pace
from solbot.unit_of_work import Work


@dataclass(frozen=True)
class Figures:
    """Counts as they are at this moment."""

    members: int
    waiting: int
    set_aside: int
    letters: Mapping[str, int]


async def now(work: Work) -> Figures:
    """Count."""
    return Figures(
        members=await members.count(work.session),
        waiting=await inbox.count_waiting(work.session),
        set_aside=await inbox.count_aside(work.session),
        letters=await outbox.counts(work.session),
    )


@dataclass(frozen=True)
class Waits:
    """How long what is due has waited (zero where nothing is), and how long Telegram asked everybody to wait still."""

    letter: timedelta
    slot: timedelta
    halt: timedelta


async def waits(work: Work) -> Waits:
    """What waits longest."""
    letter = await outbox.oldest_due(work.session, work.now)
    slot = await slots.next_due(work.session, None)
    return Waits(
        letter=_since(work, letter),
        slot=_since(work, slot),
        halt=timedelta(seconds=await pace.halted_for(work.session)),
    )


def _since(work: Work, moment: datetime | None) -> timedelta:
    return max(work.now - moment, timedelta()) if moment is not None else timedelta()
