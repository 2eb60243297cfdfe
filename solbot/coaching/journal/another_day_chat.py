"""Writing for another day, and moving an entry to one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from solbot.bot.context import Context
from solbot.bot.dialog import Where
from solbot.bot.taps import do, tap
from solbot.coaching.answers import chat as answers_chat
from solbot.coaching.answers import prompts
from solbot.coaching.answers.bodies import body_of
from solbot.coaching.journal import chat, unfiled
from solbot.coaching.journal import service as journal
from solbot.coaching.journal.day_codes import code_of, day_of
from solbot.coaching.journal.entry_chat import GONE, open_entry
from solbot.content.bodies import text_body
from solbot.content.cutting import shortened
from solbot.errors import StaleButton
from solbot.limits import BEGINNING, TooMany
from solbot.telegram.messages import Button, Keyboard
from solbot.typed.past import parse_past_day

NEAR = {"yesterday": 1, "before_yesterday": 2}
EARLIEST = date(1900, 1, 1)
TODAY = "0"  # in the place of the code of a day


@tap("ja")
async def ask(context: Context) -> None:
    """A tap on For another day: for which?"""
    await _ask(context)


async def _ask(context: Context, trouble: str | None = None) -> None:
    await context.expect("note_day")
    keyboard = Keyboard().row(*_near(context, choose.to))
    keyboard.row(context.button("cancel", chat.more.to()))
    context.show("ask_note_day", keyboard, trouble=trouble)


def _near(context: Context, to: Callable[[str], str]) -> list[Button]:
    today = prompts.today_of(context.work, context.me)
    return [
        context.button(name, to(code_of(today - timedelta(days=ago)))) for name, ago in NEAR.items()
    ]


async def typed_day(context: Context) -> None:
    """The day, as people type one."""
    day, trouble = _read(context)
    await (_ask(context, trouble) if day is None else _begin(context, day))


@tap("jas")
async def choose(context: Context, day_code: str) -> None:
    """A tap on a day."""
    await _begin(context, _possible(context, day_of(day_code)))


async def _begin(context: Context, day: date) -> None:
    """Words, a voice message or a picture for it; or the answer to a question that was asked then."""
    await context.expect("day_note", day=day.isoformat())
    keyboard = Keyboard()
    for asked in await journal.unanswered(context.work, context.me, day):
        beginning = shortened(asked.current.ask, BEGINNING)
        keyboard.row(
            context.button("move_to", answers_chat.answer_now.to(asked.id), beginning=beginning)
        )
    answering = bool(keyboard.rows)
    keyboard.row(context.button("cancel", do("cancel")))
    context.show("ask_day_note", keyboard, day=day, answering=answering)


async def given(context: Context) -> None:
    """What is kept as a note of that day."""
    kept = context.waiting.data.get("day") if context.waiting else None
    day = date.fromisoformat(kept) if kept else prompts.today_of(context.work, context.me)
    body = body_of(context, None) or text_body(context.incoming.text)
    try:
        entry = await journal.note_for(
            context.work, context.me, day, body, context.incoming.message_id
        )
    except TooMany as full:
        context.say(
            "enough",
            Keyboard().row(context.button("journal", do("journal"))),
            what="notes",
            most=full.most,
        )
        return
    await context.rest()
    context.went_to = Where("entry", entry)
    keyboard = Keyboard().row(
        context.button("see_entry", open_entry.to(entry)),
        context.button("move_or_undo", unfiled.ask_move.to(entry)),
    )
    context.say("day_note_kept", keyboard, day=day)


# --- moving


@tap("jmd")
async def ask_move(context: Context, entry_id: int) -> None:
    """A tap on Another day, under an entry."""
    await _ask_move(context, entry_id)


async def _ask_move(context: Context, entry_id: int, trouble: str | None = None) -> None:
    entry = await journal.find(context.work, context.me, entry_id)
    if entry is None:
        context.toast(GONE)
        return
    await context.expect("entry_day", entry=entry.id)
    keyboard = Keyboard().row(
        context.button("today", move.to(entry.id, TODAY)),
        *_near(context, partial(move.to, entry.id)),
    )
    keyboard.row(context.button("cancel", open_entry.to(entry.id)))
    context.show("ask_entry_day", keyboard, day=entry.first.for_date, trouble=trouble)


async def typed_move(context: Context) -> None:
    """The day of an entry, as people type one."""
    entry_id = int(context.waiting.data.get("entry", 0)) if context.waiting else 0
    day, trouble = _read(context)
    await (_ask_move(context, entry_id, trouble) if day is None else _move(context, entry_id, day))


@tap("jms")
async def move(context: Context, entry_id: int, day_code: str) -> None:
    """A tap on a day for an entry."""
    today = prompts.today_of(context.work, context.me)
    day = today if day_code == TODAY else _possible(context, day_of(day_code))
    await _move(context, entry_id, day)


async def _move(context: Context, entry_id: int, day: date) -> None:
    if not await journal.move(context.work, context.me, entry_id, day):
        context.toast(GONE)
        return
    await context.rest()
    await open_entry(context, entry_id)


def _read(context: Context) -> tuple[date | None, str | None]:
    """The day that was typed, or why it is none that will do."""
    today = prompts.today_of(context.work, context.me)
    day = parse_past_day(context.incoming.text, today, context.language.vocabulary)
    if day is None:
        return None, "unclear"
    if day > today:
        return None, "ahead"
    return (day, None) if day >= EARLIEST else (None, "unclear")


def _possible(context: Context, day: date) -> date:
    if not EARLIEST <= day <= prompts.today_of(context.work, context.me):
        raise StaleButton
    return day
