"""Looks after the bot as its owners would: every process looks, one of them tells, once.

What is found is written down (ops/alerts.py) and told straight away, not as a letter: letters may be what is stuck.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import structlog
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from solbot.content.catalog import Language
from solbot.db import faults, presence
from solbot.errors import StoreAway
from solbot.ops import alert_command, alerts
from solbot.ops.alerts import AlertKind, Telling
from solbot.ops.health import Health, Part, Since
from solbot.staff import audit
from solbot.telegram.messages import Message
from solbot.telegram.rate import Pace, SendPriority
from solbot.telegram.uploader import Uploader
from solbot.unit_of_work import UnitOfWork, UnitsOfWork

log = structlog.get_logger(__name__)

EVERY = 20.0  # seconds
TURN = 10.0  # seconds to wait for a turn among what is sent
DATABASE_AWAY = 60.0  # seconds
NO_ANSWER = 300.0  # seconds
ASK_EVERY = 120.0  # seconds, where Telegram is not asked for updates anyway
TOO_LATE = 1800.0  # seconds that what is due may wait although letters leave
HALTED = 600.0  # seconds
MANY_LOOKS = 30  # people that one of the staff looked at within an hour
MANY_ROLES = 3  # people whose role one of them took or changed within an hour

_SILENT = frozenset({AlertKind.TELEGRAM, AlertKind.HALTED, AlertKind.FROZEN, AlertKind.TOKEN})
"""While these last, nothing can be said in the chat."""


@dataclass(frozen=True)
class Verdict:
    """What is wrong, with the number there is to say of it; and what looks well."""

    wrong: Mapping[AlertKind, int | None] = field(default_factory=dict)
    well: frozenset[AlertKind] = frozenset()


def judge(parts: Mapping[str, Part], unanswered: float) -> Verdict:
    """What a look at the health means for owners; Telegram has not answered for `unanswered` seconds."""
    letters, tick, updates, disk = (parts[one] for one in ("letters", "tick", "updates", "disk"))
    waits, halted = letters["waited_seconds"], letters["halted_seconds"]
    stuck = not letters["ok"] or (waits > TOO_LATE and not halted)
    found: Mapping[AlertKind, tuple[bool, float | None]] = {
        AlertKind.NUDGES: (not tick["ok"], tick["waited_seconds"] / 60),
        AlertKind.LETTERS: (stuck and not letters["frozen"], waits / 60),
        AlertKind.UPDATES: (not updates["ok"], updates["waited_seconds"] / 60),
        AlertKind.DISK: (not disk["ok"], disk["free_mb"]),
        AlertKind.TELEGRAM: (unanswered > NO_ANSWER, None),
        AlertKind.HALTED: (halted > HALTED and not letters["frozen"], halted / 60),
    }
    return Verdict(
        {kind: None if n is None else round(n) for kind, (bad, n) in found.items() if bad},
        frozenset(kind for kind, (bad, _) in found.items() if not bad),
    )


class Watch:
    """Looks, and tells owners in the chat, and by a command what the chat can't carry."""

    def __init__(
        self,
        works: UnitsOfWork,
        health: Health,
        bot: Bot,
        uploader: Uploader,
        pace: Pace,
        *,
        command: str | None,
        polled: Since | None,
    ) -> None:
        """`health` looks at all parts, whichever process has them; `polled` says when (monotonic seconds) Telegram
        last answered a poll of this process, if it polls."""
        self._works = works
        self._health = health
        self._bot = bot
        self._uploader = uploader
        self._pace = pace
        self._command = command
        self._polled = polled
        self._readers: Mapping[int, Language] = {}
        self._answered_at = self._asked_at = time.monotonic()
        self._away_since: float | None = None
        self._away_told = False

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(EVERY)

    async def close(self) -> None:
        """Look no more."""
        await self._health.close()

    async def look(self) -> None:
        """Look once, and tell what is new."""
        parts = await self._health.parts()
        if not parts["database"]["ok"] or "letters" not in parts:
            await self._without_database()
            return
        verdict = judge(parts, await self._unanswered())
        try:
            async with self._works.begin(durable=False) as work:
                self._readers = await alerts.readers_of(work)
                for kind, count in verdict.wrong.items():
                    await alerts.begin(work, kind, count)
                await alerts.look_well(work, verdict.well)
                await self._staff(work)
                if parts["letters"]["frozen"]:
                    await alerts.begin(work, AlertKind.FROZEN)
                else:
                    await alerts.end(work, AlertKind.FROZEN)
        except StoreAway:
            await self._without_database()
            return
        await self._with_database()
        await self.tell()

    async def _staff(self, work: UnitOfWork) -> None:
        """Whether any of the staff does something unusual."""
        lately = await audit.lately(work)
        for kind, count, many in (
            (AlertKind.LOOKS, lately.looks, MANY_LOOKS),
            (AlertKind.ROLES, lately.roles, MANY_ROLES),
        ):
            if count >= many:
                await alerts.begin(work, kind, count)
            else:
                await alerts.look_well(work, [kind])

    async def tell(self) -> None:
        """Tell what nobody was told yet. It counts as told only then: one that is killed in between leaves it to the
        next, who may tell it once more."""
        try:
            if not await self._untold():
                return
            async with presence.only(self._works.database) as is_ours:
                for one in await self._untold() if is_ours else ():
                    if await self._told(one):
                        async with self._works.begin() as work:
                            await alerts.told(work, one)
        except (StoreAway, *faults.ANY) as error:
            log.error("an alert is not told: the database is away", fault=type(error).__name__)

    async def _untold(self) -> Sequence[Telling]:
        async with self._works.reading() as work:
            return await alerts.untold(work)

    async def token_refused(self) -> None:
        """Telegram does not know the token: say so, before the process ends of it."""
        await self._note(AlertKind.TOKEN, wrong=True)
        await self.tell()

    async def token_accepted(self) -> None:
        """Telegram knows the token."""
        self._answered_at = time.monotonic()
        await self._note(AlertKind.TOKEN, wrong=False)

    async def content(self, wrong: int) -> None:
        """The content was taken up anew; with something wrong in it, it was not."""
        await self._note(AlertKind.CONTENT, wrong=bool(wrong), count=wrong)

    async def _note(self, kind: AlertKind, *, wrong: bool, count: int | None = None) -> None:
        try:
            async with self._works.begin() as work:
                if wrong:
                    await alerts.begin(work, kind, count)
                else:
                    await alerts.end(work, kind)
        except StoreAway as error:
            log.error("an alert is not written down", alert=kind.value, fault=str(error))

    async def _unanswered(self) -> float:
        """For how many seconds Telegram has not answered; asks, where nothing else does."""
        if self._polled is not None:
            return time.monotonic() - self._polled()
        if time.monotonic() - self._asked_at >= ASK_EVERY:
            self._asked_at = time.monotonic()
            try:
                await self._bot.get_me()
            except InvalidToken:
                await self._note(AlertKind.TOKEN, wrong=True)
                self._answered_at = time.monotonic()
            except TelegramError as error:
                log.warning("Telegram does not answer", fault=type(error).__name__)
            else:
                await self.token_accepted()
        return time.monotonic() - self._answered_at

    async def _told(self, one: Telling) -> bool:
        """Tell one thing; False where it should be tried again."""
        silent = one.kind in _SILENT and not one.over
        in_chat = not silent and await self._in_chat(one)
        outside = one.kind in alerts.CHAT_CARRIES_NOT or not in_chat
        by_command = outside and await self._by_command(one)
        speak = log.info if one.over else log.error
        speak(
            "alert is over" if one.over else "alert",
            alert=one.kind,
            in_chat=in_chat,
            by_command=by_command,
        )
        return in_chat or by_command or silent or not one.words

    async def _in_chat(self, one: Telling, *, paced: bool = True) -> bool:
        """Say it to every owner; whether anybody was reached."""
        reached = False
        for person, words in one.words.items():
            try:
                if paced and not await self._has_turn():
                    return reached
                await self._uploader.send(person, Message(words))
                reached = True
            except TelegramError as error:
                log.warning("an owner is not reached", fault=type(error).__name__)
        return reached

    async def _has_turn(self) -> bool:
        if self._pace.is_shut:
            return False
        try:
            async with asyncio.timeout(TURN):
                return await self._pace.wait(SendPriority.REPLY) is not None
        except TimeoutError:
            return False

    async def _by_command(self, one: Telling) -> bool:
        if self._command is None:
            return False
        return await alert_command.run(self._command, f"@{self._name()}: {one.line}")

    def _name(self) -> str:
        try:
            return self._bot.username
        except RuntimeError:  # Telegram never told us
            return "solbot"

    async def _without_database(self) -> None:
        """Nothing can be written down: each process tells for itself, once."""
        now = time.monotonic()
        if self._away_since is None:
            self._away_since = now
        if now - self._away_since >= DATABASE_AWAY and not self._away_told:
            self._away_told = True
            await self._say_of_database(over=False)

    async def _with_database(self) -> None:
        self._away_since = None
        if self._away_told:
            self._away_told = False
            await self._say_of_database(over=True)

    async def _say_of_database(self, *, over: bool) -> None:
        one = alerts.telling(self._works.catalog, self._readers, AlertKind.DATABASE, None, over)
        in_chat = await self._in_chat(one, paced=over)
        by_command = await self._by_command(one)
        log.error(
            "alert is over" if over else "alert",
            alert=one.kind,
            in_chat=in_chat,
            by_command=by_command,
        )
