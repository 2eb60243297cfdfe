"""Short links on the web: whoever opens one is led on, and it is counted that somebody did.

Nothing of a browser is kept or written down: no address it comes from, no name it gives itself. Who follows a link of
an announcement needs no more than one look into the database in a while, however many there are.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from html import escape
from urllib.parse import urlsplit

import structlog
from aiohttp import web

from solbot.announcements.links import rules
from solbot.announcements.links import service as links
from solbot.errors import StoreAway
from solbot.telegram.webhook import SILENT
from solbot.unit_of_work import UnitsOfWork

log = structlog.get_logger(__name__)

KNOWN_FOR = (
    20.0  # seconds that a look at a link counts; so long one that was taken back still leads on
)
MOST_KNOWN = 2_000  # links
LOOKS = 50  # a second, for links not looked at lately
COUNTED = 100  # a second, of one link
WRITTEN_EVERY = 2.0  # seconds
KEEP_ALIVE = 30.0
_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "Content-Security-Policy": "default-src 'none'",
}


class LinkServer:
    """Leads on. Listens by itself, or is reached through `routes` where something listens already."""

    def __init__(
        self,
        works: UnitsOfWork,
        address: str,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """`address` is what short links begin with."""
        self._works = works
        self._monotonic = monotonic
        self._known: dict[str, tuple[float, str | None]] = {}
        self._opened: Counter[str] = Counter()
        self._second, self._looks, self._counted = 0, 0, Counter[str]()
        path = urlsplit(address).path.rstrip("/")
        self.routes = [web.get(f"{path}/{{code}}", self._lead_on)]
        self._runner: web.AppRunner | None = None
        self._writing: asyncio.Task[None] | None = None
        self._writes = asyncio.Lock()

    async def start(self, listen: str | None) -> None:
        """Begin, and listen at `host:port`; None: something else does. Raises OSError when the port is taken."""
        if listen is not None:
            await self._listen(listen)
        self._writing = asyncio.create_task(self._write_on())

    async def stop(self) -> None:
        """Listen no more; what was counted is written."""
        if self._runner is not None:
            await self._runner.cleanup()
        if self._writing is not None:
            self._writing.cancel()
            await asyncio.wait([self._writing])
        await self.write()

    async def _listen(self, listen: str) -> None:
        host, _, port = listen.rpartition(":")
        app = web.Application(client_max_size=1)
        app.router.add_routes(self.routes)
        self._runner = web.AppRunner(
            app, access_log=None, logger=SILENT, shutdown_timeout=1.0, keepalive_timeout=KEEP_ALIVE
        )
        await self._runner.setup()
        await web.TCPSite(self._runner, host.strip("[]"), int(port)).start()

    async def _write_on(self) -> None:
        while True:
            await asyncio.sleep(WRITTEN_EVERY)
            # What is being written as it stops is not to be lost.
            await asyncio.shield(self.write())

    async def write(self) -> None:
        """Write down what was counted; where that can't be done now, the next time."""
        async with self._writes:
            opened, self._opened = self._opened, Counter()
            if not opened:
                return
            try:
                async with self._works.begin(durable=False) as work:
                    await links.count(work, opened)
            except StoreAway:
                self._opened.update(opened)

    async def _lead_on(self, request: web.Request) -> web.Response:
        code = request.match_info["code"]
        if not rules.CODE.fullmatch(code):
            return self._said(request, "link_gone", 404)
        try:
            address = await self._address(code)
        except (_Busy, StoreAway):
            return self._said(request, "link_later", 503)
        except Exception as error:  # noqa: BLE001  (whatever it is, it is said kindly)
            log.error("a short link could not be followed", fault=type(error).__name__)
            return self._said(request, "link_later", 503)
        if address is None:
            return self._said(request, "link_gone", 404)
        if request.method == "GET":
            self._count(code)
        return web.Response(status=302, headers={**_HEADERS, "Location": rules.location(address)})

    async def _address(self, code: str) -> str | None:
        """Where a link leads. Raises _Busy, StoreAway."""
        now = self._monotonic()
        until, address = self._known.get(code, (0.0, None))
        if until > now:
            return address
        self._begin_second(now)
        if self._looks >= LOOKS:
            raise _Busy
        self._looks += 1
        async with self._works.reading() as work:
            address = await links.address_of(work, code)
        if len(self._known) >= MOST_KNOWN:
            self._known.clear()
        self._known[code] = now + KNOWN_FOR, address
        return address

    def _count(self, code: str) -> None:
        self._begin_second(self._monotonic())
        if self._counted[code] < COUNTED:
            self._counted[code] += 1
            self._opened[code] += 1

    def _begin_second(self, now: float) -> None:
        if int(now) != self._second:
            self._second, self._looks = int(now), 0
            self._counted.clear()

    def _said(self, request: web.Request, reply: str, status: int) -> web.Response:
        """A plain page in the language of who reads it, as far as there is one."""
        catalog = self._works.catalog
        wanted = request.headers.get("Accept-Language", "")[:40].split(",")[0].split(";")[0]
        language = catalog.language(catalog.best(wanted.strip()))
        words = language.reply(reply).strip()
        page = (
            f'<!doctype html><html lang="{escape(language.code)}"><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width">'
            f"<title>{escape(language.button('link_page'))}</title><p>{words}</p></html>\n"
        )
        headers = _HEADERS | ({"Retry-After": "2"} if status == 503 else {})
        return web.Response(
            status=status, text=page, content_type="text/html", charset="utf-8", headers=headers
        )


class _Busy(Exception):
    """So many links were looked at within this second that others have to wait."""
