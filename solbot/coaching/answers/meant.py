"""The day that was named in an answer, as the one on which something is to be tried."""

from __future__ import annotations

from datetime import date

from solbot.coaching.answers import db as answers_db
from solbot.content.answer_kinds import bare_words
from solbot.db.tables import Answer, Member
from solbot.typed.dates import named_day
from solbot.unit_of_work import UnitOfWork


async def meant_for(
    work: UnitOfWork, member: Member, answer: Answer, answered: date
) -> date | None:
    """The day named in the last part of the answer that names one; `answered` is the date it is read from."""
    if answer.prompt_id is None:
        return None
    parts = await answers_db.of_prompt(work.session, answer.prompt_id)
    given = [part.body for part in reversed(parts) if part.body]
    vocabulary = work.language_of(member).vocabulary
    named = (named_day(text, answered, vocabulary) for text in filter(None, map(bare_words, given)))
    return next((on for on in named if on is not None), None)
