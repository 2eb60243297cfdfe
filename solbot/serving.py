"""What commands do around their work: settings beforehand, and one sentence where they can't go on. And the command
that runs the bot, which needs no more than this: what reads all the others takes 10 MB and a tenth of a second.
"""

from __future__ import annotations

import asyncio
import os
import sys
import traceback
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TextIO

from solbot import collecting, logs, stopping
from solbot import settings as settings_module
from solbot.errors import SolbotError
from solbot.settings import ALL_ROLES, Role, Settings

if TYPE_CHECKING:
    from structlog.typing import Processor

EVERY_ROLE: Final = ",".join(sorted(ALL_ROLES))


@dataclass(frozen=True)
class AskedToRun:
    """What stands behind `solbot run`."""

    role: str = EVERY_ROLE
    on_telegram: bool = False


def asked_to_run(words: Sequence[str]) -> AskedToRun | None:
    """What a command line asks for that only runs the bot; None for any other, and for one that is wrong."""
    name, *options = words or ("run",)
    if name != "run":
        return None
    asked = AskedToRun()
    while options:
        match options:
            case ["--on-telegram", *options]:
                asked = replace(asked, on_telegram=True)
            case ["--role", role, *options] if not role.startswith("-"):
                asked = replace(asked, role=role)
            case _:
                return None
    return asked


def run(role: str = EVERY_ROLE, *, on_telegram: bool = False) -> None:
    """Run the bot: on Telegram with SOLBOT_TOKEN, in the playground without."""
    roles = _roles(role)
    found = settings(data=None)
    if found.token is None and on_telegram:
        raise stop("There is no SOLBOT_TOKEN: put the bot's token there.")
    if found.token is None:
        play(found, "There is no SOLBOT_TOKEN, so this is the playground.")
        return
    from solbot import app

    os.umask(0o077)  # whatever it writes is its owner's alone
    _serve(app.serve(found, found.token.reveal(), roles))


def settings(data: bool | None = False) -> Settings:
    """The settings; with `data` its place and its key can be used, too. None: where there is a token."""
    from solbot.ops import preflight

    def also(found: Settings) -> dict[str, str]:
        return preflight.faults(found, data=found.token is not None if data is None else data)

    try:
        found = settings_module.load(also=also)
    except SolbotError as error:
        raise stop(str(error)) from None
    forwarding: list[Processor] = []
    if found.sentry_dsn is not None:
        from solbot.sentry import Forwarding

        forwarding.append(Forwarding(found.sentry_dsn))
    logs.configure(found.log, *forwarding)
    return found


def _roles(named: str) -> frozenset[Role]:
    wanted = {name.strip() for name in named.split(",") if name.strip()}
    if not wanted or not wanted <= ALL_ROLES:
        raise stop("--role takes intake, tick and sender, with commas between them.")
    return frozenset(role for role in ALL_ROLES if role in wanted)


def play(
    found: Settings,
    why: str,
    *,
    keep: bool = False,
    data: Path | None = None,
    database: str | None = None,
    port: int = 8090,
) -> None:
    """Be the playground."""
    from solbot.playground.playground import Options
    from solbot.playground.run import serve

    os.umask(0o077)
    say(why)
    options = Options(database_url=database, port=port)
    _serve(serve(found, say, data=data, keep=keep, options=options))


def _serve(work: Coroutine[Any, Any, None]) -> None:
    """Do what ends when it is told to, and then at once."""

    async def whole() -> None:
        await work
        stopping.end(0)

    _run(whole())


def do(work: Coroutine[Any, Any, Any]) -> Any:
    """Do what ends by itself; told to end before, it gives up in order, and says so."""

    async def whole() -> Any:
        collecting.from_now_on()
        doing = asyncio.ensure_future(work)
        stopping.in_order(asyncio.get_running_loop(), doing.cancel)
        return await doing

    try:
        return _run(whole())
    except asyncio.CancelledError:
        raise stop("Stopped before it was done.") from None


def _run(work: Coroutine[Any, Any, Any]) -> Any:
    try:
        return asyncio.run(work)
    except SolbotError as error:
        say(str(error), sys.stderr)
        if _is_of_content(error):
            raise stop("The bot does not start with a fault in its content.") from None
        raise SystemExit(1) from None
    except Exception as error:  # noqa: BLE001  (a traceback would show what people wrote)
        raise stop(_unforeseen(error)) from None


def _unforeseen(error: Exception) -> str:
    """One sentence about what nobody caught: a disk, a database, or a mistake of ours."""
    from sqlalchemy.exc import SQLAlchemyError

    from solbot.db import faults
    from solbot.errors import StoreAway

    if isinstance(error, StoreAway):
        return "The database can't be reached just now."
    if isinstance(error, SQLAlchemyError | OSError | ModuleNotFoundError):
        return faults.sentence(error)
    at = traceback.extract_tb(error.__traceback__)[-1]
    name = type(error).__name__
    return (
        f"Something went wrong that should not have ({name}, {Path(at.filename).name}:{at.lineno})."
    )


def _is_of_content(error: SolbotError) -> bool:
    from solbot.content.faults import ContentError

    return isinstance(error, ContentError)


def stop(reason: str) -> SystemExit:
    """What ends a command that can't go on, once it has said why."""
    say(reason, sys.stderr)
    return SystemExit(1)


def say(words: str, to: TextIO | None = None) -> None:
    """Say something, at once."""
    print(words, file=to or sys.stdout, flush=True)
