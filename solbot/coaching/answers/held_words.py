"""Words held until it is said where they belong: kept as a note or an answer, and all of it undone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from solbot import limits
from solbot.body import Body
from solbot.coaching.answers import db as answers_db
from solbot.coaching.answers import erasing, prompts_db
from solbot.coaching.answers.rules import Before
from solbot.coaching.answers.service import (
    GivenAnswer,
    as_it_was,
    new_entry,
    put_with,
    reopen,
    went_on,
)
from solbot.coaching.visions import feeds
from solbot.db.states import AnswerState
from solbot.db.tables import Member
from solbot.unit_of_work import UnitOfWork

UNDO = timedelta(minutes=10)  # so long what was dropped can be brought back


class Held(NamedTuple):
    """Words without a place, and the message they came in."""

    body: Body
    message_id: int | None


async def hold(work: UnitOfWork, member: Member, body: Body, message_id: int | None) -> int:
    """Keep words that answer nothing until the person says where they belong; returns their id. Raises TooMany."""
    limits.check(await count_held(work, member), limits.UNPLACED)
    entry = new_entry(work, member, body, message_id, state=AnswerState.DRAFT)
    await answers_db.add(work.session, entry)
    return entry.id


async def count_held(work: UnitOfWork, member: Member) -> int:
    """How many of the member's words are held and not placed."""
    return await answers_db.count(work.session, member.id, AnswerState.DRAFT)


async def held(work: UnitOfWork, member: Member, entry_id: int) -> Held | None:
    """Words that have no place yet; None where they have one by now, or are gone, or can't be read."""
    entry = await answers_db.get(work.session, member.id, entry_id)
    if entry is None or entry.state != AnswerState.DRAFT or not entry.body:
        return None
    return Held(entry.body.copy(), entry.message_id)


async def keep_note(work: UnitOfWork, member: Member, entry_id: int) -> list[Before] | None:
    """Keep words as a note, whatever they were kept as. None if they are gone. Raises TooMany."""
    entry = await answers_db.get(work.session, member.id, entry_id)
    if entry is None:
        return None
    before = as_it_was(entry)
    if before.state != AnswerState.KEPT or before.prompt is not None:
        limits.check(await answers_db.count_notes(work.session, member.id), limits.NOTES)
    entry.state, entry.prompt_id, entry.part, entry.dropped_at = AnswerState.KEPT, None, None, None
    await work.session.flush()
    await reopen(work, member, before.prompt)
    return [before]


async def keep_as_answer(
    work: UnitOfWork, member: Member, entry_id: int, prompt_id: int
) -> tuple[GivenAnswer, list[Before]] | None:
    """Put words with a prompt, wherever they were before. None if either is gone, or they are there already."""
    entry = await answers_db.get(work.session, member.id, entry_id)
    prompt = await prompts_db.get(work.session, member.id, prompt_id)
    if entry is None or prompt is None or not prompt.parts or entry.prompt_id == prompt_id:
        return None
    before = as_it_was(entry)
    put_with(entry, prompt, None)
    await work.session.flush()
    await reopen(work, member, before.prompt)
    return await went_on(work, member, entry, prompt), [before]


async def delete_held(work: UnitOfWork, member: Member, entry_id: int) -> None:
    """Delete words without a place that are none of the journal's; those that were placed meanwhile stay."""
    entry = await answers_db.get(work.session, member.id, entry_id)
    if entry is not None and entry.state == AnswerState.DRAFT:
        work.erases()
        await answers_db.remove(work.session, entry)


async def undo(work: UnitOfWork, member: Member, befores: Iterable[Before]) -> list[int]:
    """Put entries back where they were; returns the ids of those that are still there."""
    done = []
    for before in befores:
        entry = await answers_db.get(work.session, member.id, before.entry)
        if entry is None:
            continue
        left, entry.prompt_id, entry.part = entry.prompt_id, before.prompt, before.part
        entry.state, entry.dropped_at = before.state, None
        if before.for_date is not None:
            entry.for_date = date.fromisoformat(before.for_date)
        if before.state == AnswerState.DRAFT:
            await feeds.leave(work, entry)
        await work.session.flush()
        await reopen(work, member, left)
        prompt = await prompts_db.get(work.session, member.id, before.prompt or 0)
        if prompt is not None and prompt.parts:
            await went_on(work, member, entry, prompt)
        done.append(entry.id)
    return done


async def erase_dropped(work: UnitOfWork, limit: int = 500) -> int:
    """Erase what was dropped long enough ago, with every quote of it; returns how many entries."""
    gone = await answers_db.dropped(work.session, work.now - UNDO, limit)
    for _, theirs in groupby(gone, lambda one: one.member_id):
        await erasing.erase(work, list(theirs))
    return len(gone)
