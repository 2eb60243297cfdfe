"""Updates by webhook: Telegram posts them here, behind the operator's https proxy."""

from __future__ import annotations

import asyncio
import hmac
import logging
from collections.abc import Sequence
from urllib.parse import urlsplit

import structlog
from aiohttp import web
from telegram import Bot

from solbot.errors import StoreAway
from solbot.telegram.polling import Intake
from solbot.telegram.transport import read_json
from solbot.telegram.updates import WANTED
from solbot.unit_of_work import until_kept

log = structlog.get_logger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  (the header's name)
MOST_BODY = 8 * 1024 * 1024
# Seconds in which a request has to be here, beginning to end; then its connection is closed.
HEAD_IN = 30.0
BODY_IN = 10.0
LINGERING = 1.0  # … and so long it stays open for what nobody reads any more


SILENT = logging.getLogger("solbot.web.silent")
"""For what listens to anybody: aiohttp writes down the address of whoever sends nonsense."""
SILENT.disabled = True


class Webhook:
    """Listens for updates; answers 200 only once the inbox has them."""

    def __init__(
        self,
        intake: Intake,
        bot: Bot,
        url: str,
        secret: str,
        listen: str,
        beside: Sequence[web.AbstractRouteDef] = (),
    ) -> None:
        """`url` is what Telegram calls, `listen` (host:port) where that arrives; `beside` is answered there, too."""
        self._intake = intake
        self._bot = bot
        self._url = url
        self._secret = secret
        host, _, port = listen.rpartition(":")
        self._host, self._port = host.strip("[]"), int(port)
        app = web.Application(client_max_size=MOST_BODY)
        app.router.add_post(urlsplit(url).path or "/", self._receive)
        app.router.add_routes(beside)
        self._left: asyncio.Task[None] | None = None
        self._runner = web.AppRunner(
            app,
            access_log=None,
            logger=SILENT,
            shutdown_timeout=1.0,
            keepalive_timeout=HEAD_IN,
            lingering_time=LINGERING,
        )

    async def start(self) -> None:
        """Listen, and take up what is left over, once the database is there for it. Raises OSError when the port is
        taken."""
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port).start()
        self._left = asyncio.create_task(until_kept(self._intake.take_up))

    async def announce(self) -> None:
        """Tell Telegram where to post updates. Raises TelegramError."""
        await self._bot.set_webhook(self._url, secret_token=self._secret, allowed_updates=WANTED)

    async def stop(self) -> None:
        """Listen no more; Telegram keeps what it could not deliver."""
        if self._left is not None:
            self._left.cancel()
            await asyncio.wait({self._left})
        await self._runner.cleanup()

    async def _receive(self, request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(errors="replace"), self._secret.encode()):
            return web.Response(status=403)
        try:
            async with asyncio.timeout(BODY_IN):
                body = await request.read()
        except TimeoutError:
            return _closing(408)
        # Whatever it is, it is taken: Telegram would send it again and again, and hold back what comes after it.
        try:
            await self._intake.store([read_json(body)])
        except ValueError:
            log.error("what came by webhook is no JSON")
        except StoreAway:
            return web.Response(status=503)
        return web.Response()


def _closing(status: int) -> web.Response:
    response = web.Response(status=status)
    response.force_close()
    return response
