"""Writing a cohort: its name, its first and last day, and its zone; asked one by one, or changed later."""

from __future__ import annotations

from datetime import date
from typing import Any

from solbot.bot.args import known
from solbot.bot.context import Turn
from solbot.limits import TooMany
from solbot.programs.cohorts import rules
from solbot.programs.cohorts import service as cohorts
from solbot.programs.cohorts import staff_chat as shown
from solbot.programs.cohorts.rules import Fault, NotTaken
from solbot.programs.cohorts.service import Gone, Over
from solbot.programs.cohorts.staff_chat import FIELDS
from solbot.programs.editor import service as drafts
from solbot.staff import zones
from solbot.staff.zones import UnclearPlace
from solbot.telegram.messages import Keyboard

AWAITED = "cohort_field"
ASKED = ("name", "first", "last")
"""What a new cohort is asked for, in this order; its zone is the program's."""


async def ask_new(turn: Turn, args: list[str]) -> None:
    """A tap on A new cohort: it begins with its name."""
    try:
        draft = await drafts.find(turn.work, args[0])
    except drafts.Gone:
        turn.toast("program_gone")
        return
    try:
        await cohorts.check_room(turn.work, draft.id)
    except TooMany as full:
        _say_full(turn, draft.id, full)
        return
    zone = str(draft.next.facts.get("zone") or turn.work.zone_of(turn.me))
    await _ask(turn, {"program": draft.id, "zone": zone, "field": ASKED[0]})


async def ask_field(turn: Turn, args: list[str]) -> None:
    """A tap on Name, First day, Last day or Time zone, on a cohort's page."""
    run = await shown.find(turn, args, still_open=True)
    if run is None:
        return
    field = known(args[1], FIELDS)
    now = {
        "name": run.name,
        "first": run.first_day.isoformat(),
        "last": run.last_day.isoformat(),
        "zone": run.zone,
    }
    await _ask(turn, {"cohort": run.id, "field": field, **now})


async def typed(turn: Turn) -> None:
    """Words for what was asked."""
    assert turn.waiting is not None  # noqa: S101  (the way here is through it)
    data = turn.waiting.data
    try:
        data = {**data, data["field"]: await _read(turn, data)}
        if "cohort" in data:
            await _change(turn, data)
        elif data["field"] != ASKED[-1]:
            await _ask(turn, {**data, "field": ASKED[ASKED.index(data["field"]) + 1]})
        else:
            await _create(turn, data)
    except TooMany as full:
        await turn.rest()
        _say_full(turn, data["program"], full)
    except UnclearPlace as unclear:
        await turn.expect(AWAITED, **{**data, zones.OFFERED: unclear.zones})
        zones.ask(turn, unclear, "scz", Keyboard().row(turn.button("cancel", "do:cancel")))
    except NotTaken as wrong:
        keyboard = Keyboard().row(turn.button("cancel", "do:cancel"))
        turn.say("staff/wrong_cohort", keyboard, why=wrong.why, most=rules.LONGEST_NAME)


async def choose_place(turn: Turn, args: list[str]) -> None:
    """A tap on one of several places that are called as was typed."""
    zone = zones.chosen(turn, AWAITED, args[0])
    assert turn.waiting is not None  # noqa: S101  (the way here is through it)
    await _change(turn, {**turn.waiting.data, "zone": zone})


def _say_full(turn: Turn, program: str, full: TooMany) -> None:
    keyboard = Keyboard().row(turn.button("cohorts", f"scl:{program}"))
    turn.show("staff/enough", keyboard, what="cohorts", most=full.most)


async def _ask(turn: Turn, data: dict[str, Any]) -> None:
    await turn.expect(AWAITED, **data)
    field = data["field"]
    known = data.get(field) if "cohort" in data else None
    value = known
    if known and field in ("first", "last"):
        value = turn.language.filters.on(date.fromisoformat(known))
    turn.show(
        "staff/ask_cohort",
        Keyboard().row(turn.button("cancel", "do:cancel")),
        field=field,
        value=value,
        zone=data["zone"],
        most=rules.LONGEST_NAME,
    )


async def _read(turn: Turn, data: dict[str, Any]) -> str:
    text, field = turn.incoming.text, data["field"]
    if field == "name":
        return rules.name_of(text)
    if field == "zone":
        zone = await zones.read(turn)
        if zone is None:
            raise NotTaken(Fault.NOT_A_PLACE)
        return zone
    today = rules.today_in(data["zone"], turn.work.now)
    return rules.day_of(text, today, turn.language.vocabulary).isoformat()


async def _create(turn: Turn, data: dict[str, Any]) -> None:
    first, last = date.fromisoformat(data["first"]), date.fromisoformat(data["last"])
    run = await cohorts.create(
        turn.work, turn.me.id, data["program"], data["name"], first, last, data["zone"]
    )
    await turn.rest()
    turn.send(await shown.page(turn, run))


async def _change(turn: Turn, data: dict[str, Any]) -> None:
    field, value = data["field"], data[data["field"]]
    changed = {
        "name": {"name": value},
        "first": {"first_day": value},
        "last": {"last_day": value},
        "zone": {"zone": value},
    }[field]
    if field in ("first", "last"):
        changed = {name: date.fromisoformat(day) for name, day in changed.items()}
    try:
        run = await cohorts.change(turn.work, turn.me.id, data["cohort"], **changed)
    except (Gone, Over) as gone:
        await turn.rest()
        turn.say("staff/cohort_over" if isinstance(gone, Over) else "staff/cohort_gone")
        return
    await turn.rest()
    turn.send(await shown.page(turn, run))
