"""What the bot is told of staff: menu, invitations, audit, people and figures."""

from __future__ import annotations

from solbot.bot.routes import Feature
from solbot.staff import audit_chat as audit
from solbot.staff import invitations, menu, menus, notices
from solbot.staff import people_chat as people
from solbot.staff import stats_chat as stats
from solbot.staff.gate import Guarded, asked_of_staff, guarded
from solbot.staff.rules import Right

FEATURE = Feature(
    commands={
        "staff": Guarded(Right.MENU, menu.show),
        "stats": Guarded(Right.STATS, stats.show),
        "people": Guarded(Right.PEOPLE, people.show),
        "invite": Guarded(Right.INVITE, invitations.show),
        "audit": Guarded(Right.AUDIT, audit.show),
    },
    taps={
        **guarded(
            Right.CONTENT,
            menu.show,
            {
                "sreload": menu.reload,
            },
        ),
        **guarded(
            Right.INVITE,
            invitations.show,
            {
                "sinvite": invitations.choose,
                "sinvited": invitations.show,
                "smake": invitations.make,
                "swithdraw": invitations.withdraw,
                "sperson": invitations.person,
                "srole": invitations.change_role,
                "sdismiss": invitations.ask_dismiss,
                "sdismissed": invitations.dismiss,
            },
        ),
        **guarded(
            Right.AUDIT,
            audit.show,
            {
                "saudit": audit.show,
            },
        ),
        **guarded(
            Right.PEOPLE,
            people.show,
            {
                "sq": people.more,
                "sqp": people.open_one,
                "sql": people.letters,
            },
        ),
        **guarded(
            Right.STATS,
            stats.show,
            {
                "sfd": stats.readings,
                "sfc": stats.chart,
            },
        ),
    },
    awaited={
        people.AWAITED: asked_of_staff(Right.PEOPLE, people.typed, taps=("sq", "sqp", "sql")),
    },
    notices=notices.NOTICES,
    at_start=menus.present_all,
)
