"""How the bot presents itself: command menu, name, description and about text, in every language."""

from __future__ import annotations

import structlog
from telegram import Bot, BotCommand
from telegram.error import TelegramError

from solbot.content.catalog import Catalog, Language

log = structlog.get_logger(__name__)


async def present(bot: Bot, catalog: Catalog) -> None:
    """Set what differs; the default language is also what people of other languages see.

    Telegram limits how often a name may change, so nothing is set that is so already.
    A failure is logged: the bot works without.
    """
    try:
        await _present(bot, catalog.default, None)
        for code in catalog.languages:
            await _present(bot, catalog.language(code), code.partition("-")[0])
    except TelegramError as error:
        log.warning("the profile could not be set", fault=type(error).__name__)


async def _present(bot: Bot, language: Language, code: str | None) -> None:
    profile = language.profile
    commands = [BotCommand(name, text) for name, text in language.commands.items()]
    if list(await bot.get_my_commands(language_code=code)) != commands:
        await bot.set_my_commands(commands, language_code=code)
    if (await bot.get_my_name(language_code=code)).name != profile.name:
        await bot.set_my_name(profile.name, language_code=code)
    if (await bot.get_my_description(language_code=code)).description != profile.description:
        await bot.set_my_description(profile.description, language_code=code)
    about = await bot.get_my_short_description(language_code=code)
    if about.short_description != profile.about:
        await bot.set_my_short_description(profile.about, language_code=code)
