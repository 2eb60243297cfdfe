"""The time zone: by tapping the time it is, by typing it or a city, or by sharing a location."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from solbot import local_time
from solbot.bot import dialog
from solbot.bot.args import known
from solbot.bot.context import Context
from solbot.bot.taps import do, sends, tap
from solbot.coaching.answers import service as answers
from solbot.coaching.journal import unfiled
from solbot.content.cutting import one_line
from solbot.content.labels import fitted
from solbot.errors import StaleButton
from solbot.limits import NAME_IN_LINE
from solbot.members import service as members
from solbot.members import travel
from solbot.members.place_labels import city_in, labels_of
from solbot.telegram.incoming import UpdateKind
from solbot.telegram.messages import Button, Keyboard, Message
from solbot.typed import journeys, places, zone_clocks
from solbot.typed import times as typed_times
from solbot.typed.gazetteer import Place
from solbot.typed.vocabulary import shorn

COLUMNS = 4
JOURNEYS = (3, 7, 14, 30)
OFFSETS = range(-24 * 60, 24 * 60)  # minutes; where nobody lives, nothing is found
FIRST = (
    *("America/Los_Angeles", "America/Mexico_City", "America/New_York", "America/Sao_Paulo"),
    *("Europe/London", "Europe/Madrid", "Asia/Kolkata", "Asia/Shanghai"),
)
"""Whose times are offered at once; all others are one tap away, or typed."""


async def ask(context: Context) -> None:
    """What time is it for you now? To be typed; a few of the times there are can be tapped at once."""
    await context.expect("zone")
    near = {context.work.now.astimezone(ZoneInfo(one)).utcoffset() for one in FIRST}
    choices = zone_clocks.clock_choices(context.work.now)
    keyboard = _clocks(context, (one for one in choices if one.offset in near))
    keyboard.row(
        context.button("other_clocks", all_clocks.to()),
        context.button("share_location", share.to()),
    )
    if context.me.home_zone is not None:
        keyboard.row(context.button("home_now", go_home.to()))
    if context.me.onboarded_at is None:
        keyboard.row(context.button("skip", sends("skip", "zone")))
    else:
        keyboard.row(context.button("back", do("settings")))
    context.put(context.message("ask_zone", keyboard, zone=context.work.zone_of(context.me)))


@tap("zt")
async def all_clocks(context: Context) -> None:
    """A tap on Another time: every time that clocks show anywhere."""
    await _ask_on(context)
    keyboard = _clocks(context, zone_clocks.clock_choices(context.work.now))
    keyboard.row(context.button("back", do("zone")))
    context.put(context.message("ask_clock", keyboard))


@tap("zc")
async def clock(context: Context, minutes: int) -> None:
    """A tap on a time: set the zone, or ask which of the places that share it is nearest."""
    await _of_offset(context, timedelta(minutes=known(minutes, OFFSETS)))


@tap("zp")
async def place(context: Context, *zone: str) -> None:
    """A tap on a place."""
    await _set(context, ":".join(zone))


def _until_of(context: Context) -> date | None:
    """The last day of the journey that was told before its place was asked about."""
    waiting = context.waiting
    until = waiting.data.get("until") if waiting and waiting.awaits == "zone" else None
    return date.fromisoformat(until) if until else None


async def _ask_on(context: Context) -> None:
    """Go on asking for the place, and keep until when somebody is there."""
    until = _until_of(context)
    await context.expect("zone", **({"until": until.isoformat()} if until else {}))


@tap("zl")
async def share(context: Context) -> None:
    """A tap on "share my location": Telegram then asks the person itself."""
    await _ask_on(context)
    html = context.language.reply("ask_location")
    context.send(Message(html, location_label=context.language.button("share_location")))


async def located(context: Context) -> None:
    """A location came: only the zone is kept of it."""
    incoming = context.incoming
    zones = places.zones_of_location(incoming.latitude, incoming.longitude, context.work.now)
    if len(zones) == 1:
        await _set(context, zones[0])
    else:
        _offer(context, places.cities_of(zones))


async def typed(context: Context) -> None:
    """A time of day or a place; what is not sure to be meant is asked about."""
    text, vocabulary = context.incoming.text, context.language.vocabulary
    if context.is_called("share_location", text):
        await share(context)
        return
    if (zone := _numbered(context)) is not None:
        await _set(context, zone)
        return
    at = typed_times.parse_clock(text, vocabulary)
    if at is not None and typed_times.is_open(text, vocabulary) and await _ask_half(context, at):
        return
    if at is not None:
        offset = zone_clocks.offset_of_clock(at, context.work.now)
        if offset is not None:
            await _of_offset(context, offset)
            return
    if await journey(context):
        return
    named = shorn(text, vocabulary, "place_before", "place_after")
    found = _look_up((named, text), context.work.now, _languages(context))
    if found.sure:
        await _set(context, found.places[0].zone)
    elif found:
        _offer(context, found.places)
    elif at is not None:
        _offer_clocks(context, at)
    else:
        context.say("zone_not_found", context.way_out("zone"), text=one_line(text, NAME_IN_LINE))


def _numbered(context: Context) -> str | None:
    """The zone of the place that a text numbers, or begins, where several were offered just now."""
    offered = context.waiting.offers.values() if context.waiting else ()
    begins = f"{place.code}:"
    if sum(data.startswith(begins) for data in offered) <= 1:
        return None
    data = dialog.nearly(context.waiting, context.incoming.text, (place.code,)) or ""
    return data.removeprefix(begins) if data.startswith(begins) else None


async def _ask_half(context: Context, at: time) -> bool:
    """Ask in which half of the day a time in words is, or take the only one that some clock shows; whether there is
    any."""
    both = (at, at.replace(hour=(at.hour + 12) % 24))
    found = [zone_clocks.offset_of_clock(one, context.work.now) for one in both]
    shown = [(one, offset) for one, offset in zip(both, found, strict=True) if offset is not None]
    if len(shown) == 1:
        await _of_offset(context, shown[0][1])
    elif shown:
        buttons = (
            Button(context.language.clock(one), clock.to(_minutes(offset))) for one, offset in shown
        )
        keyboard = Keyboard().row(*buttons)
        keyboard.rows += context.way_out("zone").rows
        context.say("which_half", keyboard)
    return bool(shown)


async def journey(context: Context) -> bool:
    """A place and until when, where the place was asked: its clock holds until then. False for other words."""
    if context.me.onboarded_at is None:
        return False
    said = shorn(context.incoming.text, context.language.vocabulary, "place_before", "politely")
    async for found, last in _journeys(context, said):
        if found.sure:
            await _set(context, found.places[0].zone, last)
        else:
            await context.expect("zone", until=last.isoformat())
            _offer(context, found.places)
        return True
    return False


async def stray_journey(context: Context) -> bool:
    """The same where nothing was asked, in the words of somebody who says where they are: the words are kept, and a
    tap does what they may mean."""
    text, vocabulary = context.incoming.text, context.language.vocabulary
    said = shorn(text, vocabulary, "place_before", "politely")
    if said == shorn(text, vocabulary, "politely", "politely"):
        return False
    async for found, last in _journeys(context, said):
        if found.sure and (entry := await unfiled.hold(context)) is not None:
            zone = found.places[0].zone
            button = context.button("until_then", travel_as_said.to(entry, f"{last:%Y%m%d}", zone))
            await unfiled.offer(context, entry, button, "is_it_a_journey", zone=zone, until=last)
        if found.sure:
            return True
    return False


async def _journeys(context: Context, said: str) -> AsyncIterator[tuple[places.FoundPlaces, date]]:
    """The places and last days that words may name."""
    today = local_time.local_date(context.work.now, context.zone)
    for named, last in journeys.parts(said, today, context.language.vocabulary):
        found = _look_up((named,), context.work.now, _languages(context))
        if found:
            yield found, last


@tap("zj")
async def travel_as_said(context: Context, entry: int, last_day: str, *zone: str) -> None:
    """A tap on Until then, under words that were kept."""
    try:
        last = date.fromisoformat(last_day)
    except ValueError:
        raise StaleButton from None
    if last < local_time.local_date(context.work.now, context.zone):
        raise StaleButton
    if await answers.drop(context.work, context.me, entry) is None:
        context.toast("entry_gone")
        return
    await _set(context, ":".join(zone), last)


@tap("zu")
async def ask_until(context: Context, *home_zone: str) -> None:
    """A tap on Only for a while, under a zone that was just set: until when?"""
    home = ":".join(home_zone)
    await context.expect("travel", home=home)
    keyboard = Keyboard().grid(
        (context.button("pause_days", for_days.to(days, home), days=days) for days in JOURNEYS), 2
    )
    keyboard.rows += context.way_out().rows
    context.put(context.message("ask_travel", keyboard, zone=context.work.zone_of(context.me)))


@tap("zud")
async def for_days(context: Context, days: int, *home_zone: str) -> None:
    """A tap on a number of days."""
    known(days, JOURNEYS)
    today = local_time.local_date(context.work.now, context.zone)
    await _until(context, today + timedelta(days=days - 1), ":".join(home_zone))


async def until_typed(context: Context) -> None:
    """Words for the last day away."""
    today = local_time.local_date(context.work.now, context.zone)
    last = journeys.last_day(context.incoming.text, today, context.language.vocabulary)
    if last:
        await _until(context, last, context.waiting.data["home"] if context.waiting else "")
    else:
        context.say("travel_not_understood", context.way_out())


@tap("zh")
async def go_home(context: Context) -> None:
    """A tap on I am home again."""
    if context.me.home_zone is None:
        context.toast("nothing_new")
        return
    await _set(context, context.me.home_zone)


async def _until(context: Context, last: date, home: str) -> None:
    try:
        ZoneInfo(home)
    except (LookupError, ValueError, OSError):
        raise StaleButton from None
    await travel.extend(context.work, context.me, last, home)
    await context.rest()
    context.put(_set_for_now(context, last))


def _set_for_now(context: Context, last: date) -> Message:
    home = context.me.home_zone
    context.language = context.work.language_of(context.me)  # times as they are written there
    return context.message(
        "zone_for_now",
        zone=context.work.zone_of(context.me),
        home=home,
        until=last,
        now=context.local(context.work.now),
    )


async def elsewhere(context: Context, *, only_sure: bool = False) -> bool:
    """Words at a later step of settling in that name a place put the zone right; False where they name none."""
    if context.me.onboarded_at is not None:
        return False
    text = context.incoming.text
    named = shorn(text, context.language.vocabulary, "place_before", "place_after")
    found = _look_up((named, text), context.work.now, _languages(context))
    if found.sure:
        await _set(context, found.places[0].zone)
    elif found and not only_sure:
        _offer(context, found.places)
    return found.sure or (bool(found) and not only_sure)


async def put_back(context: Context, zone: str | None) -> None:
    """The clock of before, where words were taken for a place that were none; None: nobody had chosen any."""
    await members.put_back_zone(context.work, context.me, zone)
    context.language = context.work.language_of(context.me)
    named = context.work.zone_of(context.me)
    context.say("zone_set", zone=named, now=context.local(context.work.now))


def _languages(context: Context) -> Sequence[str]:
    return tuple(context.work.catalog.by_code)


def _look_up(texts: Iterable[str], now: datetime, languages: Sequence[str]) -> places.FoundPlaces:
    found = (places.look_up(text, now, languages) for text in texts)
    return next((one for one in found if one), places.NOTHING)


def _offer(context: Context, found: Sequence[Place]) -> None:
    """Ask which of these is meant, or whether the only one is."""
    labels = zip(labels_of(context, found), found, strict=True)
    keyboard = Keyboard().grid((Button(label, place.to(one.zone)) for label, one in labels), 1)
    keyboard.rows += context.way_out("zone").rows
    context.say("ask_zone_place", keyboard, only=len(found) == 1)


def _offer_clocks(context: Context, at: time) -> None:
    choices = zone_clocks.clocks_near(at, context.work.now)
    keyboard = _clocks(context, choices)
    keyboard.rows += context.way_out("zone").rows
    context.say("zone_no_clock", keyboard, clock=at)


def _clocks(context: Context, choices: Iterable[zone_clocks.ClockChoice]) -> Keyboard:
    today = context.work.now.isoweekday()
    return Keyboard().grid(
        (
            Button(_clock_label(context, choice, today), clock.to(_minutes(choice.offset)))
            for choice in choices
        ),
        COLUMNS,
    )


async def _of_offset(context: Context, offset: timedelta) -> None:
    choices = zone_clocks.zones_at(offset, context.work.now)
    if not choices:
        context.say("zone_not_found", context.way_out("zone"), text="")
        return
    if len(choices) == 1:
        await _set(context, choices[0].zone)
        return
    buttons = [
        Button(
            fitted(", ".join(city_in(context.language, city) for city in choice.cities)),
            place.to(choice.zone),
        )
        for choice in choices
    ]
    keyboard = Keyboard().grid(buttons, 1)
    keyboard.rows += context.way_out("zone").rows
    context.put(context.message("ask_zone_place", keyboard, only=False))


async def _set(context: Context, zone: str, last: date | None = None) -> None:
    before, settled = context.work.zone_of(context.me), context.me.onboarded_at is not None
    last = last or _until_of(context)
    if last is not None and settled:
        await travel.go(context.work, context.me, zone, last)
        await context.rest()
        context.put(_set_for_now(context, last))
        return
    home = context.me.home_zone or before
    await members.set_zone(context.work, context.me, zone)
    context.language = context.work.language_of(context.me)  # times as they are written there
    await context.rest()
    keyboard = Keyboard()
    if settled and zone not in (before, home):
        keyboard.row(context.button("only_for_a_while", ask_until.to(home)))
    message = context.message("zone_set", keyboard, zone=zone, now=context.local(context.work.now))
    context.put(replace(message, location_done=context.incoming.kind is UpdateKind.LOCATION))
    context.finished = "zone"


def _clock_label(context: Context, choice: zone_clocks.ClockChoice, today: int) -> str:
    """The time there; with the weekday where it is another day already, or still."""
    at = context.language.clock(choice.local)
    return at if choice.weekday == today else f"{context.language.weekday(choice.weekday)} {at}"


def _minutes(offset: timedelta) -> int:
    return int(offset.total_seconds() // 60)
