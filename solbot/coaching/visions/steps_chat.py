"""The next step towards a vision: what, by when, what came of it, and what it taught."""

from __future__ import annotations

from datetime import date, timedelta

from solbot.bot import pager as pages
from solbot.bot.args import known, one_of
from solbot.bot.context import Turn
from solbot.coaching.answers import prompts
from solbot.coaching.visions import lookup, page_chat, screens, view
from solbot.coaching.visions import page as beside
from solbot.coaching.visions import service as visions
from solbot.coaching.visions.rules import Outcome, Step
from solbot.errors import StaleButton
from solbot.limits import BEFORE, LEARNT, PAGE_LINE, STEP_WORDS, TooMany
from solbot.telegram.messages import Keyboard
from solbot.typed.dates import LONGEST, parse_day

IN_A_ROW = 5
NEAR = {"today": 0, "tomorrow": 1, "in_a_week": 7}
"""Days that are offered, each so many from today."""

NO_DAY = "no_day"


async def ask(turn: Turn, args: list[str]) -> None:
    """A tap on Next step."""
    vision = await screens.held(turn, int(args[0]))
    if vision is None:
        return
    await turn.expect("step", vision=vision.id)
    turn.put(turn.message("ask_step", screens.cancelling(turn, vision.id)))


async def typed(turn: Turn) -> None:
    """The words of a step: kept at once, for no day; then, when?"""
    vision_id = screens.waited_for(turn, "vision")
    if not await screens.fits(turn, "step", STEP_WORDS):
        return
    words, message = turn.incoming.text, turn.incoming.message_id
    try:
        kept = await beside.add_step(turn.work, turn.me, vision_id, words, message)
    except TooMany as full:
        keyboard = Keyboard().row(screens.to_page(turn, vision_id))
        await screens.full(turn, "steps", full, keyboard)
        return
    if kept is None:
        await screens.gone(turn)
        return
    await _ask_day(turn, kept, words, new=True)


async def ask_day(turn: Turn, args: list[str]) -> None:
    """A tap on Another day."""
    found = await _find(turn, args[0])
    if found is not None:
        await _ask_day(turn, found[1].id, found[1].words)


async def _ask_day(
    turn: Turn, step_id: int, words: str, trouble: str | None = None, *, new: bool = False
) -> None:
    """When? `new`: the step was kept just now, and may be taken back with its day."""
    await turn.expect("step_day", step=step_id, new=new)
    keyboard = Keyboard().row(*(turn.button(one, f"vtd:{step_id}:{one}") for one in NEAR))
    keyboard.row(turn.button(NO_DAY, f"vtd:{step_id}:{NO_DAY}"))
    words = screens.said(turn, words, BEFORE)
    turn.put(turn.message("ask_step_day", keyboard, words=words, trouble=trouble))


async def near(turn: Turn, args: list[str]) -> None:
    """A tap on a day that is near, or on No day."""
    named = known(args[1], (*NEAR, NO_DAY))
    today = prompts.today_of(turn.work, turn.me)
    on = None if named == NO_DAY else today + timedelta(days=NEAR[named])
    await _plan(turn, int(args[0]), on)


async def typed_day(turn: Turn) -> None:
    """The day of a step, as people type one."""
    found = await lookup.find_step(turn.work, turn.me, screens.waited_for(turn, "step"))
    if found is None:
        await screens.gone(turn, "page_gone")
        return
    today = prompts.today_of(turn.work, turn.me)
    on = parse_day(turn.incoming.text, today, turn.language.vocabulary)
    if on is None or on > today + LONGEST:
        await _ask_day(turn, found[1].id, found[1].words, "unclear", new=_is_new(turn, found[1].id))
    elif on < today:
        await _ask_day(turn, found[1].id, found[1].words, "past", new=_is_new(turn, found[1].id))
    else:
        await _plan(turn, found[1].id, on)


async def _plan(turn: Turn, step_id: int, on: date | None) -> None:
    """Mean a step for a day, or for none; one of which something came is opened again."""
    new = _is_new(turn, step_id)
    await beside.settle_step(turn.work, turn.me, step_id, None)
    await beside.plan_step(turn.work, turn.me, step_id, on)
    found = await lookup.find_step(turn.work, turn.me, step_id)
    if found is None:
        turn.toast("page_gone")
        return
    await turn.rest()
    vision_id, step = found
    # Undo takes the step itself back: only where nothing but its day was said since.
    undo = [turn.button("undo", f"vtxx:{step_id}")] if new else []
    keyboard = Keyboard().row(turn.button("another_day", f"vtp:{step_id}"), *undo)
    keyboard.row(screens.to_page(turn, vision_id))
    turn.put(turn.message("step_kept", keyboard, planned=view.step(turn, step, BEFORE)))


def _is_new(turn: Turn, step_id: int) -> bool:
    """Whether a step was kept in what is being said, and is no earlier one that gets another day."""
    data = turn.waiting.data if turn.waiting else {}
    return data.get("step") == step_id and data.get("new") is True


async def page(turn: Turn, args: list[str]) -> None:
    """A tap on Steps: the open ones by their day, then those of which something came, the last one first."""
    vision = await visions.standing(turn.work, turn.me, int(args[0]))
    if vision is None:
        turn.toast("vision_gone")
        return
    found = view.planned(vision.steps)
    here = pages.named(args, 1, len(found))
    numbered = list(enumerate(here.of(found), here.start + 1))
    keyboard = Keyboard().grid(
        (turn.button("open_entry", f"vto:{one.id}", number=number) for number, one in numbered),
        IN_A_ROW,
    )
    keyboard.row(*here.turning(turn, f"vtl:{vision.id}"))
    adding = [turn.button("step_add", f"vt:{vision.id}")] if vision.released_at is None else []
    keyboard.row(*adding, screens.to_page(turn, vision.id))
    shown = [{"number": number, **view.step(turn, one, PAGE_LINE)} for number, one in numbered]
    turn.put(turn.message("page_steps", keyboard, steps=shown, page=here.number, pages=here.count))


async def open_one(turn: Turn, args: list[str]) -> None:
    """One step: what came of it, and what can be done to it."""
    found = await _find(turn, args[0])
    if found is None:
        return
    vision_id, step = found
    keyboard = Keyboard()
    if step.outcome is None:
        keyboard.grid((turn.button(f"step_{one}", f"vtz:{one}:{step.id}") for one in Outcome), 2)
    else:
        keyboard.row(
            turn.button("step_learnt", f"vtk:{step.id}"),
            turn.button("step_reopen", f"vtr:{step.id}"),
        )
    correct = [turn.button("correct", f"vtw:{step.id}")] if step.words else []
    keyboard.row(
        turn.button("another_day", f"vtp:{step.id}"),
        *correct,
        turn.button("take_off", f"vtx:{step.id}"),
    )
    keyboard.row(turn.button("steps_back", f"vtl:{vision_id}:0"), screens.to_page(turn, vision_id))
    turn.put(turn.message("page_step", keyboard, planned=view.step(turn, step, LEARNT)))


async def settle(turn: Turn, args: list[str]) -> None:
    """A tap on what came of it; then, what did it teach?"""
    outcome, step_id = one_of(Outcome, args[0]), int(args[1])
    if not await beside.settle_step(turn.work, turn.me, step_id, outcome):
        turn.toast("page_gone")
        return
    await _ask_learnt(turn, step_id)


async def ask_learnt(turn: Turn, args: list[str]) -> None:
    """A tap on What it taught."""
    await _ask_learnt(turn, int(args[0]))


async def _ask_learnt(turn: Turn, step_id: int) -> None:
    found = await _find(turn, str(step_id))
    if found is None:
        return
    vision_id, step = found
    if step.outcome is None:
        raise StaleButton
    await turn.expect("step_learnt", step=step.id)
    keyboard = Keyboard()
    if step.outcome in (Outcome.NOT_YET, Outcome.PARTLY):
        keyboard.row(turn.button("another_day", f"vtp:{step.id}"))
    keyboard.row(turn.button("skip", f"v:{vision_id}"), turn.button("undo", f"vtr:{step.id}"))
    turn.put(turn.message("ask_learnt", keyboard, planned=view.step(turn, step, BEFORE)))


async def typed_learnt(turn: Turn) -> None:
    """What a step taught."""
    if not await screens.fits(turn, "learnt", LEARNT):
        return
    step_id = screens.waited_for(turn, "step")
    if not await beside.learn_from_step(turn.work, turn.me, step_id, turn.incoming.text):
        await screens.gone(turn, "page_gone")
        return
    await turn.rest()
    await open_one(turn, [str(step_id)])


async def reopen(turn: Turn, args: list[str]) -> None:
    """A tap on Open it again, or on Undo under what came of it."""
    if not await beside.settle_step(turn.work, turn.me, int(args[0]), None):
        turn.toast("page_gone")
        return
    await open_one(turn, args)


async def ask_words(turn: Turn, args: list[str]) -> None:
    """A tap on Correct: the next words take the place of these."""
    found = await _find(turn, args[0])
    if found is None:
        return
    step = found[1]
    if not step.words:
        await open_one(turn, args)
        return
    await turn.expect("step_again", step=step.id)
    keyboard = Keyboard().row(turn.button("cancel", f"vto:{step.id}"))
    turn.put(turn.message("ask_page_words", keyboard, words=screens.said(turn, step.words, BEFORE)))


async def typed_again(turn: Turn) -> None:
    """The words of a step once more."""
    if not await screens.fits(turn, "step", STEP_WORDS):
        return
    step_id, words = screens.waited_for(turn, "step"), turn.incoming.text
    if not await beside.reword_step(turn.work, turn.me, step_id, words, turn.incoming.message_id):
        await screens.gone(turn, "page_gone")
        return
    await turn.rest()
    await open_one(turn, [str(step_id)])


async def ask_take_off(turn: Turn, args: list[str]) -> None:
    """Taking a step off is asked once: it can't be brought back."""
    found = await _find(turn, args[0])
    if found is None:
        return
    step = found[1]
    keyboard = Keyboard().row(
        turn.button("take_off_yes", f"vtxx:{step.id}"), turn.button("back", f"vto:{step.id}")
    )
    turn.put(turn.message("ask_take_off", keyboard, words=screens.said(turn, step.words, BEFORE)))


async def take_off(turn: Turn, args: list[str]) -> None:
    """Take it off; or Undo, under a step that was just kept."""
    found = await _find(turn, args[0])
    if found is None:
        return
    vision_id, step = found
    await beside.erase_step(turn.work, turn.me, step.id)
    await page_chat.show(turn, vision_id)


async def _find(turn: Turn, step_id: str) -> tuple[int, Step] | None:
    found = await lookup.find_step(turn.work, turn.me, int(step_id))
    if found is None:
        turn.toast("page_gone")
    return found
