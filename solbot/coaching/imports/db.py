"""Files that were brought, and the entries that came in with them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, cast

from sqlalchemy import ColumnElement, Table, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.tables import Answer, Import, Vision

ANSWERS: Final = cast(Table, Answer.__table__)


async def get(session: AsyncSession, member_id: int, number: int) -> Import | None:
    """This member's import; another's is as good as none."""
    return await session.scalar(
        select(Import).where(Import.id == number, Import.member_id == member_id)
    )


async def held(session: AsyncSession, number: int) -> Import | None:
    """An import as it is now, until this piece of work is over."""
    return await session.get(Import, number, with_for_update=True, populate_existing=True)


async def of_member(session: AsyncSession, member_id: int) -> Sequence[Import]:
    """All of a member's, the newest first."""
    found = await session.scalars(
        select(Import).where(Import.member_id == member_id).order_by(Import.id.desc())
    )
    return found.all()


async def under_way(session: AsyncSession) -> Sequence[Import]:
    """Those that somebody was at, be it a process that died."""
    found = await session.scalars(
        select(Import).where(Import.state.in_(("taking", "undoing"))).order_by(Import.id)
    )
    return found.all()


async def count_since(session: AsyncSession, member_id: int, since: datetime) -> int:
    """How many files a member brought since then."""
    wanted = select(func.count()).select_from(Import)
    wanted = wanted.where(Import.member_id == member_id, Import.created_at > since)
    return await session.scalar(wanted) or 0


async def drop_noted(session: AsyncSession, member_id: int, but: int) -> None:
    """Files that were only looked at need not be known, once there is another one."""
    await session.execute(
        update(Import)
        .where(Import.member_id == member_id, Import.state == "noted", Import.id != but)
        .values(state="left", source=None)
    )


async def count_entries(session: AsyncSession, member_id: int) -> int:
    """How many entries of a member's came in."""
    wanted = select(func.count()).select_from(Answer)
    wanted = wanted.where(Answer.member_id == member_id, Answer.import_id.is_not(None))
    return await session.scalar(wanted) or 0


async def some_known(
    session: AsyncSession, member_id: int, after: int, limit: int
) -> Sequence[tuple[int, Any, datetime, Any]]:
    """Some of what is in a journal, by which it is known again: id, body, moment, what it came with."""
    found = await session.execute(
        select(Answer.id, Answer.body, Answer.answered_at, Answer.came_with)
        .where(Answer.member_id == member_id, Answer.state != "dropped", Answer.id > after)
        .order_by(Answer.id)
        .limit(limit)
    )
    return [(one[0], one[1], one[2], one[3]) for one in found.all()]


async def add(session: AsyncSession, rows: Sequence[Mapping[str, Any]]) -> None:
    """Put entries into a journal."""
    await session.execute(insert(ANSWERS), list(rows))


def _touched(done_at: datetime | None) -> ColumnElement[bool]:
    """What a person did something with since it came in is theirs."""
    changed = Answer.changed_at > done_at if done_at is not None else Answer.message_id.is_not(None)
    return or_(
        changed,
        Answer.prompt_id.is_not(None),
        Answer.on_page.is_(True),
        Answer.message_id.is_not(None),
    )


async def keep_touched(session: AsyncSession, number: int, done_at: datetime | None) -> int:
    """Let stay what was corrected, moved or put on a page since; returns how many entries."""
    found = await session.scalars(
        select(Answer.id).where(Answer.import_id == number, _touched(done_at))
    )
    ids = found.all()
    if ids:
        await session.execute(update(Answer).where(Answer.id.in_(ids)).values(import_id=None))
    return len(ids)


async def remove_some(session: AsyncSession, number: int, limit: int) -> int:
    """Delete some of the entries that came in with a file; returns how many."""
    found = await session.scalars(
        select(Answer.id).where(Answer.import_id == number).order_by(Answer.id).limit(limit)
    )
    ids = found.all()
    if ids:
        await session.execute(delete(Answer).where(Answer.id.in_(ids)))
    return len(ids)


async def remove_visions(session: AsyncSession, member_id: int, ids: Collection[int]) -> None:
    """Delete visions with all that stands beside them."""
    await session.execute(delete(Vision).where(Vision.id.in_(ids), Vision.member_id == member_id))


async def newest_of(session: AsyncSession, number: int) -> int:
    """The id of the entry that came in last with a file."""
    return await session.scalar(select(func.max(Answer.id)).where(Answer.import_id == number)) or 0
