"""Questions at booking for staff: those of a program, written in one message, in each language; and taken out."""

from __future__ import annotations

from typing import TypedDict

from solbot.bot.args import known
from solbot.bot.context import Context
from solbot.bot.taps import do, tap
from solbot.content.cutting import one_line
from solbot.content.labels import fitted
from solbot.limits import TooMany
from solbot.programs.booking import rules
from solbot.programs.booking import service as booking
from solbot.programs.booking.rules import NotBookable, Wording
from solbot.programs.booking.service import BookingQuestion, QuestionChanged, QuestionGone
from solbot.programs.editor import chat as editor_chat
from solbot.telegram.messages import Button, Keyboard, Message

AWAITED = "booking_question"
LABEL = 40
REQUIRED, OPTIONAL = "1", "0"


class QuestionAwaited(TypedDict):
    """Whose question is awaited, in which language: other words for one as it was `seen`, or a new one."""

    program: str
    question: int | None
    seen: int | None
    language: str


@tap("sb")
async def show(context: Context, program_id: str) -> None:
    """A tap on Questions at booking, on a program's page."""
    draft = await editor_chat.find(context, program_id)
    if draft is None:
        return
    await context.rest()
    found = await booking.of_program(context.work, draft.id)
    asked = [booking.in_words(context.work, one, context.language).asked for one in found]
    keyboard = Keyboard()
    for one, words in zip(found, asked, strict=True):
        keyboard.row(Button(fitted(one_line(words, LABEL)), open_one.to(one.id)))
    if len(found) < rules.MOST:
        keyboard.row(context.button("new_booking_question", new.to(draft.id)))
    keyboard.row(context.button("back", editor_chat.open_one.to(draft.id)))
    context.show(
        "staff/booking", keyboard, title=draft.title(context.language.code), asked_of_all=asked
    )


@tap("sbo")
async def open_one(context: Context, question_id: int) -> None:
    """A tap on a question."""
    row = await _find(context, question_id)
    if row is not None:
        await context.rest()
        context.put(_page(context, row))


@tap("sbn")
async def new(context: Context, program_id: str) -> None:
    """A tap on A new question."""
    draft = await editor_chat.find(context, program_id)
    if draft is not None:
        await _ask(context, draft.id, None, context.language.code, show.to(draft.id))


@tap("sbw")
async def ask_words(context: Context, question_id: int, code: str) -> None:
    """A tap on the words in a language."""
    row = await _find(context, question_id)
    if row is not None:
        known(code, context.work.catalog.by_code)
        await _ask(context, row.program_id, row, code, open_one.to(row.id))


async def typed(context: Context) -> None:
    """A question, and below it what can be chosen."""
    data = context.awaited(QuestionAwaited, AWAITED)
    cancel = Keyboard().row(context.button("cancel", do("cancel")))
    try:
        row = await _kept(context, data, rules.read(context.incoming.text))
    except NotBookable as wrong:
        context.say("staff/wrong_booking", cancel, why=wrong.why)
        return
    except TooMany:
        await context.rest()
        context.say("staff/wrong_booking", cancel, why="full")
        return
    except QuestionGone:
        await context.rest()
        context.say("staff/booking_gone")
        return
    except QuestionChanged as changed:
        await context.rest()
        context.say("staff/booking_changed")
        context.send(_page(context, changed.now))
        return
    await context.rest()
    context.send(_page(context, row))


@tap("sbr")
async def set_required(context: Context, question_id: int, required: str) -> None:
    """A tap on It must be answered, or It may be skipped."""
    row = await _find(context, question_id)
    if row is not None:
        row = await booking.set_required(
            context.work, context.me.id, row.id, required=required == REQUIRED
        )
        context.put(_page(context, row))


@tap("sbx")
async def ask_remove(context: Context, question_id: int) -> None:
    """A tap on Take it out: really? The answers go with it."""
    row = await _find(context, question_id)
    if row is not None:
        keyboard = Keyboard().row(
            context.button("remove_booking_yes", remove.to(row.id)),
            context.button("back", open_one.to(row.id)),
        )
        asked = booking.in_words(context.work, row, context.language).asked
        context.show("staff/ask_remove_booking", keyboard, asked_now=asked)


@tap("sbxx")
async def remove(context: Context, question_id: int) -> None:
    """A tap on Yes, take it out."""
    row = await _find(context, question_id)
    if row is not None:
        program_id = await booking.remove(context.work, context.me.id, row.id)
        await show(context, program_id)


async def _kept(context: Context, data: QuestionAwaited, wording: Wording) -> BookingQuestion:
    work, by, code = context.work, context.me.id, data["language"]
    if data["question"] is None or data["seen"] is None:
        return await booking.add(work, by, data["program"], code, wording)
    return await booking.put(work, by, data["question"], code, wording, data["seen"])


async def _ask(
    context: Context, program_id: str, row: BookingQuestion | None, code: str, back: str
) -> None:
    await context.expect(
        AWAITED,
        program=program_id,
        question=row.id if row else None,
        seen=row.number if row else None,
        language=code,
    )
    context.show(
        "staff/ask_booking",
        Keyboard().row(context.button("cancel", back)),
        language=context.work.catalog.language(code).name,
        several=len(context.work.catalog.by_code) > 1,
        most=rules.MOST_CHOICES,
    )


async def _find(context: Context, question_id: int) -> BookingQuestion | None:
    try:
        return await booking.find(context.work, question_id)
    except QuestionGone:
        context.toast("staff/booking_gone")
        await editor_chat.show(context)
        return None


def _page(context: Context, row: BookingQuestion) -> Message:
    catalog = context.work.catalog
    keyboard = Keyboard().grid(
        (
            context.button("words_in", ask_words.to(row.id, code), language=language.name)
            for code, language in catalog.by_code.items()
        ),
        2,
    )
    key, then = ("may_be_skipped", OPTIONAL) if row.required else ("must_be_answered", REQUIRED)
    keyboard.row(context.button(key, set_required.to(row.id, then)))
    keyboard.row(
        context.button("remove_booking", ask_remove.to(row.id)),
        context.button("back", show.to(row.program_id)),
    )
    wordings = {code: Wording.of(one) for code, one in row.wording.items()}
    return context.message(
        "staff/booking_question",
        keyboard,
        booking_wordings=[
            {
                "language": catalog.language(code).name,
                "asked": one.asked,
                "choices": list(one.choices),
            }
            for code, one in wordings.items()
        ],
        unwritten_in=[one.name for code, one in catalog.by_code.items() if code not in wordings],
        required=row.required,
    )
