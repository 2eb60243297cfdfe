"""What of a vision stands on one screen: its words, the figures of now, and what came last."""

from __future__ import annotations

from datetime import date

from solbot.bot.context import Context
from solbot.coaching.visions.rules import Fact, Figure, Step, VisionStanding
from solbot.coaching.visions.screens import said
from solbot.db.states import FigureKind
from solbot.limits import BEFORE, PAGE_LINE

FACTS, SETTLED = 3, 2
"""How many of the last facts, and of the steps that something came of."""


def page(context: Context, vision: VisionStanding) -> dict[str, object]:
    """For the template of a vision's page."""
    close = vision.of_kind(FigureKind.CLOSENESS)
    settled = [one for one in vision.steps if one.outcome is not None]
    following = vision.next_step
    return {
        "words": said(context, vision.words, BEFORE),
        "since": context.local(vision.created_at),
        "released": context.local(vision.released_at) if vision.released_at else None,
        "close": _figure(close[-1:]),
        "before": _figure(close[-2:-1]),
        "pull": _figure(vision.of_kind(FigureKind.PULL)[-1:]),
        "strain": _figure(vision.of_kind(FigureKind.STRAIN)[-1:]),
        "facts": [fact(context, one, PAGE_LINE) for one in vision.facts_that_hold[-FACTS:]],
        "next": step(context, following, PAGE_LINE) if following else None,
        "others": sum(one.outcome is None for one in vision.steps) - 1,
        "settled": [
            step(context, one, PAGE_LINE) for one in sorted(settled, key=_settled_at)[-SETTLED:]
        ],
    }


def fact(context: Context, one: Fact, most: int) -> dict[str, object]:
    """A fact, with since when it is no longer so."""
    return {
        "words": said(context, one.words, most),
        "on": one.on,
        "struck": context.local(one.struck_at) if one.struck_at else None,
    }


def step(context: Context, one: Step, most: int) -> dict[str, object]:
    """A step, with what came of it."""
    return {
        "words": said(context, one.words, most),
        "on": context.local(one.at),
        "due": one.due_on,
        "outcome": one.outcome,
        "settled": context.local(one.settled_at) if one.settled_at else None,
        "learnt": said(context, one.learnt, most) if one.learnt else "",
    }


def planned(steps: tuple[Step, ...]) -> list[Step]:
    """Steps in the order in which one looks for them: the open ones by their day, then those settled last."""
    waiting = [one for one in steps if one.outcome is None]
    settled = [one for one in steps if one.outcome is not None]
    waiting.sort(key=lambda one: (one.due_on or date.max, one.id))
    return [*waiting, *sorted(settled, key=_settled_at, reverse=True)]


def _settled_at(one: Step) -> tuple[float, int]:
    return (one.settled_at or one.at).timestamp(), one.id


def _figure(found: tuple[Figure, ...]) -> dict[str, object] | None:
    return {"value": found[0].value, "on": found[0].on} if found else None
