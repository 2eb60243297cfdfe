"""The words of a vision: given for the first time, changed knowingly, taken back; let go, and taken up again."""

from __future__ import annotations

from solbot.bot.context import Context
from solbot.bot.dialog import nearly
from solbot.bot.taps import do, sends, tap
from solbot.coaching.journal import unfiled
from solbot.coaching.visions import page_chat, screens
from solbot.coaching.visions import service as visions
from solbot.coaching.visions.figures_chat import ask_how_close
from solbot.coaching.visions.rules import WordingChange
from solbot.content.lengths import units
from solbot.errors import StaleButton
from solbot.limits import BEFORE, NAME_IN_LINE, VISION, TooMany
from solbot.members import zones
from solbot.telegram.messages import Keyboard


async def ask_first(context: Context) -> None:
    """A first vision, while settling in."""
    await context.expect("vision")
    context.say("ask_first_vision", _beside_a_vision(context))


def _beside_a_vision(context: Context) -> Keyboard:
    return Keyboard().row(
        context.button("skip", sends("skip", "vision")), context.button("other_city", do("zone"))
    )


@tap("vnew")
async def ask_new(context: Context) -> None:
    """Ask for a (further) vision, where there is room for one."""
    try:
        await visions.check_room(context.work, context.me)
    except TooMany as full:
        context.put(context.message("enough", _ways_on(context), what="visions", most=full.most))
        return
    await context.expect("vision")
    keyboard = Keyboard().row(context.button("cancel", do("cancel")))
    if let_go := await visions.let_go(context.work, context.me):
        keyboard.row(context.button("visions_let_go", sends("vlr", "0"), number=len(let_go)))
    context.put(context.message("ask_vision", keyboard))


async def typed(context: Context) -> None:
    """Words of a new vision; while settling in, the name of a city puts the zone right instead, and can be undone."""
    text, zone = context.incoming.text, context.me.zone
    if len(text) <= NAME_IN_LINE and await zones.elsewhere(context, only_sure=True):
        if context.waiting is not None:
            context.waiting.data.update(words=text, zone=zone)
        keyboard = Keyboard().row(context.button("it_is_my_vision", meant_so.to()))
        keyboard.rows += _beside_a_vision(context).rows
        context.say("was_it_a_city", keyboard)
        return
    await create(context, text)


@tap("vm")
async def meant_so(context: Context) -> None:
    """A tap on It is my vision, under words that were taken for a city."""
    kept = context.waiting.data if context.waiting else {}
    if not isinstance(words := kept.get("words"), str):
        raise StaleButton
    context.rebutton()
    await zones.put_back(context, kept["zone"])
    await create(context, words)


async def create(context: Context, words: str) -> None:
    """Keep words as a new vision, and ask how close it is."""
    if too_long(context, words):
        return
    try:
        vision_id = await visions.create(
            context.work, context.me, words, context.incoming.message_id
        )
    except TooMany as full:
        await screens.full(context, "visions", full, _ways_on(context))
        return
    await ask_how_close(context, vision_id, words=words)


@tap("vch")
async def ask_change(context: Context, vision_id: int) -> None:
    """A tap on Change it: what are the new words?"""
    await _ask_words(context, vision_id, None)


@tap("vr")
async def ask_words(context: Context, kind: WordingChange, vision_id: int) -> None:
    """A tap on Clearer, Raise it or Lower it, as a page had them: what are the new words?"""
    await _ask_words(context, vision_id, kind)


async def _ask_words(context: Context, vision_id: int, kind: WordingChange | None) -> None:
    vision = await screens.held(context, vision_id)
    if vision is None:
        return
    await context.expect("vision_words", vision=vision.id, **({"kind": kind} if kind else {}))
    words = screens.said(context, vision.words, BEFORE)
    keyboard = screens.cancelling(context, vision.id)
    context.put(context.message("ask_vision_words", keyboard, change=kind, words=words))


async def typed_words(context: Context) -> None:
    """New words for a vision there is: kept as clearer, until it is said what they did to it."""
    vision_id, text = screens.waited_for(context, "vision"), context.incoming.text
    kind = context.waiting.data.get("kind") if context.waiting else None
    if too_long(context, text):
        return
    try:
        kept = await visions.revise(
            context.work,
            context.me,
            vision_id,
            WordingChange(kind or WordingChange.CLARIFIED),
            text,
            context.incoming.message_id,
        )
    except TooMany as full:
        await screens.full(context, "wordings", full, _ways_on(context))
        return
    if kept is None:
        await screens.gone(context)
    elif kind is not None:
        await ask_how_close(context, vision_id)
    else:
        await _ask_kind(context, kept)


async def _ask_kind(context: Context, revision_id: int, *, again: bool = False) -> None:
    await context.expect("vision_change", revision=revision_id)
    keyboard = Keyboard().row(
        *(context.button(f"change_{kind}", change.to(kind, revision_id)) for kind in WordingChange)
    )
    keyboard.row(context.button("take_it_back", take_back.to(revision_id)))
    context.say("ask_vision_change", keyboard, again=again)


@tap("vk")
async def change(context: Context, kind: WordingChange, revision_id: int) -> None:
    """A tap that says what the new words did."""
    await _name(context, revision_id, kind)


async def typed_change(context: Context) -> None:
    """Words that say what the new words did: as the buttons do, or the beginning or number of one."""
    revision_id = screens.waited_for(context, "revision")
    data = nearly(context.waiting, context.incoming.text, (change.code,))
    if data is not None and data.startswith(f"{change.code}:"):
        await _name(context, revision_id, WordingChange(data.split(":")[1]))
    elif len(context.incoming.text) <= NAME_IN_LINE:
        await _ask_kind(context, revision_id, again=True)
    else:
        await context.rest()
        await unfiled.keep_and_ask(context)


async def _name(context: Context, revision_id: int, kind: WordingChange) -> None:
    vision_id = await visions.name_change(context.work, context.me, revision_id, kind)
    if vision_id is None:
        context.toast("vision_gone")
        return
    await ask_how_close(context, vision_id, change=kind)


@tap("vwx")
async def take_back(context: Context, revision_id: int) -> None:
    """A tap on Take it back, under new words: the ones before hold again."""
    vision_id = await visions.take_back(context.work, context.me, revision_id)
    if vision_id is None:
        context.toast("vision_gone")
        return
    await page_chat.show(context, vision_id)


@tap("va")
async def ask_again(context: Context, vision_id: int) -> None:
    """A tap on Write it again: the next words take the place of those just kept."""
    vision = await screens.held(context, vision_id)
    if vision is None:
        return
    await context.expect("vision_again", vision=vision.id)
    words = screens.said(context, vision.words, BEFORE)
    context.put(context.message("ask_vision_again", context.way_out("vision"), words=words))


async def typed_again(context: Context) -> None:
    """The words of a vision once more."""
    vision_id, text = screens.waited_for(context, "vision"), context.incoming.text
    if too_long(context, text):
        return
    if not await visions.reword(
        context.work, context.me, vision_id, text, context.incoming.message_id
    ):
        await screens.gone(context)
        return
    await ask_how_close(context, vision_id, words=text)


@tap("vx")
async def ask_release(context: Context, vision_id: int) -> None:
    """Letting go is asked twice: it is a choice, never a slip."""
    vision = await screens.held(context, vision_id)
    if vision is None:
        return
    keyboard = Keyboard().row(
        context.button("vision_release_yes", release.to(vision.id)),
        context.button("back", page_chat.show.to(vision.id)),
    )
    waiting = sum(one.outcome is None for one in vision.steps)
    context.put(context.message("ask_release", keyboard, waiting=waiting))


@tap("vxx")
async def release(context: Context, vision_id: int) -> None:
    """Let it go, and the steps towards it that are open."""
    vision = await screens.held(context, vision_id)
    if vision is None:
        return
    await visions.release(context.work, context.me, vision.id)
    keyboard = Keyboard().row(context.button("vision_take_up", take_up.to(vision.id)))
    keyboard.row(
        context.button("vision_new", ask_new.to()), context.button("visions_all", sends("vl", "0"))
    )
    waiting = sum(one.outcome is None for one in vision.steps)
    context.put(context.message("vision_released", keyboard, waiting=waiting))


@tap("vu")
async def take_up(context: Context, vision_id: int) -> None:
    """A tap on Take it up again: a vision that was let go is held once more."""
    try:
        there = await visions.take_up(context.work, context.me, vision_id)
    except TooMany as full:
        context.put(context.message("enough", _ways_on(context), what="visions", most=full.most))
        return
    if not there:
        context.toast("vision_gone")
        return
    await page_chat.show(context, vision_id)


def too_long(context: Context, words: str) -> bool:
    """Whether words have no room in a vision; says so."""
    length = units(words)
    if length > VISION:
        context.refused = True
        context.say("vision_too_long", length=length, most=VISION)
    return length > VISION


def _ways_on(context: Context) -> Keyboard:
    return Keyboard().row(
        context.button("vision", do("vision")), context.button("export", do("export"))
    )
