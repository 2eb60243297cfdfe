"""What was between somebody and the society before: what they asked and were told, announcements, seats. Nothing of
their journal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from solbot.announcements.report import service as reporting
from solbot.body import Body
from solbot.content.bodies import readable
from solbot.db.states import InquiryState, RemarkKind
from solbot.desk import db as desk_db
from solbot.desk import staff_service as desk
from solbot.desk.service import SAID
from solbot.programs.seats import service as seats
from solbot.staff import audit
from solbot.staff.audit import Action
from solbot.unit_of_work import UnitOfWork

SHOWN = 5
"""Of each kind, the latest."""


@dataclass(frozen=True)
class Before:
    """An earlier inquiry: what its member said last in it, and what they were told last."""

    number: int
    program: str | None
    at: datetime
    waits: bool
    asked: Body | None
    told: Body | None


@dataclass(frozen=True)
class History:
    """What was before, the latest first, and how many inquiries and announcements there were in all."""

    name: str
    inquiries: tuple[Before, ...]
    inquiry_count: int
    announcements: Sequence[tuple[int, datetime]]
    announcement_count: int
    seats: tuple[seats.SeatStanding, ...]


async def beside(work: UnitOfWork, me: int, number: int) -> History:
    """What was before with whoever an inquiry is of; that it was looked at is written down. Raises Gone."""
    member = (await desk.look(work, number)).member
    rows = [
        one
        for one in await desk_db.of_member(work.session, member.id)
        if one.id != number and one.state != InquiryState.WITHDRAWN
    ][::-1]
    said = await desk_db.remarks_of(work.session, [one.id for one in rows[:SHOWN]], SAID)
    got, total = await reporting.got_by(work, member.id, SHOWN)
    await audit.note(work, me, Action.LOOKED_AT_PERSON, member.id)

    def last(inquiry: int, kind: RemarkKind) -> Body | None:
        bodies = [readable(one.body) for one in said.get(inquiry, ()) if one.kind == kind]
        return bodies[-1] if bodies else None

    return History(
        member.name or "",
        tuple(
            Before(
                one.id,
                one.program,
                one.asked_at,
                one.waiting_since is not None,
                last(one.id, RemarkKind.ASKED),
                last(one.id, RemarkKind.ANSWERED),
            )
            for one in rows[:SHOWN]
        ),
        len(rows),
        got,
        total,
        tuple((await seats.of_member(work, member.id))[:SHOWN]),
    )
