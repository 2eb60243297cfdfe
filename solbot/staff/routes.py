"""Every way in for staff, each with the right it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from solbot.announcements.audience import routes as audience_ways
from solbot.announcements.draft import chat as broadcast
from solbot.announcements.draft import routes as broadcast_ways
from solbot.announcements.send import runs
from solbot.bot.context import Handler
from solbot.desk import canned as ready
from solbot.desk import staff_chat as desk
from solbot.desk import threads as inquiries
from solbot.programs.alumni import chat as graduates
from solbot.programs.cohorts import lists
from solbot.programs.cohorts import staff_chat as cohorts
from solbot.programs.editor import chat as programs
from solbot.programs.editor import fields, loose_files
from solbot.programs.seats import staff_chat as seats
from solbot.staff import (
    audit_chat as trail,
)
from solbot.staff import (
    invitations,
    menu,
)
from solbot.staff import (
    people_chat as people,
)
from solbot.staff import (
    stats_chat as figures,
)
from solbot.staff.gate import Guarded, GuardedWords
from solbot.staff.service import Right

COMMANDS: Mapping[str, Guarded] = {
    "staff": Guarded(Right.MENU, menu.show),
    "program": Guarded(Right.PROGRAMS, programs.show),
    "desk": Guarded(Right.DESK, desk.show),
    "stats": Guarded(Right.STATS, figures.show),
    "people": Guarded(Right.PEOPLE, people.show),
    **broadcast_ways.COMMANDS,
    "invite": Guarded(Right.INVITE, invitations.show),
    "audit": Guarded(Right.AUDIT, trail.show),
}
"""What staff can type after a slash, and tap as `do:…`."""

_TAPS: Mapping[str, Guarded] = {
    "sreload": Guarded(Right.CONTENT, menu.reload),
    "sinvite": Guarded(Right.INVITE, invitations.choose),
    "sinvited": Guarded(Right.INVITE, invitations.show),
    "smake": Guarded(Right.INVITE, invitations.make),
    "swithdraw": Guarded(Right.INVITE, invitations.withdraw),
    "sperson": Guarded(Right.INVITE, invitations.person),
    "srole": Guarded(Right.INVITE, invitations.change_role),
    "sdismiss": Guarded(Right.INVITE, invitations.ask_dismiss),
    "sdismissed": Guarded(Right.INVITE, invitations.dismiss),
    "saudit": Guarded(Right.AUDIT, trail.show),
    "spnew": Guarded(Right.PROGRAMS, fields.ask_title),
    "spls": Guarded(Right.PROGRAMS, programs.show),
    "spg": Guarded(Right.PROGRAMS, programs.open_one),
    "spe": Guarded(Right.PROGRAMS, fields.overview),
    "spk": Guarded(Right.PROGRAMS, fields.copy),
    "spf": Guarded(Right.PROGRAMS, fields.ask),
    "spo": Guarded(Right.PROGRAMS, fields.choose),
    "spm": Guarded(Right.PROGRAMS, fields.use_mine),
    "spv": Guarded(Right.PROGRAMS, programs.preview),
    "spl": Guarded(Right.PROGRAMS, programs.flyer),
    "spu": Guarded(Right.PROGRAMS, loose_files.use),
    "spul": Guarded(Right.PROGRAMS, loose_files.turn_page),
    "spp": Guarded(Right.PROGRAMS, programs.ask_publish),
    "spgo": Guarded(Right.PROGRAMS, programs.publish),
    "spx": Guarded(Right.PROGRAMS, programs.ask_drop),
    "spxx": Guarded(Right.PROGRAMS, programs.drop),
    "sps": Guarded(Right.PROGRAMS, programs.set_state),
    "sph": Guarded(Right.PROGRAMS, programs.history),
    "spc": Guarded(Right.PROGRAMS, programs.compare),
    "spb": Guarded(Right.PROGRAMS, programs.take_back),
    "sst": Guarded(Right.PROGRAMS, seats.show),
    "ss": Guarded(Right.PROGRAMS, seats.open_one),
    "ssc": Guarded(Right.PROGRAMS, seats.confirm),
    "ssm": Guarded(Right.PROGRAMS, seats.move_up),
    "ssx": Guarded(Right.PROGRAMS, seats.ask_release),
    "ssxx": Guarded(Right.PROGRAMS, seats.release),
    "ssw": Guarded(Right.ANNOUNCEMENTS, seats.write),
    "dkl": Guarded(Right.DESK, desk.page),
    "dkb": Guarded(Right.DESK, desk.choose_program),
    "dki": Guarded(Right.DESK, desk.open_one),
    "dkp": Guarded(Right.DESK, desk.whole),
    "dkf": Guarded(Right.DESK, desk.ask_search),
    "dkm": Guarded(Right.DESK, desk.search_on),
    "dkq": Guarded(Right.DESK, desk.quiet),
    "dkv": Guarded(Right.DESK_RULES, desk.hours),
    "dkt": Guarded(Right.DESK, inquiries.take),
    "dku": Guarded(Right.DESK, inquiries.give_back),
    "dkh": Guarded(Right.DESK, inquiries.choose_person),
    "dkg": Guarded(Right.DESK, inquiries.hand_over),
    "dkn": Guarded(Right.DESK, inquiries.ask_note),
    "dkc": Guarded(Right.DESK, inquiries.close),
    "dko": Guarded(Right.DESK, inquiries.reopen),
    "dka": Guarded(Right.DESK, inquiries.ask_answer),
    "dkd": Guarded(Right.DESK, inquiries.show_draft),
    "dkx": Guarded(Right.DESK, inquiries.drop_draft),
    "dks": Guarded(Right.DESK, inquiries.send),
    "dkz": Guarded(Right.DESK, inquiries.send_again),
    "dkr": Guarded(Right.DESK, ready.choose),
    "dke": Guarded(Right.DESK, ready.use),
    "drl": Guarded(Right.DESK, ready.show),
    "dro": Guarded(Right.DESK, ready.open_one),
    "drn": Guarded(Right.DESK, ready.ask_new),
    "drm": Guarded(Right.DESK, ready.ask_name),
    "drw": Guarded(Right.DESK, ready.ask_words),
    "drd": Guarded(Right.DESK, ready.ask_delete),
    "drx": Guarded(Right.DESK, ready.delete),
    **audience_ways.TAPS,
    "scl": Guarded(Right.PROGRAMS, cohorts.show),
    "sco": Guarded(Right.PROGRAMS, cohorts.open_one),
    "scn": Guarded(Right.PROGRAMS, runs.ask_new),
    "scf": Guarded(Right.PROGRAMS, runs.ask_field),
    "scq": Guarded(Right.PROGRAMS, cohorts.share),
    "scr": Guarded(Right.PROGRAMS, cohorts.roster),
    "sca": Guarded(Right.PROGRAMS, lists.ask_cohort),
    "sce": Guarded(Right.PROGRAMS, cohorts.end),
    "scee": Guarded(Right.PROGRAMS, cohorts.end_now),
    "scx": Guarded(Right.PROGRAMS, cohorts.ask_call_off),
    "scxx": Guarded(Right.PROGRAMS, cohorts.call_off),
    "sck": Guarded(Right.PROGRAMS, cohorts.take_out),
    "scp": Guarded(Right.PROGRAMS, cohorts.choose_for),
    "scpp": Guarded(Right.PROGRAMS, cohorts.add_one),
    "sly": Guarded(Right.PROGRAMS, lists.confirm),
    "sal": Guarded(Right.PROGRAMS, graduates.show),
    "salm": Guarded(Right.PROGRAMS, lists.ask_alumni),
    "salu": Guarded(Right.PROGRAMS, lists.ask_former),
    "salp": Guarded(Right.PROGRAMS, graduates.choose_for),
    "sam": Guarded(Right.PROGRAMS, graduates.mark),
    "sau": Guarded(Right.PROGRAMS, graduates.unmark),
    "sq": Guarded(Right.PEOPLE, people.more),
    "sqp": Guarded(Right.PEOPLE, people.open_one),
    "sql": Guarded(Right.PEOPLE, people.letters),
    "sfd": Guarded(Right.STATS, figures.readings),
    "sfc": Guarded(Right.STATS, figures.chart),
    **broadcast_ways.TAPS,
}

HOMES: Mapping[Right, Handler] = {
    Right.MENU: menu.show,
    Right.CONTENT: menu.show,
    Right.PROGRAMS: programs.show,
    Right.DESK: desk.show,
    Right.DESK_RULES: desk.show,
    Right.STATS: figures.show,
    Right.PEOPLE: people.show,
    Right.ANNOUNCEMENTS: broadcast.show,
    Right.RULES: broadcast.show,
    Right.INVITE: invitations.show,
    Right.AUDIT: trail.show,
}
"""Where everything that a right allows begins: what is shown instead of a screen that is stale."""

TAPS: Mapping[str, Guarded] = {
    name: replace(one, home=one.home or HOMES[one.right]) for name, one in _TAPS.items()
}
"""What a button of staff sends before its first colon."""

AWAITED: Mapping[str, GuardedWords] = {
    "program_title": GuardedWords(Right.PROGRAMS, fields.titled),
    "program_field": GuardedWords(Right.PROGRAMS, fields.typed),
    "desk_answer": GuardedWords(Right.DESK, inquiries.answered),
    "desk_note": GuardedWords(Right.DESK, inquiries.noted),
    "desk_search": GuardedWords(Right.DESK, desk.searched),
    "ready_name": GuardedWords(Right.DESK, ready.named),
    "ready_words": GuardedWords(Right.DESK, ready.worded),
    **audience_ways.AWAITED,
    runs.AWAITED: GuardedWords(Right.PROGRAMS, runs.typed),
    lists.AWAITED: GuardedWords(Right.PROGRAMS, lists.typed),
    people.AWAITED: GuardedWords(Right.PEOPLE, people.typed),
    **broadcast_ways.AWAITED,
}
"""What the next words of one of the staff are taken for."""

TAKES_MESSAGES = broadcast_ways.TAKES_MESSAGES

TAKES_FILES = frozenset({"program_field", "desk_answer"})
"""Where a photo or a document is an answer, too."""

CONTINUES: Mapping[str, frozenset[str]] = {
    **audience_ways.CONTINUES,
    "program_field": frozenset({"spo", "spm", "spf"}),
    "broadcast_when": frozenset({"bctm"}),
    "desk_search": frozenset({"dkm"}),
    lists.AWAITED: frozenset({"sly"}),
    people.AWAITED: frozenset({"sq", "sqp", "sql"}),
}
"""What continues a conversation with staff; see bot/routes.py."""
