"""Readings that are kept at hand, and what is found of readings and programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from weakref import WeakKeyDictionary

from solbot.coaching.readings import db as kept_db
from solbot.coaching.readings.rules import Searched, folded, in_order, matching
from solbot.content.language import Language
from solbot.content.models import Program, Reading
from solbot.db.tables import KeptReading, Member
from solbot.programs import service as programs
from solbot.unit_of_work import UnitOfWork

LATEST = 50  # readings that came last
_FOLDED: WeakKeyDictionary[Language, tuple[Searched, ...]] = WeakKeyDictionary()
"""What can be searched of a language's readings. Folding all takes long, and is the same each time."""


@dataclass(frozen=True)
class Keeps:
    """A reading that somebody keeps, since when."""

    reading: str
    at: datetime


async def kept(work: UnitOfWork, member: Member) -> list[Keeps]:
    """All that a member keeps, what was kept last first; some may be none of the content any more."""
    rows = await kept_db.of_member(work.session, member.id)
    return [Keeps(one.reading_id, one.at) for one in rows]


async def is_kept(work: UnitOfWork, member: Member, reading_id: str) -> bool:
    """Whether a member keeps a reading."""
    return await kept_db.get(work.session, member.id, reading_id) is not None


async def keep(work: UnitOfWork, member: Member, reading_id: str) -> None:
    """Keep a reading at hand."""
    if not await is_kept(work, member, reading_id):
        work.session.add(KeptReading(member_id=member.id, reading_id=reading_id, at=work.now))
        await work.session.flush()


async def let_go(work: UnitOfWork, member: Member, reading_id: str) -> None:
    """Keep it no more."""
    await kept_db.remove(work.session, member.id, reading_id)


async def search(
    work: UnitOfWork, member: Member | None, language: Language, words: str
) -> Sequence[Reading | Program]:
    """Readings and programs that have the words. Without words, all there are: what the member keeps first, then what
    came to them last."""
    readings = language.readings
    if words.strip():
        found = [readings[one] for one in matching(words, _searched(language))]
    else:
        found = [readings[one] for one in in_order(await _first(work, member), list(readings))]
    offered = await programs.listed(work, language)
    if words.strip():
        near = matching(words, [_program(one) for one in offered])
        offered = [one for wanted in near for one in offered if one.id == wanted]
    return [*found, *offered]


async def _first(work: UnitOfWork, member: Member | None) -> list[str]:
    if member is None or member.consented_at is None:
        return []
    mine = [one.reading for one in await kept(work, member)]
    return [*mine, *await kept_db.came_last(work.session, member.id, LATEST)]


def _searched(language: Language) -> tuple[Searched, ...]:
    found = _FOLDED.get(language)
    if found is None:
        found = tuple(
            Searched(one.id, folded(one.title), folded(one.hook), folded(one.body))
            for one in language.readings.values()
        )
        _FOLDED[language] = found
    return found


def _program(program: Program) -> Searched:
    return Searched(program.id, folded(program.title), folded(program.summary), "")
