"""The order in which somebody meets the disciplines: the one they say would help them most comes next."""

from __future__ import annotations

from solbot.body import Body
from solbot.coaching.path import rules as path_rules
from solbot.content.answer_kinds import kind_of
from solbot.content.models import DISCIPLINES
from solbot.db.forms import KeptPart
from solbot.db.tables import Member, Prompt


def order_of(member: Member) -> tuple[int, ...]:
    """The disciplines as this member meets them, each by its place among all; empty: as they come."""
    return path_rules.in_order((member.journey_order or "").split(","), DISCIPLINES)


def take(member: Member, prompt: Prompt, part: int, body: Body) -> str | None:
    """An answer that says which discipline would help most: from now on it follows the one they are in. Returns it,
    or None where the answer says nothing of the kind, or that one came already."""
    wanted = _named((prompt.parts or [])[part], body)
    if wanted is None:
        return None
    cursor = path_rules.PathPosition(member.journey_place, member.journey_round, order_of(member))
    order = path_rules.bring_forward(cursor, DISCIPLINES.index(wanted), len(DISCIPLINES))
    if order is None:
        return None
    member.journey_order = ",".join(DISCIPLINES[one] for one in order)
    return wanted


def _named(part: KeptPart, body: Body) -> str | None:
    """The discipline that the chosen option stands for."""
    chosen = kind_of(body["kind"]).chosen(body)
    named = zip(part["options"], part.get("sets", ()), strict=False)
    return next((one for option, one in named if option == chosen and one in DISCIPLINES), None)
