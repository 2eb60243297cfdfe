"""How close a vision is; how strongly it pulls, and what strain there is with it: 0 to 10, tapped or typed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from solbot.bot.args import known
from solbot.bot.context import Context
from solbot.bot.taps import sends, tap
from solbot.coaching.journal import unfiled
from solbot.coaching.visions import facts_chat, lookup, page_chat, screens
from solbot.coaching.visions import page as vision_page
from solbot.coaching.visions.rules import FIGURES, WordingChange
from solbot.content.cutting import shortened
from solbot.db.states import FigureKind
from solbot.limits import BEFORE
from solbot.members import zones
from solbot.telegram.messages import Button, Keyboard
from solbot.typed import scales

SCALE_ROW = 6
A_SENTENCE = 3  # words


@tap("vs")
async def ask_closeness(context: Context, vision_id: int) -> None:
    """How close is it today, 0 to 10?"""
    if await screens.held(context, vision_id) is not None:
        await ask_how_close(context, vision_id)


async def ask_how_close(
    context: Context,
    vision_id: int,
    *,
    words: str = "",
    change: WordingChange | None = None,
    again: bool = False,
    held: bool = False,
) -> None:
    """How close is it? `words`: what was just kept, to be seen once; `change`: what they did; `again`: the figure was
    none; `held`: it was words, which are kept."""
    await context.expect("closeness", vision=vision_id)
    keyboard = _scale(partial(closeness.to, vision_id))
    if words:
        keyboard.row(context.button("vision_again", sends("va", vision_id)))
    keyboard.row(context.button("skip", skip_closeness.to()))
    context.put(
        context.message(
            "ask_closeness",
            keyboard,
            words=shortened(words, BEFORE),
            change=change,
            again=again,
            held=held,
        )
    )


@tap("vc")
async def closeness(context: Context, vision_id: int, value: int) -> None:
    """A tap on a figure of how close it is."""
    await _note_closeness(context, vision_id, known(value, FIGURES))


async def typed_closeness(context: Context) -> None:
    """How close it is, in words."""
    value = _typed(context)
    vision_id = screens.waited_for(context, "vision")
    if value is None and await zones.elsewhere(context, only_sure=True):
        return
    if value is None:
        await ask_how_close(context, vision_id, again=True, held=await _held(context))
        return
    await _note_closeness(context, vision_id, value)


@tap("vc_skip")
async def skip_closeness(context: Context) -> None:
    """No figure today."""
    context.rebutton()
    await context.rest()
    context.say("vision_kept", closeness=None)
    context.finished = "vision" if context.me.onboarded_at is None else None


async def _note_closeness(context: Context, vision_id: int, value: int) -> None:
    kept = await vision_page.note_figure(
        context.work, context.me, vision_id, FigureKind.CLOSENESS, value
    )
    if kept is None:
        context.toast("vision_gone")
        return
    await context.rest()
    settling = context.me.onboarded_at is None
    keyboard = Keyboard()
    if not settling:
        keyboard.row(context.button("fact_add", facts_chat.ask.to(vision_id)))
        keyboard.row(context.button("undo", undo.to(kept)), screens.to_page(context, vision_id))
    context.put(context.message("vision_kept", keyboard, closeness=value))
    context.finished = "vision" if settling else None


@tap("vg")
async def ask_pull(context: Context, vision_id: int) -> None:
    """A tap on Pull and strain: first the one."""
    if await screens.held(context, vision_id) is not None:
        await _ask_pull(context, vision_id)


async def _ask_pull(
    context: Context, vision_id: int, *, again: bool = False, held: bool = False
) -> None:
    await context.expect("pull", vision=vision_id)
    keyboard = _scale(partial(pull.to, vision_id))
    keyboard.rows += screens.cancelling(context, vision_id).rows
    context.put(context.message("ask_pull", keyboard, again=again, held=held))


@tap("vgp")
async def pull(context: Context, vision_id: int, value: int) -> None:
    """A tap on a figure of how strongly it pulls; then the other."""
    await _note_pull(context, vision_id, known(value, FIGURES))


async def typed_pull(context: Context) -> None:
    """How strongly it pulls, in words."""
    value, vision_id = _typed(context), screens.waited_for(context, "vision")
    if value is None:
        await _ask_pull(context, vision_id, again=True, held=await _held(context))
    else:
        await _note_pull(context, vision_id, value)


async def _note_pull(context: Context, vision_id: int, value: int) -> None:
    kept = await vision_page.note_figure(
        context.work, context.me, vision_id, FigureKind.PULL, value
    )
    if kept is None:
        context.toast("vision_gone")
        return
    await _ask_strain(context, vision_id, value, kept)


async def _ask_strain(
    context: Context,
    vision_id: int,
    pulls: int,
    noted: int,
    *,
    again: bool = False,
    held: bool = False,
) -> None:
    await context.expect("strain", vision=vision_id, pull=pulls, noted=noted)
    keyboard = _scale(lambda value: strain.to(vision_id, value, pulls, noted))
    keyboard.row(
        context.button("undo", undo.to(noted)), context.button("skip", page_chat.show.to(vision_id))
    )
    context.put(context.message("ask_strain", keyboard, pull=pulls, again=again, held=held))


@tap("vgs")
async def strain(context: Context, vision_id: int, value: int, pulls: int, noted: int) -> None:
    """A tap on a figure of how much strain there is."""
    await _note_strain(context, vision_id, known(value, FIGURES), known(pulls, FIGURES), noted)


async def typed_strain(context: Context) -> None:
    """How much strain there is, in words."""
    value, vision_id = _typed(context), screens.waited_for(context, "vision")
    pulls, noted = screens.waited_for(context, "pull"), screens.waited_for(context, "noted")
    if value is None:
        held = await _held(context)
        await _ask_strain(context, vision_id, pulls, noted, again=True, held=held)
    else:
        await _note_strain(context, vision_id, value, pulls, noted)


async def _note_strain(
    context: Context, vision_id: int, value: int, pulls: int, noted: int
) -> None:
    kept = await vision_page.note_figure(
        context.work, context.me, vision_id, FigureKind.STRAIN, value
    )
    if kept is None:
        context.toast("vision_gone")
        return
    await context.rest()
    keyboard = Keyboard().row(
        context.button("undo", undo.to(noted, kept)), screens.to_page(context, vision_id)
    )
    context.put(context.message("pull_strain_kept", keyboard, pull=pulls, strain=value))


@tap("vgx")
async def undo(context: Context, figure_id: int, other_id: int | None = None) -> None:
    """A tap on Undo, under figures that were noted: they are gone, and the page is as it was."""
    vision_id = await lookup.vision_of_figure(context.work, context.me, figure_id)
    if vision_id is None:
        context.toast("page_gone")
        return
    await vision_page.erase_figure(context.work, context.me, figure_id)
    if other_id is not None:
        await vision_page.erase_figure(context.work, context.me, other_id)
    await page_chat.show(context, vision_id)


def _typed(context: Context) -> int | None:
    return scales.parse_about(context.incoming.text, context.language.vocabulary)


async def _held(context: Context) -> bool:
    """Keep words that came in the place of a figure, without a place of their own; a word or two are none to keep."""
    words = [one for one in context.incoming.text.split() if any(map(str.isalpha, one))]
    return len(words) >= A_SENTENCE and await unfiled.hold(context) is not None


def _scale(way: Callable[[int], str]) -> Keyboard:
    return Keyboard().grid((Button(str(one), way(one)) for one in FIGURES), SCALE_ROW)
