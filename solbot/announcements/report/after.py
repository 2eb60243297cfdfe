"""After an announcement: who is interested, correcting every copy, taking it back, using it again, ending a series."""

from __future__ import annotations

from solbot.announcements.draft import chat as broadcast
from solbot.announcements.draft import service as drafts
from solbot.announcements.draft.service import Announcement
from solbot.announcements.report import chat as progress
from solbot.announcements.report import service as aftermath
from solbot.announcements.report.service import NotThere
from solbot.announcements.rules import State
from solbot.bot.context import Turn
from solbot.telegram.messages import Keyboard

PAGE = 20


async def reuse(turn: Turn, args: list[str]) -> None:
    """A tap on Use as a new draft."""
    row = await broadcast.find(turn, args)
    draft = await broadcast.begin(turn, like=row) if row is not None else None
    if draft is not None:
        turn.put(await broadcast.page(turn, draft))


async def correct(turn: Turn, args: list[str]) -> None:
    """A tap on Correct every copy: a draft with the same words, to be changed, tried and confirmed."""
    row = await _sent(turn, args)
    draft = await broadcast.begin(turn, corrects=row) if row is not None else None
    if draft is not None:
        turn.put(await broadcast.page(turn, draft))


async def ask_withdraw(turn: Turn, args: list[str]) -> None:
    """A tap on Take it back: how many copies can still be?"""
    row = await _sent(turn, args)
    if row is None:
        return
    copies = await aftermath.copies(turn.work, row.id)
    keyboard = Keyboard()
    if copies.deletable is None or copies.deletable:
        keyboard.row(turn.button("withdraw_yes", f"bcwy:{row.id}"))
    keyboard.row(turn.button("back", f"bco:{row.id}"))
    turn.show(
        "staff/ask_withdraw",
        keyboard,
        number=row.id,
        deletable=copies.deletable,
        late=0 if copies.all is None else copies.all - (copies.deletable or 0),
    )


async def withdraw(turn: Turn, args: list[str]) -> None:
    """A tap on Yes, take it back."""
    row = await _sent(turn, args)
    if row is None:
        return
    try:
        await aftermath.withdraw(turn.work, turn.me.id, row.id)
    except NotThere:
        turn.toast("staff/round_not_going")
    await progress.put(turn, row)


async def end_series(turn: Turn, args: list[str]) -> None:
    """A tap on Stop repeating it: what was sent stays, nothing more follows."""
    row = await broadcast.find(turn, args)
    if row is not None:
        if row.state == State.SERIES:
            await aftermath.end_series(turn.work, turn.me.id, row.id)
        turn.put(await broadcast.page(turn, await drafts.find(turn.work, row.id)))


async def interested(turn: Turn, args: list[str]) -> None:
    """A tap on Who is interested: those who said so. Looking is itself written down."""
    row = await broadcast.find(turn, args)
    if row is None:
        return
    after = max(0, int(args[1])) if len(args) > 1 else 0
    try:
        people, total = await aftermath.interested(turn.work, turn.me.id, row.id, after, PAGE)
    except NotThere:
        turn.toast("staff/round_not_going")
        turn.put(await broadcast.page(turn, row))
        return
    keyboard = Keyboard()
    if len(people) == PAGE:
        keyboard.row(turn.button("more", f"bcin:{row.id}:{after + PAGE}"))
    keyboard.row(turn.button("back", f"bco:{row.id}"))
    turn.show(
        "staff/interested",
        keyboard,
        number=row.id,
        count=total,
        names=people,
    )


async def _sent(turn: Turn, args: list[str]) -> Announcement | None:
    """The announcement a button is about, if it was sent and not taken back; else it is shown as it stands."""
    row = await broadcast.find(turn, args)
    if row is not None and row.state != State.CONFIRMED:
        turn.toast("staff/round_not_going")
        turn.put(await broadcast.page(turn, row))
        return None
    return row
