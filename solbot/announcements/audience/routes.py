"""Every way in to the audience of an announcement; part of staff/routes.py."""

from __future__ import annotations

from collections.abc import Mapping

from solbot.announcements.audience import chat as audience
from solbot.bot.context import Handler
from solbot.staff.gate import Guarded, GuardedWords
from solbot.staff.service import Right

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

TAPS: Mapping[str, Guarded] = {
    name: Guarded(Right.ANNOUNCEMENTS, handler) for name, handler in _HANDLERS.items()
}

AWAITED: Mapping[str, GuardedWords] = {
    audience.AWAITED: GuardedWords(Right.ANNOUNCEMENTS, audience.typed),
    audience.NAMED: GuardedWords(Right.ANNOUNCEMENTS, audience.named),
}

CONTINUES: Mapping[str, frozenset[str]] = {audience.AWAITED: frozenset({"swk", "swv"})}
