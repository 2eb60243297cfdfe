"""Every way in to the audience of an announcement; part of announcements/feature.py."""

from __future__ import annotations

from collections.abc import Mapping

from solbot.announcements.audience import chat as audience_chat
from solbot.announcements.audience import saved_chat
from solbot.announcements.draft import chat as draft_chat
from solbot.bot.context import Handler
from solbot.bot.routes import Awaited
from solbot.staff.gate import asked_of_staff, guarded
from solbot.staff.rules import Right

_HANDLERS: Mapping[str, Handler] = {
    "sw": audience_chat.show,
    "swb": audience_chat.back,
    "swn": audience_chat.open_part,
    "swj": audience_chat.begin,
    "swk": audience_chat.choose_kind,
    "swv": audience_chat.choose,
    "swt": audience_chat.oppose,
    "sww": audience_chat.swap,
    "swr": audience_chat.take_out,
    "swe": audience_chat.ask_everyone,
    "swm": saved_chat.ask_name,
    "sws": saved_chat.saved,
    "swu": saved_chat.open_saved,
    "swy": saved_chat.use,
    "swx": saved_chat.drop,
}

TAPS = guarded(Right.ANNOUNCEMENTS, draft_chat.show, _HANDLERS)

AWAITED: Mapping[str, Awaited] = {
    audience_chat.AWAITED: asked_of_staff(
        Right.ANNOUNCEMENTS, audience_chat.typed, back=audience_chat.way_back, taps={"swk", "swv"}
    ),
    audience_chat.NAMED: asked_of_staff(
        Right.ANNOUNCEMENTS, saved_chat.named, back=audience_chat.way_back
    ),
}
