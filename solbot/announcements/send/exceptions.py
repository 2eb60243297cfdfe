"""Exceptions to when an announcement reaches people: past the gap as it is urgent, or outside the usual hours."""

from __future__ import annotations

from dataclasses import replace

from solbot.announcements.draft import chat as draft_chat
from solbot.announcements.draft import service as drafts
from solbot.announcements.draft.service import Announcement
from solbot.announcements.send import chat as send_chat
from solbot.announcements.send import service as sending
from solbot.announcements.timing import Timing, When
from solbot.bot.args import known
from solbot.bot.context import Context
from solbot.bot.taps import tap
from solbot.limits import URGENT
from solbot.telegram.messages import Keyboard

AWAITS = "broadcast_urgent"
READY = ("place", "off", "soon")
"""The reasons that can be tapped."""


@tap("bcqh")
async def hold(context: Context, announcement_id: int, wanted: bool) -> None:
    """A tap on Hold until the morning, or on To all at once: for those who chose no hours."""
    row = await draft_chat.find_draft(context, announcement_id)
    if row is not None:
        await _set(context, row, replace(Timing.of(row.timing), hold=wanted))


@tap("bcuq")
async def ask(context: Context, announcement_id: int) -> None:
    """A tap on It is urgent: why?"""
    row = await draft_chat.find_draft(context, announcement_id)
    if row is None or Timing.of(row.timing).when is When.REPEAT:
        return
    await context.expect(AWAITS, announcement=row.id)
    await _ask(context, row.id, too_long=False)


@tap("bcuw")
async def chosen(context: Context, announcement_id: int, reason: str) -> None:
    """A tap on one of the usual reasons."""
    row = await draft_chat.find_draft(context, announcement_id)
    if row is not None:
        known(reason, READY)
        await _urgent(context, row, context.language.button(f"urgent_{reason}"))


async def typed(context: Context) -> None:
    """Another reason."""
    number = context.awaited(dict[str, int])["announcement"]
    reason = " ".join(context.incoming.text.split())
    if not reason or len(reason) > URGENT:
        await _ask(context, number, too_long=bool(reason))
        return
    row = await draft_chat.find_draft(context, number)
    if row is not None:
        await _urgent(context, row, reason)


@tap("bcun")
async def not_urgent(context: Context, announcement_id: int) -> None:
    """A tap on Not urgent after all."""
    row = await draft_chat.find_draft(context, announcement_id)
    if row is not None:
        await _set(context, row, replace(Timing.of(row.timing), urgent=None))


async def _urgent(context: Context, row: Announcement, reason: str) -> None:
    await context.rest()
    await _set(context, row, replace(Timing.of(row.timing), urgent=reason))


async def _set(context: Context, row: Announcement, timing: Timing) -> None:
    row = await drafts.set_timing(context.work, row.id, timing)
    await draft_chat.note_change(context, row, "moment")
    await send_chat.show_question(context, await sending.ask(context.work, context.me.id, row.id))


async def _ask(context: Context, number: int, *, too_long: bool) -> None:
    keyboard = Keyboard().grid(
        (context.button(f"urgent_{one}", chosen.to(number, one)) for one in READY), 1
    )
    keyboard.row(context.button("cancel", send_chat.ask.to(number)))
    context.show("staff/ask_urgent", keyboard, number=number, too_long=too_long, most=URGENT)
