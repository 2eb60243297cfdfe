"""Deleting: one entry, a part of it, those of some days, or all. For ten minutes it can be undone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from solbot.bot.args import known
from solbot.bot.context import Context
from solbot.bot.taps import tap
from solbot.coaching.answers import prompts
from solbot.coaching.journal import chat
from solbot.coaching.journal import service as journal
from solbot.coaching.journal.day_codes import code_of, day_of
from solbot.coaching.journal.entry_chat import GONE, open_entry
from solbot.coaching.journal.service import TakenOut
from solbot.errors import StaleButton
from solbot.telegram.messages import Button, Keyboard
from solbot.typed.past import Period, parse_period

ALL = "all"
NEAR = ("today", "yesterday", "this_week", "last_week", "this_month", "last_month")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@tap("jd")
async def ask_one(context: Context, entry_id: int) -> None:
    """A tap on Delete under a note, or a part of an entry."""
    await _ask(context, entry_id, context.button("delete_yes", delete.to(entry_id)), 1)


@tap("jde")
async def ask_whole(context: Context, entry_id: int) -> None:
    """A tap on Delete under an entry of several parts."""
    entry = await journal.find(context.work, context.me, entry_id)
    if entry is None:
        context.toast(GONE)
        return
    yes = context.button("delete_yes", delete_whole.to(entry.id))
    await _ask(context, entry.id, yes, len(entry.said))


async def _ask(context: Context, id: int, yes: Button, count: int) -> None:
    keyboard = Keyboard().row(yes, context.button("back", open_entry.to(id)))
    context.put(context.message("ask_delete", keyboard, count=count))


@tap("jx")
async def delete(context: Context, entry_id: int) -> None:
    """Yes, delete this one."""
    _say(context, await journal.take_out(context.work, context.me, entry_id, whole=False))


@tap("jxe")
async def delete_whole(context: Context, entry_id: int) -> None:
    """Yes, delete all of the entry."""
    _say(context, await journal.take_out(context.work, context.me, entry_id, whole=True))


def _say(context: Context, done: TakenOut | None) -> None:
    if done is None:
        context.toast(GONE)
        return
    keyboard = Keyboard().row(context.button("undo", undo.to((done.at - _EPOCH) // _MICROSECOND)))
    keyboard.row(context.button("back_to_journal", chat.open_page.to("0")))
    context.put(context.message("deleted", keyboard, count=done.answers, on_page=done.on_page))


@tap("jru")
async def undo(context: Context, microseconds: int) -> None:
    """A tap on Undo under what was deleted."""
    try:
        at = _EPOCH + microseconds * _MICROSECOND
    except OverflowError:
        raise StaleButton from None
    count = await journal.put_back(context.work, context.me, at)
    if not count:
        context.toast("undo_gone")
        return
    keyboard = Keyboard().row(context.button("back_to_journal", chat.open_page.to("0")))
    context.put(context.message("deleted_undone", keyboard, count=count))


# --- several


@tap("jdr")
async def ask_several(context: Context) -> None:
    """A tap on Delete several: of which days?"""
    await context.expect("delete_days")
    context.show("ask_delete_days", _near(context), unknown=False)


def _near(context: Context) -> Keyboard:
    keyboard = Keyboard().grid((context.button(one, near.to(one)) for one in NEAR), 2)
    keyboard.row(context.button("delete_all", ask_all.to(ALL)))
    return keyboard.row(context.button("cancel", chat.more.to()))


@tap("jdn")
async def near(context: Context, days: str) -> None:
    """A tap on some days that are near."""
    named = known(days, NEAR)
    today = prompts.today_of(context.work, context.me)
    monday = today - timedelta(days=today.isoweekday() - 1)
    week, day = timedelta(days=7), timedelta(days=1)
    first = today.replace(day=1)
    spans = {
        "today": (today, today),
        "yesterday": (today - day, today - day),
        "this_week": (monday, today),
        "last_week": (monday - week, monday - day),
        "this_month": (first, today),
        "last_month": ((first - day).replace(day=1), first - day),
    }
    await _confirm(context, Period(*spans[named]))


async def typed_days(context: Context) -> None:
    """The days, as people type them: one, or from one to another."""
    today = prompts.today_of(context.work, context.me)
    found = parse_period(context.incoming.text, today, context.language.vocabulary)
    if found is None:
        context.show("ask_delete_days", _near(context), unknown=True)
        return
    await _confirm(context, found.latest(today))


@tap("jdc")
async def ask_all(context: Context, first: str, last: str = "") -> None:
    """A tap on Everything in it, or on days once more: is it meant so?"""
    await _confirm(context, _days(first, last))


async def _confirm(context: Context, days: Period) -> None:
    count = await journal.count_between(context.work, context.me, days.first, days.last)
    if not count:
        keyboard = Keyboard().row(context.button("back", ask_several.to()))
        context.show("delete_nothing", keyboard, from_day=days.first)
        return
    await context.rest()
    yes = context.button("delete_several_yes", delete_several.to(*_codes(days)), number=count)
    keyboard = Keyboard().row(yes).row(context.button("back", ask_several.to()))
    context.show(
        "ask_delete_several", keyboard, from_day=days.first, until_day=days.last, count=count
    )


@tap("jdx")
async def delete_several(context: Context, first: str, last: str = "") -> None:
    """Yes, delete those."""
    days = _days(first, last)
    done = await journal.take_out_between(context.work, context.me, days.first, days.last)
    _say(context, done)


def _codes(days: Period) -> list[str]:
    if days.first is None or days.last is None:
        return [ALL]
    return [code_of(days.first), code_of(days.last)]


def _days(first: str, last: str) -> Period:
    if first == ALL:
        return Period()
    return Period(day_of(first), day_of(last))
