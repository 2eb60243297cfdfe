"""Ready answers: named texts that staff begin an answer with."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TypedDict

from solbot.bot import pager
from solbot.bot.args import known
from solbot.bot.context import Context
from solbot.bot.taps import do, tap
from solbot.content.bodies import text_body
from solbot.content.cutting import shortened
from solbot.content.lengths import units
from solbot.desk import answers as desk_answers
from solbot.desk import staff_chat as desk_staff_chat
from solbot.desk import staff_service as desk
from solbot.desk import threads, writing_chat
from solbot.desk.answers import NotFit, Ready, Unfit
from solbot.desk.service import InquiryGone
from solbot.telegram.messages import Button, Keyboard

SHOWN = 3000


class Asked(TypedDict, total=False):
    """What is asked of a ready answer; None: of a new one."""

    ready: int | None
    name: str
    language: str


@tap("drl")
async def show(context: Context, page: str = "") -> None:
    """A tap on Ready answers: all of them, by name."""
    found = await desk_answers.ready_answers(context.work)
    here = pager.at(page, len(found))
    keyboard = Keyboard().grid((Button(one.name, open_one.to(one.id)) for one in here.of(found)), 1)
    keyboard.row(*here.turning(context, show.to()))
    keyboard.row(context.button("ready_new", ask_new.to()), context.button("desk_back", do("desk")))
    context.show("staff/ready_answers", keyboard, count=len(found), choosing=False)


@tap("dkr")
async def choose(context: Context, number: int, page: int = 0) -> None:
    """A tap on Ready answers at an inquiry: which one?"""
    found = await desk_answers.ready_answers(context.work)
    here = pager.at(page, len(found))
    keyboard = Keyboard().grid(
        (Button(one.name, use.to(number, one.id)) for one in here.of(found)), 1
    )
    keyboard.row(*here.turning(context, choose.to(number)))
    keyboard.row(
        context.button("ready_new", ask_new.to()),
        context.button("back", desk_staff_chat.open_one.to(number)),
    )
    context.show("staff/ready_answers", keyboard, count=len(found), choosing=True)


@tap("dke")
async def use(context: Context, number: int, ready_id: int) -> None:
    """A tap on one of them: it becomes the draft, filled in for this person."""
    ready = await desk_answers.ready_answer(context.work, ready_id)
    if ready is None:
        context.toast("staff/ready_gone")
        await choose(context, number)
        return
    try:
        asker = (await desk.look(context.work, number)).member
    except InquiryGone:
        context.toast("staff/desk_gone")
        return
    wanted = context.work.language_of(asker).code
    language = ready.language_for(wanted, context.work.catalog.default.code)
    body = text_body(ready.wordings[language])
    await threads.prepare(context, number, body, instead=_instead(context, wanted, language))


@tap("dwr")
async def choose_for_message(context: Context, message_id: int, page: int = 0) -> None:
    """A tap on Ready answers while a message to people is written."""
    found = await desk_answers.ready_answers(context.work)
    here = pager.at(page, len(found))
    keyboard = Keyboard().grid(
        (Button(one.name, use_in_message.to(message_id, one.id)) for one in here.of(found)), 1
    )
    keyboard.row(*here.turning(context, choose_for_message.to(message_id)))
    keyboard.row(context.button("back", writing_chat.open_one.to(message_id)))
    context.show("staff/ready_answers", keyboard, count=len(found), choosing=True)


@tap("dwe")
async def use_in_message(context: Context, message_id: int, ready_id: int) -> None:
    """A tap on one of them: everybody gets it in their language, as far as it is written in that."""
    ready = await desk_answers.ready_answer(context.work, ready_id)
    if ready is None:
        context.toast("staff/ready_gone")
        await choose_for_message(context, message_id)
        return
    language = ready.language_for(
        context.work.catalog.default.code, context.work.catalog.default.code
    )
    body = text_body(ready.wordings[language])
    body["wordings"], body["language"] = dict(ready.wordings), language
    await writing_chat.prepare(context, message_id, body)


@tap("dro")
async def open_one(context: Context, ready_id: int, shown: str | None = None) -> None:
    """A tap on a ready answer: its words, and changing them."""
    ready = await _found(context, ready_id)
    if ready is not None:
        _show_one(context, ready, shown)


@tap("drn")
async def ask_new(context: Context) -> None:
    """A tap on A new one: its name first."""
    await context.expect("ready_name", ready=None)
    keyboard = Keyboard().row(context.button("back", show.to("0")))
    context.show("staff/ask_ready_name", keyboard, name="", most=desk_answers.LONGEST_NAME)


@tap("drm")
async def ask_name(context: Context, ready_id: int) -> None:
    """A tap on Another name."""
    ready = await _found(context, ready_id)
    if ready is not None:
        await context.expect("ready_name", ready=ready.id)
        keyboard = Keyboard().row(context.button("back", open_one.to(ready.id)))
        context.show(
            "staff/ask_ready_name", keyboard, name=ready.name, most=desk_answers.LONGEST_NAME
        )


async def named(context: Context) -> None:
    """The name of a ready answer; a new one goes on with its words, in the language its author reads."""
    ready_id, name = context.awaited(Asked)["ready"], " ".join(context.incoming.text.split())
    if ready_id is not None:
        await _keep(context, desk_answers.rename_ready(context.work, context.me.id, ready_id, name))
    elif not name or units(name) > desk_answers.LONGEST_NAME:
        _say_unfit(context, NotFit(Unfit.TOO_LONG, str(desk_answers.LONGEST_NAME)))
    else:
        language = context.language
        await context.expect("ready_words", ready=None, name=name, language=language.code)
        keyboard = Keyboard().row(context.button("back", show.to("0")))
        context.say(
            "staff/ask_ready_words", keyboard, name=name, language=language.name, reply=None
        )


@tap("drw")
async def ask_words(context: Context, ready_id: int, code: str | None = None) -> None:
    """A tap on a language: what it says in that."""
    ready = await _found(context, ready_id)
    if ready is None:
        return
    if code is None:
        code = next(iter(ready.wordings))
    language = context.work.catalog.by_code[known(code, context.work.catalog.by_code)]
    await context.expect("ready_words", ready=ready.id, name=ready.name, language=code)
    keyboard = Keyboard().row(context.button("back", open_one.to(ready.id)))
    words = ready.wordings.get(code)
    context.show(
        "staff/ask_ready_words",
        keyboard,
        name=ready.name,
        language=language.name,
        reply=shortened(words, SHOWN) if words else None,
    )


async def worded(context: Context) -> None:
    """The words of a ready answer in a language."""
    work, me, data = context.work, context.me.id, context.awaited(Asked)
    words, language = context.incoming.text, data.get("language", context.language.code)
    if data["ready"] is None:
        await _keep(context, desk_answers.keep_ready(work, me, data["name"], language, words))
    else:
        await _keep(context, desk_answers.word_ready(work, me, data["ready"], language, words))


@tap("drd")
async def ask_delete(context: Context, ready_id: int) -> None:
    """A tap on Delete: really?"""
    ready = await _found(context, ready_id)
    if ready is not None:
        keyboard = Keyboard().row(
            context.button("delete_yes", delete.to(ready.id)),
            context.button("back", open_one.to(ready.id)),
        )
        context.show("staff/ask_ready_delete", keyboard, name=ready.name)


@tap("drx")
async def delete(context: Context, ready_id: int) -> None:
    """A tap on Yes."""
    if not await desk_answers.delete_ready(context.work, context.me.id, ready_id):
        context.toast("staff/ready_gone")
    await show(context)


def way_back(data: Asked) -> str:
    """The tap that leads to the ready answer, or to all of them."""
    return open_one.to(ready) if (ready := data.get("ready")) else show.to("0")


async def _keep(context: Context, keeping: Awaitable[Ready]) -> None:
    try:
        ready = await keeping
    except InquiryGone:
        await context.rest()
        context.say("staff/ready_gone")
        return
    except NotFit as unfit:
        _say_unfit(context, unfit)
        return
    await context.rest()
    _show_one(context, ready)


def _show_one(context: Context, ready: Ready, shown: str | None = None) -> None:
    """A ready answer in one of its languages, and the way to each of them."""
    catalog = context.work.catalog
    here = ready.language_for(shown or context.language.code, catalog.default.code)
    keyboard = Keyboard().grid(
        (
            context.button(
                "ready_seen_in", open_one.to(ready.id, code), language=_name(context, code)
            )
            for code in ready.wordings
            if code != here
        ),
        2,
    )
    keyboard.grid(
        (
            context.button(
                "ready_words" if code in ready.wordings else "ready_words_new",
                ask_words.to(ready.id, code),
                language=language.name,
            )
            for code, language in catalog.by_code.items()
            if code == here or code not in ready.wordings
        ),
        2,
    )
    keyboard.row(context.button("ready_name", ask_name.to(ready.id)))
    keyboard.row(
        context.button("delete", ask_delete.to(ready.id)), context.button("back", show.to("0"))
    )
    context.show(
        "staff/ready_answer",
        keyboard,
        name=ready.name,
        language=_name(context, here),
        reply=shortened(ready.wordings[here], SHOWN),
    )


def _name(context: Context, code: str) -> str:
    """What a language is called; one the bot does not speak any more, by its code."""
    language = context.work.catalog.by_code.get(code)
    return language.name if language else code


def _instead(context: Context, wanted: str, language: str) -> tuple[str, str] | None:
    """The language somebody reads, and the one they get the answer in, where it is another."""
    return None if wanted == language else (_name(context, wanted), _name(context, language))


def _say_unfit(context: Context, unfit: NotFit) -> None:
    keyboard = Keyboard().row(context.button("back", show.to("0")))
    context.say("staff/answer_unfit", keyboard, why=unfit.why, detail=unfit.detail)


async def _found(context: Context, ready_id: int) -> Ready | None:
    ready = await desk_answers.ready_answer(context.work, ready_id)
    if ready is None:
        context.toast("staff/ready_gone")
        await show(context)
    return ready
