"""Lists that staff can take out as files: each feature hands over its own (`Feature.tables`)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from solbot.content.language import Language
from solbot.db.details import AuditDetail
from solbot.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class TableReader:
    """Who takes a list out: what they read, and by which clock."""

    language: Language
    zone: ZoneInfo


@dataclass(frozen=True)
class TableRow:
    """A row. Whose it is stands before its cells: their number, name and username; None: nobody's."""

    person: int | None
    cells: Sequence[str] = ()


@dataclass(frozen=True)
class Gathered:
    """A list, gathered. `columns` are keys of labels; where `of_people`, those that say who come before them. `asked`
    are the columns after them, in the words of staff."""

    title: str
    columns: Sequence[str]
    rows: Sequence[TableRow]
    of_people: bool = True
    asked: Sequence[str] = ()


@dataclass(frozen=True)
class OutTable:
    """A list that can be taken out, by its name in buttons and in the names of files."""

    right: str  # that staff need for it
    gather: Callable[[UnitOfWork, TableReader, str], Awaitable[Gathered]]  # Raises NotNow
    back: Callable[[str], str]  # the tap that leads back
    about: Callable[[str], AuditDetail] = field(default=lambda _: AuditDetail())  # on the audit
    calendar: Callable[[UnitOfWork, TableReader, str], Awaitable[bytes | None]] | None = (
        None  # None: nothing of it has a date
    )
    of_people: bool = True  # and so it can be sent back as a list that comes in
