"""A drawing of a vision: a photo that is kept, shown, replaced and taken away."""

from __future__ import annotations

from datetime import datetime

from solbot.bot.context import Turn
from solbot.coaching.answers.rules import media_body
from solbot.coaching.journal import unfiled as placing
from solbot.coaching.visions import page as beside
from solbot.coaching.visions import page_chat, screens
from solbot.coaching.visions import service as visions
from solbot.coaching.visions.rules import Standing
from solbot.telegram.incoming import Kind
from solbot.telegram.messages import Keyboard, Media


async def show(turn: Turn, args: list[str]) -> None:
    """A tap on The drawing: the photo itself, and what can be done to it; without one, the question for one."""
    vision = await visions.standing(turn.work, turn.me, int(args[0]))
    if vision is None:
        turn.toast("vision_gone")
        return
    if vision.drawn_at is None:
        await ask(turn, args)
        return
    if vision.drawing:
        turn.play(Media("photo", vision.drawing["file_id"]), vision.drawing.get("text", ""))
    _say_drawn(turn, vision, vision.drawn_at)


def _say_drawn(turn: Turn, vision: Standing, at: datetime) -> None:
    keyboard = Keyboard()
    if vision.released_at is None:
        keyboard.row(
            turn.button("drawing_again", f"vdn:{vision.id}"),
            turn.button("drawing_off", f"vdx:{vision.id}"),
        )
    keyboard.row(screens.to_page(turn, vision.id))
    readable = vision.drawing is not None
    turn.say("page_drawing", keyboard, at=turn.local(at), readable=readable)


async def ask(turn: Turn, args: list[str]) -> None:
    """A tap on A drawing, or on Another one: send a photo."""
    vision = await screens.held(turn, int(args[0]))
    if vision is not None:
        await _ask(turn, vision.id)


async def _ask(turn: Turn, vision_id: int, *, again: bool = False) -> None:
    await turn.expect("drawing", vision=vision_id)
    turn.put(turn.message("ask_drawing", screens.cancelling(turn, vision_id), again=again))


async def given(turn: Turn) -> None:
    """A photo while a drawing is awaited. Words and a voice message go where all go that have no place."""
    incoming, vision_id = turn.incoming, screens.waited_for(turn, "vision")
    if incoming.kind is Kind.DOCUMENT:
        turn.refused = True
        await _ask(turn, vision_id, again=True)
        return
    if incoming.kind is not Kind.PHOTO or incoming.file_id is None:
        await placing.loose(turn)
        return
    body = media_body("photo", incoming.file_id, incoming.text or None, incoming.unique_id)
    if not await beside.draw(turn.work, turn.me, vision_id, body):
        await screens.gone(turn)
        return
    await turn.rest()
    keyboard = Keyboard().row(
        turn.button("drawing_off", f"vdx:{vision_id}"), screens.to_page(turn, vision_id)
    )
    turn.say("drawing_kept", keyboard)


async def ask_take_off(turn: Turn, args: list[str]) -> None:
    """Taking a drawing away is asked once."""
    vision = await screens.held(turn, int(args[0]))
    if vision is None:
        return
    if vision.drawn_at is None:
        turn.toast("page_gone")
        return
    keyboard = Keyboard().row(
        turn.button("drawing_off_yes", f"vdxx:{vision.id}"), turn.button("back", f"v:{vision.id}")
    )
    turn.put(turn.message("ask_drawing_off", keyboard))


async def take_off(turn: Turn, args: list[str]) -> None:
    """Take it away; the photo stays in the chat."""
    vision = await screens.held(turn, int(args[0]))
    if vision is None:
        return
    if vision.drawn_at is None:
        turn.toast("page_gone")
        return
    await beside.draw(turn.work, turn.me, vision.id, None)
    await page_chat.show(turn, vision.id)
