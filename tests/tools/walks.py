"""How many functions and files of solbot three things go through: `python -m tests.tools.walks`.

A profile hook counts what is called between a person's act and its end, on SQLite, with the Bot API server in the same
process: an answer, a nudge from the tick to its arrival, and an announcement from the last tap until all have it.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from cryptography.fernet import Fernet

from solbot.content.catalog import load
from solbot.db import keyring
from solbot.fake_telegram.world import World
from tests import rehearsal
from tests.conftest import Clock, migrate
from tests.dialogs.announcing import composed, tried
from tests.dialogs.people import Stage, opened

SOLBOT = Path(__file__).parents[2] / "solbot"
NOT_THE_BOT = ("fake_telegram", "playground")


@contextmanager
def counting(found: set[CodeType]) -> Iterator[None]:
    """Note what of the bot is called, in every thread."""

    def hook(frame: FrameType, event: str, _: Any) -> None:
        if event == "call":
            found.add(frame.f_code)

    threading.setprofile(hook)
    sys.setprofile(hook)
    try:
        yield
    finally:
        sys.setprofile(None)
        threading.setprofile(None)


def is_of_the_bot(code: CodeType) -> bool:
    file = Path(code.co_filename)
    named = not code.co_name.startswith("<")  # a comprehension is part of its function
    return named and SOLBOT in file.parents and file.relative_to(SOLBOT).parts[0] not in NOT_THE_BOT


async def main() -> None:
    keyring.use(keyring.Keyring([Fernet.generate_key().decode()]))
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{folder}/solbot.db"
        await migrate(url)
        catalog = load(rehearsal.build(Path(folder) / "messages"))
        clock = Clock()
        world = World(clock=clock)
        runner, port = await opened(world)
        stage = Stage(world, clock, url, catalog, runner, port, world.subscribe())
        await stage.start()
        try:
            await walked(stage)
        finally:
            await stage.stop()
            await runner.cleanup()


async def walked(stage: Stage) -> None:
    owner, ana = await stage.owner(), await stage.settled()
    nudge: set[CodeType] = set()
    stage.clock.set(datetime(2026, 11, 24, 7, tzinfo=UTC))
    assert stage.app is not None
    with counting(nudge):
        await stage.app.tick.nudges()
        await stage.send()
    answer: set[CodeType] = set()
    with counting(answer):
        await ana.says("I listened for once, and heard more than I had thought.")
    stage.clock.forward(hours=5)
    await composed(owner)
    await tried(stage, owner)
    announcement: set[CodeType] = set()
    with counting(announcement):
        await owner.presses("Send it")
        await stage.app.tick.announcements()
        await stage.send()
    for name, found in (("answer", answer), ("nudge", nudge), ("announcement", announcement)):
        ours = {code for code in found if is_of_the_bot(code)}
        files = {code.co_filename for code in ours}
        print(f"{name:13} {len(ours):4} functions in {len(files):3} files")


if __name__ == "__main__":
    asyncio.run(main())
