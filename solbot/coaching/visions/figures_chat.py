"""How close a vision is; how strongly it pulls, and what strain there is with it: 0 to 10, tapped or typed."""

from __future__ import annotations

from solbot.bot.args import known
from solbot.bot.context import Turn
from solbot.coaching.visions import lookup, page_chat, screens
from solbot.coaching.visions import page as beside
from solbot.coaching.visions.rules import FIGURES, Change, FigureKind
from solbot.content.cutting import shortened
from solbot.errors import StaleButton
from solbot.limits import BEFORE
from solbot.members import zones
from solbot.telegram.messages import Button, Keyboard
from solbot.typed import scales

SCALE_ROW = 6
UNDONE = 2  # figures that one tap takes back


async def ask_closeness(turn: Turn, args: list[str]) -> None:
    """How close is it today, 0 to 10?"""
    if await screens.held(turn, int(args[0])) is not None:
        await ask_how_close(turn, int(args[0]))


async def ask_how_close(
    turn: Turn,
    vision_id: int,
    *,
    words: str = "",
    change: Change | None = None,
    again: bool = False,
) -> None:
    """How close is it? `words`: what was just kept, to be seen once; `change`: what they did; `again`: the figure was
    none."""
    await turn.expect("closeness", vision=vision_id)
    keyboard = _scale(f"vc:{vision_id}:")
    if words:
        keyboard.row(turn.button("vision_again", f"va:{vision_id}"))
    keyboard.row(turn.button("skip", "vc_skip"))
    turn.put(
        turn.message(
            "ask_closeness", keyboard, words=shortened(words, BEFORE), change=change, again=again
        )
    )


async def closeness(turn: Turn, args: list[str]) -> None:
    """A tap on a figure of how close it is."""
    await _note_closeness(turn, int(args[0]), known(int(args[1]), FIGURES))


async def typed_closeness(turn: Turn) -> None:
    """How close it is, in words."""
    value = _typed(turn)
    vision_id = screens.waited_for(turn, "vision")
    if value is None and await zones.elsewhere(turn, only_sure=True):
        return
    if value is None:
        await ask_how_close(turn, vision_id, again=True)
        return
    await _note_closeness(turn, vision_id, value)


async def skip_closeness(turn: Turn, args: list[str]) -> None:
    """No figure today."""
    del args
    turn.rebutton()
    await turn.rest()
    turn.say("vision_kept", closeness=None)
    turn.finished = "vision" if turn.me.onboarded_at is None else None


async def _note_closeness(turn: Turn, vision_id: int, value: int) -> None:
    kept = await beside.note_figure(turn.work, turn.me, vision_id, FigureKind.CLOSENESS, value)
    if kept is None:
        turn.toast("vision_gone")
        return
    await turn.rest()
    settling = turn.me.onboarded_at is None
    keyboard = Keyboard()
    if not settling:
        keyboard.row(turn.button("fact_add", f"vf:{vision_id}"))
        keyboard.row(turn.button("undo", f"vgx:{kept}"), screens.to_page(turn, vision_id))
    turn.put(turn.message("vision_kept", keyboard, closeness=value))
    turn.finished = "vision" if settling else None


async def ask_pull(turn: Turn, args: list[str]) -> None:
    """A tap on Pull and strain: first the one."""
    if await screens.held(turn, int(args[0])) is not None:
        await _ask_pull(turn, int(args[0]))


async def _ask_pull(turn: Turn, vision_id: int, *, again: bool = False) -> None:
    await turn.expect("pull", vision=vision_id)
    keyboard = _scale(f"vgp:{vision_id}:")
    keyboard.rows += screens.cancelling(turn, vision_id).rows
    turn.put(turn.message("ask_pull", keyboard, again=again))


async def pull(turn: Turn, args: list[str]) -> None:
    """A tap on a figure of how strongly it pulls; then the other."""
    await _note_pull(turn, int(args[0]), known(int(args[1]), FIGURES))


async def typed_pull(turn: Turn) -> None:
    """How strongly it pulls, in words."""
    value, vision_id = _typed(turn), screens.waited_for(turn, "vision")
    if value is None:
        await _ask_pull(turn, vision_id, again=True)
    else:
        await _note_pull(turn, vision_id, value)


async def _note_pull(turn: Turn, vision_id: int, value: int) -> None:
    kept = await beside.note_figure(turn.work, turn.me, vision_id, FigureKind.PULL, value)
    if kept is None:
        turn.toast("vision_gone")
        return
    await _ask_strain(turn, vision_id, value, kept)


async def _ask_strain(
    turn: Turn, vision_id: int, pulls: int, noted: int, *, again: bool = False
) -> None:
    await turn.expect("strain", vision=vision_id, pull=pulls, noted=noted)
    keyboard = _scale(f"vgs:{vision_id}:", f":{pulls}:{noted}")
    keyboard.row(turn.button("undo", f"vgx:{noted}"), turn.button("skip", f"v:{vision_id}"))
    turn.put(turn.message("ask_strain", keyboard, pull=pulls, again=again))


async def strain(turn: Turn, args: list[str]) -> None:
    """A tap on a figure of how much strain there is."""
    value, pulls = known(int(args[1]), FIGURES), known(int(args[2]), FIGURES)
    await _note_strain(turn, int(args[0]), value, pulls, int(args[3]))


async def typed_strain(turn: Turn) -> None:
    """How much strain there is, in words."""
    value, vision_id = _typed(turn), screens.waited_for(turn, "vision")
    pulls, noted = screens.waited_for(turn, "pull"), screens.waited_for(turn, "noted")
    if value is None:
        await _ask_strain(turn, vision_id, pulls, noted, again=True)
    else:
        await _note_strain(turn, vision_id, value, pulls, noted)


async def _note_strain(turn: Turn, vision_id: int, value: int, pulls: int, noted: int) -> None:
    kept = await beside.note_figure(turn.work, turn.me, vision_id, FigureKind.STRAIN, value)
    if kept is None:
        turn.toast("vision_gone")
        return
    await turn.rest()
    keyboard = Keyboard().row(
        turn.button("undo", f"vgx:{noted}:{kept}"), screens.to_page(turn, vision_id)
    )
    turn.put(turn.message("pull_strain_kept", keyboard, pull=pulls, strain=value))


async def undo(turn: Turn, args: list[str]) -> None:
    """A tap on Undo, under figures that were noted: they are gone, and the page is as it was."""
    figures = [int(one) for one in args[:UNDONE]]
    if not figures:
        raise StaleButton
    vision_id = await lookup.vision_of_figure(turn.work, turn.me, figures[0])
    if vision_id is None:
        turn.toast("page_gone")
        return
    for one in figures:
        await beside.erase_figure(turn.work, turn.me, one)
    await page_chat.show(turn, vision_id)


def _typed(turn: Turn) -> int | None:
    return scales.parse_about(turn.incoming.text, turn.language.vocabulary)


def _scale(data: str, rest: str = "") -> Keyboard:
    return Keyboard().grid((Button(str(one), f"{data}{one}{rest}") for one in FIGURES), SCALE_ROW)
