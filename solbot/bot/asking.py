"""Screens that await words: the field to type in opens under them, and a reply to them is those words."""

from __future__ import annotations

from dataclasses import replace

from solbot.bot import dialog
from solbot.bot.args import args_of
from solbot.bot.context import Context, Replace, Send
from solbot.telegram.incoming import UpdateKind
from solbot.telegram.messages import Message


async def note(context: Context) -> None:
    """After a handler asked for words: have the app open the field to type in, or know the tapped message by which
    they were asked for.

    Telegram takes the former with new messages alone; an app that does not know it shows the buttons.
    """
    if context.member is None or not context.said or not context.expected:
        return
    waiting = await dialog.current(context.work, context.member.id)
    if waiting.awaits != context.expected[-1]:
        return
    last, message_id = context.said[-1], context.incoming.message_id
    if isinstance(last, Replace) and message_id is not None:
        await dialog.note_asked_in(context.work, context.member.id, message_id)
    elif isinstance(last, Send) and _is_for_words(context, waiting.awaits, last.message):
        context.said[-1] = replace(last, message=replace(last.message, awaits_words=True))


def _is_for_words(context: Context, awaits: str, message: Message) -> bool:
    """Whether what is awaited can be typed alone: a keyboard of letters would hide buttons that say the same."""
    awaited = context.routes.awaited.get(awaits)
    if awaited is None or not awaited.typed or awaited.stands:
        return False
    return not any(args_of(data)[0] in awaited.taps for data in message.offers().values())


def replies_to_it(context: Context) -> bool:
    """Whether words that are a reply are so because they were asked for: whatever that message was before, and
    whatever it is by now, they are meant for what is awaited."""
    waiting, incoming = context.waiting, context.incoming
    if waiting is None or waiting.awaits in (None, dialog.ANSWER):
        return False
    return incoming.kind is not UpdateKind.TAP and (
        incoming.forced or incoming.reply_to == waiting.asked_in
    )
