"""What coaching's letters are: nudges, questions put off, reminders, hellos, and what is new. When each may come, what
it says as it is sent, and what its arrival or loss means for what is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from solbot.bot import dialog
from solbot.coaching import agreement
from solbot.coaching.answers import prompts
from solbot.coaching.answers import screens as answer_screens
from solbot.coaching.letter_kinds import NUDGE, QUESTION
from solbot.coaching.path import service as path
from solbot.coaching.reminders import evenings
from solbot.coaching.reminders import service as reminders
from solbot.coaching.reviews import chat as reviews_chat
from solbot.coaching.rhythm import rules as rhythm
from solbot.coaching.silence import chat as silence_chat
from solbot.coaching.silence import service as silence
from solbot.coaching.whats_new import chat as news
from solbot.coaching.whats_new import service as whats_new
from solbot.db.details import Ref
from solbot.db.states import PromptState
from solbot.db.tables import Member
from solbot.telegram import outbox
from solbot.telegram.kinds import LetterKind, unasked
from solbot.telegram.letters import ShownToStaff
from solbot.telegram.messages import Message
from solbot.telegram.outbox import Claimed
from solbot.unit_of_work import UnitOfWork


async def _choose(work: UnitOfWork, member: Member, claimed: Claimed) -> Claimed:
    """What the path brings, once: a nudge that is tried again brings the same, as long as that stands."""
    ready = claimed.ref.get("prompt")
    if ready is not None and await path.is_still_to_come(work, member, ready):
        return claimed
    day = date.fromisoformat(claimed.ref["for"])
    asked = await path.next_of_path(work, member, day)
    claimed = await outbox.refer(work, claimed, prompt=asked.id)
    silence.count(member, day)
    reminders.plan(work, member, asked.id, claimed.due_at)
    return claimed


async def _begin_hello(work: UnitOfWork, member: Member, claimed: Claimed) -> Claimed:
    if "pace" in claimed.ref:
        return claimed
    hello = await silence.begin_hello(work, member, date.fromisoformat(claimed.ref["for"]))
    return await outbox.refer(work, claimed, **(hello or Ref()))


async def _begin_reminder(work: UnitOfWork, member: Member, claimed: Claimed) -> Claimed:
    if "last" in claimed.ref:
        return claimed
    last = await reminders.begin(work, member, claimed.ref["prompt"])
    return claimed if last is None else await outbox.refer(work, claimed, last=last)


async def _while_writing(work: UnitOfWork, member: Member, claimed: Claimed) -> datetime | None:
    """Until when a letter waits for a person who may be writing."""
    if claimed.not_after is None:
        return None
    waiting = await dialog.current(work, member.id)
    return rhythm.waits_until(claimed.not_after - rhythm.LATE, work.now, waiting.wrote(work.now))


async def _question_waits(work: UnitOfWork, member: Member, claimed: Claimed) -> datetime | None:
    """A question put off waits for the day's own, too, where that is near."""
    writing = await _while_writing(work, member, claimed)
    if writing is not None or claimed.not_after is None:
        return writing
    return await prompts.stands_back(work, member, claimed.not_after - rhythm.LATE)


async def _shown(work: UnitOfWork, member: Member, claimed: Claimed) -> None:
    await prompts.show(work, member, claimed.ref["prompt"])


async def _brought(work: UnitOfWork, member: Member, claimed: Claimed) -> None:
    if member.readings_only:
        await prompts.bring(work, member, claimed.ref["prompt"])
    else:
        await _shown(work, member, claimed)


async def _unasked(work: UnitOfWork, member: Member, claimed: Claimed) -> None:
    """What it asked comes with the next one."""
    if "prompt" in claimed.ref:
        await prompts.unask(work, member, claimed.ref["prompt"])


async def _not_nudged(work: UnitOfWork, member: Member, claimed: Claimed) -> None:
    await _unasked(work, member, claimed)
    if "prompt" in claimed.ref:
        silence.uncount(member)
        evenings.drop(member)


async def _not_reminded(work: UnitOfWork, member: Member, claimed: Claimed) -> None:
    del work, claimed
    reminders.take_back(member)


async def _not_greeted(work: UnitOfWork, member: Member, claimed: Claimed) -> None:
    """What it told is not so."""
    ref = claimed.ref
    if "pace" in ref:
        await silence.take_back(work, member, ref["pace"], new=ref["new"])


async def _arrived(work: UnitOfWork, found: Sequence[tuple[Claimed, int]]) -> None:
    asked = [(one.ref.get("prompt"), one.member_id, message) for one, message in found]
    await prompts.arrived(
        work, [(prompt, member, at) for prompt, member, at in asked if prompt is not None]
    )


async def _question(
    work: UnitOfWork, member: Member, letter: Claimed, busy: bool
) -> Message | None:
    """A reading and its question, or the question alone; None when it is answered by now."""
    asked = await prompts.find(work, member, letter.ref["prompt"])
    if asked is None or asked.state == PromptState.ANSWERED:
        return None
    if letter.kind == NUDGE and member.readings_only:
        return answer_screens.reading_alone(work, member, asked)
    if letter.kind == NUDGE:
        return await reviews_chat.brought(work, member, asked, unasked=True, busy=busy)
    asked = await path.with_ways(work, member, asked)
    return answer_screens.question(work, member, asked, with_reading=False, unasked=True, busy=busy)


async def _reminder(
    work: UnitOfWork, member: Member, letter: Claimed, busy: bool
) -> Message | None:
    """The day's question once more; None when it has an answer, or something else is under way."""
    asked = await prompts.find(work, member, letter.ref["prompt"])
    if asked is None or busy or "last" not in letter.ref:
        return None
    asked = await path.with_ways(work, member, asked)
    return answer_screens.reminder(work, member, asked, last=letter.ref["last"])


async def _hello(work: UnitOfWork, member: Member, letter: Claimed, _: bool) -> Message | None:
    """A word about a long silence; None when the person was here meanwhile."""
    if "pace" not in letter.ref or not silence.is_true(member, letter.ref["pace"]):
        return None
    return await silence_chat.hello(work, member, new=letter.ref["new"])


_QUESTION = LetterKind(
    ShownToStaff.NOT,  # somebody put it off, and had not answered
    unasked,
    put_off=_question_waits,
    compose=_question,
    shown=_shown,
    unsaid=_unasked,
    arrived=_arrived,
    asks=True,
)

LETTERS = {
    NUDGE: replace(
        _QUESTION,
        told=ShownToStaff.COACHING,
        put_off=_while_writing,
        begin=_choose,
        shown=_brought,
        unsaid=_not_nudged,
    ),
    QUESTION: _QUESTION,
    evenings.KIND: replace(
        _QUESTION,  # the same, once more
        put_off=_while_writing,
        begin=_begin_reminder,
        compose=_reminder,
        unsaid=_not_reminded,
    ),
    silence.KIND: LetterKind(
        ShownToStaff.NOT,  # somebody did not answer for long
        unasked,
        put_off=_while_writing,
        begin=_begin_hello,
        compose=_hello,
        unsaid=_not_greeted,
    ),
    agreement.KIND: LetterKind(ShownToStaff.NAMED, unasked, compose=agreement.written),
    whats_new.KIND: LetterKind(
        ShownToStaff.NAMED,
        whats_new.stops,
        put_off=whats_new.put_off,
        begin=whats_new.begin,
        compose=news.letter,
        unsaid=whats_new.take_back,
        repeatable=False,
    ),
}
