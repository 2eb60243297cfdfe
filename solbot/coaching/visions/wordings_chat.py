"""The words of a vision: given for the first time, changed knowingly, taken back; let go, and taken up again."""

from __future__ import annotations

from solbot.bot.args import one_of
from solbot.bot.context import Turn
from solbot.bot.dialog import nearly
from solbot.coaching.journal import unfiled as placing
from solbot.coaching.visions import page_chat, screens
from solbot.coaching.visions import service as visions
from solbot.coaching.visions.figures_chat import ask_how_close
from solbot.coaching.visions.rules import Change
from solbot.content.lengths import units
from solbot.errors import StaleButton
from solbot.limits import BEFORE, NAME_IN_LINE, VISION, TooMany
from solbot.members import zones
from solbot.telegram.messages import Keyboard


async def ask_first(turn: Turn) -> None:
    """A first vision, while settling in."""
    await turn.expect("vision")
    turn.say("ask_first_vision", _beside_a_vision(turn))


def _beside_a_vision(turn: Turn) -> Keyboard:
    return Keyboard().row(turn.button("skip", "skip:vision"), turn.button("other_city", "do:zone"))


async def ask_new(turn: Turn, args: list[str]) -> None:
    """Ask for a (further) vision, where there is room for one."""
    del args
    try:
        await visions.check_room(turn.work, turn.me)
    except TooMany as full:
        turn.put(turn.message("enough", _ways_on(turn), what="visions", most=full.most))
        return
    await turn.expect("vision")
    keyboard = Keyboard().row(turn.button("cancel", "do:cancel"))
    if let_go := await visions.let_go(turn.work, turn.me):
        keyboard.row(turn.button("visions_let_go", "vlr:0", number=len(let_go)))
    turn.put(turn.message("ask_vision", keyboard))


async def typed(turn: Turn) -> None:
    """Words of a new vision; while settling in, the name of a city puts the zone right instead, and can be undone."""
    text, zone = turn.incoming.text, turn.me.zone
    if len(text) <= NAME_IN_LINE and await zones.elsewhere(turn, only_sure=True):
        if turn.waiting is not None:
            turn.waiting.data.update(words=text, zone=zone)
        keyboard = Keyboard().row(turn.button("it_is_my_vision", "vm"))
        keyboard.rows += _beside_a_vision(turn).rows
        turn.say("was_it_a_city", keyboard)
        return
    await create(turn, text)


async def meant_so(turn: Turn, args: list[str]) -> None:
    """A tap on It is my vision, under words that were taken for a city."""
    del args
    kept = turn.waiting.data if turn.waiting else {}
    if not isinstance(words := kept.get("words"), str):
        raise StaleButton
    turn.rebutton()
    await zones.put_back(turn, kept["zone"])
    await create(turn, words)


async def create(turn: Turn, words: str) -> None:
    """Keep words as a new vision, and ask how close it is."""
    if too_long(turn, words):
        return
    try:
        vision_id = await visions.create(turn.work, turn.me, words, turn.incoming.message_id)
    except TooMany as full:
        await screens.full(turn, "visions", full, _ways_on(turn))
        return
    await ask_how_close(turn, vision_id, words=words)


async def ask_change(turn: Turn, args: list[str]) -> None:
    """A tap on Change it: what are the new words?"""
    await _ask_words(turn, int(args[0]), None)


async def ask_words(turn: Turn, args: list[str]) -> None:
    """A tap on Clearer, Raise it or Lower it, as a page had them: what are the new words?"""
    await _ask_words(turn, int(args[1]), one_of(Change, args[0]))


async def _ask_words(turn: Turn, vision_id: int, kind: Change | None) -> None:
    vision = await screens.held(turn, vision_id)
    if vision is None:
        return
    await turn.expect("vision_words", vision=vision.id, **({"kind": kind} if kind else {}))
    words = screens.said(turn, vision.words, BEFORE)
    keyboard = screens.cancelling(turn, vision.id)
    turn.put(turn.message("ask_vision_words", keyboard, change=kind, words=words))


async def typed_words(turn: Turn) -> None:
    """New words for a vision there is: kept as clearer, until it is said what they did to it."""
    vision_id, text = screens.waited_for(turn, "vision"), turn.incoming.text
    kind = turn.waiting.data.get("kind") if turn.waiting else None
    if too_long(turn, text):
        return
    try:
        kept = await visions.revise(
            turn.work,
            turn.me,
            vision_id,
            Change(kind or Change.CLARIFIED),
            text,
            turn.incoming.message_id,
        )
    except TooMany as full:
        await screens.full(turn, "wordings", full, _ways_on(turn))
        return
    if kept is None:
        await screens.gone(turn)
    elif kind is not None:
        await ask_how_close(turn, vision_id)
    else:
        await _ask_kind(turn, kept)


async def _ask_kind(turn: Turn, revision_id: int, *, again: bool = False) -> None:
    await turn.expect("vision_change", revision=revision_id)
    keyboard = Keyboard().row(
        *(turn.button(f"change_{kind}", f"vk:{kind}:{revision_id}") for kind in Change)
    )
    keyboard.row(turn.button("take_it_back", f"vwx:{revision_id}"))
    turn.say("ask_vision_change", keyboard, again=again)


async def change(turn: Turn, args: list[str]) -> None:
    """A tap that says what the new words did."""
    await _name(turn, int(args[1]), one_of(Change, args[0]))


async def typed_change(turn: Turn) -> None:
    """Words that say what the new words did: as the buttons do, or the beginning or number of one."""
    revision_id = screens.waited_for(turn, "revision")
    tap = nearly(turn.waiting, turn.incoming.text, ("vk",))
    if tap is not None and tap.startswith("vk:"):
        await _name(turn, revision_id, Change(tap.split(":")[1]))
    elif len(turn.incoming.text) <= NAME_IN_LINE:
        await _ask_kind(turn, revision_id, again=True)
    else:
        await turn.rest()
        await placing.loose(turn)


async def _name(turn: Turn, revision_id: int, kind: Change) -> None:
    vision_id = await visions.name_change(turn.work, turn.me, revision_id, kind)
    if vision_id is None:
        turn.toast("vision_gone")
        return
    await ask_how_close(turn, vision_id, change=kind)


async def take_back(turn: Turn, args: list[str]) -> None:
    """A tap on Take it back, under new words: the ones before hold again."""
    vision_id = await visions.take_back(turn.work, turn.me, int(args[0]))
    if vision_id is None:
        turn.toast("vision_gone")
        return
    await page_chat.show(turn, vision_id)


async def ask_again(turn: Turn, args: list[str]) -> None:
    """A tap on Write it again: the next words take the place of those just kept."""
    vision = await screens.held(turn, int(args[0]))
    if vision is None:
        return
    await turn.expect("vision_again", vision=vision.id)
    words = screens.said(turn, vision.words, BEFORE)
    turn.put(turn.message("ask_vision_again", turn.way_out("vision"), words=words))


async def typed_again(turn: Turn) -> None:
    """The words of a vision once more."""
    vision_id, text = screens.waited_for(turn, "vision"), turn.incoming.text
    if too_long(turn, text):
        return
    if not await visions.reword(turn.work, turn.me, vision_id, text, turn.incoming.message_id):
        await screens.gone(turn)
        return
    await ask_how_close(turn, vision_id, words=text)


async def ask_release(turn: Turn, args: list[str]) -> None:
    """Letting go is asked twice: it is a choice, never a slip."""
    vision = await screens.held(turn, int(args[0]))
    if vision is None:
        return
    keyboard = Keyboard().row(
        turn.button("vision_release_yes", f"vxx:{vision.id}"),
        turn.button("back", f"v:{vision.id}"),
    )
    waiting = sum(one.outcome is None for one in vision.steps)
    turn.put(turn.message("ask_release", keyboard, waiting=waiting))


async def release(turn: Turn, args: list[str]) -> None:
    """Let it go, and the steps towards it that are open."""
    vision = await screens.held(turn, int(args[0]))
    if vision is None:
        return
    await visions.release(turn.work, turn.me, vision.id)
    keyboard = Keyboard().row(turn.button("vision_take_up", f"vu:{vision.id}"))
    keyboard.row(turn.button("vision_new", "vnew"), turn.button("visions_all", "vl:0"))
    waiting = sum(one.outcome is None for one in vision.steps)
    turn.put(turn.message("vision_released", keyboard, waiting=waiting))


async def take_up(turn: Turn, args: list[str]) -> None:
    """A tap on Take it up again: a vision that was let go is held once more."""
    try:
        there = await visions.take_up(turn.work, turn.me, int(args[0]))
    except TooMany as full:
        turn.put(turn.message("enough", _ways_on(turn), what="visions", most=full.most))
        return
    if not there:
        turn.toast("vision_gone")
        return
    await page_chat.open_one(turn, args)


def too_long(turn: Turn, words: str) -> bool:
    """Whether words have no room in a vision; says so."""
    length = units(words)
    if length > VISION:
        turn.refused = True
        turn.say("vision_too_long", length=length, most=VISION)
    return length > VISION


def _ways_on(turn: Turn) -> Keyboard:
    return Keyboard().row(turn.button("vision", "do:vision"), turn.button("export", "do:export"))
