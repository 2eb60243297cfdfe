"""What stands beside a vision, found by its id, or by the message it came in."""

from __future__ import annotations

from solbot.coaching.visions import db as visions_db
from solbot.coaching.visions import rules
from solbot.coaching.visions.service import fact_of, step_of
from solbot.db.tables import Fact, Figure, Member, Step
from solbot.unit_of_work import UnitOfWork


async def find_fact(
    work: UnitOfWork, member: Member, fact_id: int
) -> tuple[int, rules.Fact] | None:
    """A fact, after the id of the vision it stands beside; None when there is none."""
    row = await visions_db.find(work.session, Fact, member.id, fact_id)
    return (row.vision_id, fact_of(row)) if row else None


async def find_step(
    work: UnitOfWork, member: Member, step_id: int
) -> tuple[int, rules.Step] | None:
    """A step, after the id of the vision it leads to; None when there is none."""
    row = await visions_db.find(work.session, Step, member.id, step_id)
    return (row.vision_id, step_of(row)) if row else None


async def vision_of_figure(work: UnitOfWork, member: Member, figure_id: int) -> int | None:
    """The id of the vision a figure is of; None when there is no such figure."""
    figure = await visions_db.find(work.session, Figure, member.id, figure_id)
    return figure.vision_id if figure else None


async def came_in(work: UnitOfWork, member: Member, message_id: int) -> str | None:
    """What came in this message of the member's: a "fact", a "step" or nothing."""
    row = await visions_db.by_message(work.session, member.id, message_id)
    return None if row is None else "fact" if isinstance(row, Fact) else "step"
