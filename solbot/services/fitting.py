"""Making a prompt: whom a question fits, what it quotes, and its wording as it will be asked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from solbot.content.models import Part, Question
from solbot.services import visions
from solbot.services.work import Work
from solbot.store import answers
from solbot.store.tables import Member, Prompt


async def first(
    work: Work, member: Member, questions: Iterable[Question]
) -> tuple[Question, str] | None:
    """The first question this member can be asked, with the earlier answer it quotes (or nothing)."""
    for question in questions:
        if "vision" in question.needs and not await visions.newest_words(work, member):
            continue
        quote = await _said(work, member, question.earlier) if question.earlier else ""
        if quote is not None:
            return question, quote
    return None


async def prepare(
    work: Work, member: Member, question: Question, quote: str, day: date, *, from_path: bool
) -> Prompt:
    """A new prompt, ready to be asked."""
    prompt = Prompt(
        member_id=member.id,
        for_date=day,
        state="waiting",
        part=0,
        from_path=from_path,
        created_at=work.now,
    )
    await put(work, member, prompt, question, quote)
    work.session.add(prompt)
    await work.session.flush()
    return prompt


async def put(work: Work, member: Member, prompt: Prompt, question: Question, quote: str) -> None:
    """Let a prompt of which nothing is given ask this question, in the words of now."""
    language = work.language_of(member).of_lesson(question.reading)
    vision = await visions.newest_words(work, member) or ""
    values = {"name": member.name or "", "vision": vision, "earlier": quote}
    prompt.question_id, prompt.reading_id = question.id, question.reading
    prompt.discipline = question.folder
    prompt.parts = [
        _snapshot(part, language.wording(part, **values), language.code) for part in question.parts
    ]


async def _said(work: Work, member: Member, question_id: str) -> str | None:
    """The member's latest answer in words to the first part of a question, or None."""
    for answer in await answers.to_question(work.session, member.id, question_id):
        if answer.body["kind"] == "text" and answer.body["text"].strip():
            return str(answer.body["text"])
    return None


def _snapshot(part: Part, ask: str, code: str) -> dict[str, Any]:
    return {
        "ask": ask,
        "language": code,
        "kind": part.kind,
        "options": list(part.options),
        "low": part.low,
        "high": part.high,
    }
