"""How an audience is told: its parts, whom it reaches, and how many."""

from __future__ import annotations

from solbot.announcements.audience import choices
from solbot.announcements.audience import rules as audience_rules
from solbot.announcements.audience import service as audiences
from solbot.announcements.audience.rules import (
    Is,
    Joined,
    Node,
)
from solbot.bot.context import Context
from solbot.bot.taps import sends
from solbot.content.cutting import shortened
from solbot.limits import AUDIENCES, NAME_IN_LINE
from solbot.telegram.messages import Button, Keyboard, Message

MOST_ZONES = 6


async def audience_message(
    context: Context,
    tree: Node | None,
    keyboard: Keyboard,
    chosen: int | None = None,
    *,
    step: str | None = None,
    trouble: str | None = None,
    name: str | None = None,
    count: bool = False,
) -> Message:
    """The audience in words, with what is asked about it."""
    return context.message(
        "staff/audience",
        keyboard,
        who=await _who(context, tree),
        crowd=await _counted(context, tree) if count else None,
        chosen=chosen,
        step=step,
        trouble=trouble,
        kept_name=name,
        most=AUDIENCES,
    )


async def _who(context: Context, tree: Node | None) -> dict[str, object]:
    """An audience in words, line by line, for a template."""
    told = audience_rules.told(tree)
    known = await choices.names(context, {one.kind for one in audience_rules.conditions(tree)})
    lines = [
        {
            "number": line.number,
            "depth": line.depth,
            "link": line.link,
            "no": line.no,
            "kind": line.node.kind if isinstance(line.node, Is) else line.node.how,
            "value": line.node.value if isinstance(line.node, Is) else None,
            "name": choices.name(context, line.node.kind, line.node.value, known)
            if isinstance(line.node, Is)
            else None,
        }
        for line in told.lines
    ]
    return {"no": told.no, "lines": lines}


async def _counted(context: Context, tree: Node | None) -> dict[str, object]:
    """How many they are, how they split, who is left out, and when they get it."""
    work, catalog = context.work, context.work.catalog
    seen = await audiences.look(work, tree, work.now)
    expected = await audiences.expected(work, seen.count)
    return {
        "count": seen.count,
        "private": seen.private,
        "can_be_told": seen.can_be_told,
        "names": [
            shortened(name, NAME_IN_LINE) for name in await audiences.names(work, tree, work.now)
        ],
        "languages": [
            {"name": catalog.language(code).name, "count": count} for code, count in seen.languages
        ],
        "zones": [
            {"name": choices.zone_name(context, zone), "count": count}
            for zone, count in seen.zones[:MOST_ZONES]
        ],
        "more_zones": max(0, len(seen.zones) - MOST_ZONES),
        "elsewhere": sum(count for _, count in seen.zones[MOST_ZONES:]),
        "left_out": [{"why": why, "count": count} for why, count in seen.left_out],
        "first": context.local(expected.first),
        "last": context.local(expected.last),
    }


def joining_buttons(context: Context, draft: int, tree: Node | None, number: int) -> list[Button]:
    """What another condition can be joined with."""
    mark = audience_rules.mark(tree)
    if tree is None:
        return [context.button("only_those", sends("swj", draft, mark, number, Joined.AND))]
    return [
        context.button("and_also", sends("swj", draft, mark, number, Joined.AND)),
        context.button("or_else", sends("swj", draft, mark, number, Joined.OR)),
    ]
