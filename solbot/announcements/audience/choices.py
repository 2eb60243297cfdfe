"""What an audience can be made of: for each kind of condition, what there is to choose from, and what was typed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence

from solbot.announcements.audience import service as audiences
from solbot.announcements.audience.rules import ANY, DISCIPLINES, LONGEST, NO_LINK, Kind
from solbot.bot.context import Turn
from solbot.content import telegram_html as markup
from solbot.content.cutting import one_line
from solbot.content.regions import REGIONS
from solbot.programs import service as programs
from solbot.programs.cohorts import service as cohorts
from solbot.typed import places
from solbot.typed.plain import plain

Choice = tuple[str, str | int]
"""What can be chosen: in words, and the value of the condition."""

DAYS = (7, 14, 30, 60, 90, 180, 365)
MOST = 200  # newest cohorts or announcements to choose from
_TITLE = 40  # characters


async def choices(turn: Turn, kind: Kind) -> Sequence[Choice]:
    """Everything there is to choose from; zones and days can be typed as well."""
    return await _CHOICES[kind](turn)


async def names(turn: Turn, kinds: set[Kind]) -> Mapping[tuple[Kind, str | int], str]:
    """What the values of these kinds are called."""
    return {(kind, value): label for kind in kinds for label, value in await _CHOICES[kind](turn)}


def name(
    turn: Turn, kind: Kind, value: str | int, known: Mapping[tuple[Kind, str | int], str]
) -> str:
    """What a value is called; what is gone by now goes by its id."""
    if kind is Kind.ZONE:
        return zone_name(turn, str(value))
    return known.get((kind, value), str(value))


def zone_name(turn: Turn, zone: str) -> str:
    """A zone by its city; one that this machine does not know by its id."""
    try:
        return turn.language.filters.zone(zone)
    except LookupError:
        return zone


async def typed(turn: Turn, kind: Kind) -> str | int | None:
    """The value that was typed: as it is called, a place, or a number of days. None: it can't be one."""
    text = plain(turn.incoming.text)
    for label, value in await choices(turn, kind):
        if plain(label) == text:
            return value
    if kind is Kind.ZONE:
        found = await asyncio.to_thread(
            places.look_up, turn.incoming.text, turn.work.now, turn.work.catalog.by_code
        )
        return found.places[0].zone if found.sure or len(found.places) == 1 else None
    if kind in (Kind.ACTIVE, Kind.SILENT):
        digits = text.split(" ")[0]
        return int(digits) if digits.isdecimal() and 0 < int(digits[:9]) <= LONGEST else None
    return None


async def _programs(turn: Turn) -> Sequence[Choice]:
    found = await programs.titles(turn.work, turn.language)
    return [(title, one) for one, title in sorted(found.items(), key=lambda pair: pair[1])]


async def _alumni(turn: Turn) -> Sequence[Choice]:
    return [(turn.language.button("any_program"), ANY), *await _programs(turn)]


async def _cohorts(turn: Turn) -> Sequence[Choice]:
    found = await cohorts.page(turn.work, None, 0, MOST)
    return [(one.name, one.id) for one in found]


async def _regions(turn: Turn) -> Sequence[Choice]:
    return [(turn.language.button(f"region_{one}"), one) for one in REGIONS]


async def _zones(turn: Turn) -> Sequence[Choice]:
    return [(zone_name(turn, one), one) for one in await audiences.zones_in_use(turn.work)]


async def _languages(turn: Turn) -> Sequence[Choice]:
    return [(one.name, code) for code, one in turn.work.catalog.by_code.items()]


async def _disciplines(turn: Turn) -> Sequence[Choice]:
    return [(turn.language.button(one), one) for one in DISCIPLINES]


async def _announcements(turn: Turn) -> Sequence[Choice]:
    found = await audiences.with_interest(turn.work, MOST)
    titled: list[Choice] = [(_title(turn, content), one) for one, content in found]
    return [(turn.language.button("any_announcement"), ANY), *titled] if titled else []


async def _days(turn: Turn) -> Sequence[Choice]:
    return [(turn.language.button("audience_days", count=one), one) for one in DAYS]


async def _links(turn: Turn) -> Sequence[Choice]:
    titles = await programs.titles(turn.work, turn.language)
    runs = await cohorts.page(turn.work, None, 0, MOST)
    called = {f"p-{one}": title for one, title in titles.items()}
    called |= {f"c-{one.slug}": one.name for one in runs}
    used = await audiences.links_in_use(turn.work)
    found: list[Choice] = [(called[one], one) for one in used if one in called]
    return [*found, (turn.language.button("audience_no_link"), NO_LINK)]


def _title(turn: Turn, content: Mapping[str, Mapping[str, object]]) -> str:
    """The beginning of an announcement, in the reader's language where it has one."""
    mine = content.get(turn.language.code) or next(iter(content.values()), {})
    return one_line(markup.plain(str(mine.get("html", ""))), _TITLE)


_CHOICES: Mapping[Kind, Callable[[Turn], Awaitable[Sequence[Choice]]]] = {
    Kind.ASKED: _programs,
    Kind.SEAT: _programs,
    Kind.COHORT: _cohorts,
    Kind.ALUMNI: _alumni,
    Kind.REGION: _regions,
    Kind.ZONE: _zones,
    Kind.LANGUAGE: _languages,
    Kind.DISCIPLINE: _disciplines,
    Kind.INTERESTED: _announcements,
    Kind.ACTIVE: _days,
    Kind.SILENT: _days,
    Kind.JOINED: _links,
}
