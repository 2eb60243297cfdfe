"""Making a prompt: whom a question fits, what it quotes, and its wording as it will be asked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from solbot.coaching.answers import db as answers
from solbot.coaching.visions import service as visions
from solbot.content.language import Language
from solbot.content.models import Part, Question
from solbot.db.tables import Answer, Member, Prompt
from solbot.unit_of_work import Work

LEFT_OUT = "…"


class Fit(NamedTuple):
    """A question that fits a member, with their earlier answer if it quotes one."""

    question: Question
    quoted: Answer | None = None


async def first(work: Work, member: Member, questions: Iterable[Question]) -> Fit | None:
    """The first question this member can be asked: what it needs is there, and what it quotes."""
    for question in questions:
        if "vision" in question.needs and not await visions.newest_words(work, member):
            continue
        quoted = await _said(work, member, question.earlier) if question.earlier else None
        if quoted is not None or question.earlier is None:
            return Fit(question, quoted)
    return None


async def prepare(
    work: Work, member: Member, fit: Fit, day: date, *, from_path: bool, short: bool = False
) -> Prompt:
    """A new prompt, ready to be asked; `short`: with two lines of its reading."""
    prompt = Prompt(
        member_id=member.id,
        for_date=day,
        state="waiting",
        part=0,
        from_path=from_path,
        short=short,
        created_at=work.now,
    )
    await put(work, member, prompt, fit)
    work.session.add(prompt)
    await work.session.flush()
    return prompt


async def put(work: Work, member: Member, prompt: Prompt, fit: Fit) -> None:
    """Let a prompt of which nothing is given ask this question, in the words of now."""
    language, question = work.language_of(member), fit.question
    language = language.of_lesson(question.reading)
    vision = await visions.newest_words(work, member) if "vision" in question.needs else None
    values = {"name": member.name or "", "vision": vision or ""}
    prompt.question_id, prompt.reading_id = question.id, question.reading
    prompt.discipline = question.folder
    prompt.parts = [_snapshot(language, part, values, fit.quoted) for part in question.parts]


async def _said(work: Work, member: Member, question_id: str) -> Answer | None:
    """The member's latest answer in words to the first part of a question, or None."""
    for answer in await answers.to_question(work.session, member.id, question_id):
        if answer.body and answer.body["kind"] == "text" and answer.body["text"].strip():
            return answer
    return None


def _snapshot(
    language: Language, part: Part, values: dict[str, str], quoted: Answer | None
) -> dict[str, Any]:
    """A part as it is asked. What quotes an answer is kept without the quote as well, for the day on
    which that answer is deleted."""
    quote = str(quoted.body["text"]) if quoted else ""
    asked = {
        "ask": language.wording(part, **values, earlier=quote),
        "language": language.code,
        "kind": part.kind,
        "options": list(part.options),
        "low": part.low,
        "high": part.high,
    }
    if quoted is None:
        return asked
    without = language.wording(part, **values, earlier=LEFT_OUT)
    return {**asked, "quotes": quoted.id, "without": without}
