"""Facts of current reality beside a vision: added, struck when no longer so, corrected, taken off."""

from __future__ import annotations

from solbot.bot import pager
from solbot.bot.context import Context
from solbot.bot.taps import tap
from solbot.coaching.visions import lookup, page_chat, screens, view
from solbot.coaching.visions import page as vision_page
from solbot.coaching.visions import service as visions
from solbot.coaching.visions.rules import Fact
from solbot.limits import BEFORE, ENTRY, FACT_WORDS, IN_LIST, TooMany
from solbot.telegram.messages import Keyboard

IN_A_ROW = 5


@tap("vf")
async def ask(context: Context, vision_id: int) -> None:
    """A tap on Add a fact."""
    vision = await screens.held(context, vision_id)
    if vision is None:
        return
    await context.expect("fact", vision=vision.id)
    words = screens.said(context, vision.words, IN_LIST)
    context.put(context.message("ask_fact", screens.cancelling(context, vision.id), words=words))


async def typed(context: Context) -> None:
    """The words of a fact."""
    vision_id = screens.waited_for(context, "vision")
    if not await screens.fits(context, "fact", FACT_WORDS):
        return
    words, message = context.incoming.text, context.incoming.message_id
    try:
        kept = await vision_page.add_fact(context.work, context.me, vision_id, words, message)
    except TooMany as full:
        keyboard = Keyboard().row(context.button("vision_page", page_chat.show.to(vision_id)))
        await screens.full(context, "facts", full, keyboard)
        return
    if kept is None:
        await screens.gone(context)
        return
    await context.rest()
    keyboard = Keyboard().row(
        context.button("fact_add", ask.to(vision_id)), context.button("undo", take_off.to(kept))
    )
    keyboard.row(screens.to_page(context, vision_id))
    context.say("fact_kept", keyboard, words=screens.said(context, words, BEFORE))


@tap("vfl")
async def page(context: Context, vision_id: int, at: int = 0) -> None:
    """A tap on Facts: all of them, the newest first."""
    vision = await visions.standing(context.work, context.me, vision_id)
    if vision is None:
        context.toast("vision_gone")
        return
    found = vision.facts[::-1]
    here = pager.at(at, len(found))
    keyboard = Keyboard().grid(
        (
            context.button("open_entry", open_one.to(one.id), number=number)
            for number, one in enumerate(here.of(found), here.start + 1)
        ),
        IN_A_ROW,
    )
    keyboard.row(*here.turning(context, page.to(vision.id), pager.IN_TIME))
    adding = [context.button("fact_add", ask.to(vision.id))] if vision.released_at is None else []
    keyboard.row(*adding, screens.to_page(context, vision.id))
    shown = [
        {"number": number, **view.fact(context, one, IN_LIST)}
        for number, one in enumerate(here.of(found), here.start + 1)
    ]
    context.put(
        context.message("page_facts", keyboard, stated=shown, page=here.number, pages=here.count)
    )


@tap("vfo")
async def open_one(context: Context, fact_id: int) -> None:
    """One fact, with what can be done to it."""
    found = await _find(context, fact_id)
    if found is None:
        return
    vision_id, fact = found
    keyboard = Keyboard()
    if fact.struck_at is None:
        keyboard.row(context.button("fact_struck", strike.to(fact.id, True)))
    else:
        keyboard.row(context.button("fact_holds", strike.to(fact.id, False)))
    correct = [context.button("correct", ask_words.to(fact.id))] if fact.words else []
    keyboard.row(*correct, context.button("take_off", ask_take_off.to(fact.id)))
    keyboard.row(
        context.button("facts_back", page.to(vision_id, 0)), screens.to_page(context, vision_id)
    )
    context.put(context.message("page_fact", keyboard, told=view.fact(context, fact, ENTRY)))


@tap("vfs")
async def strike(context: Context, fact_id: int, struck: bool) -> None:
    """A tap on No longer so, or on Still so after all."""
    if not await vision_page.strike_fact(context.work, context.me, fact_id, struck=struck):
        context.toast("page_gone")
        return
    await open_one(context, fact_id)


@tap("vfw")
async def ask_words(context: Context, fact_id: int) -> None:
    """A tap on Correct: the next words take the place of these."""
    found = await _find(context, fact_id)
    if found is None:
        return
    _, fact = found
    if not fact.words:
        await open_one(context, fact_id)
        return
    await context.expect("fact_again", fact=fact.id)
    keyboard = Keyboard().row(context.button("cancel", open_one.to(fact.id)))
    context.put(
        context.message("ask_page_words", keyboard, words=screens.said(context, fact.words, BEFORE))
    )


async def typed_again(context: Context) -> None:
    """The words of a fact once more."""
    if not await screens.fits(context, "fact", FACT_WORDS):
        return
    fact_id, words = screens.waited_for(context, "fact"), context.incoming.text
    if not await vision_page.reword_fact(
        context.work, context.me, fact_id, words, context.incoming.message_id
    ):
        await screens.gone(context, "page_gone")
        return
    await context.rest()
    await open_one(context, fact_id)


@tap("vfx")
async def ask_take_off(context: Context, fact_id: int) -> None:
    """Taking a fact off is asked once: it can't be brought back."""
    found = await _find(context, fact_id)
    if found is None:
        return
    _, fact = found
    keyboard = Keyboard().row(
        context.button("take_off_yes", take_off.to(fact.id)),
        context.button("back", open_one.to(fact.id)),
    )
    context.put(
        context.message("ask_take_off", keyboard, words=screens.said(context, fact.words, BEFORE))
    )


@tap("vfxx")
async def take_off(context: Context, fact_id: int) -> None:
    """Take it off; or Undo, under a fact that was just kept."""
    found = await _find(context, fact_id)
    if found is None:
        return
    vision_id, fact = found
    await vision_page.erase_fact(context.work, context.me, fact.id)
    await page_chat.show(context, vision_id)


async def _find(context: Context, fact_id: int) -> tuple[int, Fact] | None:
    found = await lookup.find_fact(context.work, context.me, fact_id)
    if found is None:
        context.toast("page_gone")
    return found
