"""A reading by itself: read whole, kept, sent on, taken as a page to print."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from urllib.parse import urlencode

from solbot.bot import pager
from solbot.bot.context import Context, Later
from solbot.bot.taps import do, sends, tap
from solbot.coaching.path import tries_chat
from solbot.coaching.readings import printing
from solbot.coaching.readings import service as readings
from solbot.content.language import Language
from solbot.content.models import DISCIPLINES, FIRST_WEEK, Reading
from solbot.pictures.codes import qr
from solbot.telegram.messages import Button, Document, Keyboard, Message
from solbot.unit_of_work import UnitsOfWork

LINK = "r-"
"""What the payload of a reading's link begins with."""

SHELVES = (FIRST_WEEK, *DISCIPLINES)
ON_A_SHELF = 20  # readings at once
LETTER = LINK[0]


@tap("r")
async def read(context: Context, reading_id: str) -> None:
    """A tap on a reading."""
    reading = _found(context, reading_id)
    if reading is not None:
        context.put(await _whole(context, reading))


async def open_link(context: Context, reading_id: str) -> bool:
    """The link of a reading, also for who has not agreed to anything; one that is not known says so."""
    reading = context.language.readings.get(reading_id)
    agreed = context.member is not None and context.member.consented_at is not None
    if reading is None:
        context.say("reading_gone")
        return (
            not agreed
        )  # nothing is to be opened once more by a yes; a member finds themself at home
    if agreed:
        context.send(await _whole(context, reading))
    else:
        context.send(Message(as_sent(context.language, reading)))
    return True


@tap("rk")
async def keep(context: Context, reading_id: str) -> None:
    """A tap on Keep it."""
    reading = _found(context, reading_id)
    if reading is not None:
        await readings.keep(context.work, context.me, reading.id)
        context.put(await _whole(context, reading))


@tap("rkx")
async def let_go(context: Context, reading_id: str) -> None:
    """A tap on the mark that it is kept."""
    reading = _found(context, reading_id)
    if reading is not None:
        await readings.let_go(context.work, context.me, reading.id)
        context.put(await _whole(context, reading))


@tap("rks")
async def kept(context: Context, page: str = "0") -> None:
    """The shelf of what is kept, a page at a time; what is none of the content any more is passed over."""
    there = await _kept(context)
    here = pager.at(page, len(there), ON_A_SHELF)
    keyboard = Keyboard().grid(
        (Button(context.language.title_of(one), read.to(one.id)) for one in here.of(there)), 1
    )
    keyboard.row(*here.turning(context, kept.to())).row(context.button("back", do("library")))
    context.show("kept_readings", keyboard, count=len(there))


@tap("rs")
async def send_on(context: Context, reading_id: str) -> None:
    """A tap on Send it on: into a chat, by its link, or by a picture of it to show to somebody."""
    reading = _found(context, reading_id)
    if reading is None:
        return
    link, title = context.link(LINK + reading.id), context.language.title_of(reading)
    keyboard = Keyboard().row(_to_a_chat(context, title, link))
    keyboard.row(context.copying(link), context.button("reading_print", to_print.to(reading.id)))
    html = context.language.reply("reading_share_caption", title=title, link=link)
    picture = Document(f"{reading.id}.png", qr(link), picture=True)
    context.send(Message(html, keyboard.built(), document=picture))


@tap("rpr")
async def to_print(context: Context, reading_id: str) -> None:
    """A tap on A page to print."""
    reading = _found(context, reading_id)
    if reading is None:
        return
    context.afterwards.append(Later(partial(_printed, context.language, reading)))


async def _printed(language: Language, reading: Reading, works: UnitsOfWork) -> Message:
    del works
    content = await asyncio.to_thread(
        printing.pages,
        language.reading_html(reading, name=""),
        title=language.title_of(reading),
        source=language.reply("reading", reading="", sources=list(reading.sources)),
        code=language.of_lesson(reading.id).code,
    )
    return Message("", document=Document(f"{reading.id}.pdf", content, shared=True))


def as_sent(language: Language, reading: Reading) -> str:
    """A reading for whoever gets it: nothing of who sends it is in it."""
    text = language.reading_html(reading, name="")
    return language.reply("reading", reading=text, sources=list(reading.sources))


async def keeps_any(context: Context) -> bool:
    """Whether the member keeps anything that is there."""
    return bool(await _kept(context))


def _to_a_chat(context: Context, title: str, link: str) -> Button:
    """Where the bot can't be asked for anything in other chats, the link alone is sent."""
    label = context.language.button("reading_to_chat")
    if context.inline_mode:
        return Button(label, inline=title)
    shared = urlencode({"url": link, "text": title})
    return Button(label, url=f"https://t.me/share/url?{shared}")


async def _kept(context: Context) -> list[Reading]:
    there = context.language.readings
    mine = await readings.kept(context.work, context.me)
    return [there[one.reading] for one in mine if one.reading in there]


async def _whole(context: Context, reading: Reading) -> Message:
    text = context.language.reading_html(reading, name=context.me.name or "")
    keyboard = await _ways(context, reading)
    said = context.message("reading", keyboard, reading=text, sources=list(reading.sources))
    return replace(said, rich=context.me.rich_readings)


async def _ways(context: Context, reading: Reading) -> Keyboard:
    """What can be done with a reading."""
    back = sends("lb", reading.folder) if reading.folder in SHELVES else do("library")
    keyboard = Keyboard().row(
        context.button("reflect_on_this", sends("fr", reading.id)), context.button("back", back)
    )
    settled = context.me.onboarded_at is not None
    if reading.practice and settled and not context.me.readings_only:
        keyboard.row(context.button("try_it", tries_chat.ask_day.to(reading.id)))
    if await readings.is_kept(context.work, context.me, reading.id):
        keeping = context.button("reading_kept", let_go.to(reading.id))
    else:
        keeping = context.button("reading_keep", keep.to(reading.id))
    return keyboard.row(keeping, context.button("reading_send", send_on.to(reading.id)))


def _found(context: Context, reading_id: str) -> Reading | None:
    reading = context.language.readings.get(reading_id)
    if reading is None:
        context.toast("reading_gone")
    return reading
