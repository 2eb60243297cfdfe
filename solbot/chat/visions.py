"""The vision: to put it into words, to see how close it is, to change it knowingly."""

from __future__ import annotations

from solbot.chat.turn import Turn
from solbot.domain import phrases
from solbot.domain.messages import Button, Keyboard
from solbot.services import visions
from solbot.services.visions import CHANGES

SCALE_ROW = 6
LONGEST = 2000


async def ask_first(turn: Turn) -> None:
    """A first vision, while settling in."""
    await turn.expect("vision")
    turn.say("ask_first_vision", Keyboard().row(turn.button("skip", "skip:vision")))


async def show(turn: Turn, args: list[str]) -> None:
    """/vision: each vision with how close it is, and what can be done with it."""
    if args and args[0]:
        await _create(turn, args[0])
        return
    found = await visions.all_of(turn.work, turn.me)
    if not found:
        await ask_new(turn, [])
        return
    keyboard = Keyboard()
    for number, vision in enumerate(found, 1):
        keyboard.row(turn.button("vision_open", f"v:{vision.id}", number=number))
    keyboard.row(turn.button("vision_new", "vnew"))
    listed = [
        {"number": number, "words": _words(turn, vision.words), "closeness": vision.closeness}
        for number, vision in enumerate(found, 1)
    ]
    turn.put(turn.message("visions", keyboard, visions=listed))


async def ask_new(turn: Turn, args: list[str]) -> None:
    """Ask for a (further) vision."""
    del args
    await turn.expect("vision")
    turn.put(turn.message("ask_vision", Keyboard().row(turn.button("cancel", "do:cancel"))))


async def open_one(turn: Turn, args: list[str]) -> None:
    """One vision, with its history."""
    vision = await visions.standing(turn.work, turn.me, int(args[0]))
    if vision is None or vision.released_at is not None:
        turn.toast("vision_gone")
        return
    keyboard = Keyboard().row(turn.button("vision_closeness", f"vs:{vision.id}"))
    keyboard.row(*(turn.button(f"vision_{kind}", f"vr:{kind}:{vision.id}") for kind in CHANGES))
    keyboard.row(turn.button("vision_release", f"vx:{vision.id}"), turn.button("back", "do:vision"))
    turn.put(
        turn.message(
            "vision",
            keyboard,
            words=_words(turn, vision.words, LONGEST),
            since=turn.local(vision.created_at),
            closeness=vision.closeness,
            wordings=[
                {"kind": one.kind, "words": _words(turn, one.words), "on": turn.local(one.at)}
                for one in vision.wordings[-6:-1]
            ],
            snapshots=[
                {"on": turn.local(at), "closeness": value} for at, value in vision.snapshots[-6:]
            ],
        )
    )


async def ask_closeness(turn: Turn, args: list[str]) -> None:
    """How close is it today, 0 to 10?"""
    await _ask_closeness(turn, int(args[0]))


async def closeness(turn: Turn, args: list[str]) -> None:
    """A tap on a figure."""
    await _snapshot(turn, int(args[0]), int(args[1]))


async def ask_words(turn: Turn, args: list[str]) -> None:
    """Clarify, raise or lower: what are the new words?"""
    kind, vision_id = args
    vision = await visions.standing(turn.work, turn.me, int(vision_id))
    if kind not in CHANGES or vision is None or vision.released_at is not None:
        turn.toast("vision_gone")
        return
    await turn.expect("vision_words", vision=vision.id, kind=kind)
    keyboard = Keyboard().row(turn.button("cancel", "do:cancel"))
    words = _words(turn, vision.words, 600)
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
    """Words of a new vision."""
    await _create(turn, turn.incoming.text)


async def typed_words(turn: Turn) -> None:
    """New words for a vision there is."""
    data = turn.waiting.data if turn.waiting else {}
    text = turn.incoming.text
    if _too_long(turn, text):
        return
    kept = await visions.revise(
        turn.work, turn.me, data["vision"], data["kind"], text, turn.incoming.message_id
    )
    await turn.rest()
    if not kept:
        turn.say("vision_gone")
        return
    await _ask_closeness(turn, data["vision"])


async def typed_closeness(turn: Turn) -> None:
    """A figure in words."""
    value = phrases.parse_about(turn.incoming.text, turn.language.vocabulary)
    vision_id = turn.waiting.data["vision"] if turn.waiting else 0
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
        turn.message("ask_vision_again", turn.way_out("vision"), words=_words(turn, vision.words))
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
    vision_id = await visions.create(turn.work, turn.me, words, turn.incoming.message_id)
    await _ask_closeness(turn, vision_id, words=words)


def _too_long(turn: Turn, words: str) -> bool:
    """Whether words have no room in a vision; says so."""
    if len(words) > LONGEST:
        turn.say("vision_too_long", length=len(words), most=LONGEST)
    return len(words) > LONGEST


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
    turn.put(turn.message("ask_closeness", keyboard, words=_short(words), again=again))


async def skip_closeness(turn: Turn, args: list[str]) -> None:
    """No figure today."""
    del args
    turn.rebutton()
    await turn.rest()
    turn.say("vision_kept", closeness=None)
    turn.finished = "vision" if turn.me.onboarded_at is None else None


async def _snapshot(turn: Turn, vision_id: int, value: int) -> None:
    if not await visions.snapshot(turn.work, turn.me, vision_id, value):
        turn.toast("vision_gone")
        return
    await turn.rest()
    turn.put(turn.message("vision_kept", closeness=value))
    turn.finished = "vision" if turn.me.onboarded_at is None else None


def _words(turn: Turn, words: str, most: int = 300) -> str:
    """Words of a vision; where they can't be read, that is said."""
    return _short(words or turn.language.button("unreadable"), most)


def _short(words: str, most: int = 300) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
