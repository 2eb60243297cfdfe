"""Taking a list out: in which form, and the file."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from functools import partial
from zoneinfo import ZoneInfo

from solbot.bot.args import known
from solbot.bot.context import Context, Later
from solbot.bot.rosters import NotNow
from solbot.bot.tables import Gathered, OutTable, TableReader
from solbot.bot.taps import tap
from solbot.sheets import as_csv, as_page
from solbot.sheets.table import Table
from solbot.staff import audit, menu, people_db
from solbot.staff.audit import Action
from solbot.staff.gate import through
from solbot.staff.people_db import MemberName
from solbot.staff.rules import Right
from solbot.telegram.messages import Button, Document, Keyboard, Message
from solbot.unit_of_work import UnitOfWork, UnitsOfWork

WHO = ("column_number", "column_name", "column_username")
AT_ONCE = 1_000


class Form(StrEnum):
    """In which form a list comes."""

    CSV = "csv"
    PAGE = "html"
    CALENDAR = "ics"


def button(context: Context, name: str, of: str | int) -> Button:
    """The button that takes a list out."""
    return context.button("take_out_list", choose.to(name, str(of)))


@tap("sto")
async def choose(context: Context, name: str, of: str) -> None:
    """A tap on As a file: in which form?"""
    out = _table(context, name)
    await through(context, Right(out.right), menu.show, partial(_choose, context, out, name, of))


@tap("stf")
async def take(context: Context, form: Form, name: str, of: str) -> None:
    """A tap on a form."""
    out = _table(context, name)
    do = partial(_take, context, out, form, name, of)
    await through(context, Right(out.right), menu.show, do)


def _table(context: Context, name: str) -> OutTable:
    return context.routes.tables[known(name, context.routes.tables)]


async def _choose(context: Context, out: OutTable, name: str, of: str) -> None:
    keyboard = Keyboard()
    for form in Form:
        if form is not Form.CALENDAR or out.calendar is not None:
            keyboard.row(context.button(f"list_as_{form}", take.to(form, name, of)))
    keyboard.row(context.button("back", out.back(of)))
    context.show(
        "staff/take_out_list",
        keyboard,
        has_dates=out.calendar is not None,
        of_people=out.of_people,
    )


async def _take(context: Context, out: OutTable, form: Form, name: str, of: str) -> None:
    taking = _Taking(name, of, out, context.me.id, TableReader(context.language, context.zone))
    context.afterwards.append(Later(partial(taking.made, form)))


class _Taking:
    """Makes a file of a list, after the turn of who asked for it."""

    def __init__(self, name: str, of: str, out: OutTable, by: int, reader: TableReader) -> None:
        self._name, self._of, self._out, self._by, self._reader = name, of, out, by, reader

    async def made(self, form: Form, works: UnitsOfWork) -> Message | Sequence[Message]:
        language = self._reader.language
        try:
            content, count = await self._content(form, works)
        except NotNow as gone:
            return Message(language.reply(gone.toast))
        rows = Keyboard().row(Button(language.button("back"), self._out.back(self._of)))
        if content is None:
            return Message(language.reply("staff/no_dates"), rows.built())
        async with works.begin(durable=False) as work:
            about = self._out.about(self._of).copy()
            if self._out.of_people:
                about["count"] = count
            await audit.note(work, self._by, Action.TOOK_OUT_LIST, None, **about)
            day = work.now.astimezone(self._reader.zone).date().isoformat()
        stem = f"{self._name}-{self._of}" if self._of != "-" else self._name
        return (
            Message("", document=Document(f"{stem}-{day}.{form}", content)),
            Message(language.reply("staff/list_taken_out", form=form.value), rows.built()),
        )

    async def _content(self, form: Form, works: UnitsOfWork) -> tuple[bytes | None, int]:
        async with works.reading() as work:
            if form is Form.CALENDAR:
                calendar = self._out.calendar
                return await calendar(work, self._reader, self._of) if calendar else None, 0
            gathered = await self._out.gather(work, self._reader, self._of)
            table = await tabled(work, self._reader, gathered)
        if form is Form.CSV:
            return await asyncio.to_thread(as_csv.render, table), len(table.rows)
        page = partial(as_page.render, table, self._reader.language.code)
        return await asyncio.to_thread(page), len(table.rows)


async def tabled(work: UnitOfWork, reader: TableReader, gathered: Gathered) -> Table:
    """A list with the names of its people, as they are now; who is gone is left out."""
    language = reader.language
    columns = [*(language.button(one) for one in gathered.columns), *gathered.asked]
    moment = work.now.astimezone(reader.zone)
    under = language.reply(
        "staff/list_head", moment=moment, zone=reader.zone.key, count=len(gathered.rows)
    )
    lines = [one for one in str(under).split("\n") if one]
    if not gathered.of_people:
        return Table(gathered.title, lines, columns, [row.cells for row in gathered.rows])
    names = await named(work, [row.person for row in gathered.rows if row.person is not None])
    rows = [
        (str(who.id), who.name, who.username or "", *row.cells)
        for row in gathered.rows
        if row.person is not None and (who := names.get(row.person)) is not None
    ]
    return Table(gathered.title, lines, [*map(language.button, WHO), *columns], rows)


async def named(work: UnitOfWork, ids: Sequence[int]) -> Mapping[int, MemberName]:
    """What these people are called; decrypted in a thread."""
    found: dict[int, MemberName] = {}
    for some in _parts(list(dict.fromkeys(ids))):
        rows = await people_db.sealed_of(work.session, some)
        found |= {one.id: one for one in await asyncio.to_thread(people_db.opened, rows)}
    return found


def _parts(ids: Sequence[int]) -> list[Sequence[int]]:
    return [ids[at : at + AT_ONCE] for at in range(0, len(ids), AT_ONCE)]


def at_clock(moment: datetime | None, zone: ZoneInfo) -> str:
    """A moment as tables have it, so that a spreadsheet can sort it; nothing of none."""
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}" if moment is not None else ""
