"""A file is fetched and looked at: which app it is of, what would come in, and what would not."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from typing import Final

import structlog
from telegram import Bot
from telegram.error import BadRequest, TelegramError

from solbot.bot import dialog
from solbot.bot.context import OnTheWire
from solbot.bot.taps import do, sends
from solbot.bot.untranslated import spoken
from solbot.coaching.imports import known, pages, parsing, service
from solbot.coaching.imports.rules import (
    FETCHED,
    LARGEST,
    Bringer,
    ImportRefusal,
    JournalApp,
    LeftOut,
    ReadDrawing,
    RefusedFile,
    SaidEntry,
    Tally,
    Why,
)
from solbot.coaching.imports.service import SourceFile
from solbot.content.language import Language
from solbot.db import members
from solbot.telegram.messages import Button, Keyboard, Message
from solbot.unit_of_work import UnitOfWork, UnitsOfWork

log = structlog.get_logger(__name__)

TELEGRAMS: Final = "https://api.telegram.org/"


@dataclass
class Preview:
    """What is in a file."""

    app: JournalApp
    new: int = 0
    here: int = 0
    first: date | None = None
    last: date | None = None
    photos: int = 0
    visions: int = 0
    questions: int = 0
    readings: int = 0
    drawings: int = 0

    def count(self, on: date, photos: int) -> None:
        """One more new entry."""
        self.new += 1
        self.photos += photos
        self.first = min(self.first or on, on)
        self.last = max(self.last or on, on)


def looking(number: int) -> OnTheWire:
    """To fetch a file and say what is in it."""
    return OnTheWire(partial(_said, number))


async def _said(number: int, works: UnitsOfWork, bot: Bot) -> Message | None:
    async with works.begin(durable=False) as work:
        found = await service.source_of(work, number)
    if found is None:
        return None
    person, source = found
    try:
        preview, tally = await look(works, person, source, await fetched(bot, source))
    except RefusedFile as refused:
        async with works.begin(durable=False) as work:
            await service.refuse(work, number)
            return await say(work, person, partial(refusal, refused.why))
    async with works.begin(durable=False) as work:
        await service.looked_at(work, number, preview.app, preview.new)
        return await say(work, person, partial(_preview, number, preview, tally))


async def fetched(bot: Bot, source: SourceFile) -> bytearray:
    """A file that somebody sent. Raises RefusedFile."""
    of_telegram = bot.base_url.startswith(TELEGRAMS)
    if source.size > (FETCHED if of_telegram else LARGEST):
        raise RefusedFile(ImportRefusal.TOO_LARGE)
    try:
        there = await bot.get_file(source.file_id)
        if (there.file_size or 0) > LARGEST:
            raise RefusedFile(ImportRefusal.TOO_LARGE)
        return await there.download_as_bytearray()
    except BadRequest as error:
        large = "too big" in error.message.lower()
        why = ImportRefusal.TOO_LARGE if large else ImportRefusal.GONE
        raise RefusedFile(why) from None
    except TelegramError as error:
        log.warning("file not fetched", fault=type(error).__name__)
        raise RefusedFile(ImportRefusal.GONE) from None


async def bringer_of(work: UnitOfWork, person: int) -> Bringer:
    """Who brings a file. Raises RefusedFile where they are gone."""
    member = await members.get(work.session, person)
    if member is None:
        raise RefusedFile(ImportRefusal.GONE)
    language = work.language_of(member)
    moods = [language.button(f"mood_{number}") for number in range(1, 6)]
    return Bringer(work.now, work.clock_of(member.zone), moods)


async def look(
    works: UnitsOfWork, person: int, source: SourceFile, content: bytes | bytearray
) -> tuple[Preview, Tally]:
    """What is in a file, and what of it can't be taken. Raises RefusedFile."""
    async with works.reading() as work:
        bringer = await bringer_of(work, person)
    sieve = await known.sieve_of(works, person)
    preview, left = Preview(JournalApp.MARKDOWN), Tally()
    async with parsing.read(source.name, content, bringer, whole=False) as frames:
        async for frame in frames:
            if frame.sign == "h":
                preview.app = JournalApp(frame.content["app"])
            elif frame.sign == "e":
                _count(preview, sieve, frame.content)
            elif frame.sign == "g":
                await _count_page(works, person, preview, frame.content)
            elif frame.sign == "d":
                await _count_drawing(works, person, preview, ReadDrawing(**frame.content))
            elif frame.sign == "l":
                left = Tally(**frame.content)
    preview.here = sieve.here
    return preview, joined(left, sieve.tally)


def joined(one: Tally, other: Tally) -> Tally:
    """Both tallies in one."""
    for why, count in other.counts.items():
        days = [date.fromisoformat(day) for day in other.dates.get(why, ())]
        for at in range(count):
            one.add(LeftOut(Why(why), days[at] if at < len(days) else None))
    return one


def _count(preview: Preview, sieve: known.Sieve, entries: Sequence[SaidEntry]) -> None:
    for entry in entries:
        if sieve.lets_through(entry):
            preview.count(date.fromisoformat(entry["on"]), entry["photos"])


async def _count_page(
    works: UnitsOfWork, person: int, preview: Preview, content: Mapping[str, object]
) -> None:
    async with works.reading() as work:
        member = await members.get(work.session, person)
        if member is not None:
            new = await pages.new_of(work, member, content)
            preview.visions, preview.questions = len(new.visions), len(new.questions)
            preview.readings = len(new.readings)


async def _count_drawing(
    works: UnitsOfWork, person: int, preview: Preview, drawing: ReadDrawing
) -> None:
    """The drawing of a vision that is here already, and has none; one that comes in brings its own along."""
    async with works.reading() as work:
        if await pages.lacks(work, person, drawing):
            preview.drawings += 1


async def say(work: UnitOfWork, person: int, said: Callable[[Language], Message]) -> Message | None:
    """What there is to say to somebody outside of an update; what it offers can be typed, too. None where they are
    gone."""
    member = await members.get(work.session, person)
    if member is None or member.consented_at is None:
        return None
    message: Message = spoken(work, member, said)
    if offers := message.offers():
        await dialog.offer(work, person, offers)
    return message


def refusal(why: ImportRefusal, language: Language) -> Message:
    """Nothing of a file is taken, and what can be done."""
    keyboard = Keyboard().row(Button(language.button("import_another"), do("import")))
    keyboard.row(Button(language.button("journal"), do("journal")))
    return Message(language.reply("import_refused", refusal=why.value), keyboard.built())


def _preview(number: int, preview: Preview, tally: Tally, language: Language) -> Message:
    anything = any(
        (preview.new, preview.visions, preview.questions, preview.readings, preview.drawings)
    )
    keyboard = Keyboard()
    if anything:
        keyboard.row(
            Button(language.button("import_take"), sends("imt", number)),
            Button(language.button("import_leave"), sends("iml", number)),
        )
    else:
        keyboard.row(Button(language.button("import_another"), do("import")))
        keyboard.row(Button(language.button("journal"), do("journal")))
    html = language.reply("import_preview", preview=asdict(preview), left_out=left_out(tally))
    return Message(html, keyboard.built())


def left_out(tally: Tally) -> list[dict[str, object]]:
    """What can't be taken, as it is said: each reason with how many, and some dates."""
    return [
        {
            "why": why.value,
            "count": tally.counts[why],
            "dates": [date.fromisoformat(day) for day in tally.dates.get(why, ())],
        }
        for why in Why
        if tally.counts.get(why)
    ]
