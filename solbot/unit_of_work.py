"""One piece of work: a transaction, the moment it happens at, and the words in force."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from solbot.content.catalog import Catalog, Language
from solbot.content.filters import has_twelve_hours
from solbot.db import faults
from solbot.db.engine import Database
from solbot.db.members import Reader
from solbot.db.tables import Member
from solbot.errors import StoreAway
from solbot.steadiness import Steadiness

log = structlog.get_logger(__name__)

T = TypeVar("T")
ERASES = "erases"
BEGUN_ANEW = 3.0  # seconds until what the database was away for is begun anew
Clock = Callable[[], datetime]
Piece = tuple[
    Callable[["UnitOfWork"], Awaitable[Sequence[Any]]],
    Callable[["UnitOfWork", Any], Awaitable[object]],
]
"""Part of what the tick does: what there is to do, and how one of it is done; each can be done alone. An act
that gives 0 did nothing."""


def system_clock() -> datetime:
    """The moment it is, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class UnitOfWork:
    """What every use case is given. Committed as a whole, or not at all."""

    session: AsyncSession
    now: datetime
    catalog: Catalog
    default_zone: str
    owners: frozenset[int] = frozenset()  # by the settings; see staff/service.py
    instead: str | None = None  # the language to speak, where the reader's own lacks something
    rate: float = 30.0  # messages a second over all processes
    backups_kept: int | None = None  # days; None: the bot makes none
    away_years: int | None = None  # see members/away.py; None: everything is kept
    short_links: str | None = None  # what they begin with; None: links are as they were typed

    @property
    def gone_by(self) -> datetime | None:
        """When nothing of what is erased now is in a backup any more; None where the bot makes none."""
        return self.now + timedelta(days=self.backups_kept + 1) if self.backups_kept else None

    def erases(self) -> None:
        """Soon after this work is done, what it deletes or overwrites is nowhere on disk."""
        self.session.info[ERASES] = True

    def language_of(self, member: Member | Reader | None, hint: str | None = None) -> Language:
        """The words a person reads: their choice, else their app's language, else the default; or what stands in.
        Times are written as they want them, else as where they live."""
        own = self.own_language_of(member, hint)
        said = self.catalog.language(self.instead).standing_in(own) if self.instead else own
        return self.timed(said, member)

    def timed(self, language: Language, member: Member | Reader | None) -> Language:
        """A language with times as a member wants them written, else as they are where they live."""
        return language.twelve if self.reads_twelve(member) else language

    def reads_twelve(self, member: Member | Reader | None) -> bool:
        """Whether a member reads 7:30 PM rather than 19:30."""
        if member is None or member.twelve_hours is None:
            return bool(member and member.zone and has_twelve_hours(member.zone))
        return member.twelve_hours

    def own_language_of(self, member: Member | Reader | None, hint: str | None = None) -> Language:
        """The language a person reads, whether or not it has everything."""
        code = member.language if member and member.language else None
        hint = member.language_hint if member and member.language_hint else hint
        return self.catalog.language(code or self.catalog.best(hint))

    def speaking(self, code: str) -> UnitOfWork:
        """The same work, saying everything in this language."""
        return replace(self, instead=code)

    def clock_of(self, zone: str | None) -> ZoneInfo:
        """The clock of a zone, or the default's until one is chosen, and for one that this machine does not know."""
        try:
            return ZoneInfo(zone or self.default_zone)
        except (LookupError, ValueError):
            return ZoneInfo(self.default_zone)

    def zone_of(self, member: Member) -> str:
        """The member's time zone; the default until they chose one, or where theirs is no longer known."""
        return self.clock_of(member.zone).key


class UnitsOfWork:
    """Begins pieces of work. Holds the catalog, so that a reload reaches everything at once."""

    def __init__(
        self,
        database: Database,
        catalog: Catalog,
        clock: Clock,
        default_zone: str = "UTC",
        owners: frozenset[int] = frozenset(),
        rate: float = 30.0,
        backups_kept: int | None = None,
        away_years: int | None = None,
        short_links: str | None = None,
    ) -> None:
        """Take what all work shares."""
        self.database = database
        self.catalog = catalog
        self.clock = clock
        self.steadiness = Steadiness()
        self.errands = asyncio.Event()  # set when something was asked for that takes long
        self.default_clock = ZoneInfo(default_zone)
        self._default_zone = default_zone
        self._owners = owners
        self._rate = rate
        self.backups_kept = backups_kept
        self.away_years = away_years
        self.short_links = short_links

    @asynccontextmanager
    async def begin(self, *, durable: bool = True) -> AsyncIterator[UnitOfWork]:
        """One transaction: commits when the block ends well, else undoes everything in it.

        Not `durable`: a power cut may undo it. Good for what would then be done again anyway.

        Raises:
            StoreAway: the database could not be reached, or did not let the transaction through.
        """
        async with self._work(self.database.transaction(durable=durable)) as work:
            yield work
        if work.session.info.get(ERASES):
            self.database.erased.set()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[UnitOfWork]:
        """Work that only reads, as of one moment. It may take long: nobody who writes waits for it.

        Raises:
            StoreAway: the database could not be reached.
        """
        async with self._work(self.database.reading()) as work:
            yield work

    @asynccontextmanager
    async def _work(
        self, opened: AbstractAsyncContextManager[AsyncSession]
    ) -> AsyncIterator[UnitOfWork]:
        catalog = self.catalog
        try:
            async with opened as session:
                yield UnitOfWork(
                    session,
                    self.clock(),
                    catalog,
                    self._default_zone,
                    self._owners,
                    rate=self._rate,
                    backups_kept=self.backups_kept,
                    away_years=self.away_years,
                    short_links=self.short_links,
                )
        except SQLAlchemyError as error:
            if not faults.is_away(error):
                raise
            raise StoreAway(type(error).__name__) from None


async def until_kept(act: Callable[[], Awaitable[T]], **of: object) -> T:
    """Do something that may be begun anew, and begin it anew while the database is away; `of` is said in the log."""
    while True:
        try:
            return await act()
        except StoreAway as error:
            log.warning("the database is away", fault=str(error), **of)
            await asyncio.sleep(BEGUN_ANEW)
