"""A drawing of a vision: a photo that is kept, shown, replaced and taken away."""

from __future__ import annotations

from datetime import datetime

from solbot.bot.context import ByTurns, Context
from solbot.bot.taps import tap
from solbot.coaching.journal import sealed_photos, unfiled
from solbot.coaching.visions import db as visions_db
from solbot.coaching.visions import page as vision_page
from solbot.coaching.visions import page_chat, screens
from solbot.coaching.visions import service as visions
from solbot.coaching.visions.rules import VisionStanding
from solbot.content.bodies import media_body, sealed_files
from solbot.db.tables import Vision
from solbot.telegram.incoming import UpdateKind
from solbot.telegram.messages import Keyboard, Media
from solbot.unit_of_work import UnitOfWork


@tap("vd")
async def show(context: Context, vision_id: int) -> None:
    """A tap on The drawing: the photo itself, and what can be done to it; without one, the question for one."""
    vision = await visions.standing(context.work, context.me, vision_id)
    if vision is None:
        context.toast("vision_gone")
        return
    if vision.drawn_at is None:
        await ask(context, vision_id)
        return
    if vision.drawing and sealed_files(vision.drawing):
        context.afterwards.append(_showing(context, vision.id))
    elif vision.drawing:
        context.play(Media("photo", vision.drawing["file_id"]), vision.drawing.get("text", ""))
    _say_drawn(context, vision, vision.drawn_at)


def _showing(context: Context, vision_id: int) -> ByTurns:
    """A drawing that came in with a copy."""
    person = context.me.id

    async def find(work: UnitOfWork) -> Vision | None:
        return await visions_db.get(work.session, person, vision_id)

    return sealed_photos.showing(find, person, context.incoming.topic)


def _say_drawn(context: Context, vision: VisionStanding, at: datetime) -> None:
    keyboard = Keyboard()
    if vision.released_at is None:
        keyboard.row(
            context.button("drawing_again", ask.to(vision.id)),
            context.button("drawing_off", ask_take_off.to(vision.id)),
        )
    keyboard.row(screens.to_page(context, vision.id))
    readable = vision.drawing is not None
    context.say("page_drawing", keyboard, at=context.local(at), readable=readable)


@tap("vdn")
async def ask(context: Context, vision_id: int) -> None:
    """A tap on A drawing, or on Another one: send a photo."""
    vision = await screens.held(context, vision_id)
    if vision is not None:
        await _ask(context, vision.id)


async def _ask(context: Context, vision_id: int, *, again: bool = False) -> None:
    await context.expect("drawing", vision=vision_id)
    context.put(context.message("ask_drawing", screens.cancelling(context, vision_id), again=again))


async def given(context: Context) -> None:
    """A photo while a drawing is awaited. Words and a voice message go where all go that have no place."""
    incoming, vision_id = context.incoming, screens.waited_for(context, "vision")
    if incoming.kind is UpdateKind.DOCUMENT:
        context.refused = True
        await _ask(context, vision_id, again=True)
        return
    if incoming.kind is not UpdateKind.PHOTO or incoming.file_id is None:
        await unfiled.keep_and_ask(context)
        return
    body = media_body("photo", incoming.file_id, incoming.text or None, incoming.unique_id)
    if not await vision_page.draw(context.work, context.me, vision_id, body):
        await screens.gone(context)
        return
    await context.rest()
    keyboard = Keyboard().row(
        context.button("drawing_off", ask_take_off.to(vision_id)),
        screens.to_page(context, vision_id),
    )
    context.say("drawing_kept", keyboard)


@tap("vdx")
async def ask_take_off(context: Context, vision_id: int) -> None:
    """Taking a drawing away is asked once."""
    vision = await screens.held(context, vision_id)
    if vision is None:
        return
    if vision.drawn_at is None:
        context.toast("page_gone")
        return
    keyboard = Keyboard().row(
        context.button("drawing_off_yes", take_off.to(vision.id)),
        context.button("back", page_chat.show.to(vision.id)),
    )
    context.put(context.message("ask_drawing_off", keyboard))


@tap("vdxx")
async def take_off(context: Context, vision_id: int) -> None:
    """Take it away; the photo stays in the chat."""
    vision = await screens.held(context, vision_id)
    if vision is None:
        return
    if vision.drawn_at is None:
        context.toast("page_gone")
        return
    await vision_page.draw(context.work, context.me, vision.id, None)
    await page_chat.show(context, vision.id)
