"""What the screens of the page share: words of somebody's, the way back, and what is said where there is no room."""

from __future__ import annotations

from solbot.bot.context import Turn
from solbot.coaching.journal import unfiled as placing
from solbot.coaching.visions import service as visions
from solbot.coaching.visions.rules import Standing
from solbot.content.cutting import shortened
from solbot.content.lengths import units
from solbot.limits import TooMany
from solbot.telegram.messages import Button, Keyboard


def said(turn: Turn, words: str, most: int) -> str:
    """Words of the page; where they can't be read, that is said."""
    return shortened(words or turn.language.button("unreadable"), most)


def to_page(turn: Turn, vision_id: int) -> Button:
    """The way to a vision's page."""
    return turn.button("vision_page", f"v:{vision_id}")


def cancelling(turn: Turn, vision_id: int) -> Keyboard:
    """Under something that is asked for a vision: back to its page, with nothing done."""
    return Keyboard().row(turn.button("cancel", f"v:{vision_id}"))


def waited_for(turn: Turn, name: str) -> int:
    """The id that what is awaited goes by; none that is anybody's where it can't be read."""
    return int(turn.waiting.data.get(name, 0)) if turn.waiting else 0


async def held(turn: Turn, vision_id: int) -> Standing | None:
    """A vision that was not let go; where there is none, that is said."""
    vision = await visions.standing(turn.work, turn.me, vision_id)
    if vision is not None and vision.released_at is None:
        return vision
    turn.toast("vision_gone")
    return None


async def fits(turn: Turn, what: str, most: int) -> bool:
    """Whether words have room on the page; else they are kept without a place, and shorter ones asked for."""
    length = units(turn.incoming.text)
    if length <= most:
        return True
    entry = await placing.hold(turn)
    if entry is not None:
        keyboard = Keyboard().row(turn.button("keep_note", f"nk:{entry}"))
        keyboard.row(turn.button("cancel", "do:cancel"))
        turn.say("page_too_long", keyboard, what=what, length=length, most=most, held=True)
    return False


async def full(turn: Turn, what: str, room: TooMany, keyboard: Keyboard) -> None:
    """There are so many already: say what to do, and keep the words meanwhile."""
    await turn.rest()
    turn.say("enough", keyboard, what=what, most=room.most)
    await placing.loose(turn)


async def gone(turn: Turn, name: str = "vision_gone") -> None:
    """What words were asked for is not there any more: it is said, and they are kept without a place."""
    await turn.rest()
    turn.say(name)
    await placing.loose(turn)
