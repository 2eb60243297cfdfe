"""What comes next and why, what to have instead, and more or less of a discipline; ideas that came back."""

from __future__ import annotations

from solbot.bot.args import known
from solbot.bot.context import Context
from solbot.bot.taps import do, tap
from solbot.coaching.answers import prompts
from solbot.coaching.answers.before import OWN
from solbot.coaching.own_questions import asking as own_asking
from solbot.coaching.own_questions import chat as own_questions_chat
from solbot.coaching.own_questions import service as own_questions
from solbot.coaching.own_questions.service import Mine
from solbot.coaching.path import service as path
from solbot.coaching.path.deciding import Next
from solbot.coaching.path.wishes import EVEN, LEANINGS
from solbot.coaching.reviews import chat as reviews_chat
from solbot.content.cutting import one_line
from solbot.content.models import DISCIPLINES
from solbot.db.states import PromptReason
from solbot.errors import NotFound
from solbot.limits import TITLE
from solbot.telegram.messages import Button, Keyboard


async def show(context: Context) -> None:
    """/next: what comes next, and why; three others instead; more or less of its discipline."""
    coming = await path.coming(context.work, context.me)
    wishes = path.wishes_of(context.me)
    keyboard = Keyboard().row(context.button("bring_now", bring.to(coming.reading)))
    if coming.why is PromptReason.CHOSEN:
        keyboard.row(context.button("own_way", own_way.to(coming.reading)))
    instead = await path.others(context.work, context.me, coming)
    keyboard.grid((Button(context.language.title_of(one), choose.to(one.id)) for one in instead), 1)
    for discipline in (one for one in DISCIPLINES if wishes.lean(one) != EVEN):
        keyboard.row(_leaning(context, EVEN, discipline))
    if coming.folder in DISCIPLINES and wishes.lean(coming.folder) == EVEN:
        keyboard.grid((_leaning(context, how, coming.folder) for how in LEANINGS[:2]), 1)
    keyboard.row(context.button("own_questions", own_questions_chat.show.to()))
    reason = await _reason(context, coming.why, coming.folder, coming.reading)
    context.put(
        context.message(
            "next",
            keyboard,
            title=await _title(context, coming),
            folder=coming.folder,
            reason=context.language.toast("why", **reason),
            more_of=[context.language.button(one) for one in wishes.more if one in DISCIPLINES],
            less_of=[context.language.button(one) for one in wishes.less if one in DISCIPLINES],
        )
    )


def _leaning(context: Context, how: str, discipline: str) -> Button:
    name = context.language.button(discipline)
    return context.button(f"lean_{how}", lean.to(how, discipline), discipline=name)


async def _title(context: Context, coming: Next) -> str | None:
    """What comes next, by its title; a question of their own by its words."""
    if coming.folder == OWN:
        mine = await _own(context, coming.reading)
        return one_line(mine.words, TITLE) if mine else None
    reading = context.language.readings.get(coming.reading)
    return context.language.title_of(reading) if reading else None


async def _reason(context: Context, why: PromptReason, folder: str, name: str) -> dict[str, object]:
    discipline = context.language.button(folder) if folder in DISCIPLINES else None
    mine = await _own(context, name) if why is PromptReason.OWN_DAY else None
    weekdays = list(mine.days) if mine else []
    return {
        "why": why.value,
        "folder": folder,
        "discipline": discipline,
        "since": None,
        "weekdays": weekdays,
    }


async def _own(context: Context, name: str) -> Mine | None:
    """The question of their own that goes by this name."""
    number = own_asking.id_of(name)
    return (
        await own_questions.find(context.work, context.me, number) if number is not None else None
    )


@tap("nxb")
async def bring(context: Context, reading: str) -> None:
    """A tap on Bring it now: as long as it is what comes next."""
    coming = await path.coming(context.work, context.me)
    if coming.reading != reading:
        context.toast("next_is_another")
        return
    context.rebutton()
    asked = await path.next_of_path(
        context.work, context.me, prompts.today_of(context.work, context.me)
    )
    await prompts.open_for(context.work, context.me, asked.id)
    context.send(await reviews_chat.brought(context.work, context.me, asked))


@tap("nc")
async def choose(context: Context, reading_id: str) -> None:
    """A tap on another reading: it comes next."""
    reading = context.language.readings.get(reading_id)
    if reading is None or reading.discipline is None:
        context.toast("reading_gone")
        return
    path.choose(context.me, reading.id)
    await show(context)


@tap("no0")
async def own_way(context: Context, reading: str) -> None:
    """A tap on My path after all: what was chosen does not come next any more."""
    if path.wishes_of(context.me).chosen != reading:
        context.toast("next_is_another")
        return
    path.choose(context.me, None)
    await show(context)


@tap("nl")
async def lean(context: Context, how: str, discipline: str) -> None:
    """A tap on More of, Less of or As before."""
    path.lean(context.me, known(discipline, DISCIPLINES), known(how, LEANINGS))
    await show(context)


@tap("wy")
async def why(context: Context, prompt_id: int) -> None:
    """A tap on Why this?, under something that came: the reason, in one sentence."""
    asked = await prompts.find(context.work, context.me, prompt_id)
    if asked is None:
        context.toast("question_gone")
        return
    reason = asked.why or (PromptReason.ASKED if asked.alone else PromptReason.PATH)
    values = await _reason(context, reason, asked.discipline, asked.question_id)
    if reason is PromptReason.RETURN:
        values["since"] = await path.came_before(context.work, context.me, asked)
    context.carry(())
    context.say("why", Keyboard().row(context.button("see_next", do("next"))), **values)


@tap("ik")
async def keep(context: Context, prompt_id: int) -> None:
    """A tap on Keep it, under an idea that came back."""
    try:
        on = await path.keep_idea(context.work, context.me, prompt_id)
    except NotFound:
        context.toast("idea_gone")
        return
    context.carry(())
    context.say("idea_kept", due=on)


@tap("if")
async def fade(context: Context, prompt_id: int) -> None:
    """A tap on Let it fade; keeping it is one tap away."""
    try:
        await path.fade_idea(context.work, context.me, prompt_id)
    except NotFound:
        context.toast("idea_gone")
        return
    context.carry((fade.code,))
    context.say("idea_faded", Keyboard().row(context.button("idea_keep", keep.to(prompt_id))))
