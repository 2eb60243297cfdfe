"""Asking a person: a question in one's own words, more of it, taking it back."""

from __future__ import annotations

from collections.abc import Sequence

from solbot.bot import pager
from solbot.bot.context import Context
from solbot.bot.dialog import Where
from solbot.bot.taps import do, sends, tap
from solbot.coaching.answers.bodies import body_of
from solbot.coaching.journal import unfiled
from solbot.content.bodies import text_body
from solbot.content.cutting import one_line, shortened
from solbot.desk import service as inquiries
from solbot.desk.service import MOST_WAITING, InquiryGone, Limit, Limited, Own
from solbot.limits import BEFORE, IN_LINE
from solbot.programs import service as programs
from solbot.telegram.messages import Button, Keyboard

NO_PROGRAM = "-"
AWAITED = ("inquiry", "inquiry_more")
LAST = 4  # what was said last, as the member is shown it
SHOWN = 6  # of one's own questions, where they are beside the matter


@tap("iq")
async def ask(context: Context, about: str = NO_PROGRAM) -> None:
    """A tap on Ask a person: what would they like to ask?"""
    if context.member is None or context.member.consented_at is None:
        context.say("consent_first", Keyboard().row(context.button("begin", do("start"))))
        return
    program = about if about not in ("", NO_PROGRAM) else None
    if program is not None and await programs.find(context.work, context.language, program) is None:
        context.toast("program_gone")
        return
    there = await inquiries.open_of(context.work, context.me)
    why = await inquiries.limit(context.work, context.me)
    if why is not None:
        say_limited(context, why, there)
        return
    await context.expect("inquiry", program=program)
    keyboard = _those(context, there)
    back = sends("p", program) if program else do("programs")
    keyboard.row(context.button("cancel", do("cancel")), context.button("back", back))
    context.show(
        "ask_inquiry",
        keyboard,
        title=await programs.title_of(context.work, context.language, program),
        open=len(there),
    )


async def asked(context: Context) -> None:
    """The words of a new question."""
    program = context.awaited(dict[str, str | None])["program"]
    body = body_of(context, None) or text_body(context.incoming.text)
    await context.rest()
    try:
        number, remark = await inquiries.ask(
            context.work, context.me, program, body, context.incoming.message_id
        )
        context.went_to = Where("remark", remark)
    except Limited as limited:
        await _say_limited_with_words(context, limited.why)
        return
    keyboard = _ways_on(context, number)
    if program is not None:
        keyboard.row(context.button("see_program", sends("p", program)))
    context.say(
        "inquiry_kept",
        keyboard,
        number=number,
        title=await programs.title_of(context.work, context.language, program),
    )


@tap("iw")
async def ask_more(context: Context, number: int) -> None:
    """A tap on Write again."""
    try:
        own = await inquiries.find(context.work, context.me, number)
    except InquiryGone:
        context.toast("inquiry_gone")
        return
    await context.expect("inquiry_more", inquiry=own.number)
    # A new message: the tapped one may be the answer, and that stays readable.
    keyboard = Keyboard().row(context.button("cancel", do("cancel")))
    context.say("ask_inquiry_more", keyboard, number=own.number)


async def more(context: Context) -> None:
    """More words for a question that was asked."""
    number = context.awaited(dict[str, int])["inquiry"]
    await context.rest()
    await _add(context, number)


async def replied(context: Context) -> bool:
    """Words that reply to a question's message, or to its answer, belong to that question. False if they don't."""
    if context.incoming.reply_to is None:
        return False
    number = await inquiries.said_in(context.work, context.me, context.incoming.reply_to)
    if number is None:
        return False
    if context.waiting is not None and context.waiting.awaits in AWAITED:
        await context.rest()
    await _add(context, number)
    return True


async def add_piece(context: Context, remark: int) -> bool:
    """One more piece of a message, put with the remark the others are; False where that is gone."""
    incoming, message = context.incoming, context.incoming.message_id or 0
    text, file_id, same = incoming.text, incoming.file_id, incoming.unique_id
    if file_id is None:
        return await inquiries.add_text(context.work, context.me, remark, message, text)
    return await inquiries.add_photo(context.work, context.me, remark, message, file_id, text, same)


@tap("io")
async def open_one(context: Context, number: int, page: int = 0) -> None:
    """A tap on one of one's own questions, or on an earlier part of it."""
    try:
        own = await inquiries.find(context.work, context.me, number)
    except InquiryGone:
        context.toast("inquiry_gone")
        return
    here = pager.at(page, len(own.said), LAST)
    first = max(0, len(own.said) - here.start - here.size)
    keyboard = Keyboard().row(*here.turning(context, open_one.to(own.number), pager.IN_TIME))
    keyboard.rows += _ways_on(context, own.number).rows
    keyboard.row(context.button("ask_person", ask.to(NO_PROGRAM)))
    context.show(
        "inquiry",
        keyboard,
        question={
            "number": own.number,
            "title": await programs.title_of(context.work, context.language, own.program),
            "stands": own.stands,
            "waits": own.waits,
            "by_society": own.by_society,
            "said": [
                {
                    "mine": said.mine,
                    "kind": said.body["kind"],
                    "words": shortened(context.language.said(said.body), BEFORE),
                    "at": context.local(said.at),
                }
                for said in own.said[first : len(own.said) - here.start]
            ],
        },
    )


@tap("il")
async def mine(context: Context, page: str = "") -> None:
    """A tap on All my questions: those that are open, newest first."""
    there = (await inquiries.open_of(context.work, context.me))[::-1]
    here = pager.at(page, len(there))
    keyboard = Keyboard().grid((_opening(context, one) for one in here.of(there)), 2)
    keyboard.row(*here.turning(context, mine.to(), pager.IN_TIME))
    keyboard.row(context.button("ask_person", ask.to(NO_PROGRAM)))
    listed = [
        {
            "number": one.number,
            "title": await programs.title_of(context.work, context.language, one.program),
            "waits": one.waits,
            "words": one_line(context.language.said(one.said[0].body), IN_LINE) if one.said else "",
        }
        for one in here.of(there)
    ]
    context.show("my_inquiries", keyboard, own=listed, page=here.number, pages=here.count)


@tap("ix")
async def ask_withdraw(context: Context, number: int) -> None:
    """A tap on Take it back: really?"""
    try:
        own = await inquiries.find(context.work, context.me, number)
    except InquiryGone:
        context.toast("inquiry_gone")
        return
    keyboard = Keyboard().row(
        context.button("withdraw_inquiry_yes", withdraw.to(own.number)),
        context.button("back", open_one.to(own.number)),
    )
    context.show("ask_withdraw", keyboard, number=own.number)


@tap("ixx")
async def withdraw(context: Context, number: int) -> None:
    """A tap on Yes: staff can't read it any more."""
    try:
        await inquiries.withdraw(context.work, context.me, number)
    except InquiryGone:
        context.toast("inquiry_gone")
        return
    keyboard = Keyboard().row(
        context.button("ask_person", ask.to(NO_PROGRAM)), context.button("programs", do("programs"))
    )
    context.show("inquiry_withdrawn", keyboard, number=number)


async def _add(context: Context, number: int) -> None:
    try:
        remark = await inquiries.add(
            context.work,
            context.me,
            number,
            body_of(context, None) or text_body(context.incoming.text),
            context.incoming.message_id,
        )
        context.went_to = Where("remark", remark)
    except InquiryGone:
        context.say("inquiry_gone")
        await unfiled.keep_and_ask(context)
        return
    except Limited as limited:
        await _say_limited_with_words(context, limited.why)
        return
    say_added(context, number)


def say_added(context: Context, number: int) -> None:
    """The words are with the society; under words that were held before, in their place."""
    context.put(context.message("inquiry_added", _ways_on(context, number), number=number))


def _ways_on(context: Context, number: int) -> Keyboard:
    return Keyboard().row(
        context.button("write_again", ask_more.to(number)),
        context.button("withdraw_inquiry", ask_withdraw.to(number)),
    )


def _those(context: Context, there: Sequence[Own]) -> Keyboard:
    """The newest open ones, and the way to the others."""
    keyboard = Keyboard().grid((_opening(context, one) for one in there[-SHOWN:]), 2)
    return keyboard.row(
        *([context.button("my_inquiries", mine.to())] if len(there) > SHOWN else [])
    )


def _opening(context: Context, one: Own) -> Button:
    return context.button("my_inquiry", open_one.to(one.number), number=one.number)


def say_limited(context: Context, why: Limit, there: Sequence[Own]) -> None:
    """Why nothing more can be asked now, and the way to what was."""
    keyboard = _those(context, there).row(context.button("programs", do("programs")))
    context.show("inquiry_limit", keyboard, limit=why, count=MOST_WAITING)


async def _say_limited_with_words(context: Context, why: Limit) -> None:
    """Too many by the time the words came: they are not thrown away."""
    say_limited(context, why, await inquiries.open_of(context.work, context.me))
    await unfiled.keep_and_ask(context)
