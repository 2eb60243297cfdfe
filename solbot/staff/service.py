"""Staff: who looks after the bot, how one becomes one of them, and how one ceases to be."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from solbot import limits
from solbot.db.states import Role
from solbot.db.tables import Invitation, Member, Staff
from solbot.members import db as members_db
from solbot.staff import audit
from solbot.staff import db as staff_db
from solbot.staff.audit import Action
from solbot.staff.rules import Right, may
from solbot.unit_of_work import UnitOfWork

__all__ = ["InvitationGone", "Open", "Right", "Role", "StaffMember", "may"]

VALID = timedelta(days=3)


class InvitationGone(Exception):
    """The invitation was used, is too old, was withdrawn, or never was."""


@dataclass(frozen=True)
class StaffMember:
    """One of the staff. `fixed` ones come from the settings and can only be changed there."""

    id: int
    name: str
    role: Role
    since: datetime | None
    fixed: bool


@dataclass(frozen=True)
class Open:
    """An invitation nobody has accepted yet."""

    id: int
    role: Role
    expires_at: datetime


async def role_of(work: UnitOfWork, person_id: int) -> Role | None:
    """The person's role at this moment, or None for everybody else."""
    if person_id in work.owners:
        return Role.OWNER
    row = await staff_db.get(work.session, person_id)
    return row.role if row else None


async def everyone(work: UnitOfWork) -> list[StaffMember]:
    """All staff, owners of the settings first."""
    rows = [
        row for row in await staff_db.everyone(work.session) if row.member_id not in work.owners
    ]
    ids = sorted(work.owners) + [row.member_id for row in rows]
    names = {m.id: m.name for m in await staff_db.members(work.session, ids)}
    fixed = [
        StaffMember(one, names.get(one) or str(one), Role.OWNER, None, True)
        for one in sorted(work.owners)
    ]
    return fixed + [
        StaffMember(
            row.member_id,
            names.get(row.member_id) or str(row.member_id),
            row.role,
            row.since,
            False,
        )
        for row in rows
    ]


async def with_right(work: UnitOfWork, right: Right) -> list[StaffMember]:
    """All staff who have a right and can be written to."""
    found = [one for one in await everyone(work) if may(one.role, right)]
    known = {
        member.id for member in await staff_db.members(work.session, [one.id for one in found])
    }
    return [one for one in found if one.id in known]


async def owners(work: UnitOfWork) -> list[int]:
    """Owners, by the settings or made so, who can be told something."""
    return await reachable(work, [one.id for one in await everyone(work) if one.role is Role.OWNER])


async def reachable(work: UnitOfWork, people: Collection[int]) -> list[int]:
    """Those of these people who can be told something: an owner by the settings may never have come."""
    return sorted(await members_db.there(work.session, people))


async def names(work: UnitOfWork, people: Collection[int]) -> dict[int, str]:
    """What these people are called, as far as they are there."""
    found = await members_db.names(work.session, people)
    return {person: name for person, name in found.items() if name}


async def find(work: UnitOfWork, person_id: int) -> StaffMember | None:
    """One of the staff by number, or None."""
    return next((one for one in await everyone(work) if one.id == person_id), None)


async def invite(work: UnitOfWork, by: int, role: Role) -> tuple[str, datetime]:
    """Make an invitation; returns its secret, which is kept nowhere, and when it expires. Raises TooMany."""
    mine = [one for one in await staff_db.invitations(work.session, work.now) if one.made_by == by]
    limits.check(len(mine), limits.INVITATIONS)
    secret = secrets.token_urlsafe(16)
    expires_at = work.now + VALID
    work.session.add(
        Invitation(
            digest=_digest(secret), role=role, made_by=by, made_at=work.now, expires_at=expires_at
        )
    )
    await audit.note(work, by, Action.INVITED, role=role)
    return secret, expires_at


async def invitations(work: UnitOfWork) -> list[Open]:
    """What can still be accepted."""
    found = await staff_db.invitations(work.session, work.now)
    return [Open(one.id, one.role, one.expires_at) for one in found]


async def withdraw(work: UnitOfWork, by: int, invitation_id: int) -> bool:
    """Make an invitation worthless. False if it had ended already."""
    if not await staff_db.end(work.session, invitation_id, work.now):
        return False
    await audit.note(work, by, Action.WITHDREW_INVITATION)
    return True


async def accept(work: UnitOfWork, member: Member, secret: str) -> Role:
    """Make the member staff, once per invitation; an owner stays owner. Returns the role they have now.

    Raises:
        InvitationGone: it can't be accepted, or no longer.
    """
    found = await staff_db.invitation(work.session, _digest(secret))
    if found is None or found.expires_at <= work.now:
        raise InvitationGone
    if not await staff_db.end(work.session, found.id, work.now):
        raise InvitationGone
    if await role_of(work, member.id) is Role.OWNER:
        return Role.OWNER
    await _set(work, member.id, found.role)
    await audit.note(work, member.id, Action.JOINED, role=found.role, invited_by=found.made_by)
    return found.role


async def change_role(work: UnitOfWork, by: int, person_id: int, role: Role) -> bool:
    """Give one of the staff another role. False for owners of the settings and for strangers."""
    person = await find(work, person_id)
    if person is None or person.fixed:
        return False
    await _set(work, person_id, role)
    await audit.note(work, by, Action.CHANGED_ROLE, person_id, role=role)
    return True


async def dismiss(work: UnitOfWork, by: int, person_id: int) -> bool:
    """One of the staff is a member like any other from now on. False for owners of the settings."""
    row = await staff_db.get(work.session, person_id)
    if row is None or person_id in work.owners:
        return False
    await work.session.delete(row)
    await audit.note(work, by, Action.DISMISSED, person_id, role=row.role)
    return True


async def _set(work: UnitOfWork, member_id: int, role: Role) -> None:
    row = await staff_db.get(work.session, member_id)
    if row is None:
        work.session.add(Staff(member_id=member_id, role=role, since=work.now))
    else:
        row.role = role
    await work.session.flush()


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
