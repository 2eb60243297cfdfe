"""A look at everything the bot needs, before or instead of running it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot
from telegram.error import TelegramError

from solbot import app, settings
from solbot.content.check import inspect
from solbot.delivery import trouble
from solbot.delivery.transport import AiohttpRequest
from solbot.errors import SolbotError
from solbot.settings import Settings
from solbot.store import migrations
from solbot.store.database import Database, in_words


@dataclass(frozen=True)
class Finding:
    """What was looked at, whether it is well, and what to do if not."""

    subject: str
    good: bool
    text: str

    def __str__(self) -> str:
        return f"{'ok   ' if self.good else 'FAULT'} {self.subject}: {self.text}"


async def examine() -> list[Finding]:
    """Settings, database, key, content, token, in that order; nothing is changed or created but a first key."""
    try:
        found = settings.load()
    except SolbotError as error:
        return [Finding("settings", False, str(error))]
    return [
        Finding("settings", True, "all are known and well-formed"),
        await _database(found),
        _key(found),
        _content(found),
        await _token(found),
    ]


async def _database(found: Settings) -> Finding:
    try:
        with in_words():
            current = await _is_current(found)
    except SolbotError as error:
        return Finding("database", False, str(error))
    except (SQLAlchemyError, OSError) as error:
        return Finding("database", False, f"can't be reached ({type(error).__name__})")
    if not current:
        return Finding("database", False, "is not up to date: run `solbot migrate`")
    return Finding("database", True, "answers, and is up to date")


async def _is_current(found: Settings) -> bool:
    database = Database(found.database_url)
    try:
        await database.ping()
        return await migrations.is_current(database)
    finally:
        await database.close()


def _key(found: Settings) -> Finding:
    if found.keys is None and not found.key_file.exists():
        return Finding("key", True, "none yet: the first start creates it")
    try:
        app.use_keys(found)
    except (SolbotError, OSError) as error:
        return Finding("key", False, str(error))
    if found.keys is None and found.key_file.stat().st_mode & 0o077:
        return Finding("key", False, f"others can read {found.key_file}: run chmod 600 on it")
    return Finding("key", True, "is there, and well-formed")


def _content(found: Settings) -> Finding:
    _, faults = inspect(found.messages, found.default_language)
    if faults:
        return Finding("content", False, f"{len(faults)} faults: run `solbot check`")
    return Finding("content", True, "is in order")


async def _token(found: Settings) -> Finding:
    if found.token is None:
        return Finding("token", True, "none: the bot runs in the playground")
    async with AiohttpRequest() as request, AiohttpRequest() as another:
        bot = Bot(
            found.token.get_secret_value(),
            base_url=f"{found.api_url}/bot",
            request=request,
            get_updates_request=another,
        )
        try:
            async with bot:
                return Finding("token", True, f"belongs to @{bot.username}")
        except (TelegramError, *trouble.NO_SENSE) as error:
            return Finding("token", False, trouble.sentence(error, found.api_url))
