"""`/healthz` and `/metrics` for whoever looks after the bot. Counts only; nothing of anybody's words."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterator
from functools import lru_cache
from importlib import metadata
from pathlib import Path

from aiohttp import web
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.metrics_core import (
    CounterMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector
from prometheus_client.utils import floatToGoString

from solbot.content.catalog import Catalog
from solbot.counters import COUNTERS, REPLY_SECONDS
from solbot.errors import StoreAway
from solbot.ops import alerts
from solbot.ops.alerts import AlertKind
from solbot.ops.health import Health
from solbot.staff import figures
from solbot.staff.figures import Figures, Waits
from solbot.unit_of_work import UnitsOfWork

COUNTED = 10.0  # seconds that counting may take
KEEP_ALIVE = 30.0  # seconds until a connection on which nothing comes is closed


class Monitor:
    """Answers on an address of its own (host:port)."""

    def __init__(self, works: UnitsOfWork, health: Health, listen: str, messages: Path) -> None:
        """Nothing listens until `start`. `messages` is the folder that the content is from."""
        self._works = works
        self._health = health
        self._messages = messages
        self._content: tuple[Catalog, str] | None = None
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
                waits = await figures.waits(work)
                wrong = await alerts.opened(work)
        except (StoreAway, TimeoutError):
            return web.Response(status=503)
        asked = CollectorRegistry()
        asked.register(_OwnDoings())
        _show(asked, found, waits)
        alert = Gauge("solbot_alert", "1 while owners are to know of it", ["alert"], registry=asked)
        for kind in AlertKind:
            alert.labels(kind.value).set(kind in wrong)
        info = Gauge("solbot_build_info", "What runs", ["version", "content"], registry=asked)
        info.labels(_version(), await self._content_version()).set(1)
        return web.Response(
            body=generate_latest(asked),
            headers={"Content-Type": CONTENT_TYPE_LATEST},
        )

    async def _content_version(self) -> str:
        """A digest of the files that the content in use was read from."""
        catalog = self._works.catalog
        if self._content is None or self._content[0] is not catalog:
            self._content = catalog, await asyncio.to_thread(_digest, self._messages)
        return self._content[1]


class _OwnDoings(Collector):
    """What this process counts, as Prometheus reads it."""

    def collect(self) -> Iterator[Metric]:
        """All of it."""
        for one in COUNTERS:
            family = CounterMetricFamily(
                one.name, one.says, labels=[one.label] if one.label else []
            )
            counted = one.kinds if one.label else {"": one.kinds[""]}
            for kind, count in counted.items():
                family.add_metric([kind] if one.label else [], count)
            yield family
        bounds = [*map(floatToGoString, REPLY_SECONDS.bounds), "+Inf"]
        took = HistogramMetricFamily(REPLY_SECONDS.name, REPLY_SECONDS.says)
        took.add_metric([], [*zip(bounds, REPLY_SECONDS.up_to(), strict=True)], REPLY_SECONDS.total)
        yield took


def _show(registry: CollectorRegistry, found: Figures, waits: Waits) -> None:
    """What the database knows, the same whichever process is asked."""

    def gauge(name: str, says: str, value: float) -> None:
        Gauge(f"solbot_{name}", says, registry=registry).set(value)

    gauge("members", "People who pressed Start", found.members)
    gauge("inbox_waiting", "Updates not done yet", found.waiting)
    gauge(
        "inbox_set_aside",
        "Updates of the last two weeks that could not be handled",
        found.set_aside,
    )
    gauge("oldest_update_seconds", "How long an update has waited", waits.update.total_seconds())
    gauge("oldest_letter_seconds", "How long a due letter has waited", waits.letter.total_seconds())
    gauge("oldest_slot_seconds", "How long a due question has waited", waits.slot.total_seconds())
    gauge("halted_seconds", "How long Telegram asks to wait still", waits.halt.total_seconds())
    gauge("frozen", "1 while Telegram takes nothing from this bot", waits.frozen)
    gauge("database_bytes", "How large the database is", found.database_bytes)
    letters = Gauge(
        "solbot_letters", "Letters by status and kind", ["status", "kind"], registry=registry
    )
    for (status, kind), count in found.kinds.items():
        letters.labels(status, kind).set(count)


@lru_cache(1)
def _version() -> str:
    try:
        return metadata.version("solbot")
    except metadata.PackageNotFoundError:
        return "unknown"


def _digest(folder: Path) -> str:
    digest = hashlib.blake2b(digest_size=6)
    for file in sorted(one for one in folder.rglob("*") if one.is_file()):
        digest.update(str(file.relative_to(folder)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
