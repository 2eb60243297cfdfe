"""What the screens of the page share: words of somebody's, the way back, and what is said where there is no room."""

from __future__ import annotations

from solbot.bot.context import Context
from solbot.bot.taps import do, sends
from solbot.coaching.journal import unfiled
from solbot.coaching.visions import service as visions
from solbot.coaching.visions.rules import VisionStanding
from solbot.content.cutting import shortened
from solbot.content.lengths import units
from solbot.limits import TooMany
from solbot.telegram.messages import Button, Keyboard


def said(context: Context, words: str, most: int) -> str:
    """Words of the page; where they can't be read, that is said."""
    return shortened(words or context.language.button("unreadable"), most)


def to_page(context: Context, vision_id: int) -> Button:
    """The way to a vision's page."""
    return context.button("vision_page", sends("v", vision_id))


def cancelling(context: Context, vision_id: int) -> Keyboard:
    """Under something that is asked for a vision: back to its page, with nothing done."""
    return Keyboard().row(context.button("cancel", sends("v", vision_id)))


def waited_for(context: Context, name: str) -> int:
    """The id that what is awaited goes by; none that is anybody's where it can't be read."""
    return int(context.waiting.data.get(name, 0)) if context.waiting else 0


async def held(context: Context, vision_id: int) -> VisionStanding | None:
    """A vision that was not let go; where there is none, that is said."""
    vision = await visions.standing(context.work, context.me, vision_id)
    if vision is not None and vision.released_at is None:
        return vision
    context.toast("vision_gone")
    return None


async def fits(context: Context, what: str, most: int) -> bool:
    """Whether words have room on the page; else they are kept without a place, and shorter ones asked for."""
    length = units(context.incoming.text)
    if length <= most:
        return True
    entry = await unfiled.hold(context)
    if entry is not None:
        keyboard = Keyboard().row(context.button("keep_note", unfiled.keep_note.to(entry)))
        keyboard.row(context.button("cancel", do("cancel")))
        context.say("page_too_long", keyboard, what=what, length=length, most=most, held=True)
    return False


async def full(context: Context, what: str, room: TooMany, keyboard: Keyboard) -> None:
    """There are so many already: say what to do, and keep the words meanwhile."""
    await context.rest()
    context.say("enough", keyboard, what=what, most=room.most)
    await unfiled.keep_and_ask(context)


async def gone(context: Context, name: str = "vision_gone") -> None:
    """What words were asked for is not there any more: it is said, and they are kept without a place."""
    await context.rest()
    context.say(name)
    await unfiled.keep_and_ask(context)
