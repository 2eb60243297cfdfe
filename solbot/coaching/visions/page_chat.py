"""The page of a vision: its words, how close it is, what is so, the next step; and what can be done to each."""

from __future__ import annotations

from solbot.bot.context import Turn
from solbot.coaching.visions import earlier, view
from solbot.coaching.visions import service as visions
from solbot.coaching.visions.rules import Standing
from solbot.content.lengths import room
from solbot.limits import BEFORE
from solbot.telegram.messages import Button, Keyboard


async def open_one(turn: Turn, args: list[str]) -> None:
    """One vision as it stands, with all that can be done to it; one that was let go can be looked at."""
    await show(turn, int(args[0]))


async def whole(turn: Turn, args: list[str]) -> None:
    """A tap on The whole text."""
    vision = await visions.standing(turn.work, turn.me, int(args[0]))
    if vision is None:
        turn.toast("vision_gone")
        return
    turn.send_whole(vision.words or turn.language.button("unreadable"))


async def show(turn: Turn, vision_id: int) -> None:
    """The page of a vision."""
    vision = await visions.standing(turn.work, turn.me, vision_id)
    if vision is None:
        turn.toast("vision_gone")
        return
    keyboard = Keyboard()
    if room(vision.words) > BEFORE:
        keyboard.row(turn.button("whole_text", f"vw:{vision.id}"))
    if vision.released_at is None:
        _doing(turn, keyboard, vision)
        if await earlier.is_any(turn.work, turn.me):
            keyboard.row(turn.button("look_through", "lk:0"))
        keyboard.row(*await _changing(turn, vision.id))
    else:
        picture = [turn.button("picture", f"vp:{vision.id}")] if vision.figures else []
        history = turn.button("vision_history", f"vh:{vision.id}:0")
        keyboard.row(*_drawing(turn, vision), *picture, history)
        keyboard.row(turn.button("vision_take_up", f"vu:{vision.id}"), turn.button("back", "vlr:0"))
    turn.put(turn.message("vision", keyboard, vision=view.page(turn, vision)))


def _doing(turn: Turn, keyboard: Keyboard, vision: Standing) -> None:
    """What can be added beside the words, and looked at."""
    id, following = vision.id, vision.next_step
    keyboard.row(
        turn.button("vision_closeness", f"vs:{id}"), turn.button("vision_pull_strain", f"vg:{id}")
    )
    keyboard.row(
        turn.button("fact_add", f"vf:{id}"),
        turn.button("step_outcome", f"vto:{following.id}")
        if following
        else turn.button("step_add", f"vt:{id}"),
    )
    there = []
    if vision.facts:
        there.append(turn.button("facts_list", f"vfl:{id}:0", number=len(vision.facts)))
    if vision.steps:
        there.append(turn.button("steps_list", f"vtl:{id}:0", number=len(vision.steps)))
    keyboard.row(*there)
    drawing = _drawing(turn, vision) or [turn.button("drawing_add", f"vd:{id}")]
    picture = [turn.button("picture", f"vp:{id}")] if vision.figures else []
    keyboard.row(*drawing, *picture, turn.button("vision_history", f"vh:{id}:0"))


def _drawing(turn: Turn, vision: Standing) -> list[Button]:
    there = vision.drawn_at is not None
    return [turn.button("drawing_show", f"vd:{vision.id}")] if there else []


async def _changing(turn: Turn, vision_id: int) -> list[Button]:
    """What can be done to the vision itself; and the way to the others, or to a second one."""
    others = await visions.count(turn.work, turn.me) > 1
    return [
        turn.button("vision_change", f"vch:{vision_id}"),
        turn.button("vision_release", f"vx:{vision_id}"),
        turn.button("visions_all", "vl:0") if others else turn.button("vision_new", "vnew"),
    ]
