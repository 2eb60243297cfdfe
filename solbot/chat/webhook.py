"""Updates by webhook: Telegram posts them here, behind the operator's https proxy."""

from __future__ import annotations

import hmac
import json
from urllib.parse import urlsplit

import structlog
from aiohttp import web
from telegram import Bot, Update
from telegram.error import TelegramError

from solbot.chat.intake import WANTED, Intake
from solbot.errors import StoreAway

log = structlog.get_logger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  (the header's name)
MOST_BODY = 1024 * 1024


class Webhook:
    """Listens for updates; answers 200 only once the inbox has them."""

    def __init__(self, intake: Intake, bot: Bot, url: str, secret: str, listen: str) -> None:
        """`url` is what Telegram calls, `listen` (host:port) where that arrives."""
        self._intake = intake
        self._bot = bot
        self._url = url
        self._secret = secret
        host, _, port = listen.rpartition(":")
        self._host, self._port = host.strip("[]"), int(port)
        app = web.Application(client_max_size=MOST_BODY)
        app.router.add_post(urlsplit(url).path or "/", self._receive)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)

    async def start(self) -> None:
        """Take up what is left over, and listen. Raises OSError when the port is taken."""
        await self._intake.take_up()
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port).start()

    async def announce(self) -> None:
        """Tell Telegram where to post updates. Raises TelegramError."""
        await self._bot.set_webhook(self._url, secret_token=self._secret, allowed_updates=WANTED)

    async def stop(self) -> None:
        """Listen no more; Telegram keeps what it could not deliver."""
        await self._runner.cleanup()

    async def _receive(self, request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self._secret.encode()):
            return web.Response(status=403)
        try:
            update = Update.de_json(json.loads(await request.read()), self._bot)
            await self._intake.store([update] if update is not None else [])
        except (ValueError, TypeError, KeyError, AttributeError, TelegramError):
            log.warning("something that is no update came by webhook")
            return web.Response(status=400)
        except StoreAway:
            return web.Response(status=503)
        return web.Response()
