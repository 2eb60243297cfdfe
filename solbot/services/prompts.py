"""Prompts: a question asked of a member, with its wording as it was asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from solbot.domain import rhythm
from solbot.services import dialogs, schedule
from solbot.services.dialogs import Waiting
from solbot.services.work import Work
from solbot.store import outbox, prompts, slots
from solbot.store.tables import Member, Prompt

ANSWER = "answer"


@dataclass(frozen=True)
class Part:
    """One part of a prompt, in the wording it was asked in."""

    ask: str
    kind: str
    options: tuple[str, ...]
    low: str | None
    high: str | None


@dataclass(frozen=True)
class Asked:
    """A prompt as the chat shows it."""

    id: int
    question_id: str
    reading_id: str
    discipline: str
    state: str
    parts: tuple[Part, ...]
    part: int
    chosen: tuple[int, ...]
    language: str | None = None  # the code of the one it is worded in, where that was noted
    recalled: bool = False  # its reading came before: two lines of it will do
    alone: bool = False  # asked without its reading, which is one tap away
    other_depth: str | None = None  # a question of this depth may take its place

    @property
    def current(self) -> Part:
        """The part being asked; the last one when all are answered."""
        return self.parts[min(self.part, len(self.parts) - 1)]

    @property
    def half_given(self) -> bool:
        """Whether something of it is given and something still to come."""
        return self.state == "open" and (self.part > 0 or bool(self.chosen))

    @property
    def untouched(self) -> bool:
        """Whether nothing of it is given."""
        return self.state != "answered" and self.part == 0 and not self.chosen


def today_of(work: Work, member: Member) -> date:
    """The local date it is for a member."""
    return rhythm.local_date(work.now, ZoneInfo(work.zone_of(member)))


async def find(work: Work, member: Member, prompt_id: int) -> Asked | None:
    """The member's prompt, or None."""
    prompt = await prompts.get(work.session, member.id, prompt_id)
    return _readable(prompt)


async def by_message(work: Work, member: Member, message_id: int) -> Asked | None:
    """The prompt that arrived in this message of the bot's, for an answer given as a reply to it."""
    prompt = await prompts.by_message(work.session, member.id, message_id)
    return _readable(prompt)


async def latest(work: Work, member: Member) -> Asked | None:
    """The newest prompt that reached the member and is open or answered, or None."""
    prompt = await prompts.latest(work.session, member.id)
    return _readable(prompt)


async def open_for(work: Work, member: Member, prompt_id: int) -> None:
    """Take the member's next words as the answer to this prompt."""
    prompt = await prompts.get(work.session, member.id, prompt_id)
    if prompt is None:
        raise LookupError("no such prompt")
    if prompt.state in ("waiting", "skipped"):
        prompt.state = "open"
    prompt.asked_at = prompt.asked_at or work.now
    await dialogs.expect(work, member.id, ANSWER, prompt=prompt_id)


async def busy_with(work: Work, member: Member) -> Waiting | None:
    """What a nudge must not disturb: an answer half given, or another conversation under way."""
    waiting = await dialogs.current(work, member.id)
    if waiting.awaits is None:
        return None
    if waiting.awaits == ANSWER:
        prompt = await prompts.get(work.session, member.id, waiting.data["prompt"])
        asked = _readable(prompt)
        return waiting if asked is not None and asked.half_given else None
    return None if waiting.is_stale(work.now) else waiting


async def arrived(work: Work, arrivals: Collection[tuple[int, int, int]]) -> None:
    """Note which message each prompt is (prompt, member, message), so that a reply to it finds it."""
    await prompts.note_messages(work.session, arrivals)


async def unask(work: Work, member: Member, prompt_id: int) -> None:
    """A prompt surely never reached the member: it waits for the next nudge of the path."""
    prompt = await prompts.get(work.session, member.id, prompt_id)
    if prompt is None or prompt.message_id is not None or asked_of(prompt).half_given:
        return
    if prompt.state == "open":
        prompt.state, prompt.asked_at = "waiting", None
        await _leave(work, member, prompt_id)


async def skip(work: Work, member: Member, prompt_id: int) -> bool:
    """Let a prompt go unanswered; what was given of it stays. False if it was answered already."""
    prompt = await prompts.get(work.session, member.id, prompt_id)
    if prompt is None or prompt.state == "answered":
        return False
    prompt.state, prompt.asked_at = "skipped", prompt.asked_at or work.now
    await _leave(work, member, prompt_id)
    return True


async def snooze(work: Work, member: Member, prompt_id: int, how: str) -> datetime | None:
    """Ask again later: `hour`, `evening` or `tomorrow`. Returns when, or None if it was answered.

    Raises LookupError for another word.
    """
    prompt = await prompts.get(work.session, member.id, prompt_id)
    if prompt is None or prompt.state == "answered":
        return None
    at = await _later(work, member, how)
    await outbox.put(
        work.session,
        [
            {
                "key": f"snooze:{prompt_id}:{at.isoformat(timespec='minutes')}",
                "member_id": member.id,
                "kind": "question",
                "ref": {"prompt": prompt_id},
                "due_at": at,
                "not_after": at + rhythm.LATE,
            }
        ],
    )
    await _leave(work, member, prompt_id)
    return at


async def tick_option(work: Work, member: Member, prompt_id: int, index: int) -> Asked | None:
    """Tick or untick one of several options; safe at once. None if it is answered already."""
    prompt = await prompts.get(work.session, member.id, prompt_id)
    if prompt is None or prompt.state == "answered":
        return None
    chosen = set(prompt.chosen or [])
    if not 0 <= index < len(asked_of(prompt).current.options):
        raise LookupError("there is no such option")
    prompt.chosen = sorted(chosen ^ {index})
    return asked_of(prompt)


async def _leave(work: Work, member: Member, prompt_id: int) -> None:
    waiting = await dialogs.current(work, member.id)
    if waiting.awaits == ANSWER and waiting.data.get("prompt") == prompt_id:
        await dialogs.rest(work, member.id)


async def _later(work: Work, member: Member, how: str) -> datetime:
    zone = ZoneInfo(work.zone_of(member))
    if how == "hour":
        return work.now + rhythm.HOUR
    if how == "evening":
        return rhythm.evening(work.now, zone)
    if how != "tomorrow":
        raise LookupError("snoozing knows hour, evening and tomorrow")
    there = await slots.of_member(work.session, member.id)
    slot = rhythm.Slot(there[0].at, schedule.EVERY_DAY) if there else None
    return rhythm.tomorrow(work.now, zone, slot)


def asked_of(prompt: Prompt) -> Asked:
    """A prompt's row as the chat shows it; without parts where they can't be read."""
    return Asked(
        id=prompt.id,
        question_id=prompt.question_id,
        reading_id=prompt.reading_id,
        discipline=prompt.discipline,
        state=prompt.state,
        parts=_parts(prompt.parts or ()),
        part=prompt.part,
        chosen=tuple(prompt.chosen or ()),
        language=prompt.parts[0].get("language") if prompt.parts else None,
        alone=not prompt.from_path,
    )


def _readable(prompt: Prompt | None) -> Asked | None:
    """A prompt whose wording can be read; any other is as good as none."""
    return asked_of(prompt) if prompt is not None and prompt.parts else None


def _parts(parts: Iterable[dict[str, Any]]) -> tuple[Part, ...]:
    return tuple(
        Part(part["ask"], part["kind"], tuple(part["options"]), part["low"], part["high"])
        for part in parts
    )
