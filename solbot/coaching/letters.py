"""Puts coaching's letters into words at the moment they are sent, in the language the person reads by then."""

from __future__ import annotations

from solbot.coaching.answers import prompts
from solbot.coaching.answers import screens as answer_screens
from solbot.coaching.path import service as path
from solbot.coaching.reviews import chat as reviews_chat
from solbot.coaching.silence import chat as silence_chat
from solbot.coaching.silence import service as silence
from solbot.db.tables import Member
from solbot.telegram.messages import Message
from solbot.telegram.outbox import Claimed
from solbot.unit_of_work import UnitOfWork


async def question(work: UnitOfWork, member: Member, letter: Claimed, busy: bool) -> Message | None:
    """A reading and its question, or the question alone; None when it is answered by now."""
    asked = await prompts.find(work, member, letter.ref["prompt"])
    if asked is None or asked.state == "answered":
        return None
    if letter.kind == "nudge" and member.readings_only:
        return answer_screens.reading_alone(work, member, asked)
    if letter.kind == "nudge":
        return await reviews_chat.brought(work, member, asked, unasked=True, busy=busy)
    asked = await path.with_ways(work, member, asked)
    return answer_screens.question(work, member, asked, with_reading=False, unasked=True, busy=busy)


async def reminder(work: UnitOfWork, member: Member, letter: Claimed, busy: bool) -> Message | None:
    """The day's question once more; None when it has an answer, or something else is under way."""
    asked = await prompts.find(work, member, letter.ref["prompt"])
    if asked is None or busy or "last" not in letter.ref:
        return None
    asked = await path.with_ways(work, member, asked)
    return answer_screens.reminder(work, member, asked, last=letter.ref["last"])


async def hello(work: UnitOfWork, member: Member, letter: Claimed, _: bool) -> Message | None:
    """A word about a long silence; None when the person was here meanwhile."""
    if "pace" not in letter.ref or not silence.is_true(member, letter.ref["pace"]):
        return None
    return await silence_chat.hello(work, member, new=letter.ref["new"])
