"""All that a vision has been: its wordings, facts, figures and steps in one row, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from solbot.bot import pager
from solbot.bot.context import Context
from solbot.bot.taps import tap
from solbot.coaching.visions import service as visions
from solbot.coaching.visions.rules import VisionStanding
from solbot.coaching.visions.screens import said, to_page
from solbot.limits import PAGE_LINE, WORDING
from solbot.telegram.messages import Keyboard


@dataclass(frozen=True)
class Event:
    """Something that happened with a vision."""

    at: datetime
    what: str
    words: str | None = None
    value: int | None = None
    due: date | None = None
    learnt: str = ""


@tap("vh")
async def show(context: Context, vision_id: int, page: int = 0) -> None:
    """A tap on All it has been."""
    vision = await visions.standing(context.work, context.me, vision_id)
    if vision is None:
        context.toast("vision_gone")
        return
    events = _events(vision)
    here = pager.at(page, len(events))
    keyboard = Keyboard().row(*here.turning(context, show.to(vision.id), pager.IN_TIME))
    shown = [_shown(context, one) for one in here.of(events)]
    context.put(
        context.message(
            "vision_history",
            keyboard.row(to_page(context, vision.id)),
            events=shown,
            page=here.number,
            pages=here.count,
        )
    )


def _events(vision: VisionStanding) -> list[Event]:
    """What happened, the newest first; of what happened at once, what was told last."""
    events = [*_wordings(vision), *_facts(vision), *_figures(vision), *_steps(vision)]
    return sorted(events, key=lambda one: one.at)[::-1]


def _wordings(vision: VisionStanding) -> list[Event]:
    return [Event(one.at, one.kind, one.words) for one in vision.wordings]


def _facts(vision: VisionStanding) -> list[Event]:
    noted = [Event(one.at, "fact", one.words) for one in vision.facts]
    return noted + [
        Event(one.struck_at, "struck", one.words)
        for one in vision.facts
        if one.struck_at is not None
    ]


def _figures(vision: VisionStanding) -> list[Event]:
    return [Event(one.at, one.kind, value=one.value) for one in vision.figures]


def _steps(vision: VisionStanding) -> list[Event]:
    planned = [Event(one.at, "step", one.words, due=one.due_on) for one in vision.steps]
    return planned + [
        Event(one.settled_at, f"step_{one.outcome}", one.words, learnt=one.learnt)
        for one in vision.steps
        if one.settled_at is not None
    ]


def _shown(context: Context, event: Event) -> dict[str, object]:
    most = PAGE_LINE if event.what.startswith("step") else WORDING
    return {
        "on": context.local(event.at),
        "what": event.what,
        "words": "" if event.words is None else said(context, event.words, most),
        "learnt": said(context, event.learnt, most) if event.learnt else "",
        "value": event.value,
        "due": event.due,
    }
