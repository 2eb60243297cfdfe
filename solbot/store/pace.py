"""The halt Telegram asks for: a row, so that it survives a restart and holds over processes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import or_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.store.tables import Pace

ROW = 1


async def halted_until(session: AsyncSession) -> datetime | None:
    """Until when every sender waits, or None."""
    row = await session.get(Pace, ROW)
    return row.halted_until if row else None


async def halt(session: AsyncSession, until: datetime) -> None:
    """Make every sender wait; a shorter halt never shortens a longer one, and many may ask at once."""
    maker = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    await session.execute(
        maker(Pace)
        .values(id=ROW, halted_until=until)
        .on_conflict_do_update(
            index_elements=["id"],
            set_={"halted_until": until},
            where=or_(Pace.halted_until.is_(None), Pace.halted_until < until),
        )
    )
