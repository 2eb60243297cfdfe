"""What the bot is told of who somebody is: settings, zone, quiet hours, pauses."""

from __future__ import annotations

from solbot.bot.routes import Awaited, Feature
from solbot.members import chat_settings as settings
from solbot.members import quiet_hours_chat as quiet_hours
from solbot.members import service, travel, zones

FEATURE = Feature(
    commands={
        "settings": settings.show,
        "pause": settings.ask_pause,
        "resume": settings.resume,
        "stop": settings.stop,
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
        "pause": settings.pause,
        "ck": settings.set_clock,
        "qh": quiet_hours.ask,
        "qs": quiet_hours.choose,
    },
    awaited={
        "zone": Awaited(
            zones.typed, named="for_my_settings", taps=("zc", "zp", "zl", "zt", "zh"), stands=True
        ),
        "travel": Awaited(zones.until_typed, named="for_my_settings", taps=("zud",)),
        "quiet": Awaited(quiet_hours.typed, named="for_my_settings", taps=("qs",)),
        "pause": Awaited(settings.pause_typed, named="for_my_settings", taps=("pause",)),
    },
    looks={"settings"},
    while_settling_in={"zone", "stop"},
    notices=travel.NOTICES,
    blocked=service.lose,
)
