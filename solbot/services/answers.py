"""Answers: keep what a person gives, once, at once, and let them change it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from solbot.content.models import DISCIPLINES
from solbot.domain.answers import UNREADABLE, Body, readable, words_of
from solbot.services import dialogs, prompts
from solbot.services.prompts import ANSWER, Asked
from solbot.services.work import Work
from solbot.store import answers
from solbot.store import prompts as prompt_rows
from solbot.store.tables import Answer, Member, Prompt

PAGE = 5


@dataclass(frozen=True)
class Entry:
    """One entry of the journal, with what it answers (None for a note)."""

    id: int
    body: dict[str, Any]
    asked: str | None
    discipline: str | None
    question_id: str | None
    for_date: date
    answered_at: datetime
    changed_at: datetime | None

    @property
    def words(self) -> str:
        """The words in it; empty for a bare voice message or photo, and for what can't be read."""
        return words_of(self.body)

    @property
    def is_readable(self) -> bool:
        """Whether what is in it could be opened."""
        return bool(self.body["kind"] != UNREADABLE)


@dataclass(frozen=True)
class Given:
    """What giving an answer led to: the entry, and the prompt as it is now."""

    entry_id: int
    prompt: Asked

    @property
    def complete(self) -> bool:
        """Whether every part is answered."""
        return self.prompt.state == "answered"


async def give(
    work: Work, member: Member, prompt_id: int, body: Body, message_id: int | None
) -> Given:
    """Keep the answer to the part being asked and go on to the next part.

    A prompt that was answered before takes it as an addition to its last part. Raises LookupError for no such prompt,
    and for one whose wording can't be read.
    """
    prompt = await prompt_rows.get(work.session, member.id, prompt_id)
    if prompt is None or not prompt.parts:
        raise LookupError("no such prompt")
    part = min(prompt.part, len(prompt.parts) - 1)
    entry = _entry(work, member, body, message_id, prompt=prompt, part=part)
    await work.session.flush()
    if prompt.state != "answered":
        await _move_on(work, member, prompt)
    found = await prompts.find(work, member, prompt_id)
    assert found is not None  # noqa: S101  (read above, in this transaction)
    return Given(entry.id, found)


async def _move_on(work: Work, member: Member, prompt: Prompt) -> None:
    prompt.part += 1
    prompt.chosen = None
    prompt.asked_at = prompt.asked_at or work.now
    if prompt.part < len(prompt.parts):
        prompt.state = "open"
        await dialogs.expect(work, member.id, ANSWER, prompt=prompt.id)
        return
    prompt.state = "answered"
    waiting = await dialogs.current(work, member.id)
    if waiting.awaits == ANSWER and waiting.data.get("prompt") == prompt.id:
        await dialogs.rest(work, member.id)


async def hold(work: Work, member: Member, body: Body, message_id: int | None) -> int:
    """Keep words that answer nothing until the person says where they belong; returns their id."""
    entry = _entry(work, member, body, message_id, state="draft")
    await work.session.flush()
    return entry.id


async def count_held(work: Work, member: Member) -> int:
    """How many of the member's words are held and not placed."""
    return await answers.count(work.session, member.id, "draft")


async def keep_note(work: Work, member: Member, entry_id: int) -> bool:
    """Put held words in the journal as a note. False if they are gone."""
    entry = await answers.get(work.session, member.id, entry_id)
    if entry is None:
        return False
    entry.state = "kept"
    return True


async def keep_as_answer(work: Work, member: Member, entry_id: int, prompt_id: int) -> Given | None:
    """Put held words with a prompt. None if either is gone, or the words are kept already."""
    entry = await answers.get(work.session, member.id, entry_id)
    prompt = await prompt_rows.get(work.session, member.id, prompt_id)
    if entry is None or prompt is None or not prompt.parts or entry.state != "draft":
        return None
    body, message_id = entry.body, entry.message_id
    await answers.remove(work.session, entry)
    return await give(work, member, prompt_id, body, message_id)


async def correct(work: Work, member: Member, entry_id: int, body: Body, message_id: int) -> bool:
    """Replace what an entry says. False if there is no such entry, or it can't be read: then it stays as it is."""
    entry = await answers.get(work.session, member.id, entry_id)
    if entry is None or not entry.body:
        return False
    entry.body, entry.changed_at, entry.message_id = body, work.now, message_id
    return True


async def edited(work: Work, member: Member, message_id: int) -> Entry | None:
    """The entry that came in this message of the person's, or None."""
    entry = await answers.by_message(work.session, member.id, message_id)
    return await find(work, member, entry.id) if entry else None


async def follow_edit(work: Work, member: Member, entry_id: int, body: Body) -> None:
    """The person edited the message an entry came in: the entry follows, if it can be read."""
    entry = await answers.get(work.session, member.id, entry_id)
    if entry is not None and entry.body:
        entry.body, entry.changed_at = body, work.now


async def delete(work: Work, member: Member, entry_id: int) -> bool:
    """Delete an entry for good, and with it every quote of it. False if there is none."""
    entry = await answers.get(work.session, member.id, entry_id)
    if entry is None:
        return False
    for prompt in (await prompt_rows.of_member(work.session, member.id)).values():
        if any(part.get("quotes") == entry_id for part in prompt.parts or ()):
            prompt.parts = [{**part, "ask": part["without"]} for part in prompt.parts]
    await answers.remove(work.session, entry)
    return True


async def delete_draft(work: Work, member: Member, entry_id: int) -> bool:
    """Delete held words at their writer's wish. False if they are gone or kept already."""
    entry = await answers.get(work.session, member.id, entry_id)
    if entry is None or entry.state != "draft":
        return False
    await answers.remove(work.session, entry)
    return True


async def find(work: Work, member: Member, entry_id: int) -> Entry | None:
    """One entry of this member's, or None."""
    entry = await answers.get(work.session, member.id, entry_id)
    if entry is None:
        return None
    prompt = (
        await prompt_rows.get(work.session, member.id, entry.prompt_id) if entry.prompt_id else None
    )
    return _view(entry, prompt)


async def part_of(work: Work, member: Member, entry_id: int) -> prompts.Part | None:
    """The part of a question an entry answers, to read a correction the same way; None for notes."""
    entry = await answers.get(work.session, member.id, entry_id)
    if entry is None or entry.prompt_id is None or entry.part is None:
        return None
    asked = await prompts.find(work, member, entry.prompt_id)
    return asked.parts[entry.part] if asked else None


async def page(work: Work, member: Member, number: int) -> tuple[list[Entry], int]:
    """Page `number` (from 0) of the journal, newest first, and how many pages there are."""
    total = await answers.count(work.session, member.id)
    pages = max(1, -(-total // PAGE))
    number = max(0, min(number, pages - 1))
    rows = await answers.page(work.session, member.id, number * PAGE, PAGE)
    return [_view(entry, prompt) for entry, prompt in rows], pages


async def search(work: Work, member: Member, words: str) -> list[Entry]:
    """Entries whose answer or question holds the words, newest first, whatever their case."""
    wanted = words.casefold()
    rows = await answers.in_order(work.session, member.id)
    views = (_view(entry, prompt) for entry, prompt in reversed(rows))
    return [
        view
        for view in views
        if wanted in view.words.casefold() or wanted in (view.asked or "").casefold()
    ]


async def everything(work: Work, member: Member, state: str = "kept") -> list[Entry]:
    """Every entry in that state, oldest first."""
    rows = await answers.in_order(work.session, member.id, state)
    return [_view(entry, prompt) for entry, prompt in rows]


def _entry(
    work: Work,
    member: Member,
    body: Body,
    message_id: int | None,
    *,
    prompt: Prompt | None = None,
    part: int | None = None,
    state: str = "kept",
) -> Answer:
    entry = Answer(
        member_id=member.id,
        prompt_id=prompt.id if prompt else None,
        part=part,
        body=body,
        state=state,
        for_date=prompt.for_date if prompt else prompts.today_of(work, member),
        answered_at=work.now,
        message_id=message_id,
    )
    work.session.add(entry)
    return entry


def _view(entry: Answer, prompt: Prompt | None) -> Entry:
    return Entry(
        id=entry.id,
        body=readable(entry.body),
        asked=prompt.parts[entry.part or 0]["ask"] if prompt and prompt.parts else None,
        discipline=prompt.discipline if prompt and prompt.discipline in DISCIPLINES else None,
        question_id=prompt.question_id if prompt else None,
        for_date=entry.for_date,
        answered_at=entry.answered_at,
        changed_at=entry.changed_at,
    )
