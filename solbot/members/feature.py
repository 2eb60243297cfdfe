"""What the bot is told of who somebody is: settings, zone, quiet hours, pauses."""

from __future__ import annotations

from solbot.bot.routes import Awaited, Feature, StartLink
from solbot.members import (
    away,
    chat_settings,
    day_begins_chat,
    quiet_hours_chat,
    service,
    travel,
    zones,
)
from solbot.members.moving import chat as moving

FEATURE = Feature(
    commands={
        "settings": chat_settings.show,
        "pause": chat_settings.ask_pause,
        "resume": chat_settings.resume,
        "stop": chat_settings.stop,
    },
    tapped_commands={
        "zone": zones.ask,
    },
    taps={
        "zc": zones.clock,
        "zp": zones.place,
        "zl": zones.share,
        "zt": zones.all_clocks,
        "zu": zones.ask_until,
        "zud": zones.for_days,
        "zh": zones.go_home,
        "zj": zones.travel_as_said,
        "pause": chat_settings.pause,
        "ck": chat_settings.set_clock,
        "qh": quiet_hours_chat.ask,
        "qs": quiet_hours_chat.choose,
        "mo": moving.show,
        "mom": moving.make,
        "mot": moving.ask_code,
        "moy": moving.confirm,
        "mon": moving.call_off,
        "db": day_begins_chat.ask,
        "dbs": day_begins_chat.choose,
        away.TAP: away.keep,
    },
    awaited={
        "zone": Awaited(
            zones.typed,
            named="for_my_settings",
            taps=("zc", "zp", "zl", "zt", "zh"),
            stands=True,
            located=zones.located,
        ),
        "travel": Awaited(zones.until_typed, named="for_my_settings", taps=("zud",)),
        "day_begins": Awaited(day_begins_chat.typed, named="for_my_settings", taps=("dbs",)),
        "quiet": Awaited(quiet_hours_chat.typed, named="for_my_settings", taps=("qs",)),
        "pause": Awaited(chat_settings.pause_typed, named="for_my_settings", taps=("pause",)),
        moving.AWAITS: Awaited(moving.typed, named="for_my_settings", taps=("mot",)),
    },
    links={moving.LETTER: StartLink(moving.open_link, alone=True)},
    looks={"settings"},
    leads={"zone": "do:zone", "resting": "do:pause"},
    while_settling_in={"zone", "stop"},
    notices={**travel.NOTICES, **moving.NOTICES},
    letters=away.LETTERS,
    ticks=away.TICKS,
    blocked=service.lose,
    returned=service.regain,
    seen=service.see,
    stray=zones.stray_journey,
)
