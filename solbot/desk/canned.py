"""Ready answers: named texts that staff begin an answer with."""

from __future__ import annotations

from solbot.bot import pager as pages
from solbot.bot.context import Turn
from solbot.coaching.answers import rules
from solbot.content.cutting import shortened
from solbot.content.lengths import units
from solbot.desk import answers as desk_answers
from solbot.desk import staff_service as desk
from solbot.desk import threads as inquiries
from solbot.desk.answers import NotFit, Ready, Unfit
from solbot.desk.service import Gone
from solbot.programs import service as programs
from solbot.telegram.messages import Button, Keyboard

SHOWN = 3000


async def show(turn: Turn, args: list[str]) -> None:
    """A tap on Ready answers: all of them, by name."""
    found = await desk_answers.ready_answers(turn.work)
    page = pages.named(args, 0, len(found))
    keyboard = Keyboard().grid((Button(one.name, f"dro:{one.id}") for one in page.of(found)), 1)
    keyboard.row(*page.turning(turn, "drl"))
    keyboard.row(turn.button("ready_new", "drn"), turn.button("desk_back", "do:desk"))
    turn.show("staff/ready_answers", keyboard, count=len(found), choosing=False)


async def choose(turn: Turn, args: list[str]) -> None:
    """A tap on Ready answers at an inquiry: which one?"""
    number, found = int(args[0]), await desk_answers.ready_answers(turn.work)
    page = pages.named(args, 1, len(found))
    keyboard = Keyboard().grid(
        (Button(one.name, f"dke:{number}:{one.id}") for one in page.of(found)), 1
    )
    keyboard.row(*page.turning(turn, f"dkr:{number}"))
    keyboard.row(turn.button("ready_new", "drn"), turn.button("back", f"dki:{number}"))
    turn.show("staff/ready_answers", keyboard, count=len(found), choosing=True)


async def use(turn: Turn, args: list[str]) -> None:
    """A tap on one of them: it becomes the draft, filled in for this person."""
    number = int(args[0])
    ready = await desk_answers.ready_answer(turn.work, int(args[1]))
    if ready is None:
        turn.toast("staff/ready_gone")
        await choose(turn, [args[0], "0"])
        return
    try:
        found = await desk.look(turn.work, number)
    except Gone:
        turn.toast("staff/desk_gone")
        return
    language = turn.work.language_of(found.member)
    title = await programs.title_of(turn.work, language, found.program)
    try:
        words = desk_answers.filled(ready.words, found.member.name or "", title)
    except NotFit as unfit:
        keyboard = Keyboard().row(turn.button("back", f"dkr:{number}:0"))
        turn.show("staff/answer_unfit", keyboard, why=unfit.why, detail=unfit.detail)
        return
    await inquiries.prepare(turn, number, rules.text_body(words))


async def open_one(turn: Turn, args: list[str]) -> None:
    """A tap on a ready answer: its words, and changing them."""
    ready = await _found(turn, args)
    if ready is not None:
        _show_one(turn, ready)


async def ask_new(turn: Turn, args: list[str]) -> None:
    """A tap on A new one: its name first."""
    del args
    await turn.expect("ready_name", ready=None)
    keyboard = Keyboard().row(turn.button("back", "drl:0"))
    turn.show("staff/ask_ready_name", keyboard, name="", most=desk_answers.LONGEST_NAME)


async def ask_name(turn: Turn, args: list[str]) -> None:
    """A tap on Another name."""
    ready = await _found(turn, args)
    if ready is not None:
        await turn.expect("ready_name", ready=ready.id)
        keyboard = Keyboard().row(turn.button("back", f"dro:{ready.id}"))
        turn.show("staff/ask_ready_name", keyboard, name=ready.name, most=desk_answers.LONGEST_NAME)


async def named(turn: Turn) -> None:
    """The name of a ready answer; a new one goes on with its words."""
    assert turn.waiting is not None  # noqa: S101  (the way here is through it)
    ready_id, name = turn.waiting.data["ready"], " ".join(turn.incoming.text.split())
    if ready_id is not None:
        there = await desk_answers.ready_answer(turn.work, ready_id)
        await _keep(turn, ready_id, name, there.words if there else "-")
    elif not name or units(name) > desk_answers.LONGEST_NAME:
        _say_unfit(turn, NotFit(Unfit.TOO_LONG, str(desk_answers.LONGEST_NAME)))
    else:
        await turn.expect("ready_words", ready=None, name=name)
        keyboard = Keyboard().row(turn.button("back", "drl:0"))
        turn.say("staff/ask_ready_words", keyboard, name=name, reply=None)


async def ask_words(turn: Turn, args: list[str]) -> None:
    """A tap on Other words."""
    ready = await _found(turn, args)
    if ready is not None:
        await turn.expect("ready_words", ready=ready.id, name=ready.name)
        keyboard = Keyboard().row(turn.button("back", f"dro:{ready.id}"))
        turn.show(
            "staff/ask_ready_words",
            keyboard,
            name=ready.name,
            reply=shortened(ready.words, SHOWN),
        )


async def worded(turn: Turn) -> None:
    """The words of a ready answer."""
    assert turn.waiting is not None  # noqa: S101
    await _keep(turn, turn.waiting.data["ready"], turn.waiting.data["name"], turn.incoming.text)


async def ask_delete(turn: Turn, args: list[str]) -> None:
    """A tap on Delete: really?"""
    ready = await _found(turn, args)
    if ready is not None:
        keyboard = Keyboard().row(
            turn.button("delete_yes", f"drx:{ready.id}"), turn.button("back", f"dro:{ready.id}")
        )
        turn.show("staff/ask_ready_delete", keyboard, name=ready.name)


async def delete(turn: Turn, args: list[str]) -> None:
    """A tap on Yes."""
    if not await desk_answers.delete_ready(turn.work, turn.me.id, int(args[0])):
        turn.toast("staff/ready_gone")
    await show(turn, ["0"])


async def _keep(turn: Turn, ready_id: int | None, name: str, words: str) -> None:
    try:
        ready = await desk_answers.keep_ready(turn.work, turn.me.id, ready_id, name, words)
    except Gone:
        await turn.rest()
        turn.say("staff/ready_gone")
        return
    except NotFit as unfit:
        _say_unfit(turn, unfit)
        return
    await turn.rest()
    _show_one(turn, ready)


def _show_one(turn: Turn, ready: Ready) -> None:
    keyboard = Keyboard().row(
        turn.button("ready_words", f"drw:{ready.id}"), turn.button("ready_name", f"drm:{ready.id}")
    )
    keyboard.row(turn.button("delete", f"drd:{ready.id}"), turn.button("back", "drl:0"))
    turn.show("staff/ready_answer", keyboard, name=ready.name, reply=shortened(ready.words, SHOWN))


def _say_unfit(turn: Turn, unfit: NotFit) -> None:
    keyboard = Keyboard().row(turn.button("back", "drl:0"))
    turn.say("staff/answer_unfit", keyboard, why=unfit.why, detail=unfit.detail)


async def _found(turn: Turn, args: list[str]) -> Ready | None:
    ready = await desk_answers.ready_answer(turn.work, int(args[0]))
    if ready is None:
        turn.toast("staff/ready_gone")
        await show(turn, ["0"])
    return ready
