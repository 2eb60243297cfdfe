"""What was given before to a question that comes round again, be it one of the person's own, and to the reading of an
idea that comes back.

Words stand under the question of now. A figure or a choice would sway the next one: it is told once that is given.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from solbot import local_time
from solbot.coaching.answers import db as answers_db
from solbot.coaching.answers import prompts_db
from solbot.coaching.answers.prompts import today_of
from solbot.content.answer_kinds import bare_words, kind_of, words_of
from solbot.content.bodies import readable
from solbot.content.cutting import one_line
from solbot.content.language import Language
from solbot.content.models import Question
from solbot.db.forms import QuotedThen
from solbot.db.tables import Answer, Member, Prompt
from solbot.limits import QUOTE
from solbot.unit_of_work import UnitOfWork

REST: Final = timedelta(days=7)
"""How long words that were quoted are left alone."""
OWN: Final = "own"
"""What prompts of people's own questions have where others have the name of a discipline; of one that was erased, in
the place of its number, too."""
NUMBERED: Final = f"{OWN}-"


_Names = tuple[Collection[str], Collection[str]]


class Last(NamedTuple):
    """What was given to the same part of the same question the last time, on which local date, and what is now."""

    on: date
    was: str
    now: str


async def quoted_lately(work: UnitOfWork, member: Member) -> str:
    """All that was asked within the last week, with what it quoted."""
    return "\n".join(
        await prompts_db.asks_since(work.session, member.id, today_of(work, member) - REST)
    )


async def words_then(
    work: UnitOfWork, member: Member, prompt: Prompt, question: Question, *, of_reading: bool
) -> Mapping[int, QuotedThen]:
    """What stands under the parts of a prompt, by part, as it is kept with them: the person's words of then. None that
    were quoted within a week.

    `of_reading`: where the question itself was never answered, what was written to another one of its reading.
    """
    language = work.language_of(member)
    found = await _given(work, member, prompt, *_the_same(language, question))
    shown = {at: one for at in range(len(question.parts)) if (one := _words(found, at)) is not None}
    if not shown and of_reading:
        # What was to be tried comes back by itself: see coaching/path/experiments.py.
        tried = {one.earlier for one in language.questions.values() if one.check_in}
        others = {one.id for one in language.questions_of(question.reading)} - tried
        newest = _words(
            await answers_db.to_first_parts(work.session, member.id, question.reading, others), None
        )
        shown = {} if newest is None else {0: newest}
    return await _unquoted(work, member, shown)


async def own_words_then(work: UnitOfWork, member: Member, prompt: Prompt) -> QuotedThen | None:
    """What stands under the part of a prompt of somebody's own question: what they wrote to it before."""
    name = prompt.question_id
    answer = _words(await _given(work, member, prompt, {name}, {name}), 0)
    kept = await _unquoted(work, member, {0: answer} if answer is not None else {})
    return kept.get(0)


async def _unquoted(
    work: UnitOfWork, member: Member, shown: Mapping[int, Answer]
) -> Mapping[int, QuotedThen]:
    """What stands under the parts, without what was quoted within a week."""
    if not shown:
        return {}
    lately = await quoted_lately(work, member)
    cut = {at: one_line(words_of(one.body), QUOTE) for at, one in shown.items()}
    return {
        at: {"answer": one.id, "on": _date_of(work, member, one).isoformat(), "words": cut[at]}
        for at, one in shown.items()
        if cut[at] and cut[at] not in lately
    }


async def last_given(
    work: UnitOfWork, member: Member, entry: Answer, prompt: Prompt, part: int
) -> Last | None:
    """What a figure or a choice may be told beside; None where there is nothing, or it is of another kind."""
    kind = readable(entry.body)["kind"]
    same = _same_as(work.language_of(member), prompt) if kind_of(kind).is_compared else None
    if same is None:
        return None
    for one in await _given(work, member, prompt, *same):
        if one.part == part and readable(one.body)["kind"] == kind:
            return Last(_date_of(work, member, one), words_of(one.body), words_of(entry.body))
    return None


def _same_as(language: Language, prompt: Prompt) -> _Names | None:
    """What asks the same as a prompt; None where nothing is known of its question any more."""
    name = prompt.question_id
    if prompt.discipline == OWN:
        return None if name == OWN else ({name}, {name})
    question = language.questions.get(name)
    return _the_same(language, question) if question else None


def _the_same(language: Language, question: Question) -> _Names:
    """All questions that ask the same, be it with other readings, and these readings."""
    same = [
        one
        for one in language.questions.values()
        if one.folder == question.folder and one.parts == question.parts
    ]
    return {one.id for one in same}, {one.reading for one in same}


async def _given(
    work: UnitOfWork,
    member: Member,
    prompt: Prompt,
    questions: Collection[str],
    readings: Collection[str],
) -> Sequence[Answer]:
    """What other prompts of these questions were given that speak of the same vision; newest first."""
    return await answers_db.to_questions(
        work.session,
        member.id,
        questions,
        readings,
        vision_id=prompt.vision_id,
        but=prompt.id,
    )


def _words(entries: Sequence[Answer], part: int | None) -> Answer | None:
    """The newest in words, to a part or (None) to any."""
    return next(
        (
            one
            for one in entries
            if (part is None or one.part == part) and bare_words(readable(one.body)).strip()
        ),
        None,
    )


def _date_of(work: UnitOfWork, member: Member, entry: Answer) -> date:
    return local_time.day_of(entry.answered_at, ZoneInfo(work.zone_of(member)), member.day_begins)
