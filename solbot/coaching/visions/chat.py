"""The vision: to put it into words, to see how close it is, to change it knowingly."""

from __future__ import annotations

from datetime import datetime

from solbot.bot import pager as pages
from solbot.bot.args import known
from solbot.bot.context import Turn
from solbot.coaching.answers.rules import SCALE, Followed
from solbot.coaching.journal import unfiled as placing
from solbot.coaching.visions import page as beside
from solbot.coaching.visions import service as visions
from solbot.coaching.visions.rules import Change, Figure, FigureKind, Standing
from solbot.content.cutting import shortened
from solbot.content.lengths import room, units
from solbot.errors import StaleButton
from solbot.limits import BEFORE, IN_LIST, NAME_IN_LINE, VISION, VISION_PAGE, WORDING, TooMany
from solbot.members import zones
from solbot.telegram.messages import Button, Keyboard
from solbot.typed import scales

SCALE_ROW = 6
WORDINGS, FIGURES = 5, 6
"""How many of the latest stand on the page of a vision."""


async def ask_first(turn: Turn) -> None:
    """A first vision, while settling in."""
    await turn.expect("vision")
    turn.say("ask_first_vision", _beside_a_vision(turn))


def _beside_a_vision(turn: Turn) -> Keyboard:
    return Keyboard().row(turn.button("skip", "skip:vision"), turn.button("other_city", "do:zone"))


async def show(turn: Turn, args: list[str]) -> None:
    """/vision: each vision with how close it is, and what can be done with it."""
    if args and args[0]:
        await _create(turn, args[0])
        return
    await page(turn, [])


async def page(turn: Turn, args: list[str]) -> None:
    """A page of the visions that were not let go; without any, the question for one."""
    held = await visions.held(turn.work, turn.me)
    if not held:
        await ask_new(turn, [])
        return
    here = pages.named(args, 0, len(held))
    numbered = list(enumerate(here.of(held), here.start + 1))
    keyboard = Keyboard().grid(
        (turn.button("vision_open", f"v:{one}", number=number) for number, one in numbered), 2
    )
    keyboard.row(*here.turning(turn, "vl")).row(turn.button("vision_new", "vnew"))
    listed = [await _listed(turn, number, one) for number, one in numbered]
    turn.put(turn.message("visions", keyboard, visions=listed, page=here.number, pages=here.count))


async def ask_new(turn: Turn, args: list[str]) -> None:
    """Ask for a (further) vision, where there is room for one."""
    del args
    try:
        await visions.check_room(turn.work, turn.me)
    except TooMany as full:
        turn.put(turn.message("enough", _ways_on(turn), what="visions", most=full.most))
        return
    await turn.expect("vision")
    turn.put(turn.message("ask_vision", Keyboard().row(turn.button("cancel", "do:cancel"))))


async def open_one(turn: Turn, args: list[str]) -> None:
    """One vision, with its history."""
    vision = await visions.standing(turn.work, turn.me, int(args[0]))
    if vision is None or vision.released_at is not None:
        turn.toast("vision_gone")
        return
    keyboard = Keyboard()
    if room(vision.words) > VISION_PAGE:
        keyboard.row(turn.button("whole_text", f"vw:{vision.id}"))
    keyboard.row(turn.button("vision_closeness", f"vs:{vision.id}"))
    keyboard.row(*(turn.button(f"vision_{kind}", f"vr:{kind}:{vision.id}") for kind in Change))
    if len(vision.wordings) - 1 > WORDINGS or len(_figures(vision)) > FIGURES:
        keyboard.row(turn.button("vision_history", f"vh:{vision.id}:0"))
    keyboard.row(*([turn.button("picture", f"vp:{vision.id}")] if vision.figures else []))
    keyboard.row(turn.button("vision_release", f"vx:{vision.id}"), turn.button("back", "do:vision"))
    turn.put(
        turn.message(
            "vision",
            keyboard,
            words=_words(turn, vision.words, VISION_PAGE),
            since=turn.local(vision.created_at),
            closeness=vision.closeness,
            wordings=[
                {
                    "kind": one.kind,
                    "words": _words(turn, one.words, WORDING),
                    "on": turn.local(one.at),
                }
                for one in vision.wordings[-WORDINGS - 1 : -1]
            ],
            snapshots=[
                {"on": turn.local(one.at), "closeness": one.value}
                for one in _figures(vision)[-FIGURES:]
            ],
        )
    )


async def whole(turn: Turn, args: list[str]) -> None:
    """A tap on The whole text."""
    vision = await visions.standing(turn.work, turn.me, int(args[0]))
    if vision is None:
        turn.toast("vision_gone")
        return
    turn.send_whole(vision.words or turn.language.button("unreadable"))


async def history(turn: Turn, args: list[str]) -> None:
    """A tap on All that it was: every wording and every figure of a vision, newest first."""
    vision = await visions.standing(turn.work, turn.me, int(args[0]))
    if vision is None:
        turn.toast("vision_gone")
        return
    steps: list[tuple[datetime, str | None, int | None]] = [
        *((one.at, _words(turn, one.words, WORDING), None) for one in vision.wordings),
        *((one.at, None, one.value) for one in _figures(vision)),
    ]
    steps.sort(key=lambda one: one[0], reverse=True)
    here = pages.named(args, 1, len(steps))
    keyboard = Keyboard().row(*here.turning(turn, f"vh:{vision.id}", pages.IN_TIME))
    keyboard.row(turn.button("back", f"v:{vision.id}"))
    turn.put(
        turn.message(
            "vision_history",
            keyboard,
            steps=[
                {"on": turn.local(at), "words": words, "closeness": value}
                for at, words, value in here.of(steps)
            ],
            page=here.number,
            pages=here.count,
        )
    )


async def ask_closeness(turn: Turn, args: list[str]) -> None:
    """How close is it today, 0 to 10?"""
    await _ask_closeness(turn, int(args[0]))


async def closeness(turn: Turn, args: list[str]) -> None:
    """A tap on a figure."""
    await _snapshot(turn, int(args[0]), known(int(args[1]), SCALE))


async def ask_words(turn: Turn, args: list[str]) -> None:
    """Clarify, raise or lower: what are the new words?"""
    kind = args[0]
    vision = await visions.standing(turn.work, turn.me, int(args[1]))
    if kind not in list(Change) or vision is None or vision.released_at is not None:
        turn.toast("vision_gone")
        return
    await turn.expect("vision_words", vision=vision.id, kind=kind)
    keyboard = Keyboard().row(turn.button("cancel", "do:cancel"))
    words = _words(turn, vision.words, BEFORE)
    turn.put(turn.message("ask_vision_words", keyboard, change=kind, words=words))


async def ask_release(turn: Turn, args: list[str]) -> None:
    """Letting go is asked twice: it is a choice, never a slip."""
    keyboard = Keyboard().row(
        turn.button("vision_release_yes", f"vxx:{int(args[0])}"),
        turn.button("back", f"v:{int(args[0])}"),
    )
    turn.put(turn.message("ask_release", keyboard))


async def release(turn: Turn, args: list[str]) -> None:
    """Let it go."""
    if not await visions.release(turn.work, turn.me, int(args[0])):
        turn.toast("vision_gone")
        return
    turn.put(turn.message("vision_released", Keyboard().row(turn.button("vision_new", "vnew"))))


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
    await _create(turn, text)


async def meant_so(turn: Turn, args: list[str]) -> None:
    """A tap on It is my vision, under words that were taken for a city."""
    del args
    kept = turn.waiting.data if turn.waiting else {}
    if not isinstance(words := kept.get("words"), str):
        raise StaleButton
    turn.rebutton()
    await zones.put_back(turn, kept["zone"])
    await _create(turn, words)


async def typed_words(turn: Turn) -> None:
    """New words for a vision there is."""
    data = turn.waiting.data if turn.waiting else {}
    text = turn.incoming.text
    if _too_long(turn, text):
        return
    await turn.rest()
    try:
        kept = await visions.revise(
            turn.work, turn.me, data["vision"], Change(data["kind"]), text, turn.incoming.message_id
        )
    except TooMany as full:
        await _say_full(turn, "wordings", full)
        return
    if not kept:
        turn.say("vision_gone")
        return
    await _ask_closeness(turn, data["vision"])


async def typed_closeness(turn: Turn) -> None:
    """A figure in words."""
    value = scales.parse_about(turn.incoming.text, turn.language.vocabulary)
    vision_id = turn.waiting.data["vision"] if turn.waiting else 0
    if value is None and await zones.elsewhere(turn, only_sure=True):
        return
    if value is None:
        await _ask_closeness(turn, vision_id, again=True)
        return
    await _snapshot(turn, vision_id, value)


async def ask_again(turn: Turn, args: list[str]) -> None:
    """A tap on Write it again: the next words take the place of those just kept."""
    vision = await visions.standing(turn.work, turn.me, int(args[0]))
    if vision is None or vision.released_at is not None:
        turn.toast("vision_gone")
        return
    await turn.expect("vision_again", vision=vision.id)
    turn.put(
        turn.message(
            "ask_vision_again", turn.way_out("vision"), words=_words(turn, vision.words, BEFORE)
        )
    )


async def typed_again(turn: Turn) -> None:
    """The words of a vision once more."""
    vision_id = turn.waiting.data["vision"] if turn.waiting else 0
    text = turn.incoming.text
    if _too_long(turn, text):
        return
    kept = await visions.reword(turn.work, turn.me, vision_id, text, turn.incoming.message_id)
    await turn.rest()
    if not kept:
        turn.say("vision_gone")
        return
    await _ask_closeness(turn, vision_id, words=text)


async def _create(turn: Turn, words: str) -> None:
    if _too_long(turn, words):
        return
    try:
        vision_id = await visions.create(turn.work, turn.me, words, turn.incoming.message_id)
    except TooMany as full:
        await turn.rest()
        await _say_full(turn, "visions", full)
        return
    await _ask_closeness(turn, vision_id, words=words)


def _too_long(turn: Turn, words: str) -> bool:
    """Whether words have no room in a vision; says so."""
    length = units(words)
    if length > VISION:
        turn.refused = True
        turn.say("vision_too_long", length=length, most=VISION)
    return length > VISION


async def follow_edit(turn: Turn, message: int, words: str) -> Followed | None:
    """The person edited a message: a wording that came in it follows, if it has room. None if there is none."""
    if not await visions.came_in(turn.work, turn.me, message):
        return None
    if _too_long(turn, words):
        return Followed.THE_SAME
    return await visions.follow_edit(turn.work, turn.me, message, words)


async def _say_full(turn: Turn, what: str, full: TooMany) -> None:
    """There are so many already: say what to do, and keep the words meanwhile."""
    turn.say("enough", _ways_on(turn), what=what, most=full.most)
    await placing.loose(turn)


def _ways_on(turn: Turn) -> Keyboard:
    return Keyboard().row(turn.button("vision", "do:vision"), turn.button("export", "do:export"))


async def _listed(turn: Turn, number: int, vision_id: int) -> dict[str, object]:
    vision = await visions.standing(turn.work, turn.me, vision_id)
    assert vision is not None  # noqa: S101  (listed in this transaction)
    words = _words(turn, vision.words, IN_LIST)
    return {"number": number, "words": words, "closeness": vision.closeness}


async def _ask_closeness(
    turn: Turn, vision_id: int, *, words: str = "", again: bool = False
) -> None:
    """How close is it? `words`: what was just kept, to be seen once; `again`: the figure was none."""
    await turn.expect("closeness", vision=vision_id)
    keyboard = Keyboard().grid(
        (Button(str(value), f"vc:{vision_id}:{value}") for value in range(11)), SCALE_ROW
    )
    if words:
        keyboard.row(turn.button("vision_again", f"va:{vision_id}"))
    keyboard.row(turn.button("skip", "vc_skip"))
    turn.put(turn.message("ask_closeness", keyboard, words=shortened(words, BEFORE), again=again))


async def skip_closeness(turn: Turn, args: list[str]) -> None:
    """No figure today."""
    del args
    turn.rebutton()
    await turn.rest()
    turn.say("vision_kept", closeness=None)
    turn.finished = "vision" if turn.me.onboarded_at is None else None


async def _snapshot(turn: Turn, vision_id: int, value: int) -> None:
    kept = await beside.note_figure(turn.work, turn.me, vision_id, FigureKind.CLOSENESS, value)
    if kept is None:
        turn.toast("vision_gone")
        return
    await turn.rest()
    turn.put(turn.message("vision_kept", closeness=value))
    turn.finished = "vision" if turn.me.onboarded_at is None else None


def _figures(vision: Standing) -> tuple[Figure, ...]:
    return vision.of_kind(FigureKind.CLOSENESS)


def _words(turn: Turn, words: str, most: int) -> str:
    """Words of a vision; where they can't be read, that is said."""
    return shortened(words or turn.language.button("unreadable"), most)
