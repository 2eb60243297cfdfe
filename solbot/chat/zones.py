"""The time zone: by tapping the time it is, by typing it or a city, or by sharing a location."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from solbot.chat.incoming import Kind
from solbot.chat.turn import Turn
from solbot.content.cutting import one_line
from solbot.content.labels import BUTTON_LIMIT, fitted
from solbot.domain import phrases
from solbot.domain.limits import NAME_IN_LINE
from solbot.domain.messages import Button, Keyboard, Message
from solbot.domain.vocabulary import shorn
from solbot.services import members, places
from solbot.services.gazetteer import Place

COLUMNS = 4
FIRST = (
    *("America/Los_Angeles", "America/Mexico_City", "America/New_York", "America/Sao_Paulo"),
    *("Europe/London", "Europe/Madrid", "Asia/Kolkata", "Asia/Shanghai"),
)
"""Whose times are offered at once; all others are one tap away, or typed."""


async def ask(turn: Turn, args: list[str]) -> None:
    """What time is it for you now? To be typed; a few of the times there are can be tapped at once."""
    del args
    await turn.expect("zone")
    near = {turn.work.now.astimezone(ZoneInfo(one)).utcoffset() for one in FIRST}
    choices = await asyncio.to_thread(places.clock_choices, turn.work.now)
    keyboard = _clocks(turn, (one for one in choices if one.offset in near))
    keyboard.row(turn.button("other_clocks", "zt"), turn.button("share_location", "zl"))
    if turn.me.onboarded_at is None:
        keyboard.row(turn.button("skip", "skip:zone"))
    else:
        keyboard.row(turn.button("back", "do:settings"))
    turn.put(turn.message("ask_zone", keyboard, zone=turn.work.zone_of(turn.me)))


async def all_clocks(turn: Turn, args: list[str]) -> None:
    """A tap on Another time: every time that clocks show anywhere."""
    del args
    await turn.expect("zone")
    keyboard = _clocks(turn, await asyncio.to_thread(places.clock_choices, turn.work.now))
    keyboard.row(turn.button("back", "do:zone"))
    turn.put(turn.message("ask_clock", keyboard))


async def clock(turn: Turn, args: list[str]) -> None:
    """A tap on a time: set the zone, or ask which of the places that share it is nearest."""
    await _of_offset(turn, timedelta(minutes=int(args[0])))


async def place(turn: Turn, args: list[str]) -> None:
    """A tap on a place."""
    await _set(turn, ":".join(args))


async def share(turn: Turn, args: list[str]) -> None:
    """A tap on "share my location": Telegram then asks the person itself."""
    del args
    await turn.expect("zone")
    html = turn.language.reply("ask_location")
    turn.send(Message(html, location_label=turn.language.button("share_location")))


async def located(turn: Turn) -> None:
    """A location came: only the zone is kept of it."""
    incoming = turn.incoming
    zone = await asyncio.to_thread(places.zone_of_location, incoming.latitude, incoming.longitude)
    await _set(turn, zone)


async def typed(turn: Turn) -> None:
    """A time of day or a place; what is not sure to be meant is asked about."""
    text, vocabulary = turn.incoming.text, turn.language.vocabulary
    if turn.is_called("share_location", text):
        await share(turn, [])
        return
    at = phrases.parse_clock(text, vocabulary)
    if at is not None:
        offset = await asyncio.to_thread(places.offset_of_clock, at, turn.work.now)
        if offset is not None:
            await _of_offset(turn, offset)
            return
    named = shorn(text, vocabulary, "place_before", "place_after")
    found = await asyncio.to_thread(_look_up, (named, text), turn.work.now)
    if found.sure:
        await _set(turn, found.places[0].zone)
    elif found:
        _offer(turn, found.places)
    elif at is not None:
        await _offer_clocks(turn, at)
    else:
        turn.say("zone_not_found", turn.way_out("zone"), text=one_line(text, NAME_IN_LINE))


async def elsewhere(turn: Turn, *, only_sure: bool = False) -> bool:
    """Words at a later step of settling in that name a place put the zone right; False where they name none."""
    if turn.me.onboarded_at is not None:
        return False
    text = turn.incoming.text
    named = shorn(text, turn.language.vocabulary, "place_before", "place_after")
    found = await asyncio.to_thread(_look_up, (named, text), turn.work.now)
    if found.sure:
        await _set(turn, found.places[0].zone)
    elif found and not only_sure:
        _offer(turn, found.places)
    return found.sure or (bool(found) and not only_sure)


def _look_up(texts: tuple[str, ...], now: datetime) -> places.Found:
    found = (places.look_up(text, now) for text in texts)
    return next((one for one in found if one), places.NOTHING)


def _offer(turn: Turn, found: Sequence[Place]) -> None:
    """Ask which of these is meant, or whether the only one is."""
    alike = Counter((one.name, one.country) for one in found)
    buttons = []
    for one in found:
        twice = alike[one.name, one.country] > 1 and one.region
        where = one.region if twice else turn.language.country(one.country)
        at = turn.language.clock(turn.work.now.astimezone(ZoneInfo(one.zone)).time())
        label = f"{one.name}, {where}"
        room = BUTTON_LIMIT - len(at) - 2
        buttons.append(Button(f"{fitted(label, room)}, {at}", f"zp:{one.zone}"))
    keyboard = Keyboard().grid(buttons, 1)
    keyboard.rows += turn.way_out("zone").rows
    turn.say("ask_zone_place", keyboard, only=len(found) == 1)


async def _offer_clocks(turn: Turn, at: time) -> None:
    choices = await asyncio.to_thread(places.clocks_near, at, turn.work.now)
    keyboard = _clocks(turn, choices)
    keyboard.rows += turn.way_out("zone").rows
    turn.say("zone_no_clock", keyboard, clock=at)


def _clocks(turn: Turn, choices: Iterable[places.ClockChoice]) -> Keyboard:
    today = turn.work.now.isoweekday()
    return Keyboard().grid(
        (
            Button(_clock_label(turn, choice, today), f"zc:{_minutes(choice.offset)}")
            for choice in choices
        ),
        COLUMNS,
    )


async def _of_offset(turn: Turn, offset: timedelta) -> None:
    choices = await asyncio.to_thread(places.zones_at, offset, turn.work.now)
    if not choices:
        turn.say("zone_not_found", turn.way_out("zone"), text="")
        return
    if len(choices) == 1:
        await _set(turn, choices[0].zone)
        return
    buttons = [
        Button(fitted(", ".join(choice.cities)) or choice.zone, f"zp:{choice.zone}")
        for choice in choices
    ]
    keyboard = Keyboard().grid(buttons, 1)
    keyboard.rows += turn.way_out("zone").rows
    turn.put(turn.message("ask_zone_place", keyboard, only=False))


async def _set(turn: Turn, zone: str) -> None:
    await members.set_zone(turn.work, turn.me, zone)
    await turn.rest()
    message = turn.message("zone_set", zone=zone, now=turn.local(turn.work.now))
    turn.put(replace(message, location_done=turn.incoming.kind is Kind.LOCATION))
    turn.finished = "zone"


def _clock_label(turn: Turn, choice: places.ClockChoice, today: int) -> str:
    """The time there; with the weekday where it is another day already, or still."""
    at = turn.language.clock(choice.local)
    return at if choice.weekday == today else f"{turn.language.weekday(choice.weekday)} {at}"


def _minutes(offset: timedelta) -> int:
    return int(offset.total_seconds() // 60)
