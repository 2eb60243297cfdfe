"""All that a vision has been: its wordings, facts, figures and steps in one row, the newest first."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from solbot.bot import pager
from solbot.bot.context import Context
from solbot.bot.taps import tap
from solbot.coaching.visions import service as visions
from solbot.coaching.visions.rules import VisionStanding
from solbot.coaching.visions.screens import said, to_page
from solbot.limits import PAGE_LINE, WORDING
from solbot.telegram.messages import Keyboard

Event = tuple[datetime, dict[str, Any]]


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
    shown = [_shown(context, at, event) for at, event in here.of(events)]
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
    return sorted(events, key=lambda one: one[0])[::-1]


def _wordings(vision: VisionStanding) -> list[Event]:
    return [(one.at, {"what": one.kind, "words": one.words}) for one in vision.wordings]


def _facts(vision: VisionStanding) -> list[Event]:
    noted: list[Event] = [(one.at, {"what": "fact", "words": one.words}) for one in vision.facts]
    return noted + [
        (one.struck_at, {"what": "struck", "words": one.words})
        for one in vision.facts
        if one.struck_at is not None
    ]


def _figures(vision: VisionStanding) -> list[Event]:
    return [(one.at, {"what": one.kind, "value": one.value}) for one in vision.figures]


def _steps(vision: VisionStanding) -> list[Event]:
    planned: list[Event] = [
        (one.at, {"what": "step", "words": one.words, "due": one.due_on}) for one in vision.steps
    ]
    return planned + [
        (one.settled_at, {"what": f"step_{one.outcome}", "words": one.words, "learnt": one.learnt})
        for one in vision.steps
        if one.settled_at is not None
    ]


def _shown(context: Context, at: datetime, event: dict[str, Any]) -> dict[str, Any]:
    most = PAGE_LINE if event["what"].startswith("step") else WORDING
    learnt = event.get("learnt")
    return {
        "on": context.local(at),
        "what": event["what"],
        "words": said(context, event["words"], most) if "words" in event else "",
        "learnt": said(context, learnt, most) if learnt else "",
        "value": event.get("value"),
        "due": event.get("due"),
    }
