"""`/healthz` and `/metrics` for whoever looks after the bot. Counts only; nothing of anybody's words."""

from __future__ import annotations

import asyncio

from aiohttp import web
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from solbot.errors import StoreAway
from solbot.ops.health import Health
from solbot.staff import figures
from solbot.unit_of_work import UnitsOfWork

COUNTED = 10.0  # seconds that counting may take
KEEP_ALIVE = 30.0  # seconds until a connection on which nothing comes is closed


class Monitor:
    """Answers on an address of its own (host:port)."""

    def __init__(self, works: UnitsOfWork, health: Health, listen: str) -> None:
        """Nothing listens until `start`."""
        self._works = works
        self._health = health
        host, _, port = listen.rpartition(":")
        self._host, self._port = host.strip("[]"), int(port)
        app = web.Application()
        app.router.add_get("/healthz", self._healthz)
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
        await self._health.close()

    async def _healthz(self, request: web.Request) -> web.Response:
        """200 while all is well, else 503; each part says how it is."""
        del request
        parts = await self._health.parts()
        well = all(part["ok"] for part in parts.values())
        return web.json_response({"ok": well, **parts}, status=200 if well else 503)

    async def _metrics(self, request: web.Request) -> web.Response:
        del request
        try:
            async with asyncio.timeout(COUNTED), self._works.reading() as work:
                found = await figures.now(work)
        except (StoreAway, TimeoutError):
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
