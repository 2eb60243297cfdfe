"""Prompts: asking a question of a member, from the path or on request."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from solbot.content.models import DISCIPLINES, Question
from solbot.domain import journey, rhythm
from solbot.services import dialogs, schedule, visions
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

    @property
    def current(self) -> Part:
        """The part being asked; the last one when all are answered."""
        return self.parts[min(self.part, len(self.parts) - 1)]

    @property
    def half_given(self) -> bool:
        """Whether something of it is given and something still to come."""
        return self.state == "open" and (self.part > 0 or bool(self.chosen))


def today_of(work: Work, member: Member) -> date:
    """The local date it is for a member."""
    return rhythm.local_date(work.now, ZoneInfo(work.zone_of(member)))


async def next_of_path(work: Work, member: Member, day: date) -> Asked:
    """What the path brings next: the prompt that is ready and never arrived, or a new one."""
    ready = await prompts.waiting(work.session, member.id)
    if ready is not None:
        ready.for_date = day
        return _asked(ready)
    language = work.language_of(member)
    cursor = journey.Cursor(member.journey_place, member.journey_round)
    reading, moved = journey.next_reading(language.path, DISCIPLINES, cursor)
    has = await _has(work, member)
    question = journey.question_for_round(language.questions_of(reading.id), moved.round, has)
    prompt = await _prepare(work, member, question, day, from_path=True)
    member.journey_place, member.journey_round = moved.place, moved.round
    return _asked(prompt)


async def for_today(work: Work, member: Member) -> Asked:
    """Today's prompt: the one that came today, else what the path brings next."""
    day = today_of(work, member)
    there = await prompts.latest_of_path(work.session, member.id, day)
    return _asked(there) if there else await next_of_path(work, member, day)


async def to_reflect(
    work: Work, member: Member, *, discipline: str | None = None, reading: str | None = None
) -> Asked | None:
    """A question beyond the path: of a reading, a discipline, or any; the least asked first."""
    language = work.language_of(member)
    wanted = [
        question
        for place in language.path
        if (reading is None or place.id == reading)
        and (discipline is None or place.discipline == discipline)
        for question in language.questions_of(place.id)
    ]
    times = await prompts.times_asked(work.session, member.id)
    question = journey.least_asked(wanted, times, await _has(work, member))
    if question is None:
        return None
    day = today_of(work, member)
    return _asked(await _prepare(work, member, question, day, from_path=False))


async def find(work: Work, member: Member, prompt_id: int) -> Asked | None:
    """The member's prompt, or None."""
    prompt = await prompts.get(work.session, member.id, prompt_id)
    return _asked(prompt) if prompt else None


async def by_message(work: Work, member: Member, message_id: int) -> Asked | None:
    """The prompt that arrived in this message of the bot's, for an answer given as a reply to it."""
    prompt = await prompts.by_message(work.session, member.id, message_id)
    return _asked(prompt) if prompt else None


async def latest(work: Work, member: Member) -> Asked | None:
    """The newest prompt that reached the member and is open or answered, or None."""
    prompt = await prompts.latest(work.session, member.id)
    return _asked(prompt) if prompt else None


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
        return waiting if prompt and _asked(prompt).half_given else None
    return None if waiting.is_stale(work.now) else waiting


async def arrived(work: Work, arrivals: Collection[tuple[int, int, int]]) -> None:
    """Note which message each prompt is (prompt, member, message), so that a reply to it finds it."""
    await prompts.note_messages(work.session, arrivals)


async def unask(work: Work, member: Member, prompt_id: int) -> None:
    """A prompt surely never reached the member: it waits for the next nudge of the path."""
    prompt = await prompts.get(work.session, member.id, prompt_id)
    if prompt is None or prompt.message_id is not None or _asked(prompt).half_given:
        return
    if prompt.state == "open":
        prompt.state, prompt.asked_at = "waiting", None
        await _leave(work, member, prompt_id)


async def skip(work: Work, member: Member, prompt_id: int) -> bool:
    """Let a prompt go unanswered; what was given of it stays. False if it was answered already."""
    prompt = await prompts.get(work.session, member.id, prompt_id)
    if prompt is None or prompt.state == "answered":
        return False
    prompt.state = "skipped"
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
    if not 0 <= index < len(_asked(prompt).current.options):
        raise LookupError("there is no such option")
    prompt.chosen = sorted(chosen ^ {index})
    return _asked(prompt)


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


async def _has(work: Work, member: Member) -> frozenset[str]:
    """What this member has that a question may need."""
    return frozenset({"vision"} if await visions.newest_words(work, member) else ())


async def _prepare(
    work: Work, member: Member, question: Question, day: date, *, from_path: bool
) -> Prompt:
    language = work.language_of(member)
    values = {"name": member.name or "", "vision": await visions.newest_words(work, member) or ""}
    prompt = Prompt(
        member_id=member.id,
        question_id=question.id,
        reading_id=question.reading,
        discipline=question.discipline or question.folder,
        for_date=day,
        state="waiting",
        parts=[_snapshot(part, language.wording(part, **values)) for part in question.parts],
        part=0,
        from_path=from_path,
        created_at=work.now,
    )
    work.session.add(prompt)
    await work.session.flush()
    return prompt


def _snapshot(part: Any, ask: str) -> dict[str, Any]:
    return {
        "ask": ask,
        "kind": part.kind,
        "options": list(part.options),
        "low": part.low,
        "high": part.high,
    }


def _asked(prompt: Prompt) -> Asked:
    return Asked(
        id=prompt.id,
        question_id=prompt.question_id,
        reading_id=prompt.reading_id,
        discipline=prompt.discipline,
        state=prompt.state,
        parts=_parts(prompt.parts),
        part=prompt.part,
        chosen=tuple(prompt.chosen or ()),
    )


def _parts(parts: Iterable[dict[str, Any]]) -> tuple[Part, ...]:
    return tuple(
        Part(part["ask"], part["kind"], tuple(part["options"]), part["low"], part["high"])
        for part in parts
    )
