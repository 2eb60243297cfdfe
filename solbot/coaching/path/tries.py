"""The practice of a reading, taken up for a day: on the day after, what came of it is asked, and what it taught."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from solbot.coaching.answers.prompts import AskedPrompt
from solbot.coaching.path import tries_db as rows
from solbot.coaching.path.experiments import NEXT_DAY
from solbot.content.cutting import one_line
from solbot.content.language import Language
from solbot.content.models import Question, Reading
from solbot.db.forms import KeptPart
from solbot.db.states import PromptReason, PromptState, StepOutcome
from solbot.db.tables import Member, Prompt, Try
from solbot.limits import QUOTE
from solbot.unit_of_work import UnitOfWork

TRY = "try"
"""What a question about a practice is called, where others have the id of a question."""

LATEST: Final = timedelta(days=31)
"""How long after its day it is still asked about: whoever is nudged seldom was told of a later day."""

OUTCOMES = (StepOutcome.DONE, StepOutcome.PARTLY, StepOutcome.NOT_YET)
"""What may come of it, in the order in which it is offered."""


def asks_for_it(language: Language, question: Question | None) -> bool:
    """Whether a question is the practice of its reading itself, or something else that will be asked about."""
    if question is None:
        return False
    asked_about = any(
        one.check_in and one.earlier == question.id
        for one in language.questions_of(question.reading)
    )
    return question.practice or question.check_in or asked_about


def can_take_up(language: Language, member: Member, asked: AskedPrompt) -> bool:
    """Whether the practice of what came with a prompt may be taken up beside its question."""
    reading = language.readings.get(asked.reading_id)
    return (
        reading is not None
        and bool(reading.practice)
        and asked.why != PromptReason.TRY
        and not member.readings_only
        and not asks_for_it(language, language.questions.get(asked.question_id))
    )


def said(language: Language, member: Member, reading: Reading) -> str:
    """A practice as it is quoted."""
    return one_line(language.practice_of(reading, name=member.name or ""), QUOTE)


async def take_up(work: UnitOfWork, member: Member, reading_id: str, on: date) -> None:
    """Mean a practice for a local date, instead of the one it was meant for before."""
    await rows.put(work.session, member.id, reading_id, on, work.now)


async def leave(work: UnitOfWork, member: Member, reading_id: str) -> None:
    """Not after all: nothing is asked about it. Where it was never taken up, nothing changes."""
    for row in await rows.of_member(work.session, member.id):
        if row.reading_id == reading_id:
            await rows.remove(work.session, row)


async def due(work: UnitOfWork, member: Member, day: date) -> Try | None:
    """The practice to ask about on a local date; none that is no longer among the readings."""
    if member.readings_only:
        return None
    language = work.language_of(member)
    found = await rows.due(work.session, member.id, day - LATEST - NEXT_DAY, day - NEXT_DAY)
    return next((one for one in found if _practised(language, one.reading_id)), None)


async def stands(work: UnitOfWork, member: Member, prompt: Prompt, day: date) -> bool:
    """Whether a prompt about a practice, which nobody saw yet, may still be asked."""
    row = await rows.get(work.session, member.id, prompt.reading_id)
    there = _practised(work.language_of(member), prompt.reading_id)
    return row is not None and row.due_on < day and there and not member.readings_only


def prompt(work: UnitOfWork, member: Member, taken_up: Try, day: date) -> Prompt:
    """The question what came of it, ready to be asked."""
    reading = work.language_of(member).readings[taken_up.reading_id]
    asked = Prompt(
        member_id=member.id,
        question_id=TRY,
        reading_id=reading.id,
        discipline=reading.folder,
        for_date=day,
        state=PromptState.WAITING,
        parts=_parts(work, member, reading, taken_up.due_on),
        part=0,
        from_path=True,
        short=True,
        created_at=work.now,
        why=PromptReason.TRY,
    )
    work.session.add(asked)
    return asked


async def renew(work: UnitOfWork, member: Member, prompt: Prompt) -> None:
    """Word one anew that waited: the language or the day may be another now."""
    row = await rows.get(work.session, member.id, prompt.reading_id)
    reading = work.language_of(member).readings.get(prompt.reading_id)
    if row is not None and reading is not None:
        prompt.parts = _parts(work, member, reading, row.due_on)


def came_of(prompt: Prompt, chosen: str) -> StepOutcome | None:
    """What was chosen as having come of it. After *done* or *partly* its prompt asks on, what it taught."""
    first = prompt.parts[0]
    if chosen not in first["options"]:
        return None
    outcome = OUTCOMES[first["options"].index(chosen)]
    if outcome is not StepOutcome.NOT_YET and len(prompt.parts) == 1:
        prompt.parts = [first, _part(first["taught"], first["language"], "text")]
    return outcome


def _practised(language: Language, reading_id: str) -> bool:
    reading = language.readings.get(reading_id)
    return reading is not None and bool(reading.practice)


def _parts(work: UnitOfWork, member: Member, reading: Reading, due: date) -> list[KeptPart]:
    language = work.language_of(member).of_lesson(reading.id)
    reading = language.readings[reading.id]
    values = {"practice": said(language, member, reading), "due": due}
    labels = [language.button(f"step_{one}") for one in OUTCOMES]
    asked = _part(language.toast("what_came_of_try", **values), language.code, "choice", labels)
    taught = language.toast("what_try_taught", due=due)
    return [{**asked, "taught": str(taught)}]


def _part(ask: str, language: str, kind: str, options: Sequence[str] = ()) -> KeptPart:
    return {
        "ask": str(ask),
        "language": language,
        "kind": kind,
        "options": [str(one) for one in options],
        "low": None,
        "high": None,
    }
