"""The composition root: the only file that knows every part."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import signal
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from typing import Any

import structlog
from telegram import Bot, Update
from telegram.error import InvalidToken, NetworkError, TelegramError
from telegram.ext import Application, ApplicationBuilder, TypeHandler

from solbot.chat import announcing, profile
from solbot.chat import letters as composing
from solbot.chat.aftermath import Aftermath
from solbot.chat.edge import Edge
from solbot.chat.flood import Floods
from solbot.chat.intake import Intake
from solbot.chat.processor import PersonByPerson
from solbot.chat.speaker import Speaker
from solbot.chat.webhook import Webhook
from solbot.content.catalog import ContentError
from solbot.content.catalog import load as load_catalog
from solbot.content.faults import Fault
from solbot.delivery.pace import Pace
from solbot.delivery.post import Post
from solbot.delivery.sender import Sender
from solbot.delivery.transport import AiohttpRequest, Headers
from solbot.errors import SolbotError, StoreAway
from solbot.monitor import Monitor
from solbot.services import places
from solbot.services.work import Clock, Works, system_clock
from solbot.settings import ALL_ROLES, Role, Settings
from solbot.store import keyring, migrations
from solbot.store.database import Database
from solbot.tick import Tick

log = structlog.get_logger(__name__)

# Seconds that what is under way may take to end: letters, then replies; five in all.
DRAIN = 3.0
FINISH = 1.5
START_AGAIN = 5.0
WARM_AFTER = 10.0


class App:
    """Everything wired together. `start` and `stop` may be called from any running loop."""

    def __init__(
        self,
        settings: Settings,
        token: str,
        works: Works,
        *,
        roles: frozenset[Role] = ALL_ROLES,
        scheduled: bool = True,
        headers: Headers | None = None,
    ) -> None:
        """`scheduled=False` leaves the tick to the caller, for tests that own the clock; `headers` are sent along
        with requests to a Bot API server of one's own."""
        composing.check()
        self.settings = settings
        self.works = works
        self._roles = roles
        self._scheduled = scheduled
        self.bot = Bot(
            token,
            base_url=f"{settings.api_url}/bot",
            base_file_url=f"{settings.api_url}/file/bot",
            request=AiohttpRequest(headers=headers),
            get_updates_request=AiohttpRequest(connections=2),
        )
        self.application: Application = (  # type: ignore[type-arg]
            ApplicationBuilder()
            .bot(self.bot)
            .updater(None)
            .job_queue(None)
            .concurrent_updates(PersonByPerson())
            .build()
        )
        self.pace, post = Pace(works, settings.rate), Post(works, self.bot)
        speaker = Speaker(self.bot, post, self.pace)
        self.floods = Floods()
        self.aftermath = Aftermath(works, self.bot, self.reload)
        self._edge = Edge(works, self.bot, speaker, self.floods, self.aftermath)
        self.application.add_handler(TypeHandler(Update, self._handle))
        self.intake = Intake(works, self.bot, self.application.update_queue)
        self.sender = Sender(
            works,
            post,
            self.pace,
            composing.compose,
            announcing.announce,
            rate=settings.rate,
            paid=settings.paid_broadcasts,
        )
        self.tick = Tick(
            works,
            self.sender.wake,
            self.intake.try_again,
            decides="tick" in roles,
            takes_in="intake" in roles,
        )
        self._monitor = Monitor(works, settings.metrics) if settings.metrics else None
        self._webhook = self._made_webhook()
        self._tasks: list[asyncio.Task[None]] = []
        self._polling: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Connect, present the bot, and begin; waits for Telegram as long as it takes.

        Raises:
            SolbotError: Telegram does not know the token.
        """
        await self._connect()
        if "sender" in self._roles:
            self._tasks.append(asyncio.create_task(self.sender.run()))
        if "intake" in self._roles:
            await self.application.start()
            await self._listen()
            await profile.present(self.bot, self.works.catalog)
            await self.aftermath.present_all()
            await self.aftermath.fetch_all()
        await self._watch()
        if self._scheduled:
            await self.tick.start()
        # What is there by now stays: there is no need to look through it for garbage ever again.
        gc.collect()
        gc.freeze()
        log.info("solbot is running", username=self.bot.username)

    async def wait(self) -> None:
        """Return when a part has ended of itself, which none should; raises what ended it."""
        forever = asyncio.create_task(asyncio.Event().wait())
        try:
            await asyncio.wait([*self._tasks, forever], return_when=asyncio.FIRST_COMPLETED)
        finally:
            forever.cancel()
        self.raise_if_ended()

    def raise_if_ended(self) -> None:
        """Raise what ended a part of itself, if any part has."""
        for task in self._tasks:
            if task.done():
                task.result()

    async def stop(self) -> None:
        """Take nothing more in, let what is under way end, and close; within 5 seconds."""
        self.tick.stop()
        self.sender.stop()
        if self._polling is not None:
            self._polling.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=DRAIN)
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)
        for part in (self._webhook, self._monitor):
            if part is not None:
                await part.stop()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._finish_updates(), FINISH)
        with contextlib.suppress(StoreAway):
            await self._edge.arrivals.write()
        await self.application.shutdown()

    async def reload(self) -> Sequence[Fault]:
        """Take up the content as it is now; with a fault in it, keep the old. Returns the faults."""
        try:
            self.works.catalog = await asyncio.to_thread(
                load_catalog, self.settings.messages, self.settings.default_language
            )
        except ContentError as error:
            log.error("content kept as it was", faults=[str(fault) for fault in error.faults])
            return error.faults
        log.info("content reloaded")
        await profile.present(self.bot, self.works.catalog)
        await self.tick.facts()
        return ()

    def _made_webhook(self) -> Webhook | None:
        settings = self.settings
        if settings.mode != "webhook" or not settings.webhook_url or not settings.webhook_secret:
            return None
        secret = settings.webhook_secret.get_secret_value()
        return Webhook(self.intake, self.bot, settings.webhook_url, secret, settings.listen)

    async def _listen(self) -> None:
        """Let updates come in, by poll or by webhook."""
        if self._webhook is None:
            self._polling = asyncio.create_task(self.intake.run())
            self._tasks.append(self._polling)
            return
        try:
            await self._webhook.start()
        except OSError as error:
            raise SolbotError(f"SOLBOT_LISTEN is taken: {error.strerror}") from None

    async def _watch(self) -> None:
        """Answer those who look after the bot."""
        try:
            if self._monitor is not None:
                await self._monitor.start()
        except OSError as error:
            raise SolbotError(f"SOLBOT_METRICS is taken: {error.strerror}") from None

    async def _handle(self, update: Update, _context: object) -> None:
        try:
            await self._edge.handle(update)
        finally:
            self.intake.handled(update.update_id)

    async def _finish_updates(self) -> None:
        if self.application.running:
            await self.application.stop()

    async def _connect(self) -> None:
        while True:
            try:
                await self.application.initialize()
                return
            except InvalidToken:
                raise SolbotError("Telegram does not know this SOLBOT_TOKEN.") from None
            except (NetworkError, TelegramError) as error:
                log.warning("waiting for Telegram", fault=type(error).__name__)
                await asyncio.sleep(START_AGAIN)


def use_keys(settings: Settings) -> None:
    """Load the journal keys; creates the key file on the first start, and says so plainly."""
    if settings.keys is not None:
        keyring.use(keyring.Keyring(keyring.read_keys(settings.keys.get_secret_value())))
        return
    ring, created = keyring.load_or_create(settings.key_file)
    keyring.use(ring)
    if created:
        log.warning(
            "a journal key was created: keep it apart from the data and its backups; "
            "without it nobody can read the journals",
            file=str(settings.key_file),
        )


@asynccontextmanager
async def opened(settings: Settings, clock: Clock = system_clock) -> AsyncIterator[Works]:
    """Keys, content and a migrated database, ready to work with; closed afterwards."""
    use_keys(settings)
    catalog = load_catalog(settings.messages, settings.default_language)
    database = Database(settings.database_url)
    try:
        await migrations.upgrade(database)
        yield Works(database, catalog, clock, settings.default_zone, settings.owners, settings.rate)
    finally:
        await database.close()


async def serve(
    settings: Settings,
    token: str,
    roles: frozenset[Role] = ALL_ROLES,
    *,
    clock: Clock = system_clock,
    headers: Headers | None = None,
    beside: Callable[[App], Coroutine[Any, Any, None]] | None = None,
) -> None:
    """Run the bot, or the named parts of it, until SIGTERM or SIGINT; SIGHUP reloads the content.

    What runs `beside` it begins before it and ends it by ending; `clock`, `headers`: see `App` and `Works`.
    """
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stopping.set)
    async with opened(settings, clock) as works:
        app = App(settings, token, works, roles=roles, headers=headers)
        reloads: set[asyncio.Task[Sequence[Fault]]] = set()

        def reload() -> None:
            task = asyncio.create_task(app.reload())
            reloads.add(task)
            task.add_done_callback(reloads.discard)

        loop.add_signal_handler(signal.SIGHUP, reload)
        running = asyncio.create_task(_run(app))
        ends: list[asyncio.Task[Any]] = [asyncio.create_task(stopping.wait())]
        if beside is not None:
            ends.append(asyncio.create_task(beside(app)))
        await asyncio.wait([running, *ends], return_when=asyncio.FIRST_COMPLETED)
        for one in (running, *ends):
            one.cancel()
        try:
            await running
        except asyncio.CancelledError:
            log.info("stopping")
        finally:
            await asyncio.gather(*ends, return_exceptions=True)
            await app.stop()


async def _run(app: App) -> None:
    await app.start()
    warming = asyncio.create_task(_warm())
    try:
        await app.wait()
    finally:
        warming.cancel()


async def _warm() -> None:
    """Read the cities before somebody asks for one. Not sooner: that takes a second of the processor, and after a
    start there is what has come in meanwhile to be answered."""
    await asyncio.sleep(WARM_AFTER)
    await asyncio.to_thread(places.warm)
