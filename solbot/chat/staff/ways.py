"""Every way in for staff, each with the right it needs."""

from __future__ import annotations

from collections.abc import Mapping

from solbot.chat.staff import (
    broadcast_ways,
    fields,
    invitations,
    menu,
    programs,
    seats,
    trail,
)
from solbot.chat.staff.gate import Guarded, GuardedWords
from solbot.services.staff import Right

COMMANDS: Mapping[str, Guarded] = {
    "staff": Guarded(Right.MENU, menu.show),
    "program": Guarded(Right.PROGRAMS, programs.show),
    **broadcast_ways.COMMANDS,
    "invite": Guarded(Right.INVITE, invitations.show),
    "audit": Guarded(Right.AUDIT, trail.show),
}
"""What staff can type after a slash, and tap as `do:…`."""

TAPS: Mapping[str, Guarded] = {
    "sreload": Guarded(Right.CONTENT, menu.reload),
    "sinvite": Guarded(Right.INVITE, invitations.choose),
    "smake": Guarded(Right.INVITE, invitations.make),
    "swithdraw": Guarded(Right.INVITE, invitations.withdraw),
    "sperson": Guarded(Right.INVITE, invitations.person),
    "srole": Guarded(Right.INVITE, invitations.change_role),
    "sdismiss": Guarded(Right.INVITE, invitations.ask_dismiss),
    "sdismissed": Guarded(Right.INVITE, invitations.dismiss),
    "saudit": Guarded(Right.AUDIT, trail.show),
    "spnew": Guarded(Right.PROGRAMS, fields.ask_title),
    "spg": Guarded(Right.PROGRAMS, programs.open_one),
    "spe": Guarded(Right.PROGRAMS, fields.overview),
    "spk": Guarded(Right.PROGRAMS, fields.copy),
    "spf": Guarded(Right.PROGRAMS, fields.ask),
    "spo": Guarded(Right.PROGRAMS, fields.choose),
    "spm": Guarded(Right.PROGRAMS, fields.use_mine),
    "spv": Guarded(Right.PROGRAMS, programs.preview),
    "spl": Guarded(Right.PROGRAMS, programs.flyer),
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
    **broadcast_ways.TAPS,
}
"""What a button of staff sends before its first colon."""

AWAITED: Mapping[str, GuardedWords] = {
    "program_title": GuardedWords(Right.PROGRAMS, fields.titled),
    "program_field": GuardedWords(Right.PROGRAMS, fields.typed),
    **broadcast_ways.AWAITED,
}
"""What the next words of one of the staff are taken for."""

TAKES_MESSAGES = broadcast_ways.TAKES_MESSAGES

TAKES_FILES = frozenset({"program_field"})
"""Where a photo or a document is an answer, too."""

CONTINUES: Mapping[str, frozenset[str]] = {"program_field": frozenset({"spo", "spm", "spf"})}
"""What continues a conversation with staff; see chat/ways.py."""
