"""What becomes of a list of people: kept as it was found, done once, and taken back while it is still known."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta

from solbot.bot.rosters import NotNow, RosterPurpose
from solbot.db.states import RosterState
from solbot.db.tables import Roster
from solbot.errors import NotFound
from solbot.staff import audit
from solbot.staff.audit import Action
from solbot.staff.rosters import db as rosters_db
from solbot.unit_of_work import UnitOfWork

KEPT = timedelta(days=7)


class RosterGone(NotFound):
    """There is no such list of theirs, or it is done with."""


@dataclass(frozen=True)
class DoneRoster:
    """A list that was done, or taken back: how many are on it, and for how many that was new; for how many there was no
    room, and the list with these."""

    purpose: str
    target: str
    count: int
    new: int
    left: int = 0
    rest: int | None = None


async def keep(
    work: UnitOfWork, by: int, purpose: str, target: str, people: Collection[int]
) -> int:
    """Keep who was found; the list's number."""
    row = Roster(
        purpose=purpose, target=target, made_by=by, made_at=work.now, state=RosterState.FOUND
    )
    await rosters_db.put(work.session, row, people)
    await audit.note(work, by, Action.LOOKED_UP_LIST, count=len(people))
    return row.id


async def find(work: UnitOfWork, by: int, roster_id: int) -> Roster:
    """A list that this one of the staff sent lately. Raises RosterGone."""
    row = await rosters_db.get(work.session, roster_id)
    if row is None or row.made_by != by or row.made_at < work.now - KEPT:
        raise RosterGone
    return row


async def do(work: UnitOfWork, row: Roster, purpose: RosterPurpose) -> DoneRoster:
    """Do what the list is for, once. Raises RosterGone, NotNow."""
    if not await rosters_db.turn(work.session, row.id, RosterState.FOUND, RosterState.DONE):
        raise RosterGone
    people = await rosters_db.people(work.session, row.id)
    try:
        new = await purpose.act(work, row.made_by, row.target, people)
    except NotNow:
        await rosters_db.turn(work.session, row.id, RosterState.DONE, RosterState.FOUND)
        raise
    await rosters_db.note_added(work.session, row.id, new)
    if isinstance(new, dict):
        for was in set(new.values()):
            those = [one for one in new if new[one] == was]
            await rosters_db.note_was(work.session, row.id, was, those)
    left: list[int] = []
    if purpose.rest is not None:
        there = set(await purpose.there(work, row.target))
        left = [one for one in people if one not in there]
    rest = None
    if left and purpose.rest is not None:
        rest = await keep(work, row.made_by, purpose.rest, row.target, left)
    return DoneRoster(row.purpose, row.target, len(people), len(new), len(left), rest)


async def take_back(work: UnitOfWork, row: Roster, purpose: RosterPurpose) -> DoneRoster:
    """Let it be as it was before, for those for whom it was new. Raises RosterGone, NotNow."""
    if not await rosters_db.turn(work.session, row.id, RosterState.DONE, RosterState.UNDONE):
        raise RosterGone
    people = await rosters_db.added(work.session, row.id)
    back: Sequence[int] = ()
    try:
        if people:
            back = await purpose.take_back(work, row.made_by, row.target, people)
    except NotNow:
        await rosters_db.turn(work.session, row.id, RosterState.UNDONE, RosterState.DONE)
        raise
    return DoneRoster(row.purpose, row.target, len(people), len(back))


async def forget_old(work: UnitOfWork) -> None:
    """Forget the lists that can't be taken back any more."""
    await rosters_db.forget(work.session, work.now - KEPT)
