"""Writing a cohort: its name, its first and last day, and its zone; asked one by one, or changed later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any

from solbot.announcements.sequences import service as sequences
from solbot.bot.context import Context
from solbot.bot.taps import do, tap
from solbot.errors import StaleButton
from solbot.limits import TooMany
from solbot.programs.cohorts import moving, rules
from solbot.programs.cohorts import service as cohorts
from solbot.programs.cohorts import staff_chat as cohorts_staff_chat
from solbot.programs.cohorts.rules import DAYS, CohortFault, CohortField, InvalidCohort
from solbot.programs.cohorts.service import CohortGone, Over
from solbot.programs.editor import service as editor
from solbot.staff import zones
from solbot.staff.zones import UnclearPlace
from solbot.telegram.messages import Keyboard

AWAITED = "cohort_field"
ASKED = (CohortField.NAME, *DAYS)
"""What a new cohort is asked for, in this order; its zone is the program's."""


@dataclass(frozen=True)
class CohortAwaited:
    """Which `field` of a cohort is awaited, and what is known of it: of a new one of a `program`, or of one that there
    is."""

    field: CohortField
    zone: str
    program: str = ""
    cohort: int | None = None
    name: str = ""
    first: str = ""
    last: str = ""
    places: Sequence[str] = ()  # the zones of which one is to be chosen

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> CohortAwaited:
        """As it is kept in the dialog, which may keep something else in mind besides."""
        there = {one.name: data[one.name] for one in fields(cls) if one.name in data}
        return cls(**{**there, "field": CohortField(data["field"])})

    @property
    def value(self) -> str:
        """What is known of the field."""
        return str(getattr(self, self.field))

    def given(self, value: str) -> CohortAwaited:
        """With that in the field."""
        changed: dict[str, Any] = {self.field: value}
        return replace(self, **changed)


def _awaited(context: Context) -> CohortAwaited:
    """Raises StaleButton where none is awaited."""
    return CohortAwaited.of(context.awaited(dict[str, Any], AWAITED))


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
    await _ask(context, CohortAwaited(ASKED[0], zone, draft.id))


@tap("scf")
async def ask_field(context: Context, cohort_id: int, field: CohortField) -> None:
    """A tap on Name, First day, Last day or Time zone, on a cohort's page."""
    run = await cohorts_staff_chat.find(context, cohort_id, still_open=True)
    if run is None:
        return
    asked = CohortAwaited(
        field,
        run.zone,
        cohort=run.id,
        name=run.name,
        first=run.first_day.isoformat(),
        last=run.last_day.isoformat(),
    )
    await _ask(context, asked)


async def typed(context: Context) -> None:
    """Words for what was asked."""
    asked = _awaited(context)
    try:
        given = asked.given(_read(context, asked))
        if given.cohort is not None:
            await _change(context, given.cohort, given)
        elif given.field != ASKED[-1]:
            await _ask(context, replace(given, field=ASKED[ASKED.index(given.field) + 1]))
        else:
            await _create(context, given)
    except TooMany as full:
        await context.rest()
        _say_full(context, asked.program, full)
    except UnclearPlace as unclear:
        await context.expect(AWAITED, **asdict(replace(asked, places=unclear.zones)))
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
    zone, asked = zones.chosen(context, AWAITED, place), _awaited(context)
    if asked.cohort is None:
        raise StaleButton
    await _change(context, asked.cohort, asked.given(zone))


def way_back(data: Mapping[str, Any]) -> str:
    """The tap that leads to the cohort whose field was asked for, or to all of the program."""
    asked = CohortAwaited.of(data)
    if asked.cohort is not None:
        return cohorts_staff_chat.open_one.to(asked.cohort)
    return cohorts_staff_chat.show.to(asked.program)


def _say_full(context: Context, program: str, full: TooMany) -> None:
    keyboard = Keyboard().row(context.button("cohorts", cohorts_staff_chat.show.to(program)))
    context.show("staff/enough", keyboard, what="cohorts", most=full.most)


async def _ask(context: Context, asked: CohortAwaited) -> None:
    await context.expect(AWAITED, **asdict(asked))
    value = None
    if asked.cohort is not None:
        value = asked.value
        if asked.field in DAYS:
            value = context.language.filters.on(date.fromisoformat(value))
    context.show(
        "staff/ask_cohort",
        Keyboard().row(context.button("cancel", do("cancel"))),
        field=asked.field,
        value=value,
        zone=asked.zone,
        most=rules.LONGEST_NAME,
    )


def _read(context: Context, asked: CohortAwaited) -> str:
    text = context.incoming.text
    if asked.field is CohortField.NAME:
        return rules.name_of(text)
    if asked.field is CohortField.ZONE:
        zone = zones.read(context)
        if zone is None:
            raise InvalidCohort(CohortFault.NOT_A_PLACE)
        return zone
    today = rules.today_in(asked.zone, context.work.now)
    return rules.day_of(text, today, context.language.vocabulary).isoformat()


async def _create(context: Context, asked: CohortAwaited) -> None:
    first, last = date.fromisoformat(asked.first), date.fromisoformat(asked.last)
    run = await cohorts.create(
        context.work, context.me.id, asked.program, asked.name, first, last, asked.zone
    )
    await context.rest()
    context.send(await cohorts_staff_chat.page(context, run))


async def _change(context: Context, cohort_id: int, asked: CohortAwaited) -> None:
    day = date.fromisoformat(asked.value) if asked.field in DAYS else None
    if day is not None and await moving.asks_first(context, cohort_id, asked.field, day):
        return
    try:
        run = await cohorts.change(
            context.work,
            context.me.id,
            cohort_id,
            name=asked.name if asked.field is CohortField.NAME else None,
            first_day=day if asked.field is CohortField.FIRST else None,
            last_day=day if asked.field is CohortField.LAST else None,
            zone=asked.zone if asked.field is CohortField.ZONE else None,
        )
        await sequences.moved(context.work, run.program_id, run.id)
    except (CohortGone, Over) as gone:
        await context.rest()
        context.say("staff/cohort_over" if isinstance(gone, Over) else "staff/cohort_gone")
        return
    await context.rest()
    context.send(await cohorts_staff_chat.page(context, run))
