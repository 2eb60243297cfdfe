"""What the bot is told of who somebody is: settings, zone, quiet hours, pauses."""

from __future__ import annotations

from solbot.bot.routes import Awaited, Feature, StartLink
from solbot.bot.taps import do, taps
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
    taps=taps(
        zones.clock,
        zones.place,
        zones.share,
        zones.all_clocks,
        zones.ask_until,
        zones.for_days,
        zones.go_home,
        zones.travel_as_said,
        chat_settings.pause,
        chat_settings.set_clock,
        quiet_hours_chat.ask,
        quiet_hours_chat.choose,
        moving.show,
        moving.make,
        moving.ask_code,
        moving.confirm,
        moving.call_off,
        day_begins_chat.ask,
        day_begins_chat.choose,
        away.keep,
    ),
    awaited={
        "zone": Awaited(
            zones.typed,
            named="for_my_settings",
            taps=taps(zones.clock, zones.place, zones.share, zones.all_clocks, zones.go_home),
            stands=True,
            located=zones.located,
        ),
        "travel": Awaited(zones.until_typed, named="for_my_settings", taps=taps(zones.for_days)),
        "day_begins": Awaited(
            day_begins_chat.typed, named="for_my_settings", taps=taps(day_begins_chat.choose)
        ),
        "quiet": Awaited(
            quiet_hours_chat.typed, named="for_my_settings", taps=taps(quiet_hours_chat.choose)
        ),
        "pause": Awaited(
            chat_settings.pause_typed, named="for_my_settings", taps=taps(chat_settings.pause)
        ),
        moving.AWAITS: Awaited(moving.typed, named="for_my_settings", taps=taps(moving.ask_code)),
    },
    links={moving.LETTER: StartLink(moving.open_link, alone=True)},
    looks={"settings"},
    leads={"zone": do("zone"), "resting": do("pause")},
    while_settling_in={"zone", "stop"},
    notices={**travel.NOTICES, **moving.NOTICES},
    letters=away.LETTERS,
    ticks=away.TICKS,
    blocked=service.lose,
    returned=service.regain,
    seen=service.see,
    stray=zones.stray_journey,
)
