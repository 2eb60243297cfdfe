"""What the bot is told of announcements: news for members, and what staff do with them."""

from __future__ import annotations

from solbot.announcements import kinds, letters, notices
from solbot.announcements.audience import routes as audience_routes
from solbot.announcements.draft import chat as draft
from solbot.announcements.draft import routes as draft_routes
from solbot.announcements.news import chat as news
from solbot.bot.routes import Feature
from solbot.programs.seats import staff_chat as staff_seats
from solbot.staff.gate import Guarded, guarded
from solbot.staff.rules import Right

FEATURE = Feature(
    commands={
        "news": news.show,
        "broadcast": Guarded(Right.ANNOUNCEMENTS, draft.show),
    },
    taps={
        "nws": news.show,
        "nw1": news.open_one,
        "nwa": news.preferences,
        "nwon": news.turn_on,
        "nwh": news.set_hours,
        letters.TAP: news.tapped,
        letters.OFF: news.turn_off,
        # An announcement to those who have a seat: it begins on the seats' screen, and needs this right.
        **guarded(Right.ANNOUNCEMENTS, draft.show, {"ssw": staff_seats.write}),
        **audience_routes.TAPS,
        **draft_routes.TAPS,
    },
    awaited={
        **audience_routes.AWAITED,
        **draft_routes.AWAITED,
    },
    looks={"news"},
    letters=kinds.LETTERS,
    notices=notices.NOTICES,
    rounds=kinds.ROUNDS,
)
