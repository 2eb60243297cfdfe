"""The time zone: by tapping the time it is, by typing it or a city, or by sharing a location."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

from solbot.chat.incoming import Kind
from solbot.chat.turn import Turn
from solbot.domain import phrases
from solbot.domain.messages import Button, Keyboard, Message
from solbot.services import members, places

COLUMNS = 4


async def ask(turn: Turn, args: list[str]) -> None:
    """What time is it for you now?"""
    del args
    await turn.expect("zone")
    choices = await asyncio.to_thread(places.clock_choices, turn.work.now)
    today = turn.work.now.isoweekday()
    keyboard = Keyboard().grid(
        (
            Button(_clock_label(turn, choice, today), f"zc:{_minutes(choice.offset)}")
            for choice in choices
        ),
        COLUMNS,
    )
    keyboard.row(turn.button("share_location", "zl"))
    if turn.me.onboarded_at is None:
        keyboard.row(turn.button("skip", "skip:zone"))
    turn.put(turn.message("ask_zone", keyboard, zone=turn.work.zone_of(turn.me)))


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
    """A time of day or the name of a city."""
    text = turn.incoming.text
    at = phrases.parse_clock(text, turn.language.vocabulary)
    if at is not None:
        offset = await asyncio.to_thread(places.offset_of_clock, at, turn.work.now)
        if offset is not None:
            await _of_offset(turn, offset)
            return
    found = await asyncio.to_thread(places.find_city, text)
    if not found:
        turn.say("zone_not_found", turn.way_out(), text=text[:60])
    elif len({one.zone for one in found}) == 1 or len(found) == 1:
        await _set(turn, found[0].zone)
    else:
        buttons = [
            Button(f"{one.name}, {turn.language.country(one.country)}"[:40], f"zp:{one.zone}")
            for one in found
        ]
        turn.say("ask_zone_place", Keyboard().grid(buttons, 1))


async def _of_offset(turn: Turn, offset: timedelta) -> None:
    choices = await asyncio.to_thread(places.zones_at, offset, turn.work.now)
    if not choices:
        turn.say("zone_not_found", turn.way_out(), text="")
        return
    if len(choices) == 1:
        await _set(turn, choices[0].zone)
        return
    buttons = [
        Button(", ".join(choice.cities)[:40] or choice.zone, f"zp:{choice.zone}")
        for choice in choices
    ]
    turn.put(turn.message("ask_zone_place", Keyboard().grid(buttons, 1)))


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
