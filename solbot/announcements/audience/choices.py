"""What an audience can be made of: for each kind of condition, what there is to choose from, and what was typed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence

from solbot.announcements.audience import service as audiences
from solbot.announcements.audience.rules import ANY, DISCIPLINES, LONGEST, NO_LINK, ConditionKind
from solbot.bot.context import Context
from solbot.content import telegram_html
from solbot.content.cutting import one_line
from solbot.content.regions import REGIONS
from solbot.programs import service as programs
from solbot.programs.cohorts import service as cohorts
from solbot.staff.marks import service as marks
from solbot.typed import places
from solbot.typed.plain import plain

Choice = tuple[str, str | int]
"""What can be chosen: in words, and the value of the condition."""

DAYS = (7, 14, 30, 60, 90, 180, 365)
MOST = 200  # newest cohorts or announcements to choose from
_TITLE = 40  # characters


async def choices(context: Context, kind: ConditionKind) -> Sequence[Choice]:
    """Everything there is to choose from; zones and days can be typed as well."""
    return await _CHOICES[kind](context)


async def names(
    context: Context, kinds: set[ConditionKind]
) -> Mapping[tuple[ConditionKind, str | int], str]:
    """What the values of these kinds are called."""
    return {
        (kind, value): label for kind in kinds for label, value in await _CHOICES[kind](context)
    }


def name(
    context: Context,
    kind: ConditionKind,
    value: str | int,
    known: Mapping[tuple[ConditionKind, str | int], str],
) -> str:
    """What a value is called; what is gone by now goes by its id."""
    if kind is ConditionKind.ZONE:
        return zone_name(context, str(value))
    return known.get((kind, value), str(value))


def zone_name(context: Context, zone: str) -> str:
    """A zone by its city; one that this machine does not know by its id."""
    try:
        return context.language.filters.zone(zone)
    except LookupError:
        return zone


async def typed(context: Context, kind: ConditionKind) -> str | int | None:
    """The value that was typed: as it is called, a place, or a number of days. None: it can't be one."""
    text = plain(context.incoming.text)
    for label, value in await choices(context, kind):
        if plain(label) == text:
            return value
    if kind is ConditionKind.ZONE:
        found = places.look_up(
            context.incoming.text, context.work.now, context.work.catalog.by_code
        )
        return found.places[0].zone if found.sure or len(found.places) == 1 else None
    if kind in (ConditionKind.ACTIVE, ConditionKind.SILENT):
        digits = text.split(" ")[0]
        is_short = digits.isdecimal() and len(digits) <= len(str(LONGEST))
        return int(digits) if is_short and 0 < int(digits) <= LONGEST else None
    if kind is ConditionKind.GOT and text.isdecimal():
        number = int(text[:18])
        return next((one for _, one in await choices(context, kind) if one == number), None)
    return None


async def _programs(context: Context) -> Sequence[Choice]:
    found = await programs.titles(context.work, context.language)
    return [(title, one) for one, title in sorted(found.items(), key=lambda pair: pair[1])]


async def _alumni(context: Context) -> Sequence[Choice]:
    return [(context.language.button("any_program"), ANY), *await _programs(context)]


async def _cohorts(context: Context) -> Sequence[Choice]:
    found = await cohorts.page(context.work, None, 0, MOST)
    return [(one.name, one.id) for one in found]


async def _regions(context: Context) -> Sequence[Choice]:
    return [(context.language.button(f"region_{one}"), one) for one in REGIONS]


async def _zones(context: Context) -> Sequence[Choice]:
    return [(zone_name(context, one), one) for one in await audiences.zones_in_use(context.work)]


async def _languages(context: Context) -> Sequence[Choice]:
    return [(one.name, code) for code, one in context.work.catalog.by_code.items()]


async def _disciplines(context: Context) -> Sequence[Choice]:
    return [(context.language.button(one), one) for one in DISCIPLINES]


async def _announcements(context: Context) -> Sequence[Choice]:
    found = await audiences.with_interest(context.work, MOST)
    titled: list[Choice] = [(_title(context, content), one) for one, content in found]
    return [(context.language.button("any_announcement"), ANY), *titled] if titled else []


async def _sent(context: Context) -> Sequence[Choice]:
    found = await audiences.sent_lately(context.work, MOST)
    return [(f"{one}: {_title(context, content)}", one) for one, content in found]


async def _tags(context: Context) -> Sequence[Choice]:
    return [(name, one) for one, name in (await marks.tag_names(context.work)).items()]


async def _staff(context: Context) -> Sequence[Choice]:
    return [(context.language.button("anyone_of_staff"), ANY)]


async def _days(context: Context) -> Sequence[Choice]:
    return [(context.language.button("audience_days", count=one), one) for one in DAYS]


async def _links(context: Context) -> Sequence[Choice]:
    titles = await programs.titles(context.work, context.language)
    runs = await cohorts.page(context.work, None, 0, MOST)
    called = {f"p-{one}": title for one, title in titles.items()}
    called |= {f"c-{one.slug}": one.name for one in runs}
    used = await audiences.links_in_use(context.work)
    found: list[Choice] = [(called[one], one) for one in used if one in called]
    return [*found, (context.language.button("audience_no_link"), NO_LINK)]


def _title(context: Context, content: Mapping[str, Mapping[str, object]]) -> str:
    """The beginning of an announcement, in the reader's language where it has one."""
    mine = content.get(context.language.code) or next(iter(content.values()), {})
    return one_line(telegram_html.plain(str(mine.get("html", ""))), _TITLE)


_CHOICES: Mapping[ConditionKind, Callable[[Context], Awaitable[Sequence[Choice]]]] = {
    ConditionKind.ASKED: _programs,
    ConditionKind.SEAT: _programs,
    ConditionKind.CONFIRMED: _programs,
    ConditionKind.WAITING: _programs,
    ConditionKind.COHORT: _cohorts,
    ConditionKind.ALUMNI: _alumni,
    ConditionKind.REGION: _regions,
    ConditionKind.ZONE: _zones,
    ConditionKind.LANGUAGE: _languages,
    ConditionKind.DISCIPLINE: _disciplines,
    ConditionKind.INTERESTED: _announcements,
    ConditionKind.GOT: _sent,
    ConditionKind.TAG: _tags,
    ConditionKind.STAFF: _staff,
    ConditionKind.ACTIVE: _days,
    ConditionKind.SILENT: _days,
    ConditionKind.JOINED: _links,
}
