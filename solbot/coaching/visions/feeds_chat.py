"""Words of an answer for the page: the offer under what was kept, beside which vision, and what they do to it."""

from __future__ import annotations

from dataclasses import dataclass

from solbot.bot import pager as pages
from solbot.bot.args import one_of
from solbot.bot.context import Turn
from solbot.coaching.answers import service as answers
from solbot.coaching.visions import feeds
from solbot.coaching.visions import service as visions
from solbot.coaching.visions.rules import Change, Offer
from solbot.content.cutting import one_line, shortened
from solbot.limits import BEFORE, IN_LINE, IN_LIST, TooMany
from solbot.telegram.incoming import Kind
from solbot.telegram.messages import Keyboard, Row


@dataclass(frozen=True)
class Taps:
    """What is sent by the buttons that an offer is gone about with, each before the number of its answer, and `after`
    that."""

    put: str = "pg"
    beside: str = "pgv"
    change: str = "pgc"
    no: str = "pgn"
    after: str = ""


UNDER_THE_ANSWER = Taps()


def buttons(turn: Turn, offer: Offer, taps: Taps = UNDER_THE_ANSWER) -> Row:
    """The two taps that an offer is answered with."""
    return (
        turn.button("to_page", f"{taps.put}:{offer.entry}{taps.after}"),
        turn.button("journal_only", f"{taps.no}:{offer.entry}{taps.after}"),
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
    if not await asks_more(turn, offer, args[1:]):
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
    await _put(turn, offer, offer.vision, one_of(Change, args[1]))


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


async def asks_more(
    turn: Turn, offer: Offer, args: list[str], taps: Taps = UNDER_THE_ANSWER
) -> bool:
    """Ask what has to be known before words can be put on the page: what they do to a vision, or beside which of
    several they stand (`args`: on which page of these). Whether there is anything to ask."""
    if offer.what == "wording":
        await _ask_change(turn, offer, taps)
    elif offer.vision is None and offer.what != "vision":
        await _ask_which(turn, offer, args, taps)
    else:
        return False
    return True


async def why_not(turn: Turn, entry_id: int) -> str:
    """What is said of words that can't be put on the page any more."""
    if await answers.find(turn.work, turn.me, entry_id) is None:
        return "entry_gone"
    on_page = await feeds.is_on_page(turn.work, turn.me, entry_id)
    return "on_page_already" if on_page else "vision_gone"


def say_full(turn: Turn, offer: Offer, room: TooMany, keyboard: Keyboard) -> None:
    """There is no room on the page: what can be done instead."""
    what = {"vision": "visions", "wording": "wordings"}.get(offer.what, "beside_a_vision")
    turn.put(turn.message("enough", keyboard, what=what, most=room.most))


async def _offered(turn: Turn, entry_id: int) -> Offer | None:
    """What is offered, if it can still be put there; otherwise says why not."""
    offer = await feeds.offer_of(turn.work, turn.me, entry_id)
    if offer is None:
        turn.toast(await why_not(turn, entry_id))
    return offer


async def _put(turn: Turn, offer: Offer, vision: int | None, change: Change | None = None) -> None:
    try:
        found = await feeds.put(turn.work, turn.me, offer, vision, change)
    except TooMany as full:
        keyboard = Keyboard().row(
            turn.button("vision", "do:vision"), turn.button("export", "do:export")
        )
        say_full(turn, offer, full, keyboard)
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


async def _ask_change(turn: Turn, offer: Offer, taps: Taps) -> None:
    """The words of now beside the new ones: clearer, more, or less?"""
    before = await visions.words_of(turn.work, turn.me, offer.vision or 0)
    keyboard = Keyboard().row(
        *(
            turn.button(f"change_{kind}", f"{taps.change}:{offer.entry}{taps.after}:{kind}")
            for kind in Change
        )
    )
    turn.put(
        turn.message(
            "ask_page_change",
            keyboard.row(buttons(turn, offer, taps)[1]),
            before=shortened(before or turn.language.button("unreadable"), BEFORE),
            words=shortened(offer.words, BEFORE),
        )
    )


async def _ask_which(turn: Turn, offer: Offer, args: list[str], taps: Taps) -> None:
    """Beside which of several visions?"""
    held = await visions.held(turn.work, turn.me)
    here = pages.named(["", *args], 1, len(held))
    which, listed = [], []
    for number, vision in enumerate(here.of(held), here.start + 1):
        words = await visions.words_of(turn.work, turn.me, vision)
        shown = words or turn.language.button("unreadable")
        listed.append({"number": number, "words": shortened(shown, IN_LIST)})
        beside = f"{taps.beside}:{offer.entry}{taps.after}:{vision}"
        which.append(turn.button("page_of", beside, number=number))
    keyboard = Keyboard().grid(which, 2)
    keyboard.row(*here.turning(turn, f"{taps.put}:{offer.entry}{taps.after}"))
    keyboard.row(buttons(turn, offer, taps)[1])
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
