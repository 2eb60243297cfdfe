"""Look through what I wrote: what was answered before and belongs on the page, one thing at a time, each with a yes, a
no and a way to stop. The last yes or no can be undone."""

from __future__ import annotations

from functools import partial

from solbot.bot import dialog
from solbot.bot.context import Context
from solbot.bot.taps import do, tap
from solbot.coaching.answers import service as answers
from solbot.coaching.journal import entry_chat
from solbot.coaching.visions import earlier, feeds, feeds_chat
from solbot.coaching.visions import service as visions
from solbot.coaching.visions.earlier import Figures, Words
from solbot.coaching.visions.feeds_chat import Taps
from solbot.coaching.visions.rules import PageOffer, WordingChange
from solbot.content.cutting import one_line, shortened
from solbot.content.lengths import room
from solbot.db.states import FigureKind
from solbot.limits import ASKED, BEFORE, IN_LINE, LOOKED_THROUGH, TooMany
from solbot.telegram.messages import Keyboard

LOOKED = "looked"  # in the dialog: the answers that something was said of last

Became = dict[str, object]
"""What became of the thing before."""


@tap("lk")
async def look(context: Context, seen: int = 0) -> None:
    """A tap on Look through what I wrote; with how many things were seen already."""
    await _show(context, _bounded(seen))


@tap("lkp")
async def put(context: Context, entry_id: int, seen: int, page: int = 0) -> None:
    """A tap on Put it on the page; with a number, on another page of the visions it can stand beside."""
    seen = _bounded(seen)
    offer = await _offered(context, entry_id, seen)
    if offer is None:
        return
    if not await feeds_chat.asks_more(context, offer, page, _taps(entry_id, seen)):
        await _put(context, offer, offer.vision, seen)


@tap("lkv")
async def beside(context: Context, entry_id: int, seen: int, vision_id: int) -> None:
    """A tap on the vision that words are to stand beside."""
    seen = _bounded(seen)
    offer = await _offered(context, entry_id, seen)
    if offer is not None:
        await _put(context, offer, vision_id, seen)


@tap("lkc")
async def change(context: Context, entry_id: int, seen: int, kind: WordingChange) -> None:
    """A tap on what new words do to a vision."""
    seen = _bounded(seen)
    offer = await _offered(context, entry_id, seen)
    if offer is not None:
        await _put(context, offer, offer.vision, seen, kind)


@tap("lkn")
async def journal_only(context: Context, entry_id: int, seen: int) -> None:
    """A tap on Only in the journal."""
    seen = _bounded(seen)
    if await answers.find(context.work, context.me, entry_id) is None:
        context.toast("entry_gone")
        await _show(context, seen)
    elif not await feeds.decline(context.work, context.me, entry_id):
        context.toast("on_page_already")
    else:
        await _note(context, [entry_id])
        await _show(context, seen + 1, {"what": "journal", "count": 1}, entry_id)


@tap("lkf")
async def put_figures(context: Context, vision_id: int, kind: FigureKind, seen: int) -> None:
    """A tap on Put it on the page, under earlier figures."""
    done = await earlier.put_figures(context.work, context.me, vision_id, kind)
    await _said(context, done, {"what": kind.value, "count": len(done)}, _bounded(seen))


@tap("lkg")
async def leave_figures(context: Context, vision_id: int, kind: FigureKind, seen: int) -> None:
    """A tap on Only in the journal, under earlier figures."""
    done = await earlier.decline_figures(context.work, context.me, vision_id, kind)
    await _said(context, done, {"what": "journal", "count": len(done)}, _bounded(seen))


@tap("lku")
async def undo(context: Context, entry_id: int, seen: int) -> None:
    """A tap on Undo: what was said last was not meant so, and is asked again."""
    last = _noted(context)
    if not last or last[0] != entry_id:
        context.toast("undo_gone")
        return
    await _note(context, [])
    if await earlier.take_back(context.work, context.me, last):
        await _show(context, _bounded(seen) - 1, {"what": "undone", "count": len(last)})
    else:
        context.toast("undo_gone")


@tap("lks")
async def stop(context: Context, seen: int) -> None:
    """A tap on Stop here: what is left stays as it is."""
    left = len(await earlier.found(context.work, context.me))
    _over(context, _bounded(seen), left, None, next(iter(_noted(context)), None))


async def _offered(context: Context, entry: int, seen: int) -> PageOffer | None:
    """What an answer can be put on the page as; where it can't any more, that is said, and the next thing shown."""
    offer = await feeds.offer_of(context.work, context.me, entry)
    if offer is None:
        why = await feeds_chat.why_not(context, entry)
        context.toast(why)
        if why != "on_page_already":  # as after a second tap: what comes next is shown already
            await _show(context, seen)
    return offer


async def _put(
    context: Context,
    offer: PageOffer,
    vision: int | None,
    seen: int,
    change: WordingChange | None = None,
) -> None:
    try:
        done = await feeds.put(context.work, context.me, offer, vision, change)
    except TooMany as full:
        keyboard = Keyboard().row(context.button("look_through", look.to(seen)))
        feeds_chat.say_full(
            context, offer, full, keyboard.row(context.button("vision", do("vision")))
        )
        return
    if done is None:
        context.toast("vision_gone")
        await _show(context, seen)
        return
    await _note(context, [offer.entry])
    await _show(context, seen + 1, {"what": done.what, "count": 1}, offer.entry)


async def _said(context: Context, done: list[int], became: Became, seen: int) -> None:
    """Something was said of several figures; or of none, as they are there already, or gone."""
    if done:
        await _note(context, done)
        await _show(context, seen + 1, became, done[0])
    else:
        context.toast("figures_settled")
        await _show(context, seen)


async def _show(
    context: Context, seen: int, became: Became | None = None, undoes: int | None = None
) -> None:
    """The next thing there is, after what became of the one before; or that this is all."""
    there = await earlier.found(context.work, context.me)
    if became is None:
        undoes = next(iter(_noted(context)), None)
    if not there or seen >= LOOKED_THROUGH:
        _over(context, seen, len(there), became, undoes)
        return
    one = there[0]
    held = await visions.held(context.work, context.me)
    of = one.vision if isinstance(one, Figures) else one.offer.vision
    words = await visions.words_of(context.work, context.me, of) if of and len(held) > 1 else None
    keyboard = _keyboard(context, one, seen)
    if undoes is not None:
        keyboard.row(context.button("undo", undo.to(undoes, seen)))
    told = _words(context, one) if isinstance(one, Words) else _figures(context, one)
    context.put(
        context.message(
            "look_through",
            keyboard.row(context.button("stop_here", stop.to(seen))),
            became=became,
            look={
                "number": seen + 1,
                "of": min(seen + len(there), LOOKED_THROUGH),
                "vision": one_line(words, IN_LINE) if words else "",
                **told,
            },
        )
    )


def _keyboard(context: Context, one: Words | Figures, seen: int) -> Keyboard:
    if isinstance(one, Figures):
        return Keyboard().row(
            context.button("to_page", put_figures.to(one.vision, one.kind, seen)),
            context.button("journal_only", leave_figures.to(one.vision, one.kind, seen)),
        )
    taps = _taps(one.offer.entry, seen)
    keyboard = Keyboard().row(*feeds_chat.buttons(context, one.offer, taps))
    if room(one.offer.words) > BEFORE:
        keyboard.row(context.button("whole_text", entry_chat.whole.to(one.offer.entry)))
    return keyboard


def _words(context: Context, one: Words) -> dict[str, object]:
    return {
        "what": one.offer.what,
        "asked": shortened(one.asked, ASKED),
        "words": shortened(one.offer.words, BEFORE),
        "on": context.local(one.at).date(),
    }


def _figures(context: Context, one: Figures) -> dict[str, object]:
    return {
        "what": one.kind.value,
        "count": len(one.entries),
        "on": context.local(one.first).date(),
        "until": context.local(one.last).date(),
    }


def _over(
    context: Context, seen: int, left: int, became: Became | None, undoes: int | None
) -> None:
    keyboard = Keyboard()
    if undoes is not None:
        keyboard.row(context.button("undo", undo.to(undoes, seen)))
    if left:
        keyboard.row(context.button("look_through", look.to(0)))
    keyboard.row(context.button("my_page", do("vision")), context.button("journal", do("journal")))
    looked = {"seen": seen, "left": left}
    context.put(context.message("look_over", keyboard, became=became, looked=looked))


def _taps(entry: int, seen: int) -> Taps:
    return Taps(
        put.to(entry, seen),
        partial(beside.to, entry, seen),
        partial(change.to, entry, seen),
        journal_only.to(entry, seen),
    )


def _bounded(seen: int) -> int:
    return max(0, min(seen, LOOKED_THROUGH))


async def _note(context: Context, entries: list[int]) -> None:
    await dialog.note(context.work, context.me.id, **{LOOKED: entries})


def _noted(context: Context) -> list[int]:
    """The answers that something was said of last."""
    return list(context.waiting.data.get(LOOKED, ())) if context.waiting else []
