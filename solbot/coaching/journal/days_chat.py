"""The journal by its days: what was written on this date, a jump to another one, and a year as a picture."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial

from solbot.bot import drawing, pager
from solbot.bot.args import known
from solbot.bot.context import Context, Later
from solbot.bot.taps import tap
from solbot.coaching.answers import prompts
from solbot.coaching.journal import service as journal
from solbot.coaching.journal.chat import SIZE, open_page
from solbot.coaching.journal.day_codes import code_of, day_of
from solbot.coaching.journal.finding_chat import look_within
from solbot.coaching.journal.views import View
from solbot.content.language import Language
from solbot.pictures import year as year_picture
from solbot.pictures.year import Year
from solbot.telegram.messages import Button, Keyboard, Message
from solbot.typed.past import Period, month_of, parse_period
from solbot.unit_of_work import UnitsOfWork

YEARS = range(1, 10000)
MONTHS = range(1, 13)
YEARS_SHOWN = 12


@tap("jo")
async def on_this_day(context: Context, page: str = "0") -> None:
    """A tap on On this day: this date in earlier years; in the first one, a week, a month and half a year ago."""
    earlier, lately = await journal.on_this_day(context.work, context.me)
    ids = earlier or lately
    here = pager.at(page, len(ids), SIZE)
    entries = await journal.these(context.work, context.me, here.of(ids))
    view, today = View.of(context), prompts.today_of(context.work, context.me)
    keyboard = view.numbers(entries).row(*here.turning(context, on_this_day.to(), pager.IN_TIME))
    context.show(
        "on_this_day",
        keyboard.row(context.button("back_to_journal", open_page.to("0"))),
        entries=[view.listed(entry) for entry in entries],
        years=[today.year - entry.first.for_date.year for entry in entries],
        today=today,
        page=here.number,
        pages=here.count,
    )


@tap("jg")
async def jump(context: Context, year: int | None = None, month: int | None = None) -> None:
    """A tap on Jump to a date: type one, or tap a year, then a month, then a day."""
    if year is None:
        await _ask_year(context)
    elif month is None:
        await _ask_month(context, known(year, YEARS))
    else:
        await _ask_day(context, known(year, YEARS), known(month, MONTHS))


async def _ask_year(context: Context, *, unknown: bool = False) -> None:
    await context.expect("jump")
    years = await journal.per_year(context.work, context.me)
    keyboard = Keyboard().grid(
        (
            context.button("some_days", jump.to(year), span=year, number=days)
            for year, days in sorted(years.items(), reverse=True)[:YEARS_SHOWN]
        ),
        3,
    )
    context.show(
        "ask_jump",
        keyboard.row(context.button("back_to_journal", open_page.to("0"))),
        unknown=unknown,
    )


async def _ask_month(context: Context, year: int) -> None:
    await context.expect("jump")
    days = await journal.per_day(context.work, context.me, date(year, 1, 1), date(year, 12, 31))
    counts = {month: sum(on.month == month for on in days) for month in MONTHS}
    keyboard = Keyboard().grid(
        (
            context.button(
                "some_days",
                jump.to(year, month),
                span=_month(context.language, month),
                number=counts[month],
            )
            for month in MONTHS
            if counts[month]
        ),
        3,
    )
    keyboard.row(
        context.button("journal_year", picture.to(year)), context.button("back", jump.to())
    )
    context.show("ask_jump_month", keyboard, year=str(year), count=len(days))


async def _ask_day(context: Context, year: int, month: int) -> None:
    await context.expect("jump")
    first = date(year, month, 1)
    last = first.replace(day=calendar.monthrange(year, month)[1])
    days = await journal.per_day(context.work, context.me, first, last)
    keyboard = Keyboard().grid(
        (Button(context.language.filters.number(on.day), at_day.to(code_of(on))) for on in days), 7
    )
    keyboard.row(context.button("whole_month", at_month.to(year, month)))
    keyboard.row(context.button("back", jump.to(year)))
    context.show("ask_jump_day", keyboard, day=first, count=len(days))


@tap("jgd")
async def at_day(context: Context, day_code: str) -> None:
    """A tap on a day."""
    on = day_of(day_code)
    await look_within(context, Period(on, on))


@tap("jgm")
async def at_month(context: Context, year: int, month: int) -> None:
    """A tap on The whole month."""
    await look_within(context, month_of(known(year, YEARS), known(month, MONTHS)))


async def typed(context: Context) -> None:
    """A date, or days, as people type them."""
    today = prompts.today_of(context.work, context.me)
    found = parse_period(context.incoming.text, today, context.language.vocabulary)
    if found is None:
        await _ask_year(context, unknown=True)
        return
    await context.rest()
    await look_within(context, found.latest(today) if found.day else found)


# --- a year as a picture


@tap("jy")
async def picture(context: Context, year: int | None = None) -> None:
    """A tap on The year as a picture: of this one, or the one the button names."""
    today = prompts.today_of(context.work, context.me)
    number = today.year if year is None else known(year, YEARS)
    days = await journal.per_day(context.work, context.me, date(number, 1, 1), date(number, 12, 31))
    years = await journal.per_year(context.work, context.me)
    keyboard = Keyboard().row(
        *(
            Button(str(one), picture.to(one))
            for one in (_before(years, number), _after(years, number))
            if one is not None
        )
    )
    keyboard.row(
        context.button("journal_jump", from_picture.to(number)),
        context.button("back_to_journal", journal_from_picture.to()),
    )
    if not days:
        context.say("journal_year_empty", keyboard, year=str(number))
        return
    caption = context.language.reply("journal_year", **_sentence(context.language, number, days))
    context.afterwards.append(
        Later(partial(_drawn, context.language, number, days, today, caption, keyboard))
    )


def _before(years: Mapping[int, int], number: int) -> int | None:
    return max((one for one in years if one < number), default=None)


def _after(years: Mapping[int, int], number: int) -> int | None:
    return min((one for one in years if one > number), default=None)


def _sentence(language: Language, number: int, days: Mapping[date, int]) -> dict[str, object]:
    """The same as a sentence: on how many days, how much, in which month the most."""
    months = [sum(on.month == month for on in days) for month in MONTHS]
    most = max(MONTHS, key=lambda month: months[month - 1])
    return {
        "year": str(number),
        "count": len(days),
        "entry_count": sum(days.values()),
        "month": _month(language, most),
        "month_days": months[most - 1],
    }


async def _drawn(
    language: Language,
    number: int,
    days: Mapping[date, int],
    today: date,
    caption: str,
    keyboard: Keyboard,
    works: UnitsOfWork,
) -> Message:
    del works
    year = shown(language, number, days, today)
    picture = await drawing.document("year.png", year_picture.draw, year)
    return Message(caption, keyboard.built(), document=picture)


def shown(language: Language, number: int, days: Mapping[date, int], today: date) -> Year:
    """What is drawn."""
    filters = language.filters
    return Year(
        number,
        days,
        today,
        title=language.button("year_title", year=str(number)),
        months=[_month(language, month) for month in MONTHS],
        weekdays=[filters.on(date(2024, 1, day), "ccccc") for day in range(1, 8)],
        one=language.button("year_one"),
        several=language.button("year_several"),
    )


def _month(language: Language, number: int) -> str:
    return language.filters.on(date(2000, number, 1), "LLLL")


@tap("jyg")
async def from_picture(context: Context, year: int | None = None, month: int | None = None) -> None:
    """A tap under a picture on Jump to a date: a picture can't become words, so it is a new message."""
    await jump(_anew(context), year, month)


@tap("jyl")
async def journal_from_picture(context: Context) -> None:
    """A tap under a picture on Back to the journal."""
    await open_page(_anew(context))


def _anew(context: Context) -> Context:
    return replace(context, incoming=replace(context.incoming, message_id=None))
