"""Facts of current reality beside a vision: added, struck when no longer so, corrected, taken off."""

from __future__ import annotations

from solbot.bot import pager as pages
from solbot.bot.args import known
from solbot.bot.context import Turn
from solbot.coaching.visions import lookup, page_chat, screens, view
from solbot.coaching.visions import page as beside
from solbot.coaching.visions import service as visions
from solbot.coaching.visions.rules import Fact
from solbot.limits import BEFORE, ENTRY, FACT_WORDS, IN_LIST, TooMany
from solbot.telegram.messages import Keyboard

IN_A_ROW = 5


async def ask(turn: Turn, args: list[str]) -> None:
    """A tap on Add a fact."""
    vision = await screens.held(turn, int(args[0]))
    if vision is None:
        return
    await turn.expect("fact", vision=vision.id)
    words = screens.said(turn, vision.words, IN_LIST)
    turn.put(turn.message("ask_fact", screens.cancelling(turn, vision.id), words=words))


async def typed(turn: Turn) -> None:
    """The words of a fact."""
    vision_id = screens.waited_for(turn, "vision")
    if not await screens.fits(turn, "fact", FACT_WORDS):
        return
    words, message = turn.incoming.text, turn.incoming.message_id
    try:
        kept = await beside.add_fact(turn.work, turn.me, vision_id, words, message)
    except TooMany as full:
        keyboard = Keyboard().row(turn.button("vision_page", f"v:{vision_id}"))
        await screens.full(turn, "facts", full, keyboard)
        return
    if kept is None:
        await screens.gone(turn)
        return
    await turn.rest()
    keyboard = Keyboard().row(
        turn.button("fact_add", f"vf:{vision_id}"), turn.button("undo", f"vfxx:{kept}")
    )
    keyboard.row(screens.to_page(turn, vision_id))
    turn.say("fact_kept", keyboard, words=screens.said(turn, words, BEFORE))


async def page(turn: Turn, args: list[str]) -> None:
    """A tap on Facts: all of them, the newest first."""
    vision = await visions.standing(turn.work, turn.me, int(args[0]))
    if vision is None:
        turn.toast("vision_gone")
        return
    found = vision.facts[::-1]
    here = pages.named(args, 1, len(found))
    keyboard = Keyboard().grid(
        (
            turn.button("open_entry", f"vfo:{one.id}", number=number)
            for number, one in enumerate(here.of(found), here.start + 1)
        ),
        IN_A_ROW,
    )
    keyboard.row(*here.turning(turn, f"vfl:{vision.id}", pages.IN_TIME))
    adding = [turn.button("fact_add", f"vf:{vision.id}")] if vision.released_at is None else []
    keyboard.row(*adding, screens.to_page(turn, vision.id))
    shown = [
        {"number": number, **view.fact(turn, one, IN_LIST)}
        for number, one in enumerate(here.of(found), here.start + 1)
    ]
    turn.put(turn.message("page_facts", keyboard, stated=shown, page=here.number, pages=here.count))


async def open_one(turn: Turn, args: list[str]) -> None:
    """One fact, with what can be done to it."""
    found = await _find(turn, args[0])
    if found is None:
        return
    vision_id, fact = found
    keyboard = Keyboard()
    if fact.struck_at is None:
        keyboard.row(turn.button("fact_struck", f"vfs:{fact.id}:1"))
    else:
        keyboard.row(turn.button("fact_holds", f"vfs:{fact.id}:0"))
    correct = [turn.button("correct", f"vfw:{fact.id}")] if fact.words else []
    keyboard.row(*correct, turn.button("take_off", f"vfx:{fact.id}"))
    keyboard.row(turn.button("facts_back", f"vfl:{vision_id}:0"), screens.to_page(turn, vision_id))
    turn.put(turn.message("page_fact", keyboard, told=view.fact(turn, fact, ENTRY)))


async def strike(turn: Turn, args: list[str]) -> None:
    """A tap on No longer so, or on Still so after all."""
    struck = known(int(args[1]), (0, 1)) == 1
    if not await beside.strike_fact(turn.work, turn.me, int(args[0]), struck=struck):
        turn.toast("page_gone")
        return
    await open_one(turn, args)


async def ask_words(turn: Turn, args: list[str]) -> None:
    """A tap on Correct: the next words take the place of these."""
    found = await _find(turn, args[0])
    if found is None:
        return
    _, fact = found
    if not fact.words:
        await open_one(turn, args)
        return
    await turn.expect("fact_again", fact=fact.id)
    keyboard = Keyboard().row(turn.button("cancel", f"vfo:{fact.id}"))
    turn.put(turn.message("ask_page_words", keyboard, words=screens.said(turn, fact.words, BEFORE)))


async def typed_again(turn: Turn) -> None:
    """The words of a fact once more."""
    if not await screens.fits(turn, "fact", FACT_WORDS):
        return
    fact_id, words = screens.waited_for(turn, "fact"), turn.incoming.text
    if not await beside.reword_fact(turn.work, turn.me, fact_id, words, turn.incoming.message_id):
        await screens.gone(turn, "page_gone")
        return
    await turn.rest()
    await open_one(turn, [str(fact_id)])


async def ask_take_off(turn: Turn, args: list[str]) -> None:
    """Taking a fact off is asked once: it can't be brought back."""
    found = await _find(turn, args[0])
    if found is None:
        return
    _, fact = found
    keyboard = Keyboard().row(
        turn.button("take_off_yes", f"vfxx:{fact.id}"), turn.button("back", f"vfo:{fact.id}")
    )
    turn.put(turn.message("ask_take_off", keyboard, words=screens.said(turn, fact.words, BEFORE)))


async def take_off(turn: Turn, args: list[str]) -> None:
    """Take it off; or Undo, under a fact that was just kept."""
    found = await _find(turn, args[0])
    if found is None:
        return
    vision_id, fact = found
    await beside.erase_fact(turn.work, turn.me, fact.id)
    await page_chat.show(turn, vision_id)


async def _find(turn: Turn, fact_id: str) -> tuple[int, Fact] | None:
    found = await lookup.find_fact(turn.work, turn.me, int(fact_id))
    if found is None:
        turn.toast("page_gone")
    return found
