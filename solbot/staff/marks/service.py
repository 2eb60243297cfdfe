"""Tags and notes of staff beside a person: put there, taken away, exported with them, and gone after a year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from solbot import limits
from solbot.db.tables import StaffNote, Tag, Tagged
from solbot.errors import NotFound
from solbot.members import db as members_db
from solbot.staff import audit
from solbot.staff.audit import Action
from solbot.staff.marks import db as marks_db
from solbot.staff.marks import rules
from solbot.unit_of_work import Piece, UnitOfWork


class MarkGone(NotFound):
    """There is no such tag, note or person any more."""


@dataclass(frozen=True)
class PersonTag:
    """A tag somebody has."""

    id: int
    name: str
    at: datetime
    until: datetime


@dataclass(frozen=True)
class PersonNote:
    """A note beside somebody."""

    id: int
    words: str
    by: str
    at: datetime
    until: datetime


async def tag_names(work: UnitOfWork) -> Mapping[int, str]:
    """All tags there are, by name."""
    found = {one.id: one.name for one in await marks_db.tags(work.session)}
    return dict(sorted(found.items(), key=lambda pair: pair[1].casefold()))


async def tags_of(work: UnitOfWork, member_id: int) -> list[PersonTag]:
    """A person's tags, by name."""
    found = await marks_db.of_member(work.session, member_id, work.now)
    tags = [PersonTag(tag.id, tag.name, one.at, one.until) for tag, one in found]
    return sorted(tags, key=lambda one: one.name.casefold())


async def notes_of(work: UnitOfWork, member_id: int) -> list[PersonNote]:
    """The notes beside a person, the newest first."""
    rows = await marks_db.notes(work.session, member_id, work.now)
    names = await members_db.names(work.session, {row.by for row in rows})
    return [
        PersonNote(row.id, row.words, names.get(row.by) or str(row.by), row.at, row.until)
        for row in rows
    ]


async def read_notes(work: UnitOfWork, by: int, member_id: int) -> list[PersonNote]:
    """The same for one of the staff: that they looked is written down."""
    await audit.note(work, by, Action.READ_NOTES, member_id)
    return await notes_of(work, member_id)


async def tag_person(work: UnitOfWork, by: int, member_id: int, name: str) -> bool:
    """Give a person a tag, new or known, for a year from now. False if they had it. Raises TooMany, MarkGone."""
    known = {one.name.casefold(): one for one in await marks_db.tags(work.session)}
    tag = known.get(name.casefold())
    if tag is None:
        limits.check(len(known), rules.TAGS)
        tag = Tag(name=name, made_by=by, made_at=work.now)
        work.session.add(tag)
        await work.session.flush()
    return await _put(work, by, member_id, tag.id)


async def turn_tag(work: UnitOfWork, by: int, member_id: int, tag_id: int) -> bool:
    """Give a person a tag, or take it away; whether they have it now. Raises MarkGone."""
    if await marks_db.tag(work.session, tag_id) is None:
        raise MarkGone
    there = await marks_db.tagged(work.session, tag_id, member_id)
    if there is None or there.until <= work.now:
        await _put(work, by, member_id, tag_id)
        return True
    await work.session.delete(there)
    await work.session.flush()
    await audit.note(work, by, Action.UNTAGGED, member_id)
    return False


async def write_note(work: UnitOfWork, by: int, member_id: int, words: str) -> None:
    """Put a note beside a person, for a year. Raises TooMany, MarkGone."""
    await _see_there(work, member_id)
    limits.check(len(await marks_db.notes(work.session, member_id, work.now)), rules.NOTES)
    work.session.add(
        StaffNote(member_id=member_id, words=words, by=by, at=work.now, until=work.now + rules.KEPT)
    )
    await work.session.flush()
    await audit.note(work, by, Action.WROTE_NOTE, member_id)


async def drop_note(work: UnitOfWork, by: int, note_id: int) -> None:
    """Erase a note. Raises MarkGone."""
    row = await marks_db.note(work.session, note_id)
    if row is None:
        raise MarkGone
    work.erases()
    await work.session.delete(row)
    await work.session.flush()
    await audit.note(work, by, Action.DROPPED_NOTE, row.member_id)


async def _put(work: UnitOfWork, by: int, member_id: int, tag_id: int) -> bool:
    await _see_there(work, member_id)
    there = await marks_db.tagged(work.session, tag_id, member_id)
    had = there is not None and there.until > work.now
    if there is None:
        there = Tagged(tag_id=tag_id, member_id=member_id)
        work.session.add(there)
    there.by, there.at, there.until = by, work.now, work.now + rules.KEPT
    await work.session.flush()
    await audit.note(work, by, Action.TAGGED, member_id)
    return not had


async def _see_there(work: UnitOfWork, member_id: int) -> None:
    if not await members_db.there(work.session, [member_id]):
        raise MarkGone


async def _out_of_date(work: UnitOfWork) -> Sequence[None]:
    return [None] if await marks_db.expired(work.session, work.now) else []


async def _expire(work: UnitOfWork, _: None) -> None:
    work.erases()
    await marks_db.expire(work.session, work.now)


EXPIRING: Piece = (_out_of_date, _expire)
"""What the tick does about tags and notes: they go after a year."""
