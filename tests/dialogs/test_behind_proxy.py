"""Webhooks through the proxies as docs/operations.md sets them up: what is repeated is done once."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from solbot.announcements.links.rules import location
from solbot.app import App
from tests.dialogs.people import TOKEN, Stage
from tests.dialogs.test_short_links import (
    BASE,
    PLACE,
    SHOP,
    announced,
    counted,
    links,
    path,
    wanted,
)
from tests.dialogs.test_webhook import HEADER, SECRET, webhook_settings
from tests.ports import free_port

DEPLOY = Path(__file__).parents[2] / "deploy"
UPSTREAM = "127.0.0.1:8080"


def nginx(folder: Path, front: int, back: int) -> list[str]:
    """nginx with the shipped server block, a certificate of its own, and another port."""
    made = "openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=bot.example.org"
    files = ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    subprocess.run([*made.split(), *files], check=True, capture_output=True)
    block = (DEPLOY / "nginx.conf").read_text().replace("listen 443 ssl", f"listen {front} ssl")
    block = block.replace("/etc/letsencrypt/live/bot.example.org", str(folder))
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "whole.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/log;\n"
        f"events {{}}\nhttp {{ {temporary}\n{block.replace(UPSTREAM, f'127.0.0.1:{back}')} }}\n"
    )
    return ["nginx", "-c", str(folder / "whole.conf"), "-e", str(folder / "log")]


def caddy(folder: Path, front: int, back: int) -> list[str]:
    """Caddy with the shipped file, a certificate of its own making, and another port."""
    block = (DEPLOY / "Caddyfile").read_text().replace(UPSTREAM, f"127.0.0.1:{back}")
    block = block.replace("bot.example.org {", f"https://127.0.0.1:{front} {{\n\ttls internal")
    options = "admin off", "skip_install_trust", f"storage file_system {folder}"
    block = "{\n" + "\n".join(options) + "\n}\n" + block
    (folder / "Caddyfile").write_text(block)
    return ["caddy", "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]


@pytest.fixture(params=[nginx, caddy], ids=["nginx", "caddy"])
async def proxy(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[tuple[str, int]]:
    """The address that Telegram would call, and the port where the bot has to listen."""
    command: Callable[[Path, int, int], list[str]] = request.param
    if shutil.which(command.__name__) is None:
        pytest.skip(f"NO {command.__name__.upper()}: install it, or its sample is not tried")
    front, back = free_port(), free_port()
    process = await asyncio.create_subprocess_exec(
        *command(tmp_path, front, back), stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
    )  # fmt: skip
    address = f"https://127.0.0.1:{front}"
    deadline = time.monotonic() + 30
    while await status_of(address, "/") != 404:
        assert process.returncode is None and time.monotonic() < deadline, "it does not come up"
        await asyncio.sleep(0.1)
    yield address, back
    process.terminate()
    await process.wait()


async def status_of(address: str, path: str, update: dict[str, Any] | None = None) -> int:
    """What a request is answered with; 0: nothing answers."""
    try:
        async with (
            aiohttp.ClientSession(headers={HEADER: SECRET}) as session,
            session.post(address + path, json=update or {}, ssl=False) as answer,
        ):
            return answer.status
    except aiohttp.ClientError:
        return 0


async def test_short_links_are_followed_through_a_proxy(
    stage: Stage, proxy: tuple[str, int]
) -> None:
    address, back = proxy
    bea, ana = await stage.staff("Bea", "announcements"), await stage.settled("Ana")
    wanted(stage)
    await announced(stage, bea)
    place, shop = links(ana)
    await stage.stop()
    await stage.open_store()
    assert stage.works is not None
    settings = replace(
        webhook_settings(stage, back),
        webhook_url="https://bot.example.org/telegram",
        short_links=BASE,
    )
    stage.app = App(settings, TOKEN, stage.works, scheduled=False)
    await stage.app.start()
    async with aiohttp.ClientSession() as session:
        for link, leads in ((place, PLACE), (shop, location(SHOP))):
            way = address + path(link)
            async with session.get(way, ssl=False, allow_redirects=False) as answer:
                assert (answer.status, answer.headers["Location"]) == (302, leads)
                assert answer.headers["Cache-Control"] == "no-store"
                assert answer.headers["Referrer-Policy"] == "no-referrer"
            async with session.head(way, ssl=False, allow_redirects=False) as answer:
                assert answer.status == 302
        async with session.get(f"{address}/l/unknown", ssl=False) as answer:
            assert answer.status == 404 and "This link leads nowhere" in await answer.text()
    await stage.app.stop()
    assert dict(await counted(stage)) == {PLACE: 1, SHOP: 1}


async def test_what_a_proxy_repeats_is_answered_once(stage: Stage, proxy: tuple[str, int]) -> None:
    address, back = proxy
    ana = await stage.settled("Ana")
    await stage.stop()
    stage.world.say(ana.id, "/help")
    update = stage.world.updates.pop()
    before = len(ana.heard())
    assert await status_of(address, "/telegram", update) == 502, "Telegram will send it again"

    await stage.open_store()
    assert stage.works is not None
    settings = replace(
        webhook_settings(stage, back), webhook_url="https://bot.example.org/telegram"
    )
    stage.app = App(settings, TOKEN, stage.works, scheduled=False)
    await stage.app.start()
    assert (
        await asyncio.gather(*(status_of(address, "/telegram", update) for _ in range(5)))
        == [200] * 5
    )
    await stage.quiet()
    assert await status_of(address, "/telegram", update) == 200
    await stage.quiet()
    assert len(ana.heard()) == before + 1
    for way in ("/healthz", "/metrics", "/telegram/more"):
        assert await status_of(address, way) == 404
