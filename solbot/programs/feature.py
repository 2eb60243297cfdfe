"""What the bot is told of programs: the member's side, and the staff's."""

from __future__ import annotations

from solbot.bot.routes import Feature
from solbot.programs import chat as catalog
from solbot.programs import letters
from solbot.programs.alumni import chat as alumni
from solbot.programs.cohorts import chat as cohorts
from solbot.programs.cohorts import lists, runs
from solbot.programs.cohorts import staff_chat as staff_cohorts
from solbot.programs.editor import chat as editor
from solbot.programs.editor import fetching, fields, loose_files
from solbot.programs.seats import chat as seats
from solbot.programs.seats import staff_chat as staff_seats
from solbot.staff.gate import Guarded, asked_of_staff, guarded
from solbot.staff.rules import Right

FEATURE = Feature(
    commands={
        "programs": catalog.show,
        "program": Guarded(Right.PROGRAMS, editor.show),
    },
    taps={
        "pl": catalog.show,
        "p": catalog.card,
        "pd": catalog.details,
        "pr": catalog.reserve,
        "pf": catalog.give,
        "pq": catalog.share,
        "pu": catalog.unknown,
        "pt": catalog.tell,
        "pta": catalog.tell_all,
        "pn": catalog.do_not_tell,
        "ps": catalog.society,
        "sr": seats.reserve,
        "sm": seats.show,
        "sc": seats.calendar,
        "sg": seats.ask_give_back,
        "sgg": seats.give_back,
        "cm": cohorts.mine,
        "cl": cohorts.ask_leave,
        "clx": cohorts.leave,
        **guarded(
            Right.PROGRAMS,
            editor.show,
            {
                "spnew": fields.ask_title,
                "spls": editor.show,
                "spg": editor.open_one,
                "spe": fields.overview,
                "spk": fields.copy,
                "spf": fields.ask,
                "spo": fields.choose,
                "spm": fields.use_mine,
                "spz": fields.choose_place,
                "spv": editor.preview,
                "spl": editor.flyer,
                "spu": loose_files.use,
                "spul": loose_files.turn_page,
                "spp": editor.ask_publish,
                "spgo": editor.publish,
                "spx": editor.ask_drop,
                "spxx": editor.drop,
                "sps": editor.set_state,
                "sph": editor.history,
                "spc": editor.compare,
                "spb": editor.take_back,
                "sst": staff_seats.show,
                "ss": staff_seats.open_one,
                "ssc": staff_seats.confirm,
                "ssm": staff_seats.move_up,
                "ssx": staff_seats.ask_release,
                "ssxx": staff_seats.release,
                "scl": staff_cohorts.show,
                "sco": staff_cohorts.open_one,
                "scn": runs.ask_new,
                "scf": runs.ask_field,
                "scz": runs.choose_place,
                "scq": staff_cohorts.share,
                "scr": staff_cohorts.roster,
                "sca": lists.ask_cohort,
                "sce": staff_cohorts.end,
                "scee": staff_cohorts.end_now,
                "scx": staff_cohorts.ask_call_off,
                "scxx": staff_cohorts.call_off,
                "sck": staff_cohorts.take_out,
                "scp": staff_cohorts.choose_for,
                "scpp": staff_cohorts.add_one,
                "sly": lists.confirm,
                "sal": alumni.show,
                "salm": lists.ask_alumni,
                "salu": lists.ask_former,
                "salp": alumni.choose_for,
                "sam": alumni.mark,
                "sau": alumni.unmark,
            },
        ),
    },
    awaited={
        "program_title": asked_of_staff(Right.PROGRAMS, fields.titled),
        "program_field": asked_of_staff(
            Right.PROGRAMS, fields.typed, taps=("spo", "spm", "spf", "spz"), files=True
        ),
        runs.AWAITED: asked_of_staff(Right.PROGRAMS, runs.typed, taps=("scz",)),
        lists.AWAITED: asked_of_staff(Right.PROGRAMS, lists.typed, taps=("sly",)),
    },
    commands_without_consent={"programs"},
    taps_without_consent={"pl", "p", "pd", "pr", "pf", "pu", "pt", "pta", "pq", "ps", "sr"},
    looks={"programs"},
    letters=letters.LETTERS,
    at_start=fetching.fetch_all,
    notices=letters.NOTICES,
)
