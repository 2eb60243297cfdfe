"""Words that may be meant for people and not for the journal: what follows an answer from the society, or one's own
words to it, and what staff type while they are at work. Never sent silently, and never kept as an answer silently
either."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from solbot.bot import dialog
from solbot.bot.context import Context
from solbot.bot.taps import tap
from solbot.coaching.answers import held_words, prompts
from solbot.coaching.journal import unfiled
from solbot.content.cutting import shortened
from solbot.desk import chat as desk_chat
from solbot.desk import service as inquiries
from solbot.desk import staff_chat as desk_staff_chat
from solbot.desk import threads
from solbot.desk.service import InquiryGone, Limited
from solbot.limits import ASKED
from solbot.telegram.messages import Button

LATELY = timedelta(days=3)
"""So long an answer from the society may be what words are meant for."""

AT_WORK = timedelta(hours=1)

GOING_ON = timedelta(hours=1)
"""So long one's own words to the society may go on in another message."""


class Meant(NamedTuple):
    """What words may be meant for: an inquiry of one's own, or one that staff look at; or other work of theirs."""

    whose: Literal["society", "own", "work"]  # who said something last, or that they were at work
    inquiry: int | None


def meant(context: Context) -> Meant | None:
    """What came after whatever was asked last, so that words may be meant for it; None where nothing did."""
    waiting = context.waiting
    if waiting is None:
        return None
    now, work, heard = context.work.now, waiting.work, waiting.heard
    awaits_answer = waiting.awaits in (None, dialog.ANSWER)
    if work is not None and awaits_answer and now - work.at < AT_WORK and _newer(context, work.at):
        return Meant("work", work.inquiry)
    if heard is None or waiting.awaits in desk_chat.AWAITED:
        return None
    if now - heard.at >= (GOING_ON if heard.own else LATELY) or not _newer(context, heard.at):
        return None
    return Meant("own" if heard.own else "society", heard.number)


def for_people(context: Context) -> bool:
    """Whether words may be meant for people."""
    return meant(context) is not None


def said_last(context: Context) -> bool:
    """Whether the society's is the last message there is: then a number is an answer to it, and names no button."""
    found, waiting = meant(context), context.waiting
    if found is None or found.inquiry is None or waiting is None or found.whose != "society":
        return False
    return desk_chat.ask_more.to(found.inquiry) in waiting.offers.values()


async def keep_and_ask(context: Context) -> None:
    """Keep the words and ask where they belong; what they may be meant for comes first."""
    found = meant(context)
    if found is None or found.inquiry is None:
        await unfiled.keep_and_ask(context)
        return
    entry = await unfiled.hold(context)
    if entry is not None:
        latest = await prompts.latest(context.work, context.me)
        ask = shortened(latest.current.ask, ASKED) if latest else None
        await unfiled.offer(
            context,
            entry,
            place(context, found, entry, found.inquiry),
            "loose_words_elsewhere",
            whose=found.whose,
            number=found.inquiry,
            ask=ask,
        )


@tap("nq")
async def send(context: Context, entry_id: int, inquiry_number: int) -> None:
    """A tap on Send it to the society. What can't be sent stays where it is."""
    found = await held_words.held(context.work, context.me, entry_id)
    if found is None:
        context.toast("kept_already")
        return
    try:
        await inquiries.add(context.work, context.me, inquiry_number, found.body, found.message_id)
    except InquiryGone:
        context.toast("inquiry_gone")
        return
    except Limited as limited:
        desk_chat.say_limited(context, limited.why, ())
        return
    await held_words.delete_held(context.work, context.me, entry_id)
    desk_chat.say_added(context, inquiry_number)


@tap("nd")
async def answer(context: Context, entry_id: int, inquiry_number: int) -> None:
    """A tap of one of the staff on Answer no. … with it. They see it before it goes."""
    found = await held_words.held(context.work, context.me, entry_id)
    if found is None:
        context.toast("kept_already")
        return
    await held_words.delete_held(context.work, context.me, entry_id)
    context.rebutton()
    await threads.prepare(context, inquiry_number, found.body)


to_the_desk = desk_staff_chat.show  # where a stale tap leads


def _newer(context: Context, at: datetime) -> bool:
    """Whether it came after what is awaited was asked for."""
    waiting = context.waiting
    return waiting is not None and (waiting.awaits is None or waiting.since < at)


def place(context: Context, found: Meant, entry: int, number: int) -> Button:
    """The button that sends held words to the people they may be meant for."""
    if found.whose == "work":
        return context.button("answer_with_it", answer.to(entry, number), number=number)
    return context.button("send_to_society", send.to(entry, number))
