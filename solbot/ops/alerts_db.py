"""Alerts as rows: begun once, told once, over once, whichever process does it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.tables import Alert
from solbot.db.tables.watch import OPEN_ALERT
from solbot.db.upsert import insert_into

Row = tuple[str, int | None, bool]
"""What it is, its number, and whether it is over."""


async def begin(session: AsyncSession, name: str, count: int | None, now: datetime) -> bool:
    """Open an alert; one that is open stays so. False where it was."""
    row = insert_into(session, Alert).values(name=name, count=count, since=now)
    unless = row.on_conflict_do_nothing(index_elements=["name"], index_where=OPEN_ALERT)
    if await session.scalar(unless.returning(Alert.id)) is not None:
        return True
    again = update(Alert).where(Alert.name == name, OPEN_ALERT, Alert.well_since.is_not(None))
    await session.execute(again.values(well_since=None))
    return False


async def note(session: AsyncSession, name: str, count: int | None, now: datetime) -> None:
    """Write down something that happened, and has no end to be told of."""
    row = {"name": name, "count": count, "since": now, "over_at": now, "over_told_at": now}
    await session.execute(insert(Alert).values(row))


async def end(session: AsyncSession, name: str, now: datetime) -> bool:
    """An open alert is over. False where there is none."""
    over = update(Alert).where(Alert.name == name, OPEN_ALERT).values(over_at=now)
    return await session.scalar(over.returning(Alert.id)) is not None


async def look_well(
    session: AsyncSession, names: Sequence[str], now: datetime, long_ago: datetime
) -> None:
    """These look well at this moment; what has done so since `long_ago` is over."""
    open_ = (OPEN_ALERT, Alert.name.in_(names))
    over = update(Alert).where(*open_, Alert.well_since <= long_ago)
    await session.execute(over.values(over_at=now))
    well = update(Alert).where(*open_, Alert.well_since.is_(None))
    await session.execute(well.values(well_since=now))


async def opened(session: AsyncSession) -> Sequence[str]:
    """What is wrong at this moment."""
    return (await session.scalars(select(Alert.name).where(OPEN_ALERT).order_by(Alert.id))).all()


async def untold(session: AsyncSession) -> Sequence[tuple[int, Row]]:
    """What nobody told yet, with its id. What is over before it was told is told as over alone."""
    shown = select(Alert.id, Alert.name, Alert.count)
    new = (await session.execute(shown.where(Alert.told_at.is_(None)))).all()
    ended = shown.where(Alert.over_at.is_not(None), Alert.over_told_at.is_(None))
    over = (await session.execute(ended)).all()
    found: dict[int, Row] = {number: (name, count, False) for number, name, count in new}
    found |= {number: (name, count, True) for number, name, count in over}
    return sorted(found.items())


async def told(session: AsyncSession, alert_id: int, *, over: bool, now: datetime) -> None:
    """Somebody was told, and it need not be told again."""
    one = update(Alert).where(Alert.id == alert_id)
    await session.execute(one.where(Alert.told_at.is_(None)).values(told_at=now))
    if over:
        await session.execute(one.values(over_told_at=now))


async def prune(session: AsyncSession, before: datetime) -> None:
    """Forget what was over long ago."""
    await session.execute(delete(Alert).where(Alert.over_at < before))
