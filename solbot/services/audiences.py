"""Who an announcement is for: how many, who is left out, when they get it; and audiences kept under a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from sqlalchemy import ColumnElement, Select

from solbot.domain import limits
from solbot.domain.audience import Kind, Node, conditions, read, written
from solbot.domain.regions import REGIONS, zones_in
from solbot.errors import NotFound
from solbot.services.work import Work
from solbot.store import audience, saved_audiences
from solbot.store.audience import GETS_IT, LEFT_OUT, Setting
from solbot.store.tables import SavedAudience

PACE = 1.05  # seconds times the rate between two sends; see delivery/pace.py
FEWEST = 5  # behind a figure that tells of what people answered
SHOWN_NAMES = 5
LONGEST_NAME = 60  # characters

Counts = Sequence[tuple[str, int]]
"""What is counted with how often, the most first."""


@dataclass(frozen=True)
class Seen:
    """An audience as it is at a moment.

    `private`: it tells of what people answered, so nobody is named, and figures of fewer than FEWEST are left
    out (`few`: even the number of all). `left_out` counts by reason who is meant and gets nothing.
    """

    count: int
    languages: Counts
    zones: Counts
    left_out: Counts
    private: bool

    @property
    def few(self) -> bool:
        """Whether so few are meant that a figure would speak of persons."""
        return self.private and 0 < self.count < FEWEST

    @property
    def can_be_told(self) -> bool:
        """Whether anything can be sent to it."""
        return self.count > 0 and not self.few


@dataclass(frozen=True)
class Expected:
    """When the first and the last of an audience would get something sent now."""

    first: datetime
    last: datetime


def recipients(work: Work, stored: Mapping[str, Any] | None, at: datetime) -> Select[int]:
    """The ids of everyone who is meant and can be told at that moment, as one statement.

    Raises audience.Wrong: what is stored is no audience.
    """
    return audience.recipients(read(stored), _setting(work, at))


def meant(work: Work, stored: Mapping[str, Any] | None, at: datetime) -> ColumnElement[bool]:
    """Whether a member is meant at that moment. Raises audience.Wrong: what is stored is no audience."""
    return audience.matching(read(stored), _setting(work, at))


async def count(work: Work, stored: Mapping[str, Any] | None, at: datetime) -> int:
    """How many get it; nobody, where it tells what people answered and they are too few. Raises audience.Wrong."""
    tree = read(stored)
    found = await audience.count(work.session, tree, _setting(work, at))
    return 0 if is_private(tree) and found < FEWEST else found


async def look(work: Work, tree: Node | None, at: datetime) -> Seen:
    """Count everyone who is meant: how they split, and who is left out."""
    shares = await audience.shares(work.session, tree, _setting(work, at))
    private = is_private(tree)
    languages: Counter[str] = Counter()
    zones: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    for one in shares:
        if one.reach == GETS_IT:
            languages[one.language] += one.count
            zones[one.zone] += one.count
        else:
            left_out[one.reach] += one.count
    found = sum(languages.values())
    few = private and found < FEWEST
    return Seen(
        count=found,
        languages=[] if few else _shown(languages, private),
        zones=[] if few else _shown(zones, private),
        left_out=sorted(_shown(left_out, private), key=lambda one: LEFT_OUT.index(one[0])),
        private=private,
    )


async def names(work: Work, tree: Node | None, at: datetime) -> list[str]:
    """Five first names, of those who were here first; none where an answer of theirs brought them in."""
    if is_private(tree):
        return []
    found = await audience.names(work.session, tree, _setting(work, at), SHOWN_NAMES)
    return [name for name in found if name]


def is_private(tree: Node | None) -> bool:
    """Whether belonging to it tells something of what a person answered."""
    return any(one.kind is Kind.DISCIPLINE for one in conditions(tree))


async def expected(work: Work, count: int) -> Expected:
    """When the first and the last of so many get something sent now, after what waits already."""
    gap = PACE / work.rate
    ahead = await audience.ahead(work.session, work.now)
    return Expected(
        work.now + timedelta(seconds=gap * (ahead + 1)),
        work.now + timedelta(seconds=gap * (ahead + count)),
    )


async def zones_in_use(work: Work) -> Sequence[str]:
    """The zones people live in, most people first."""
    return await audience.zones(work.session)


async def links_in_use(work: Work) -> Sequence[str]:
    """The links people came by, most people first."""
    return await audience.links(work.session)


async def with_interest(work: Work, most: int) -> Sequence[tuple[int, Mapping[str, Any]]]:
    """Announcements under which somebody said to be interested, with what they say, newest first."""
    return await audience.with_interest(work.session, most)


async def saved(work: Work) -> Sequence[SavedAudience]:
    """Audiences with a name, by name."""
    return await saved_audiences.everyone(work.session)


async def find_saved(work: Work, saved_id: int) -> tuple[SavedAudience, Node | None]:
    """One with a name. Raises NotFound: there is none; audience.Wrong: it can't be used any more."""
    row = await saved_audiences.get(work.session, saved_id)
    if row is None:
        raise NotFound("there is no such audience")
    return row, read(row.tree)


async def save(work: Work, by: int, name: str, tree: Node) -> bool:
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


async def drop(work: Work, saved_id: int) -> None:
    """Keep it no longer. Raises NotFound: there is none."""
    row = await saved_audiences.get(work.session, saved_id)
    if row is None:
        raise NotFound("there is no such audience")
    await work.session.delete(row)


def _shown(counted: Counter[str], private: bool) -> Counts:
    return [
        (what, count)
        for what, count in sorted(counted.items(), key=lambda one: (-one[1], one[0]))
        if not private or count >= FEWEST
    ]


def _setting(work: Work, at: datetime) -> Setting:
    languages = tuple(work.catalog.languages)
    prefixes = {
        "-".join(code.lower().split("-")[:length])
        for code in languages
        for length in range(1, code.count("-") + 2)
    }
    tags = [(tag, work.catalog.best(tag)) for tag in sorted(prefixes, key=_specific)]
    return Setting(at, languages, tags, work.default_zone, _zones_by_region())


def _specific(tag: str) -> tuple[int, str]:
    """Sorts a tag of more parts before one of fewer."""
    return -tag.count("-"), tag


@cache
def _zones_by_region() -> Mapping[str, Sequence[str]]:
    known = available_timezones()
    return {region: zones_in(region, known) for region in REGIONS}
