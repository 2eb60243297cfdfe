"""Words of an answer for the page: the offer under what was kept, beside which vision, and what they do to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from solbot.bot import pager
from solbot.bot.context import Context
from solbot.bot.taps import do, sends, tap
from solbot.coaching.answers import service as answers
from solbot.coaching.visions import feeds
from solbot.coaching.visions import service as visions
from solbot.coaching.visions.rules import PageOffer, WordingChange
from solbot.content.cutting import one_line, shortened
from solbot.limits import BEFORE, IN_LINE, IN_LIST, TooMany
from solbot.telegram.incoming import UpdateKind
from solbot.telegram.messages import Keyboard, Row


@dataclass(frozen=True)
class Taps:
    """What the buttons send that an offer is gone about with: those for a vision that its words stand `beside`, and for
    the `change` they make, each with which."""

    put: str
    beside: Callable[[int], str]
    change: Callable[[WordingChange], str]
    no: str


def _under_the_answer(entry: int) -> Taps:
    return Taps(
        to_page.to(entry),
        partial(beside.to, entry),
        partial(change.to, entry),
        journal_only.to(entry),
    )


def buttons(context: Context, offer: PageOffer, taps: Taps | None = None) -> Row:
    """The two taps that an offer is answered with."""
    taps = taps or _under_the_answer(offer.entry)
    return context.button("to_page", taps.put), context.button("journal_only", taps.no)


async def say_offer(context: Context, offer: PageOffer) -> None:
    """Offer words that were kept before, in a message of its own."""
    context.say(
        "offer_page",
        Keyboard([buttons(context, offer)]),
        offer=offer.what,
        words=one_line(offer.words, IN_LINE),
    )


@tap("pg")
async def to_page(context: Context, entry_id: int, page: int | None = None) -> None:
    """A tap on Put it on the page; with a number, on another page of the visions it can stand beside."""
    offer = await _offered(context, entry_id)
    if offer is None:
        return
    if page is None:
        await _close(context, offer)
    if not await asks_more(context, offer, page or 0):
        await _put(context, offer, offer.vision)


@tap("pgv")
async def beside(context: Context, entry_id: int, vision_id: int) -> None:
    """A tap on the vision that words are to stand beside."""
    offer = await _offered(context, entry_id)
    if offer is not None:
        await _put(context, offer, vision_id)


@tap("pgc")
async def change(context: Context, entry_id: int, kind: WordingChange) -> None:
    """A tap on what new words do to a vision."""
    offer = await _offered(context, entry_id)
    if offer is None:
        return
    await _put(context, offer, offer.vision, kind)


@tap("pgn")
async def journal_only(context: Context, entry_id: int) -> None:
    """A tap on Only in the journal."""
    entry = await answers.find(context.work, context.me, entry_id)
    if entry is None:
        context.toast("entry_gone")
        return
    if not await feeds.decline(context.work, context.me, entry.id):
        context.toast("on_page_already")
        return
    _rebutton(context, entry)
    context.toast("only_in_journal", stands=True)
    await _say_next(context, entry.id)


async def asks_more(
    context: Context, offer: PageOffer, page: int, taps: Taps | None = None
) -> bool:
    """Ask what has to be known before words can be put on the page: what they do to a vision, or beside which of
    several they stand (`page`: on which page of these). Whether there is anything to ask."""
    taps = taps or _under_the_answer(offer.entry)
    if offer.what == "wording":
        await _ask_change(context, offer, taps)
    elif offer.vision is None and offer.what != "vision":
        await _ask_which(context, offer, page, taps)
    else:
        return False
    return True


async def why_not(context: Context, entry_id: int) -> str:
    """What is said of words that can't be put on the page any more."""
    if await answers.find(context.work, context.me, entry_id) is None:
        return "entry_gone"
    on_page = await feeds.is_on_page(context.work, context.me, entry_id)
    return "on_page_already" if on_page else "vision_gone"


def say_full(context: Context, offer: PageOffer, room: TooMany, keyboard: Keyboard) -> None:
    """There is no room on the page: what can be done instead."""
    what = {"vision": "visions", "wording": "wordings"}.get(offer.what, "beside_a_vision")
    context.put(context.message("enough", keyboard, what=what, most=room.most))


async def _offered(context: Context, entry_id: int) -> PageOffer | None:
    """What is offered, if it can still be put there; otherwise says why not."""
    offer = await feeds.offer_of(context.work, context.me, entry_id)
    if offer is None:
        context.toast(await why_not(context, entry_id))
    return offer


async def _put(
    context: Context, offer: PageOffer, vision: int | None, change: WordingChange | None = None
) -> None:
    try:
        found = await feeds.put(context.work, context.me, offer, vision, change)
    except TooMany as full:
        keyboard = Keyboard().row(
            context.button("vision", do("vision")), context.button("export", do("export"))
        )
        say_full(context, offer, full, keyboard)
        return
    if found is None:
        context.toast("vision_gone")
        return
    keyboard = Keyboard().row(context.button("see_page", sends("v", found.vision)))
    words = await visions.words_of(context.work, context.me, found.vision) or ""
    context.put(
        context.message(
            "put_on_page",
            keyboard,
            offer=found.what,
            words=one_line(words, IN_LINE),
            day=found.due_on,
        )
    )
    await _say_next(context, offer.entry)


async def _ask_change(context: Context, offer: PageOffer, taps: Taps) -> None:
    """The words of now beside the new ones: clearer, more, or less?"""
    before = await visions.words_of(context.work, context.me, offer.vision or 0)
    keyboard = Keyboard().row(
        *(context.button(f"change_{kind}", taps.change(kind)) for kind in WordingChange)
    )
    context.put(
        context.message(
            "ask_page_change",
            keyboard.row(buttons(context, offer, taps)[1]),
            before=shortened(before or context.language.button("unreadable"), BEFORE),
            words=shortened(offer.words, BEFORE),
        )
    )


async def _ask_which(context: Context, offer: PageOffer, page: int, taps: Taps) -> None:
    """Beside which of several visions?"""
    held = await visions.held(context.work, context.me)
    here = pager.at(page, len(held))
    which, listed = [], []
    for number, vision in enumerate(here.of(held), here.start + 1):
        words = await visions.words_of(context.work, context.me, vision)
        shown = words or context.language.button("unreadable")
        listed.append({"number": number, "words": shortened(shown, IN_LIST)})
        which.append(context.button("page_of", taps.beside(vision), number=number))
    keyboard = Keyboard().grid(which, 2)
    keyboard.row(*here.turning(context, taps.put))
    keyboard.row(buttons(context, offer, taps)[1])
    context.put(
        context.message(
            "ask_page_of",
            keyboard,
            offer=offer.what,
            visions=listed,
            page=here.number,
            pages=here.count,
        )
    )


async def _close(context: Context, offer: PageOffer) -> None:
    """The receipt loses its offer: what is said next comes in a message of its own."""
    entry = await answers.find(context.work, context.me, offer.entry)
    if entry is not None:
        _rebutton(context, entry)


def _rebutton(context: Context, entry: answers.JournalEntry) -> None:
    """Under what was kept stays what can be done with it besides."""
    if context.incoming.kind is not UpdateKind.TAP:
        return
    keyboard = Keyboard()
    if entry.prompt_id is not None:
        keyboard.row(context.button("add_more", sends("a", entry.prompt_id)))
    keyboard.row(
        context.button("see_entry", sends("j", entry.id)),
        context.button("move_or_undo", sends("mv", entry.id)),
    )
    context.rebutton(keyboard)


async def _say_next(context: Context, entry_id: int) -> None:
    """The same question may have more for the page."""
    offer = await feeds.next_offer(context.work, context.me, entry_id)
    if offer is not None:
        await say_offer(context, offer)
