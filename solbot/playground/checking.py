"""What `solbot check` says of a content folder, asked in a process of its own: it reads for seconds, and neither
page nor time may wait for it."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE
from pathlib import Path
from typing import Any

from solbot.settings import PREFIX

MODULE = "solbot.playground.checking"
POLITE = 10  # the bot and the page come first


async def checked(folder: Path, default_language: str) -> list[dict[str, Any]]:
    """Every fault, as file, line and text; none where the check itself could not be made."""
    kept = {k: v for k, v in os.environ.items() if not k.upper().startswith(PREFIX)}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", MODULE, str(folder), default_language),
        stdin=DEVNULL,
        stdout=PIPE,
        env=kept,
        start_new_session=True,
    )
    try:
        told, _ = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    found: list[dict[str, Any]] = json.loads(told) if process.returncode == 0 else []
    return found


def main(folder: Path, default_language: str) -> None:
    """Print the faults as JSON."""
    from solbot.content.check import check

    os.nice(POLITE)
    faults = check(folder, default_language)
    sys.stdout.write(
        json.dumps([{"file": str(one.file), "line": one.line, "text": one.text} for one in faults])
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
