"""Today's prompt, further questions, and the library of readings."""

from __future__ import annotations

from solbot.bot import pager as pages
from solbot.bot.context import Turn
from solbot.coaching.answers import chat as answering
from solbot.coaching.answers import prompts
from solbot.coaching.path import service as path
from solbot.coaching.path.occasions import FIRST_WEEK
from solbot.coaching.reviews import chat as reviews
from solbot.content.cutting import shortened
from solbot.content.models import DISCIPLINES, Reading
from solbot.limits import ASKED
from solbot.telegram.messages import Button, Keyboard

ON_A_SHELF = 20  # readings at once
SHELVES = (FIRST_WEEK, *DISCIPLINES)


async def today(turn: Turn, args: list[str]) -> None:
    """/today: today's reading and question, or the word that it is answered."""
    del args
    asked = await path.for_today(turn.work, turn.me)
    if asked.state == "answered":
        there = asked.reading_id in turn.language.readings
        again = [turn.button("read_again", f"r:{asked.reading_id}")] if there else []
        keyboard = (
            Keyboard()
            .row(*again)
            .row(turn.button("add_more", f"a:{asked.id}"), turn.button("reflect", "do:reflect"))
        )
        turn.say("today_answered", keyboard, reads=there, ask=shortened(asked.parts[0].ask, ASKED))
        return
    await prompts.open_for(turn.work, turn.me, asked.id)
    turn.send(await reviews.brought(turn.work, turn.me, asked))


async def reflect(turn: Turn, args: list[str]) -> None:
    """/reflect: a question now, of the discipline the person likes."""
    del args
    keyboard = Keyboard().row(turn.button("any_discipline", "f:any"))
    keyboard.grid((turn.button(one, f"f:{one}") for one in DISCIPLINES), 2)
    turn.put(turn.message("ask_discipline", keyboard))


async def ask_of_discipline(turn: Turn, args: list[str]) -> None:
    """A tap on a discipline."""
    discipline = None if args[0] == "any" else args[0]
    await _ask(turn, discipline=discipline)


async def ask_of_reading(turn: Turn, args: list[str]) -> None:
    """A tap on Reflect on this, under a reading."""
    await _ask(turn, reading=args[0])


async def library(turn: Turn, args: list[str]) -> None:
    """/library: the first week, and the disciplines."""
    del args
    keyboard = Keyboard().grid(
        (turn.button(one, f"lb:{one}") for one in SHELVES if _on_shelf(turn, one)), 1
    )
    turn.put(turn.message("library", keyboard))


async def shelf(turn: Turn, args: list[str]) -> None:
    """A tap on a discipline, or on another page: its introduction and its topics, in their order."""
    readings = _on_shelf(turn, args[0]) if args[0] in SHELVES else []
    if not readings:
        turn.toast("reading_gone")
        return
    here = pages.named(args, 1, len(readings), ON_A_SHELF)
    keyboard = Keyboard().grid(
        (Button(turn.language.title_of(one), f"r:{one.id}") for one in here.of(readings)), 1
    )
    keyboard.row(*here.turning(turn, f"lb:{args[0]}"))
    keyboard.row(turn.button("back", "do:library"))
    title = turn.language.button(args[0])
    turn.put(turn.message("shelf", keyboard, title=title, count=len(readings)))


async def read(turn: Turn, args: list[str]) -> None:
    """A tap on a reading."""
    reading = turn.language.readings.get(args[0])
    if reading is None:
        turn.toast("reading_gone")
        return
    keyboard = Keyboard().row(
        turn.button("reflect_on_this", f"fr:{reading.id}"),
        turn.button("back", f"lb:{reading.folder}" if reading.folder in SHELVES else "do:library"),
    )
    settled = turn.me.onboarded_at is not None
    if reading.practice and settled and not turn.me.readings_only:
        keyboard.row(turn.button("try_it", f"ty:{reading.id}"))
    text = turn.language.reading_html(reading, name=turn.me.name or "")
    turn.put(turn.message("reading", keyboard, reading=text, sources=list(reading.sources)))


def _on_shelf(turn: Turn, folder: str) -> list[Reading]:
    if folder in DISCIPLINES:
        return [one for one in turn.language.path if one.folder == folder]
    return list(turn.language.occasions[folder])


async def _ask(turn: Turn, *, discipline: str | None = None, reading: str | None = None) -> None:
    asked = await path.to_reflect(turn.work, turn.me, discipline=discipline, reading=reading)
    if asked is None:
        turn.toast("reading_gone")
        return
    await prompts.open_for(turn.work, turn.me, asked.id)
    await answering.ask(turn, asked.id)
