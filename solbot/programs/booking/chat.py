"""Questions at booking for whoever has a seat: one after the other, skipped where they may be, changed at any time."""

from __future__ import annotations

from collections.abc import Sequence

from solbot.bot.context import Context
from solbot.bot.taps import do, sends, tap
from solbot.content.cutting import one_line
from solbot.content.labels import fitted
from solbot.content.models import Program
from solbot.errors import StaleButton
from solbot.programs import chat as programs_chat
from solbot.programs.booking import rules
from solbot.programs.booking import service as booking
from solbot.programs.booking.rules import NotBookable
from solbot.programs.booking.service import Asked, QuestionGone
from solbot.programs.seats import service as seats
from solbot.telegram.messages import Button, Keyboard

AWAITED = "booking_answer"
LABEL = 30


@tap("sa")
async def show(context: Context, program_id: str = "") -> None:
    """A tap on Questions about my seat: those there are, with the answers; each can be given anew."""
    program = await _with_a_seat(context, program_id)
    if program is None:
        return
    await context.rest()
    found = await booking.asked(context.work, context.language, program.id, context.me.id)
    keyboard = Keyboard()
    for one in found:
        key = "answer_booking" if one.answer is None else "change_booking"
        keyboard.row(context.button(key, ask.to(one.id), short=one_line(one.asked, LABEL)))
    keyboard.row(context.button("my_seat", sends("sm", program.id)))
    context.show(
        "booking",
        keyboard,
        title=program.title,
        asked_at_booking=[_said(one) for one in found],
    )


def is_needed(asked: Sequence[Asked]) -> bool:
    """Whether an answer is still needed for the seat."""
    return any(one.required and one.answer is None for one in asked)


async def ask_first(context: Context, program_id: str, asked: Sequence[Asked]) -> None:
    """Ask the first that has no answer; without one, show them all."""
    open_ones = [one for one in asked if one.answer is None]
    if open_ones:
        await _ask(context, program_id, open_ones[0])
    else:
        await show(context, program_id)


@tap("saf")
async def answer(context: Context, program_id: str = "") -> None:
    """A tap on Answer now, under what was said of a seat."""
    program = await _with_a_seat(context, program_id)
    if program is None:
        return
    asked = await booking.asked(context.work, context.language, program.id, context.me.id)
    needed = [one for one in asked if one.required]
    await ask_first(context, program.id, needed if is_needed(needed) else asked)


@tap("saq")
async def ask(context: Context, question_id: int) -> None:
    """A tap on a question."""
    try:
        program_id, found = await booking.for_member(
            context.work, context.me, context.language, question_id
        )
    except QuestionGone:
        _gone(context)
        return
    await _ask(context, program_id, found)


@tap("sac")
async def choose(context: Context, question_id: int, choice: int) -> None:
    """A tap on a choice."""
    try:
        _, found = await booking.for_member(context.work, context.me, context.language, question_id)
    except QuestionGone:
        _gone(context)
        return
    if not 0 <= choice < len(found.choices):
        raise StaleButton
    await _keep(context, found.id, found.choices[choice])


@tap("sas")
async def skip(context: Context, question_id: int) -> None:
    """A tap on Skip: the next question that is not answered, further down."""
    try:
        program_id, found = await booking.for_member(
            context.work, context.me, context.language, question_id
        )
    except QuestionGone:
        _gone(context)
        return
    await _next(context, program_id, after=found.id)


async def typed(context: Context) -> None:
    """An answer in words."""
    try:
        words = rules.answer_of(context.incoming.text)
    except NotBookable as wrong:
        keyboard = Keyboard().row(context.button("cancel", do("cancel")))
        context.say("wrong_booking", keyboard, why=wrong.why, most=rules.LONGEST_ANSWER)
        return
    await _keep(context, context.awaited(dict[str, int])["question"], words)


async def _keep(context: Context, question_id: int, words: str) -> None:
    try:
        program_id = await booking.give(context.work, context.me, question_id, words)
    except QuestionGone:
        await context.rest()
        _gone(context)
        return
    await _next(context, program_id, after=question_id)


async def _next(context: Context, program_id: str, after: int) -> None:
    """Ask the next one that has no answer; after the last, show them all."""
    there = await booking.asked(context.work, context.language, program_id, context.me.id)
    following = [one for one in there if one.answer is None and one.id > after]
    if following:
        await _ask(context, program_id, following[0])
    else:
        await show(context, program_id)


async def _ask(context: Context, program_id: str, found: Asked) -> None:
    keyboard = Keyboard()
    if found.choices:
        await context.rest()
        keyboard.grid(
            (Button(fitted(one), choose.to(found.id, at)) for at, one in enumerate(found.choices)),
            1,
        )
    else:
        await context.expect(AWAITED, question=found.id)
    if not found.required and found.answer is None:
        keyboard.row(context.button("skip", skip.to(found.id)))
    keyboard.row(context.button("back", show.to(program_id)))
    context.show(
        "ask_booking",
        keyboard,
        asked_now=found.asked,
        answered_now=found.answer,
        by_tap=bool(found.choices),
        required=found.required,
    )


async def _with_a_seat(context: Context, program_id: str) -> Program | None:
    """The program a tap is about, where its member has a seat; where not, that is said."""
    program = await programs_chat.find(context, program_id)
    if program is None or context.member is None:
        return None
    if await seats.standing(context.work, context.me, program.id) is None:
        context.toast("seat_gone")
        context.put(await programs_chat.card_of(context, program))
        return None
    return program


def _said(one: Asked) -> dict[str, object]:
    return {"asked": one.asked, "answer": one.answer, "required": one.required}


def _gone(context: Context) -> None:
    context.toast("booking_gone")
