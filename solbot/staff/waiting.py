"""How much waits for staff, for /staff: counts of what each may see to."""

from __future__ import annotations

from collections.abc import Mapping

from solbot.announcements.draft import service as drafts
from solbot.db.states import ProgramState, Role
from solbot.db.tables import Member
from solbot.desk import staff_service as desk
from solbot.programs.editor import service as editor
from solbot.programs.seats import service as seats
from solbot.programs.society import service as society
from solbot.staff import service as staff
from solbot.staff.rules import Right
from solbot.unit_of_work import UnitOfWork


async def counts(work: UnitOfWork, member: Member, role: Role | None) -> Mapping[str, int]:
    """What waits, by name and in order, as far as this role may see to it; nothing that is not there."""
    found: dict[str, int] = {}
    if staff.may(role, Right.DESK):
        found["questions"] = (await desk.counts(work, member.id)).waiting
    if staff.may(role, Right.PROGRAMS):
        due = await seats.to_see_to(work, work.clock_of(member.zone))
        found |= {"lapsing": due.lapsing, "held": due.held, "waiting_seats": due.waiting}
        programs = await editor.everyone(work)
        kept = (one for one in programs if one.state is not ProgramState.ARCHIVED)
        found["unpublished"] = sum(1 for one in kept if one.changes)
        page = await society.find(work)
        found |= {"society_files": len(page.files_changed), "society_changes": len(page.changes)}
    if staff.may(role, Right.ANNOUNCEMENTS):
        found["announcement_drafts"] = await drafts.count(work)
    if staff.may(role, Right.INVITE):
        found["open_invitations"] = len(await staff.invitations(work))
    return {name: count for name, count in found.items() if count}
