"""A member with something in every table that matters, for tests of whole databases."""

from __future__ import annotations

from solbot.coaching.answers import held_words, prompts
from solbot.coaching.answers import service as answers
from solbot.coaching.export import service as exports
from solbot.coaching.path import service as path
from solbot.coaching.visions import page as vision_page
from solbot.coaching.visions import service as visions
from solbot.db.states import FigureKind
from solbot.members import service as members
from solbot.programs import requests
from solbot.unit_of_work import UnitsOfWork

ANA = 5_000_000_001
WORDS = "zebrafinch & <b>"


async def live(works: UnitsOfWork, person: int = ANA) -> None:
    """Somebody with a vision, an answer, words not yet placed and a request."""
    async with works.begin() as work:
        member = await members.arrive(work, person, "en")
        await members.consent(work, member, "Zebrafinch")
        await members.finish_onboarding(work, member)
        vision = await visions.create(work, member, WORDS, 7)
        await vision_page.note_figure(work, member, vision, FigureKind.CLOSENESS, 3)
        asked = await path.for_today(work, member)
        await prompts.open_for(work, member, asked.id)
        await answers.give(work, member, asked.id, {"kind": "text", "text": WORDS}, 8)
        await held_words.hold(work, member, {"kind": "text", "text": WORDS}, 9)
        await requests.ask(work, member, "foundations-for-leadership", "flyer")


async def copy_of(works: UnitsOfWork, person: int = ANA) -> exports.Copy:
    """Everything of theirs, as they are given it."""
    async with works.begin() as work:
        member = await members.find(work, person)
        assert member is not None
        return await exports.of_member(work, member)
