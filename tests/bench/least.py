"""What an answer costs at the least: fetched, kept before it is acknowledged, sealed, answered with words and buttons,
over the same request seam; and nothing read, decided or put into words."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from telegram import Bot

from solbot.db import keyring
from solbot.telegram import words
from solbot.telegram.messages import Button, Message
from solbot.telegram.transport import AiohttpRequest
from tests.bench.feed import Order
from tests.bench.outcome import Echoed, Stopwatch
from tests.bench.stores import KEY
from tests.bench.telegram import TOKEN, Telegram

TOGETHER = 32  # in a transaction, as ours
PATIENCE = 120.0
TABLES = """
    PRAGMA journal_mode=WAL;
    PRAGMA synchronous=FULL;
    CREATE TABLE inbox (id INTEGER PRIMARY KEY, person INTEGER, body BLOB, done INTEGER);
    CREATE TABLE answers (id INTEGER PRIMARY KEY, person INTEGER, body BLOB, at TEXT);
    CREATE TABLE dialogs (person INTEGER PRIMARY KEY, awaits TEXT, data BLOB, offers BLOB, at TEXT);
    CREATE INDEX of_person ON answers (person, id);
"""
KEPT = "Kept in your journal. What you wrote is there whenever you want it: /journal"


async def bare_answers(
    telegram: Telegram, people: list[int], folder: Path, every: float = 0.0
) -> Echoed:
    """Let each of these people write, all at once or `every` seconds apart, until each has a reply.

    The server counts from its last reset on.
    """
    keyring.use(keyring.Keyring([KEY]))
    file = Path(tempfile.mkdtemp(dir=folder)) / "least.db"
    with closing(sqlite3.connect(file, check_same_thread=False)) as connection:
        connection.executescript(TABLES)
        rows = [(person, "answer", b"", b"", "") for person in people]
        connection.executemany("INSERT INTO dialogs VALUES (?, ?, ?, ?, ?)", rows)
        connection.commit()
        async with (
            Bot(TOKEN, telegram.api, request=AiohttpRequest()) as bot,
            AiohttpRequest() as poller,
        ):
            watch = Stopwatch()
            begun = await telegram.feed(
                Order(people, template="What I saw today was a wall", every=every)
            )
            await _kept_and_answered(bot, poller, connection, len(people))
            cpu = watch.outcome(len(people)).cpu_seconds
    stats = await telegram.stats()
    return Echoed(len(people), stats["last_reply"] - begun, cpu, stats["latencies"])


async def _kept_and_answered(
    bot: Bot, poller: AiohttpRequest, connection: sqlite3.Connection, many: int
) -> None:
    offset = 0
    replies: list[asyncio.Task[None]] = []
    while many > 0:
        found: Any = await poller.post(f"{bot.base_url}/getUpdates?timeout=25&offset={offset}")
        if not found:
            continue
        bodies = [(one["update_id"], _writer(one), _sealed(one)) for one in found]
        connection.executemany("INSERT INTO inbox VALUES (?, ?, ?, 0)", bodies)
        await asyncio.to_thread(connection.commit)
        for batch in _batches(found):
            _keep(connection, batch)
            replies += [asyncio.create_task(_reply(bot, one)) for one in batch]
        offset, many = found[-1]["update_id"] + 1, many - len(found)
    async with asyncio.timeout(PATIENCE):
        await asyncio.gather(*replies)


def _batches(found: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    for at in range(0, len(found), TOGETHER):
        yield found[at : at + TOGETHER]


def _keep(connection: sqlite3.Connection, batch: list[dict[str, Any]]) -> None:
    now = "2026-01-01 00:00:00"
    connection.executemany(
        "INSERT INTO answers (person, body, at) VALUES (?, ?, ?)",
        [(_writer(one), _sealed(one["message"]["text"]), now) for one in batch],
    )
    connection.executemany(
        "UPDATE dialogs SET awaits = NULL, data = ?, offers = ?, at = ? WHERE person = ?",
        [(_sealed({}), _sealed(_offers(one)), now, _writer(one)) for one in batch],
    )
    connection.executemany(
        "UPDATE inbox SET body = NULL, done = 1 WHERE id = ?",
        [(one["update_id"],) for one in batch],
    )
    connection.commit()


async def _reply(bot: Bot, one: dict[str, Any]) -> None:
    rows = tuple((Button(label, data),) for label, data in _offers(one).items())
    await words.send(bot, _writer(one), Message(KEPT, rows))


def _offers(one: dict[str, Any]) -> dict[str, str]:
    number = one["update_id"]
    return {"Add something": f"a:{number}", "Change it": f"c:{number}", "Undo": f"u:{number}"}


def _writer(one: dict[str, Any]) -> int:
    return int(one["message"]["from"]["id"])


def _sealed(what: object) -> bytes:
    return keyring.current().seal(json.dumps(what))
