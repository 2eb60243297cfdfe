"""What is wrong with the bot itself, told to owners once when it begins and once when it is over.

Whoever notices something calls `begin`, and `end` once it is well; both may be called as often as one likes, by any
process. `ops/watching.py` tells what is written down here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from solbot.content.catalog import Catalog, Language
from solbot.content.telegram_html import plain
from solbot.db import members
from solbot.ops import alerts_db
from solbot.staff import service as staff
from solbot.unit_of_work import UnitOfWork

STEADY = timedelta(minutes=5)
"""So long has to look well what comes and goes, before it is over."""
KEEP = timedelta(days=90)


class AlertKind(StrEnum):
    """What can be wrong. Its words are in the reply `staff/alert`; `count` in it is the number given here."""

    NUDGES = "nudges"  # what is due is not decided; minutes
    LETTERS = "letters"  # what is decided does not leave; minutes
    UPDATES = "updates"  # what people write is not handled; minutes
    DISK = "disk"  # little room is left; megabytes
    DATABASE = "database"  # it takes nothing in
    BACKUPS = "backups"  # the last backup failed, or can't be read back
    CONTENT = "content"  # a reload found faults, and the old words stay; faults
    TELEGRAM = "telegram"  # no answer from it
    HALTED = "halted"  # it asks everybody to wait; minutes
    FROZEN = "frozen"  # it takes nothing from this bot
    LOOKS = "looks"  # one of the staff looks at very many people; people in the last hour
    ROLES = "roles"  # one of the staff takes or changes many roles; people in the last hour
    TOKEN = "token"  # noqa: S105  (it does not know the token)


CHAT_CARRIES_NOT = frozenset(
    {
        AlertKind.DATABASE,
        AlertKind.TELEGRAM,
        AlertKind.HALTED,
        AlertKind.FROZEN,
        AlertKind.TOKEN,
    }
)
"""What also goes to the command: while it lasts, the chat may reach nobody."""


@dataclass(frozen=True)
class Telling:
    """What is to be told, and to whom: each owner with the words in their language, and the words for a command."""

    id: int
    kind: str
    over: bool
    words: Mapping[int, str]
    line: str


async def begin(work: UnitOfWork, kind: AlertKind, count: int | None = None) -> bool:
    """Something is wrong; owners are told of it once, until it has ended. False where that was known."""
    return await alerts_db.begin(work.session, kind, count, work.now)


async def end(work: UnitOfWork, kind: AlertKind) -> bool:
    """Something is well again; owners are told so once. False where nothing was wrong."""
    return await alerts_db.end(work.session, kind, work.now)


async def happened(work: UnitOfWork, kind: AlertKind, count: int | None = None) -> None:
    """Something happened that owners should know of, and that has no end; they are told each time."""
    await alerts_db.note(work.session, kind, count, work.now)


async def look_well(work: UnitOfWork, kinds: Collection[AlertKind]) -> None:
    """These look well just now. They are over once they have done so for a while."""
    names = [kind.value for kind in kinds]
    await alerts_db.look_well(work.session, names, work.now, work.now - STEADY)


async def opened(work: UnitOfWork) -> Sequence[str]:
    """What is wrong at this moment."""
    return await alerts_db.opened(work.session)


async def untold(work: UnitOfWork) -> Sequence[Telling]:
    """What is to be told now."""
    rows = await alerts_db.untold(work.session)
    if not rows:
        return ()
    readers = await readers_of(work)
    return [telling(work.catalog, readers, *row, id_=number) for number, row in rows]


async def told(work: UnitOfWork, one: Telling) -> None:
    """It was told: not again."""
    await alerts_db.told(work.session, one.id, over=one.over, now=work.now)


async def prune(work: UnitOfWork) -> None:
    """Forget what was over long ago."""
    await alerts_db.prune(work.session, work.now - KEEP)


async def readers_of(work: UnitOfWork) -> Mapping[int, Language]:
    """Owners who can be written to, with the language of each."""
    found = {}
    for person in await staff.owners(work):
        found[person] = work.language_of(await members.get(work.session, person))
    return found


def telling(
    catalog: Catalog,
    readers: Mapping[int, Language],
    kind: str,
    count: int | None,
    over: bool,
    id_: int = 0,
) -> Telling:
    """Something to be told, in words."""
    values = {"alert": kind, "over": over, "count": count or 0}
    line = " ".join(plain(catalog.default.reply("staff/alert", **values)).split())
    words = {
        person: language.having("staff/alert").reply("staff/alert", **values)
        for person, language in readers.items()
    }
    return Telling(id_, kind, over, words, line)
