"""Puts letters into words, each so that a fault in one stays a fault in that one."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

import structlog

from solbot.db import members
from solbot.db.states import LetterStatus
from solbot.db.tables import Member
from solbot.errors import StoreAway, fault_of
from solbot.telegram import outbox
from solbot.telegram.kinds import Kinds, LetterKind, Rounds, Worded
from solbot.telegram.letters import UNSAID
from solbot.telegram.outbox import Claimed
from solbot.unit_of_work import UnitOfWork, UnitsOfWork

log = structlog.get_logger(__name__)

Writer = Callable[[UnitOfWork, Member, Claimed, LetterKind], Awaitable[Worded | None]]
"""Puts a letter of one person into words, by its kind; None when it is no longer needed."""
GiveUp = Callable[[UnitOfWork, Claimed], Awaitable[None]]


class LetterComposer:
    """Composes what was claimed. Nothing here raises but StoreAway; then the rest is to be given back."""

    def __init__(self, works: UnitsOfWork, kinds: Kinds, write: Writer) -> None:
        """`write` puts letters of one person into words."""
        self._works = works
        self._kinds = kinds
        self._write = write

    async def of(self, group: Sequence[Claimed]) -> AsyncIterator[Worded]:
        """These letters in words, as far as they are to be sent."""
        rounds = self._kinds.rounds
        for one in (one for one in group if rounds is None or one.round_id is None):
            for found in await self._alone(one, self._letter, self._fail):
                yield found
        many = [one for one in group if one.round_id is not None]
        if rounds is not None and many:
            for found in await self._together(rounds, many):
                yield found

    async def _together(self, rounds: Rounds, many: Sequence[Claimed]) -> list[Worded]:
        """Letters of rounds, in one transaction; should that not go well, each in its own."""
        try:
            async with self._works.begin(durable=False) as work:
                return await rounds.compose(work, many)
        except StoreAway:
            raise
        except Exception as error:  # noqa: BLE001  (one of many must not hold up the others)
            log.warning("letters composed one by one", count=len(many), fault=type(error).__name__)

        async def compose(work: UnitOfWork, letter: Claimed) -> list[Worded]:
            return await rounds.compose(work, [letter])

        async def give_up(work: UnitOfWork, letter: Claimed) -> None:
            await rounds.fail(work, [letter])

        return [found for one in many for found in await self._alone(one, compose, give_up)]

    async def _letter(self, work: UnitOfWork, claimed: Claimed) -> list[Worded]:
        """A letter in words; nothing when it is not to be sent now: put off, or not to be sent any more.

        Raises whatever keeps it from being put into words: then nothing of this may be kept.
        """
        member = await members.get(work.session, claimed.member_id)
        if member is None:
            return []  # erased meanwhile, and the letter with them
        kind = self._kinds.of(claimed)
        why_not = outbox.refusal(work, member, claimed, kind.stops)
        if why_not is None:
            later = await kind.put_off(work, member, claimed) if kind.put_off else None
            if later is not None:
                await outbox.defer(work, [(claimed, later)])
                return []
            written = await self._write(work, member, claimed, kind)
            if written is not None:
                return [written]
            why_not = (LetterStatus.CANCELLED, "no longer needed")
        await outbox.end(work, [(claimed, *why_not)])
        await self._unsaid(work, member, claimed)
        return []

    async def _fail(self, work: UnitOfWork, claimed: Claimed) -> None:
        """End a letter that can't be put into words; what it was to ask waits for the next one."""
        member = await members.get(work.session, claimed.member_id)
        if member is not None:
            await self._unsaid(work, member, claimed)
        await outbox.end(work, [(claimed, LetterStatus.FAILED, UNSAID)])

    async def _unsaid(self, work: UnitOfWork, member: Member, claimed: Claimed) -> None:
        kind = self._kinds.of(claimed)
        if kind.unsaid is not None and not claimed.unsure:
            await kind.unsaid(work, member, claimed)

    async def _alone(
        self,
        letter: Claimed,
        compose: Callable[[UnitOfWork, Claimed], Awaitable[list[Worded]]],
        give_up: GiveUp,
    ) -> list[Worded]:
        """One letter in a transaction of its own: nobody's reply has to wait for several, and it fails alone."""
        try:
            async with self._works.begin(durable=False) as work:
                return await compose(work, letter)
        except StoreAway:
            raise
        except Exception as error:  # noqa: BLE001  (whatever it is, it is this letter's)
            log.error("letter not composed", letter=letter.id, kind=letter.kind, **fault_of(error))
        await self._failed(letter, give_up)
        return []

    async def _failed(self, letter: Claimed, give_up: GiveUp) -> None:
        try:
            async with self._works.begin() as work:
                await give_up(work, letter)
        except StoreAway:
            raise
        except Exception as error:  # noqa: BLE001  (else it would be tried for ever)
            log.error("letter ended, and nothing else", letter=letter.id, **fault_of(error))
            async with self._works.begin() as work:
                await outbox.end(work, [(letter, LetterStatus.FAILED, UNSAID)])
