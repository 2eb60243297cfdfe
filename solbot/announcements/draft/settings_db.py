"""What owners decided in the chat."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.tables import Rule


async def everything(session: AsyncSession) -> dict[str, int]:
    """Every rule that was ever set."""
    found = await session.execute(select(Rule.name, Rule.value))
    return dict(found.all())


async def put(session: AsyncSession, name: str, value: int) -> None:
    """Set a rule."""
    await session.merge(Rule(name=name, value=value))
    await session.flush()
