"""Taps under announcements: counted, and by person only for "I'm interested"."""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.in_ids import in_ids
from solbot.db.states import LetterStatus, RoundKind
from solbot.db.tables import Announcement, Interest, Letter, Round, Tap
from solbot.db.upsert import insert_into

PARTS = 16


async def count(
    session: AsyncSession, announcement_id: int, button: int, language: str, wording: int = 0
) -> None:
    """One more tap, of somebody who reads a language in this wording. Nobody waits for others who tap the same."""
    row = {
        "announcement_id": announcement_id,
        "button": button,
        "part": random.randrange(PARTS),  # noqa: S311  (no secret)
        "language": language,
        "wording": wording,
        "count": 1,
    }
    await session.execute(
        insert_into(session, Tap)
        .values(row)
        .on_conflict_do_update(
            index_elements=["announcement_id", "button", "part", "language", "wording"],
            set_={"count": Tap.count + 1},
        )
    )


async def counts(session: AsyncSession, announcement_id: int) -> dict[int, dict[str, int]]:
    """How often each button was tapped, by language."""
    found = await session.execute(
        select(Tap.button, Tap.language, func.sum(Tap.count))
        .where(Tap.announcement_id == announcement_id)
        .group_by(Tap.button, Tap.language)
    )
    by: dict[int, dict[str, int]] = {}
    for button, language, total in found:
        by.setdefault(button, {})[language] = int(total)
    return by


async def by_wording(session: AsyncSession, announcement_id: int) -> dict[tuple[int, int], int]:
    """How often each button was tapped by those who got a wording: by its number, and 1 or 2."""
    found = await session.execute(
        select(Tap.button, Tap.wording, func.sum(Tap.count))
        .where(Tap.announcement_id == announcement_id, Tap.wording > 0)
        .group_by(Tap.button, Tap.wording)
    )
    return {(button, wording): int(total) for button, wording, total in found}


async def interested(
    session: AsyncSession, announcement_id: int, after: int, size: int
) -> tuple[list[int], int]:
    """Who is interested, in the order in which they said so, from the `after`-th on; and how many there are."""
    mine = Interest.announcement_id == announcement_id
    total = await session.scalar(select(func.count()).select_from(Interest).where(mine))
    found = await session.scalars(
        select(Interest.member_id)
        .where(mine)
        .order_by(Interest.at, Interest.member_id)
        .offset(after)
        .limit(size)
    )
    return list(found), total or 0


async def everyone_interested(
    session: AsyncSession, announcement_id: int
) -> Sequence[tuple[int, datetime]]:
    """Everyone who is interested and since when, in the order in which they said so."""
    found = await session.execute(
        select(Interest.member_id, Interest.at)
        .where(Interest.announcement_id == announcement_id)
        .order_by(Interest.at, Interest.member_id)
    )
    return [(member_id, at) for member_id, at in found]


async def of_member(session: AsyncSession, member_id: int) -> list[Interest]:
    """What a member said they are interested in, oldest first."""
    found = await session.scalars(
        select(Interest).where(Interest.member_id == member_id).order_by(Interest.at)
    )
    return list(found)


async def be_interested(
    session: AsyncSession, announcement_id: int, member_id: int, now: datetime
) -> bool:
    """Note somebody's interest. False if it was noted before."""
    if await session.get(Interest, (announcement_id, member_id)) is not None:
        return False
    session.add(Interest(announcement_id=announcement_id, member_id=member_id, at=now))
    await session.flush()
    return True


async def is_interested(session: AsyncSession, announcement_id: int, member_id: int) -> bool:
    """Whether somebody's interest is noted."""
    return await session.get(Interest, (announcement_id, member_id)) is not None


async def not_interested(
    session: AsyncSession, announcement_id: int, people: Collection[int]
) -> list[int]:
    """Take these people off the list; who was on it."""
    found = await session.scalars(
        delete(Interest)
        .where(
            Interest.announcement_id == announcement_id,
            in_ids(session, Interest.member_id, people),
        )
        .returning(Interest.member_id)
    )
    return list(found)


async def got_by(
    session: AsyncSession, member_id: int, size: int
) -> tuple[list[tuple[int, datetime]], int]:
    """The latest announcements that reached a member, private ones left out, with when; and how many did."""
    got = (
        select(Announcement.id, Letter.settled_at)
        .join(Round, Round.announcement_id == Announcement.id)
        .join(Letter, Letter.round_id == Round.id)
        .where(
            Letter.member_id == member_id,
            Letter.status == LetterStatus.SENT,
            Letter.settled_at.is_not(None),
            Round.kind == RoundKind.SENDING,
            ~Announcement.private,
        )
    )
    total = await session.scalar(select(func.count()).select_from(got.subquery()))
    found = await session.execute(got.order_by(Letter.id.desc()).limit(size))
    return [(number, at) for number, at in found if at is not None], total or 0
