"""Making a prompt: whom a question fits, what it quotes, and its wording as it will be asked."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable
from contextlib import aclosing
from datetime import date
from typing import NamedTuple

from solbot.coaching.answers import db as answers_db
from solbot.coaching.answers import prompts_db
from solbot.coaching.answers.before import words_then
from solbot.coaching.visions import service as visions
from solbot.content.answer_kinds import bare_words, words_of
from solbot.content.bodies import readable
from solbot.content.language import Language
from solbot.content.models import Question, QuestionPart
from solbot.db.forms import KeptPart
from solbot.db.states import PromptReason, PromptState
from solbot.db.tables import Answer, Member, Prompt
from solbot.unit_of_work import UnitOfWork

LEFT_OUT = "…"


class Quote(NamedTuple):
    """A vision as a question quotes it."""

    id: int
    words: str


class Fit(NamedTuple):
    """A question that fits a member, with their earlier answer if it quotes one, and the vision it is about."""

    question: Question
    quoted: Answer | None = None
    vision: Quote | None = None


async def first(work: UnitOfWork, member: Member, questions: Iterable[Question]) -> Fit | None:
    """The first question this member can be asked: what it needs is there, and what it quotes."""
    async with aclosing(those_that_fit(work, member, questions)) as found:
        return await anext(found, None)


async def those_that_fit(
    work: UnitOfWork, member: Member, questions: Iterable[Question]
) -> AsyncGenerator[Fit]:
    """All that this member can be asked, in their order. The vision that is least visited is looked up once."""
    questions = list(questions)
    about = any(one.speaks_of_vision and one.earlier is None for one in questions)
    found = await visions.to_quote(work, member) if about else None
    least = Quote(*found) if found else None
    for question in questions:
        if question.earlier is None:
            quoted, vision = None, least if question.speaks_of_vision else None
        elif (quoted := await _said(work, member, question.earlier)) is None:
            continue
        else:
            vision = await _spoken_of(work, member, quoted) if question.speaks_of_vision else None
        if vision is not None or "vision" not in question.needs:
            yield Fit(question, quoted, vision)


async def prepare(
    work: UnitOfWork,
    member: Member,
    fit: Fit,
    day: date,
    *,
    from_path: bool,
    why: PromptReason,
    short: bool = False,
) -> Prompt:
    """A new prompt, ready to be asked, with the reason it comes for; `short`: with two lines of its reading."""
    prompt = Prompt(
        member_id=member.id,
        for_date=day,
        state=PromptState.WAITING,
        part=0,
        from_path=from_path,
        why=why,
        short=short,
        created_at=work.now,
    )
    await put(work, member, prompt, fit)
    work.session.add(prompt)
    await work.session.flush()
    return prompt


async def put(work: UnitOfWork, member: Member, prompt: Prompt, fit: Fit) -> None:
    """Let a prompt of which nothing is given ask this question, in the words of now."""
    language, question = work.language_of(member), fit.question
    language = language.of_lesson(question.reading)
    vision = fit.vision and (await _the_same(work, member, prompt) or fit.vision)
    prompt.vision_id = vision.id if vision else None
    values = {"name": member.name or "", "vision": vision.words if vision else ""}
    prompt.question_id, prompt.reading_id = question.id, question.reading
    prompt.discipline = question.folder
    parts = [_snapshot(language, part, values, fit.quoted) for part in question.parts]
    if fit.quoted is None:  # which is their own already
        bare = prompt.why == PromptReason.RETURN and not values["vision"]
        then = await words_then(work, member, prompt, question, of_reading=bare)
        for at, quoted in then.items():
            parts[at]["then"] = quoted
    if question.sets:
        parts[0]["sets"] = list(question.sets)
    prompt.parts = parts


async def _spoken_of(work: UnitOfWork, member: Member, quoted: Answer) -> Quote | None:
    """The vision that the question spoke of which is quoted with its answer."""
    asked = await prompts_db.get(work.session, member.id, quoted.prompt_id or 0)
    return await _the_same(work, member, asked) if asked else None


async def _the_same(work: UnitOfWork, member: Member, prompt: Prompt) -> Quote | None:
    """The vision a prompt speaks of already, in its words of now."""
    if prompt.vision_id is None:
        return None
    words = await visions.words_of(work, member, prompt.vision_id)
    return Quote(prompt.vision_id, words) if words else None


async def _said(work: UnitOfWork, member: Member, question_id: str) -> Answer | None:
    """The member's latest answer in words to the first part of a question, or None."""
    question = work.language_of(member).questions[question_id]
    given = await answers_db.to_first_parts(
        work.session, member.id, question.reading, {question.id}
    )
    for answer in given:
        if bare_words(readable(answer.body)).strip():
            return answer
    return None


def _snapshot(
    language: Language, part: QuestionPart, values: dict[str, str], quoted: Answer | None
) -> KeptPart:
    """A part as it is asked. What quotes an answer or a vision is kept without the quote as well, for the day on
    which that is deleted."""
    quote = words_of(quoted.body) if quoted else ""
    asked: KeptPart = {
        "ask": language.wording(part, **values, earlier=quote),
        "language": language.code,
        "kind": part.kind,
        "options": list(part.options),
        "low": part.low,
        "high": part.high,
    }
    if part.feeds:
        asked["feeds"] = part.feeds
    if quoted is not None:
        asked["quotes"] = quoted.id
    if quoted is not None or values["vision"]:
        hidden = {**values, "vision": values["vision"] and LEFT_OUT}
        asked["without"] = language.wording(part, **hidden, earlier=LEFT_OUT)
    return asked
