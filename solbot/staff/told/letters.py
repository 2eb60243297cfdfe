"""What staff are told, put into words when it is sent: what is not so any more by then is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from solbot.bot.taps import do, sends
from solbot.content.bidi import isolated
from solbot.content.catalog import Language
from solbot.content.cutting import shortened
from solbot.content.labels import fitted
from solbot.db.states import HappeningKind, SeatStatus
from solbot.db.tables import Member
from solbot.limits import NAME_IN_LINE
from solbot.members import quiet_hours
from solbot.programs import service as programs
from solbot.programs.cohorts import service as cohorts
from solbot.programs.editor.labels import role_name
from solbot.programs.seats import service as seats
from solbot.staff import service as staff
from solbot.staff.told import chat as told_chat
from solbot.staff.told import db as told_db
from solbot.staff.told import rules, service
from solbot.staff.told.db import Told
from solbot.telegram.kinds import LetterKind, asked_for
from solbot.telegram.letters import ShownToStaff
from solbot.telegram.messages import Button, Keyboard, Message
from solbot.telegram.outbox import Claimed
from solbot.unit_of_work import UnitOfWork

LINES = 20
"""So many people are named; of all others it is said how many they are."""
GROUPS = 10
COHORT_IN_LINE = 40
PROGRAMS = 5
"""So many have a button of their own."""

_SO = {
    HappeningKind.LAPSES: (SeatStatus.HELD,),
    HappeningKind.RESERVED: (SeatStatus.HELD, SeatStatus.CONFIRMED),
    HappeningKind.APPLIED: (SeatStatus.WAITING,),
    HappeningKind.WAITS: (SeatStatus.WAITING,),
    HappeningKind.MOVED_UP: (SeatStatus.HELD, SeatStatus.CONFIRMED),
}
"""How the seat still stands where what happened is worth telling."""


class _Group(NamedTuple):
    """What happened of one kind in one program."""

    kind: HappeningKind
    program: str  # none where it is of none
    people: list[Told]


@dataclass(frozen=True)
class _Now:
    """How things stand when it is told."""

    seats: Mapping[int, tuple[SeatStatus, datetime | None]]
    cohorts: Mapping[int, str]
    joined: frozenset[tuple[int, int]]

    @classmethod
    async def of(cls, work: UnitOfWork, found: Sequence[Told]) -> _Now:
        """All that has to be known for these."""
        of_seats = {one.subject for one in found if one.kind in _SO and one.subject}
        joins = [one for one in found if one.kind == HappeningKind.JOINED]
        pairs = {(one.subject, one.member_id) for one in joins if one.subject}
        return cls(
            await seats.standings(work, of_seats),
            await cohorts.names(work, {cohort for cohort, _ in pairs}),
            await cohorts.who_of(work, pairs),
        )

    def has(self, one: Told) -> bool:
        """Whether it is still so."""
        if one.kind == HappeningKind.JOINED:
            return (one.subject, one.member_id) in self.joined
        if one.kind not in _SO:
            return True
        status, until = self.seats.get(one.subject or 0, (None, None))
        if one.kind is HappeningKind.LAPSES and (
            until is None or until.isoformat() != one.detail["held_until"]
        ):
            return False
        return status in _SO[one.kind]


async def compose(work: UnitOfWork, member: Member, letter: Claimed, _: bool) -> Message | None:
    """All that one of the staff is to be told by now; None where nothing is left of it."""
    await told_db.take(work.session, member.id, letter.id, work.now, rules.LONGEST_WAIT)
    found = await told_db.told_by(work.session, member.id, letter.id)
    role = await staff.role_of(work, member.id)
    mine = [one for one in found if staff.may(role, service.RIGHT_OF[one.kind])]
    now = await _Now.of(work, mine)
    groups = _groups(now, mine)
    return await _as_message(work, member, now, groups) if groups else None


async def put_off(work: UnitOfWork, member: Member, letter: Claimed) -> datetime | None:
    """Until the end of quiet hours, for who is told at once; an hour of the morning is a wish of their own."""
    if await service.time_of(work, member.id) is not None:
        return None
    return await quiet_hours.put_off(work, member, letter)


def _groups(now: _Now, found: Sequence[Told]) -> list[_Group]:
    """What is still so, by program and kind; a hold that lapses is not told as a new one as well."""
    there = [one for one in found if now.has(one)]
    lapsing = {one.subject for one in there if one.kind == HappeningKind.LAPSES}
    by: dict[tuple[str, HappeningKind], list[Told]] = {}
    for one in there:
        is_new = one.kind in (HappeningKind.RESERVED, HappeningKind.MOVED_UP)
        if not is_new or one.subject not in lapsing:
            by.setdefault((one.program or "", one.kind), []).append(one)
    order = list(HappeningKind)
    groups = [_Group(kind, program, people) for (program, kind), people in by.items()]
    # What is of no program comes last.
    return sorted(groups, key=lambda one: (not one.program, one.program, order.index(one.kind)))


async def _as_message(
    work: UnitOfWork, member: Member, now: _Now, groups: Sequence[_Group]
) -> Message:
    language, zone = work.language_of(member), work.clock_of(member.zone)
    titles = await programs.titles(work, language)
    counts: Counter[HappeningKind] = Counter()
    for one in groups:
        counts[one.kind] += len(one.people)
    lines = list(_lines(language, zone, titles, now, groups[:GROUPS]))
    html = language.reply(
        "staff/staff_news",
        happened=[{"kind": one, "count": counts[one]} for one in HappeningKind if one in counts],
        news_lines=lines,
        more=counts.total() - len(lines),
    )
    return Message(html, _keyboard(language, titles, groups).built())


def _lines(
    language: Language,
    zone: ZoneInfo,
    titles: Mapping[str, str],
    now: _Now,
    groups: Sequence[_Group],
) -> Iterator[dict[str, object]]:
    """A line for each person, as far as there is room; with a title and a heading where another part begins."""
    room, program = LINES, ""
    for group in groups:
        kind: HappeningKind | None = group.kind
        for one in group.people[:room]:
            title = titles.get(group.program, group.program) if group.program != program else None
            yield {"title": title, "kind": kind} | _line(language, zone, now, one)
            kind, program = None, group.program
        room = max(0, room - len(group.people))


def _line(language: Language, zone: ZoneInfo, now: _Now, row: Told) -> dict[str, object]:
    _, until = now.seats.get(row.subject or 0, (None, None))
    cohort = now.cohorts.get(row.subject or 0) if row.kind == HappeningKind.JOINED else None
    return {
        "name": shortened(row.name or str(row.member_id), NAME_IN_LINE),
        "until": until.astimezone(zone) if row.kind in _SO and until else None,
        "cohort": shortened(cohort, COHORT_IN_LINE) if cohort else None,
        "role": role_name(language, row.detail["role"]) if "role" in row.detail else None,
    }


def _keyboard(language: Language, titles: Mapping[str, str], groups: Sequence[_Group]) -> Keyboard:
    """The way to the seats of each program, to who looks after the bot, and to when this is told."""
    keyboard = Keyboard()
    for program in list(dict.fromkeys(one.program for one in groups if one.program))[:PROGRAMS]:
        label = f"{language.button('seats')}: {isolated(titles.get(program, program))}"
        keyboard.row(Button(fitted(label), sends("sst", program)))
    if any(one.kind is HappeningKind.ACCEPTED for one in groups):
        keyboard.row(Button(language.button("staff_invite"), do("invite")))
    return keyboard.row(Button(language.button("staff_told"), told_chat.show.to()))


LETTERS = {
    service.STAFF_NEWS: LetterKind(
        ShownToStaff.NAMED, asked_for, put_off=put_off, compose=compose, repeatable=False
    )
}
