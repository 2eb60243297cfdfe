"""Let one other person read an entry: a link, who opened it, and taking it back.

Nothing of an entry is copied: whoever looks sees what is in the journal at that moment.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from solbot import limits
from solbot.coaching.answers import db as answers_db
from solbot.coaching.answers import service as answers
from solbot.coaching.answers.service import JournalEntry
from solbot.coaching.sharing import db as shares_db
from solbot.coaching.sharing.rules import LASTS, LinkState, digest, state
from solbot.db.tables import Answer, Member, SharedEntry
from solbot.db.types import is_readable
from solbot.errors import NotFound
from solbot.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Given:
    """An entry that a member shares, as they see it: with whom, once somebody opened its link."""

    id: int
    said: tuple[JournalEntry, ...]
    at: datetime
    lapses_at: datetime
    with_whom: str | None  # empty where their name can't be read
    accepted_at: datetime | None


@dataclass(frozen=True)
class Received:
    """An entry of somebody's, as who may read it sees it now; nothing of it is there once it was taken back."""

    id: int
    said: tuple[JournalEntry, ...]
    by: str
    accepted_at: datetime | None


@dataclass(frozen=True)
class Opened:
    """What a link turned out to be; with what it offers, or leads to."""

    state: LinkState
    share: Received | None = None


@dataclass(frozen=True)
class NewLink:
    """A link to an entry; its secret is kept nowhere."""

    id: int
    secret: str
    lapses_at: datetime


async def make(work: UnitOfWork, member: Member, entry_id: int) -> NewLink:
    """A link to an entry, whole. Raises NotFound, TooMany."""
    entry = await answers.find(work, member, entry_id)
    if entry is None or not await _is_kept(work, member, entry):
        raise NotFound("no such entry")
    await shares_db.drop_lapsed(work.session, member.id, work.now)
    limits.check(await shares_db.count_open(work.session, member.id), limits.SHARE_LINKS)
    limits.check(await shares_db.count(work.session, sharer=member.id), limits.SHARED)
    secret = secrets.token_urlsafe(16)
    share = SharedEntry(
        member_id=member.id,
        prompt_id=entry.prompt_id,
        answer_id=None if entry.prompt_id else entry.id,
        digest=digest(secret),
        at=work.now,
        lapses_at=work.now + LASTS,
    )
    work.session.add(share)
    await work.session.flush()
    return NewLink(share.id, secret, share.lapses_at)


async def given(work: UnitOfWork, member: Member) -> list[Given]:
    """All that a member shares, the newest first."""
    found = []
    for share in await shares_db.given(work.session, member.id, work.now):
        said = await _said(work, share)
        if said:
            found.append(await _given(work, share, said))
    return found


async def given_of(work: UnitOfWork, member: Member, entry: JournalEntry) -> list[Given]:
    """With whom one entry is shared."""
    mine = await given(work, member)
    return [one for one in mine if any(said.id == entry.id for said in one.said)]


async def find_given(work: UnitOfWork, member: Member, share_id: int) -> Given | None:
    """One that a member shares; None where it is taken back, or lapsed."""
    return next((one for one in await given(work, member) if one.id == share_id), None)


async def take_back(work: UnitOfWork, member: Member, share_id: int) -> bool:
    """Nobody can look at it any more. False where that was so already."""
    share = await shares_db.of_sharer(work.session, member.id, share_id)
    if share is None:
        return False
    await shares_db.remove(work.session, share)
    return True


async def take_all_back(work: UnitOfWork, member: Member) -> int:
    """Nobody can look at anything of theirs any more; how much that was."""
    return await shares_db.remove_given(work.session, member.id)


async def opened(work: UnitOfWork, member: Member, secret: str) -> Opened:
    """A member opened a link: from now on it is theirs, to accept or not, and nobody else's."""
    share = await shares_db.by_digest(work.session, digest(secret))
    if share is None:
        return Opened(LinkState.GONE)
    found = state(
        member.id,
        sharer=share.member_id,
        receiver=share.receiver_id,
        accepted=share.accepted_at is not None,
        lapses_at=share.lapses_at,
        now=work.now,
    )
    if found not in (LinkState.OFFERED, LinkState.ACCEPTED):
        return Opened(found)
    seen = await _received(work, share)
    if not seen.said:
        return Opened(LinkState.GONE)
    share.receiver_id = member.id
    return Opened(found, seen)


async def accept(work: UnitOfWork, member: Member, share_id: int) -> Received | None:
    """Take what was offered. None where it is gone. Raises TooMany."""
    share = await shares_db.of_receiver(work.session, member.id, share_id)
    if share is None or (share.accepted_at is None and share.lapses_at <= work.now):
        return None
    if share.accepted_at is None:
        there = await shares_db.count(work.session, receiver=member.id)
        limits.check(there, limits.SHARED)
        share.accepted_at = work.now
    seen = await _received(work, share)
    return seen if seen.said else None


async def let_go(work: UnitOfWork, member: Member, share_id: int) -> bool:
    """Not to accept it, or have it no more. False where it was gone already."""
    share = await shares_db.of_receiver(work.session, member.id, share_id)
    if share is None:
        return False
    await shares_db.remove(work.session, share)
    return True


async def received(work: UnitOfWork, member: Member) -> list[Received]:
    """What others let a member read and is still there, the newest first."""
    rows = await shares_db.received(work.session, member.id)
    found = [await _received(work, one) for one in rows]
    return [one for one in found if one.said]


async def look(work: UnitOfWork, member: Member, share_id: int) -> Received | None:
    """What a member accepted, as it is now; None where it was taken back, or is gone."""
    share = await shares_db.of_receiver(work.session, member.id, share_id)
    if share is None or share.accepted_at is None:
        return None
    seen = await _received(work, share)
    return seen if seen.said else None


async def answer_in(work: UnitOfWork, person: int, share_id: int, answer_id: int) -> Answer | None:
    """One of the answers that somebody is shown; None where it is not shared with them (any more)."""
    member = await shares_db.member(work.session, person)
    share = await shares_db.of_receiver(work.session, person, share_id)
    seen = await look(work, member, share_id) if member is not None else None
    if share is None or seen is None or all(one.id != answer_id for one in seen.said):
        return None
    return await answers_db.get(work.session, share.member_id, answer_id)


async def counts(work: UnitOfWork, member: Member) -> tuple[int, int]:
    """How much a member shares or offers, and how much is shared with them; what is gone since may count."""
    mine = await shares_db.count(work.session, sharer=member.id)
    return mine, await shares_db.count(work.session, receiver=member.id)


def on(said: Sequence[JournalEntry]) -> date:
    """The date an entry is of."""
    return said[0].for_date


async def _is_kept(work: UnitOfWork, member: Member, entry: JournalEntry) -> bool:
    if entry.prompt_id is not None:
        return True
    return bool(await shares_db.note(work.session, member.id, entry.id))


async def _said(work: UnitOfWork, share: SharedEntry) -> tuple[JournalEntry, ...]:
    """What is in the journal of it now."""
    sharer = await shares_db.member(work.session, share.member_id)
    if sharer is None:
        return ()
    if share.prompt_id is not None:
        rows = await answers_db.of_prompt(work.session, share.prompt_id)
    else:
        rows = await shares_db.note(work.session, share.member_id, share.answer_id)
    # What its writer hides is shown to nobody.
    seen = [row for row in rows if not row.hidden]
    found = [await answers.find(work, sharer, row.id) for row in seen]
    entries = [one for one in found if one is not None]
    return tuple(sorted(entries, key=lambda one: (one.part or 0, one.answered_at, one.id)))


async def _given(work: UnitOfWork, share: SharedEntry, said: tuple[JournalEntry, ...]) -> Given:
    whom = await _name(work, share.receiver_id) if share.receiver_id else None
    return Given(share.id, said, share.at, share.lapses_at, whom, share.accepted_at)


async def _received(work: UnitOfWork, share: SharedEntry) -> Received:
    by = await _name(work, share.member_id)
    return Received(share.id, await _said(work, share), by, share.accepted_at)


async def _name(work: UnitOfWork, member_id: int) -> str:
    found = await shares_db.member(work.session, member_id)
    return found.name if found and found.name and is_readable(found.name) else ""
