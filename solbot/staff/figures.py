"""How much there is of everything, for those who run the bot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from solbot.coaching.rhythm import db as slots
from solbot.db import size
from solbot.db.states import LetterStatus
from solbot.members import db as members_db
from solbot.telegram import inbox_db, outbox_db, rate_db
from solbot.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Figures:
    """Counts as they are at this moment."""

    members: int
    waiting: int
    set_aside: int
    letters: Mapping[LetterStatus, int]
    kinds: Mapping[tuple[LetterStatus, str], int]  # of letters, by status and kind
    database_bytes: int


async def now(work: UnitOfWork) -> Figures:
    """Count."""
    kinds = await outbox_db.counts_by_kind(work.session)
    letters: Counter[LetterStatus] = Counter()
    for (status, _), count in kinds.items():
        letters[status] += count
    return Figures(
        members=await members_db.count(work.session),
        waiting=await inbox_db.count_waiting(work.session),
        set_aside=await inbox_db.count_aside(work.session),
        letters=letters,
        kinds=kinds,
        database_bytes=await size.of(work.session),
    )


SENDING = 60.0  # seconds


@dataclass(frozen=True)
class Waits:
    """How long what is due has waited (zero where nothing is), and how long Telegram asked everybody to wait still."""

    letter: timedelta
    slot: timedelta
    update: timedelta
    halt: timedelta
    frozen: bool
    sending: bool  # some process had something to send within the last minute


async def waits(work: UnitOfWork) -> Waits:
    """What waits longest."""
    letter = await outbox_db.oldest_due(work.session, work.now)
    slot = await slots.next_due(work.session, None)
    update = await inbox_db.oldest_waiting(work.session)
    return Waits(
        letter=_since(work, letter),
        slot=_since(work, slot),
        update=_since(work, update),
        halt=timedelta(seconds=await rate_db.halted_for(work.session)),
        frozen=await rate_db.is_frozen(work.session),
        sending=await rate_db.is_used(work.session, SENDING),
    )


def _since(work: UnitOfWork, moment: datetime | None) -> timedelta:
    return max(work.now - moment, timedelta()) if moment is not None else timedelta()
