"""Sends what a handler decided, after it is committed: replies first, a few tries, never a doubt twice."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import TypeVar

import structlog
from telegram import Bot
from telegram.error import BadRequest, TelegramError

from solbot import counters
from solbot.bot.context import Rebutton, Replace, Said, Send
from solbot.content import telegram_html
from solbot.content.cutting import shortened
from solbot.content.language import Language
from solbot.errors import StoreAway
from solbot.telegram import api, inline_mode
from solbot.telegram.incoming import Incoming
from solbot.telegram.inline_mode import InlineAnswer
from solbot.telegram.lateness import under_way
from solbot.telegram.letters import Failure
from solbot.telegram.messages import Message
from solbot.telegram.payload import fit
from solbot.telegram.rate import Pace, SendPriority
from solbot.telegram.uploader import Uploader

log = structlog.get_logger(__name__)

T = TypeVar("T")

MOST_TEXT, MOST_CAPTION = 3500, 900  # units of UTF-16; well below the limits
TRIES = 4
LONGEST_WAIT = 60.0  # seconds; a longer flood wait is not waited out for a reply
UNEDITABLE = (
    "can't be edited",
    "message to edit not found",
    "message_id_invalid",
    "no text in the message",
)

NO_TOPIC = "thread not found"


class ReplySender:
    """Sends replies at their turn in the pace."""

    def __init__(self, bot: Bot, uploader: Uploader, pace: Pace) -> None:
        """Take what to speak through and the pace to keep."""
        self._bot = bot
        self._uploader = uploader
        self._pace = pace

    async def answer_tap(self, tap_id: str, text: str | None) -> bool:
        """Let the tapped button rest. False: Telegram refused that, as it does for a tap of long ago."""
        try:
            await self._bot.answer_callback_query(tap_id, text=text)
        except BadRequest:
            return False
        except TelegramError as error:
            log.info("tap not answered", failure=api.fault_of(error).failure.value)
        return True

    async def answer_inline(self, query_id: str, found: InlineAnswer) -> None:
        """Show what was found for words behind the bot's name; too late is too late."""
        try:
            await inline_mode.answer(self._bot, query_id, found)
        except TelegramError as error:
            fault = api.fault_of(error)
            log.info("search not answered", reason=api.without_quotes(fault.reason))

    async def say(self, incoming: Incoming, said: Said, language: Language) -> int | None:
        """Say one thing; returns the new message's id, or None when it could not be said.

        What Telegram refuses is said shorter, in `language`: first its words alone, then that it can't be shown.
        """
        is_nowhere = isinstance(said, Rebutton) and incoming.message_id is None
        for one in chain(() if is_nowhere else (said,), _alternatives(said, language)):
            try:
                return await self.at_its_turn(partial(self._once, incoming, one))
            except TelegramError:
                log.error("reply refused", update=incoming.update_id, said=type(one).__name__)
            except Exception as error:  # noqa: BLE001  (a message that can't even be built is a refused one)
                fault = type(error).__name__
                log.error("reply not built", update=incoming.update_id, fault=fault)
        return None

    async def at_its_turn(self, send: Callable[[], Awaitable[T]]) -> T | None:
        """Send something, a few tries; None where it could not be. Raises what Telegram refuses."""
        for attempt in range(TRIES):
            turn = await self._pace.wait(SendPriority.REPLY)
            try:
                with under_way(*filter(None, (turn,))):
                    sent = await send()
                counters.REPLIES.labels("sent").inc()
                await self._arrived()
                return sent
            except TelegramError as error:
                fault = api.fault_of(error)
                counters.REPLIES.labels(fault.failure.value).inc()
                reason = api.without_quotes(fault.reason)
                log.warning("reply not sent", failure=fault.failure.value, reason=reason)
                if fault.failure is Failure.REFUSED:
                    raise
                if not await self._may_try_again(fault, attempt):
                    return None
        return None

    async def _arrived(self) -> None:
        try:
            await self._pace.arrived()
        except StoreAway as error:
            log.error("that the bot is not frozen is not written down", fault=str(error))

    async def _once(self, incoming: Incoming, said: Said) -> int | None:
        chat, tapped = incoming.chat_id, incoming.message_id
        if isinstance(said, Rebutton):
            if tapped is not None:
                await api.set_buttons(self._bot, chat, tapped, said.rows)
            return None
        if isinstance(said, Replace) and tapped is not None:
            try:
                await api.edit(self._bot, chat, tapped, said.message)
                return tapped
            except BadRequest as error:
                if not any(reason in error.message.lower() for reason in UNEDITABLE):
                    raise
        try:
            return await self._uploader.send(chat, said.message, topic=incoming.topic)
        except BadRequest as error:  # the topic that the person wrote in may be gone
            if incoming.topic is None or NO_TOPIC not in error.message.lower():
                raise
        return await self._uploader.send(chat, said.message)

    async def _may_try_again(self, fault: api.SendFault, attempt: int) -> bool:
        if fault.failure is Failure.FLOOD and fault.wait is not None:
            seconds = fault.wait.total_seconds()
            counters.FLOODS.inc(not fault.frozen)
            try:
                await self._pace.halt(seconds, frozen=fault.frozen)
            except StoreAway as error:
                log.error("the halt is not written down", fault=str(error))
            return seconds <= LONGEST_WAIT
        if fault.failure in (Failure.NOT_SENT, Failure.SERVER):
            await asyncio.sleep(0.5 * 2**attempt)
            return True
        return False


def _alternatives(said: Said, language: Language) -> Iterator[Said]:
    """What to say instead, one after the other until something is taken."""
    if isinstance(said, Rebutton):
        if said.rows:
            words = language.having("buttons_here").reply("buttons_here")
            yield Send(Message(words, said.rows))
        return
    bare = _bare(said.message)
    if bare is not None:
        yield Replace(bare) if isinstance(said, Replace) else Send(bare)
        yield Send(replace(bare, buttons=()))
    yield Send(Message(language.having("not_shown").reply("not_shown")))


def _bare(message: Message) -> Message | None:
    """The words without their markup, cut to what surely fits; None where there are none."""
    words = fit(message.html if message.plain else telegram_html.plain(message.html)).strip()
    if not words:
        return None
    has_file = message.document is not None or message.media is not None
    most = MOST_CAPTION if has_file else MOST_TEXT
    return replace(message, html=shortened(words, most), plain=True)
