"""/export: the copy that comes at once, and the book and the ZIP that take a while."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial

from solbot.bot.context import Context, Later
from solbot.bot.taps import tap
from solbot.coaching.export import as_json, as_markdown, errands
from solbot.coaching.export import service as exports
from solbot.content.language import Language
from solbot.db import members
from solbot.db.states import ExportKind
from solbot.errors import StaleButton
from solbot.telegram.messages import Button, Document, Keyboard, Message
from solbot.typed.plain import plain
from solbot.unit_of_work import UnitsOfWork

TYPED = {"pdf": ExportKind.BOOK, "zip": ExportKind.ZIP}
"""What may be typed after /export beside the buttons' own words: a format is called the same everywhere."""


async def show(context: Context) -> None:
    """/export: everything of the person's, for machines and for reading; with a word after it, the book or the ZIP."""
    typed = context.incoming.text if context.incoming.command else ""
    kind = TYPED.get(plain(typed)) or next(
        (kind for kind in ExportKind if context.is_called(f"export_{kind}", typed)), None
    )
    if kind is not None:
        await _begin(context, kind)
        return
    language = context.language.having("export_markdown").having("export")
    context.afterwards.append(Later(partial(_at_once, context.me.id, language)))


@tap("xk")
async def begin(context: Context, kind: ExportKind) -> None:
    """A tap on the book or the ZIP."""
    await _begin(context, kind)


@tap("xx")
async def call_off(context: Context) -> None:
    """A tap on Call it off."""
    if await errands.call_off(context.work, context.me.id):
        context.show("export_called_off")
    else:
        raise StaleButton


async def cancel(context: Context) -> bool:
    """The word cancel or stop, while nothing else is awaited: what is in the making is called off."""
    if context.member is None or not await errands.call_off(context.work, context.me.id):
        return False
    context.say("export_called_off")
    return True


async def _begin(context: Context, kind: ExportKind) -> None:
    before = await errands.ask(context.work, context.me, kind, context.incoming.topic)
    if before is not None:
        stop = Keyboard().row(context.button("export_stop", call_off.to()))
        context.say("export_running", stop, export_kind=before.value)
        return
    context.afterwards.append(Later(_woken))


async def _woken(works: UnitsOfWork) -> None:
    """It is begun at once; who makes it says so."""
    works.errands.set()


async def _at_once(member_id: int, language: Language, works: UnitsOfWork) -> Sequence[Message]:
    async with works.reading() as work:
        member = await members.get(work.session, member_id)
        if member is None:
            return ()
        copy = await exports.of_member(work, member)
        zone = work.clock_of(member.zone)
    day = copy.at.astimezone(zone).date().isoformat()
    data = await asyncio.to_thread(as_json.render, copy)
    text = await asyncio.to_thread(as_markdown.render, copy, language, zone)
    words = language.reply("export", answer_count=len(copy.answers), vision_count=len(copy.visions))
    rows = Keyboard()
    for kind in ExportKind:
        rows.row(Button(language.button(f"export_{kind}"), begin.to(kind)))
    return (
        Message("", document=Document(f"solbot-{day}.json", data)),
        Message("", document=Document(f"solbot-{day}.md", text)),
        Message(words, rows.built()),
    )
