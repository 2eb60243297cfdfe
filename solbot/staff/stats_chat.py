"""/stats: how many people do what, by discipline and reading, and as a chart; nothing about any one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from functools import partial

from solbot.bot import drawing, pager
from solbot.bot.args import known
from solbot.bot.context import Context, Later
from solbot.bot.taps import do, tap
from solbot.content.catalog import Language
from solbot.content.models import DISCIPLINES
from solbot.desk.times import answer_times
from solbot.pictures import bars
from solbot.pictures.bars import Bar
from solbot.staff import audit, stats
from solbot.staff.audit import Action
from solbot.staff.stats import SPANS
from solbot.staff.stats_rules import ENOUGH, Disclosure, Shares, ShownFigure
from solbot.telegram.messages import Button, Keyboard, Message
from solbot.unit_of_work import UnitsOfWork

READINGS = 20  # on a page


async def show(context: Context) -> None:
    """/stats: the figures."""
    await audit.note(context.work, context.me.id, Action.READ_STATS)
    context.afterwards.append(Later(partial(_everyone, context.language)))


@tap("sfd")
async def readings(context: Context, discipline: str, page: int = 0) -> None:
    """A tap on a discipline: its readings."""
    known(discipline, DISCIPLINES)
    context.afterwards.append(Later(partial(_readings, context, discipline, page)))


@tap("sfc")
async def chart(context: Context) -> None:
    """A tap on As a chart: the disciplines as a picture."""
    context.afterwards.append(Later(partial(_chart, context.language)))


async def _everyone(language: Language, works: UnitsOfWork) -> Message:
    async with works.reading() as work:
        found = await stats.of_everyone(work)
        times = await answer_times(work, SPANS[-1])
    keyboard = Keyboard().row(Button(language.button("as_chart"), chart.to()))
    keyboard.grid((Button(language.button(one), readings.to(one)) for one in DISCIPLINES), 2)
    keyboard.row(Button(language.button("staff_menu"), do("staff")))
    html = language.reply(
        "staff/stats",
        spans=list(SPANS),
        measures=[
            {"name": name, "figures": [_figure(one) for one in figures]}
            for name, figures in found.measures.items()
        ],
        disciplines=_lines(found.disciplines, {one: language.button(one) for one in DISCIPLINES}),
        span=SPANS[-1],
        enough=ENOUGH,
        answer_times=asdict(times),
    )
    return Message(html, keyboard.built())


async def _readings(context: Context, discipline: str, page: int, works: UnitsOfWork) -> Message:
    language = context.language
    async with works.reading() as work:
        found = await stats.of_readings(work, discipline)
    titles = {one: language.readings[one].title for one in found if one in language.readings}
    lines = _lines(found, titles)
    here = pager.at(page, len(lines), READINGS)
    keyboard = Keyboard().row(*here.turning(context, readings.to(discipline)))
    keyboard.row(Button(language.button("back"), do("stats")))
    html = language.reply(
        "staff/stats_readings",
        discipline=language.button(discipline),
        readings=here.of(lines),
        span=SPANS[-1],
        enough=ENOUGH,
    )
    return Message(html, keyboard.built())


async def _chart(language: Language, works: UnitsOfWork) -> Message:
    async with works.reading() as work:
        found = await stats.of_everyone(work)
    names = {one: language.button(one) for one in DISCIPLINES}
    caption = language.reply(
        "staff/stats_caption",
        disciplines=_lines(found.disciplines, names),
        span=SPANS[-1],
        enough=ENOUGH,
    )
    rows = [
        (names[one], (_bar(language, each.asked, each), _bar(language, each.answered, each)))
        for one, each in found.disciplines.items()
    ]
    title = language.button("chart_title", count=SPANS[-1])
    legend = (language.button("chart_asked"), language.button("chart_answered"))
    chart = await drawing.document("stats.png", bars.draw, title, legend, rows)
    return Message(caption, document=chart)


def _lines(found: Mapping[str, Shares], names: Mapping[str, str]) -> list[dict[str, object]]:
    return [
        {
            "name": names.get(one, one),
            "asked": _figure(each.asked),
            "answered": _figure(each.answered),
        }
        for one, each in found.items()
    ]


def _figure(one: ShownFigure) -> dict[str, object]:
    return {"how": one.how, "count": one.count}


def _bar(language: Language, one: ShownFigure, each: Shares) -> Bar:
    if one.how is Disclosure.EXACT:
        return Bar(one.count, language.filters.number(one.count))
    nearly = one.how is Disclosure.NEARLY_ALL and each.asked.how is Disclosure.EXACT
    return Bar(each.asked.count if nearly else None, language.button(f"figure_{one.how}"))
