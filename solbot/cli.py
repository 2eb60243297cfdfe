"""The `solbot` command."""

from __future__ import annotations

import asyncio
import os
import traceback
from collections.abc import Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from solbot import collecting, logs, stopping
from solbot import settings as settings_module
from solbot.errors import SolbotError
from solbot.settings import ALL_ROLES, Role, Settings

if TYPE_CHECKING:
    from structlog.typing import Processor

command = typer.Typer(
    help="A Telegram bot that keeps people company in the practice of the five disciplines.",
    add_completion=False,
    no_args_is_help=False,
    pretty_exceptions_enable=False,
)
DATABASES = ("sqlite+aiosqlite://", "postgresql+psycopg://")

keys_command = typer.Typer(help="The keys that journals are encrypted with.", no_args_is_help=True)
command.add_typer(keys_command, name="keys")
content_command = typer.Typer(help="The words in messages/.", no_args_is_help=True)
command.add_typer(content_command, name="content")
programs_command = typer.Typer(help="The programs that staff look after.", no_args_is_help=True)
command.add_typer(programs_command, name="programs")


@command.callback(invoke_without_command=True)
def default(context: typer.Context) -> None:
    """Without a command, run the bot."""
    if context.invoked_subcommand is None:
        run(",".join(sorted(ALL_ROLES)))


@command.command()
def run(
    role: Annotated[
        str,
        typer.Option(
            help="What this process does: intake (updates and replies), tick (what is due), "
            "sender (letters); several with commas between them. All of it by default."
        ),
    ] = ",".join(sorted(ALL_ROLES)),
    on_telegram: Annotated[
        bool,
        typer.Option("--on-telegram", help="Without SOLBOT_TOKEN say so, and end. For services."),
    ] = False,
) -> None:
    """Run the bot: on Telegram with SOLBOT_TOKEN, in the playground without."""
    roles = _roles(role)
    settings = _settings(data=None)
    if settings.token is None and on_telegram:
        raise _stop("There is no SOLBOT_TOKEN: put the bot's token there.")
    if settings.token is None:
        _play(settings, "There is no SOLBOT_TOKEN, so this is the playground.")
        return
    from solbot import app

    os.umask(0o077)  # whatever it writes is its owner's alone
    _serve(app.serve(settings, settings.token.reveal(), roles))


@command.command()
def playground(
    keep: Annotated[
        bool, typer.Option("--keep", help="Keep what is said, in data/playground.")
    ] = False,
    data: Annotated[
        Path | None, typer.Option(help="Keep it in this folder instead, or go on with it.")
    ] = None,
    database: Annotated[
        str | None, typer.Option(help="Use this database, such as a PostgreSQL of its own.")
    ] = None,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="The page's port; the next free one if taken.")
    ] = 8090,
    beside_token: Annotated[
        bool, typer.Option("--beside-token", help="Run although SOLBOT_TOKEN is set.")
    ] = False,
) -> None:
    """Rehearse the whole bot on a page of this machine; Telegram is not contacted."""
    settings = _settings()
    if settings.token is not None and not beside_token:
        raise _stop(
            "There is a SOLBOT_TOKEN here, so people may be using this bot. The playground neither uses that token "
            "nor touches their data; if you want it beside them, add --beside-token."
        )
    if database is not None and not database.startswith(DATABASES):
        raise _stop(f"--database should begin with {' or '.join(DATABASES)}.")
    _play(settings, "This is the playground.", keep=keep, data=data, database=database, port=port)


@command.command()
def check(
    folder: Annotated[Path | None, typer.Argument(help="The content folder.")] = None,
) -> None:
    """Check the content; lists every fault with file and line, and exits 1 if there is any."""
    from solbot.content.check import check as find_faults

    settings = _settings()
    faults = find_faults(folder or settings.messages, settings.default_language)
    for fault in faults:
        typer.echo(str(fault))
    if faults:
        typer.echo(f"{len(faults)} to mend.", err=True)
        raise typer.Exit(1)
    typer.echo("The content is in order.")


@content_command.command()
def status(
    folder: Annotated[Path | None, typer.Argument(help="The content folder.")] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Name everything a language lacks, not the first few.")
    ] = False,
) -> None:
    """How far each language is: what there is of each folder, and what is lacking."""
    from solbot.authoring.status import status as find_status
    from solbot.authoring.status import table

    settings = _settings()
    found = find_status(folder or settings.messages, settings.default_language)
    for line in table(found, everything=everything):
        typer.echo(line)


@command.command()
def migrate() -> None:
    """Bring the database to its present shape."""
    from solbot.ops import backup as backups

    _do(backups.migrate(_settings(data=True)))
    typer.echo("The database is up to date.")


@command.command()
def doctor() -> None:
    """Look at settings, database, key, zones, content and token: a line each; exits 1 on a fault."""
    from solbot.ops import doctor as doctoring

    findings = _do(doctoring.examine())
    for finding in findings:
        typer.echo(str(finding))
    if not all(finding.good for finding in findings):
        raise typer.Exit(1)


@command.command()
def backup(file: Annotated[Path, typer.Argument(help="Where to write the backup.")]) -> None:
    """Write everything to FILE; journals stay encrypted in it. Works while the bot runs."""
    from solbot.ops import backup as backups

    written = _do(backups.write(_settings(data=True), file))
    typer.echo(f"{written.count} rows written. The journal key is not in it: keep the two apart.")


@command.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A backup, made by the command or on schedule.")],
    another_bot: Annotated[
        bool, typer.Option("--another-bot", help="Also that of a bot with another token.")
    ] = False,
) -> None:
    """Read a backup into an empty database; refuses one that holds anything."""
    from solbot.ops import backup as backups

    rows = _do(backups.read(_settings(data=True), file, another_bot=another_bot))
    typer.echo(f"{rows} rows restored.")


@command.command()
def move(
    origin: Annotated[str, typer.Argument(metavar="FROM", help="The address of the database.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="That of an empty one, or of none.")],
) -> None:
    """Bring everything from one database to another, SQLite or PostgreSQL, while the bot rests.

    Every row is compared before it counts; FROM stays as it is. Addresses are written as in SOLBOT_DATABASE_URL.
    """
    from solbot.ops import move as moving

    _settings()
    os.umask(0o077)
    rows = _do(moving.move(origin, target))
    typer.echo(f"{rows} rows moved and compared. SOLBOT_DATABASE_URL is the other one from now on.")


@keys_command.command()
def rotate() -> None:
    """Make a new key the first one and encrypt everything anew, also while the bot runs; old keys stay in the file.

    With SOLBOT_KEYS no key is made: everything is encrypted with the first one of those.
    """
    from solbot.ops import rotation

    done = _do(rotation.rotate(_settings(data=True)))
    typer.echo(f"{done.rows} rows encrypted with the new key.")
    if done.broken:
        typer.echo(
            f"{done.broken} values open with none of the keys, and stay as they are.", err=True
        )
    if done.sealing:
        names = "; ".join(done.sealing)
        typer.echo(
            f"Still encrypting with an older key: {names}. Put the new one first there.", err=True
        )
    if done.behind:
        raise _stop(f"{done.behind} rows are encrypted with an older key still: run this again.")


@programs_command.command("export")
def export_programs(
    folder: Annotated[Path, typer.Argument(help="Where to write the files.")],
) -> None:
    """Write the programs and the page about the society, as they are in force, to FOLDER as files of the content."""
    from solbot.ops import program_files

    written = _do(program_files.write(_settings(data=True), folder))
    typer.echo(f"{written.files} files written.")
    for program, language in written.lacking:
        typer.echo(f"{program} is not written in {language} yet.", err=True)


def main() -> None:
    """Be the command that the words of this process name."""
    command()


def _settings(data: bool | None = False) -> Settings:
    """The settings; with `data` its place and its key can be used, too. None: where there is a token."""
    from solbot.ops import preflight

    def also(found: Settings) -> dict[str, str]:
        return preflight.faults(found, data=found.token is not None if data is None else data)

    try:
        settings = settings_module.load(also=also)
    except SolbotError as error:
        raise _stop(str(error)) from None
    forwarding: list[Processor] = []
    if settings.sentry_dsn is not None:
        from solbot.sentry import Forwarding

        forwarding.append(Forwarding(settings.sentry_dsn))
    logs.configure(settings.log, *forwarding)
    return settings


def _roles(named: str) -> frozenset[Role]:
    wanted = {name.strip() for name in named.split(",") if name.strip()}
    if not wanted or not wanted <= ALL_ROLES:
        raise _stop("--role takes intake, tick and sender, with commas between them.")
    return frozenset(role for role in ALL_ROLES if role in wanted)


def _play(
    settings: Settings,
    why: str,
    *,
    keep: bool = False,
    data: Path | None = None,
    database: str | None = None,
    port: int = 8090,
) -> None:
    from solbot.playground.playground import Options
    from solbot.playground.run import serve

    os.umask(0o077)
    typer.echo(why)
    options = Options(database_url=database, port=port)
    _serve(serve(settings, typer.echo, data=data, keep=keep, options=options))


def _serve(work: Coroutine[Any, Any, None]) -> None:
    """Do what ends when it is told to, and then at once."""

    async def whole() -> None:
        await work
        stopping.end(0)

    _run(whole())


def _do(work: Coroutine[Any, Any, Any]) -> Any:
    """Do what ends by itself; told to end before, it gives up in order, and says so."""

    async def whole() -> Any:
        collecting.from_now_on()
        doing = asyncio.ensure_future(work)
        stopping.in_order(asyncio.get_running_loop(), doing.cancel)
        return await doing

    try:
        return _run(whole())
    except asyncio.CancelledError:
        raise _stop("Stopped before it was done.") from None


def _run(work: Coroutine[Any, Any, Any]) -> Any:
    try:
        return asyncio.run(work)
    except SolbotError as error:
        typer.echo(str(error), err=True)
        if _is_of_content(error):
            raise _stop("The bot does not start with a fault in its content.") from None
        raise typer.Exit(1) from None
    except Exception as error:  # noqa: BLE001  (a traceback would show what people wrote)
        raise _stop(_unforeseen(error)) from None


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


def _stop(reason: str) -> typer.Exit:
    typer.echo(reason, err=True)
    return typer.Exit(1)
