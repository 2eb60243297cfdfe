"""Every way in to the audience of an announcement; part of announcements/feature.py."""

from __future__ import annotations

from collections.abc import Mapping

from solbot.announcements.audience import chat as audience
from solbot.announcements.draft import chat as draft
from solbot.bot.context import Handler
from solbot.bot.routes import Awaited
from solbot.staff.gate import asked_of_staff, guarded
from solbot.staff.rules import Right

_HANDLERS: Mapping[str, Handler] = {
    "sw": audience.show,
    "swb": audience.back,
    "swn": audience.open_part,
    "swj": audience.begin,
    "swk": audience.choose_kind,
    "swv": audience.choose,
    "swt": audience.oppose,
    "sww": audience.swap,
    "swr": audience.take_out,
    "swm": audience.ask_name,
    "sws": audience.saved,
    "swu": audience.open_saved,
    "swy": audience.use,
    "swx": audience.drop,
}

TAPS = guarded(Right.ANNOUNCEMENTS, draft.show, _HANDLERS)

AWAITED: Mapping[str, Awaited] = {
    audience.AWAITED: asked_of_staff(Right.ANNOUNCEMENTS, audience.typed, taps={"swk", "swv"}),
    audience.NAMED: asked_of_staff(Right.ANNOUNCEMENTS, audience.named),
}
