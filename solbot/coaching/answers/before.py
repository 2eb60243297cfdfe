"""What was given before to a question that comes round again, and to the reading of an idea that comes back.

Words stand under the question of now. A figure or a choice would sway the next one: it is told once that is given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from solbot import local_time
from solbot.coaching.answers import db as answers
from solbot.coaching.answers import prompts_db as prompts
from solbot.coaching.answers.prompts import today_of
from solbot.coaching.answers.rules import readable, words_of
from solbot.content.cutting import one_line
from solbot.content.language import Language
from solbot.content.models import Question
from solbot.db.tables import Answer, Member, Prompt
from solbot.limits import QUOTE
from solbot.unit_of_work import Work

REST: Final = timedelta(days=7)
"""How long words that were quoted are left alone."""
TOLD: Final = frozenset({"scale", "choice", "multi"})
"""The kinds of answers that are told beside the last one."""


class Last(NamedTuple):
    """What was given to the same part of the same question the last time, on which local date, and what is now."""

    on: date
    was: str
    now: str


async def quoted_lately(work: Work, member: Member) -> str:
    """All that was asked within the last week, with what it quoted."""
    return "\n".join(
        await prompts.asks_since(work.session, member.id, today_of(work, member) - REST)
    )


async def words_then(
    work: Work, member: Member, prompt: Prompt, question: Question, *, of_reading: bool
) -> Mapping[int, dict[str, Any]]:
    """What stands under the parts of a prompt, by part, as it is kept with them: the person's words of then. None that
    were quoted within a week.

    `of_reading`: where the question itself was never answered, what was written to another one of its reading.
    """
    language = work.language_of(member)
    found = await _given(work, member, prompt, language, question)
    shown = {at: one for at in range(len(question.parts)) if (one := _words(found, at)) is not None}
    if not shown and of_reading:
        # What was to be tried comes back by itself: see coaching/path/experiments.py.
        tried = {one.earlier for one in language.questions.values() if one.check_in}
        others = {one.id for one in language.questions_of(question.reading)} - tried
        newest = _words(
            await answers.to_first_parts(work.session, member.id, question.reading, others), None
        )
        shown = {} if newest is None else {0: newest}
    if not shown:
        return {}
    lately = await quoted_lately(work, member)
    cut = {at: one_line(str(one.body["text"]), QUOTE) for at, one in shown.items()}
    return {
        at: {"answer": one.id, "on": _date_of(work, member, one).isoformat(), "words": cut[at]}
        for at, one in shown.items()
        if cut[at] and cut[at] not in lately
    }


async def last_given(
    work: Work, member: Member, entry: Answer, prompt: Prompt, part: int
) -> Last | None:
    """What a figure or a choice may be told beside; None where there is nothing, or it is of another kind."""
    kind = readable(entry.body)["kind"]
    language = work.language_of(member)
    question = language.questions.get(prompt.question_id)
    if kind not in TOLD or question is None:
        return None
    for one in await _given(work, member, prompt, language, question):
        if one.part == part and readable(one.body)["kind"] == kind:
            return Last(_date_of(work, member, one), words_of(one.body), words_of(entry.body))
    return None


async def _given(
    work: Work, member: Member, prompt: Prompt, language: Language, question: Question
) -> Sequence[Answer]:
    """What other prompts were given that asked the same of the same vision, be it with other readings; newest first."""
    the_same = [
        one
        for one in language.questions.values()
        if one.folder == question.folder and one.parts == question.parts
    ]
    return await answers.to_questions(
        work.session,
        member.id,
        {one.id for one in the_same},
        {one.reading for one in the_same},
        vision_id=prompt.vision_id,
        but=prompt.id,
    )


def _words(entries: Sequence[Answer], part: int | None) -> Answer | None:
    """The newest in words, to a part or (None) to any."""
    return next(
        (
            one
            for one in entries
            if (part is None or one.part == part)
            and readable(one.body)["kind"] == "text"
            and str(one.body["text"]).strip()
        ),
        None,
    )


def _date_of(work: Work, member: Member, entry: Answer) -> date:
    return local_time.local_date(entry.answered_at, ZoneInfo(work.zone_of(member)))
