"""What is found for somebody who types `@bot words` in any chat. https://core.telegram.org/bots/api#inline-mode"""

from __future__ import annotations

from dataclasses import dataclass

from telegram import (
    Bot,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
)
from telegram.constants import ParseMode

from solbot.telegram.api import NO_PREVIEW, inline
from solbot.telegram.messages import Row

MOST = 50  # results at once, by Telegram's own limit


@dataclass(frozen=True)
class InlineResult:
    """One thing that can be sent: how it is called in the list, and what is sent."""

    id: str  # 1 to 64 bytes, and like no other of the answer
    title: str
    description: str
    html: str
    buttons: tuple[Row, ...] = ()


@dataclass(frozen=True)
class InlineAnswer:
    """What is found, where the list goes on, how long it holds for who asked, and a button into the chat above it."""

    results: tuple[InlineResult, ...]
    next_offset: str = ""
    seconds: int = 0
    button: str = ""


async def answer(bot: Bot, query_id: str, found: InlineAnswer) -> None:
    """Show what was found to who asked, and to nobody else. Raises TelegramError."""
    await bot.answer_inline_query(
        query_id,
        [
            InlineQueryResultArticle(
                one.id,
                one.title,
                InputTextMessageContent(
                    one.html, parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW
                ),
                reply_markup=inline(one.buttons),
                description=one.description,
            )
            for one in found.results
        ],
        cache_time=found.seconds,
        is_personal=True,
        next_offset=found.next_offset,
        button=InlineQueryResultsButton(found.button, start_parameter="inline")
        if found.button
        else None,
    )
