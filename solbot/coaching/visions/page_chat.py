"""The page of a vision: its words, how close it is, what is so, the next step; and what can be done to each."""

from __future__ import annotations

from solbot.bot.context import Context
from solbot.bot.taps import sends, tap
from solbot.coaching.visions import earlier, earlier_chat, history, view
from solbot.coaching.visions import service as visions
from solbot.coaching.visions.rules import VisionStanding
from solbot.content.lengths import room
from solbot.limits import BEFORE
from solbot.telegram.messages import Button, Keyboard


@tap("vw")
async def whole(context: Context, vision_id: int) -> None:
    """A tap on The whole text."""
    vision = await visions.standing(context.work, context.me, vision_id)
    if vision is None:
        context.toast("vision_gone")
        return
    context.send_whole(vision.words or context.language.button("unreadable"))


@tap("v")
async def show(context: Context, vision_id: int) -> None:
    """One vision as it stands, with all that can be done to it; one that was let go can be looked at."""
    vision = await visions.standing(context.work, context.me, vision_id)
    if vision is None:
        context.toast("vision_gone")
        return
    keyboard = Keyboard()
    if room(vision.words) > BEFORE:
        keyboard.row(context.button("whole_text", whole.to(vision.id)))
    if vision.released_at is None:
        _doing(context, keyboard, vision)
        if await earlier.is_any(context.work, context.me):
            keyboard.row(context.button("look_through", earlier_chat.look.to(0)))
        keyboard.row(*await _changing(context, vision.id))
    else:
        picture = [context.button("picture", sends("vp", vision.id))] if vision.figures else []
        events = context.button("vision_history", history.show.to(vision.id, 0))
        keyboard.row(*_drawing(context, vision), *picture, events)
        keyboard.row(
            context.button("vision_take_up", sends("vu", vision.id)),
            context.button("back", sends("vlr", "0")),
        )
    context.put(context.message("vision", keyboard, vision=view.page(context, vision)))


def _doing(context: Context, keyboard: Keyboard, vision: VisionStanding) -> None:
    """What can be added beside the words, and looked at."""
    id, following = vision.id, vision.next_step
    keyboard.row(
        context.button("vision_closeness", sends("vs", id)),
        context.button("vision_pull_strain", sends("vg", id)),
    )
    keyboard.row(
        context.button("fact_add", sends("vf", id)),
        context.button("step_outcome", sends("vto", following.id))
        if following
        else context.button("step_add", sends("vt", id)),
    )
    there = []
    if vision.facts:
        there.append(context.button("facts_list", sends("vfl", id, 0), number=len(vision.facts)))
    if vision.steps:
        there.append(context.button("steps_list", sends("vtl", id, 0), number=len(vision.steps)))
    keyboard.row(*there)
    drawing = _drawing(context, vision) or [context.button("drawing_add", sends("vd", id))]
    picture = [context.button("picture", sends("vp", id))] if vision.figures else []
    keyboard.row(*drawing, *picture, context.button("vision_history", history.show.to(id, 0)))


def _drawing(context: Context, vision: VisionStanding) -> list[Button]:
    there = vision.drawn_at is not None
    return [context.button("drawing_show", sends("vd", vision.id))] if there else []


async def _changing(context: Context, vision_id: int) -> list[Button]:
    """What can be done to the vision itself; and the way to the others, or to a second one."""
    others = await visions.count(context.work, context.me) > 1
    return [
        context.button("vision_change", sends("vch", vision_id)),
        context.button("vision_release", sends("vx", vision_id)),
        context.button("visions_all", sends("vl", "0"))
        if others
        else context.button("vision_new", sends("vnew")),
    ]
