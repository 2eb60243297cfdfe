"""Says what a turn decided, after it is committed: replies first, a few tries, never a doubt twice."""

from __future__ import annotations

import asyncio

import structlog
from telegram import Bot
from telegram.error import BadRequest, TelegramError

from solbot.chat.incoming import Incoming
from solbot.chat.turn import Rebutton, Replace, Said, Send
from solbot.delivery import wire
from solbot.delivery.pace import Pace, Turn
from solbot.delivery.post import Post
from solbot.domain.letters import Failure
from solbot.errors import StoreAway

log = structlog.get_logger(__name__)

TRIES = 4
LONGEST_WAIT = 60.0  # seconds; a longer flood wait is not waited out for a reply
UNEDITABLE = (
    "can't be edited",
    "message to edit not found",
    "message_id_invalid",
    "no text in the message",
)


class Speaker:
    """Sends replies at their turn in the pace."""

    def __init__(self, bot: Bot, post: Post, pace: Pace) -> None:
        """Take what to speak through and the pace to keep."""
        self._bot = bot
        self._post = post
        self._pace = pace

    async def answer_tap(self, tap_id: str, text: str | None) -> None:
        """Let the tapped button rest; a tap too old to be answered is let go."""
        try:
            await self._bot.answer_callback_query(tap_id, text=text)
        except BadRequest:
            return
        except TelegramError as error:
            log.info("tap not answered", failure=wire.fault_of(error).failure.value)

    async def say(self, incoming: Incoming, said: Said) -> int | None:
        """Say one thing; returns the new message's id, or None when it could not be said."""
        for attempt in range(TRIES):
            await self._pace.wait(Turn.REPLY)
            try:
                return await self._once(incoming, said)
            except TelegramError as error:
                fault = wire.fault_of(error)
                log.warning("reply not sent", failure=fault.failure.value, reason=fault.reason)
                if not await self._may_try_again(fault, attempt):
                    return None
        return None

    async def _once(self, incoming: Incoming, said: Said) -> int | None:
        chat, tapped = incoming.chat_id, incoming.message_id
        if isinstance(said, Send):
            return await self._post.send(chat, said.message)
        if tapped is None:
            return None
        if isinstance(said, Rebutton):
            await wire.set_buttons(self._bot, chat, tapped, said.rows)
            return None
        return await self._put(chat, tapped, said)

    async def _put(self, chat: int, tapped: int, said: Replace) -> int:
        try:
            await wire.edit(self._bot, chat, tapped, said.message)
        except BadRequest as error:
            if not any(reason in error.message.lower() for reason in UNEDITABLE):
                raise
            return await self._post.send(chat, said.message)
        return tapped

    async def _may_try_again(self, fault: wire.Fault, attempt: int) -> bool:
        if fault.failure is Failure.FLOOD and fault.wait is not None:
            seconds = fault.wait.total_seconds()
            try:
                await self._pace.halt(seconds)
            except StoreAway as error:
                log.error("the halt is not written down", fault=str(error))
            return seconds <= LONGEST_WAIT
        if fault.failure in (Failure.NOT_SENT, Failure.SERVER):
            await asyncio.sleep(0.5 * 2**attempt)
            return True
        return False
