"""The composition root: the only file that knows every part."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from itertools import count
from typing import TYPE_CHECKING, Any

import structlog
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from solbot import collecting, stopping
from solbot.announcements import feature as announcements
from solbot.bot import feature as bot
from solbot.bot import letters
from solbot.bot.flood import Floods
from solbot.bot.handler import UpdateHandler
from solbot.bot.post_commit import PostCommit
from solbot.bot.reply_sender import ReplySender
from solbot.bot.routes import Routes
from solbot.coaching import feature as coaching
from solbot.coaching.export.runner import ExportRunner
from solbot.content.catalog import ContentError
from solbot.content.catalog import load as load_catalog
from solbot.content.faults import Fault
from solbot.desk import feature as desk
from solbot.errors import SolbotError, StoreAway, TokenRefused
from solbot.listening import listening
from solbot.members import feature as members
from solbot.members import profile
from solbot.ops import resuming, warming
from solbot.ops.health import Health
from solbot.ops.opening import opened
from solbot.ops.scheduled_backups import ScheduledBackups
from solbot.ops.sweeper import Sweeper
from solbot.ops.tick import Tick
from solbot.ops.watching import Watch
from solbot.programs import feature as programs
from solbot.settings import ALL_ROLES, Role, Settings
from solbot.staff import feature as staff
from solbot.staff.gate import rights_of
from solbot.telegram import trouble
from solbot.telegram.polling import Intake
from solbot.telegram.queues import UpdateQueues
from solbot.telegram.rate import Pace
from solbot.telegram.sender import Sender
from solbot.telegram.transport import AiohttpRequest, Headers
from solbot.telegram.uploader import Uploader
from solbot.unit_of_work import Clock, UnitsOfWork, system_clock

if TYPE_CHECKING:
    from solbot.ops.link_server import LinkServer
    from solbot.ops.metrics import Monitor
    from solbot.telegram.webhook import Webhook

log = structlog.get_logger(__name__)

# Seconds that what is under way may take to end: letters, then replies; five in all.
DRAIN = 3.0
FINISH = 1.5
PUT_BACK = 0.3
START_AGAIN = 5.0
ASK_AGAIN = 30.0  # whether Telegram knows the token by now
SAY_EACH = 12  # tries: once a minute

FEATURES = (
    bot.FEATURE,
    members.FEATURE,
    coaching.FEATURE,
    programs.FEATURE,
    announcements.FEATURE,
    desk.FEATURE,
    staff.FEATURE,
)
"""What the bot can do. Everything else knows no feature but by what it hands over here."""

ROUTES = Routes.of(FEATURES)


class App:
    """Everything wired together. `start` and `stop` may be called from any running loop."""

    def __init__(
        self,
        settings: Settings,
        token: str,
        works: UnitsOfWork,
        *,
        roles: frozenset[Role] = ALL_ROLES,
        scheduled: bool = True,
        headers: Headers | None = None,
        routes: Routes = ROUTES,
    ) -> None:
        """`scheduled=False` leaves the tick to the caller, for tests that own the clock; `headers` are sent along
        with requests to a Bot API server of one's own; `routes` are what its features handed over."""
        letters.check(routes.letters, works.catalog.default.buttons)
        self._routes = routes
        self.settings = settings
        self.works = works
        self._roles = roles
        self._scheduled = scheduled
        self._requests = (AiohttpRequest(headers=headers), AiohttpRequest(connections=2))
        self.bot = Bot(
            token,
            base_url=f"{settings.api_url}/bot",
            base_file_url=f"{settings.api_url}/file/bot",
            request=self._requests[0],
            get_updates_request=self._requests[1],
        )
        self.pace, uploader = Pace(works, settings.rate), Uploader(works, self.bot)
        reply_sender = ReplySender(self.bot, uploader, self.pace)
        self.floods = Floods()
        self.post_commit = PostCommit(works, self.bot, reply_sender, self.reload)
        self._update_handler = UpdateHandler(
            works, self.bot, reply_sender, self.floods, self.post_commit, self.pace, routes
        )
        self.queues = UpdateQueues(works, self._update_handler.handle)
        self.intake = Intake(works, self.bot, self._requests[1], self.queues)
        self.exports = ExportRunner(works, self.bot, reply_sender)
        self.sender = Sender(
            works,
            uploader,
            self.pace,
            routes.letters,
            letters.written,
            rate=settings.rate,
            paid=settings.paid_broadcasts,
        )
        self.tick = Tick(
            works,
            self.sender.wake,
            self.intake.try_again,
            decides="tick" in roles,
            takes_in="intake" in roles,
            features=routes.ticks,
        )
        self._links = self._made_links()
        self._webhook = self._made_webhook()
        self.watch = self._made_watch(uploader)
        self._health_told: Health | None = None  # where somebody asks for it
        self._monitor = self._made_monitor()
        self._tasks: list[asyncio.Task[None]] = []
        self._breakable: list[asyncio.Task[None]] = []  # broken off at the end
        self.resumption: asyncio.Task[None] | None = None  # of what an earlier process left

    async def start(self) -> None:
        """Connect, present the bot, and begin; waits for Telegram as long as it takes.

        Raises:
            SolbotError: Telegram does not know the token (see `_introduce`), or what answers is not the Bot API.
        """
        if self.works.database.file is not None:
            self._go_on(Sweeper(self.works.database).run())
        if self._scheduled and "tick" in self._roles and self.settings.backups is not None:
            self._go_on(ScheduledBackups(self.works, self.settings, self.settings.backups).run())
        await self._watch()
        await self._introduce()
        if self._health_told is not None:
            self._health_told.refused = ""
        await self.watch.token_accepted()
        if "sender" in self._roles:
            self._tasks.append(asyncio.create_task(self.sender.run()))
        if "intake" in self._roles:
            await self._listen()
            await self._present()
            left = resuming.resume(self.works, self.bot, self._routes)
            self.resumption = asyncio.create_task(left)
            self._breakable.append(self.resumption)
            self._go_on(self.exports.run())
        if self._scheduled:
            await self.tick.start()
            self._go_on(self.watch.run())
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
        self.sender.stop()
        await self.tick.stop()
        for task in self._breakable:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=DRAIN)
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)
        for part in (self._webhook, self._links, self._monitor):
            if part is not None:
                await part.stop()
        await self.watch.close()
        for end in self._routes.at_stop:
            await end()
        if self._breakable:  # what is in the making is put back for whoever comes next
            await asyncio.wait(self._breakable, timeout=PUT_BACK)
        await self.queues.stop(FINISH)
        await self.pace.stop()
        with contextlib.suppress(StoreAway):
            await self._update_handler.arrivals.stop()
        await self.bot.shutdown()
        for request in self._requests:  # of a bot that never got to know Telegram
            await request.shutdown()

    async def reload(self) -> Sequence[Fault]:
        """Take up the content as it is now; with a fault in it, keep the old. Returns the faults."""
        try:
            self.works.catalog = await asyncio.to_thread(
                load_catalog, self.settings.messages, self.settings.default_language
            )
        except ContentError as error:
            log.error("content kept as it was", faults=[str(fault) for fault in error.faults])
            await self.watch.content(len(error.faults))
            return error.faults
        log.info("content reloaded")
        await self.watch.content(0)
        await self._present()
        await self.tick.facts()
        return ()

    async def _present(self) -> None:
        rights = rights_of(self._routes.commands)
        await profile.present(self.bot, self.works.catalog, rights)

    def _made_monitor(self) -> Monitor | None:
        if self.settings.metrics is None:
            return None
        from solbot.ops.metrics import Monitor  # with a web server

        health = self._health_told = self._health(self._roles)
        return Monitor(self.works, health, self.settings.metrics, self.settings.messages)

    def _made_watch(self, uploader: Uploader) -> Watch:
        return Watch(
            self.works,
            self._health(ALL_ROLES),
            self.bot,
            uploader,
            self.pace,
            command=self.settings.alert_command,
            polled=self._polled,
        )

    def _health(self, roles: frozenset[Role]) -> Health:
        sent = (lambda: self.sender.sent_at) if "sender" in self._roles else None
        return Health(self.works, roles, polled=self._polled, sent=sent)

    @property
    def _polled(self) -> Callable[[], float] | None:
        polls = "intake" in self._roles and self._webhook is None
        return (lambda: self.intake.polled_at) if polls else None

    def _made_webhook(self) -> Webhook | None:
        settings = self.settings
        if settings.mode != "webhook" or not settings.webhook_url or not settings.webhook_secret:
            return None
        from solbot.telegram.webhook import Webhook  # with a web server

        secret = settings.webhook_secret.reveal()
        at, beside = settings.listen, self._links.routes if self._links is not None else ()
        return Webhook(self.intake, self.bot, settings.webhook_url, secret, at, beside)

    def _made_links(self) -> LinkServer | None:
        if self.settings.short_links is None:
            return None
        from solbot.ops.link_server import LinkServer  # with a web server

        return LinkServer(self.works, self.settings.short_links)

    def _go_on(self, work: Coroutine[Any, Any, None]) -> None:
        """Let a part run until the bot stops."""
        task = asyncio.create_task(work)
        self._breakable.append(task)
        self._tasks.append(task)

    async def _listen(self) -> None:
        """Let updates come in, by poll or by webhook."""
        if self._links is not None:
            with listening("SOLBOT_LISTEN", self.settings.listen):
                await self._links.start(None if self._webhook else self.settings.listen)
        if self._webhook is None:
            self._go_on(self.intake.run())
            return
        with listening("SOLBOT_LISTEN", self.settings.listen):
            await self._webhook.start()
        await self._until_done(self._webhook.announce)

    async def _watch(self) -> None:
        """Answer those who look after the bot."""
        if self._monitor is not None:
            with listening("SOLBOT_METRICS", self.settings.metrics or ""):
                await self._monitor.start()

    async def _introduce(self) -> None:
        """Get to know Telegram. A token that it does not know ends the process; but where somebody asks how the bot is,
        that is answered, and the token tried again, until somebody ends it."""
        while True:
            try:
                return await self._until_done(self.bot.initialize)
            except TokenRefused as error:
                if self._health_told is None:
                    raise
                if not self._health_told.refused:
                    log.error(str(error))
                self._health_told.refused = str(error)
                await self.watch.token_refused()
                await asyncio.sleep(ASK_AGAIN)

    async def _until_done(self, act: Callable[[], Awaitable[object]]) -> None:
        """Have the Bot API do something, as soon as it is there. Raises SolbotError where waiting would not help."""
        for attempt in count():
            try:
                await act()
                return
            except (TelegramError, *trouble.NO_SENSE) as error:
                said = trouble.sentence(error, self.settings.api_url)
                if trouble.is_lasting(error):
                    kind = TokenRefused if isinstance(error, InvalidToken) else SolbotError
                    raise kind(said) from None
                if attempt % SAY_EACH == 0:
                    log.warning(f"{said} Trying again until it is there.")
                await asyncio.sleep(START_AGAIN)


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

    A signal that comes before everything is read and migrated ends the process at once. What runs `beside` it begins
    before it and ends it by ending; `clock`, `headers`: see `App` and `UnitsOfWork`.
    """
    asked_to_stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    stopping.at_once()  # the loop is busy with reading, and hears nothing
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP})  # comes when there is what to reload
    async with opened(settings, clock) as works:
        collecting.from_now_on()
        stopping.in_order(loop, asked_to_stop.set)
        app = App(settings, token, works, roles=roles, headers=headers)
        reloads: set[asyncio.Task[Sequence[Fault]]] = set()

        def reload() -> None:
            task = asyncio.create_task(app.reload())
            reloads.add(task)
            task.add_done_callback(reloads.discard)

        signal.signal(signal.SIGHUP, lambda *_: loop.call_soon_threadsafe(reload))
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGHUP})
        running = asyncio.create_task(_run(app, roles))
        ends: list[asyncio.Task[Any]] = [asyncio.create_task(asked_to_stop.wait())]
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
    log.info("stopped")


async def _run(app: App, roles: frozenset[Role]) -> None:
    warmed: asyncio.Task[None] | None = None
    try:
        await app.start()
        warmed = asyncio.create_task(warming.libraries(roles))
        await app.wait()
    except TokenRefused:
        await app.watch.token_refused()
        raise
    finally:
        if warmed is not None:
            warmed.cancel()
