"""Audiences as SQL: one statement finds everyone meant. Whatever people chose or typed is a bound parameter.

Every condition is true or false of each member, never unknown, so that "not" is the opposite.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    case,
    func,
    literal,
    not_,
    or_,
    select,
    true,
    type_coerce,
)
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.announcements.audience.rules import (
    ANY,
    LATELY,
    NO_LINK,
    ConditionKind,
    Group,
    Is,
    Joined,
    Node,
    Not,
)
from solbot.announcements.send.rounds_db import public
from solbot.db.forms import KeptContent
from solbot.db.states import LetterStatus, MemberState, RoundKind, RoundState, SeatStatus
from solbot.db.tables import (
    QUEUED,
    Alumnus,
    Announcement,
    Interest,
    Letter,
    Member,
    Membership,
    Recipient,
    Request,
    Round,
    Seat,
    Staff,
    Tagged,
)
from solbot.programs.seats.rules import TAKEN
from solbot.staff.figures_db import answered_lately

GETS_IT = "gets_it"
LEFT_OUT = ("off", "paused", "stopped", "unreachable", "asked")
"""Why somebody who is meant gets nothing; the first that fits counts."""


@dataclass(frozen=True)
class Setting:
    """What a condition has to know beside the database. `tags`: language tags with the language read by
    whoever has one that begins so, the longest first."""

    now: datetime
    languages: Sequence[str]  # the default first
    tags: Sequence[tuple[str, str]]
    default_zone: str
    zones: Mapping[str, Sequence[str]]  # by region
    owners: frozenset[int] = frozenset()  # by the settings


@dataclass(frozen=True)
class Share:
    """How many of those meant read a language, live in a zone, and get it or are left out."""

    reach: str
    language: str
    zone: str
    count: int


def recipients(tree: Node | None, setting: Setting) -> Select[int]:
    """The ids of everyone who is meant and can be told at that moment, as one statement, in no order."""
    return select(Member.id).where(_reach(setting.now) == GETS_IT, matching(tree, setting))


async def shares(session: AsyncSession, tree: Node | None, setting: Setting) -> Sequence[Share]:
    """Everyone meant, counted by language, zone, and whether they get it."""
    columns = (
        _reach(setting.now).label("reach"),
        _language(setting).label("language"),
        _zone(setting).label("zone"),
    )
    each = select(*columns).where(matching(tree, setting)).subquery()
    found = await session.execute(
        select(each.c.reach, each.c.language, each.c.zone, func.count()).group_by(
            each.c.reach, each.c.language, each.c.zone
        )
    )
    return [Share(*row) for row in found]


async def count(session: AsyncSession, tree: Node | None, setting: Setting) -> int:
    """How many get it."""
    meant = recipients(tree, setting).subquery()
    return await session.scalar(select(func.count()).select_from(meant)) or 0


async def by_facts(
    session: AsyncSession, facts: Sequence[Is], setting: Setting
) -> Sequence[tuple[Mapping[Is, bool], int]]:
    """Everyone who can be told, counted by which of these conditions are true of them."""
    columns = [
        case((matching(one, setting), 1), else_=0).label(f"fact_{at}")
        for at, one in enumerate(facts)
    ]
    each = select(literal(0).label("all"), *columns).where(_reach(setting.now) == GETS_IT)
    found = each.subquery()
    rows = await session.execute(select(*found.c, func.count()).group_by(*found.c))
    return [
        ({fact: bool(value) for fact, value in zip(facts, values, strict=True)}, count)
        for _, *values, count in rows
    ]


async def names(
    session: AsyncSession, tree: Node | None, setting: Setting, most: int
) -> list[str | None]:
    """The first names of a few who get it, those who came first coming first."""
    found = await session.scalars(
        recipients(tree, setting).with_only_columns(Member.name).order_by(Member.id).limit(most)
    )
    return list(found)


async def zones(session: AsyncSession) -> Sequence[str]:
    """The zones people live in, most people first."""
    found = await session.scalars(
        select(Member.zone)
        .where(Member.zone.is_not(None))
        .group_by(Member.zone)
        .order_by(func.count().desc(), Member.zone)
    )
    return [zone for zone in found if zone]


async def links(session: AsyncSession) -> Sequence[str]:
    """The links people came by, most people first."""
    found = await session.scalars(
        select(Member.joined_via)
        .where(Member.joined_via.is_not(None))
        .group_by(Member.joined_via)
        .order_by(func.count().desc(), Member.joined_via)
    )
    return [link for link in found if link]


async def with_interest(
    session: AsyncSession, most: int
) -> Sequence[tuple[int, Mapping[str, KeptContent]]]:
    """Announcements under which somebody said to be interested, with what they say, newest first."""
    found = await session.execute(
        select(Announcement.id, Announcement.content)
        .where(Announcement.id.in_(select(Interest.announcement_id)), ~Announcement.private)
        .order_by(Announcement.id.desc())
        .limit(most)
    )
    return [(one, content) for one, content in found]


async def sent_lately(
    session: AsyncSession, since: datetime, most: int
) -> Sequence[tuple[int, Mapping[str, KeptContent]]]:
    """Announcements that were sent since a moment, with what they say, newest first."""
    rounds = select(Round.announcement_id).where(
        Round.kind == RoundKind.SENDING, Round.started_at >= since
    )
    found = await session.execute(
        select(Announcement.id, Announcement.content)
        .where(Announcement.id.in_(rounds), ~Announcement.private)
        .order_by(Announcement.id.desc())
        .limit(most)
    )
    return [(one, content) for one, content in found]


async def ahead(session: AsyncSession, now: datetime) -> int:
    """How many letters go before those of a new announcement: what is due, and what other rounds still hold.

    Those to people who answered something are left out: when others get theirs must not tell how many they are.
    """
    due = (
        select(func.count())
        .select_from(Letter)
        .where(QUEUED, Letter.due_at <= now, public(Letter.round_id))
    )
    held = (
        select(func.count())
        .select_from(Recipient)
        .join(Round, Round.id == Recipient.round_id)
        .where(
            Recipient.waiting,
            Recipient.due_at <= now,
            Round.state == RoundState.RUNNING,
            public(Recipient.round_id),
        )
    )
    return (await session.scalar(due) or 0) + (await session.scalar(held) or 0)


def matching(tree: Node | None, setting: Setting) -> ColumnElement[bool]:
    """Whether a member is meant."""
    if tree is None:
        return true()
    if isinstance(tree, Is):
        return _CONDITIONS[tree.kind](tree.value, setting)
    if isinstance(tree, Not):
        return not_(matching(tree.of, setting))
    assert isinstance(tree, Group)  # noqa: S101  (there is nothing else)
    join = and_ if tree.how is Joined.AND else or_
    return join(*(matching(one, setting) for one in tree.parts)).self_group()


def _reach(now: datetime) -> ColumnElement[str]:
    """Whether somebody gets it, or why not."""
    paused = Member.paused_at.is_not(None) & (
        Member.paused_until.is_(None) | (Member.paused_until > now)
    )
    return case(
        (Member.state != MemberState.ACTIVE, type_coerce(Member.state, String)),
        (Member.announcements_off_at.is_not(None), "off"),
        (paused, "paused"),
        else_=GETS_IT,
    )


def _language(setting: Setting) -> ColumnElement[str]:
    """The language a member reads; see Work.language_of."""
    default = setting.languages[0]
    tag = func.lower(func.replace(Member.language_hint, "_", "-"))
    hinted = [
        (or_(tag == begins, tag.startswith(begins + "-", autoescape=True)), literal(code))
        for begins, code in setting.tags
    ]
    return case(
        (Member.language.in_(setting.languages), Member.language),
        (Member.language.is_not(None), literal(default)),
        *hinted,
        else_=literal(default),
    )


def _zone(setting: Setting) -> ColumnElement[str]:
    return func.coalesce(Member.zone, setting.default_zone)


def _asked(value: str, setting: Setting) -> ColumnElement[bool]:
    del setting
    return _among(select(Request.member_id).where(Request.program == value))


def _seat(value: str, setting: Setting) -> ColumnElement[bool]:
    del setting
    return _among(select(Seat.member_id).where(Seat.program_id == value, Seat.status.in_(TAKEN)))


def _confirmed(value: str, setting: Setting) -> ColumnElement[bool]:
    del setting
    return _among(_holding(value, SeatStatus.CONFIRMED))


def _waiting(value: str, setting: Setting) -> ColumnElement[bool]:
    del setting
    return _among(_holding(value, SeatStatus.WAITING))


def _holding(program: str, status: SeatStatus) -> Select[int]:
    return select(Seat.member_id).where(Seat.program_id == program, Seat.status == status)


def _cohort(value: int, setting: Setting) -> ColumnElement[bool]:
    del setting
    return _among(select(Membership.member_id).where(Membership.cohort_id == value))


def _alumni(value: str, setting: Setting) -> ColumnElement[bool]:
    del setting
    found = select(Alumnus.member_id)
    return _among(found if value == ANY else found.where(Alumnus.program_id == value))


def _region(value: str, setting: Setting) -> ColumnElement[bool]:
    return _zone(setting).in_(setting.zones.get(value, ()))


def _in_zone(value: str, setting: Setting) -> ColumnElement[bool]:
    found: ColumnElement[bool] = _zone(setting) == value
    return found


def _reads(value: str, setting: Setting) -> ColumnElement[bool]:
    found: ColumnElement[bool] = _language(setting) == value
    return found


def _discipline(value: str, setting: Setting) -> ColumnElement[bool]:
    """That something was answered is all that is looked at; what, stays with whoever wrote it."""
    return _among(answered_lately(value, setting.now - timedelta(days=LATELY)))


def _interested(value: str | int, setting: Setting) -> ColumnElement[bool]:
    del setting
    found = (
        select(Interest.member_id)
        .join(Announcement, Announcement.id == Interest.announcement_id)
        .where(~Announcement.private)
    )
    return _among(found if value == ANY else found.where(Interest.announcement_id == value))


def _got(value: int, setting: Setting) -> ColumnElement[bool]:
    """What may have arrived counts as well: nobody is to get it twice."""
    del setting
    rounds = (
        select(Round.id)
        .join(Announcement, Announcement.id == Round.announcement_id)
        .where(
            Round.announcement_id == value, Round.kind == RoundKind.SENDING, ~Announcement.private
        )
    )
    return _among(
        select(Letter.member_id).where(
            Letter.round_id.in_(rounds), Letter.status.in_((LetterStatus.SENT, LetterStatus.UNSURE))
        )
    )


def _tag(value: int, setting: Setting) -> ColumnElement[bool]:
    return _among(
        select(Tagged.member_id).where(Tagged.tag_id == value, Tagged.until > setting.now)
    )


def _staff(value: object, setting: Setting) -> ColumnElement[bool]:
    del value
    return or_(_among(select(Staff.member_id)), Member.id.in_(setting.owners))


def _active(value: int, setting: Setting) -> ColumnElement[bool]:
    since = setting.now - timedelta(days=value)
    return or_(
        and_(Member.seen_on.is_not(None), Member.seen_on >= since.date()),
        and_(Member.seen_on.is_(None), Member.created_at >= since),
    )


def _silent(value: int, setting: Setting) -> ColumnElement[bool]:
    return not_(_active(value, setting))


def _joined(value: str, setting: Setting) -> ColumnElement[bool]:
    del setting
    if value == NO_LINK:
        return Member.joined_via.is_(None)
    return and_(Member.joined_via.is_not(None), Member.joined_via == value)


def _among(people: Select[int]) -> ColumnElement[bool]:
    return Member.id.in_(people)


_CONDITIONS: Mapping[ConditionKind, Callable[[Any, Setting], ColumnElement[bool]]] = {
    ConditionKind.ASKED: _asked,
    ConditionKind.SEAT: _seat,
    ConditionKind.CONFIRMED: _confirmed,
    ConditionKind.WAITING: _waiting,
    ConditionKind.COHORT: _cohort,
    ConditionKind.ALUMNI: _alumni,
    ConditionKind.REGION: _region,
    ConditionKind.ZONE: _in_zone,
    ConditionKind.LANGUAGE: _reads,
    ConditionKind.DISCIPLINE: _discipline,
    ConditionKind.INTERESTED: _interested,
    ConditionKind.GOT: _got,
    ConditionKind.TAG: _tag,
    ConditionKind.STAFF: _staff,
    ConditionKind.ACTIVE: _active,
    ConditionKind.SILENT: _silent,
    ConditionKind.JOINED: _joined,
}
