"""Votes under announcements: given and changed until staff close them; then everybody who has it sees how they went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from solbot.announcements import db as announcements_db
from solbot.announcements import votes_db
from solbot.announcements.rules import OPTION
from solbot.announcements.send import recipients_db, rounds
from solbot.announcements.send import service as sending
from solbot.db.states import AnnouncementState, RoundKind, RoundState
from solbot.db.tables import Announcement
from solbot.errors import NotFound
from solbot.staff import audit
from solbot.staff.audit import Action
from solbot.unit_of_work import UnitOfWork


class VoteClosed(NotFound):
    """There is nothing to vote on (any more)."""


@dataclass(frozen=True)
class VoteStanding:
    """How a vote stands. Until it is `closed`, nobody is told for what people voted."""

    count: int
    closed: datetime | None
    counts: dict[int, int]


async def give(work: UnitOfWork, announcement_id: int, member_id: int, option: int) -> bool:
    """Vote; whether it changed an earlier vote. Raises VoteClosed."""
    row = await votes_db.open_to(work.session, announcement_id)
    if row is None or not _is_open(row) or option not in _options(row):
        raise VoteClosed
    before = await votes_db.of_one(work.session, announcement_id, member_id)
    await votes_db.put(work.session, announcement_id, member_id, option, work.now)
    return before is not None and before != option


async def standing(work: UnitOfWork, row: Announcement) -> VoteStanding | None:
    """How its vote stands; None where it has none."""
    if not _options(row):
        return None
    if row.vote is not None:
        counts = {int(n): int(count) for n, count in row.vote["counts"].items()}
        closed = datetime.fromisoformat(row.vote["closed_at"])
        return VoteStanding(sum(counts.values()), closed, counts)
    return VoteStanding(sum((await votes_db.counts(work.session, row.id)).values()), None, {})


async def close(work: UnitOfWork, by: int, announcement_id: int) -> None:
    """Close a vote: every copy shows how it went, and who voted for what is forgotten.

    Raises VoteClosed: somebody closed it already, or there is none.
    """
    row = await announcements_db.get(work.session, announcement_id)
    if row is None or not _is_open(row):
        raise VoteClosed
    found = await votes_db.counts(work.session, row.id)
    counts = {str(n): found.get(n, 0) for n in _options(row)}
    row.vote = {"closed_at": work.now.isoformat(), "counts": counts}
    row.edition += 1
    await votes_db.forget(work.session, row.id)
    await audit.note(work, by, Action.CLOSED_VOTE, announcement=row.id)
    for going in await rounds.held(work, row.id, RoundState.RUNNING):
        await recipients_db.call_back(work.session, going.id, work.now)
    await sending.change_copies(work, by, row, RoundKind.CORRECTION)


def _is_open(row: Announcement) -> bool:
    return row.state == AnnouncementState.CONFIRMED and row.vote is None and bool(_options(row))


def _options(row: Announcement) -> list[int]:
    return [int(one["n"]) for one in row.buttons if one["kind"] == OPTION]
