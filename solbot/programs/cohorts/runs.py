"""Writing a cohort: its name, its first and last day, and its zone; asked one by one, or changed later."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from solbot.announcements.sequences import service as sequences
from solbot.bot.args import known
from solbot.bot.context import Context
from solbot.bot.taps import do, tap
from solbot.limits import TooMany
from solbot.programs.cohorts import moving, rules
from solbot.programs.cohorts import service as cohorts
from solbot.programs.cohorts import staff_chat as cohorts_staff_chat
from solbot.programs.cohorts.rules import CohortFault, InvalidCohort
from solbot.programs.cohorts.service import CohortGone, Over
from solbot.programs.cohorts.staff_chat import FIELDS
from solbot.programs.editor import service as editor
from solbot.staff import zones
from solbot.staff.zones import UnclearPlace
from solbot.telegram.messages import Keyboard

AWAITED = "cohort_field"
ASKED = ("name", "first", "last")
"""What a new cohort is asked for, in this order; its zone is the program's."""


@tap("scn")
async def ask_new(context: Context, program_id: str) -> None:
    """A tap on A new cohort: it begins with its name."""
    try:
        draft = await editor.find(context.work, program_id)
    except editor.ProgramGone:
        context.toast("program_gone")
        return
    try:
        await cohorts.check_room(context.work, draft.id)
    except TooMany as full:
        _say_full(context, draft.id, full)
        return
    zone = str(draft.next.facts.get("zone") or context.work.zone_of(context.me))
    await _ask(context, {"program": draft.id, "zone": zone, "field": ASKED[0]})


@tap("scf")
async def ask_field(context: Context, cohort_id: int, field: str) -> None:
    """A tap on Name, First day, Last day or Time zone, on a cohort's page."""
    run = await cohorts_staff_chat.find(context, cohort_id, still_open=True)
    if run is None:
        return
    now = {
        "name": run.name,
        "first": run.first_day.isoformat(),
        "last": run.last_day.isoformat(),
        "zone": run.zone,
    }
    await _ask(context, {"cohort": run.id, "field": known(field, FIELDS), **now})


async def typed(context: Context) -> None:
    """Words for what was asked."""
    assert context.waiting is not None  # noqa: S101  (the way here is through it)
    data = context.waiting.data
    try:
        data = {**data, data["field"]: await _read(context, data)}
        if "cohort" in data:
            await _change(context, data)
        elif data["field"] != ASKED[-1]:
            await _ask(context, {**data, "field": ASKED[ASKED.index(data["field"]) + 1]})
        else:
            await _create(context, data)
    except TooMany as full:
        await context.rest()
        _say_full(context, data["program"], full)
    except UnclearPlace as unclear:
        await context.expect(AWAITED, **{**data, zones.OFFERED: unclear.zones})
        zones.ask(
            context,
            unclear,
            choose_place.to,
            Keyboard().row(context.button("cancel", do("cancel"))),
        )
    except InvalidCohort as wrong:
        keyboard = Keyboard().row(context.button("cancel", do("cancel")))
        context.say("staff/wrong_cohort", keyboard, why=wrong.why, most=rules.LONGEST_NAME)


@tap("scz")
async def choose_place(context: Context, place: str) -> None:
    """A tap on one of several places that are called as was typed."""
    zone = zones.chosen(context, AWAITED, place)
    assert context.waiting is not None  # noqa: S101  (the way here is through it)
    await _change(context, {**context.waiting.data, "zone": zone})


def way_back(data: Mapping[str, Any]) -> str:
    """The tap that leads to the cohort whose field was asked for, or to all of the program."""
    if "cohort" in data:
        return cohorts_staff_chat.open_one.to(data["cohort"])
    return cohorts_staff_chat.show.to(data["program"])


def _say_full(context: Context, program: str, full: TooMany) -> None:
    keyboard = Keyboard().row(context.button("cohorts", cohorts_staff_chat.show.to(program)))
    context.show("staff/enough", keyboard, what="cohorts", most=full.most)


async def _ask(context: Context, data: dict[str, Any]) -> None:
    await context.expect(AWAITED, **data)
    field = data["field"]
    known = data.get(field) if "cohort" in data else None
    value = known
    if known and field in ("first", "last"):
        value = context.language.filters.on(date.fromisoformat(known))
    context.show(
        "staff/ask_cohort",
        Keyboard().row(context.button("cancel", do("cancel"))),
        field=field,
        value=value,
        zone=data["zone"],
        most=rules.LONGEST_NAME,
    )


async def _read(context: Context, data: dict[str, Any]) -> str:
    text, field = context.incoming.text, data["field"]
    if field == "name":
        return rules.name_of(text)
    if field == "zone":
        zone = zones.read(context)
        if zone is None:
            raise InvalidCohort(CohortFault.NOT_A_PLACE)
        return zone
    today = rules.today_in(data["zone"], context.work.now)
    return rules.day_of(text, today, context.language.vocabulary).isoformat()


async def _create(context: Context, data: dict[str, Any]) -> None:
    first, last = date.fromisoformat(data["first"]), date.fromisoformat(data["last"])
    run = await cohorts.create(
        context.work, context.me.id, data["program"], data["name"], first, last, data["zone"]
    )
    await context.rest()
    context.send(await cohorts_staff_chat.page(context, run))


async def _change(context: Context, data: dict[str, Any]) -> None:
    field, value = data["field"], data[data["field"]]
    changed = {
        "name": {"name": value},
        "first": {"first_day": value},
        "last": {"last_day": value},
        "zone": {"zone": value},
    }[field]
    if field in ("first", "last"):
        changed = {name: date.fromisoformat(day) for name, day in changed.items()}
        if await moving.asks_first(context, data["cohort"], field, date.fromisoformat(value)):
            return
    try:
        run = await cohorts.change(context.work, context.me.id, data["cohort"], **changed)
        await sequences.moved(context.work, run.program_id, run.id)
    except (CohortGone, Over) as gone:
        await context.rest()
        context.say("staff/cohort_over" if isinstance(gone, Over) else "staff/cohort_gone")
        return
    await context.rest()
    context.send(await cohorts_staff_chat.page(context, run))
