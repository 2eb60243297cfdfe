"""The time zone: by tapping the time it is, by typing it or a city, or by sharing a location."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from solbot import local_time
from solbot.bot.args import known
from solbot.bot.context import Turn
from solbot.coaching.answers import service as answers
from solbot.coaching.journal import unfiled as placing
from solbot.content.cutting import one_line
from solbot.content.labels import fitted
from solbot.errors import StaleButton
from solbot.limits import NAME_IN_LINE
from solbot.members import service as members
from solbot.members import travel
from solbot.members.place_labels import city_in, labels_of
from solbot.telegram.incoming import Kind
from solbot.telegram.messages import Button, Keyboard, Message
from solbot.typed import journeys, places
from solbot.typed import times as phrases
from solbot.typed.gazetteer import Place
from solbot.typed.vocabulary import shorn

COLUMNS = 4
JOURNEYS = (3, 7, 14, 30)
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
    if turn.me.home_zone is not None:
        keyboard.row(turn.button("home_now", "zh"))
    if turn.me.onboarded_at is None:
        keyboard.row(turn.button("skip", "skip:zone"))
    else:
        keyboard.row(turn.button("back", "do:settings"))
    turn.put(turn.message("ask_zone", keyboard, zone=turn.work.zone_of(turn.me)))


async def all_clocks(turn: Turn, args: list[str]) -> None:
    """A tap on Another time: every time that clocks show anywhere."""
    del args
    await _ask_on(turn)
    keyboard = _clocks(turn, await asyncio.to_thread(places.clock_choices, turn.work.now))
    keyboard.row(turn.button("back", "do:zone"))
    turn.put(turn.message("ask_clock", keyboard))


async def clock(turn: Turn, args: list[str]) -> None:
    """A tap on a time: set the zone, or ask which of the places that share it is nearest."""
    await _of_offset(turn, timedelta(minutes=int(args[0])))


async def place(turn: Turn, args: list[str]) -> None:
    """A tap on a place."""
    await _set(turn, ":".join(args))


def _until_of(turn: Turn) -> date | None:
    """The last day of the journey that was told before its place was asked about."""
    waiting = turn.waiting
    until = waiting.data.get("until") if waiting and waiting.awaits == "zone" else None
    return date.fromisoformat(until) if until else None


async def _ask_on(turn: Turn) -> None:
    """Go on asking for the place, and keep until when somebody is there."""
    until = _until_of(turn)
    await turn.expect("zone", **({"until": until.isoformat()} if until else {}))


async def share(turn: Turn, args: list[str]) -> None:
    """A tap on "share my location": Telegram then asks the person itself."""
    del args
    await _ask_on(turn)
    html = turn.language.reply("ask_location")
    turn.send(Message(html, location_label=turn.language.button("share_location")))


async def located(turn: Turn) -> None:
    """A location came: only the zone is kept of it."""
    incoming = turn.incoming
    zones = await asyncio.to_thread(
        places.zones_of_location, incoming.latitude, incoming.longitude, turn.work.now
    )
    if len(zones) == 1:
        await _set(turn, zones[0])
    else:
        _offer(turn, places.cities_of(zones))


async def typed(turn: Turn) -> None:
    """A time of day or a place; what is not sure to be meant is asked about."""
    text, vocabulary = turn.incoming.text, turn.language.vocabulary
    if turn.is_called("share_location", text):
        await share(turn, [])
        return
    at = phrases.parse_clock(text, vocabulary)
    if at is not None and phrases.is_open(text, vocabulary) and await _ask_half(turn, at):
        return
    if at is not None:
        offset = await asyncio.to_thread(places.offset_of_clock, at, turn.work.now)
        if offset is not None:
            await _of_offset(turn, offset)
            return
    if await journey(turn):
        return
    named = shorn(text, vocabulary, "place_before", "place_after")
    found = await asyncio.to_thread(_look_up, (named, text), turn.work.now, _languages(turn))
    if found.sure:
        await _set(turn, found.places[0].zone)
    elif found:
        _offer(turn, found.places)
    elif at is not None:
        await _offer_clocks(turn, at)
    else:
        turn.say("zone_not_found", turn.way_out("zone"), text=one_line(text, NAME_IN_LINE))


async def _ask_half(turn: Turn, at: time) -> bool:
    """Ask in which half of the day a time in words is, or take the only one that some clock shows; whether there is
    any."""
    both = (at, at.replace(hour=(at.hour + 12) % 24))
    found = [await asyncio.to_thread(places.offset_of_clock, one, turn.work.now) for one in both]
    shown = [(one, offset) for one, offset in zip(both, found, strict=True) if offset is not None]
    if len(shown) == 1:
        await _of_offset(turn, shown[0][1])
    elif shown:
        buttons = (
            Button(turn.language.clock(one), f"zc:{_minutes(offset)}") for one, offset in shown
        )
        keyboard = Keyboard().row(*buttons)
        keyboard.rows += turn.way_out("zone").rows
        turn.say("which_half", keyboard)
    return bool(shown)


async def journey(turn: Turn) -> bool:
    """A place and until when, where the place was asked: its clock holds until then. False for other words."""
    if turn.me.onboarded_at is None:
        return False
    said = shorn(turn.incoming.text, turn.language.vocabulary, "place_before", "politely")
    async for found, last in _journeys(turn, said):
        if found.sure:
            await _set(turn, found.places[0].zone, last)
        else:
            await turn.expect("zone", until=last.isoformat())
            _offer(turn, found.places)
        return True
    return False


async def stray_journey(turn: Turn) -> bool:
    """The same where nothing was asked, in the words of somebody who says where they are: the words are kept, and a
    tap does what they may mean."""
    text, vocabulary = turn.incoming.text, turn.language.vocabulary
    said = shorn(text, vocabulary, "place_before", "politely")
    if said == shorn(text, vocabulary, "politely", "politely"):
        return False
    async for found, last in _journeys(turn, said):
        if found.sure and (entry := await placing.hold(turn)) is not None:
            zone = found.places[0].zone
            button = turn.button("until_then", f"zj:{entry}:{last:%Y%m%d}:{zone}")
            await placing.offer(turn, entry, button, "is_it_a_journey", zone=zone, until=last)
        if found.sure:
            return True
    return False


async def _journeys(turn: Turn, said: str) -> AsyncIterator[tuple[places.Found, date]]:
    """The places and last days that words may name."""
    today = local_time.local_date(turn.work.now, turn.zone)
    for named, last in journeys.parts(said, today, turn.language.vocabulary):
        found = await asyncio.to_thread(_look_up, (named,), turn.work.now, _languages(turn))
        if found:
            yield found, last


async def travel_as_said(turn: Turn, args: list[str]) -> None:
    """A tap on Until then, under words that were kept."""
    try:
        last = date.fromisoformat(args[1])
    except ValueError:
        raise StaleButton from None
    if last < local_time.local_date(turn.work.now, turn.zone):
        raise StaleButton
    if await answers.drop(turn.work, turn.me, int(args[0])) is None:
        turn.toast("entry_gone")
        return
    await _set(turn, ":".join(args[2:]), last)


async def ask_until(turn: Turn, args: list[str]) -> None:
    """A tap on Only for a while, under a zone that was just set: until when?"""
    home = ":".join(args)
    await turn.expect("travel", home=home)
    keyboard = Keyboard().grid(
        (turn.button("pause_days", f"zud:{days}:{home}", days=days) for days in JOURNEYS), 2
    )
    keyboard.rows += turn.way_out().rows
    turn.put(turn.message("ask_travel", keyboard, zone=turn.work.zone_of(turn.me)))


async def for_days(turn: Turn, args: list[str]) -> None:
    """A tap on a number of days."""
    days = known(int(args[0]), JOURNEYS)
    today = local_time.local_date(turn.work.now, turn.zone)
    await _until(turn, today + timedelta(days=days - 1), ":".join(args[1:]))


async def until_typed(turn: Turn) -> None:
    """Words for the last day away."""
    today = local_time.local_date(turn.work.now, turn.zone)
    last = journeys.last_day(turn.incoming.text, today, turn.language.vocabulary)
    if last:
        await _until(turn, last, turn.waiting.data["home"] if turn.waiting else "")
    else:
        turn.say("travel_not_understood", turn.way_out())


async def go_home(turn: Turn, args: list[str]) -> None:
    """A tap on I am home again."""
    del args
    if turn.me.home_zone is None:
        turn.toast("nothing_new")
        return
    await _set(turn, turn.me.home_zone)


async def _until(turn: Turn, last: date, home: str) -> None:
    try:
        ZoneInfo(home)
    except (LookupError, ValueError, OSError):
        raise StaleButton from None
    await travel.extend(turn.work, turn.me, last, home)
    await turn.rest()
    turn.put(_set_for_now(turn, last))


def _set_for_now(turn: Turn, last: date) -> Message:
    home = turn.me.home_zone
    turn.language = turn.work.language_of(turn.me)  # times as they are written there
    return turn.message(
        "zone_for_now",
        zone=turn.work.zone_of(turn.me),
        home=home,
        until=last,
        now=turn.local(turn.work.now),
    )


async def elsewhere(turn: Turn, *, only_sure: bool = False) -> bool:
    """Words at a later step of settling in that name a place put the zone right; False where they name none."""
    if turn.me.onboarded_at is not None:
        return False
    text = turn.incoming.text
    named = shorn(text, turn.language.vocabulary, "place_before", "place_after")
    found = await asyncio.to_thread(_look_up, (named, text), turn.work.now, _languages(turn))
    if found.sure:
        await _set(turn, found.places[0].zone)
    elif found and not only_sure:
        _offer(turn, found.places)
    return found.sure or (bool(found) and not only_sure)


async def put_back(turn: Turn, zone: str | None) -> None:
    """The clock of before, where words were taken for a place that were none; None: nobody had chosen any."""
    await members.put_back_zone(turn.work, turn.me, zone)
    turn.language = turn.work.language_of(turn.me)
    named = turn.work.zone_of(turn.me)
    turn.say("zone_set", zone=named, now=turn.local(turn.work.now))


def _languages(turn: Turn) -> Sequence[str]:
    return tuple(turn.work.catalog.by_code)


def _look_up(texts: Iterable[str], now: datetime, languages: Sequence[str]) -> places.Found:
    found = (places.look_up(text, now, languages) for text in texts)
    return next((one for one in found if one), places.NOTHING)


def _offer(turn: Turn, found: Sequence[Place]) -> None:
    """Ask which of these is meant, or whether the only one is."""
    labels = zip(labels_of(turn, found), found, strict=True)
    keyboard = Keyboard().grid((Button(label, f"zp:{one.zone}") for label, one in labels), 1)
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
        Button(
            fitted(", ".join(city_in(turn.language, city) for city in choice.cities)),
            f"zp:{choice.zone}",
        )
        for choice in choices
    ]
    keyboard = Keyboard().grid(buttons, 1)
    keyboard.rows += turn.way_out("zone").rows
    turn.put(turn.message("ask_zone_place", keyboard, only=False))


async def _set(turn: Turn, zone: str, last: date | None = None) -> None:
    before, settled = turn.work.zone_of(turn.me), turn.me.onboarded_at is not None
    last = last or _until_of(turn)
    if last is not None and settled:
        await travel.go(turn.work, turn.me, zone, last)
        await turn.rest()
        turn.put(_set_for_now(turn, last))
        return
    home = turn.me.home_zone or before
    await members.set_zone(turn.work, turn.me, zone)
    turn.language = turn.work.language_of(turn.me)  # times as they are written there
    await turn.rest()
    keyboard = Keyboard()
    if settled and zone not in (before, home):
        keyboard.row(turn.button("only_for_a_while", f"zu:{home}"))
    message = turn.message("zone_set", keyboard, zone=zone, now=turn.local(turn.work.now))
    turn.put(replace(message, location_done=turn.incoming.kind is Kind.LOCATION))
    turn.finished = "zone"


def _clock_label(turn: Turn, choice: places.ClockChoice, today: int) -> str:
    """The time there; with the weekday where it is another day already, or still."""
    at = turn.language.clock(choice.local)
    return at if choice.weekday == today else f"{turn.language.weekday(choice.weekday)} {at}"


def _minutes(offset: timedelta) -> int:
    return int(offset.total_seconds() // 60)
