"""Inquiries and their remarks: what members ask people, and what is said to it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, case, func, or_, select, true, type_coerce, update
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.db.in_ids import in_ids
from solbot.db.states import InquiryState, RemarkKind
from solbot.db.tables import Inquiry, Letter, Member, Remark
from solbot.telegram.kinds import NOTICE

SAID = (RemarkKind.ASKED, RemarkKind.ANSWERED)
"""What the member sees of it."""


class Which(NamedTuple):
    """Which inquiries are meant. `of_program` of "" are those about no program."""

    state: InquiryState = InquiryState.OPEN
    taken_by: int | None = None
    free_of: Collection[int] | None = None  # taken by none of these people
    of_program: str | None = None


class DeskCounts(NamedTuple):
    """How much there is to do."""

    open: int
    waiting: int
    mine: int
    free: int


async def get(session: AsyncSession, number: int) -> Inquiry | None:
    """An inquiry, or None."""
    return await session.get(Inquiry, number)


async def locked(session: AsyncSession, number: int) -> Inquiry | None:
    """An inquiry, nobody else's to change until this transaction ends."""
    return await session.get(Inquiry, number, with_for_update=True, populate_existing=True)


async def of_member(session: AsyncSession, member_id: int) -> Sequence[Inquiry]:
    """A member's inquiries, oldest first."""
    found = await session.scalars(
        select(Inquiry).where(Inquiry.member_id == member_id).order_by(Inquiry.id)
    )
    return found.all()


async def count_waiting(session: AsyncSession, member_id: int) -> int:
    """How many of a member's inquiries wait for an answer."""
    return await _count(
        session,
        select(Inquiry).where(
            Inquiry.member_id == member_id,
            Inquiry.state == InquiryState.OPEN,
            Inquiry.waiting_since.is_not(None),
        ),
    )


async def asked_since(session: AsyncSession, member_id: int, moment: datetime) -> int:
    """How many inquiries a member began since a moment, withdrawn ones, too."""
    return await _count(
        session,
        select(Inquiry).where(
            Inquiry.member_id == member_id, Inquiry.asked_at > moment, ~Inquiry.by_society
        ),
    )


async def said_since(session: AsyncSession, member_id: int, moment: datetime) -> int:
    """How often a member wrote something in inquiries since a moment."""
    return await _count(
        session,
        select(Remark).where(
            Remark.member_id == member_id, Remark.kind == RemarkKind.ASKED, Remark.at > moment
        ),
    )


async def page(
    session: AsyncSession, which: Which, size: int, skip: int
) -> Sequence[tuple[Inquiry, Member]]:
    """Inquiries with who asked: what waits comes first, the longest waiting before the others."""
    found = await session.execute(
        select(Inquiry, Member)
        .join(Member, Member.id == Inquiry.member_id)
        .where(*_conditions(session, which))
        .order_by(
            case((Inquiry.waiting_since.is_(None), 1), else_=0), Inquiry.waiting_since, Inquiry.id
        )
        .limit(size)
        .offset(skip)
    )
    return [(inquiry, member) for inquiry, member in found.all()]


async def count(session: AsyncSession, which: Which) -> int:
    """How many inquiries these are."""
    return await _count(session, select(Inquiry).where(*_conditions(session, which)))


async def counts(session: AsyncSession, me: int, staff: Collection[int]) -> DeskCounts:
    """How much is open, all of it, by one statement."""
    waits, free = Inquiry.waiting_since.is_not(None), _free_of(session, staff)
    found = await session.execute(
        select(
            func.count(),
            func.count(case((waits, 1))),
            func.count(case((Inquiry.taken_by == me, 1))),
            func.count(case((free, 1))),
        ).where(Inquiry.state == InquiryState.OPEN)
    )
    return DeskCounts(*found.one())


async def by_program(session: AsyncSession) -> Sequence[tuple[str | None, int]]:
    """How many inquiries are open about each program, most first."""
    found = await session.execute(
        select(Inquiry.program, func.count())
        .where(Inquiry.state == InquiryState.OPEN)
        .group_by(Inquiry.program)
        .order_by(func.count().desc(), Inquiry.program)
    )
    return [(program, number) for program, number in found.all()]


async def older(
    session: AsyncSession, before: int | None, size: int
) -> Sequence[tuple[Inquiry, Member]]:
    """Inquiries that were not withdrawn, newest first, with who asked."""
    found = await session.execute(
        select(Inquiry, Member)
        .join(Member, Member.id == Inquiry.member_id)
        .where(Inquiry.state != InquiryState.WITHDRAWN, Inquiry.id < before if before else true())
        .order_by(Inquiry.id.desc())
        .limit(size)
    )
    return [(inquiry, member) for inquiry, member in found.all()]


async def remarks(
    session: AsyncSession, number: int, kinds: Sequence[str], size: int = 1000, skip: int = 0
) -> Sequence[Remark]:
    """What was said in an inquiry, newest first."""
    found = await session.scalars(
        select(Remark)
        .where(Remark.inquiry_id == number, Remark.kind.in_(kinds))
        .order_by(Remark.at.desc(), Remark.id.desc())
        .limit(size)
        .offset(skip)
    )
    return found.all()


async def remarks_of(
    session: AsyncSession, numbers: Collection[int], kinds: Sequence[str]
) -> Mapping[int, Sequence[Remark]]:
    """What was said in each of these inquiries, oldest first."""
    found = await session.scalars(
        select(Remark)
        .where(in_ids(session, Remark.inquiry_id, numbers), Remark.kind.in_(kinds))
        .order_by(Remark.at, Remark.id)
    )
    by_number: dict[int, list[Remark]] = {}
    for remark in found:
        by_number.setdefault(remark.inquiry_id, []).append(remark)
    return by_number


async def count_remarks(session: AsyncSession, number: int, kinds: Sequence[str]) -> int:
    """How much was said in an inquiry."""
    return await _count(
        session, select(Remark).where(Remark.inquiry_id == number, Remark.kind.in_(kinds))
    )


async def last_asked(session: AsyncSession, numbers: Collection[int]) -> Mapping[int, Remark]:
    """The member's latest words in each of these inquiries."""
    newest = (
        select(func.max(Remark.id))
        .where(in_ids(session, Remark.inquiry_id, numbers), Remark.kind == RemarkKind.ASKED)
        .group_by(Remark.inquiry_id)
    )
    found = await session.scalars(select(Remark).where(Remark.id.in_(newest)))
    return {remark.inquiry_id: remark for remark in found}


async def remark(session: AsyncSession, remark_id: int) -> Remark | None:
    """One remark."""
    return await session.get(Remark, remark_id, populate_existing=True)


async def draft_of(session: AsyncSession, number: int, author_id: int) -> Remark | None:
    """The answer that one of the staff has not sent yet."""
    return await session.scalar(
        select(Remark)
        .where(
            Remark.inquiry_id == number,
            Remark.kind == RemarkKind.DRAFT,
            Remark.author_id == author_id,
        )
        .order_by(Remark.id.desc())
        .limit(1)
    )


async def by_message(session: AsyncSession, member_id: int, message_id: int) -> Remark | None:
    """What a message in the member's chat says in an inquiry, if anything."""
    return await session.scalar(
        select(Remark).where(
            Remark.member_id == member_id,
            Remark.message_id == message_id,
            Remark.kind.in_(SAID),
        )
    )


async def before_message(
    session: AsyncSession, member_id: int, message_id: int, limit: int
) -> Sequence[Remark]:
    """What the member asked in this message of theirs and in those before it, the newest first."""
    found = await session.scalars(
        select(Remark)
        .where(
            Remark.member_id == member_id,
            Remark.message_id <= message_id,
            Remark.kind == RemarkKind.ASKED,
        )
        .order_by(Remark.message_id.desc())
        .limit(limit)
    )
    return found.all()


async def arrived(session: AsyncSession, answers: Sequence[tuple[int, int]]) -> None:
    """Note which message each answer became: (remark, message)."""
    for remark_id, message_id in sorted(answers):
        await session.execute(
            update(Remark).where(Remark.id == remark_id).values(message_id=message_id)
        )


async def letters_to(session: AsyncSession, member_id: int) -> Sequence[Letter]:
    """The notices to a member, latest first."""
    found = await session.scalars(
        select(Letter)
        .where(Letter.member_id == member_id, Letter.kind == NOTICE)
        .order_by(Letter.id.desc())
        .limit(200)
    )
    return found.all()


async def warn(session: AsyncSession, before: datetime, stage: int) -> Sequence[int]:
    """Mark what has waited since before that moment as told to staff for the `stage`th time; their numbers."""
    found = await session.scalars(
        update(Inquiry)
        .where(
            Inquiry.state == InquiryState.OPEN,
            Inquiry.waiting_since <= before,
            Inquiry.warned == stage - 1,
        )
        .values(warned=stage)
        .returning(Inquiry.id)
    )
    return sorted(found)


async def overdue(session: AsyncSession, before: datetime) -> int:
    """How many inquiries have waited since before that moment."""
    return await _count(
        session,
        select(Inquiry).where(Inquiry.state == InquiryState.OPEN, Inquiry.waiting_since <= before),
    )


async def first_answers(
    session: AsyncSession, since: datetime
) -> Sequence[tuple[datetime, datetime]]:
    """When each question asked since was asked, and when it was first answered; as far as it was."""
    first = type_coerce(func.min(Remark.at), Remark.at.type)
    found = await session.execute(
        select(Inquiry.asked_at, first)
        .join(Remark, Remark.inquiry_id == Inquiry.id)
        .where(Inquiry.asked_at >= since, ~Inquiry.by_society, Remark.kind == RemarkKind.ANSWERED)
        .group_by(Inquiry.id, Inquiry.asked_at)
    )
    return [(asked, answered) for asked, answered in found]


async def waiting_since(session: AsyncSession) -> Sequence[datetime]:
    """Since when each question waits that waits for an answer now."""
    found = await session.scalars(
        select(Inquiry.waiting_since).where(
            Inquiry.state == InquiryState.OPEN, Inquiry.waiting_since.is_not(None)
        )
    )
    return [one for one in found if one is not None]


def _conditions(session: AsyncSession, which: Which) -> list[ColumnElement[bool]]:
    found = [Inquiry.state == which.state]
    if which.taken_by is not None:
        found.append(Inquiry.taken_by == which.taken_by)
    if which.free_of is not None:
        found.append(_free_of(session, which.free_of))
    if which.of_program is not None:
        found.append(
            Inquiry.program == which.of_program if which.of_program else Inquiry.program.is_(None)
        )
    return found


def _free_of(session: AsyncSession, staff: Collection[int]) -> ColumnElement[bool]:
    """Nobody looks after it, or somebody who is no staff of the desk any more."""
    return or_(Inquiry.taken_by.is_(None), ~in_ids(session, Inquiry.taken_by, staff))


async def _count(session: AsyncSession, wanted: Select[Any]) -> int:
    return await session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
