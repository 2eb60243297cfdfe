"""People as the staff who look after them see them: found by name, and one page each. Never what anybody wrote.

Names are encrypted, so they are found by decrypting and looking: in batches, in a thread, within work
that only reads (Works.reading).
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from solbot.coaching.rhythm import service as schedule
from solbot.db.states import LetterStatus, MemberState
from solbot.db.tables import Member
from solbot.members import service as members
from solbot.programs import requests_db
from solbot.programs.alumni import service as alumni
from solbot.programs.alumni.service import AlumniStanding
from solbot.programs.cohorts import service as cohorts
from solbot.programs.cohorts.service import CohortSummary
from solbot.programs.seats import service as seats
from solbot.staff import audit, people_db, stats
from solbot.staff.audit import Action
from solbot.staff.people_db import MemberName
from solbot.staff.stats_rules import Disclosure, ShownFigure, beside, figure_among, partition
from solbot.telegram.kinds import Kinds
from solbot.typed.plain import plain
from solbot.unit_of_work import UnitOfWork

BATCH = 500
COMING = 5  # letters on their way that a person's page shows
NEWS = "news"
STANDINGS = ("active", "paused", "left")
"""How members stand; each stands one way."""
PARTED = ("paused", "left")
"""Those of them that /stats counts as well, over its spans."""


@dataclass(frozen=True)
class ShownLetter:
    """A letter, as far as staff see it. `line` is the key of the label that says what it was."""

    line: str
    status: LetterStatus
    at: datetime


@dataclass(frozen=True)
class MemberCounts:
    """How many people there are, and how they stand, as far as it may be shown. `left`: stopped the messages, or
    blocked the bot."""

    members: ShownFigure
    active: ShownFigure
    paused: ShownFigure
    left: ShownFigure
    alumni: ShownFigure


@dataclass(frozen=True)
class Brief:
    """A person in a list."""

    id: int
    name: str
    username: str | None
    seen_on: date | None


@dataclass(frozen=True)
class ProgramWish:
    """What a person wants to hear of a program."""

    program_id: str
    facts: tuple[str, ...]  # and NEWS, for one that is followed


@dataclass(frozen=True)
class PersonPage:
    """One person as staff see them."""

    id: int
    name: str
    username: str | None
    language: str
    zone: str
    state: MemberState
    unreached: str | None  # why, as Telegram told: see telegram/letters.py
    paused_until: datetime | None
    is_paused: bool
    joined_at: datetime
    seen_on: date | None
    asked: tuple[ProgramWish, ...]
    seats: tuple[seats.SeatStanding, ...]
    cohorts: tuple[CohortSummary, ...]
    alumni_of: tuple[AlumniStanding, ...]
    next_nudge: datetime | None
    coming: tuple[ShownLetter, ...]


async def counts(work: UnitOfWork) -> MemberCounts:
    """Count, so that nothing is told that the figures of /stats hide, nor found by subtracting those."""
    found = await people_db.counts(work.session, work.now)
    over_time = await stats.of_members(work)
    near = [
        one
        for one in PARTED
        if beside(found[one], over_time[one]).how not in (Disclosure.EXACT, Disclosure.FEW)
    ]
    return MemberCounts(
        members=beside(found["members"], over_time["joined"]),
        **partition({name: found[name] for name in STANDINGS}, near),
        alumni=figure_among(await alumni.count(work), found["members"]),
    )


async def search(
    work: UnitOfWork, words: str, after: int, size: int
) -> tuple[list[Brief], int | None]:
    """Up to `size` people with higher ids whose name or username has these words, and where to go on.

    A number, or a username after an @, is meant exactly. For work that only reads: it may take seconds.
    """
    ids: list[int] = []
    bare = words.strip()
    if bare.isdecimal():
        ids = [int(bare)] if after < int(bare) else []
    else:
        async for hits in _scan(work, after, _Wanted(bare)):
            ids += hits
            if len(ids) > size:
                break
    shown = await _briefs(work, ids[:size])
    return shown, ids[size - 1] if len(ids) > size else None


async def page(work: UnitOfWork, kinds: Kinds, by: int, person_id: int) -> PersonPage | None:
    """One person's page; None for nobody. That it was looked at is written down."""
    member = (await people_db.some(work.session, [person_id])).get(person_id)
    if member is None:
        return None
    await audit.note(work, by, Action.LOOKED_AT_PERSON, person_id)
    return PersonPage(
        id=member.id,
        name=member.name or "",
        username=member.username,
        language=work.language_of(member).name,
        zone=work.zone_of(member),
        state=member.state,
        unreached=await people_db.why_unreached(work.session, person_id),
        paused_until=member.paused_until,
        is_paused=members.is_paused(member, work.now),
        joined_at=member.consented_at or member.created_at,
        seen_on=member.seen_on,
        asked=tuple(await _asked(work, person_id)),
        seats=tuple(await seats.of_member(work, person_id)),
        cohorts=tuple(run for run, _ in await cohorts.of_member(work, person_id)),
        alumni_of=tuple(await alumni.of_member(work, person_id)),
        next_nudge=await schedule.next_nudge(work, member),
        coming=tuple(_told(kinds, await people_db.queued(work.session, kinds, person_id, COMING))),
    )


async def name_of(work: UnitOfWork, person_id: int) -> str | None:
    """What a person is called; None for nobody."""
    member = (await people_db.some(work.session, [person_id])).get(person_id)
    return None if member is None else called(brief(member))


async def letters(
    work: UnitOfWork, kinds: Kinds, person_id: int, before: int | None, size: int
) -> tuple[Sequence[ShownLetter], int | None]:
    """What was sent to a person, newest first, and where the next page begins, if there is one."""
    found = await people_db.settled(work.session, kinds, person_id, before, size + 1)
    return _told(kinds, found[:size]), found[size - 1].id if len(found) > size else None


def _told(kinds: Kinds, letters: Sequence[people_db.LetterBrief]) -> list[ShownLetter]:
    lines = [(one, kinds.line_of(one.kind, one.ref.get("notice"))) for one in letters]
    return [
        ShownLetter(line, one.status, one.settled_at or one.due_at)
        for one, line in lines
        if line is not None
    ]


def brief(member: Member) -> Brief:
    """A member in a list."""
    return Brief(member.id, member.name or "", member.username, member.seen_on)


def called(one: Brief) -> str:
    """A person as one line names them: never empty, and with what tells namesakes apart."""
    name = one.name or str(one.id)
    return f"{name} (@{one.username})" if one.username else name


async def _asked(work: UnitOfWork, person_id: int) -> list[ProgramWish]:
    facts: dict[str, list[str]] = defaultdict(list)
    for request in await requests_db.of_member(work.session, person_id):
        if request.told_at is None:
            facts[request.program].append(request.fact)
    return [ProgramWish(program, tuple(wanted)) for program, wanted in facts.items()]


async def _briefs(work: UnitOfWork, ids: Sequence[int]) -> list[Brief]:
    return [brief(member) for member in (await people_db.some(work.session, ids)).values()]


@dataclass(frozen=True)
class _Wanted:
    """What is looked for in names and usernames."""

    words: str

    def hits(self, rows: Sequence[people_db.Sealed]) -> list[int]:
        """Decrypt and look, in a thread."""
        words = self.words
        exact = words[1:].lower() if words.startswith("@") else None
        part, name = words.lower(), plain(words)

        def is_hit(one: MemberName) -> bool:
            username = (one.username or "").lower()
            if exact is not None:
                return username == exact
            return name in plain(one.name) or part in username

        return [one.id for one in people_db.opened(rows) if is_hit(one)]


async def _scan(work: UnitOfWork, after: int, wanted: _Wanted) -> AsyncIterator[list[int]]:
    while rows := await people_db.sealed(work.session, after, BATCH):
        yield await asyncio.to_thread(wanted.hits, rows)
        after = rows[-1].id
