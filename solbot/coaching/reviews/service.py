"""What a look back brings of somebody's own words: collected at the moment it is sent, and kept nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from solbot.coaching.answers import db as answers_db
from solbot.coaching.answers.prompts import AskedPrompt
from solbot.coaching.reviews import rules
from solbot.coaching.reviews.rules import QUARTERLY, WEEKLY, Changes, SaidWords
from solbot.coaching.visions import service as visions
from solbot.coaching.visions.rules import VisionStanding
from solbot.content.answer_kinds import bare_words
from solbot.content.bodies import readable
from solbot.db.tables import Member
from solbot.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Review:
    """A look back of a kind (weekly, monthly, quarterly): sentences beside a vision, or a page of then and now."""

    kind: str
    said: tuple[SaidWords, ...]
    vision: VisionStanding | None
    changes: Changes | None


async def review_of(work: UnitOfWork, member: Member, asked: AskedPrompt) -> Review | None:
    """The look back that belongs to a prompt; None where it belongs to none, or there is nothing to bring back."""
    span = rules.LOOKS_BACK.get(asked.discipline)
    if span is None:
        return None
    first = asked.for_date - span
    if asked.discipline != WEEKLY:
        since = datetime.combine(first, time.min, ZoneInfo(work.zone_of(member)))
        changes = rules.moved_most(
            Changes(one.created_at if asked.discipline == QUARTERLY else since, one)
            for one in await _pages(work, member)
        )
        if changes is not None and changes.count:
            return Review(asked.discipline, (), changes.now, changes)
    said = rules.own_sentences(
        SaidWords(row.for_date, words)
        for row in await answers_db.kept_between(work.session, member.id, first, asked.for_date)
        if (words := bare_words(readable(row.body)))
    )
    if not said:
        return None
    speaking_of = await visions.to_speak_of(work, member)
    return Review(asked.discipline, tuple(said), speaking_of, None)


async def _pages(work: UnitOfWork, member: Member) -> list[VisionStanding]:
    """The visions that are held and can be read, as they stand."""
    held = [await visions.standing(work, member, id) for id in await visions.held(work, member)]
    return [one for one in held if one is not None and one.words]
