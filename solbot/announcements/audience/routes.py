"""Every way in to the audience of an announcement; part of announcements/feature.py."""

from __future__ import annotations

from collections.abc import Mapping

from solbot.announcements.audience import chat as audience_chat
from solbot.announcements.audience import saved_chat
from solbot.announcements.draft import chat as draft_chat
from solbot.bot.routes import Awaited
from solbot.bot.taps import taps
from solbot.staff.gate import asked_of_staff, guarded
from solbot.staff.rules import Right

_HANDLERS = taps(
    audience_chat.show,
    audience_chat.back,
    audience_chat.open_part,
    audience_chat.begin,
    audience_chat.choose_kind,
    audience_chat.choose,
    audience_chat.oppose,
    audience_chat.swap,
    audience_chat.take_out,
    audience_chat.ask_everyone,
    saved_chat.ask_name,
    saved_chat.saved,
    saved_chat.open_saved,
    saved_chat.use,
    saved_chat.drop,
)

TAPS = guarded(Right.ANNOUNCEMENTS, draft_chat.show, _HANDLERS)

AWAITED: Mapping[str, Awaited] = {
    audience_chat.AWAITED: asked_of_staff(
        Right.ANNOUNCEMENTS,
        audience_chat.typed,
        back=audience_chat.way_back,
        taps=taps(audience_chat.choose_kind, audience_chat.choose),
    ),
    audience_chat.NAMED: asked_of_staff(
        Right.ANNOUNCEMENTS, saved_chat.named, back=audience_chat.way_back
    ),
}
