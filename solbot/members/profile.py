"""How the bot presents itself: command menu, name, description and about text, in every language."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Final

import structlog
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    BotDescription,
    BotName,
    BotShortDescription,
)
from telegram.error import TelegramError

from solbot.content.catalog import Catalog, Language
from solbot.db.states import Role
from solbot.staff.rules import Right, may

Call = Callable[[], Awaitable[object]]
Rights = Mapping[str, Right | None]

TELEGRAMS: Final = 2  # letters of a language code there

log = structlog.get_logger(__name__)


async def present(bot: Bot, catalog: Catalog, rights: Rights) -> None:
    """Set what differs; the default language is also what people of other languages see, and of drafts.

    `rights` are those that the commands need which there are.

    Telegram limits how often a name may change, so nothing is set that is so already.
    A failure is logged, and nothing else waits for it: the bot works without.
    """
    await _present(bot, catalog.default, None, rights)
    for told, code in told_languages(catalog.complete).items():
        await _present(bot, catalog.language(code), told, rights)


def told_languages(codes: Iterable[str]) -> dict[str, str]:
    """Which language each of Telegram's gets: Telegram knows languages by two letters alone, and no regions.

    Of several of one language it is the one without a region, else the first; one that has three letters is seen by
    those who choose it in the bot.
    """
    found: dict[str, str] = {}
    for code in sorted(codes, key=lambda one: ("-" in one, one)):
        told = code.partition("-")[0].lower()
        if len(told) == TELEGRAMS:
            found.setdefault(told, code)
    return found


async def present_to(
    bot: Bot, person_id: int, language: Language, role: Role | None, rights: Rights
) -> None:
    """Show one person the commands of their role beside everybody's; without a role, everybody's alone."""
    scope = BotCommandScopeChat(person_id)
    if role is None:
        wanted: tuple[BotCommand, ...] = ()
        write: Call = lambda: bot.delete_my_commands(scope=scope)  # noqa: E731
    else:
        wanted = _menu(language, role, rights)
        write = lambda: bot.set_my_commands(wanted, scope=scope)  # noqa: E731
    await _set("commands of staff", wanted, lambda: bot.get_my_commands(scope=scope), write)


async def _present(bot: Bot, language: Language, code: str | None, rights: Rights) -> None:
    profile = language.profile
    commands = _menu(language, None, rights)
    await _set(
        "commands",
        commands,
        lambda: bot.get_my_commands(language_code=code),
        lambda: bot.set_my_commands(commands, language_code=code),
    )
    await _set(
        "name",
        BotName(profile.name),
        lambda: bot.get_my_name(language_code=code),
        lambda: bot.set_my_name(profile.name, language_code=code),
    )
    await _set(
        "description",
        BotDescription(profile.description),
        lambda: bot.get_my_description(language_code=code),
        lambda: bot.set_my_description(profile.description, language_code=code),
    )
    await _set(
        "about",
        BotShortDescription(profile.about),
        lambda: bot.get_my_short_description(language_code=code),
        lambda: bot.set_my_short_description(profile.about, language_code=code),
    )


def _menu(language: Language, role: Role | None, rights: Rights) -> tuple[BotCommand, ...]:
    return tuple(
        BotCommand(name, text)
        for name, text in language.commands.items()
        if name in rights and ((right := rights[name]) is None or may(role, right))
    )


async def _set(what: str, wanted: object, read: Call, write: Call) -> None:
    """Write what is wanted unless it is there; where it can't be read, it is written all the same."""
    try:
        there = await read()
    except TelegramError:
        there = None
    if there == wanted:
        return
    try:
        await write()
    except TelegramError as error:
        log.warning("the profile could not be set", what=what, fault=type(error).__name__)
