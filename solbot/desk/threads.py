"""What staff do with an inquiry: take it, hand it over, note something, answer it, close it."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from solbot.bot import notices
from solbot.bot import pager as pages
from solbot.bot.context import Turn
from solbot.coaching.answers import rules
from solbot.content.cutting import shortened
from solbot.content.labels import fitted
from solbot.desk import answers as desk_answers
from solbot.desk import notices as desk_notices
from solbot.desk import staff_chat as desk
from solbot.desk import staff_service as seen
from solbot.desk.answers import Draft, Meanwhile, NotFit, Sent
from solbot.desk.service import Gone
from solbot.errors import NotFound
from solbot.limits import THREAD
from solbot.programs.editor import files
from solbot.staff.service import Person
from solbot.telegram.incoming import Kind
from solbot.telegram.messages import Button, Keyboard

PAGE = 12
LONGEST_NOTE = 1000


async def take(turn: Turn, args: list[str]) -> None:
    """A tap on Take it; of somebody else's, asked about first."""
    number, known = int(args[0]), int(args[1])
    try:
        holder = await seen.take(turn.work, turn.me.id, number, known)
    except Gone:
        turn.toast("staff/desk_gone")
        return
    if holder is not None:
        _ask_take_over(turn, number, holder, f"dkt:{number}:{holder.id}")
        return
    if known:
        await _tell_handed(turn, number, known)
    await desk.look(turn, number)


async def give_back(turn: Turn, args: list[str]) -> None:
    """A tap on Give it back."""
    try:
        await seen.give_back(turn.work, turn.me.id, int(args[0]))
    except Gone:
        turn.toast("staff/desk_gone")
        return
    await desk.look(turn, int(args[0]))


async def choose_person(turn: Turn, args: list[str]) -> None:
    """A tap on Hand it over: to whom?"""
    number = int(args[0])
    await seen.look(turn.work, number)  # Gone: there is nothing to hand over
    people = [one for one in (await seen.on_duty(turn.work)).values() if one.id != turn.me.id]
    page = pages.named(args, 1, len(people), PAGE)
    keyboard = Keyboard().grid(
        (Button(fitted(one.name), f"dkg:{number}:{one.id}") for one in page.of(people)), 2
    )
    keyboard.row(*page.turning(turn, f"dkh:{number}"))
    keyboard.row(turn.button("back", f"dki:{number}"))
    turn.show("staff/ask_hand_over", keyboard, number=number, count=len(people))


async def hand_over(turn: Turn, args: list[str]) -> None:
    """A tap on a person: they are told."""
    number, to = int(args[0]), int(args[1])
    try:
        person = await seen.hand_over(turn.work, turn.me.id, number, to)
    except Gone:
        turn.toast("staff/desk_gone")
        return
    if person is None:
        turn.toast("staff/person_gone")
        await _as_it_is(turn, number)
        return
    if to != turn.me.id:
        key = str(turn.incoming.update_id)
        await notices.tell(turn.work, [to], "inquiry_handed", key, inquiry=number, by=turn.me.id)
    await desk.look(turn, number)


async def ask_note(turn: Turn, args: list[str]) -> None:
    """A tap on Note: for staff alone."""
    if await _there(turn, args):
        await turn.expect("desk_note", inquiry=int(args[0]))
        keyboard = Keyboard().row(turn.button("back", f"dki:{args[0]}"))
        turn.say("staff/ask_note", keyboard, number=int(args[0]))


async def noted(turn: Turn) -> None:
    """The words of a note."""
    assert turn.waiting is not None  # noqa: S101  (the way here is through it)
    number, words = turn.waiting.data["inquiry"], turn.incoming.text
    if len(words) > LONGEST_NOTE:
        keyboard = Keyboard().row(turn.button("back", f"dki:{number}"))
        turn.say("staff/answer_unfit", keyboard, why="too_long", detail=str(LONGEST_NOTE))
        return
    await turn.rest()
    try:
        await seen.note(turn.work, turn.me.id, number, words)
    except Gone:
        turn.say("staff/desk_gone")
        return
    await desk.look(turn, number)


async def close(turn: Turn, args: list[str]) -> None:
    """A tap on Close; of an inquiry that waits for an answer, asked about first."""
    number = int(args[0])
    try:
        waits = (await seen.look(turn.work, number)).waiting_since is not None
        if waits and args[1:] != ["yes"]:
            keyboard = Keyboard().row(
                turn.button("desk_close_yes", f"dkc:{number}:yes"),
                turn.button("back", f"dki:{number}"),
            )
            turn.show("staff/ask_close", keyboard, number=number)
            return
        await seen.close(turn.work, turn.me.id, number)
    except Gone:
        turn.toast("staff/desk_gone")
        return
    await desk.look(turn, number)


async def reopen(turn: Turn, args: list[str]) -> None:
    """A tap on Open it again."""
    try:
        await seen.reopen(turn.work, turn.me.id, int(args[0]))
    except Gone:
        turn.toast("staff/desk_gone")
        return
    await desk.look(turn, int(args[0]))


async def ask_answer(turn: Turn, args: list[str]) -> None:
    """A tap on Answer: takes the inquiry; one that somebody else looks after is asked about first."""
    number, known = int(args[0]), int(args[1]) if len(args) > 1 else 0
    try:
        found = await seen.look(turn.work, number)
        holder = found.taken_by
        if holder is not None and holder.id not in (turn.me.id, known):
            _ask_take_over(turn, number, holder, f"dka:{number}:{holder.id}", answering=True)
            return
        if holder is None:
            await seen.take(turn.work, turn.me.id, number, None)
        there = await desk_answers.draft_of(turn.work, turn.me.id, number)
    except Gone:
        turn.toast("staff/desk_gone")
        return
    await turn.expect("desk_answer", inquiry=number)
    keyboard = Keyboard().row(
        turn.button("desk_ready", f"dkr:{number}:0"), turn.button("back", f"dki:{number}")
    )
    turn.say(
        "staff/ask_answer",
        keyboard,
        number=number,
        name=found.member.name or "",
        reply=turn.language.said(there.body) if there else None,
    )


async def answered(turn: Turn) -> None:
    """The words or the file of an answer: shown as its reader will see it."""
    assert turn.waiting is not None  # noqa: S101
    number = turn.waiting.data["inquiry"]
    body = _body(turn)
    if body is None:
        keyboard = Keyboard().row(turn.button("back", f"dki:{number}"))
        turn.say("staff/answer_unfit", keyboard, why="kind", detail="")
        return
    await prepare(turn, number, body)


async def prepare(turn: Turn, number: int, body: dict[str, Any]) -> None:
    """Keep an answer as a draft, and show it."""
    try:
        draft = await desk_answers.draft(turn.work, turn.me.id, number, body)
    except Gone:
        await turn.rest()
        turn.say("staff/desk_gone")
        return
    except NotFit as unfit:
        keyboard = Keyboard().row(turn.button("back", f"dki:{number}"))
        turn.say("staff/answer_unfit", keyboard, why=unfit.why, detail=unfit.detail)
        return
    await turn.rest()
    await _preview(turn, draft)


async def show_draft(turn: Turn, args: list[str]) -> None:
    """A tap on Your answer, not sent yet."""
    try:
        draft = await desk_answers.draft_of(turn.work, turn.me.id, int(args[0]))
    except Gone:
        draft = None
    if draft is None:
        turn.toast("staff/draft_gone")
        await _as_it_is(turn, int(args[0]))
        return
    await _preview(turn, draft)


async def drop_draft(turn: Turn, args: list[str]) -> None:
    """A tap on Drop it."""
    try:
        await desk_answers.drop(turn.work, turn.me.id, int(args[0]))
    except Gone:
        turn.toast("staff/desk_gone")
        return
    await desk.look(turn, int(args[0]))


async def send(turn: Turn, args: list[str]) -> None:
    """A tap on Send: this very answer, once; unless somebody else was there meanwhile."""
    draft_id, exchanged, known = int(args[0]), int(args[1]), int(args[2])
    try:
        sent = await desk_answers.send(turn.work, turn.me.id, draft_id, exchanged, known or None)
    except Gone:
        turn.toast("staff/draft_gone")
        return
    except Sent as gone:
        turn.toast("staff/draft_gone")
        await _as_it_is(turn, gone.number)
        return
    if isinstance(sent, Meanwhile):
        _say_meanwhile(turn, sent)
        return
    found = await seen.look(turn.work, sent)
    keyboard = Keyboard().row(
        turn.button("desk_close", f"dkc:{sent}"),
        turn.button("desk_open", f"dki:{sent}", number=sent),
    )
    keyboard.row(turn.button("desk_back", "do:desk"))
    turn.show(
        "staff/answer_sent",
        keyboard,
        number=sent,
        name=found.member.name or "",
        reachable=found.reachable,
    )


async def send_again(turn: Turn, args: list[str]) -> None:
    """A tap on Send it again, under an answer that did not arrive."""
    try:
        again = await desk_answers.send_again(turn.work, turn.me.id, int(args[0]), int(args[1]))
    except Gone:
        turn.toast("staff/desk_gone")
        return
    if not again:
        turn.toast("staff/sent_already")
    await desk.look(turn, int(args[0]))


async def _preview(turn: Turn, draft: Draft) -> None:
    """The answer as its reader will see it, without its buttons; then what can be done with it."""
    found = await seen.look(turn.work, draft.number)
    written = await desk_answers.written(turn.work, draft.id)
    if written is None:
        raise NotFound("the draft is gone")
    language = turn.work.language_of(found.member)
    message = await desk_notices.as_message(turn.work, language, written)
    turn.send(message.without_buttons())
    number, known = draft.number, draft.taken_by or 0
    keyboard = Keyboard().row(
        turn.button("desk_send", f"dks:{draft.id}:{draft.exchanged}:{known}"),
        turn.button("desk_rewrite", f"dka:{number}:{known}"),
    )
    keyboard.row(turn.button("desk_drop", f"dkx:{number}"), turn.button("back", f"dki:{number}"))
    turn.say(
        "staff/answer_preview",
        keyboard,
        number=number,
        name=found.member.name or "",
        reachable=found.reachable,
    )


def _say_meanwhile(turn: Turn, found: Meanwhile) -> None:
    draft = found.draft
    keyboard = Keyboard().row(
        turn.button("desk_send_anyway", f"dks:{draft.id}:{draft.exchanged}:{draft.taken_by or 0}"),
        turn.button("desk_drop", f"dkx:{draft.number}"),
    )
    keyboard.row(turn.button("desk_open", f"dki:{draft.number}", number=draft.number))
    last = found.last
    turn.show(
        "staff/answer_meanwhile",
        keyboard,
        number=draft.number,
        holder=found.taken_by.name if found.taken_by else None,
        by=last.by if last else None,
        reply=shortened(turn.language.said(last.body), THREAD) if last else None,
    )


def _ask_take_over(
    turn: Turn, number: int, holder: Person, data: str, *, answering: bool = False
) -> None:
    label = "desk_answer_anyway" if answering else "desk_take_over"
    keyboard = Keyboard().row(turn.button(label, data), turn.button("back", f"dki:{number}"))
    turn.show("staff/ask_take_over", keyboard, number=number, name=holder.name, answering=answering)


async def _tell_handed(turn: Turn, number: int, former: int) -> None:
    """Who looked after it learns that somebody else does now."""
    if former in await seen.on_duty(turn.work) and former != turn.me.id:
        key = str(turn.incoming.update_id)
        await notices.tell(
            turn.work, [former], "inquiry_taken_over", key, inquiry=number, by=turn.me.id
        )


def _body(turn: Turn) -> dict[str, Any] | None:
    """What an answer says: words, a photo, or a file that can be one; None for anything else."""
    incoming = turn.incoming
    if incoming.kind is Kind.TEXT:
        return rules.text_body(incoming.text)
    if incoming.kind not in (Kind.PHOTO, Kind.DOCUMENT) or not incoming.file_id:
        return None
    if files.refused(incoming.file_name, incoming.file_size) is not None:
        return None
    kind = "photo" if incoming.kind is Kind.PHOTO else "document"
    return rules.media_body(kind, incoming.file_id, incoming.text or None)


async def _as_it_is(turn: Turn, number: int) -> None:
    """The inquiry in the place of a screen that is stale, if it is still there."""
    with suppress(Gone):
        await desk.look(turn, number)


async def _there(turn: Turn, args: list[str]) -> bool:
    try:
        await seen.look(turn.work, int(args[0]))
    except Gone:
        turn.toast("staff/desk_gone")
        return False
    return True
