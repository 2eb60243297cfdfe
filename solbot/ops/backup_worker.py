"""`python -m solbot.ops.backup_worker`: makes one backup in a process of its own, and proves that it can be read.

The settings and the file's name come on the standard input; what came of it is said on the output, as one line of JSON.
Until it is proved, the file has another name.
"""

from __future__ import annotations

import asyncio
import fcntl
import json
import os
import pickle
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from solbot import zone_files
from solbot.db import faults, private
from solbot.errors import SolbotError
from solbot.ops import backup
from solbot.ops.dump_rows import Written
from solbot.settings import Settings

UNTRIED: Final = ".untried"
TRIAL: Final = "trial-"
LOCK: Final = ".in-use"


class AtWork(SolbotError):
    """Another process makes one in this folder."""


def main() -> None:
    """Make it, after everybody else on this machine."""
    os.nice(19)
    os.umask(0o077)
    zone_files.pin()
    # Made by the process that starts this one, and read by nobody else in between.
    settings, file = pickle.load(sys.stdin.buffer)  # noqa: S301
    print(json.dumps(_outcome(settings, file)), flush=True)


def _outcome(settings: Settings, file: Path) -> dict[str, object]:
    try:
        written = asyncio.run(made(settings, file))
    except AtWork:
        return {"busy": True}
    except SolbotError as error:
        return {"fault": str(error)}
    except (SQLAlchemyError, OSError) as error:
        return {"fault": faults.sentence(error)}
    return {"rows": written.count, "bytes": file.stat().st_size}


async def made(settings: Settings, file: Path) -> Written:
    """Write a sealed backup, read it into a database that is thrown away, and compare the two.

    Raises SolbotError, also where they differ; then there is no file.
    """
    private.make_folder(file.parent)
    with _alone(file.parent):
        _clear(file.parent)
        ring = backup.load_or_make_key(settings)
        untried = file.with_name(file.name + UNTRIED)
        try:
            written = await backup.write(settings, untried, ring.secrets[0])
            await _compare(settings, untried, written)
            untried.replace(file)
        finally:
            _clear(file.parent)
    return written


async def _compare(settings: Settings, file: Path, written: Written) -> None:
    with tempfile.TemporaryDirectory(prefix=TRIAL, dir=file.parent) as folder:
        url = f"sqlite+aiosqlite:///{folder}/restored.db"
        await backup.read(replace(settings, database_url=url), file)
        restored = backup.dumped(url, settings.bot_id, _Nowhere())
    apart = [name for name, digest in written.digests.items() if restored.digests[name] != digest]
    if apart:
        raise SolbotError(f"What was restored is not what was backed up: {', '.join(apart)}.")


class _Nowhere:
    def write(self, more: bytes, /) -> None:
        del more


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Raises AtWork."""
    descriptor = os.open(folder / LOCK, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AtWork("A backup is being made in this folder.") from None
        yield
    finally:
        os.close(descriptor)


def _clear(folder: Path) -> None:
    """Whatever one that was killed has left."""
    for one in folder.glob(f"*{UNTRIED}*"):
        one.unlink()
    for one in folder.glob(f"{TRIAL}*"):
        shutil.rmtree(one)


if __name__ == "__main__":
    main()
