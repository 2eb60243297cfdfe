"""A message of a sequence for staff: as people will see it, tried on oneself, and who gets it when."""

from __future__ import annotations

from solbot.announcements.draft import chat as draft_chat
from solbot.announcements.rules import Content, best
from solbot.announcements.send.composing import stops
from solbot.announcements.sequences import chat as sequences_chat
from solbot.announcements.sequences import sending
from solbot.announcements.sequences import service as sequences
from solbot.announcements.sequences.rules import LATE
from solbot.announcements.sequences.service import (
    Planned,
    Sequence,
    SequenceGone,
    SequenceMessage,
)
from solbot.bot import pager
from solbot.bot.context import Context
from solbot.bot.taps import sends, tap
from solbot.content.catalog import Language
from solbot.content.cutting import one_line, shortened
from solbot.content.telegram_html import plain
from solbot.db.details import Ref
from solbot.db.tables import Member
from solbot.limits import NAME_IN_LINE
from solbot.members import db as members_db
from solbot.programs import service as programs
from solbot.staff import audit, people
from solbot.staff.audit import Action
from solbot.staff.gate import allowed
from solbot.staff.rules import Right
from solbot.telegram.messages import Button, Keyboard, Message
from solbot.unit_of_work import UnitOfWork

WORDS = 120


@tap("bqm")
async def open_one(context: Context, message_id: int) -> None:
    """A tap on a message of a sequence."""
    found = await find(context, message_id)
    if found is not None:
        context.put(await page(context, *found))


async def page(context: Context, row: Sequence, found: SequenceMessage) -> Message:
    """A message's page: when it comes, what it says, and what is to be mended."""
    catalog, number = context.work.catalog, found.id
    keyboard = Keyboard().grid(
        (
            context.button("words_in", sends("bqw", number, code), language=language.name)
            for code, language in catalog.by_code.items()
        ),
        2,
    )
    keyboard.row(context.button("sequence_message_when", sends("bqd", number)))
    faults = await sequences.faults(context.work, row, found)
    if not faults:
        keyboard.row(
            context.button("rehearse", rehearse.to(number)), context.button("test", test.to(number))
        )
    if await allowed(context, Right.PROGRAMS):
        keyboard.row(context.button("who_gets_it_when", who.to(number)))
    keyboard.row(
        context.button("remove_sequence_message", ask_remove.to(number)),
        context.button("back", sequences_chat.open_one.to(row.id)),
    )
    lacking = [one for code, one in catalog.by_code.items() if code not in found.content]
    instead = {one.code: best(found.content, one.code, catalog.languages[0]) for one in lacking}
    return context.message(
        "staff/sequence_message",
        keyboard,
        message=await sequences_chat.message_line(context, row, found),
        sequence_state=row.state,
        versions=_versions(context, found),
        unwritten=[
            {"language": one.name, "instead": catalog.language(code).name}
            for one in lacking
            if (code := instead[one.code]) is not None
        ],
        faults=draft_chat.faults(context, faults),
    )


@tap("bqr")
async def rehearse(context: Context, message_id: int) -> None:
    """A tap on See it as people will: one message for each language it is written in."""
    found = await _fit(context, message_id)
    if found is None:
        return
    for code in found[1].content:
        language = context.work.catalog.language(code)
        shown = await sending.in_words(
            context.work, *found, language, context.me.name, rehearsed=True
        )
        if shown is not None:
            context.send(shown)
    keyboard = Keyboard().row(
        context.button("test", test.to(found[1].id)),
        context.button("back", open_one.to(found[1].id)),
    )
    context.say("staff/sequence_rehearsed", keyboard)


@tap("bqt")
async def test(context: Context, message_id: int) -> None:
    """A tap on Send it to me: the same way its readers will get it."""
    found = await _fit(context, message_id)
    if found is not None:
        await sending.test(context.work, context.me.id, found[1], context.incoming.update_id)
        context.toast("staff/sequence_testing", stands=True)


@tap("bqg")
async def who(context: Context, message_id: int, on_page: int = 0) -> None:
    """A tap on Who gets it when: a page of people, each with their moment by their clock."""
    found = await find(context, message_id)
    if found is None:
        return
    there = await sequences.planned(context.work, *found)
    here = pager.at(on_page, len(there))
    await audit.note(context.work, context.me.id, Action.READ_SEQUENCE, program=found[0].program_id)
    keyboard = Keyboard().row(*here.turning(context, who.to(found[1].id)))
    keyboard.row(context.button("back", open_one.to(found[1].id)))
    shown = here.of(there)
    readers = await members_db.readers(context.work.session, [one.member_id for one in shown])
    lines = []
    for one in shown:
        reader = readers[one.member_id]
        zone = context.work.clock_of(reader.zone)
        name = await people.name_of(context.work, one.member_id)
        lines.append(
            {
                "name": shortened(name or str(one.member_id), NAME_IN_LINE),
                "at": one.at.astimezone(zone) if one.at else None,
                "fate": _fate(context.work, one),
                "left_out": stops(reader, context.work.now) is not None,
            }
        )
    context.show(
        "staff/sequence_people",
        keyboard,
        plan=sequences_chat.when(context, found[1]),
        recipients=lines,
        page=here.number,
        pages=here.count,
    )


@tap("bqk")
async def ask_remove(context: Context, message_id: int) -> None:
    """A tap on Take it out: really?"""
    found = await find(context, message_id)
    if found is not None:
        keyboard = Keyboard().row(
            context.button("remove_sequence_message_yes", remove.to(found[1].id)),
            context.button("back", open_one.to(found[1].id)),
        )
        context.show(
            "staff/ask_remove_sequence_message",
            keyboard,
            plan=sequences_chat.when(context, found[1]),
        )


@tap("bqkk")
async def remove(context: Context, message_id: int) -> None:
    """A tap on Yes, take it out."""
    found = await find(context, message_id)
    if found is not None:
        row = await sequences.remove_message(context.work, context.me.id, found[1].id)
        context.put(await sequences_chat.page(context, row))


async def find(context: Context, message_id: int) -> tuple[Sequence, SequenceMessage] | None:
    """The message a button is about, with its sequence; else that is said kindly, and None."""
    try:
        return await sequences.message(context.work, message_id)
    except SequenceGone:
        context.toast("staff/sequence_gone")
        await sequences_chat.show(context)
        return None


async def refused(work: UnitOfWork, member: Member, language: Language, ref: Ref) -> Message | None:
    """That Telegram refused a test, and why."""
    del member
    try:
        row, _ = await sequences.message(work, ref["message"])
    except SequenceGone:
        return None
    html = language.reply(
        "staff/sequence_refused",
        title=await programs.title_of(work, language, row.program_id),
        language=work.catalog.language(ref["language"]).name,
        said=ref["why"],
    )
    back = Button(language.button("open_sequence_message"), open_one.to(ref["message"]))
    return Message(html, ((back,),))


async def _fit(context: Context, message_id: int) -> tuple[Sequence, SequenceMessage] | None:
    found = await find(context, message_id)
    if found is not None and await sequences.faults(context.work, *found):
        context.toast("staff/sequence_unfit")
        context.put(await page(context, *found))
        return None
    return found


def _versions(context: Context, found: SequenceMessage) -> list[dict[str, object]]:
    return [
        {
            "language": context.work.catalog.language(code).name,
            "words": one_line(plain(content.html), WORDS),
            "media": list(content.shape),
        }
        for code, content in ((code, Content.of(one)) for code, one in found.content.items())
    ]


def _fate(work: UnitOfWork, one: Planned) -> str:
    if one.sent_at is not None:
        return "sent"
    if not one.taken:
        return one.fate.value
    return "under_way" if one.at is not None and one.at > work.now - LATE else "not_delivered"
