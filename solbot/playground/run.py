"""The playground: a Bot API server and a chat page on this machine, and the bot between them."""

from __future__ import annotations

import secrets
import webbrowser
from contextlib import suppress
from pathlib import Path
from sys import stderr

import structlog

from solbot import app
from solbot.errors import SolbotError
from solbot.playground import server
from solbot.playground.page import add_page
from solbot.playground.world import World
from solbot.settings import Settings

log = structlog.get_logger(__name__)

HOST, PORT = "127.0.0.1", 8090
FOLDER = Path("data/playground")


def _world() -> World:
    FOLDER.mkdir(parents=True, exist_ok=True)
    return World(state=FOLDER / "chats.json")


async def serve(settings: Settings) -> None:
    """Run until SIGTERM or SIGINT. Everything said here is kept in `data/playground`.

    Raises:
        SolbotError: the port is taken.
    """
    world = _world()
    token = f"1:{secrets.token_urlsafe(24)}"
    site = server.application(world, token=token)
    add_page(site, world)
    try:
        runner, port = await server.serve(site, host=HOST, port=PORT)
    except OSError:
        raise SolbotError(
            f"Port {PORT} on {HOST} is taken: is another playground running?"
        ) from None
    address = f"http://{HOST}:{port}"
    log.info("the playground is open", address=address)
    if stderr.isatty():
        with suppress(webbrowser.Error):
            webbrowser.open(address)
    try:
        await app.serve(_apart(settings, address), token)
    finally:
        world.save()
        await runner.cleanup()


def _apart(settings: Settings, address: str) -> Settings:
    """The same settings, talking to this machine alone, with data of their own unless told otherwise."""
    changes: dict[str, object] = {"api_url": address, "mode": "polling", "rate": 30}
    if "database_url" not in settings.model_fields_set:
        changes["database_url"] = f"sqlite+aiosqlite:///{FOLDER / 'solbot.db'}"
    return settings.model_copy(update=changes)
