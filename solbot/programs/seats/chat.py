"""Seats: to reserve one, to wait or apply for one, to give it back; and what people are told of theirs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from solbot.bot.context import Context
from solbot.bot.taps import tap
from solbot.content.catalog import Language
from solbot.content.models import Program
from solbot.db.details import Ref
from solbot.db.states import SeatStatus
from solbot.members.service import Member
from solbot.programs import calendar as as_calendar
from solbot.programs import chat as programs_chat
from solbot.programs import service as programs
from solbot.programs.booking import chat as booking_chat
from solbot.programs.booking import missing
from solbot.programs.booking import service as booking
from solbot.programs.booking.service import Asked
from solbot.programs.seats import service as seats
from solbot.programs.seats.confirming import MISSING
from solbot.programs.seats.giving import GIVEN
from solbot.programs.seats.listed import LISTED
from solbot.programs.seats.service import NotOffered, SeatStanding
from solbot.telegram.messages import Button, Document, Keyboard, Message
from solbot.unit_of_work import UnitOfWork


@tap("sr")
async def reserve(context: Context, program_id: str = "") -> None:
    """A tap on Reserve a seat, Join the waiting list, or Apply."""
    program = await programs_chat.find(context, program_id)
    if program is None or programs_chat.consent_first(context):
        return
    try:
        standing = await seats.reserve(context.work, context.me, program)
    except NotOffered:
        context.toast("seats_not_offered")
        context.put(await programs_chat.card_of(context, program))
        return
    asked = await _put(context, program, standing)
    if booking_chat.is_needed(asked):
        await booking_chat.ask_first(context, program.id, asked)


@tap("sm")
async def show(context: Context, program_id: str = "") -> None:
    """A tap on My seat."""
    program = await programs_chat.find(context, program_id)
    if program is None or context.member is None:
        return
    standing = await seats.standing(context.work, context.me, program.id)
    if standing is None:
        context.toast("seat_gone")
        context.put(await programs_chat.card_of(context, program))
    else:
        await _put(context, program, standing)


async def _put(context: Context, program: Program, standing: SeatStanding) -> list[Asked]:
    asked = await booking.asked(context.work, context.language, program.id, context.me.id)
    found = seat(context.work, context.me, context.language, program, standing, asked)
    context.put(found)
    return asked


@tap("sc")
async def calendar(context: Context, program_id: str = "") -> None:
    """A tap on For my calendar."""
    program = await programs_chat.find(context, program_id)
    if program is None or context.member is None:
        return
    standing = await seats.standing(context.work, context.me, program.id)
    if standing is None or standing.status is not SeatStatus.CONFIRMED or program.starts is None:
        context.toast("seat_gone")
    else:
        context.send(Message("", document=_calendar_file(context.work, program, standing.id)))


@tap("sg")
async def ask_give_back(context: Context, program_id: str = "") -> None:
    """A tap on Give it back: really? Another person may have it the next moment."""
    program = await programs_chat.find(context, program_id)
    if program is None:
        return
    keyboard = Keyboard().row(
        context.button("give_back_yes", give_back.to(program.id)),
        context.button("back", show.to(program.id)),
    )
    context.put(context.message("ask_give_back", keyboard, title=program.title))


@tap("sgg")
async def give_back(context: Context, program_id: str = "") -> None:
    """A tap on Yes, give it back."""
    program = await programs_chat.find(context, program_id)
    if program is None or context.member is None:
        return
    if not await seats.give_back(context.work, context.me, program.id):
        context.toast("seat_gone")
    keyboard = Keyboard().row(context.button("see_program", programs_chat.card.to(program.id)))
    context.put(context.message("seat_given_back", keyboard, title=program.title))


def seat(
    work: UnitOfWork,
    member: Member,
    language: Language,
    program: Program,
    standing: SeatStanding,
    asked: Sequence[Asked],
) -> Message:
    """Where a member's seat stands, and what they can do about it."""
    zone = ZoneInfo(work.zone_of(member))
    keyboard = Keyboard()
    if standing.status is SeatStatus.CONFIRMED and program.starts is not None:
        keyboard.row(Button(language.button("for_my_calendar"), calendar.to(program.id)))
    open_questions = sum(one.answer is None for one in asked)
    if asked:
        key = "booking_open" if open_questions else "booking_all"
        label = language.button(key, count=open_questions or len(asked))
        keyboard.row(Button(label, booking_chat.show.to(program.id)))
    keyboard.row(
        Button(language.button("give_back"), ask_give_back.to(program.id)),
        Button(language.button("see_program"), programs_chat.card.to(program.id)),
    )
    html = language.reply(
        "seat",
        title=program.title,
        status=standing.status,
        joining=program.joining,
        until=standing.held_until.astimezone(zone) if standing.held_until else None,
        position=standing.place,
        reserve=program.reserve,
        when=programs_chat.when(program, zone),
        open_questions=open_questions,
        open_required=booking_chat.is_needed(asked),
        once_answered=standing.once_answered,
    )
    return Message(html, keyboard.built())


async def notice(
    work: UnitOfWork, member: Member, language: Language, name: str, ref: Ref
) -> Message | None:
    """What a holder is told of their seat, unless it is no longer true."""
    program_id = str(ref.get("program", ""))
    standing = None
    if "seat" in ref:
        found = [one for one in await seats.of_member(work, member.id) if one.id == ref["seat"]]
        standing = found[0] if found else None
        program_id = standing.program_id if standing else ""
    program = await programs.find(work, language, program_id)
    if program is None or not _still_true(name, standing):
        return None
    if name in ("seat_changed", "seat_reminder"):
        standing = await seats.standing(work, member, program.id)
        if standing is None or _outdated(name, program, standing, ref):
            return None
    zone = ZoneInfo(work.zone_of(member))
    until = standing.held_until if standing else None
    held = standing is not None and standing.status is SeatStatus.HELD
    owes = held and await missing.owes(work, program.id, member.id)
    if name == MISSING and not owes:
        return None
    html = language.reply(
        name,
        title=program.title,
        until=until.astimezone(zone) if until else None,
        was=ref.get("was"),
        given=bool(ref.get("given")),
        unanswered=owes or bool(ref.get("unanswered")),
        when=programs_chat.when(program, zone),
        place=program.place,
        online=program.online,
    )
    document = None
    sure = standing is not None and standing.status is SeatStatus.CONFIRMED
    if standing is not None and sure and program.starts and name != "seat_reminder":
        document = _calendar_file(work, program, standing.id)
    keyboard = Keyboard()
    if owes:
        keyboard.row(Button(language.button("answer_for_seat"), booking_chat.answer.to(program.id)))
    opens = show.to(program.id) if standing else programs_chat.card.to(program.id)
    keyboard.row(Button(language.button("my_seat" if standing else "see_program"), opens))
    return Message(html, keyboard.built(), document=document)


def _still_true(name: str, standing: SeatStanding | None) -> bool:
    if name in ("seat_confirmed", GIVEN):
        return standing is not None and standing.status is SeatStatus.CONFIRMED
    if name == LISTED:
        return standing is not None and standing.status is SeatStatus.WAITING
    if name in ("seat_moved_up", "seat_ending", MISSING):
        return standing is not None and standing.status is SeatStatus.HELD
    return True


def _outdated(name: str, program: Program, standing: SeatStanding, ref: Ref) -> bool:
    if name == "seat_changed":
        return standing.status is SeatStatus.WAITING
    starts = datetime.fromisoformat(str(ref["starts"]))
    return standing.status is not SeatStatus.CONFIRMED or program.starts != starts


def _calendar_file(work: UnitOfWork, program: Program, seat_id: int) -> Document:
    return Document(f"{program.id}.ics", as_calendar.render(program, seat_id, work.now))
