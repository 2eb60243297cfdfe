"""Notices: what a person or one of the staff has to be told because something they have to do with happened.

They reach people who paused or stopped, too: what is told was asked for. Each feature hands over its own
(`Feature.notices`); the words are found when one is sent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Unpack

from solbot.content.catalog import Language
from solbot.db.details import Ref
from solbot.db.tables import Member
from solbot.telegram import outbox_db
from solbot.telegram.kinds import NOTICE, Arrived, LetterKind, asked_for
from solbot.telegram.letters import Priority, ShownToStaff
from solbot.telegram.messages import Message
from solbot.telegram.outbox import Claimed
from solbot.unit_of_work import UnitOfWork

Write = Callable[[UnitOfWork, Member, Language, Ref], Awaitable[Message | None]]
"""A notice in the member's language; None when it is no longer true."""


@dataclass(frozen=True)
class Notice:
    """A kind of notice. `letter_…` with its name is the label of its line on a person's page."""

    write: Write
    put_off: Callable[[UnitOfWork, Member, Claimed], Awaitable[datetime | None]] | None = None
    arrived: Arrived | None = None  # many at once, each with the message it became
    shown: Callable[[UnitOfWork, Member, Claimed], Awaitable[None]] | None = (
        None  # it is about to leave
    )


async def tell(
    work: UnitOfWork,
    people: Iterable[int],
    name: str,
    key: str,
    /,
    *,
    due_at: datetime | None = None,
    not_after: datetime | None = None,
    **ref: Unpack[Ref],
) -> None:
    """Put a notice called `name` in the outbox for each of these people, once for each `key`."""
    await outbox_db.put_to_all(
        work.session,
        list(people),
        f"{name}:{key}:",
        kind=NOTICE,
        priority=Priority.NUDGE.value,
        ref={NOTICE: name, **ref},
        due_at=due_at or work.now,
        not_after=not_after,
    )


def kind_of(notices: Mapping[str, Notice]) -> LetterKind:
    """The kind of letter that all these notices are. One that is gone can't be put into words."""

    async def compose(work: UnitOfWork, member: Member, letter: Claimed, _: bool) -> Message | None:
        notice = notices[letter.ref[NOTICE]]
        return await notice.write(work, member, work.language_of(member), letter.ref)

    async def put_off(work: UnitOfWork, member: Member, letter: Claimed) -> datetime | None:
        notice = notices.get(letter.ref[NOTICE])
        waits = notice.put_off if notice is not None else None
        return await waits(work, member, letter) if waits is not None else None

    async def shown(work: UnitOfWork, member: Member, letter: Claimed) -> None:
        notice = notices.get(letter.ref[NOTICE])
        if notice is not None and notice.shown is not None:
            await notice.shown(work, member, letter)

    async def arrived(work: UnitOfWork, found: Sequence[tuple[Claimed, int]]) -> None:
        by: defaultdict[Arrived, list[tuple[Claimed, int]]] = defaultdict(list)
        for one in found:
            notice = notices.get(one[0].ref[NOTICE])
            if notice is not None and notice.arrived is not None:
                by[notice.arrived].append(one)
        for follows, those in by.items():
            await follows(work, those)

    return LetterKind(
        ShownToStaff.NAMED,
        asked_for,
        put_off=put_off,
        compose=compose,
        shown=shown,
        arrived=arrived,
    )
