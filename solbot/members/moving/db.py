"""Codes for another account; and all that hangs on a member, as it goes to that one.

Whatever table is added later goes along, unless it is named here: every key to a member is found in the tables
themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from sqlalchemy import Column, and_, delete, exists, or_, select, update
from sqlalchemy import Table as SqlTable
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.states import LetterStatus
from solbot.db.tables import Member, Relocation, SharedEntry, Table, WrongCode

STAYS: Final = frozenset(
    {"askings", "desk_quiet", "dialogs", "export_errands", "outbox", "recipients", "relocations"}
    | {"staff", "staff_messages", "telling_times", "tellings", "wrong_codes"}
)
"""What is of the old chat, or of rights among staff, and goes with the old account."""

GIVES_WAY: Final = frozenset({"days_off", "dialogs", "prompts", "slots"})
"""What the new account has of these goes before that of the old one comes."""

OF_ONES_OWN: Final = frozenset(
    {"alumni", "answers", "inquiries", "memberships", "own_questions", "requests", "seats"}
    | {"visions"}
)
"""An account that has any of these has things of its own."""

KEPT: Final = frozenset({"id", "name", "username", "language_hint"})
"""Columns of a member that are the new account's own."""


def member_columns() -> Iterator[tuple[SqlTable, Column[int]]]:
    """Every column that is whose something is; not those of what staff did."""
    for table in Table.metadata.sorted_tables:
        for column in table.columns:
            keys = (key for key in column.foreign_keys if key.column.table.name == "members")
            if any(key.ondelete == "CASCADE" for key in keys):
                yield table, column


async def account(session: AsyncSession, member_id: int) -> Member | None:
    """One of the two accounts; not held."""
    return await session.get(Member, member_id)


async def of_member(session: AsyncSession, member_id: int) -> Relocation | None:
    """The code a member made last."""
    return await session.get(Relocation, member_id)


async def by_digest(session: AsyncSession, digest: str) -> Relocation | None:
    """Whose code it is."""
    return await session.scalar(select(Relocation).where(Relocation.digest == digest))


async def claim(session: AsyncSession, digest: str, member_id: int) -> bool:
    """The account in which a code was typed first; False where another one has it."""
    found = await session.execute(
        update(Relocation)
        .where(
            Relocation.digest == digest,
            or_(Relocation.wanted_by.is_(None), Relocation.wanted_by == member_id),
        )
        .values(wanted_by=member_id)
    )
    return int(found.rowcount) == 1  # type: ignore[attr-defined]


async def remove(session: AsyncSession, member_id: int) -> int:
    """A member's code leads nowhere any more; how many there were."""
    found = await session.execute(delete(Relocation).where(Relocation.member_id == member_id))
    return int(found.rowcount)  # type: ignore[attr-defined]


async def wrong(session: AsyncSession, member_id: int) -> WrongCode | None:
    """How often a member typed what leads nowhere."""
    return await session.get(WrongCode, member_id)


def miss(session: AsyncSession, member_id: int, now: datetime) -> None:
    """They did so for the first time."""
    session.add(WrongCode(member_id=member_id, count=1, since=now))


async def has_things(session: AsyncSession, member_id: int) -> bool:
    """Whether an account has things of its own."""
    for table, column in member_columns():
        if table.name in OF_ONES_OWN:
            there = select(exists().where(column == member_id))
            if await session.scalar(there):
                return True
    return False


async def move(session: AsyncSession, old: Member, new: Member) -> None:
    """Let all of the old account be the new one's; what is left of the old one hangs on it, to be erased."""
    await session.flush()
    for table, column in reversed(list(member_columns())):
        if table.name in GIVES_WAY:
            await session.execute(delete(table).where(column == new.id))
    pair = ((old.id, new.id), (new.id, old.id))
    for giver, receiver in pair:
        both = and_(SharedEntry.member_id == giver, SharedEntry.receiver_id == receiver)
        await session.execute(delete(SharedEntry).where(both))
    for table, column in member_columns():
        if table.name not in STAYS:
            await _make_way(session, table, column, old.id, new.id)
            await session.execute(
                update(table).where(column == old.id).values(_of_new(table, column, new.id))
            )
    for column in Member.__table__.columns:
        if column.name not in KEPT:
            setattr(new, column.name, getattr(old, column.name))
    await session.flush()


def _of_new(table: SqlTable, column: Column[int], new_id: int) -> dict[str, int | None]:
    """The new account's; the message it came in is none of its chat's."""
    values: dict[str, int | None] = {column.name: new_id}
    if "message_id" in table.columns and column.name == "member_id":
        values["message_id"] = None
    return values


async def _make_way(
    session: AsyncSession, table: SqlTable, column: Column[int], old_id: int, new_id: int
) -> None:
    """Of what there can be only one for somebody, that of the new account goes."""
    others = [one for one in table.primary_key.columns if one.name != column.name]
    if column.primary_key and others:
        mine = table.alias()
        same = [mine.c[one.name] == one for one in others]
        taken = exists().where(mine.c[column.name] == old_id, *same)
        await session.execute(delete(table).where(column == new_id, taken))


async def unasked_goes(session: AsyncSession, member_id: int) -> None:
    """Letters to the new account that speak of what it had go."""
    letters = Table.metadata.tables["outbox"]
    waiting = (letters.c.member_id == member_id, letters.c.status == LetterStatus.QUEUED)
    await session.execute(delete(letters).where(*waiting))
