"""All of somebody's, taken to another account of theirs: in one piece of work, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from solbot.bot import notices
from solbot.db.states import MemberState
from solbot.db.tables import Member, Relocation
from solbot.db.types import is_readable
from solbot.members import db as members_db
from solbot.members.moving import db as moving_db
from solbot.members.moving.rules import LASTS, WRONG, Move, digest, may_type, new_code, typed
from solbot.staff import audit_db
from solbot.telegram import inbox_db
from solbot.unit_of_work import UnitOfWork

WANTED, ARRIVED, DECLINED = "move_wanted", "moved_here", "move_declined"


@dataclass(frozen=True)
class PendingMove:
    """A code that a member made; and in which account it was typed, once it was."""

    lapses_at: datetime
    by: int | None
    called: str = ""
    username: str = ""


async def make(work: UnitOfWork, member: Member) -> tuple[str, datetime]:
    """A new code, which is kept nowhere, and until when it holds; one made before leads nowhere any more."""
    await moving_db.remove(work.session, member.id)
    code = new_code()
    until = work.now + LASTS
    work.session.add(Relocation(member_id=member.id, digest=digest(code), lapses_at=until))
    await work.session.flush()
    return code, until


async def wanted(work: UnitOfWork, member: Member) -> PendingMove | None:
    """The code of a member's that still holds."""
    row = await moving_db.of_member(work.session, member.id)
    if row is None or row.lapses_at <= work.now:
        return None
    called, username = await _called(work, row.wanted_by)
    return PendingMove(row.lapses_at, row.wanted_by, called, username)


async def _called(work: UnitOfWork, member_id: int | None) -> tuple[str, str]:
    """The name and the username of an account; empty where there is none, or it can't be read."""
    found = await moving_db.account(work.session, member_id) if member_id else None
    if found is None:
        return "", ""
    name, username = (
        one if one and is_readable(one) else "" for one in (found.name, found.username)
    )
    return name, username


async def call_off(work: UnitOfWork, member: Member) -> bool:
    """A member's code leads nowhere any more; who typed it is told. False where there was none."""
    row = await moving_db.of_member(work.session, member.id)
    if row is None:
        return False
    if row.wanted_by is not None:
        await notices.tell(work, [row.wanted_by], DECLINED, row.digest[:16])
    await moving_db.remove(work.session, member.id)
    return True


async def type_code(work: UnitOfWork, member: Member, text: str) -> Move:
    """A code was typed in the account of this member; the old account is asked whether that is right."""
    misses = await moving_db.wrong(work.session, member.id)
    if misses is not None and not may_type(misses.count, misses.since, work.now):
        return Move.TOO_OFTEN
    row = await moving_db.by_digest(work.session, digest(text)) if typed(text) else None
    if row is None:
        await _missed(work, member)
        return Move.WRONG
    outcome = await _may_come(work, member, row)
    if outcome is not Move.ASKED:
        return outcome
    if not await moving_db.claim(work.session, row.digest, member.id):
        return Move.TAKEN
    await notices.tell(
        work, [row.member_id], WANTED, f"{row.digest[:16]}:{member.id}", not_after=row.lapses_at
    )
    return Move.ASKED


async def _may_come(work: UnitOfWork, member: Member, row: Relocation) -> Move:
    """Whether all of the old account may come to this one."""
    if row.member_id == member.id:
        return Move.OWN
    if row.lapses_at <= work.now:
        return Move.LAPSED
    if row.wanted_by not in (None, member.id):
        return Move.TAKEN
    if await moving_db.has_things(work.session, member.id):
        return Move.NOT_EMPTY
    old = await moving_db.account(work.session, row.member_id)
    blocked = old is None or old.state == MemberState.UNREACHABLE
    return Move.UNREACHABLE if blocked else Move.ASKED


async def _missed(work: UnitOfWork, member: Member) -> None:
    misses = await moving_db.wrong(work.session, member.id)
    if misses is None:
        moving_db.miss(work.session, member.id, work.now)
    elif misses.count >= WRONG:
        misses.count, misses.since = 1, work.now
    else:
        misses.count, misses.since = misses.count + 1, work.now


async def confirm(work: UnitOfWork, old: Member, new_id: int) -> tuple[Move, str]:
    """The old account says yes to the new one: everything goes there, and the old account is erased. Returns what came
    of it, and what the new account is called."""
    new = await members_db.get(work.session, new_id)  # held: nothing else is done there meanwhile
    row = await moving_db.of_member(work.session, old.id)
    if row is None or row.wanted_by != new_id or new is None:
        return Move.GONE, ""
    if row.lapses_at <= work.now:
        return Move.LAPSED, ""
    if new.consented_at is None or await moving_db.has_things(work.session, new_id):
        return Move.NOT_EMPTY, ""
    called, _ = await _called(work, new_id)
    old_id, key = old.id, row.digest[:16]
    await moving_db.unasked_goes(work.session, new_id)
    await moving_db.move(work.session, old, new)
    work.erases()
    await members_db.erase(work.session, old_id)
    await audit_db.forget_person(work.session, old_id)
    await inbox_db.forget_person(work.session, old_id, work.now)
    members_db.put_away(work.session, (old_id, new_id))
    await notices.tell(work, [new_id], ARRIVED, key)
    return Move.MOVED, called
