"""Asking a person: a question in one's own words, more of it, taking it back."""

from __future__ import annotations

from collections.abc import Sequence

from solbot.bot import pager as pages
from solbot.bot.context import Turn
from solbot.bot.dialog import Where
from solbot.coaching.answers.bodies import body_of
from solbot.coaching.journal import unfiled as placing
from solbot.content.cutting import one_line, shortened
from solbot.desk import service as inquiries
from solbot.desk.service import MOST_WAITING, Gone, Limit, Limited, Own
from solbot.limits import BEFORE, IN_LINE
from solbot.programs import service as programs
from solbot.telegram.messages import Button, Keyboard

NO_PROGRAM = "-"
AWAITED = ("inquiry", "inquiry_more")
LAST = 4  # what was said last, as the member is shown it
SHOWN = 6  # of one's own questions, where they are beside the matter


async def ask(turn: Turn, args: list[str]) -> None:
    """A tap on Ask a person: what would they like to ask?"""
    if turn.member is None or turn.member.consented_at is None:
        turn.say("consent_first", Keyboard().row(turn.button("begin", "do:start")))
        return
    program = args[0] if args and args[0] not in ("", NO_PROGRAM) else None
    if program is not None and await programs.find(turn.work, turn.language, program) is None:
        turn.toast("program_gone")
        return
    there = await inquiries.open_of(turn.work, turn.me)
    why = await inquiries.limit(turn.work, turn.me)
    if why is not None:
        _say_limited(turn, why, there)
        return
    await turn.expect("inquiry", program=program)
    keyboard = _those(turn, there)
    back = f"p:{program}" if program else "do:programs"
    keyboard.row(turn.button("cancel", "do:cancel"), turn.button("back", back))
    turn.show(
        "ask_inquiry",
        keyboard,
        title=await programs.title_of(turn.work, turn.language, program),
        open=len(there),
    )


async def asked(turn: Turn) -> None:
    """The words of a new question."""
    assert turn.waiting is not None  # noqa: S101  (the way here is through it)
    program, body = turn.waiting.data["program"], body_of(turn, None)
    await turn.rest()
    try:
        number, remark = await inquiries.ask(
            turn.work, turn.me, program, body or {}, turn.incoming.message_id
        )
        turn.went_to = Where("remark", remark)
    except Limited as limited:
        await _say_limited_with_words(turn, limited.why)
        return
    keyboard = _ways_on(turn, number)
    if program is not None:
        keyboard.row(turn.button("see_program", f"p:{program}"))
    turn.say(
        "inquiry_kept",
        keyboard,
        number=number,
        title=await programs.title_of(turn.work, turn.language, program),
    )


async def ask_more(turn: Turn, args: list[str]) -> None:
    """A tap on Write again."""
    try:
        own = await inquiries.find(turn.work, turn.me, int(args[0]))
    except Gone:
        turn.toast("inquiry_gone")
        return
    await turn.expect("inquiry_more", inquiry=own.number)
    # A new message: the tapped one may be the answer, and that stays readable.
    keyboard = Keyboard().row(turn.button("cancel", "do:cancel"))
    turn.say("ask_inquiry_more", keyboard, number=own.number)


async def more(turn: Turn) -> None:
    """More words for a question that was asked."""
    assert turn.waiting is not None  # noqa: S101
    number = turn.waiting.data["inquiry"]
    await turn.rest()
    await _add(turn, number)


async def replied(turn: Turn) -> bool:
    """Words that reply to a question's message, or to its answer, belong to that question. False if they don't."""
    if turn.incoming.reply_to is None:
        return False
    number = await inquiries.said_in(turn.work, turn.me, turn.incoming.reply_to)
    if number is None:
        return False
    if turn.waiting is not None and turn.waiting.awaits in AWAITED:
        await turn.rest()
    await _add(turn, number)
    return True


async def open_one(turn: Turn, args: list[str]) -> None:
    """A tap on one of one's own questions, or on an earlier part of it: `number, page`."""
    try:
        own = await inquiries.find(turn.work, turn.me, int(args[0]))
    except Gone:
        turn.toast("inquiry_gone")
        return
    here = pages.named(args, 1, len(own.said), LAST)
    first = max(0, len(own.said) - here.start - here.size)
    keyboard = Keyboard().row(*here.turning(turn, f"io:{own.number}", pages.IN_TIME))
    keyboard.rows += _ways_on(turn, own.number).rows
    keyboard.row(turn.button("ask_person", f"iq:{NO_PROGRAM}"))
    turn.show(
        "inquiry",
        keyboard,
        question={
            "number": own.number,
            "title": await programs.title_of(turn.work, turn.language, own.program),
            "stands": own.stands,
            "waits": own.waits,
            "said": [
                {
                    "mine": said.mine,
                    "kind": said.body["kind"],
                    "words": shortened(turn.language.said(said.body), BEFORE),
                    "at": turn.local(said.at),
                }
                for said in own.said[first : len(own.said) - here.start]
            ],
        },
    )


async def mine(turn: Turn, args: list[str]) -> None:
    """A tap on All my questions: those that are open, newest first."""
    there = (await inquiries.open_of(turn.work, turn.me))[::-1]
    here = pages.named(args, 0, len(there))
    keyboard = Keyboard().grid((_opening(turn, one) for one in here.of(there)), 2)
    keyboard.row(*here.turning(turn, "il", pages.IN_TIME))
    keyboard.row(turn.button("ask_person", f"iq:{NO_PROGRAM}"))
    listed = [
        {
            "number": one.number,
            "title": await programs.title_of(turn.work, turn.language, one.program),
            "waits": one.waits,
            "words": one_line(turn.language.said(one.said[0].body), IN_LINE) if one.said else "",
        }
        for one in here.of(there)
    ]
    turn.show("my_inquiries", keyboard, own=listed, page=here.number, pages=here.count)


async def ask_withdraw(turn: Turn, args: list[str]) -> None:
    """A tap on Take it back: really?"""
    try:
        own = await inquiries.find(turn.work, turn.me, int(args[0]))
    except Gone:
        turn.toast("inquiry_gone")
        return
    keyboard = Keyboard().row(
        turn.button("withdraw_inquiry_yes", f"ixx:{own.number}"),
        turn.button("back", f"io:{own.number}"),
    )
    turn.show("ask_withdraw", keyboard, number=own.number)


async def withdraw(turn: Turn, args: list[str]) -> None:
    """A tap on Yes: staff can't read it any more."""
    try:
        await inquiries.withdraw(turn.work, turn.me, int(args[0]))
    except Gone:
        turn.toast("inquiry_gone")
        return
    keyboard = Keyboard().row(
        turn.button("ask_person", f"iq:{NO_PROGRAM}"), turn.button("programs", "do:programs")
    )
    turn.show("inquiry_withdrawn", keyboard, number=int(args[0]))


async def _add(turn: Turn, number: int) -> None:
    try:
        remark = await inquiries.add(
            turn.work, turn.me, number, body_of(turn, None) or {}, turn.incoming.message_id
        )
        turn.went_to = Where("remark", remark)
    except Gone:
        turn.say("inquiry_gone")
        await placing.loose(turn)
        return
    except Limited as limited:
        await _say_limited_with_words(turn, limited.why)
        return
    turn.say("inquiry_added", _ways_on(turn, number), number=number)


def _ways_on(turn: Turn, number: int) -> Keyboard:
    return Keyboard().row(
        turn.button("write_again", f"iw:{number}"),
        turn.button("withdraw_inquiry", f"ix:{number}"),
    )


def _those(turn: Turn, there: Sequence[Own]) -> Keyboard:
    """The newest open ones, and the way to the others."""
    keyboard = Keyboard().grid((_opening(turn, one) for one in there[-SHOWN:]), 2)
    return keyboard.row(*([turn.button("my_inquiries", "il")] if len(there) > SHOWN else []))


def _opening(turn: Turn, one: Own) -> Button:
    return turn.button("my_inquiry", f"io:{one.number}", number=one.number)


def _say_limited(turn: Turn, why: Limit, there: Sequence[Own]) -> None:
    keyboard = _those(turn, there).row(turn.button("programs", "do:programs"))
    turn.show("inquiry_limit", keyboard, limit=why, count=MOST_WAITING)


async def _say_limited_with_words(turn: Turn, why: Limit) -> None:
    """Too many by the time the words came: they are not thrown away."""
    _say_limited(turn, why, await inquiries.open_of(turn.work, turn.me))
    await placing.loose(turn)
