"""/audit: who of the staff did what; of one person, about one thing, of some days, by taps or by typing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from solbot import local_time
from solbot.bot import pager
from solbot.bot.args import number, one_of
from solbot.bot.context import Context
from solbot.bot.routes import PersonSection
from solbot.bot.taps import Tap, do, tap
from solbot.content.cutting import shortened
from solbot.content.labels import fitted
from solbot.errors import StaleButton
from solbot.limits import NAME_IN_LINE
from solbot.programs import service as programs
from solbot.programs.editor.labels import role_name
from solbot.staff import audit
from solbot.staff import service as staff
from solbot.staff.audit import Action, AuditEntry, Thing, Wanted
from solbot.staff.gate import allowed
from solbot.staff.rules import Right
from solbot.staff.tables import chat as tables_chat
from solbot.telegram.messages import Button, Keyboard
from solbot.typed.past import parse_period
from solbot.typed.plain import plain

AWAITED = "audit"
_DAY = "%Y%m%d"
_NONE = "-"


@dataclass(frozen=True)
class _Chosen:
    """What is looked for, as buttons carry it."""

    who: int | None = None
    thing: Thing | None = None
    first: date | None = None
    last: date | None = None

    @classmethod
    def of(cls, carried: Sequence[str]) -> _Chosen:
        """What a button says after the place in the list. Raises StaleButton for what is nothing of it."""
        if not carried:
            return cls()
        if len(carried) < 4:
            raise StaleButton
        who, thing, first, last = (None if one == _NONE else one for one in carried[:4])
        try:
            days = [datetime.strptime(one, _DAY).date() if one else None for one in (first, last)]  # noqa: DTZ007
        except ValueError:
            raise StaleButton from None
        return cls(number(who) if who else None, one_of(Thing, thing) if thing else None, *days)

    def carried(self) -> list[str]:
        """The same, as a button carries it."""
        days = (f"{one:{_DAY}}" if one else _NONE for one in (self.first, self.last))
        return [str(self.who or _NONE), str(self.thing or _NONE), *days]

    def data(self, way: Tap[...], place: object = _NONE) -> str:
        """What a button of this tap sends."""
        return way.to(str(place), *self.carried())

    def wanted(self, context: Context) -> Wanted:
        """The same for the audit, days by the reader's own clock."""
        ends = self.last + timedelta(days=1) if self.last else None
        since, until = (
            local_time.moment(one, time(), context.zone) if one else None
            for one in (self.first, ends)
        )
        return Wanted(self.who, self.thing, since, until)


async def show(context: Context, place: str = "", *carried: str) -> None:
    """/audit, and a tap on a page or a choice of it: ten lines, newest first. Looking is itself written down."""
    if not carried and place.strip() and not place.isdecimal():
        await _look_for(context, place, _Chosen())
        return
    before = number(place) if place.isdecimal() else None
    await _show(context, _Chosen.of(carried), before)


turned = tap("saudit")(show)


async def typed(context: Context) -> None:
    """A name, a thing, or days, beside what is chosen already."""
    data = context.waiting.data if context.waiting else {}
    await _look_for(context, context.incoming.text, _Chosen.of(data.get("chosen", ())))


@tap("sauditp")
async def people(context: Context, page: str = "", *carried: str) -> None:
    """A tap on By person: all staff, a page of them."""
    chosen = _Chosen.of(carried)
    everyone = await staff.everyone(context.work)
    here = pager.at(page, len(everyone))
    keyboard = Keyboard().grid(
        (
            Button(fitted(one.name), replace(chosen, who=one.id).data(turned))
            for one in here.of(everyone)
        ),
        2,
    )
    if here.at > 0:
        keyboard.row(context.button("page_before", chosen.data(people, here.at - 1)))
    if here.number < here.count:
        keyboard.row(context.button("page_after", chosen.data(people, here.number)))
    keyboard.row(context.button("back", chosen.data(turned)))
    context.show("staff/audit_choose", keyboard, what="person")


@tap("sauditt")
async def things(context: Context, place: str = _NONE, *carried: str) -> None:
    """A tap on By thing."""
    del place
    chosen = _Chosen.of(carried)
    keyboard = Keyboard().grid(
        (context.button(f"audit_{one}", replace(chosen, thing=one).data(turned)) for one in Thing),
        2,
    )
    keyboard.row(context.button("back", chosen.data(turned)))
    context.show("staff/audit_choose", keyboard, what="thing")


async def section(context: Context, person_id: int) -> PersonSection:
    """On a person's page, for who may see it: the way to what was done by or about them."""
    if not await allowed(context, Right.AUDIT):
        return PersonSection()
    way = _Chosen(who=person_id).data(turned)
    return PersonSection(rows=Keyboard().row(context.button("in_audit", way)).built())


async def _look_for(context: Context, words: str, chosen: _Chosen) -> None:
    """Take words for days, a thing, or one of the staff; a number is anybody's."""
    today = local_time.local_date(context.work.now, context.zone)
    thing = next((one for one in Thing if context.is_called(f"audit_{one}", words)), None)
    days = parse_period(words, today, context.language.vocabulary)
    if thing is not None:
        await _show(context, replace(chosen, thing=thing), None)
    elif words.strip().isdecimal():
        await _show(context, replace(chosen, who=int(words.strip()[:18])), None)
    elif days is not None:
        days = days.latest(today)
        await _show(context, replace(chosen, first=days.first, last=days.last), None)
    else:
        named = [
            one for one in await staff.everyone(context.work) if plain(words) in plain(one.name)
        ]
        if len(named) == 1:
            await _show(context, replace(chosen, who=named[0].id), None)
        else:
            keyboard = Keyboard().row(context.button("audit_by_person", chosen.data(people, 0)))
            context.say("staff/audit_not_found", keyboard.row(*_everything(context)))


async def _show(context: Context, chosen: _Chosen, before: int | None) -> None:
    entries, older = await audit.page(context.work, before, chosen.wanted(context))
    titles = await programs.titles(context.work, context.language)
    if before is None:
        await audit.note(context.work, context.incoming.person_id, Action.READ_AUDIT)
    await context.expect(AWAITED, chosen=chosen.carried())
    keyboard = Keyboard()
    if older is not None:
        keyboard.row(context.button("older", chosen.data(turned, older)))
    today = local_time.local_date(context.work.now, context.zone)
    keyboard.row(
        context.button("audit_by_person", chosen.data(people, 0)),
        context.button("audit_by_thing", chosen.data(things)),
        context.button("today", replace(chosen, first=today, last=today).data(turned)),
    )
    if chosen != _Chosen():
        keyboard.row(*_everything(context))
    keyboard.row(tables_chat.button(context, "audit", "-"))
    keyboard.row(context.button("staff_menu", do("staff")))
    who = await staff.names(context.work, [chosen.who] if chosen.who else [])
    context.show(
        "staff/audit",
        keyboard,
        lines=[_line(context, one, titles) for one in entries],
        chosen_lines=None
        if chosen == _Chosen()
        else {
            "who": shortened(who.get(chosen.who, str(chosen.who)), NAME_IN_LINE)
            if chosen.who
            else None,
            "thing": context.language.button(f"audit_{chosen.thing}") if chosen.thing else None,
            "first": chosen.first,
            "last": chosen.last,
        },
    )


def _everything(context: Context) -> list[Button]:
    return [context.button("audit_everything", _Chosen().data(turned))]


def _line(context: Context, entry: AuditEntry, titles: Mapping[str, str]) -> dict[str, object]:
    detail = entry.detail
    return {
        "at": context.local(entry.at),
        "actor": shortened(entry.actor, NAME_IN_LINE) if entry.actor else None,
        "action": entry.action,
        "did": audit.told(context.language, entry.action),
        "about": shortened(entry.about, NAME_IN_LINE) if entry.about else None,
        "program": titles.get(detail.get("program") or "", detail.get("program")),
        "announcement": detail.get("announcement"),
        "role": role_name(context.language, detail["role"]) if "role" in detail else None,
        "inquiry": detail.get("inquiry"),
        "count": detail.get("count"),
        "part": detail.get("part"),
        "reason": detail.get("reason"),
        "payment": detail.get("payment"),
    }
