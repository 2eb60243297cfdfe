"""Who an announcement is for: how many, who is left out, when they get it; and audiences kept under a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import available_timezones

from sqlalchemy import ColumnElement, Select

from solbot import limits
from solbot.announcements.audience import db as audience_db
from solbot.announcements.audience import saved_db
from solbot.announcements.audience.db import GETS_IT, LEFT_OUT, Setting
from solbot.announcements.audience.rules import (
    ConditionKind,
    Node,
    conditions,
    decision,
    is_private,
    read,
    written,
)
from solbot.content.regions import REGIONS, zones_in
from solbot.db.forms import KeptContent
from solbot.db.tables import SavedAudience
from solbot.errors import NotFound
from solbot.telegram import outbox
from solbot.unit_of_work import UnitOfWork

__all__ = ["SavedAudience"]

PACE = 1.05  # seconds times the rate between two sends; see telegram/rate.py
FEWEST = 5  # people whose answers decide the same, where answers decide anything
SHOWN_NAMES = 5
LONGEST_NAME = 60  # characters

Counts = Sequence[tuple[str, int]]
"""What is counted with how often, the most first."""


@dataclass(frozen=True)
class Seen:
    """An audience as it is at a moment.

    `private`: it tells of what people answered, so nobody is named and nothing is counted. `left_out` counts by
    reason who is meant and gets nothing.
    """

    count: int
    languages: Counts
    zones: Counts
    left_out: Counts
    private: bool
    can_be_told: bool  # whether anything can be sent to it


@dataclass(frozen=True)
class Size:
    """How large an audience is, as far as anybody may know.

    `private`: it tells of what people answered. Then `count` is of all whom it could be for, whatever they answered,
    and it `can_be_told` where answers decide for enough people at once.
    """

    count: int
    private: bool
    can_be_told: bool


@dataclass(frozen=True)
class ExpectedSpan:
    """When the first and the last of an audience would get something sent now."""

    first: datetime
    last: datetime


def recipients(work: UnitOfWork, stored: Mapping[str, object] | None, at: datetime) -> Select[int]:
    """The ids of everyone who is meant and can be told at that moment, as one statement.

    Raises audience.Wrong: what is stored is no audience.
    """
    return audience_db.recipients(read(stored), _setting(work, at))


def meant(
    work: UnitOfWork, stored: Mapping[str, object] | None, at: datetime
) -> ColumnElement[bool]:
    """Whether a member is meant at that moment. Raises audience.Wrong: what is stored is no audience."""
    return audience_db.matching(read(stored), _setting(work, at))


async def size(work: UnitOfWork, stored: Mapping[str, object] | None, at: datetime) -> Size:
    """How many get it. Where it tells what people answered, what they did answer is not looked at: see `Size`.

    Raises audience.Wrong.
    """
    return await _size(work, read(stored), at)


async def _size(work: UnitOfWork, tree: Node | None, at: datetime) -> Size:
    setting = _setting(work, at)
    if tree is None or not is_private(tree):
        found = await audience_db.count(work.session, tree, setting)
        return Size(found, private=False, can_be_told=found > 0)
    known = list(
        dict.fromkeys(one for one in conditions(tree) if one.kind is not ConditionKind.DISCIPLINE)
    )
    decided: Counter[tuple[bool, ...]] = Counter()
    for facts, count in await audience_db.by_facts(work.session, known, setting):
        decided[decision(tree, facts)] += count
    open_ = [count for ways, count in decided.items() if len(set(ways)) > 1]
    return Size(
        sum(count for ways, count in decided.items() if any(ways)),
        private=True,
        can_be_told=bool(open_) and min(open_) >= FEWEST,
    )


async def look(work: UnitOfWork, tree: Node | None, at: datetime) -> Seen:
    """Count everyone who is meant: how they split, and who is left out. Nothing of it where it tells of answers."""
    if is_private(tree):
        found = await _size(work, tree, at)
        return Seen(0, (), (), (), private=True, can_be_told=found.can_be_told)
    shares = await audience_db.shares(work.session, tree, _setting(work, at))
    languages: Counter[str] = Counter()
    zones: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    for one in shares:
        if one.reach == GETS_IT:
            languages[one.language] += one.count
            zones[one.zone] += one.count
        else:
            left_out[one.reach] += one.count
    count = sum(languages.values())
    return Seen(
        count=count,
        languages=_most_first(languages),
        zones=_most_first(zones),
        left_out=sorted(left_out.items(), key=lambda one: LEFT_OUT.index(one[0])),
        private=False,
        can_be_told=count > 0,
    )


async def names(work: UnitOfWork, tree: Node | None, at: datetime) -> list[str]:
    """Five first names, of those who were here first; none where an answer of theirs brought them in."""
    if is_private(tree):
        return []
    found = await audience_db.names(work.session, tree, _setting(work, at), SHOWN_NAMES)
    return [name for name in found if name]


async def expected(work: UnitOfWork, count: int) -> ExpectedSpan:
    """When the first and the last of so many get something sent now, after what waits already."""
    gap = PACE / work.rate
    ahead = await audience_db.ahead(work.session, work.now)
    return ExpectedSpan(
        work.now + timedelta(seconds=gap * (ahead + 1)),
        work.now + timedelta(seconds=gap * (ahead + count)),
    )


async def zones_in_use(work: UnitOfWork) -> Sequence[str]:
    """The zones people live in, most people first."""
    return await audience_db.zones(work.session)


async def links_in_use(work: UnitOfWork) -> Sequence[str]:
    """The links people came by, most people first."""
    return await audience_db.links(work.session)


async def with_interest(
    work: UnitOfWork, most: int
) -> Sequence[tuple[int, Mapping[str, KeptContent]]]:
    """Announcements under which somebody said to be interested, with what they say, newest first."""
    return await audience_db.with_interest(work.session, most)


async def sent_lately(
    work: UnitOfWork, most: int
) -> Sequence[tuple[int, Mapping[str, KeptContent]]]:
    """Announcements of which it is known who got them, with what they say, newest first."""
    return await audience_db.sent_lately(work.session, work.now - outbox.KEEP, most)


async def saved(work: UnitOfWork) -> Sequence[SavedAudience]:
    """Audiences with a name, by name."""
    return await saved_db.everyone(work.session)


async def find_saved(work: UnitOfWork, saved_id: int) -> tuple[SavedAudience, Node | None]:
    """One with a name. Raises NotFound: there is none; audience.Wrong: it can't be used any more."""
    row = await saved_db.get(work.session, saved_id)
    if row is None:
        raise NotFound("there is no such audience")
    return row, read(row.tree)


async def save(work: UnitOfWork, by: int, name: str, tree: Node) -> bool:
    """Keep an audience under a name; one that has the name already is replaced. False: there are too many."""
    rows = {row.name.casefold(): row for row in await saved(work)}
    row = rows.get(name.casefold())
    stored = written(tree)
    assert stored is not None  # noqa: S101  (only everyone is)
    if row is not None:
        row.name, row.tree, row.saved_by, row.saved_at = name, stored, by, work.now
    elif len(rows) >= limits.AUDIENCES:
        return False
    else:
        work.session.add(SavedAudience(name=name, tree=stored, saved_by=by, saved_at=work.now))
    await work.session.flush()
    return True


async def drop(work: UnitOfWork, saved_id: int) -> None:
    """Keep it no longer. Raises NotFound: there is none."""
    row = await saved_db.get(work.session, saved_id)
    if row is None:
        raise NotFound("there is no such audience")
    await work.session.delete(row)


def _most_first(counted: Counter[str]) -> Counts:
    return sorted(counted.items(), key=lambda one: (-one[1], one[0]))


def _setting(work: UnitOfWork, at: datetime) -> Setting:
    languages = tuple(work.catalog.languages)
    prefixes = {
        "-".join(code.lower().split("-")[:length])
        for code in languages
        for length in range(1, code.count("-") + 2)
    }
    tags = [(tag, work.catalog.best(tag)) for tag in sorted(prefixes, key=_specific)]
    return Setting(at, languages, tags, work.default_zone, _zones_by_region(), work.owners)


def _specific(tag: str) -> tuple[int, str]:
    """Sorts a tag of more parts before one of fewer."""
    return -tag.count("-"), tag


@cache
def _zones_by_region() -> Mapping[str, Sequence[str]]:
    known = available_timezones()
    return {region: zones_in(region, known) for region in REGIONS}
