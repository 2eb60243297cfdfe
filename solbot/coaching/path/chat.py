"""What comes next and why, what to have instead, and more or less of a discipline; ideas that came back."""

from __future__ import annotations

from solbot.bot.args import known
from solbot.bot.context import Turn
from solbot.coaching.answers import prompts
from solbot.coaching.answers.before import OWN
from solbot.coaching.own_questions import asking as own_asking
from solbot.coaching.own_questions import service as own_questions
from solbot.coaching.own_questions.service import Mine
from solbot.coaching.path import service as path
from solbot.coaching.path.choices import Why
from solbot.coaching.path.deciding import Next
from solbot.coaching.path.wishes import EVEN, LEANINGS
from solbot.coaching.reviews import chat as reviews
from solbot.content.cutting import one_line
from solbot.content.models import DISCIPLINES
from solbot.errors import NotFound
from solbot.limits import TITLE
from solbot.telegram.messages import Button, Keyboard


async def show(turn: Turn, args: list[str]) -> None:
    """/next: what comes next, and why; three others instead; more or less of its discipline."""
    del args
    coming = await path.coming(turn.work, turn.me)
    wishes = path.wishes_of(turn.me)
    keyboard = Keyboard().row(turn.button("bring_now", f"nxb:{coming.reading}"))
    if coming.why is Why.CHOSEN:
        keyboard.row(turn.button("own_way", f"no0:{coming.reading}"))
    instead = await path.others(turn.work, turn.me, coming)
    keyboard.grid((Button(turn.language.title_of(one), f"nc:{one.id}") for one in instead), 1)
    for discipline in (one for one in DISCIPLINES if wishes.lean(one) != EVEN):
        keyboard.row(_leaning(turn, EVEN, discipline))
    if coming.folder in DISCIPLINES and wishes.lean(coming.folder) == EVEN:
        keyboard.grid((_leaning(turn, how, coming.folder) for how in LEANINGS[:2]), 1)
    keyboard.row(turn.button("own_questions", "oq"))
    reason = await _reason(turn, coming.why, coming.folder, coming.reading)
    turn.put(
        turn.message(
            "next",
            keyboard,
            title=await _title(turn, coming),
            folder=coming.folder,
            reason=turn.language.toast("why", **reason),
            more_of=[turn.language.button(one) for one in wishes.more if one in DISCIPLINES],
            less_of=[turn.language.button(one) for one in wishes.less if one in DISCIPLINES],
        )
    )


def _leaning(turn: Turn, how: str, discipline: str) -> Button:
    name = turn.language.button(discipline)
    return turn.button(f"lean_{how}", f"nl:{how}:{discipline}", discipline=name)


async def _title(turn: Turn, coming: Next) -> str | None:
    """What comes next, by its title; a question of their own by its words."""
    if coming.folder == OWN:
        mine = await _own(turn, coming.reading)
        return one_line(mine.words, TITLE) if mine else None
    reading = turn.language.readings.get(coming.reading)
    return turn.language.title_of(reading) if reading else None


async def _reason(turn: Turn, why: Why, folder: str, name: str) -> dict[str, object]:
    discipline = turn.language.button(folder) if folder in DISCIPLINES else None
    mine = await _own(turn, name) if why is Why.OWN_DAY else None
    weekdays = list(mine.days) if mine else []
    return {
        "why": why.value,
        "folder": folder,
        "discipline": discipline,
        "since": None,
        "weekdays": weekdays,
    }


async def _own(turn: Turn, name: str) -> Mine | None:
    """The question of their own that goes by this name."""
    number = own_asking.id_of(name)
    return await own_questions.find(turn.work, turn.me, number) if number is not None else None


async def bring(turn: Turn, args: list[str]) -> None:
    """A tap on Bring it now: as long as it is what comes next."""
    coming = await path.coming(turn.work, turn.me)
    if coming.reading != args[0]:
        turn.toast("next_is_another")
        return
    turn.rebutton()
    asked = await path.next_of_path(turn.work, turn.me, prompts.today_of(turn.work, turn.me))
    await prompts.open_for(turn.work, turn.me, asked.id)
    turn.send(await reviews.brought(turn.work, turn.me, asked))


async def choose(turn: Turn, args: list[str]) -> None:
    """A tap on another reading: it comes next."""
    reading = turn.language.readings.get(args[0])
    if reading is None or reading.discipline is None:
        turn.toast("reading_gone")
        return
    path.choose(turn.me, reading.id)
    await show(turn, [])


async def own_way(turn: Turn, args: list[str]) -> None:
    """A tap on My path after all: what was chosen does not come next any more."""
    if path.wishes_of(turn.me).chosen != args[0]:
        turn.toast("next_is_another")
        return
    path.choose(turn.me, None)
    await show(turn, [])


async def lean(turn: Turn, args: list[str]) -> None:
    """A tap on More of, Less of or As before."""
    path.lean(turn.me, known(args[1], DISCIPLINES), known(args[0], LEANINGS))
    await show(turn, [])


async def why(turn: Turn, args: list[str]) -> None:
    """A tap on Why this?, under something that came: the reason, in one sentence."""
    asked = await prompts.find(turn.work, turn.me, int(args[0]))
    if asked is None:
        turn.toast("question_gone")
        return
    reason = Why(asked.why) if asked.why in list(Why) else Why.ASKED if asked.alone else Why.PATH
    values = await _reason(turn, reason, asked.discipline, asked.question_id)
    if reason is Why.RETURN:
        values["since"] = await path.came_before(turn.work, turn.me, asked)
    turn.carry(())
    turn.say("why", Keyboard().row(turn.button("see_next", "do:next")), **values)


async def keep(turn: Turn, args: list[str]) -> None:
    """A tap on Keep it, under an idea that came back."""
    try:
        on = await path.keep_idea(turn.work, turn.me, int(args[0]))
    except NotFound:
        turn.toast("idea_gone")
        return
    turn.carry(())
    turn.say("idea_kept", due=on)


async def fade(turn: Turn, args: list[str]) -> None:
    """A tap on Let it fade; keeping it is one tap away."""
    try:
        await path.fade_idea(turn.work, turn.me, int(args[0]))
    except NotFound:
        turn.toast("idea_gone")
        return
    turn.carry(("if",))
    turn.say("idea_faded", Keyboard().row(turn.button("idea_keep", f"ik:{int(args[0])}")))
