"""Lists of people from staff, pasted or as a file: who is found and who is not is said first; then one tap does it,
once, and one more takes it back."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypedDict

import structlog
from telegram import Bot
from telegram.error import TelegramError

from solbot.bot import dialog
from solbot.bot.context import Context, Later, OnTheWire
from solbot.bot.rosters import NotNow, RosterPurpose
from solbot.bot.taps import do, tap
from solbot.content.cutting import shortened
from solbot.db.tables import Roster
from solbot.errors import StaleButton
from solbot.limits import NAME_IN_LINE
from solbot.sheets import reading
from solbot.sheets.reading import FileFault, UnreadableFile
from solbot.staff import menu, people
from solbot.staff.gate import GuardedWords, through
from solbot.staff.rosters import finding, rules
from solbot.staff.rosters import service as rosters
from solbot.staff.rosters.finding import FoundPeople
from solbot.staff.rosters.rules import Columns, Named
from solbot.staff.rosters.service import DoneRoster, RosterGone
from solbot.staff.rules import Right
from solbot.telegram.incoming import UpdateKind
from solbot.telegram.messages import Button, Keyboard, Message
from solbot.unit_of_work import UnitOfWork, UnitsOfWork

log = structlog.get_logger(__name__)

AWAITED = "people_list"
MOST_SHOWN = 20
MOST_MISSING = 10
MOST_UNCLEAR = 5

_Act = Callable[[Context, Roster, RosterPurpose], Awaitable[None]]


def asking(purpose: str) -> Callable[[Context, str], Awaitable[None]]:
    """A tap that asks for a list of people, for what it carries."""

    async def ask(context: Context, of: str) -> None:
        wanted = context.routes.rosters[purpose]
        try:
            title = await wanted.title(context.work, context.language, of)
        except NotNow as gone:
            context.toast(gone.toast)
            return
        back = wanted.back(of)
        await context.expect(AWAITED, purpose=purpose, of=of, title=title, back=back)
        keyboard = Keyboard().row(context.button("back", back))
        context.show("staff/ask_list", keyboard, purpose=purpose, title=title)

    return ask


async def typed(context: Context) -> None:
    """The list, from somebody who still may."""
    right = Right(context.routes.rosters[context.awaited(Asked)["purpose"]].right)
    await GuardedWords(right, _typed)(context)


async def _typed(context: Context) -> None:
    """What is named is looked for after this turn, as that may take a moment."""
    incoming, asked = context.incoming, context.awaited(Asked)
    looking = Looking(context, asked)
    if incoming.kind is UpdateKind.DOCUMENT:
        if incoming.file_size > reading.LARGEST:
            context.put(looking.refused(FileFault.TOO_LARGE))
            return
        context.say("staff/list_reading", None)
        context.afterwards.append(OnTheWire(partial(looking.fetched, incoming.file_id or "")))
    elif incoming.kind is UpdateKind.TEXT:
        context.afterwards.append(Later(partial(looking.pasted, incoming.text)))
    else:
        context.put(looking.refused(FileFault.FOREIGN))


@tap("sly")
async def confirm(context: Context, list_id: int) -> None:
    """A tap on Yes under a list that was looked up: this very list, and once."""
    await _guarded(context, list_id, _confirm)


@tap("slu")
async def take_back(context: Context, list_id: int) -> None:
    """A tap on Take it back, under a list that was done."""
    await _guarded(context, list_id, _take_back)


async def _guarded(context: Context, list_id: int, do: _Act) -> None:
    """Do it for who sent the list, if they have the right that its purpose needs at this moment."""
    try:
        row = await rosters.find(context.work, context.me.id, list_id)
    except RosterGone:
        context.toast("staff/list_gone")
        return
    purpose = context.routes.rosters.get(row.purpose)
    if purpose is None:
        raise StaleButton
    await through(context, Right(purpose.right), menu.show, partial(do, context, row, purpose))


async def _confirm(context: Context, row: Roster, purpose: RosterPurpose) -> None:
    title = await _told(context, row, purpose)
    if title is None:
        return
    try:
        done = await rosters.do(context.work, row, purpose)
    except (RosterGone, NotNow) as gone:
        context.toast(gone.toast if isinstance(gone, NotNow) else "staff/list_gone")
        return
    if context.waiting is not None and context.waiting.awaits == AWAITED:
        await context.rest()
    keyboard = Keyboard()
    if done.new:
        keyboard.row(context.button("list_take_back", take_back.to(row.id)))
    if done.rest is not None:
        label = context.button(f"list_yes_{purpose.rest}", confirm.to(done.rest), count=done.left)
        keyboard.row(label)
    _show_done(context, done, title, purpose, keyboard)


async def _take_back(context: Context, row: Roster, purpose: RosterPurpose) -> None:
    title = await _told(context, row, purpose)
    if title is None:
        return
    try:
        done = await rosters.take_back(context.work, row, purpose)
    except (RosterGone, NotNow) as gone:
        context.toast(gone.toast if isinstance(gone, NotNow) else "staff/list_gone")
        return
    _show_done(context, done, title, purpose, Keyboard(), taken_back=True)


async def _told(context: Context, row: Roster, purpose: RosterPurpose) -> str | None:
    try:
        return await purpose.title(context.work, context.language, row.target)
    except NotNow as gone:
        context.toast(gone.toast)
        return None


def _show_done(
    context: Context,
    done: DoneRoster,
    title: str,
    purpose: RosterPurpose,
    keyboard: Keyboard,
    *,
    taken_back: bool = False,
) -> None:
    keyboard.row(context.button("back", purpose.back(done.target)))
    context.show(
        "staff/list_done",
        keyboard,
        purpose=done.purpose,
        title=title,
        count=done.count,
        new_count=done.new,
        taken_back=taken_back,
        left_over=done.left,
    )


@dataclass(frozen=True)
class _Fitting:
    """What a list is offered for: for how many it would be new and there is room, and for how many there is none."""

    purpose: str
    new: int
    left: int
    full: bool = False


class Asked(TypedDict):
    """What a list is asked for, what that is called, and where it was asked from."""

    purpose: str
    of: str
    title: str
    back: str


class Looking:
    """Looks for the people of one list, and says who was found."""

    def __init__(self, context: Context, asked: Asked) -> None:
        purposes, catalog = context.routes.rosters, context.work.catalog
        self._by, self._language, self._asked = context.me.id, context.language, asked
        self._purpose, self._rests = purposes[asked["purpose"]], purposes
        # A table may have been taken out by somebody of another language.
        self._columns = Columns(
            catalog.names_of("column_number"), catalog.names_of("column_username")
        )

    async def fetched(self, file_id: str, works: UnitsOfWork, bot: Bot) -> Message | None:
        """Of a file."""
        said = await self._of_file(file_id, works, bot)
        async with works.begin(durable=False) as work:
            await dialog.offer(work, self._by, said.offers())
        return said

    async def pasted(self, text: str, works: UnitsOfWork) -> Message:
        """Of what was pasted."""
        return await self._found(await asyncio.to_thread(rules.read, text, self._columns), works)

    async def _of_file(self, file_id: str, works: UnitsOfWork, bot: Bot) -> Message:
        try:
            there = await bot.get_file(file_id)
            content = bytes(await there.download_as_bytearray())
        except TelegramError as error:
            log.warning("file not fetched", fault=type(error).__name__)
            return self.refused(FileFault.BROKEN)
        try:
            wanted = await asyncio.to_thread(self._read, content)
        except UnreadableFile as unreadable:
            return self.refused(unreadable.why)
        return await self._found(wanted, works)

    def _read(self, content: bytes) -> list[Named]:
        found = reading.read(content)
        if isinstance(found, str):
            return rules.read(found, self._columns)
        return rules.read_rows(found, self._columns)

    async def _found(self, wanted: Sequence[Named], works: UnitsOfWork) -> Message:
        if not wanted:
            return self.refused(FileFault.EMPTY)
        if len(wanted) > rules.MOST_LINES:
            return self.refused(FileFault.TOO_LARGE)
        async with works.reading() as work:
            found = await finding.resolve(work, wanted, MOST_SHOWN)
            try:
                fit = await self._fitting(work, found)
            except NotNow as gone:
                return Message(self._language.reply(gone.toast))
        async with works.begin(durable=False) as work:
            number = await rosters.keep(work, self._by, fit.purpose, self._asked["of"], found.ids)
        return self._said(number, found, fit)

    async def _fitting(self, work: UnitOfWork, found: FoundPeople) -> _Fitting:
        """For how many it is so, and for how many it can be; where there is no room at all, of what is offered then."""
        of, name = self._asked["of"], self._asked["purpose"]
        new = await self._new(work, self._purpose, found)
        if self._purpose.fits is None:
            return _Fitting(name, len(new), 0)
        fits = await self._purpose.fits(work, of, new)
        rest = self._purpose.rest
        if fits or not new or rest is None:
            return _Fitting(name, fits, len(new) - fits)
        return _Fitting(rest, len(await self._new(work, self._rests[rest], found)), 0, full=True)

    async def _new(self, work: UnitOfWork, purpose: RosterPurpose, found: FoundPeople) -> list[int]:
        there = set(await purpose.there(work, self._asked["of"]))
        return [one for one in found.ids if one not in there]

    def refused(self, why: FileFault) -> Message:
        """Nothing of it can be read, and why; another is still awaited."""
        keyboard = Keyboard().row(Button(self._language.button("cancel"), do("cancel")))
        html = self._language.reply("staff/no_list", why=why.value, line_limit=rules.MOST_LINES)
        return Message(html, keyboard.built())

    def _said(self, number: int, found: FoundPeople, fit: _Fitting) -> Message:
        language, asked, count = self._language, self._asked, len(found.ids)
        keyboard = Keyboard()
        if fit.new:
            label = language.button(f"list_yes_{fit.purpose}", count=fit.new)
            keyboard.row(Button(label, confirm.to(number)))
        keyboard.row(Button(language.button("back"), asked["back"]))
        html = language.reply(
            "staff/list_found",
            purpose=fit.purpose,
            title=asked["title"],
            count=count,
            already=count - fit.new - fit.left,
            new_count=fit.new,
            left_over=fit.left,
            full=fit.full,
            names=[_named(one) for one in found.first],
            more=max(0, count - len(found.first)),
            missing=[
                {
                    "line": shortened(one.line, NAME_IN_LINE),
                    "near": [_named(near) for near in one.near],
                }
                for one in found.missing[:MOST_MISSING]
            ],
            more_missing=max(0, len(found.missing) - MOST_MISSING),
            unclear=[shortened(line, NAME_IN_LINE) for line in found.unclear[:MOST_UNCLEAR]],
        )
        return Message(html, keyboard.built())


def _named(one: people.Brief) -> str:
    return shortened(people.called(one), NAME_IN_LINE)
