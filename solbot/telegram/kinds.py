"""What features hand over of the letters they send: one row for each kind.

The outbox, the sender and what settles letters know kinds only by these rows: how one is put into words, what may
stop it, and what follows from how its sending went.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from solbot.db.members import Reader, is_paused
from solbot.db.states import MemberState
from solbot.db.tables import Member
from solbot.telegram.letters import ShownToStaff
from solbot.telegram.messages import Message
from solbot.telegram.outbox import Claimed, Sending, Stops
from solbot.unit_of_work import UnitOfWork

Composer = Callable[[UnitOfWork, Member, Claimed, bool], Awaitable[Message | None]]
"""The message a letter becomes, told whether its reader is in the middle of something; None: no longer needed."""

Worded = tuple[Claimed, Message]
Arrived = Callable[[UnitOfWork, Sequence[tuple[Claimed, int]]], Awaitable[None]]
NOTICE: Final = "notice"
"""The kind of letter that is told apart further, by what `ref` has under this name."""


def asked_for(who: Member | Reader, now: datetime) -> str | None:
    """What a person asked for reaches them also where they paused or stopped."""
    del now
    return None if who.state in (MemberState.ACTIVE, MemberState.STOPPED) else who.state


def unasked(who: Member | Reader, now: datetime) -> str | None:
    """What comes by itself reaches whoever wants to hear of the bot just now."""
    if who.state != MemberState.ACTIVE:
        return who.state
    return "paused" if is_paused(who, now) else None


@dataclass(frozen=True)
class LetterKind:
    """A kind of letter. The member is held whenever one is given; in this order, and each only where it is needed."""

    told: ShownToStaff  # how it stands on a person's page, where staff see what was sent
    stops: Stops  # … them for whom it is
    put_off: Callable[[UnitOfWork, Member, Claimed], Awaitable[datetime | None]] | None = None
    begin: Callable[[UnitOfWork, Member, Claimed], Awaitable[Claimed]] | None = (
        None  # what it will say
    )
    compose: Composer | None = None  # None: its rounds put it into words, many at once
    shown: Callable[[UnitOfWork, Member, Claimed], Awaitable[None]] | None = (
        None  # it is about to leave
    )
    unsaid: Callable[[UnitOfWork, Member, Claimed], Awaitable[None]] | None = (
        None  # it never arrived
    )
    failed: Callable[[UnitOfWork, Sending], Awaitable[None]] | None = None  # … and never will
    arrived: Arrived | None = None  # many at once, each with the message it became
    asks: bool = False  # the person's next words answer it
    repeatable: bool = True  # sent once more where it may have arrived: twice is no harm
    whole: bool = False  # never sent without its file, should Telegram refuse that
    paid: bool = False  # by Telegram's paid way, where that is wanted


@dataclass(frozen=True)
class Rounds:
    """Letters to many, which are handed over bit by bit, and put into words many at once."""

    feed: Callable[
        [UnitOfWork, int], Awaitable[int]
    ]  # hand over about so many; how many there were
    running: Callable[[UnitOfWork], Awaitable[Sequence[int]]]
    feed_one: Callable[[UnitOfWork, int, int], Awaitable[int]]  # … of this round alone
    stop: Callable[[UnitOfWork, int], Awaitable[None]]  # this one can't hand any over
    compose: Callable[[UnitOfWork, Sequence[Claimed]], Awaitable[list[Worded]]]
    fail: Callable[[UnitOfWork, Sequence[Claimed]], Awaitable[None]]  # they have no words


@dataclass(frozen=True)
class Kinds:
    """What all features handed over."""

    known: Mapping[str, LetterKind]
    notices: frozenset[str] = frozenset()
    rounds: Rounds | None = None
    blocked: Sequence[
        Callable[[UnitOfWork, Member], Awaitable[None]]
    ] = ()  # who does not want the bot

    def of(self, letter: Claimed) -> LetterKind:
        """The kind of a letter; of one that is gone, none can be put into words."""
        return self.known.get(letter.kind, GONE)

    def line_of(self, kind: str, notice: str | None) -> str | None:
        """The key of the label that says what a letter was, for staff; None where it is not told."""
        told = self.known.get(kind, GONE).told
        if told is ShownToStaff.COACHING:
            return "letter_coaching"
        if told is ShownToStaff.NOT or (kind == NOTICE and notice not in self.notices):
            return None
        return f"letter_{notice if kind == NOTICE else kind}"

    def lines(self) -> frozenset[str]:
        """The labels of all of them."""
        found = {self.line_of(kind, None) for kind in self.known}
        found |= {self.line_of(NOTICE, notice) for notice in self.notices}
        return frozenset(found - {None})  # type: ignore[arg-type]

    def told(self, *ways: ShownToStaff) -> list[str]:
        """The kinds that stand so on a person's page."""
        return [name for name, kind in self.known.items() if kind.told in ways]


async def _gone(work: UnitOfWork, member: Member, letter: Claimed, busy: bool) -> Message | None:
    del work, member, busy
    raise LookupError(f"no feature has letters of the kind {letter.kind}")


GONE = LetterKind(ShownToStaff.NOT, asked_for, compose=_gone)
