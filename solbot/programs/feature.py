"""What the bot is told of programs: the member's side, and the staff's."""

from __future__ import annotations

from solbot.bot.routes import Awaited, Feature, StartLink
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
        "p": programs_chat.card,
        "pd": programs_chat.details,
        "pr": programs_chat.reserve,
        "pf": programs_chat.give,
        "pq": programs_chat.share,
        "pu": programs_chat.unknown,
        "pt": programs_chat.tell,
        "pta": programs_chat.tell_all,
        "pn": programs_chat.do_not_tell,
        "ps": society_chat.show,
        "sr": seats_chat.reserve,
        "sm": seats_chat.show,
        "sc": seats_chat.calendar,
        "sg": seats_chat.ask_give_back,
        "sgg": seats_chat.give_back,
        "sa": booking_chat.show,
        "saq": booking_chat.ask,
        "sac": booking_chat.choose,
        "sas": booking_chat.skip,
        "saf": booking_chat.answer,
        "cm": cohorts_chat.mine,
        "cl": cohorts_chat.ask_leave,
        "clx": cohorts_chat.leave,
        **guarded(
            Right.PROGRAMS,
            editor_chat.show,
            {
                "spnew": fields.ask_title,
                "spls": editor_chat.show,
                "spg": editor_chat.open_one,
                "spe": fields.overview,
                "spk": fields.copy,
                "spf": fields.ask,
                "spo": fields.choose,
                "spm": fields.use_mine,
                "spz": fields.choose_place,
                "spv": editor_chat.preview,
                "spl": editor_chat.flyer,
                "spu": unasked_files.use,
                "spul": unasked_files.turn_page,
                "spp": editor_chat.ask_publish,
                "spgo": editor_chat.publish,
                "spx": editor_chat.ask_drop,
                "spxx": editor_chat.drop,
                "sps": editor_chat.set_state,
                "sph": editor_chat.history,
                "spc": editor_chat.compare,
                "spb": editor_chat.take_back,
                "spd": all_changes.show,
                "syp": society_staff_chat.show,
                "syk": society_staff_chat.copy,
                "syf": society_staff_chat.ask,
                "syo": society_staff_chat.empty,
                "sym": society_staff_chat.use_mine,
                "syv": society_staff_chat.preview,
                "syb": society_staff_chat.ask_publish,
                "sygo": society_staff_chat.publish,
                "syx": society_staff_chat.ask_drop,
                "syxx": society_staff_chat.drop,
                "syr": society_staff_chat.back_to_files,
                "syu": society_staff_chat.use_file,
                "syw": society_staff_chat.keep,
                "sst": seats_staff_chat.show,
                "ss": seats_staff_chat.open_one,
                "ssc": seats_staff_chat.confirm,
                "ssm": seats_staff_chat.move_up,
                "ssx": seats_staff_chat.ask_release,
                "ssxx": seats_staff_chat.release,
                "sb": booking_staff_chat.show,
                "sbn": booking_staff_chat.new,
                "sbo": booking_staff_chat.open_one,
                "sbw": booking_staff_chat.ask_words,
                "sbr": booking_staff_chat.set_required,
                "sbx": booking_staff_chat.ask_remove,
                "sbxx": booking_staff_chat.remove,
                "ssp": attendance_chat.mark_payment,
                "ssk": attendance_chat.check_in,
                "ssh": attendance_chat.mark_present,
                "ssg": giving_chat.ask,
                "ssl": rosters_chat.asking("seats"),
                "ssgm": giving_chat.more,
                "ssgo": giving_chat.choose,
                "ssgy": giving_chat.give,
                "scl": cohorts_staff_chat.show,
                "sco": cohorts_staff_chat.open_one,
                "scn": runs.ask_new,
                "scf": runs.ask_field,
                "scz": runs.choose_place,
                "scm": moving.move,
                "scq": cohorts_staff_chat.share,
                "scr": cohorts_staff_chat.roster,
                "sca": rosters_chat.asking("cohort"),
                "sce": cohorts_staff_chat.end,
                "scee": cohorts_staff_chat.end_now,
                "scx": cohorts_staff_chat.ask_call_off,
                "scxx": cohorts_staff_chat.call_off,
                "sck": cohorts_staff_chat.take_out,
                "scp": cohorts_staff_chat.choose_for,
                "scpp": cohorts_staff_chat.add_one,
                "sal": alumni_chat.show,
                "salm": rosters_chat.asking("alumni"),
                "salu": rosters_chat.asking("former"),
                "salp": alumni_chat.choose_for,
                "sam": alumni_chat.mark,
                "sau": alumni_chat.unmark,
            },
        ),
    },
    awaited={
        "program_title": asked_of_staff(Right.PROGRAMS, fields.titled, back=lambda _: "do:program"),
        "program_field": asked_of_staff(
            Right.PROGRAMS,
            fields.typed,
            back=fields.way_back,
            taps=("spo", "spm", "spf", "spz"),
            files=True,
        ),
        society_staff_chat.AWAITED: asked_of_staff(
            Right.PROGRAMS,
            society_staff_chat.typed,
            back=lambda data: f"syk:{data['language']}",
            taps=("syo", "sym", "syf"),
        ),
        runs.AWAITED: asked_of_staff(Right.PROGRAMS, runs.typed, back=runs.way_back, taps=("scz",)),
        booking_chat.AWAITED: Awaited(
            booking_chat.typed, "for_my_booking", taps=("saq", "sac", "sas", "saf")
        ),
        booking_staff_chat.AWAITED: asked_of_staff(
            Right.PROGRAMS, booking_staff_chat.typed, back=lambda data: f"sb:{data['program']}"
        ),
        giving_chat.AWAITED: asked_of_staff(
            Right.PROGRAMS,
            giving_chat.typed,
            back=lambda data: f"sst:{data['program']}",
            taps=("ssgm",),
        ),
    },
    commands_without_consent={"programs"},
    taps_without_consent={"pl", "p", "pd", "pr", "pf", "pu", "pt", "pta", "pq", "ps", "sr"},
    looks={"programs"},
    yes=("pta:", "pt:", "clx:", "scee:", "scxx:"),
    leads={"society": "ps"},
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
