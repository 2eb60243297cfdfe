"""What the bot is told of announcements: news for members, and what staff do with them."""

from __future__ import annotations

from solbot.announcements import kinds, notices, rosters, tables
from solbot.announcements.audience import routes as audience_routes
from solbot.announcements.draft import chat as draft_chat
from solbot.announcements.draft import routes as draft_routes
from solbot.announcements.news import chat as news_chat
from solbot.announcements.sequences import routes as sequence_routes
from solbot.announcements.sequences import sending as sequence_sending
from solbot.bot.routes import Feature
from solbot.bot.taps import taps
from solbot.programs.seats import staff_chat as seats_staff_chat
from solbot.staff.gate import Guarded, guarded
from solbot.staff.rules import Right

FEATURE = Feature(
    commands={
        "news": news_chat.show,
        "broadcast": Guarded(Right.ANNOUNCEMENTS, draft_chat.show),
    },
    taps={
        "nws": news_chat.show,
        **taps(
            news_chat.open_one,
            news_chat.preferences,
            news_chat.turn_on,
            news_chat.set_hours,
            news_chat.tapped,
            news_chat.turn_off,
        ),
        # An announcement to those who have a seat: it begins on the seats' screen, and needs this right.
        **guarded(Right.ANNOUNCEMENTS, draft_chat.show, taps(seats_staff_chat.write)),
        **audience_routes.TAPS,
        **draft_routes.TAPS,
        **sequence_routes.TAPS,
    },
    awaited={
        **audience_routes.AWAITED,
        **draft_routes.AWAITED,
        **sequence_routes.AWAITED,
    },
    looks={"news"},
    letters={**kinds.LETTERS, **sequence_sending.LETTERS},
    notices={**notices.NOTICES, **sequence_routes.NOTICES},
    ticks=sequence_sending.TICKS,
    rounds=kinds.ROUNDS,
    rosters=rosters.PURPOSES,
    tables=tables.TABLES,
)
