"""The `solbot` command."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from solbot import serving

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
        serving.run()


@command.command()
def run(
    role: Annotated[
        str,
        typer.Option(
            help="What this process does: intake (updates and replies), tick (what is due), "
            "sender (letters); several with commas between them. All of it by default."
        ),
    ] = serving.EVERY_ROLE,
    on_telegram: Annotated[
        bool,
        typer.Option("--on-telegram", help="Without SOLBOT_TOKEN say so, and end. For services."),
    ] = False,
) -> None:
    """Run the bot: on Telegram with SOLBOT_TOKEN, in the playground without."""
    serving.run(role, on_telegram=on_telegram)


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
    settings = serving.settings()
    if settings.token is not None and not beside_token:
        raise serving.stop(
            "There is a SOLBOT_TOKEN here, so people may be using this bot. The playground neither uses that token "
            "nor touches their data; if you want it beside them, add --beside-token."
        )
    if database is not None and not database.startswith(DATABASES):
        raise serving.stop(f"--database should begin with {' or '.join(DATABASES)}.")
    serving.play(
        settings, "This is the playground.", keep=keep, data=data, database=database, port=port
    )


@command.command()
def check(
    folder: Annotated[Path | None, typer.Argument(help="The content folder.")] = None,
) -> None:
    """Check the content; lists every fault with file and line, and exits 1 if there is any."""
    from solbot.content.check import check as find_faults

    settings = serving.settings()
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

    settings = serving.settings()
    found = find_status(folder or settings.messages, settings.default_language)
    for line in table(found, everything=everything):
        typer.echo(line)


@command.command()
def migrate() -> None:
    """Bring the database to its present shape."""
    from solbot.ops import backup as backups

    serving.do(backups.migrate(serving.settings(data=True)))
    typer.echo("The database is up to date.")


@command.command()
def doctor() -> None:
    """Look at settings, database, key, zones, content and token: a line each; exits 1 on a fault."""
    from solbot.ops import doctor as doctoring

    findings = serving.do(doctoring.examine())
    for finding in findings:
        typer.echo(str(finding))
    if not all(finding.good for finding in findings):
        raise typer.Exit(1)


@command.command()
def backup(file: Annotated[Path, typer.Argument(help="Where to write the backup.")]) -> None:
    """Write everything to FILE; journals stay encrypted in it. Works while the bot runs."""
    from solbot.ops import backup as backups

    written = serving.do(backups.write(serving.settings(data=True), file))
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

    rows = serving.do(backups.read(serving.settings(data=True), file, another_bot=another_bot))
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

    serving.settings()
    os.umask(0o077)
    rows = serving.do(moving.move(origin, target))
    typer.echo(f"{rows} rows moved and compared. SOLBOT_DATABASE_URL is the other one from now on.")


@keys_command.command()
def rotate() -> None:
    """Make a new key the first one and encrypt everything anew, also while the bot runs; old keys stay in the file.

    With SOLBOT_KEYS no key is made: everything is encrypted with the first one of those.
    """
    from solbot.ops import rotation

    done = serving.do(rotation.rotate(serving.settings(data=True)))
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
        raise serving.stop(
            f"{done.behind} rows are encrypted with an older key still: run this again."
        )


@programs_command.command("export")
def export_programs(
    folder: Annotated[Path, typer.Argument(help="Where to write the files.")],
) -> None:
    """Write the programs and the page about the society, as they are in force, to FOLDER as files of the content."""
    from solbot.ops import program_files

    written = serving.do(program_files.write(serving.settings(data=True), folder))
    typer.echo(f"{written.files} files written.")
    for program, language in written.lacking:
        typer.echo(f"{program} is not written in {language} yet.", err=True)


def main() -> None:
    """Be the command that the words of this process name."""
    command()
