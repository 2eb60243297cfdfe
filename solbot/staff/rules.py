"""Who may do what: the roles of staff, and the rights that go with each."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from solbot.db.states import Role


class Right(StrEnum):
    """What a command, a button or a typed word of staff needs."""

    MENU = "menu"
    INVITE = "invite"
    AUDIT = "audit"
    CONTENT = "content"
    DESK = "desk"
    DESK_RULES = "desk_rules"
    WRITE = "write"  # to people who did not ask
    PEOPLE = "people"
    STATS = "stats"
    PROGRAMS = "programs"
    ANNOUNCEMENTS = "announcements"
    URGENT = "urgent"  # announcements that go past the gap between two
    RULES = "rules"  # what holds for announcements


_EVERYONE = frozenset({Right.MENU})

RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.OWNER: frozenset(Right),
    Role.PROGRAMS: _EVERYONE
    | {
        Right.DESK,
        Right.WRITE,
        Right.PEOPLE,
        Right.STATS,
        Right.PROGRAMS,
        Right.ANNOUNCEMENTS,
        Right.URGENT,
    },
    Role.ANNOUNCEMENTS: _EVERYONE | {Right.STATS, Right.ANNOUNCEMENTS},
    Role.CONTENT: _EVERYONE | {Right.CONTENT, Right.STATS},
    Role.HELPER: _EVERYONE | {Right.DESK},
}
"""No role has a right to journals: there is none."""


def may(role: Role | None, right: Right) -> bool:
    """Whether somebody with this role (None: no staff) has the right."""
    return role is not None and right in RIGHTS[role]
