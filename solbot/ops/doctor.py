"""A look at everything the bot needs, before or instead of running it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot
from telegram.error import TelegramError

from solbot import settings, zone_files
from solbot.content.check import inspect
from solbot.db import faults, private
from solbot.db import migrate as migrations
from solbot.db.engine import Database
from solbot.errors import SolbotError
from solbot.ops import backup_rules, keys
from solbot.settings import Settings
from solbot.telegram import trouble
from solbot.telegram.transport import AiohttpRequest


@dataclass(frozen=True)
class Finding:
    """What was looked at, whether it is well, and what to do if not."""

    subject: str
    good: bool
    text: str

    def __str__(self) -> str:
        return f"{'ok   ' if self.good else 'FAULT'} {self.subject}: {self.text}"


async def examine() -> list[Finding]:
    """Settings, database, key, zones, content, backups, token, in that order; nothing is made."""
    try:
        found = settings.load()
    except SolbotError as error:
        return [Finding("settings", False, str(error))]
    database = Database(found.database_url)
    try:
        of_data = [await _database(database), await _key(found, database)]
    finally:
        await database.close()
    return [
        Finding("settings", True, "all are known and well-formed"),
        *of_data,
        _zones(),
        _content(found),
        _backups(found),
        await _token(found),
    ]


async def _database(database: Database) -> Finding:
    if not database.is_there:
        return Finding("database", True, "none yet: the first start makes it")
    try:
        await database.ping()
        current = await migrations.is_current(database)
    except (SQLAlchemyError, OSError, SolbotError) as error:
        return Finding("database", False, faults.sentence(error))
    if not current:
        return Finding("database", False, "is not up to date: run `solbot migrate`")
    if database.file is not None and (open_ := private.open_to_others(database.file)):
        names = " ".join(map(str, open_))
        return Finding("database", False, f"others can read it: run chmod 600 {names}")
    return Finding("database", True, "answers, and is up to date")


async def _key(found: Settings, database: Database) -> Finding:
    try:
        trial = await keys.tried(found, database)
        is_there = keys.load(found) is not None
    except SolbotError as error:
        return Finding("key", False, str(error))
    except (SQLAlchemyError, OSError):
        return Finding("key", False, "can't be tried, as the database can't be read")
    if not is_there:
        return Finding("key", True, "none yet: the first start makes it")
    if found.keys is None and found.key_file.stat().st_mode & 0o077:
        return Finding("key", False, f"others can read {found.key_file}: run chmod 600 on it")
    if not trial.whole:
        left = trial.found - trial.opened
        return Finding(
            "key", False, f"does not open {left} of {trial.found} things it was tried on"
        )
    if not trial.found:
        return Finding("key", True, "is well-formed; there is nothing to try it on yet")
    return Finding("key", True, "opens what people wrote")


def _zones() -> Finding:
    text = f"release {zone_files.RELEASE}, of the tzdata package; this machine's own do not count"
    return Finding("zones", True, text)


def _content(found: Settings) -> Finding:
    _, faults = inspect(found.messages, found.default_language)
    if faults:
        return Finding("content", False, f"{len(faults)} faults: run `solbot check`")
    return Finding("content", True, "is in order")


def _backups(found: Settings) -> Finding:
    if found.backups is None:
        return Finding("backups", True, "none are made: name a folder for them in SOLBOT_BACKUPS")
    names = found.backups.glob("*") if found.backups.is_dir() else ()
    days = [day for one in names if (day := backup_rules.day_of(one.name)) is not None]
    text = f"the newest is of {max(days)}" if days else "none yet: the bot makes the first"
    return Finding("backups", True, text)


async def _token(found: Settings) -> Finding:
    if found.token is None:
        return Finding("token", True, "none: the bot runs in the playground")
    async with AiohttpRequest() as request, AiohttpRequest() as another:
        bot = Bot(
            found.token.reveal(),
            base_url=f"{found.api_url}/bot",
            request=request,
            get_updates_request=another,
        )
        try:
            async with bot:
                return Finding("token", True, f"belongs to @{bot.username}")
        except (TelegramError, *trouble.NO_SENSE) as error:
            return Finding("token", False, trouble.sentence(error, found.api_url))
