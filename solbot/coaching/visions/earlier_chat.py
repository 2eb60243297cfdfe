"""Look through what I wrote: what was answered before and belongs on the page, one thing at a time, each with a yes, a
no and a way to stop. The last yes or no can be undone."""

from __future__ import annotations

from typing import Any

from solbot.bot import dialog as dialogs
from solbot.bot.args import one_of
from solbot.bot.context import Turn
from solbot.coaching.answers import service as answers
from solbot.coaching.visions import earlier, feeds
from solbot.coaching.visions import feeds_chat as feeding
from solbot.coaching.visions import service as visions
from solbot.coaching.visions.earlier import Figures, Words
from solbot.coaching.visions.feeds_chat import Taps
from solbot.coaching.visions.rules import Change, FigureKind, Offer
from solbot.content.cutting import one_line, shortened
from solbot.content.lengths import room
from solbot.limits import ASKED, BEFORE, IN_LINE, LOOKED_THROUGH, TooMany
from solbot.telegram.messages import Keyboard

LOOKED = "looked"  # in the dialog: the answers that something was said of last

Became = dict[str, Any]
"""What became of the thing before."""


async def look(turn: Turn, args: list[str]) -> None:
    """A tap on Look through what I wrote; with how many things were seen already."""
    await _show(turn, _seen(args, 0) if args else 0)


async def put(turn: Turn, args: list[str]) -> None:
    """A tap on Put it on the page; with a number, on another page of the visions it can stand beside."""
    seen = _seen(args, 1)
    offer = await _offered(turn, int(args[0]), seen)
    if offer is not None and not await feeding.asks_more(turn, offer, args[2:], _taps(seen)):
        await _put(turn, offer, offer.vision, seen)


async def beside(turn: Turn, args: list[str]) -> None:
    """A tap on the vision that words are to stand beside."""
    seen, vision = _seen(args, 1), int(args[2])
    offer = await _offered(turn, int(args[0]), seen)
    if offer is not None:
        await _put(turn, offer, vision, seen)


async def change(turn: Turn, args: list[str]) -> None:
    """A tap on what new words do to a vision."""
    seen, change = _seen(args, 1), one_of(Change, args[2])
    offer = await _offered(turn, int(args[0]), seen)
    if offer is not None:
        await _put(turn, offer, offer.vision, seen, change)


async def journal_only(turn: Turn, args: list[str]) -> None:
    """A tap on Only in the journal."""
    entry, seen = int(args[0]), _seen(args, 1)
    if await answers.find(turn.work, turn.me, entry) is None:
        turn.toast("entry_gone")
        await _show(turn, seen)
    elif not await feeds.decline(turn.work, turn.me, entry):
        turn.toast("on_page_already")
    else:
        await _note(turn, [entry])
        await _show(turn, seen + 1, {"what": "journal", "count": 1}, entry)


async def put_figures(turn: Turn, args: list[str]) -> None:
    """A tap on Put it on the page, under earlier figures."""
    vision, kind, seen = int(args[0]), one_of(FigureKind, args[1]), _seen(args, 2)
    done = await earlier.put_figures(turn.work, turn.me, vision, kind)
    await _said(turn, done, {"what": kind.value, "count": len(done)}, seen)


async def leave_figures(turn: Turn, args: list[str]) -> None:
    """A tap on Only in the journal, under earlier figures."""
    vision, kind, seen = int(args[0]), one_of(FigureKind, args[1]), _seen(args, 2)
    done = await earlier.decline_figures(turn.work, turn.me, vision, kind)
    await _said(turn, done, {"what": "journal", "count": len(done)}, seen)


async def undo(turn: Turn, args: list[str]) -> None:
    """A tap on Undo: what was said last was not meant so, and is asked again."""
    last, seen = _noted(turn), _seen(args, 1)
    if not last or last[0] != int(args[0]):
        turn.toast("undo_gone")
        return
    await _note(turn, [])
    if await earlier.take_back(turn.work, turn.me, last):
        await _show(turn, seen - 1, {"what": "undone", "count": len(last)})
    else:
        turn.toast("undo_gone")


async def stop(turn: Turn, args: list[str]) -> None:
    """A tap on Stop here: what is left stays as it is."""
    left = len(await earlier.found(turn.work, turn.me))
    _over(turn, _seen(args, 0), left, None, next(iter(_noted(turn)), None))


async def _offered(turn: Turn, entry: int, seen: int) -> Offer | None:
    """What an answer can be put on the page as; where it can't any more, that is said, and the next thing shown."""
    offer = await feeds.offer_of(turn.work, turn.me, entry)
    if offer is None:
        why = await feeding.why_not(turn, entry)
        turn.toast(why)
        if why != "on_page_already":  # as after a second tap: what comes next is shown already
            await _show(turn, seen)
    return offer


async def _put(
    turn: Turn, offer: Offer, vision: int | None, seen: int, change: Change | None = None
) -> None:
    try:
        done = await feeds.put(turn.work, turn.me, offer, vision, change)
    except TooMany as full:
        keyboard = Keyboard().row(turn.button("look_through", f"lk:{seen}"))
        feeding.say_full(turn, offer, full, keyboard.row(turn.button("vision", "do:vision")))
        return
    if done is None:
        turn.toast("vision_gone")
        await _show(turn, seen)
        return
    await _note(turn, [offer.entry])
    await _show(turn, seen + 1, {"what": done.what, "count": 1}, offer.entry)


async def _said(turn: Turn, done: list[int], became: Became, seen: int) -> None:
    """Something was said of several figures; or of none, as they are there already, or gone."""
    if done:
        await _note(turn, done)
        await _show(turn, seen + 1, became, done[0])
    else:
        turn.toast("figures_settled")
        await _show(turn, seen)


async def _show(
    turn: Turn, seen: int, became: Became | None = None, undoes: int | None = None
) -> None:
    """The next thing there is, after what became of the one before; or that this is all."""
    there = await earlier.found(turn.work, turn.me)
    if became is None:
        undoes = next(iter(_noted(turn)), None)
    if not there or seen >= LOOKED_THROUGH:
        _over(turn, seen, len(there), became, undoes)
        return
    one = there[0]
    held = await visions.held(turn.work, turn.me)
    of = one.vision if isinstance(one, Figures) else one.offer.vision
    words = await visions.words_of(turn.work, turn.me, of) if of and len(held) > 1 else None
    keyboard = _keyboard(turn, one, seen)
    if undoes is not None:
        keyboard.row(turn.button("undo", f"lku:{undoes}:{seen}"))
    told = _words(turn, one) if isinstance(one, Words) else _figures(turn, one)
    turn.put(
        turn.message(
            "look_through",
            keyboard.row(turn.button("stop_here", f"lks:{seen}")),
            became=became,
            look={
                "number": seen + 1,
                "of": min(seen + len(there), LOOKED_THROUGH),
                "vision": one_line(words, IN_LINE) if words else "",
                **told,
            },
        )
    )


def _keyboard(turn: Turn, one: Words | Figures, seen: int) -> Keyboard:
    if isinstance(one, Figures):
        which = f"{one.vision}:{one.kind}:{seen}"
        return Keyboard().row(
            turn.button("to_page", f"lkf:{which}"), turn.button("journal_only", f"lkg:{which}")
        )
    keyboard = Keyboard().row(*feeding.buttons(turn, one.offer, _taps(seen)))
    if room(one.offer.words) > BEFORE:
        keyboard.row(turn.button("whole_text", f"jw:{one.offer.entry}"))
    return keyboard


def _words(turn: Turn, one: Words) -> dict[str, Any]:
    return {
        "what": one.offer.what,
        "asked": shortened(one.asked, ASKED),
        "words": shortened(one.offer.words, BEFORE),
        "on": turn.local(one.at).date(),
    }


def _figures(turn: Turn, one: Figures) -> dict[str, Any]:
    return {
        "what": one.kind.value,
        "count": len(one.entries),
        "on": turn.local(one.first).date(),
        "until": turn.local(one.last).date(),
    }


def _over(turn: Turn, seen: int, left: int, became: Became | None, undoes: int | None) -> None:
    keyboard = Keyboard()
    if undoes is not None:
        keyboard.row(turn.button("undo", f"lku:{undoes}:{seen}"))
    if left:
        keyboard.row(turn.button("look_through", "lk:0"))
    keyboard.row(turn.button("my_page", "do:vision"), turn.button("journal", "do:journal"))
    looked = {"seen": seen, "left": left}
    turn.put(turn.message("look_over", keyboard, became=became, looked=looked))


def _taps(seen: int) -> Taps:
    return Taps("lkp", "lkv", "lkc", "lkn", f":{seen}")


def _seen(args: list[str], which: int) -> int:
    return max(0, min(int(args[which]), LOOKED_THROUGH))


async def _note(turn: Turn, entries: list[int]) -> None:
    await dialogs.note(turn.work, turn.me.id, **{LOOKED: entries})


def _noted(turn: Turn) -> list[int]:
    """The answers that something was said of last."""
    return list(turn.waiting.data.get(LOOKED, ())) if turn.waiting else []
