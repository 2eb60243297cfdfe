"""Prompts: a question asked of a member, with its wording as it was asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zlib import crc32
from zoneinfo import ZoneInfo

from solbot import limits, local_time
from solbot.bot import dialog
from solbot.bot.dialog import ANSWER
from solbot.coaching.answers import prompts_db
from solbot.coaching.letter_kinds import NUDGE, QUESTION
from solbot.coaching.rhythm import db as slots
from solbot.coaching.rhythm import rules as rhythm
from solbot.coaching.rhythm import service as schedule
from solbot.db.forms import KeptPart, QuotedThen
from solbot.db.states import PromptReason, PromptState
from solbot.db.tables import Member, Prompt
from solbot.errors import NotFound
from solbot.telegram import outbox_db
from solbot.unit_of_work import UnitOfWork

APART_AT_MOST = timedelta(hours=1)
SNOOZE = "snooze:"
"""What the keys of letters begin with that ask again later."""


class Then(NamedTuple):
    """What the person wrote to the same question before."""

    on: date
    words: str


@dataclass(frozen=True)
class PromptPart:
    """One part of a prompt, in the wording it was asked in."""

    ask: str
    kind: str
    options: tuple[str, ...]
    low: str | None
    high: str | None
    then: Then | None = None  # stands under it


@dataclass(frozen=True)
class AskedPrompt:
    """A prompt as the chat shows it."""

    id: int
    question_id: str
    reading_id: str
    discipline: str
    state: PromptState
    for_date: date
    parts: tuple[PromptPart, ...]
    part: int
    chosen: tuple[int, ...]
    language: str | None = None  # the code of the one it is worded in, where that was noted
    recalled: bool = False  # with two lines of its reading, which is one tap away
    alone: bool = False  # asked without its reading, which is one tap away
    other_depth: str | None = None  # a question of this depth may take its place
    can_try: bool = False  # the practice of its reading may be taken up
    why: PromptReason | None = None  # None: nobody noted it then
    line: int | None = None  # of its reading this line comes back

    @property
    def current(self) -> PromptPart:
        """The part being asked; the last one when all are answered."""
        return self.parts[min(self.part, len(self.parts) - 1)]

    @property
    def fingerprint(self) -> str:
        """Tells what is asked and offered now from all else: what was tapped under that is no answer to it."""
        offered = "\n".join((self.question_id, *self.current.options))
        return f"{crc32(offered.encode()):x}"

    @property
    def untouched(self) -> bool:
        """Whether nothing of it is given."""
        return self.state != PromptState.ANSWERED and self.part == 0 and not self.chosen


def today_of(work: UnitOfWork, member: Member) -> date:
    """The day it is for a member: after midnight it may be the one before still, as they have set it."""
    return day_of(work, member, work.now)


def day_of(work: UnitOfWork, member: Member, at: datetime) -> date:
    """The day that a moment was of for a member."""
    return local_time.day_of(at, ZoneInfo(work.zone_of(member)), member.day_begins)


def date_of(work: UnitOfWork, member: Member) -> date:
    """The local date, whenever a member's day begins."""
    return local_time.local_date(work.now, ZoneInfo(work.zone_of(member)))


async def find(work: UnitOfWork, member: Member, prompt_id: int) -> AskedPrompt | None:
    """The member's prompt, or None."""
    prompt = await prompts_db.get(work.session, member.id, prompt_id)
    return _readable(prompt)


async def by_message(
    work: UnitOfWork, member: Member, message_id: int
) -> tuple[AskedPrompt, int] | None:
    """The prompt that a message of the bot's speaks of, and the part it asked (past the last: all of them)."""
    found = await prompts_db.by_message(work.session, member.id, message_id)
    asked = _readable(found[0]) if found else None
    return (asked, found[1]) if found and asked else None


async def latest(work: UnitOfWork, member: Member) -> AskedPrompt | None:
    """The newest prompt that reached the member and is open or answered, or None."""
    prompt = await prompts_db.latest(work.session, member.id)
    return _readable(prompt)


async def open_for(work: UnitOfWork, member: Member, prompt_id: int) -> None:
    """Take the member's next words as the answer to this prompt."""
    await _ask(work, member, prompt_id)
    await expect_answer(work, member, prompt_id)


async def turn_to(work: UnitOfWork, member: Member, prompt_id: int) -> None:
    """Take the member's next words as the answer to this prompt, at their wish; another question that they were
    to answer comes again after it."""
    await _ask(work, member, prompt_id)
    await expect_answer(work, member, prompt_id, keep=True)


async def expect_answer(
    work: UnitOfWork, member: Member, prompt_id: int, *, keep: bool = False
) -> None:
    """The next words answer this prompt. With `keep`, what they would have answered is awaited again afterwards."""
    waiting = await dialog.current(work, member.id)
    then = waiting.data.get("then") if keep and waiting.awaits == ANSWER else None
    if keep and waiting.awaits == ANSWER and waiting.data["prompt"] != prompt_id:
        then = waiting.data["prompt"]
    data = {"prompt": prompt_id} | ({"then": then} if then not in (None, prompt_id) else {})
    await dialog.expect(work, member.id, ANSWER, **data)


async def answered(
    work: UnitOfWork, member: Member, prompt_id: int, *, added: bool = False
) -> AskedPrompt | None:
    """A prompt has its answer: no more words are awaited for it, unless they are `added` to one.

    Returns the question that comes again, if any.
    """
    waiting = await dialog.current(work, member.id)
    if waiting.awaits != ANSWER or waiting.data["prompt"] != prompt_id:
        return None
    then = await find(work, member, waiting.data["then"]) if "then" in waiting.data else None
    if then is not None and then.state == PromptState.OPEN:
        await dialog.expect(work, member.id, ANSWER, prompt=then.id)
        return then
    if not added:
        await dialog.rest(work, member.id)
    return None


async def show(work: UnitOfWork, member: Member, prompt_id: int) -> None:
    """A prompt goes out unasked: from now on it is the newest question, which plain words answer.

    Where something else is awaited that is no question, words may be meant for either.
    """
    waiting = await dialog.current(work, member.id)
    if not waiting.is_conversation(work.now):
        await open_for(work, member, prompt_id)
        return
    await _ask(work, member, prompt_id)
    await dialog.note_meanwhile(work, member.id, prompt_id)


async def bring(work: UnitOfWork, member: Member, prompt_id: int) -> None:
    """The reading of a prompt goes out alone: its question waits to be asked for, and words answer none meanwhile."""
    await _ask(work, member, prompt_id)
    await skip(work, member, prompt_id)
    if (await dialog.current(work, member.id)).awaits == ANSWER:
        await dialog.rest(work, member.id)


async def meanwhile(work: UnitOfWork, member: Member) -> AskedPrompt | None:
    """The question that came in while something else was awaited, as long as nothing answered it."""
    waiting = await dialog.current(work, member.id)
    if waiting.meanwhile is None or not waiting.is_conversation(work.now):
        return None
    asked = await find(work, member, waiting.meanwhile)
    return asked if asked is not None and asked.state == PromptState.OPEN else None


async def recent(
    work: UnitOfWork, member: Member, limit: int, but: int | None = None
) -> list[AskedPrompt]:
    """The questions asked last, the newest first, without the one of that id."""
    found = await prompts_db.recent(work.session, member.id, limit, but)
    return [asked for one in found if (asked := _readable(one)) is not None]


async def arrived(work: UnitOfWork, arrivals: Collection[tuple[int, int, int]]) -> None:
    """Note which message each prompt is (prompt, member, message), so that a reply to it finds it."""
    await prompts_db.note_messages(work.session, arrivals)


async def unask(work: UnitOfWork, member: Member, prompt_id: int) -> None:
    """A prompt surely never reached the member: it waits for the next nudge of the path."""
    prompt = await prompts_db.get(work.session, member.id, prompt_id)
    if prompt is None or prompt.message_id is not None:
        return
    brought = prompt.state == PromptState.OPEN or (
        prompt.state == PromptState.SKIPPED and member.readings_only
    )
    if brought and asked_of(prompt).untouched:
        prompt.state, prompt.asked_at = PromptState.WAITING, None
        await _leave(work, member, prompt_id)


async def skip(work: UnitOfWork, member: Member, prompt_id: int) -> bool:
    """Let a prompt go unanswered; what was given of it stays. False if it was answered already."""
    prompt = await prompts_db.get(work.session, member.id, prompt_id)
    if prompt is None or prompt.state == PromptState.ANSWERED:
        return False
    prompt.state, prompt.asked_at = PromptState.SKIPPED, prompt.asked_at or work.now
    await _leave(work, member, prompt_id)
    return True


async def snooze(work: UnitOfWork, member: Member, prompt_id: int, how: str) -> datetime | None:
    """Ask again later: `hour`, `evening` or `tomorrow`. Returns when, or None if it was answered.

    Raises NotFound for another word, TooMany.
    """
    prompt = await prompts_db.get(work.session, member.id, prompt_id)
    if prompt is None or prompt.state == PromptState.ANSWERED:
        return None
    limits.check(await outbox_db.count_waiting(work.session, member.id, SNOOZE), limits.PUT_OFF)
    at = await _later(work, member, how)
    await outbox_db.put(
        work.session,
        [
            {
                "key": f"{SNOOZE}{prompt_id}:{at.isoformat(timespec='minutes')}",
                "member_id": member.id,
                "kind": QUESTION,
                "ref": {"prompt": prompt_id},
                "due_at": at,
                "not_after": at + rhythm.LATE,
            }
        ],
    )
    await _leave(work, member, prompt_id)
    if member.remind_of == prompt_id:
        member.remind_at, member.remind_of = None, None
    return at


async def tick_option(
    work: UnitOfWork, member: Member, prompt_id: int, index: int
) -> AskedPrompt | None:
    """Tick or untick one of several options; safe at once. None if it is answered already."""
    prompt = await prompts_db.get(work.session, member.id, prompt_id)
    if prompt is None or prompt.state == PromptState.ANSWERED:
        return None
    chosen = set(prompt.chosen or [])
    if not 0 <= index < len(asked_of(prompt).current.options):
        raise NotFound("there is no such option")
    prompt.chosen = sorted(chosen ^ {index})
    return asked_of(prompt)


async def _ask(work: UnitOfWork, member: Member, prompt_id: int) -> None:
    prompt = await prompts_db.get(work.session, member.id, prompt_id)
    if prompt is None:
        raise NotFound("no such prompt")
    if prompt.state in (PromptState.WAITING, PromptState.SKIPPED):
        prompt.state = PromptState.OPEN
    prompt.asked_at = prompt.asked_at or work.now


async def _leave(work: UnitOfWork, member: Member, prompt_id: int) -> None:
    waiting = await dialog.current(work, member.id)
    if waiting.awaits == ANSWER and waiting.data.get("prompt") == prompt_id:
        await dialog.rest(work, member.id)


async def _later(work: UnitOfWork, member: Member, how: str) -> datetime:
    zone = ZoneInfo(work.zone_of(member))
    own = await slots.of_member(work.session, member.id)
    if how == "hour":
        at = work.now + rhythm.HOUR
    elif how == "evening":
        at = rhythm.evening(work.now, zone)
    elif how == "tomorrow":
        first = rhythm.Slot(own[0].at, schedule.EVERY_DAY) if own else None
        at = rhythm.tomorrow(work.now, zone, first)
    else:
        raise NotFound("snoozing knows hour, evening and tomorrow")
    return rhythm.clear_of(at, [schedule.pure(one) for one in own], zone)


async def stands_back(work: UnitOfWork, member: Member, due: datetime) -> datetime | None:
    """When a question that was put off and fell due at `due` comes, where the day's own is as near as
    half an hour; None when it comes now."""
    if work.now - due >= APART_AT_MOST:
        return None
    soon, lately = work.now + rhythm.APART, work.now - rhythm.APART
    coming = await schedule.next_nudge(work, member)
    came = await prompts_db.last_brought_at(work.session, member.id)
    queued = await outbox_db.has_open(work.session, member.id, NUDGE)
    near = queued or (coming is not None and coming < soon) or (came is not None and came > lately)
    return soon if near else None


def without(part: KeptPart, entry_id: int) -> KeptPart:
    """A part as it was asked, but for what it quoted of an entry."""
    if part.get("quotes") == entry_id:
        part = {**part, "ask": part["without"]}
    if part.get("then", {}).get("answer") == entry_id:
        part = part.copy()
        del part["then"]
    return part


def asked_of(prompt: Prompt) -> AskedPrompt:
    """A prompt's row as the chat shows it; without parts where they can't be read."""
    return AskedPrompt(
        id=prompt.id,
        question_id=prompt.question_id,
        reading_id=prompt.reading_id,
        discipline=prompt.discipline,
        state=prompt.state,
        for_date=prompt.for_date,
        parts=_parts(prompt.parts or ()),
        part=prompt.part,
        chosen=tuple(prompt.chosen or ()),
        language=prompt.parts[0].get("language") if prompt.parts else None,
        recalled=prompt.short,
        alone=not prompt.from_path,
        why=prompt.why,
    )


def _readable(prompt: Prompt | None) -> AskedPrompt | None:
    """A prompt whose wording can be read; any other is as good as none."""
    return asked_of(prompt) if prompt is not None and prompt.parts else None


def _parts(parts: Iterable[KeptPart]) -> tuple[PromptPart, ...]:
    return tuple(
        PromptPart(
            part["ask"],
            part["kind"],
            tuple(part["options"]),
            part["low"],
            part["high"],
            _then(part.get("then")),
        )
        for part in parts
    )


def _then(kept: QuotedThen | None) -> Then | None:
    return Then(date.fromisoformat(kept["on"]), kept["words"]) if kept else None
