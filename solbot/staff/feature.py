"""What the bot is told of staff: menu, invitations, audit, people and figures."""

from __future__ import annotations

from solbot.bot.routes import Feature, StartLink
from solbot.bot.taps import do, taps
from solbot.staff import audit_chat, invitations, menu, menus, notices, people_chat, stats_chat
from solbot.staff.gate import Guarded, asked_of_staff, guarded
from solbot.staff.marks import chat as marks_chat
from solbot.staff.rosters import chat as rosters_chat
from solbot.staff.rules import Right
from solbot.staff.tables import chat as tables_chat
from solbot.staff.tables import own as own_tables
from solbot.staff.told import chat as told_chat
from solbot.staff.told import letters as told_letters

FEATURE = Feature(
    commands={
        "staff": Guarded(Right.MENU, menu.show),
        "stats": Guarded(Right.STATS, stats_chat.show),
        "people": Guarded(Right.PEOPLE, people_chat.show),
        "invite": Guarded(Right.INVITE, invitations.show),
        "audit": Guarded(Right.AUDIT, audit_chat.show),
    },
    taps={
        # Each list asks for the right that it needs itself.
        **guarded(
            Right.MENU,
            menu.show,
            taps(
                rosters_chat.confirm,
                rosters_chat.take_back,
                tables_chat.choose,
                tables_chat.take,
            ),
        ),
        **guarded(
            Right.MENU,
            menu.show,
            taps(
                told_chat.show,
                told_chat.choose,
            ),
        ),
        **guarded(
            Right.CONTENT,
            menu.show,
            taps(
                menu.reload,
            ),
        ),
        **guarded(
            Right.INVITE,
            invitations.show,
            taps(
                invitations.choose,
                invitations.turned,
                invitations.make,
                invitations.withdraw,
                invitations.person,
                invitations.change_role,
                invitations.ask_dismiss,
                invitations.dismiss,
            ),
        ),
        **guarded(
            Right.AUDIT,
            audit_chat.show,
            taps(
                audit_chat.turned,
                audit_chat.people,
                audit_chat.things,
            ),
        ),
        **guarded(
            Right.PEOPLE,
            people_chat.show,
            taps(
                people_chat.more,
                people_chat.open_one,
                people_chat.letters,
                marks_chat.show_tags,
                marks_chat.turn_tag,
                marks_chat.show_notes,
                marks_chat.drop_note,
            ),
        ),
        **guarded(
            Right.STATS,
            stats_chat.show,
            taps(
                stats_chat.readings,
                stats_chat.chart,
            ),
        ),
    },
    awaited={
        marks_chat.TAG: asked_of_staff(
            Right.PEOPLE,
            marks_chat.tag_typed,
            back=marks_chat.way_back,
            taps=taps(marks_chat.show_tags, marks_chat.turn_tag),
        ),
        marks_chat.NOTE: asked_of_staff(
            Right.PEOPLE,
            marks_chat.note_typed,
            back=marks_chat.way_back,
            taps=taps(marks_chat.show_notes, marks_chat.drop_note),
        ),
        rosters_chat.AWAITED: asked_of_staff(
            Right.MENU,
            rosters_chat.typed,
            back=lambda data: str(data["back"]),
            taps=taps(rosters_chat.confirm, rosters_chat.take_back),
            files=True,
        ),
        audit_chat.AWAITED: asked_of_staff(
            Right.AUDIT,
            audit_chat.typed,
            back=lambda _: do("audit"),
            taps=taps(audit_chat.turned, audit_chat.people, audit_chat.things),
        ),
        told_chat.AWAITED: asked_of_staff(
            Right.MENU,
            told_chat.typed,
            back=lambda _: told_chat.show.to(),
            taps=taps(told_chat.show, told_chat.choose),
        ),
        people_chat.AWAITED: asked_of_staff(
            Right.PEOPLE,
            people_chat.typed,
            back=lambda _: do("people"),
            taps=taps(people_chat.more, people_chat.open_one, people_chat.letters),
        ),
    },
    letters=told_letters.LETTERS,
    notices=notices.NOTICES,
    tables=own_tables.TABLES,
    person_section=marks_chat.section,
    at_start=menus.present_all,
    links={"i": StartLink(invitations.accept)},
)
