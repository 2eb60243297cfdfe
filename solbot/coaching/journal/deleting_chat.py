"""Deleting: one entry, a part of it, those of some days, or all. For ten minutes it can be undone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from solbot.bot.args import known
from solbot.bot.context import Context
from solbot.coaching.answers import prompts
from solbot.coaching.journal import service as journal
from solbot.coaching.journal.day_codes import code_of, day_of
from solbot.coaching.journal.entry_chat import GONE
from solbot.coaching.journal.service import TakenOut
from solbot.errors import StaleButton
from solbot.telegram.messages import Button, Keyboard
from solbot.typed.past import Period, parse_period

ALL = "all"
NEAR = ("today", "yesterday", "this_week", "last_week", "this_month", "last_month")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


async def ask_one(context: Context, args: list[str]) -> None:
    """A tap on Delete under a note, or a part of an entry."""
    id = int(args[0])
    await _ask(context, id, context.button("delete_yes", f"jx:{id}"), 1)


async def ask_whole(context: Context, args: list[str]) -> None:
    """A tap on Delete under an entry of several parts."""
    entry = await journal.find(context.work, context.me, int(args[0]))
    if entry is None:
        context.toast(GONE)
        return
    yes = context.button("delete_yes", f"jxe:{entry.id}")
    await _ask(context, entry.id, yes, len(entry.said))


async def _ask(context: Context, id: int, yes: Button, count: int) -> None:
    keyboard = Keyboard().row(yes, context.button("back", f"j:{id}"))
    context.put(context.message("ask_delete", keyboard, count=count))


async def delete(context: Context, args: list[str]) -> None:
    """Yes, delete this one."""
    _say(context, await journal.take_out(context.work, context.me, int(args[0]), whole=False))


async def delete_whole(context: Context, args: list[str]) -> None:
    """Yes, delete all of the entry."""
    _say(context, await journal.take_out(context.work, context.me, int(args[0]), whole=True))


def _say(context: Context, done: TakenOut | None) -> None:
    if done is None:
        context.toast(GONE)
        return
    keyboard = Keyboard().row(context.button("undo", f"jru:{(done.at - _EPOCH) // _MICROSECOND}"))
    keyboard.row(context.button("back_to_journal", "jl:0"))
    context.put(context.message("deleted", keyboard, count=done.answers, on_page=done.on_page))


async def undo(context: Context, args: list[str]) -> None:
    """A tap on Undo under what was deleted."""
    try:
        at = _EPOCH + int(args[0]) * _MICROSECOND
    except OverflowError:
        raise StaleButton from None
    count = await journal.put_back(context.work, context.me, at)
    if not count:
        context.toast("undo_gone")
        return
    keyboard = Keyboard().row(context.button("back_to_journal", "jl:0"))
    context.put(context.message("deleted_undone", keyboard, count=count))


# --- several


async def ask_several(context: Context, args: list[str]) -> None:
    """A tap on Delete several: of which days?"""
    del args
    await context.expect("delete_days")
    context.show("ask_delete_days", _near(context), unknown=False)


def _near(context: Context) -> Keyboard:
    keyboard = Keyboard().grid((context.button(one, f"jdn:{one}") for one in NEAR), 2)
    keyboard.row(context.button("delete_all", f"jdc:{ALL}"))
    return keyboard.row(context.button("cancel", "jm"))


async def near(context: Context, args: list[str]) -> None:
    """A tap on some days that are near."""
    named = known(args[0], NEAR)
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


async def ask_all(context: Context, args: list[str]) -> None:
    """A tap on Everything in it, or on days once more: is it meant so?"""
    await _confirm(context, _days(args))


async def _confirm(context: Context, days: Period) -> None:
    count = await journal.count_between(context.work, context.me, days.first, days.last)
    if not count:
        keyboard = Keyboard().row(context.button("back", "jdr"))
        context.show("delete_nothing", keyboard, from_day=days.first, until_day=days.last)
        return
    await context.rest()
    yes = context.button("delete_several_yes", f"jdx:{_text(days)}", number=count)
    keyboard = Keyboard().row(yes).row(context.button("back", "jdr"))
    context.show(
        "ask_delete_several", keyboard, from_day=days.first, until_day=days.last, count=count
    )


async def delete_several(context: Context, args: list[str]) -> None:
    """Yes, delete those."""
    days = _days(args)
    done = await journal.take_out_between(context.work, context.me, days.first, days.last)
    _say(context, done)


def _text(days: Period) -> str:
    if days.first is None or days.last is None:
        return ALL
    return f"{code_of(days.first)}:{code_of(days.last)}"


def _days(args: list[str]) -> Period:
    if args[0] == ALL:
        return Period()
    return Period(day_of(args[0]), day_of(args[1]))
