"""A question of somebody's own, as it is asked: a prompt like any other, with the words of then under it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from solbot.coaching.answers import prompts_db
from solbot.coaching.answers.before import NUMBERED, OWN, own_words_then
from solbot.coaching.answers.prompts import AskedPrompt, asked_of, today_of
from solbot.coaching.own_questions import db as own
from solbot.coaching.own_questions.rules import Kept
from solbot.db.forms import KeptPart
from solbot.db.states import PromptReason, PromptState
from solbot.db.tables import Member, OwnQuestion, Prompt
from solbot.db.types import is_readable
from solbot.unit_of_work import UnitOfWork


def name_of(question_id: int) -> str:
    """What its prompts have where others have the id of a question, or of a reading."""
    return f"{NUMBERED}{question_id}"


def id_of(name: str) -> int | None:
    """The id of the question that goes by this name; None where it is none, or was erased."""
    begins, number = name[: len(NUMBERED)], name[len(NUMBERED) :]
    return int(number) if begins == NUMBERED and number.isdecimal() else None


def number_of(prompt: Prompt) -> int | None:
    """The id of the question a prompt is of; None for any other prompt, and of one that was erased."""
    return id_of(prompt.question_id) if prompt.discipline == OWN else None


async def may_come(work: UnitOfWork, member: Member) -> list[Kept]:
    """Those that may come unasked: none while readings come alone."""
    if member.readings_only:
        return []
    return [
        Kept(one.id, days_of(one), one.since, one.asked_on)
        for one in await own.of_member(work.session, member.id)
        if not one.paused and is_readable(one.words)
    ]


def days_of(question: OwnQuestion) -> frozenset[int]:
    """Its ISO weekdays; none where it comes in turn."""
    return frozenset(map(int, question.days or ""))


async def comes(work: UnitOfWork, member: Member, prompt: Prompt) -> bool:
    """Whether a prompt may still be brought: that of a question of somebody's own not once it was erased or paused, or
    while readings come alone."""
    if prompt.discipline != OWN:
        return True
    number = number_of(prompt)
    return (
        number is not None
        and not member.readings_only
        and await own.is_up(work.session, member.id, number)
    )


async def prepare(
    work: UnitOfWork, member: Member, question_id: int, day: date, why: PromptReason
) -> Prompt | None:
    """A new prompt that asks it for a local date; None where it is gone."""
    question = await own.get(work.session, member.id, question_id)
    if question is None or not is_readable(question.words):
        return None
    name = name_of(question.id)
    prompt = Prompt(
        member_id=member.id,
        question_id=name,
        reading_id=name,
        discipline=OWN,
        for_date=day,
        state=PromptState.WAITING,
        part=0,
        from_path=why is not PromptReason.ASKED,
        why=why,
        created_at=work.now,
    )
    await word(work, member, prompt, question)
    work.session.add(prompt)
    question.asked_on = day
    await work.session.flush()
    return prompt


async def word(work: UnitOfWork, member: Member, prompt: Prompt, question: OwnQuestion) -> None:
    """Let a prompt of which nothing is given ask a question as it stands now."""
    part: KeptPart = {
        "ask": question.words,
        "kind": question.kind,
        "options": [],
        "low": None,
        "high": None,
    }
    prompt.parts = [part]
    if then := await own_words_then(work, member, prompt):
        prompt.parts = [{**part, "then": then}]


async def renew(work: UnitOfWork, member: Member, prompt: Prompt) -> None:
    """A prompt that waited is brought now: the question may have other words by now."""
    question = await own.get(work.session, member.id, number_of(prompt) or 0)
    if question is None:
        return
    question.asked_on = prompt.for_date
    if asked_of(prompt).untouched and is_readable(question.words):
        await word(work, member, prompt, question)


async def let_go(work: UnitOfWork, member: Member, prompt: Prompt) -> None:
    """A prompt that nobody saw goes; its question was last asked when it was before."""
    question = await own.get(work.session, member.id, number_of(prompt) or 0)
    await prompts_db.remove(work.session, prompt)
    if question is not None:
        name = name_of(question.id)
        question.asked_on = await own.last_asked(work.session, member.id, name)


async def now(work: UnitOfWork, member: Member, question_id: int) -> AskedPrompt | None:
    """Ask it at once, with the prompt of today where nothing is given to that; None where the question is gone."""
    day = today_of(work, member)
    for prompt in await own.unanswered(work.session, member.id, name_of(question_id)):
        if prompt.state == PromptState.WAITING:
            await let_go(work, member, prompt)
        elif prompt.for_date == day and prompt.parts:
            return asked_of(prompt)
    prompt_now = await prepare(work, member, question_id, day, PromptReason.ASKED)
    return asked_of(prompt_now) if prompt_now else None


async def reword(work: UnitOfWork, member: Member, question: OwnQuestion) -> None:
    """The question was changed: what waits to be asked, and what was asked last and has no answer, follow."""
    found = await own.unanswered(work.session, member.id, name_of(question.id))
    for prompt in _newest(found):
        await word(work, member, prompt, question)


def _newest(found: Sequence[Prompt]) -> list[Prompt]:
    """Those that wait, and the last one that was asked."""
    waiting = [one for one in found if one.state == PromptState.WAITING]
    return waiting + [one for one in found if one.state != PromptState.WAITING and one.parts][:1]


async def forget(work: UnitOfWork, member: Member, question: OwnQuestion) -> None:
    """The question is erased: what is answered keeps its words, all other prompts lose them; and none of them is of
    any question any more, as its number may be another's one day."""
    name = name_of(question.id)
    for prompt in await own.unanswered(work.session, member.id, name):
        if prompt.state == PromptState.WAITING:
            await prompts_db.remove(work.session, prompt)
        else:
            prompt.state, prompt.parts = PromptState.SKIPPED, []
    await work.session.flush()
    await own.rename(work.session, member.id, name, OWN)
