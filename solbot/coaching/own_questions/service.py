"""Questions of one's own: write one, change it, let it rest, erase it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from solbot import limits
from solbot.coaching.answers.prompts import today_of
from solbot.coaching.answers.rules import Followed
from solbot.coaching.own_questions import asking
from solbot.coaching.own_questions import db as own
from solbot.db.states import OwnQuestionKind
from solbot.db.tables import Member, OwnQuestion
from solbot.db.types import is_readable
from solbot.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Mine:
    """A question of somebody's own, as they see it; without words where they can't be read."""

    id: int
    words: str
    kind: OwnQuestionKind
    days: tuple[int, ...]  # ISO weekdays; none: in turn with the path
    paused: bool
    asked_on: date | None
    created_at: datetime


async def everything(work: UnitOfWork, member: Member) -> list[Mine]:
    """All of a member's, in the order in which they were written."""
    return [_view(one) for one in await own.of_member(work.session, member.id)]


async def find(work: UnitOfWork, member: Member, question_id: int) -> Mine | None:
    """One of a member's, or None."""
    found = await own.get(work.session, member.id, question_id)
    return _view(found) if found else None


async def check_room(work: UnitOfWork, member: Member) -> None:
    """Raises TooMany where there is no room for one more."""
    limits.check(await own.count(work.session, member.id), limits.OWN_QUESTIONS)


async def add(work: UnitOfWork, member: Member, words: str, message_id: int | None) -> int:
    """Keep a new one: it is answered in words, and comes in turn with the path. Returns its id. Raises TooMany."""
    await check_room(work, member)
    question = OwnQuestion(
        member_id=member.id,
        words=words,
        kind=OwnQuestionKind.TEXT,
        since=today_of(work, member),
        paused=False,
        created_at=work.now,
        message_id=message_id,
    )
    work.session.add(question)
    await work.session.flush()
    return question.id


async def reword(
    work: UnitOfWork, member: Member, question_id: int, words: str, message_id: int | None
) -> bool:
    """Put other words in the place of its own. False where it is gone."""
    question = await own.get(work.session, member.id, question_id)
    if question is None:
        return False
    work.erases()
    question.words, question.message_id = words, message_id
    await asking.reword(work, member, question)
    return True


async def answer_by(
    work: UnitOfWork, member: Member, question_id: int, kind: OwnQuestionKind
) -> bool:
    """Let it be answered in words, by a figure, by voice or with a photo. False where it is gone."""
    question = await own.get(work.session, member.id, question_id)
    if question is None:
        return False
    if question.kind != kind:
        question.kind = kind
        await asking.reword(work, member, question)
    return True


async def come_on(
    work: UnitOfWork, member: Member, question_id: int, days: Collection[int]
) -> bool:
    """Let it come on these ISO weekdays from today on; on none: in turn with the path. False where it is gone."""
    question = await own.get(work.session, member.id, question_id)
    if question is None:
        return False
    wanted = "".join(map(str, sorted(days))) or None
    if question.days != wanted:
        question.days, question.since = wanted, today_of(work, member)
    return True


async def rest(work: UnitOfWork, member: Member, question_id: int, *, paused: bool) -> bool:
    """Let it come no more for now; or, not `paused`, again from today on. False where it is gone."""
    question = await own.get(work.session, member.id, question_id)
    if question is None:
        return False
    if question.paused != paused:
        question.paused, question.since = paused, today_of(work, member)
    return True


async def erase(work: UnitOfWork, member: Member, question_id: int) -> bool:
    """Erase it; what was answered to it stays in the journal. False where it is gone."""
    question = await own.get(work.session, member.id, question_id)
    if question is None:
        return False
    work.erases()
    await asking.forget(work, member, question)
    await own.remove(work.session, question)
    return True


async def came_in(work: UnitOfWork, member: Member, message_id: int) -> bool:
    """Whether the words of one came in this message of the member's."""
    return await own.by_message(work.session, member.id, message_id) is not None


async def follow_edit(
    work: UnitOfWork, member: Member, message_id: int, words: str
) -> Followed | None:
    """The member edited the message its words came in: it follows. None where none came in it, or it can't be read."""
    question = await own.by_message(work.session, member.id, message_id)
    if question is None or not is_readable(question.words):
        return None
    if question.words == words:
        return Followed.THE_SAME
    await reword(work, member, question.id, words, message_id)
    return Followed.CHANGED


def _view(row: OwnQuestion) -> Mine:
    return Mine(
        row.id,
        row.words if is_readable(row.words) else "",
        row.kind,
        tuple(sorted(asking.days_of(row))),
        row.paused,
        row.asked_on,
        row.created_at,
    )
