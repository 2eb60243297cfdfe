"""After an announcement: who is interested, correcting every copy, taking it back, using it again, ending a series."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from solbot.announcements.draft import chat as draft_chat
from solbot.announcements.draft import service as drafts
from solbot.announcements.draft.service import Announcement
from solbot.announcements.report import chat as report_chat
from solbot.announcements.report import service as reporting
from solbot.announcements.report.service import NotThere
from solbot.bot.context import Context
from solbot.bot.taps import sends, tap
from solbot.db.states import AnnouncementState
from solbot.staff.gate import allowed
from solbot.staff.rules import Right
from solbot.staff.tables import chat as tables_chat
from solbot.telegram.messages import Keyboard
from solbot.unit_of_work import UnitOfWork

PAGE = 20
REPEATING = (AnnouncementState.SERIES, AnnouncementState.RESTING)
CORRECTED = (AnnouncementState.CONFIRMED, *REPEATING)
"""In these states what it says can be changed."""


@tap("bcu")
async def reuse(context: Context, announcement_id: int) -> None:
    """A tap on Use as a new draft."""
    row = await draft_chat.find(context, announcement_id)
    draft = await draft_chat.begin(context, like=row) if row is not None else None
    if draft is not None:
        context.put(await draft_chat.page(context, draft))


@tap("bck")
async def correct(context: Context, announcement_id: int) -> None:
    """A tap on Correct every copy: a draft with the same words, to be changed, tried and confirmed."""
    row = await _sent(context, announcement_id)
    draft = await draft_chat.begin(context, corrects=row) if row is not None else None
    if draft is not None:
        context.put(await draft_chat.page(context, draft))


@tap("bcwd")
async def ask_withdraw(context: Context, announcement_id: int) -> None:
    """A tap on Take it back: how many copies can still be?"""
    row = await _sent(context, announcement_id)
    if row is None:
        return
    copies = await reporting.copies(context.work, row.id)
    keyboard = Keyboard()
    if copies.deletable is None or copies.deletable:
        keyboard.row(context.button("withdraw_yes", withdraw.to(row.id)))
    keyboard.row(context.button("back", draft_chat.open_one.to(row.id)))
    context.show(
        "staff/ask_withdraw",
        keyboard,
        number=row.id,
        deletable=copies.deletable,
        late=0 if copies.all is None else copies.all - (copies.deletable or 0),
    )


@tap("bcwy")
async def withdraw(context: Context, announcement_id: int) -> None:
    """A tap on Yes, take it back."""
    row = await _sent(context, announcement_id)
    if row is None:
        return
    try:
        await reporting.withdraw(context.work, context.me.id, row.id)
    except NotThere:
        context.toast("staff/round_not_going")
    await report_chat.put(context, row)


@tap("bces")
async def end_series(context: Context, announcement_id: int) -> None:
    """A tap on Stop repeating it: what was sent stays, nothing more follows."""
    row = await draft_chat.find(context, announcement_id)
    if row is not None:
        if row.state in REPEATING:
            await reporting.end_series(context.work, context.me.id, row.id)
        context.put(await draft_chat.page(context, await drafts.find(context.work, row.id)))


@tap("bcsp")
async def pause_series(context: Context, announcement_id: int) -> None:
    """A tap on Pause it: it does not repeat for the time being."""
    await _series(context, announcement_id, reporting.pause_series)


@tap("bcsr")
async def resume_series(context: Context, announcement_id: int) -> None:
    """A tap on Let it repeat again: from the next moment on that it is meant for."""
    await _series(context, announcement_id, reporting.resume_series)


async def _series(
    context: Context, announcement_id: int, act: Callable[[UnitOfWork, int, int], Awaitable[None]]
) -> None:
    row = await draft_chat.find(context, announcement_id)
    if row is None:
        return
    try:
        await act(context.work, context.me.id, row.id)
    except NotThere:
        context.toast("staff/round_not_going")
    context.put(await draft_chat.page(context, row))


@tap("bcin")
async def interested(context: Context, announcement_id: int, after: int = 0) -> None:
    """A tap on Who is interested: those who said so. Looking is itself written down."""
    row = await draft_chat.find(context, announcement_id)
    if row is None:
        return
    after = max(0, after)
    try:
        people, total = await reporting.interested(context.work, context.me.id, row.id, after, PAGE)
    except NotThere:
        context.toast("staff/round_not_going")
        context.put(await draft_chat.page(context, row))
        return
    keyboard = Keyboard()
    if len(people) == PAGE:
        keyboard.row(context.button("more", interested.to(row.id, after + PAGE)))
    keyboard.row(context.button("add_interested_by_list", sends("bcil", str(row.id))))
    if people and await allowed(context, Right.WRITE):
        keyboard.row(context.button("write_to_some", sends("dwc", f"i.{row.id}")))
    if total:
        keyboard.row(tables_chat.button(context, "interested", row.id))
    keyboard.row(context.button("back", draft_chat.open_one.to(row.id)))
    context.show(
        "staff/interested",
        keyboard,
        number=row.id,
        count=total,
        names=people,
    )


async def _sent(context: Context, announcement_id: int) -> Announcement | None:
    """The announcement a button is about, if it was sent and not taken back; else it is shown as it stands."""
    row = await draft_chat.find(context, announcement_id)
    if row is not None and row.state not in CORRECTED:
        context.toast("staff/round_not_going")
        context.put(await draft_chat.page(context, row))
        return None
    return row
