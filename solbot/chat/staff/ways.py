"""Every way in for staff, each with the right it needs."""

from __future__ import annotations

from collections.abc import Mapping

from solbot.chat.staff import invitations, menu, trail
from solbot.chat.staff.gate import Guarded, GuardedWords
from solbot.services.staff import Right

COMMANDS: Mapping[str, Guarded] = {
    "staff": Guarded(Right.MENU, menu.show),
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
}
"""What a button of staff sends before its first colon."""

AWAITED: Mapping[str, GuardedWords] = {}
"""What the next words of one of the staff are taken for."""

CONTINUES: Mapping[str, frozenset[str]] = {}
"""What continues a conversation with staff; see chat/ways.py."""
