"""The picture of a vision: how close it was over time, how it pulled and strained, what was changed and done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import TypeVar

from solbot.bot import drawing
from solbot.bot.context import Context, Later
from solbot.bot.taps import tap
from solbot.coaching.visions import figures_chat, page_chat, picture_rules
from solbot.coaching.visions import service as visions
from solbot.coaching.visions.picture_rules import Course
from solbot.coaching.visions.rules import CHANGES, VisionStanding
from solbot.content.catalog import Language
from solbot.content.cutting import shortened
from solbot.db.states import FigureKind, RevisionKind, StepOutcome
from solbot.limits import IN_LINE
from solbot.pictures import tension
from solbot.pictures.tension import Curve, Lane, Sign, Stroke, Tension, WrittenDates
from solbot.telegram.messages import Button, Keyboard, Message
from solbot.unit_of_work import UnitsOfWork

Known = TypeVar("Known", bound=str)

STROKES = {
    FigureKind.CLOSENESS: Stroke.SOLID,
    FigureKind.PULL: Stroke.DASHED,
    FigureKind.STRAIN: Stroke.DOTTED,
}
SIGNS: Mapping[str, Sign] = {
    RevisionKind.RAISED: Sign.UP,
    RevisionKind.CLARIFIED: Sign.RING,
    RevisionKind.LOWERED: Sign.DOWN,
    RevisionKind.RELEASED: Sign.CROSS,
    StepOutcome.DONE: Sign.TICK,
    StepOutcome.PARTLY: Sign.HALF,
    StepOutcome.NOT_YET: Sign.EMPTY,
    StepOutcome.LET_GO: Sign.CROSS,
    "open": Sign.AHEAD,
}


@tap("vp")
async def show(context: Context, vision_id: int) -> None:
    """A tap on Picture: a vision over time, with the same facts in words; kind words where there is nothing to draw."""
    vision = await visions.standing(context.work, context.me, vision_id)
    if vision is None:
        context.toast("vision_gone")
        return
    course = picture_rules.course(vision, context.zone)
    if not course.figures:
        keyboard = Keyboard()
        if vision.released_at is None:
            to_closeness = figures_chat.ask_closeness.to(vision.id)
            keyboard.row(context.button("vision_closeness", to_closeness))
        back = context.button("back", page_chat.show.to(vision.id))
        context.say("vision_without_picture", keyboard.row(back))
        return
    context.afterwards.append(Later(partial(_drawn, context.language, vision, course)))


async def _drawn(
    language: Language, vision: VisionStanding, course: Course, works: UnitsOfWork
) -> Message:
    del works
    caption = language.reply("vision_picture", course=_facts(language, vision, course))
    picture = await drawing.document("picture.png", tension.draw, *drawing_of(language, course))
    to_page = Button(language.button("vision_page"), page_chat.show.to(vision.id))
    return Message(caption, Keyboard().row(to_page).built(), document=picture)


def drawing_of(language: Language, course: Course) -> tuple[Tension, WrittenDates]:
    """What is drawn, and the dates below it."""
    what = shown(language, course)
    return what, tension.dates(what, lambda day, grain: language.filters.by_skeleton(day, grain))


def shown(language: Language, course: Course) -> Tension:
    """What is drawn. Raises ValueError where there is no figure."""
    lines = [
        Curve(STROKES[kind], language.button(f"picture_{kind}", count=found[-1][1]), found)
        for kind, found in course.figures.items()
    ]
    changes, steps = _lanes(language, course.changes), _lanes(language, course.steps)
    first, last = tension.extent(lines, (*changes, *steps))
    days = [language.filters.on(day) for day in dict.fromkeys((first, last))]
    return Tension(
        title=language.button("picture_title"),
        span=" – ".join(days),
        lines=lines,
        changes=changes,
        steps=steps,
        averaged=language.button("picture_averaged"),
        several=language.button("picture_several"),
    )


def _lanes(language: Language, found: Mapping[Known, Sequence[date | None]]) -> list[Lane]:
    def label(kind: str, days: Sequence[date | None]) -> str:
        return language.button(f"picture_{kind}", count=language.filters.number(len(days)))

    return [Lane(SIGNS[kind], label(kind, days), days) for kind, days in found.items()]


def _facts(language: Language, vision: VisionStanding, course: Course) -> dict[str, object]:
    """What the caption says: what the picture shows, in figures."""
    steps = [{"outcome": kind, "count": len(days)} for kind, days in course.steps.items()]
    changes = [
        {"kind": kind, "count": len(days)}
        for kind, days in course.changes.items()
        if kind in CHANGES
    ]
    closeness = picture_rules.closeness(course)
    return {
        "words": shortened(vision.words or language.button("unreadable"), IN_LINE),
        "closeness": closeness
        and {
            "first": _noted(closeness.first),
            "last": _noted(closeness.last),
            "lowest": closeness.lowest,
            "highest": closeness.highest,
        },
        "pull": _noted(course.last(FigureKind.PULL)),
        "strain": _noted(course.last(FigureKind.STRAIN)),
        "changes": changes,
        "released": course.released,
        "steps": steps,
        "step_count": sum(map(len, course.steps.values())),
    }


def _noted(noted: picture_rules.Noted | None) -> dict[str, object] | None:
    return {"on": noted[0], "value": noted[1]} if noted else None
