"""Recipients by their own clocks: each due at the same hour of their zone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    Select,
    String,
    column,
    func,
    insert,
    literal,
    select,
    update,
    values,
)
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.announcements.send.recipients_db import COLUMNS, RECIPIENTS, waiting
from solbot.db.states import MemberState
from solbot.db.tables import Member, Recipient

Clock = tuple[str, str]
"""A zone, and the hours somebody chose ("" for the usual ones)."""


async def there(session: AsyncSession, default_zone: str) -> list[Clock]:
    """The clocks that members go by."""
    zone, hours = func.coalesce(Member.zone, default_zone), _hours()
    found = await session.execute(
        select(zone, hours).where(Member.state == MemberState.ACTIVE).group_by(zone, hours)
    )
    return [(zone, hours) for zone, hours in found]


async def fix(
    session: AsyncSession,
    round_id: int,
    who: Select[Any],
    due: Mapping[Clock, datetime],
    default_zone: str,
    otherwise: datetime,
) -> int:
    """Fix a round's recipients, in one statement, each due by their own clock. Returns how many."""
    moment = Recipient.due_at.type
    ids = who.subquery()
    zone = func.coalesce(Member.zone, default_zone)
    wanted = select(
        ids.c.id,
        literal(round_id, BigInteger),
        literal(otherwise, moment),
        literal(True, Boolean),
    ).order_by(ids.c.id)
    if due:
        # Spelled out as rows, which both databases join by hash: a condition for each clock would be tried in turn.
        clocks = (
            values(column("clock", String), column("due", moment), name="clocks")
            .data([(f"{zone} {hours}", at) for (zone, hours), at in due.items()])
            .cte("clocks")
        )
        at = func.coalesce(clocks.c.due, literal(otherwise, moment))
        wanted = (
            select(ids.c.id, literal(round_id, BigInteger), at, literal(True, Boolean))
            .select_from(ids)
            .join(Member, Member.id == ids.c.id)
            .outerjoin(clocks, clocks.c.clock == zone + " " + _hours())
            .order_by(ids.c.id)
        )
    connection = await session.connection()
    await connection.execute(insert(RECIPIENTS).from_select(COLUMNS, wanted))
    # Counted, as SQLite's driver does not tell how many a statement that begins with WITH has put in.
    return await waiting(session, round_id)


async def move(
    session: AsyncSession, round_id: int, due: Mapping[Clock, datetime], default_zone: str
) -> None:
    """Let a round's recipients get it by their own clocks: a statement for each moment."""
    clock = func.coalesce(Member.zone, default_zone) + " " + _hours()
    by_moment: defaultdict[datetime, list[str]] = defaultdict(list)
    for (zone, hours), at in due.items():
        by_moment[at].append(f"{zone} {hours}")
    for at, clocks in by_moment.items():
        theirs = select(Member.id).where(clock.in_(clocks))
        await session.execute(
            update(Recipient)
            .where(Recipient.round_id == round_id, Recipient.member_id.in_(theirs))
            .values(due_at=at)
            .execution_options(synchronize_session=False)
        )


def _hours() -> ColumnElement[str]:
    return func.coalesce(Member.announcement_hours, "")
