"""The halt Telegram asks for: a row, so that it survives a restart and holds over processes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from solbot.store.tables import Pace

ROW = 1


async def halted_until(session: AsyncSession) -> datetime | None:
    """Until when every sender waits, or None."""
    row = await session.get(Pace, ROW)
    return row.halted_until if row else None


async def halt(session: AsyncSession, until: datetime) -> None:
    """Make every sender wait; a shorter halt never shortens a longer one."""
    row = await session.get(Pace, ROW, with_for_update=True)
    if row is None:
        session.add(Pace(id=ROW, halted_until=until))
    elif row.halted_until is None or row.halted_until < until:
        row.halted_until = until
