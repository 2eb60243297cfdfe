"""Makes what people asked for, a few at a time, and says how far it is: one message, edited now and then."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Sequence

import structlog
from telegram import Bot
from telegram.error import TelegramError

from solbot.bot import dialog
from solbot.bot.context import Replace, Send
from solbot.bot.reply_sender import ReplySender
from solbot.coaching.export import chat, errands, service
from solbot.coaching.export.errands import MOST_TRIES, Taken
from solbot.coaching.export.fetching import Kept, fetch
from solbot.coaching.export.making import Order, Ready, made
from solbot.coaching.journal import sealed_files
from solbot.content.language import Language
from solbot.db import members
from solbot.db.tables import Member
from solbot.errors import StoreAway, fault_of
from solbot.telegram import api
from solbot.telegram.incoming import Incoming, UpdateKind
from solbot.telegram.messages import Button, Document, Keyboard, Message
from solbot.unit_of_work import UnitsOfWork

log = structlog.get_logger(__name__)

AT_ONCE = 2  # processes that set books
MOST_WAITING = 50  # taken in hand, to be told that they wait
LOOK_EVERY = 5.0  # seconds
KEEP_EVERY = 1.0
SAY_EVERY = 2.0
LAST_WORDS = 0.2  # less than the bot waits at its end for what was in hand to be put back


class NotSent(Exception):
    """Telegram did not take a file."""


class ExportRunner:
    """Takes what is wanted in hand. Several processes may."""

    def __init__(self, works: UnitsOfWork, bot: Bot, reply_sender: ReplySender) -> None:
        """Take what is needed to read, fetch and send."""
        self._works, self._bot, self._reply_sender = works, bot, reply_sender
        self._room = asyncio.Semaphore(AT_ONCE)
        self._tasks: dict[asyncio.Task[None], Taken] = {}

    async def run(self) -> None:
        """Go on until cancelled; what is in hand then is put back, for whoever comes next."""
        try:
            while True:
                await self._take()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(LOOK_EVERY):
                        await self._works.errands.wait()
                self._works.errands.clear()
        finally:
            await self._stop()

    @property
    def is_idle(self) -> bool:
        """Whether nothing is in hand."""
        return not self._tasks

    async def _take(self) -> None:
        try:
            async with self._works.begin() as work:
                taken = await errands.take(work, MOST_WAITING - len(self._tasks))
        except StoreAway:
            log.warning("the database is away")
            return
        for one in taken:
            task = asyncio.create_task(self._serve(one))
            self._tasks[task] = one
            task.add_done_callback(lambda done: self._tasks.pop(done, None))

    async def _stop(self) -> None:
        held = list(self._tasks.values())
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if held:
            with contextlib.suppress(StoreAway):
                async with self._works.begin() as work:
                    await errands.put_back(work, held)

    async def _serve(self, one: Taken) -> None:
        """Make one, for as long as it is wanted."""
        telling = Telling(self._works, self._bot, self._reply_sender, one)
        making = asyncio.create_task(self._make(one, telling))
        try:
            while not making.done():
                await asyncio.wait({making}, timeout=KEEP_EVERY)
                if not making.done() and not await self._is_wanted(one) and not telling.is_over:
                    making.cancel()
                    await asyncio.wait({making})
                    await telling.called_off()
                    return
            await self._ended(one, telling, making.exception())
        except StoreAway:
            log.warning("the database is away")
        finally:
            making.cancel()
            await asyncio.gather(making, return_exceptions=True)
            await telling.end()

    async def _ended(self, one: Taken, telling: Telling, error: BaseException | None) -> None:
        if isinstance(error, Unwanted):
            await telling.called_off()
            return
        if not isinstance(error, Exception) or isinstance(error, StoreAway):
            return
        log.error("a copy was not made", kind=one.kind.value, **fault_of(error))
        async with self._works.begin() as work:
            wanted = await errands.finish(work, one)
        if wanted:
            await telling.failed()

    async def _is_wanted(self, one: Taken) -> bool:
        try:
            async with self._works.begin(durable=False) as work:
                return await errands.keep(work, one)
        except StoreAway:
            return True  # it is said again once the database is back

    async def _make(self, one: Taken, telling: Telling) -> None:
        if self._room.locked():
            await telling.stage("waiting")
        async with self._room:
            if one.tries > MOST_TRIES:
                raise RuntimeError("tried too often")
            order = await self._order(one)
            if order is None:
                raise Unwanted
            telling.speaks(order.language)
            fetched = await fetch(self._bot, order.wanted(), telling.fetched, self._kept_of(one))
            with fetched.held:
                async with made(order, fetched, telling.percent) as ready:
                    await self._send(one, ready, telling)

    def _kept_of(self, one: Taken) -> Kept:
        """Reads a member's photos that came in from elsewhere."""

        async def read(name: str) -> bytes | None:
            async with self._works.reading() as work:
                member = await work.session.get(Member, one.member_id)
                return await sealed_files.read(work, member.id, name) if member else None

        return read

    async def _order(self, one: Taken) -> Order | None:
        async with self._works.reading() as work:
            member = await members.get(work.session, one.member_id)
            if member is None or member.consented_at is None:
                return None
            copy = await service.of_member(work, member)
            language = work.language_of(member).having("export_month")
            return Order(one.kind, copy, language, work.clock_of(member.zone))

    async def _send(self, one: Taken, ready: Ready, telling: Telling) -> None:
        await telling.stage("sending")
        for name, opened in ready.files:
            if not await self._is_wanted(one):
                raise Unwanted
            await telling.file(Document(name, b"", opened=opened))
        telling.is_over = True
        async with self._works.begin() as work:
            wanted = await errands.finish(work, one)
        if not wanted:
            raise Unwanted
        await telling.done(ready)


class Unwanted(Exception):
    """It was called off, or whose it is are gone."""


class Telling:
    """What one person is told while theirs is in the making."""

    def __init__(self, works: UnitsOfWork, bot: Bot, reply_sender: ReplySender, one: Taken) -> None:
        """Take the message there is already, if there is one."""
        self._works, self._bot, self._reply_sender, self._one = works, bot, reply_sender, one
        self._message_id = one.message_id
        self._language: Language | None = None
        self.is_over = False  # all is sent: it can't be called off any more
        self._said = float("-inf")
        self._sending: asyncio.Task[None] | None = None

    def speaks(self, language: Language) -> None:
        """From now on in this language."""
        self._language = language

    async def stage(self, stage: str) -> None:
        """It begins something else."""
        await self._progress(stage)

    async def fetched(self, done: int, total: int) -> None:
        """So many files are there."""
        if self._is_due:
            await self._progress("fetching", fetched=done, to_fetch=total)

    async def percent(self, percent: int) -> None:
        """So much of it is made."""
        if self._is_due:
            await self._progress("making", percent=percent)

    async def file(self, document: Document) -> None:
        """Send a file. Raises NotSent."""
        if await self._say(Send(Message("", document=document))) is None:
            raise NotSent

    async def done(self, ready: Ready) -> None:
        """It is there."""
        await self._put(
            "export_done",
            export_kind=self._one.kind.value,
            pages=ready.pages,
            files=len(ready.files),
            lost=ready.lost,
        )

    async def failed(self) -> None:
        """It could not be made."""
        language = await self._spoken()
        kind = self._one.kind.value
        again = Button(language.button("export_again"), chat.begin.to(self._one.kind))
        await self._put("export_failed", Keyboard().row(again).built(), export_kind=kind)
        async with self._works.begin(durable=False) as work:
            if await members.get(work.session, self._one.member_id) is not None:
                await dialog.offer(work, self._one.member_id, {again.label: again.data or ""})

    async def end(self) -> None:
        """Say nothing more: what is just being said has a moment to get there, and to be noted."""
        if self._sending is not None:
            await asyncio.wait({self._sending}, timeout=LAST_WORDS)
            self._sending.cancel()
            await asyncio.gather(self._sending, return_exceptions=True)

    async def called_off(self) -> None:
        """It is not wanted any more; nothing is said to who is erased."""
        if self._sending is not None:  # it has an end, and a message that is left behind has none
            await asyncio.gather(self._sending, return_exceptions=True)
        if self._message_id is None:
            return
        async with self._works.begin(durable=False) as work:
            member = await members.get(work.session, self._one.member_id)
        if member is not None and member.consented_at is not None:
            await self._put("export_called_off")
            return
        with contextlib.suppress(TelegramError):
            await api.take_back(self._bot, self._one.member_id, (self._message_id,))

    @property
    def _is_due(self) -> bool:
        under_way = self._sending is not None and not self._sending.done()
        return not under_way and time.monotonic() - self._said >= SAY_EVERY

    async def _progress(
        self, stage: str, fetched: int = 0, to_fetch: int = 0, percent: int = 0
    ) -> None:
        self._said = time.monotonic()
        language = await self._spoken()
        stop = Button(language.button("export_stop"), chat.call_off.to())
        await self._put(
            "export_progress",
            Keyboard().row(stop).built(),
            export_kind=self._one.kind.value,
            stage=stage,
            fetched=fetched,
            to_fetch=to_fetch,
            percent=percent,
        )

    async def _put(
        self, reply: str, buttons: Sequence[tuple[Button, ...]] = (), **values: object
    ) -> None:
        """Say something in the message that says how far it is; the first time, in a new one."""
        language = await self._spoken()
        message = Message(language.having(reply).reply(reply, **values), tuple(buttons))
        if self._sending is not None:
            await asyncio.wait({self._sending})
        self._sending = asyncio.create_task(self._put_down(message))
        await asyncio.shield(self._sending)

    async def _put_down(self, message: Message) -> None:
        new = self._message_id is None
        sent = await self._say(Send(message) if new else Replace(message))
        if sent is not None and sent != self._message_id:
            self._message_id = sent
            with contextlib.suppress(StoreAway):  # done again, it would be said in a new one
                async with self._works.begin(durable=False) as work:
                    if await errands.note_message(work, self._one, sent):
                        await dialog.offer(work, self._one.member_id, message.offers())

    async def _say(self, said: Send | Replace) -> int | None:
        one = self._one
        incoming = Incoming(
            0,
            UpdateKind.TAP if isinstance(said, Replace) else UpdateKind.COMMAND,
            one.member_id,
            one.member_id,
            message_id=self._message_id if isinstance(said, Replace) else None,
            topic=one.topic,
        )
        return await self._reply_sender.say(incoming, said, await self._spoken())

    async def _spoken(self) -> Language:
        if self._language is None:
            async with self._works.begin(durable=False) as work:
                member = await members.get(work.session, self._one.member_id)
                self._language = work.language_of(member)
        return self._language
