"""Ready answers: named texts that staff begin an answer with."""

from __future__ import annotations

from solbot.bot import pager
from solbot.bot.context import Context
from solbot.coaching.answers import rules
from solbot.content.cutting import shortened
from solbot.content.lengths import units
from solbot.desk import answers as desk_answers
from solbot.desk import threads
from solbot.desk.answers import NotFit, Ready, Unfit
from solbot.desk.service import InquiryGone
from solbot.telegram.messages import Button, Keyboard

SHOWN = 3000


async def show(context: Context, args: list[str]) -> None:
    """A tap on Ready answers: all of them, by name."""
    found = await desk_answers.ready_answers(context.work)
    page = pager.named(args, 0, len(found))
    keyboard = Keyboard().grid((Button(one.name, f"dro:{one.id}") for one in page.of(found)), 1)
    keyboard.row(*page.turning(context, "drl"))
    keyboard.row(context.button("ready_new", "drn"), context.button("desk_back", "do:desk"))
    context.show("staff/ready_answers", keyboard, count=len(found), choosing=False)


async def choose(context: Context, args: list[str]) -> None:
    """A tap on Ready answers at an inquiry: which one?"""
    number, found = int(args[0]), await desk_answers.ready_answers(context.work)
    page = pager.named(args, 1, len(found))
    keyboard = Keyboard().grid(
        (Button(one.name, f"dke:{number}:{one.id}") for one in page.of(found)), 1
    )
    keyboard.row(*page.turning(context, f"dkr:{number}"))
    keyboard.row(context.button("ready_new", "drn"), context.button("back", f"dki:{number}"))
    context.show("staff/ready_answers", keyboard, count=len(found), choosing=True)


async def use(context: Context, args: list[str]) -> None:
    """A tap on one of them: it becomes the draft, filled in for this person."""
    number = int(args[0])
    ready = await desk_answers.ready_answer(context.work, int(args[1]))
    if ready is None:
        context.toast("staff/ready_gone")
        await choose(context, [args[0], "0"])
        return
    await threads.prepare(context, number, rules.text_body(ready.words))


async def open_one(context: Context, args: list[str]) -> None:
    """A tap on a ready answer: its words, and changing them."""
    ready = await _found(context, args)
    if ready is not None:
        _show_one(context, ready)


async def ask_new(context: Context, args: list[str]) -> None:
    """A tap on A new one: its name first."""
    del args
    await context.expect("ready_name", ready=None)
    keyboard = Keyboard().row(context.button("back", "drl:0"))
    context.show("staff/ask_ready_name", keyboard, name="", most=desk_answers.LONGEST_NAME)


async def ask_name(context: Context, args: list[str]) -> None:
    """A tap on Another name."""
    ready = await _found(context, args)
    if ready is not None:
        await context.expect("ready_name", ready=ready.id)
        keyboard = Keyboard().row(context.button("back", f"dro:{ready.id}"))
        context.show(
            "staff/ask_ready_name", keyboard, name=ready.name, most=desk_answers.LONGEST_NAME
        )


async def named(context: Context) -> None:
    """The name of a ready answer; a new one goes on with its words."""
    assert context.waiting is not None  # noqa: S101  (the way here is through it)
    ready_id, name = context.waiting.data["ready"], " ".join(context.incoming.text.split())
    if ready_id is not None:
        there = await desk_answers.ready_answer(context.work, ready_id)
        await _keep(context, ready_id, name, there.words if there else "-")
    elif not name or units(name) > desk_answers.LONGEST_NAME:
        _say_unfit(context, NotFit(Unfit.TOO_LONG, str(desk_answers.LONGEST_NAME)))
    else:
        await context.expect("ready_words", ready=None, name=name)
        keyboard = Keyboard().row(context.button("back", "drl:0"))
        context.say("staff/ask_ready_words", keyboard, name=name, reply=None)


async def ask_words(context: Context, args: list[str]) -> None:
    """A tap on Other words."""
    ready = await _found(context, args)
    if ready is not None:
        await context.expect("ready_words", ready=ready.id, name=ready.name)
        keyboard = Keyboard().row(context.button("back", f"dro:{ready.id}"))
        context.show(
            "staff/ask_ready_words",
            keyboard,
            name=ready.name,
            reply=shortened(ready.words, SHOWN),
        )


async def worded(context: Context) -> None:
    """The words of a ready answer."""
    assert context.waiting is not None  # noqa: S101
    await _keep(
        context, context.waiting.data["ready"], context.waiting.data["name"], context.incoming.text
    )


async def ask_delete(context: Context, args: list[str]) -> None:
    """A tap on Delete: really?"""
    ready = await _found(context, args)
    if ready is not None:
        keyboard = Keyboard().row(
            context.button("delete_yes", f"drx:{ready.id}"),
            context.button("back", f"dro:{ready.id}"),
        )
        context.show("staff/ask_ready_delete", keyboard, name=ready.name)


async def delete(context: Context, args: list[str]) -> None:
    """A tap on Yes."""
    if not await desk_answers.delete_ready(context.work, context.me.id, int(args[0])):
        context.toast("staff/ready_gone")
    await show(context, ["0"])


async def _keep(context: Context, ready_id: int | None, name: str, words: str) -> None:
    try:
        ready = await desk_answers.keep_ready(context.work, context.me.id, ready_id, name, words)
    except InquiryGone:
        await context.rest()
        context.say("staff/ready_gone")
        return
    except NotFit as unfit:
        _say_unfit(context, unfit)
        return
    await context.rest()
    _show_one(context, ready)


def _show_one(context: Context, ready: Ready) -> None:
    keyboard = Keyboard().row(
        context.button("ready_words", f"drw:{ready.id}"),
        context.button("ready_name", f"drm:{ready.id}"),
    )
    keyboard.row(context.button("delete", f"drd:{ready.id}"), context.button("back", "drl:0"))
    context.show(
        "staff/ready_answer", keyboard, name=ready.name, reply=shortened(ready.words, SHOWN)
    )


def _say_unfit(context: Context, unfit: NotFit) -> None:
    keyboard = Keyboard().row(context.button("back", "drl:0"))
    context.say("staff/answer_unfit", keyboard, why=unfit.why, detail=unfit.detail)


async def _found(context: Context, args: list[str]) -> Ready | None:
    ready = await desk_answers.ready_answer(context.work, int(args[0]))
    if ready is None:
        context.toast("staff/ready_gone")
        await show(context, ["0"])
    return ready
