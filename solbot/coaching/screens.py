"""Today's prompt, further questions, and the library of readings."""

from __future__ import annotations

from solbot.bot import pager
from solbot.bot.context import Context
from solbot.bot.taps import do, tap
from solbot.coaching.answers import chat as answers_chat
from solbot.coaching.answers import prompts
from solbot.coaching.path import service as path
from solbot.coaching.readings import chat as readings_chat
from solbot.coaching.readings.chat import ON_A_SHELF, SHELVES
from solbot.coaching.reviews import chat as reviews_chat
from solbot.content.cutting import shortened
from solbot.content.models import DISCIPLINES, Reading
from solbot.db.states import PromptState
from solbot.limits import ASKED
from solbot.telegram.messages import Button, Keyboard


async def today(context: Context) -> None:
    """/today: today's reading and question, or the word that it is answered."""
    asked = await path.for_today(context.work, context.me)
    if asked.state == PromptState.ANSWERED:
        there = asked.reading_id in context.language.readings
        again = (
            [context.button("read_again", readings_chat.read.to(asked.reading_id))] if there else []
        )
        keyboard = (
            Keyboard()
            .row(*again)
            .row(
                context.button("add_more", answers_chat.answer_now.to(asked.id)),
                context.button("reflect", do("reflect")),
            )
        )
        context.say(
            "today_answered", keyboard, reads=there, ask=shortened(asked.parts[0].ask, ASKED)
        )
        return
    await prompts.open_for(context.work, context.me, asked.id)
    context.send(await reviews_chat.brought(context.work, context.me, asked))


async def reflect(context: Context) -> None:
    """/reflect: a question now, of the discipline the person likes."""
    keyboard = Keyboard().row(context.button("any_discipline", ask_of_discipline.to("any")))
    keyboard.grid((context.button(one, ask_of_discipline.to(one)) for one in DISCIPLINES), 2)
    context.put(context.message("ask_discipline", keyboard))


@tap("f")
async def ask_of_discipline(context: Context, discipline: str) -> None:
    """A tap on a discipline."""
    await _ask(context, discipline=None if discipline == "any" else discipline)


@tap("fr")
async def ask_of_reading(context: Context, reading_id: str) -> None:
    """A tap on Reflect on this, under a reading."""
    await _ask(context, reading=reading_id)


async def library(context: Context) -> None:
    """/library: the first week, and the disciplines."""
    keyboard = Keyboard().grid(
        (context.button(one, shelf.to(one)) for one in SHELVES if _on_shelf(context, one)), 1
    )
    if await readings_chat.keeps_any(context):
        keyboard.row(context.button("kept_readings", readings_chat.kept.to()))
    context.put(context.message("library", keyboard))


@tap("lb")
async def shelf(context: Context, folder: str, page: int = 0) -> None:
    """A tap on a discipline, or on another page: its introduction and its topics, in their order."""
    readings = _on_shelf(context, folder) if folder in SHELVES else []
    if not readings:
        context.toast("reading_gone")
        return
    here = pager.at(page, len(readings), ON_A_SHELF)
    keyboard = Keyboard().grid(
        (
            Button(context.language.title_of(one), readings_chat.read.to(one.id))
            for one in here.of(readings)
        ),
        1,
    )
    keyboard.row(*here.turning(context, shelf.to(folder)))
    keyboard.row(context.button("back", do("library")))
    title = context.language.button(folder)
    context.put(context.message("shelf", keyboard, title=title, count=len(readings)))


def _on_shelf(context: Context, folder: str) -> list[Reading]:
    if folder in DISCIPLINES:
        return [one for one in context.language.path if one.folder == folder]
    return list(context.language.occasions[folder])


async def _ask(
    context: Context, *, discipline: str | None = None, reading: str | None = None
) -> None:
    asked = await path.to_reflect(context.work, context.me, discipline=discipline, reading=reading)
    if asked is None:
        context.toast("reading_gone")
        return
    await prompts.open_for(context.work, context.me, asked.id)
    await answers_chat.ask(context, asked.id)
