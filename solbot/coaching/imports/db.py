"""Files that were brought, and the entries that came in with them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Final, NamedTuple, Required, TypedDict, cast

from sqlalchemy import ColumnElement, Table, and_, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.body import Body
from solbot.coaching.imports.rules import SaidAsking
from solbot.db.forms import CameWith
from solbot.db.in_ids import in_ids
from solbot.db.states import AnswerState, ImportState, PromptState
from solbot.db.tables import (
    Answer,
    EarlierWording,
    Import,
    KeptReading,
    Prompt,
    Revision,
    SealedFile,
    Vision,
)

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
        select(Import)
        .where(Import.state.in_((ImportState.TAKING, ImportState.UNDOING)))
        .order_by(Import.id)
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
        .where(Import.member_id == member_id, Import.state == ImportState.NOTED, Import.id != but)
        .values(state=ImportState.LEFT, source=None)
    )


async def count_entries(session: AsyncSession, member_id: int) -> int:
    """How many entries of a member's came in."""
    wanted = select(func.count()).select_from(Answer)
    wanted = wanted.where(Answer.member_id == member_id, Answer.import_id.is_not(None))
    return await session.scalar(wanted) or 0


class NewWordingBefore(TypedDict):
    """What an entry said until a moment, as it is put beside it."""

    body: Body
    until: datetime


class NewAnswer(TypedDict, total=False):
    """An entry as it is put into a journal."""

    body: Required[Body]
    state: Required[AnswerState]
    for_date: Required[date]
    answered_at: Required[datetime]
    changed_at: Required[datetime | None]
    came_with: Required[dict[str, str]]
    prompt_id: Required[int | None]
    part: Required[int | None]
    hidden: Required[bool]
    member_id: int
    import_id: int
    asking: SaidAsking | None  # until it has its prompt
    earlier: list[NewWordingBefore]  # until it is put


class KnownAnswer(NamedTuple):
    """Something that is in a journal, by which it is known again."""

    id: int
    body: Body
    at: datetime
    came_with: CameWith | None
    prompt_id: int | None


async def some_known(
    session: AsyncSession, member_id: int, after: int, limit: int
) -> Sequence[KnownAnswer]:
    """Some of what is in a journal."""
    found = await session.execute(
        select(Answer.id, Answer.body, Answer.answered_at, Answer.came_with, Answer.prompt_id)
        .where(
            Answer.member_id == member_id, Answer.state != AnswerState.DROPPED, Answer.id > after
        )
        .order_by(Answer.id)
        .limit(limit)
    )
    return [KnownAnswer._make(one) for one in found.all()]


async def add(session: AsyncSession, rows: Sequence[NewAnswer]) -> None:
    """Put entries into a journal."""
    await session.execute(insert(ANSWERS), list(rows))


async def add_with_earlier(
    session: AsyncSession, row: NewAnswer, earlier: Sequence[NewWordingBefore]
) -> None:
    """Put an entry into a journal that was corrected where it was written, with what it said before."""
    number = await session.scalar(insert(ANSWERS).values(**row).returning(ANSWERS.c.id))
    session.add_all(
        EarlierWording(answer_id=number, member_id=row["member_id"], **one) for one in earlier
    )
    await session.flush()


async def still_there(session: AsyncSession, prompts: Collection[int]) -> set[int]:
    """Those of these prompts that are there, and were asked elsewhere."""
    wanted = select(Prompt.id).where(
        in_ids(session, Prompt.id, prompts), Prompt.state == PromptState.IMPORTED
    )
    return set(await session.scalars(wanted))


async def vision_begun(
    session: AsyncSession, member_id: int, at: datetime, words: str
) -> Vision | None:
    """A member's vision without a drawing that began at a moment with these words."""
    found = await session.execute(
        select(Vision, Revision.words)
        .join(Revision, Revision.vision_id == Vision.id)
        .where(Vision.member_id == member_id, Vision.created_at == at, Vision.drawn_at.is_(None))
        .order_by(Revision.id)
    )
    return next((vision for vision, first in found.all() if first == words), None)


async def kept_readings(session: AsyncSession, member_id: int) -> set[str]:
    """The readings that a member keeps."""
    wanted = select(KeptReading.reading_id).where(KeptReading.member_id == member_id)
    return set(await session.scalars(wanted))


def _touched(done_at: datetime | None) -> ColumnElement[bool]:
    """What a person did something with since it came in is theirs."""
    changed = Answer.changed_at > done_at if done_at is not None else Answer.message_id.is_not(None)
    return or_(
        changed,
        Answer.prompt_id.in_(select(Prompt.id).where(Prompt.state != PromptState.IMPORTED)),
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


async def remove_empty(session: AsyncSession, member_id: int) -> None:
    """Delete what was asked elsewhere and has no answer any more."""
    answered = select(Answer.id).where(Answer.prompt_id == Prompt.id).exists()
    mine = and_(Prompt.member_id == member_id, Prompt.state == PromptState.IMPORTED)
    await session.execute(delete(Prompt).where(mine, ~answered))


async def keep_no_more(session: AsyncSession, member_id: int, readings: Collection[str]) -> None:
    """Let a member keep these readings no more."""
    mine = KeptReading.member_id == member_id
    await session.execute(delete(KeptReading).where(mine, KeptReading.reading_id.in_(readings)))


async def take_off_drawings(
    session: AsyncSession, member_id: int, visions: Collection[int]
) -> None:
    """Take the drawings off these visions."""
    await session.execute(delete(SealedFile).where(SealedFile.vision_id.in_(visions)))
    await session.execute(
        update(Vision)
        .where(Vision.id.in_(visions), Vision.member_id == member_id)
        .values(drawing=None, drawn_at=None)
    )


async def remove_visions(session: AsyncSession, member_id: int, ids: Collection[int]) -> None:
    """Delete visions with all that stands beside them."""
    await session.execute(delete(Vision).where(Vision.id.in_(ids), Vision.member_id == member_id))


async def newest_of(session: AsyncSession, number: int) -> int:
    """The id of the entry that came in last with a file."""
    return await session.scalar(select(func.max(Answer.id)).where(Answer.import_id == number)) or 0
