"""`/healthz` and `/metrics` for whoever looks after the bot. Counts only; nothing of anybody's words."""

from __future__ import annotations

from aiohttp import web
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from solbot.errors import StoreAway
from solbot.services import figures
from solbot.services.work import Works

KEEP_ALIVE = 30.0  # seconds until a connection on which nothing comes is closed


class Monitor:
    """Answers on an address of its own (host:port)."""

    def __init__(self, works: Works, listen: str) -> None:
        """Nothing listens until `start`."""
        self._works = works
        host, _, port = listen.rpartition(":")
        self._host, self._port = host.strip("[]"), int(port)
        app = web.Application()
        app.router.add_get("/healthz", self._health)
        app.router.add_get("/metrics", self._metrics)
        self._runner = web.AppRunner(
            app, access_log=None, shutdown_timeout=1.0, keepalive_timeout=KEEP_ALIVE
        )

    async def start(self) -> None:
        """Listen. Raises OSError when the port is taken."""
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port).start()

    async def stop(self) -> None:
        """Listen no more."""
        await self._runner.cleanup()

    async def _health(self, request: web.Request) -> web.Response:
        del request
        try:
            async with self._works.begin() as work:
                await figures.now(work)
        except StoreAway:
            return web.Response(status=503, text="the database is away\n")
        return web.Response(text="ok\n")

    async def _metrics(self, request: web.Request) -> web.Response:
        del request
        try:
            async with self._works.begin() as work:
                found = await figures.now(work)
        except StoreAway:
            return web.Response(status=503)
        registry = CollectorRegistry()
        Gauge("solbot_members", "People who pressed Start", registry=registry).set(found.members)
        Gauge("solbot_inbox_waiting", "Updates not done yet", registry=registry).set(found.waiting)
        aside = Gauge(
            "solbot_inbox_set_aside",
            "Updates of the last two weeks that could not be handled",
            registry=registry,
        )
        aside.set(found.set_aside)
        letters = Gauge("solbot_letters", "Letters by status", ["status"], registry=registry)
        for status, count in found.letters.items():
            letters.labels(status).set(count)
        return web.Response(
            body=generate_latest(registry), headers={"Content-Type": CONTENT_TYPE_LATEST}
        )
