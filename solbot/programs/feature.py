"""What the bot is told of programs: the member's side, and the staff's."""

from __future__ import annotations

from solbot.bot.routes import Awaited, Feature, StartLink
from solbot.bot.taps import do, taps
from solbot.programs import chat as programs_chat
from solbot.programs import letters, rosters, tables
from solbot.programs.alumni import chat as alumni_chat
from solbot.programs.booking import chat as booking_chat
from solbot.programs.booking import staff_chat as booking_staff_chat
from solbot.programs.cohorts import chat as cohorts_chat
from solbot.programs.cohorts import moving, runs
from solbot.programs.cohorts import staff_chat as cohorts_staff_chat
from solbot.programs.editor import all_changes, fetching, fields, unasked_files
from solbot.programs.editor import chat as editor_chat
from solbot.programs.seats import attendance_chat, giving_chat
from solbot.programs.seats import chat as seats_chat
from solbot.programs.seats import staff_chat as seats_staff_chat
from solbot.programs.society import chat as society_chat
from solbot.programs.society import staff_chat as society_staff_chat
from solbot.staff.gate import Guarded, asked_of_staff, guarded
from solbot.staff.rosters import chat as rosters_chat
from solbot.staff.rules import Right

FEATURE = Feature(
    commands={
        "programs": programs_chat.show,
        "program": Guarded(Right.PROGRAMS, editor_chat.show),
    },
    taps={
        "pl": programs_chat.show,
        **taps(
            programs_chat.card,
            programs_chat.details,
            programs_chat.reserve,
            programs_chat.give,
            programs_chat.share,
            programs_chat.unknown,
            programs_chat.tell,
            programs_chat.tell_all,
            programs_chat.do_not_tell,
            society_chat.show,
            seats_chat.reserve,
            seats_chat.show,
            seats_chat.calendar,
            seats_chat.ask_give_back,
            seats_chat.give_back,
            booking_chat.show,
            booking_chat.ask,
            booking_chat.choose,
            booking_chat.skip,
            booking_chat.answer,
            cohorts_chat.mine,
            cohorts_chat.ask_leave,
            cohorts_chat.leave,
        ),
        **guarded(
            Right.PROGRAMS,
            editor_chat.show,
            {
                "spls": editor_chat.show,
                "ssl": rosters_chat.asking("seats"),
                "sca": rosters_chat.asking("cohort"),
                "salm": rosters_chat.asking("alumni"),
                "salu": rosters_chat.asking("former"),
                **taps(
                    fields.ask_title,
                    editor_chat.open_one,
                    fields.overview,
                    fields.copy,
                    fields.ask,
                    fields.choose,
                    fields.use_mine,
                    fields.choose_place,
                    editor_chat.preview,
                    editor_chat.flyer,
                    unasked_files.use,
                    unasked_files.turn_page,
                    editor_chat.ask_publish,
                    editor_chat.publish,
                    editor_chat.ask_drop,
                    editor_chat.drop,
                    editor_chat.set_state,
                    editor_chat.history,
                    editor_chat.compare,
                    editor_chat.take_back,
                    all_changes.show,
                    society_staff_chat.show,
                    society_staff_chat.copy,
                    society_staff_chat.ask,
                    society_staff_chat.empty,
                    society_staff_chat.use_mine,
                    society_staff_chat.preview,
                    society_staff_chat.ask_publish,
                    society_staff_chat.publish,
                    society_staff_chat.ask_drop,
                    society_staff_chat.drop,
                    society_staff_chat.back_to_files,
                    society_staff_chat.use_file,
                    society_staff_chat.keep,
                    seats_staff_chat.show,
                    seats_staff_chat.open_one,
                    seats_staff_chat.confirm,
                    seats_staff_chat.move_up,
                    seats_staff_chat.ask_release,
                    seats_staff_chat.release,
                    booking_staff_chat.show,
                    booking_staff_chat.new,
                    booking_staff_chat.open_one,
                    booking_staff_chat.ask_words,
                    booking_staff_chat.set_required,
                    booking_staff_chat.ask_remove,
                    booking_staff_chat.remove,
                    attendance_chat.mark_payment,
                    attendance_chat.check_in,
                    attendance_chat.mark_present,
                    giving_chat.ask,
                    giving_chat.more,
                    giving_chat.choose,
                    giving_chat.give,
                    cohorts_staff_chat.show,
                    cohorts_staff_chat.open_one,
                    runs.ask_new,
                    runs.ask_field,
                    runs.choose_place,
                    moving.move,
                    cohorts_staff_chat.share,
                    cohorts_staff_chat.roster,
                    cohorts_staff_chat.end,
                    cohorts_staff_chat.end_now,
                    cohorts_staff_chat.ask_call_off,
                    cohorts_staff_chat.call_off,
                    cohorts_staff_chat.take_out,
                    cohorts_staff_chat.choose_for,
                    cohorts_staff_chat.add_one,
                    alumni_chat.show,
                    alumni_chat.choose_for,
                    alumni_chat.mark,
                    alumni_chat.unmark,
                ),
            },
        ),
    },
    awaited={
        "program_title": asked_of_staff(
            Right.PROGRAMS, fields.titled, back=lambda _: do("program")
        ),
        "program_field": asked_of_staff(
            Right.PROGRAMS,
            fields.typed,
            back=fields.way_back,
            taps=taps(fields.choose, fields.use_mine, fields.ask, fields.choose_place),
            files=True,
        ),
        society_staff_chat.AWAITED: asked_of_staff(
            Right.PROGRAMS,
            society_staff_chat.typed,
            back=lambda data: society_staff_chat.copy.to(data["language"]),
            taps=taps(
                society_staff_chat.empty, society_staff_chat.use_mine, society_staff_chat.ask
            ),
        ),
        runs.AWAITED: asked_of_staff(
            Right.PROGRAMS, runs.typed, back=runs.way_back, taps=taps(runs.choose_place)
        ),
        booking_chat.AWAITED: Awaited(
            booking_chat.typed,
            "for_my_booking",
            taps=taps(
                booking_chat.ask, booking_chat.choose, booking_chat.skip, booking_chat.answer
            ),
        ),
        booking_staff_chat.AWAITED: asked_of_staff(
            Right.PROGRAMS,
            booking_staff_chat.typed,
            back=lambda data: booking_staff_chat.show.to(data["program"]),
        ),
        giving_chat.AWAITED: asked_of_staff(
            Right.PROGRAMS,
            giving_chat.typed,
            back=lambda data: seats_staff_chat.show.to(data["program"]),
            taps=taps(giving_chat.more),
        ),
    },
    commands_without_consent={"programs"},
    taps_without_consent={
        "pl",
        *taps(
            programs_chat.card,
            programs_chat.details,
            programs_chat.reserve,
            programs_chat.give,
            programs_chat.unknown,
            programs_chat.tell,
            programs_chat.tell_all,
            programs_chat.share,
            society_chat.show,
            seats_chat.reserve,
        ),
    },
    looks={"programs"},
    yes=(
        programs_chat.tell_all.code,
        programs_chat.tell.code,
        cohorts_chat.leave.code,
        cohorts_staff_chat.end_now.code,
        cohorts_staff_chat.call_off.code,
    ),
    leads={"society": society_chat.show.to()},
    unasked=unasked_files.offer,
    letters=letters.LETTERS,
    at_start=fetching.fetch_all,
    notices=letters.NOTICES,
    rosters=rosters.PURPOSES,
    tables=tables.TABLES,
    links={
        "p": StartLink(programs_chat.open_link, consent=False, origin=True),
        "c": StartLink(cohorts_chat.follow, origin=True),
    },
)
