"""Closing a vote under an announcement."""

from __future__ import annotations

from solbot.announcements import votes
from solbot.announcements.draft import chat as draft_chat
from solbot.announcements.report import chat as report_chat
from solbot.announcements.votes import VoteClosed
from solbot.bot.context import Context
from solbot.bot.taps import tap
from solbot.telegram.messages import Keyboard


@tap("bcvc")
async def ask(context: Context, announcement_id: int) -> None:
    """A tap on Close the vote: really?"""
    row = await draft_chat.find(context, announcement_id)
    if row is None:
        return
    found = await votes.standing(context.work, row)
    if found is None or found.closed is not None:
        context.toast("vote_closed")
        context.put(await draft_chat.page(context, row))
        return
    keyboard = Keyboard().row(
        context.button("close_vote_yes", close.to(row.id)),
        context.button("back", draft_chat.open_one.to(row.id)),
    )
    context.show("staff/ask_close_vote", keyboard, number=row.id, count=found.count)


@tap("bcvcy")
async def close(context: Context, announcement_id: int) -> None:
    """A tap on Yes, close it: once, whoever taps."""
    row = await draft_chat.find(context, announcement_id)
    if row is None:
        return
    try:
        await votes.close(context.work, context.me.id, row.id)
    except VoteClosed:
        context.toast("vote_closed")
    await report_chat.put(context, row)
