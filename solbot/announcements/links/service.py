"""Short links: made as an announcement is put into words, followed by whoever taps, counted without noting who."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from solbot.announcements import db as announcements_db
from solbot.announcements.links import db as links_db
from solbot.announcements.links import rules
from solbot.db.forms import KeptButton, KeptContent
from solbot.db.states import AnnouncementState
from solbot.unit_of_work import UnitOfWork

_NOT_OUT = (AnnouncementState.DRAFT, AnnouncementState.DROPPED, AnnouncementState.WITHDRAWN)


class Linking(Protocol):
    """What leads somewhere."""

    @property
    def announcement_id(self) -> int: ...
    @property
    def content(self) -> Mapping[str, KeptContent]: ...
    @property
    def second(self) -> Mapping[str, KeptContent] | None: ...
    @property
    def buttons(self) -> Sequence[KeptButton]: ...


@dataclass(frozen=True)
class Opened:
    """An address of an announcement, and how often it was opened; None: too seldom to be told."""

    address: str
    count: int | None


async def shorts(work: UnitOfWork, said: Linking) -> Mapping[str, str]:
    """The short link of each address in an announcement, the same for every reader; none where owners want none."""
    wanted = _addresses(said) if work.short_links else ()
    if not wanted:
        return {}
    number = said.announcement_id
    if await announcements_db.private(work.session, [number]):
        return {}  # how many open it would tell of what they answered
    known = await _codes(work, number)
    new = [address for address in wanted if address not in known]
    if new:
        await links_db.add(work.session, [_row(work, number, address) for address in new])
        known = await _codes(work, number)
    return {address: f"{work.short_links}/{known[address]}" for address in wanted}


async def address_of(work: UnitOfWork, code: str) -> str | None:
    """Where a short link leads: only ever to an address that an announcement has that is out. None: nowhere."""
    row = await links_db.get(work.session, code)
    said = await announcements_db.seen(work.session, row.announcement_id) if row else None
    if row is None or said is None or said.state in _NOT_OUT:
        return None
    return row.address if row.address in _addresses(said) else None


async def count(work: UnitOfWork, opened: Mapping[str, int]) -> None:
    """Note how many more times each link was opened."""
    await links_db.count(work.session, opened)


async def opened(work: UnitOfWork, announcement_id: int) -> list[Opened]:
    """How often each address of an announcement was opened through its short link, for staff."""
    rows = await links_db.of(work.session, announcement_id)
    return [Opened(row.address, rules.shown(row.count)) for row in rows]


def _addresses(said: Linking) -> tuple[str, ...]:
    return rules.addresses((said.content, said.second or {}), said.buttons)


async def _codes(work: UnitOfWork, announcement_id: int) -> dict[str, str]:
    return {row.address: row.code for row in await links_db.of(work.session, announcement_id)}


def _row(work: UnitOfWork, announcement_id: int, address: str) -> dict[str, object]:
    return {
        "code": rules.new_code(),
        "announcement_id": announcement_id,
        "address": address,
        "digest": hashlib.sha256(address.encode()).hexdigest(),
        "count": 0,
        "made_at": work.now,
    }
