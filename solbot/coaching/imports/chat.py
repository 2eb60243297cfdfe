"""/import: what can be brought, the file, a look at it, taking it in, and undoing that."""

from __future__ import annotations

from typing import Final

from solbot.bot.context import Context
from solbot.bot.taps import do, tap
from solbot.coaching.imports import running, service
from solbot.coaching.imports.looking import looking
from solbot.coaching.imports.service import ImportStanding
from solbot.coaching.journal import unfiled
from solbot.db.states import ImportState
from solbot.limits import TooMany
from solbot.telegram.incoming import UpdateKind
from solbot.telegram.messages import Keyboard

ENDINGS: Final = (".zip", ".json", ".csv", ".daylio", ".md", ".markdown")
SHOWN: Final = 5
GONE: Final = "import_gone"


async def show(context: Context) -> None:
    """What can be brought, and from where; what came in lately, and how to undo it."""
    there = await service.everything(context.work, context.me)
    await context.expect("import")
    context.show(
        "import", _keyboard(context, there), imports=[_seen(context, one) for one in there[:SHOWN]]
    )


def _keyboard(context: Context, there: list[ImportStanding]) -> Keyboard:
    keyboard = Keyboard()
    if any(one.state in (ImportState.TAKING, ImportState.UNDOING) for one in there):
        keyboard.row(context.button("import_how_far", do("import")))
    for number, one in enumerate(there[:SHOWN], 1):
        if one.undone_by is not None and one.state == ImportState.TAKING:
            keyboard.row(context.button("import_call_off", undo.to(one.number)))
        elif one.undone_by is not None:
            keyboard.row(context.button("import_undo_of", undo.to(one.number), number=number))
    return keyboard.row(context.button("cancel", do("cancel")))


async def came(context: Context) -> None:
    """What came while a file is awaited."""
    if context.incoming.kind is not UpdateKind.DOCUMENT:
        await _want_a_file(context)
        return
    await context.rest()
    number = await _noted(context)
    if number is not None:
        context.afterwards.append(looking(number))
        context.say("import_reading", None)


async def _want_a_file(context: Context) -> None:
    """Words and photos are kept without a place; a file is still awaited."""
    entry = await unfiled.hold(context)
    if entry is not None:
        keyboard = Keyboard().row(context.button("keep_note", unfiled.keep_note.to(entry)))
        context.say("import_wants_file", keyboard.row(context.button("cancel", do("cancel"))))


async def offer(context: Context) -> bool:
    """A document that nobody asked for may be a journal: it is offered to look. False where it is no such file."""
    incoming = context.incoming
    if not incoming.file_id or not incoming.file_name.casefold().endswith(ENDINGS):
        return False
    if context.me.onboarded_at is None:
        return False
    number = await _noted(context)
    if number is not None:
        keyboard = Keyboard().row(
            context.button("import_look", look.to(number)),
            context.button("import_leave", leave.to(number)),
        )
        context.say("import_offered", keyboard)
    return True


async def _noted(context: Context) -> int | None:
    incoming = context.incoming
    try:
        return await service.note(
            context.work,
            context.me,
            incoming.file_name,
            incoming.file_size,
            incoming.file_id or "",
        )
    except TooMany:
        keyboard = Keyboard().row(context.button("journal", do("journal")))
        context.say("import_refused", keyboard, refusal="too_often")
        return None


@tap("imr")
async def look(context: Context, number: int) -> None:
    """A tap on Look into it."""
    found = await service.find(context.work, context.me, number)
    if found is None or found.state != ImportState.NOTED:
        context.toast(GONE)
        return
    context.afterwards.append(looking(number))
    context.show("import_reading", None)


@tap("iml")
async def leave(context: Context, number: int) -> None:
    """A tap on Leave it."""
    if not await service.leave(context.work, context.me, number):
        context.toast(GONE)
        return
    keyboard = Keyboard().row(context.button("import_another", do("import")))
    context.show("import_left", keyboard.row(context.button("journal", do("journal"))))


@tap("imt")
async def take(context: Context, number: int) -> None:
    """A tap on Take them in."""
    if not await service.take(context.work, context.me, number):
        context.toast(GONE)
        return
    context.afterwards.append(running.taking(number, context.me.id))
    keyboard = Keyboard().row(
        context.button("import_how_far", do("import")),
        context.button("import_call_off", undo.to(number)),
    )
    context.show("import_taking", keyboard)


@tap("imu")
async def undo(context: Context, number: int) -> None:
    """A tap on Undo, or on Call it off."""
    if not await service.undo(context.work, context.me, number):
        context.toast(GONE)
        return
    context.afterwards.append(running.undoing(number, context.me.id))
    context.show("import_undoing", None)


def _seen(context: Context, one: ImportStanding) -> dict[str, object]:
    on = context.local(one.done_at or one.at)
    return {
        "app": one.app.value if one.app else None,
        "state": one.state,
        "on": on.date(),
        "total": one.total,
        "taken": one.taken,
    }
