"""The next step towards a vision: what, by when, what came of it, and what it taught."""

from __future__ import annotations

from datetime import date, timedelta

from solbot.bot import pager
from solbot.bot.args import known
from solbot.bot.context import Context
from solbot.bot.taps import tap
from solbot.coaching.answers import prompts
from solbot.coaching.visions import lookup, page_chat, screens, view
from solbot.coaching.visions import page as vision_page
from solbot.coaching.visions import service as visions
from solbot.coaching.visions.rules import Step
from solbot.db.states import StepOutcome
from solbot.errors import StaleButton
from solbot.limits import BEFORE, LEARNT, PAGE_LINE, STEP_WORDS, TooMany
from solbot.telegram.messages import Keyboard
from solbot.typed.dates import LONGEST, parse_day

IN_A_ROW = 5
NEAR = {"today": 0, "tomorrow": 1, "in_a_week": 7}
"""Days that are offered, each so many from today."""

NO_DAY = "no_day"


@tap("vt")
async def ask(context: Context, vision_id: int) -> None:
    """A tap on Next step."""
    vision = await screens.held(context, vision_id)
    if vision is None:
        return
    await context.expect("step", vision=vision.id)
    context.put(context.message("ask_step", screens.cancelling(context, vision.id)))


async def typed(context: Context) -> None:
    """The words of a step: kept at once, for no day; then, when?"""
    vision_id = screens.waited_for(context, "vision")
    if not await screens.fits(context, "step", STEP_WORDS):
        return
    words, message = context.incoming.text, context.incoming.message_id
    try:
        kept = await vision_page.add_step(context.work, context.me, vision_id, words, message)
    except TooMany as full:
        keyboard = Keyboard().row(screens.to_page(context, vision_id))
        await screens.full(context, "steps", full, keyboard)
        return
    if kept is None:
        await screens.gone(context)
        return
    await _ask_day(context, kept, words, new=True)


@tap("vtp")
async def ask_day(context: Context, step_id: int) -> None:
    """A tap on Another day."""
    found = await _find(context, step_id)
    if found is not None:
        await _ask_day(context, found[1].id, found[1].words)


async def _ask_day(
    context: Context, step_id: int, words: str, trouble: str | None = None, *, new: bool = False
) -> None:
    """When? `new`: the step was kept just now, and may be taken back with its day."""
    await context.expect("step_day", step=step_id, new=new)
    keyboard = Keyboard().row(*(context.button(one, near.to(step_id, one)) for one in NEAR))
    keyboard.row(context.button(NO_DAY, near.to(step_id, NO_DAY)))
    words = screens.said(context, words, BEFORE)
    context.put(context.message("ask_step_day", keyboard, words=words, trouble=trouble))


@tap("vtd")
async def near(context: Context, step_id: int, day: str) -> None:
    """A tap on a day that is near, or on No day."""
    named = known(day, (*NEAR, NO_DAY))
    today = prompts.today_of(context.work, context.me)
    on = None if named == NO_DAY else today + timedelta(days=NEAR[named])
    await _plan(context, step_id, on)


async def typed_day(context: Context) -> None:
    """The day of a step, as people type one."""
    found = await lookup.find_step(context.work, context.me, screens.waited_for(context, "step"))
    if found is None:
        await screens.gone(context, "page_gone")
        return
    today = prompts.today_of(context.work, context.me)
    on = parse_day(context.incoming.text, today, context.language.vocabulary)
    if on is None or on > today + LONGEST:
        await _ask_day(
            context, found[1].id, found[1].words, "unclear", new=_is_new(context, found[1].id)
        )
    elif on < today:
        await _ask_day(
            context, found[1].id, found[1].words, "past", new=_is_new(context, found[1].id)
        )
    else:
        await _plan(context, found[1].id, on)


async def _plan(context: Context, step_id: int, on: date | None) -> None:
    """Mean a step for a day, or for none; one of which something came is opened again."""
    new = _is_new(context, step_id)
    await vision_page.settle_step(context.work, context.me, step_id, None)
    await vision_page.plan_step(context.work, context.me, step_id, on)
    found = await lookup.find_step(context.work, context.me, step_id)
    if found is None:
        context.toast("page_gone")
        return
    await context.rest()
    vision_id, step = found
    # Undo takes the step itself back: only where nothing but its day was said since.
    undo = [context.button("undo", take_off.to(step_id))] if new else []
    keyboard = Keyboard().row(context.button("another_day", ask_day.to(step_id)), *undo)
    keyboard.row(screens.to_page(context, vision_id))
    context.put(context.message("step_kept", keyboard, planned=view.step(context, step, BEFORE)))


def _is_new(context: Context, step_id: int) -> bool:
    """Whether a step was kept in what is being said, and is no earlier one that gets another day."""
    data = context.waiting.data if context.waiting else {}
    return data.get("step") == step_id and data.get("new") is True


@tap("vtl")
async def page(context: Context, vision_id: int, at: int = 0) -> None:
    """A tap on Steps: the open ones by their day, then those of which something came, the last one first."""
    vision = await visions.standing(context.work, context.me, vision_id)
    if vision is None:
        context.toast("vision_gone")
        return
    found = view.planned(vision.steps)
    here = pager.at(at, len(found))
    numbered = list(enumerate(here.of(found), here.start + 1))
    keyboard = Keyboard().grid(
        (
            context.button("open_entry", open_one.to(one.id), number=number)
            for number, one in numbered
        ),
        IN_A_ROW,
    )
    keyboard.row(*here.turning(context, page.to(vision.id)))
    adding = [context.button("step_add", ask.to(vision.id))] if vision.released_at is None else []
    keyboard.row(*adding, screens.to_page(context, vision.id))
    shown = [{"number": number, **view.step(context, one, PAGE_LINE)} for number, one in numbered]
    context.put(
        context.message("page_steps", keyboard, steps=shown, page=here.number, pages=here.count)
    )


@tap("vto")
async def open_one(context: Context, step_id: int) -> None:
    """One step: what came of it, and what can be done to it."""
    found = await _find(context, step_id)
    if found is None:
        return
    vision_id, step = found
    keyboard = Keyboard()
    if step.outcome is None:
        keyboard.grid(
            (context.button(f"step_{one}", settle.to(one, step.id)) for one in StepOutcome), 2
        )
    else:
        keyboard.row(
            context.button("step_learnt", ask_learnt.to(step.id)),
            context.button("step_reopen", reopen.to(step.id)),
        )
    correct = [context.button("correct", ask_words.to(step.id))] if step.words else []
    keyboard.row(
        context.button("another_day", ask_day.to(step.id)),
        *correct,
        context.button("take_off", ask_take_off.to(step.id)),
    )
    keyboard.row(
        context.button("steps_back", page.to(vision_id, 0)), screens.to_page(context, vision_id)
    )
    context.put(context.message("page_step", keyboard, planned=view.step(context, step, LEARNT)))


@tap("vtz")
async def settle(context: Context, outcome: StepOutcome, step_id: int) -> None:
    """A tap on what came of it; then, what did it teach?"""
    if not await vision_page.settle_step(context.work, context.me, step_id, outcome):
        context.toast("page_gone")
        return
    await ask_learnt(context, step_id)


@tap("vtk")
async def ask_learnt(context: Context, step_id: int) -> None:
    """A tap on What it taught."""
    found = await _find(context, step_id)
    if found is None:
        return
    vision_id, step = found
    if step.outcome is None:
        raise StaleButton
    await context.expect("step_learnt", step=step.id)
    keyboard = Keyboard()
    if step.outcome in (StepOutcome.NOT_YET, StepOutcome.PARTLY):
        keyboard.row(context.button("another_day", ask_day.to(step.id)))
    keyboard.row(
        context.button("skip", page_chat.show.to(vision_id)),
        context.button("undo", reopen.to(step.id)),
    )
    context.put(context.message("ask_learnt", keyboard, planned=view.step(context, step, BEFORE)))


async def typed_learnt(context: Context) -> None:
    """What a step taught."""
    if not await screens.fits(context, "learnt", LEARNT):
        return
    step_id = screens.waited_for(context, "step")
    if not await vision_page.learn_from_step(
        context.work, context.me, step_id, context.incoming.text
    ):
        await screens.gone(context, "page_gone")
        return
    await context.rest()
    await open_one(context, step_id)


@tap("vtr")
async def reopen(context: Context, step_id: int) -> None:
    """A tap on Open it again, or on Undo under what came of it."""
    if not await vision_page.settle_step(context.work, context.me, step_id, None):
        context.toast("page_gone")
        return
    await open_one(context, step_id)


@tap("vtw")
async def ask_words(context: Context, step_id: int) -> None:
    """A tap on Correct: the next words take the place of these."""
    found = await _find(context, step_id)
    if found is None:
        return
    step = found[1]
    if not step.words:
        await open_one(context, step_id)
        return
    await context.expect("step_again", step=step.id)
    keyboard = Keyboard().row(context.button("cancel", open_one.to(step.id)))
    context.put(
        context.message("ask_page_words", keyboard, words=screens.said(context, step.words, BEFORE))
    )


async def typed_again(context: Context) -> None:
    """The words of a step once more."""
    if not await screens.fits(context, "step", STEP_WORDS):
        return
    step_id, words = screens.waited_for(context, "step"), context.incoming.text
    if not await vision_page.reword_step(
        context.work, context.me, step_id, words, context.incoming.message_id
    ):
        await screens.gone(context, "page_gone")
        return
    await context.rest()
    await open_one(context, step_id)


@tap("vtx")
async def ask_take_off(context: Context, step_id: int) -> None:
    """Taking a step off is asked once: it can't be brought back."""
    found = await _find(context, step_id)
    if found is None:
        return
    step = found[1]
    keyboard = Keyboard().row(
        context.button("take_off_yes", take_off.to(step.id)),
        context.button("back", open_one.to(step.id)),
    )
    context.put(
        context.message("ask_take_off", keyboard, words=screens.said(context, step.words, BEFORE))
    )


@tap("vtxx")
async def take_off(context: Context, step_id: int) -> None:
    """Take it off; or Undo, under a step that was just kept."""
    found = await _find(context, step_id)
    if found is None:
        return
    vision_id, step = found
    await vision_page.erase_step(context.work, context.me, step.id)
    await page_chat.show(context, vision_id)


async def _find(context: Context, step_id: int) -> tuple[int, Step] | None:
    found = await lookup.find_step(context.work, context.me, step_id)
    if found is None:
        context.toast("page_gone")
    return found
