"""The bot, killed as it is about to tell its database something: `dying.py BEGINNING run`, with what the statement
begins with; `dying.py BEGINNING+COMMIT run` for the COMMIT after it."""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from solbot.__main__ import main

beginning, _, at_commit = sys.argv.pop(1).partition("+")
is_told = False


def die() -> None:
    """As when the power goes: nothing is tidied up."""
    os.kill(os.getpid(), signal.SIGKILL)


@event.listens_for(Engine, "before_cursor_execute")
def told(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
    """Die here, or where this is committed."""
    global is_told
    is_told = is_told or statement.startswith(beginning)
    if is_told and not at_commit:
        die()


@event.listens_for(Engine, "commit")
def committed(_connection: Any) -> None:
    """All is done, and nothing of it stays."""
    if is_told:
        die()


if __name__ == "__main__":
    main()
