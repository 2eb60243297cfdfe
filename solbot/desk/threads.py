"""What staff do with an inquiry: take it, hand it over, note something, answer it, close it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from solbot.body import Body
from solbot.bot import notices, pager
from solbot.bot.context import Context
from solbot.bot.taps import do, sends, tap
from solbot.content.bodies import media_body, text_body
from solbot.content.cutting import shortened
from solbot.content.labels import fitted
from solbot.desk import answers as desk_answers
from solbot.desk import notices as desk_notices
from solbot.desk import staff_chat as desk_staff_chat
from solbot.desk import staff_service as desk
from solbot.desk.answers import AlreadySent, AnswerDraft, Meanwhile, NotFit
from solbot.desk.service import InquiryGone
from solbot.errors import NotFound
from solbot.limits import THREAD
from solbot.programs.editor import files
from solbot.staff.service import StaffMember
from solbot.telegram.incoming import UpdateKind
from solbot.telegram.messages import Button, Keyboard

PAGE = 12
LONGEST_NOTE = 1000


@tap("dkt")
async def take(context: Context, number: int, known: int) -> None:
    """A tap on Take it; of somebody else's, asked about first. `known`: who they saw has it, 0 for nobody."""
    try:
        holder = await desk.take(context.work, context.me.id, number, known)
    except InquiryGone:
        context.toast("staff/desk_gone")
        return
    if holder is not None:
        _ask_take_over(context, number, holder, take.to(number, holder.id))
        return
    if known:
        await _tell_handed(context, number, known)
    await desk_staff_chat.look(context, number)


@tap("dku")
async def give_back(context: Context, number: int) -> None:
    """A tap on Give it back."""
    try:
        await desk.give_back(context.work, context.me.id, number)
    except InquiryGone:
        context.toast("staff/desk_gone")
        return
    await desk_staff_chat.look(context, number)


@tap("dkh")
async def choose_person(context: Context, number: int, page: int = 0) -> None:
    """A tap on Hand it over: to whom?"""
    await desk.look(context.work, number)  # Gone: there is nothing to hand over
    people = [one for one in (await desk.on_duty(context.work)).values() if one.id != context.me.id]
    here = pager.at(page, len(people), PAGE)
    keyboard = Keyboard().grid(
        (Button(fitted(one.name), hand_over.to(number, one.id)) for one in here.of(people)), 2
    )
    keyboard.row(*here.turning(context, choose_person.to(number)))
    keyboard.row(context.button("back", desk_staff_chat.open_one.to(number)))
    context.show("staff/ask_hand_over", keyboard, number=number, count=len(people))


@tap("dkg")
async def hand_over(context: Context, number: int, to: int) -> None:
    """A tap on a person: they are told."""
    try:
        person = await desk.hand_over(context.work, context.me.id, number, to)
    except InquiryGone:
        context.toast("staff/desk_gone")
        return
    if person is None:
        context.toast("staff/person_gone")
        await _as_it_is(context, number)
        return
    if to != context.me.id:
        key = str(context.incoming.update_id)
        await notices.tell(
            context.work, [to], "inquiry_handed", key, inquiry=number, by=context.me.id
        )
    await desk_staff_chat.look(context, number)


@tap("dkn")
async def ask_note(context: Context, number: int) -> None:
    """A tap on Note: for staff alone."""
    if await _there(context, number):
        await context.expect("desk_note", inquiry=number)
        keyboard = Keyboard().row(context.button("back", desk_staff_chat.open_one.to(number)))
        context.say("staff/ask_note", keyboard, number=number)


async def noted(context: Context) -> None:
    """The words of a note."""
    number, words = context.awaited(dict[str, int])["inquiry"], context.incoming.text
    if len(words) > LONGEST_NOTE:
        keyboard = Keyboard().row(context.button("back", desk_staff_chat.open_one.to(number)))
        context.say("staff/answer_unfit", keyboard, why="too_long", detail=str(LONGEST_NOTE))
        return
    await context.rest()
    try:
        await desk.note(context.work, context.me.id, number, words)
    except InquiryGone:
        context.say("staff/desk_gone")
        return
    await desk_staff_chat.look(context, number)


@tap("dkc")
async def close(context: Context, number: int, *sure: str) -> None:
    """A tap on Close; of an inquiry that waits for an answer, asked about first."""
    try:
        waits = (await desk.look(context.work, number)).waiting_since is not None
        if waits and sure != ("yes",):
            keyboard = Keyboard().row(
                context.button("desk_close_yes", close.to(number, "yes")),
                context.button("back", desk_staff_chat.open_one.to(number)),
            )
            context.show("staff/ask_close", keyboard, number=number)
            return
        await desk.close(context.work, context.me.id, number)
    except InquiryGone:
        context.toast("staff/desk_gone")
        return
    await desk_staff_chat.look(context, number)


@tap("dko")
async def reopen(context: Context, number: int) -> None:
    """A tap on Open it again."""
    try:
        await desk.reopen(context.work, context.me.id, number)
    except InquiryGone:
        context.toast("staff/desk_gone")
        return
    await desk_staff_chat.look(context, number)


@tap("dka")
async def ask_answer(context: Context, number: int, known: int = 0) -> None:
    """A tap on Answer: takes the inquiry; one that somebody else looks after is asked about first."""
    try:
        found = await desk.look(context.work, number)
        holder = found.taken_by
        if holder is not None and holder.id not in (context.me.id, known):
            _ask_take_over(
                context, number, holder, ask_answer.to(number, holder.id), answering=True
            )
            return
        if holder is None:
            await desk.take(context.work, context.me.id, number, None)
        there = await desk_answers.draft_of(context.work, context.me.id, number)
    except InquiryGone:
        context.toast("staff/desk_gone")
        return
    await context.expect("desk_answer", inquiry=number)
    keyboard = Keyboard().row(
        context.button("desk_ready", sends("dkr", number, 0)),
        context.button("back", desk_staff_chat.open_one.to(number)),
    )
    context.say(
        "staff/ask_answer",
        keyboard,
        number=number,
        name=found.member.name or "",
        reply=context.language.said(there.body) if there else None,
    )


async def answered(context: Context) -> None:
    """The words or the file of an answer: shown as its reader will see it."""
    number = context.awaited(dict[str, int])["inquiry"]
    body = said_body(context)
    if body is None:
        keyboard = Keyboard().row(context.button("back", desk_staff_chat.open_one.to(number)))
        context.say("staff/answer_unfit", keyboard, why="kind", detail="")
        return
    await prepare(context, number, body)


async def prepare(
    context: Context, number: int, body: Body, *, instead: tuple[str, str] | None = None
) -> None:
    """Keep an answer as a draft, and show it. `instead`: the language its reader reads, and the one it is in."""
    try:
        draft = await desk_answers.draft(context.work, context.me.id, number, body)
    except InquiryGone:
        await context.rest()
        context.say("staff/desk_gone")
        return
    except NotFit as unfit:
        keyboard = Keyboard().row(context.button("back", desk_staff_chat.open_one.to(number)))
        context.say("staff/answer_unfit", keyboard, why=unfit.why, detail=unfit.detail)
        return
    await context.rest()
    await _preview(context, draft, instead)


@tap("dkd")
async def show_draft(context: Context, number: int) -> None:
    """A tap on Your answer, not sent yet."""
    try:
        draft = await desk_answers.draft_of(context.work, context.me.id, number)
    except InquiryGone:
        draft = None
    if draft is None:
        context.toast("staff/draft_gone")
        await _as_it_is(context, number)
        return
    await _preview(context, draft)


@tap("dkx")
async def drop_draft(context: Context, number: int) -> None:
    """A tap on Drop it."""
    try:
        await desk_answers.drop(context.work, context.me.id, number)
    except InquiryGone:
        context.toast("staff/desk_gone")
        return
    await desk_staff_chat.look(context, number)


@tap("dks")
async def send(context: Context, draft_id: int, exchanged: int, known: int) -> None:
    """A tap on Send: this very answer, once; unless somebody else was there meanwhile."""
    try:
        sent = await desk_answers.send(
            context.work, context.me.id, draft_id, exchanged, known or None
        )
    except InquiryGone:
        context.toast("staff/draft_gone")
        return
    except AlreadySent as gone:
        context.toast("staff/draft_gone")
        await _as_it_is(context, gone.number)
        return
    if isinstance(sent, Meanwhile):
        _say_meanwhile(context, sent)
        return
    found = await desk.look(context.work, sent)
    keyboard = Keyboard().row(
        context.button("desk_close", close.to(sent)),
        context.button("desk_open", desk_staff_chat.open_one.to(sent), number=sent),
    )
    keyboard.row(context.button("desk_back", do("desk")))
    context.show(
        "staff/answer_sent",
        keyboard,
        number=sent,
        name=found.member.name or "",
        reachable=found.reachable,
    )


@tap("dkz")
async def send_again(context: Context, number: int, remark_id: int) -> None:
    """A tap on Send it again, under an answer that did not arrive."""
    try:
        again = await desk_answers.send_again(context.work, context.me.id, number, remark_id)
    except InquiryGone:
        context.toast("staff/desk_gone")
        return
    if not again:
        context.toast("staff/sent_already")
    await desk_staff_chat.look(context, number)


def way_back(data: Mapping[str, int]) -> str:
    """The tap that leads to the inquiry."""
    return desk_staff_chat.open_one.to(data["inquiry"])


async def _preview(
    context: Context, draft: AnswerDraft, instead: tuple[str, str] | None = None
) -> None:
    """The answer as its reader will see it, without its buttons; then what can be done with it."""
    found = await desk.look(context.work, draft.number)
    written = await desk_answers.written(context.work, draft.id)
    if written is None:
        raise NotFound("the draft is gone")
    language = context.work.language_of(found.member)
    message = await desk_notices.as_message(context.work, language, written)
    context.send(message.without_buttons())
    number, known = draft.number, draft.taken_by or 0
    keyboard = Keyboard().row(
        context.button("desk_send", send.to(draft.id, draft.exchanged, known)),
        context.button("desk_rewrite", ask_answer.to(number, known)),
    )
    keyboard.row(
        context.button("desk_drop", drop_draft.to(number)),
        context.button("back", desk_staff_chat.open_one.to(number)),
    )
    context.say(
        "staff/answer_preview",
        keyboard,
        number=number,
        name=found.member.name or "",
        reachable=found.reachable,
        own_language=instead[0] if instead else None,
        instead_in=instead[1] if instead else None,
    )


def _say_meanwhile(context: Context, found: Meanwhile) -> None:
    draft = found.draft
    keyboard = Keyboard().row(
        context.button("desk_send_anyway", send.to(draft.id, draft.exchanged, draft.taken_by or 0)),
        context.button("desk_drop", drop_draft.to(draft.number)),
    )
    keyboard.row(
        context.button("desk_open", desk_staff_chat.open_one.to(draft.number), number=draft.number)
    )
    last = found.last
    context.show(
        "staff/answer_meanwhile",
        keyboard,
        number=draft.number,
        holder=found.taken_by.name if found.taken_by else None,
        by=last.by if last else None,
        reply=shortened(context.language.said(last.body), THREAD) if last else None,
    )


def _ask_take_over(
    context: Context, number: int, holder: StaffMember, data: str, *, answering: bool = False
) -> None:
    label = "desk_answer_anyway" if answering else "desk_take_over"
    keyboard = Keyboard().row(
        context.button(label, data), context.button("back", desk_staff_chat.open_one.to(number))
    )
    context.show(
        "staff/ask_take_over", keyboard, number=number, name=holder.name, answering=answering
    )


async def _tell_handed(context: Context, number: int, former: int) -> None:
    """Who looked after it learns that somebody else does now."""
    if former in await desk.on_duty(context.work) and former != context.me.id:
        key = str(context.incoming.update_id)
        await notices.tell(
            context.work, [former], "inquiry_taken_over", key, inquiry=number, by=context.me.id
        )


def said_body(context: Context) -> Body | None:
    """What an answer says: words, a photo, or a file that can be one; None for anything else."""
    incoming = context.incoming
    if incoming.kind is UpdateKind.TEXT:
        return text_body(incoming.text)
    if incoming.kind not in (UpdateKind.PHOTO, UpdateKind.DOCUMENT) or not incoming.file_id:
        return None
    if files.refused(incoming.file_name, incoming.file_size) is not None:
        return None
    return media_body(incoming.kind.value, incoming.file_id, incoming.text or None)


async def _as_it_is(context: Context, number: int) -> None:
    """The inquiry in the place of a screen that is stale, if it is still there."""
    with suppress(InquiryGone):
        await desk_staff_chat.look(context, number)


async def _there(context: Context, number: int) -> bool:
    try:
        await desk.look(context.work, number)
    except InquiryGone:
        context.toast("staff/desk_gone")
        return False
    return True
