"""Words of an answer for the page: the offer under what was kept, beside which vision, and what they do to it."""

from __future__ import annotations

from solbot.bot import pager as pages
from solbot.bot.context import Turn
from solbot.coaching.answers import service as answers
from solbot.coaching.visions import feeds
from solbot.coaching.visions import service as visions
from solbot.coaching.visions.rules import Change, Offer
from solbot.content.cutting import one_line, shortened
from solbot.limits import BEFORE, IN_LINE, IN_LIST, TooMany
from solbot.telegram.incoming import Kind
from solbot.telegram.messages import Button, Keyboard, Row


def buttons(turn: Turn, offer: Offer) -> Row:
    """The two taps that an offer is answered with."""
    return (
        turn.button("to_page", f"pg:{offer.entry}"),
        turn.button("journal_only", f"pgn:{offer.entry}"),
    )


async def say_offer(turn: Turn, offer: Offer) -> None:
    """Offer words that were kept before, in a message of its own."""
    turn.say(
        "offer_page",
        Keyboard([buttons(turn, offer)]),
        offer=offer.what,
        words=one_line(offer.words, IN_LINE),
    )


async def to_page(turn: Turn, args: list[str]) -> None:
    """A tap on Put it on the page; with a number, on another page of the visions it can stand beside."""
    offer = await _offered(turn, int(args[0]))
    if offer is None:
        return
    if len(args) == 1:
        await _close(turn, offer)
    if offer.what == "wording":
        await _ask_change(turn, offer)
    elif offer.vision is None and offer.what != "vision":
        await _ask_which(turn, offer, args)
    else:
        await _put(turn, offer, offer.vision)


async def beside(turn: Turn, args: list[str]) -> None:
    """A tap on the vision that words are to stand beside."""
    offer = await _offered(turn, int(args[0]))
    if offer is not None:
        await _put(turn, offer, int(args[1]))


async def change(turn: Turn, args: list[str]) -> None:
    """A tap on what new words do to a vision."""
    offer = await _offered(turn, int(args[0]))
    if offer is None:
        return
    if args[1] not in list(Change):
        turn.toast("vision_gone")
        return
    await _put(turn, offer, offer.vision, Change(args[1]))


async def journal_only(turn: Turn, args: list[str]) -> None:
    """A tap on Only in the journal."""
    entry = await answers.find(turn.work, turn.me, int(args[0]))
    if entry is None:
        turn.toast("entry_gone")
        return
    if not await feeds.decline(turn.work, turn.me, entry.id):
        turn.toast("on_page_already")
        return
    _rebutton(turn, entry)
    turn.toast("only_in_journal", stands=True)
    await _say_next(turn, entry.id)


async def _offered(turn: Turn, entry_id: int) -> Offer | None:
    """What is offered, if it can still be put there; otherwise says why not."""
    offer = await feeds.offer_of(turn.work, turn.me, entry_id)
    if offer is None:
        on_page = await feeds.is_on_page(turn.work, turn.me, entry_id)
        gone = await answers.find(turn.work, turn.me, entry_id) is None
        turn.toast("entry_gone" if gone else "on_page_already" if on_page else "vision_gone")
    return offer


async def _put(turn: Turn, offer: Offer, vision: int | None, change: Change | None = None) -> None:
    try:
        found = await feeds.put(turn.work, turn.me, offer, vision, change)
    except TooMany as full:
        what = {"vision": "visions", "wording": "wordings"}.get(offer.what, "beside_a_vision")
        keyboard = Keyboard().row(
            turn.button("vision", "do:vision"), turn.button("export", "do:export")
        )
        turn.put(turn.message("enough", keyboard, what=what, most=full.most))
        return
    if found is None:
        turn.toast("vision_gone")
        return
    keyboard = Keyboard().row(turn.button("see_page", f"v:{found.vision}"))
    words = await visions.words_of(turn.work, turn.me, found.vision) or ""
    turn.put(
        turn.message(
            "put_on_page",
            keyboard,
            offer=found.what,
            words=one_line(words, IN_LINE),
            day=found.due_on,
        )
    )
    await _say_next(turn, offer.entry)


async def _ask_change(turn: Turn, offer: Offer) -> None:
    """The words of now beside the new ones: clearer, more, or less?"""
    before = await visions.words_of(turn.work, turn.me, offer.vision or 0)
    keyboard = Keyboard().row(
        *(turn.button(f"change_{kind}", f"pgc:{offer.entry}:{kind}") for kind in Change)
    )
    turn.put(
        turn.message(
            "ask_page_change",
            keyboard.row(_no(turn, offer)),
            before=shortened(before or turn.language.button("unreadable"), BEFORE),
            words=shortened(offer.words, BEFORE),
        )
    )


async def _ask_which(turn: Turn, offer: Offer, args: list[str]) -> None:
    """Beside which of several visions?"""
    held = await visions.held(turn.work, turn.me)
    here = pages.named(args, 1, len(held))
    taps, listed = [], []
    for number, vision in enumerate(here.of(held), here.start + 1):
        words = await visions.words_of(turn.work, turn.me, vision)
        shown = words or turn.language.button("unreadable")
        listed.append({"number": number, "words": shortened(shown, IN_LIST)})
        taps.append(turn.button("page_of", f"pgv:{offer.entry}:{vision}", number=number))
    keyboard = Keyboard().grid(taps, 2)
    keyboard.row(*here.turning(turn, f"pg:{offer.entry}")).row(_no(turn, offer))
    turn.put(
        turn.message(
            "ask_page_of",
            keyboard,
            offer=offer.what,
            visions=listed,
            page=here.number,
            pages=here.count,
        )
    )


def _no(turn: Turn, offer: Offer) -> Button:
    return turn.button("journal_only", f"pgn:{offer.entry}")


async def _close(turn: Turn, offer: Offer) -> None:
    """The receipt loses its offer: what is said next comes in a message of its own."""
    entry = await answers.find(turn.work, turn.me, offer.entry)
    if entry is not None:
        _rebutton(turn, entry)


def _rebutton(turn: Turn, entry: answers.Entry) -> None:
    """Under what was kept stays what can be done with it besides."""
    if turn.incoming.kind is not Kind.TAP:
        return
    keyboard = Keyboard()
    if entry.prompt_id is not None:
        keyboard.row(turn.button("add_more", f"a:{entry.prompt_id}"))
    keyboard.row(
        turn.button("see_entry", f"j:{entry.id}"), turn.button("move_or_undo", f"mv:{entry.id}")
    )
    turn.rebutton(keyboard)


async def _say_next(turn: Turn, entry_id: int) -> None:
    """The same question may have more for the page."""
    offer = await feeds.next_offer(turn.work, turn.me, entry_id)
    if offer is not None:
        await say_offer(turn, offer)
