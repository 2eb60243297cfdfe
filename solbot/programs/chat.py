"""Programs: the list, a card each, what goes with them, and an offer to tell what is not known yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog

from solbot.bot import pager
from solbot.bot.context import Context
from solbot.bot.taps import do, sends, tap
from solbot.content.catalog import Language
from solbot.content.labels import fitted
from solbot.content.models import Handout, Program, Stored
from solbot.pictures.codes import qr
from solbot.programs import requests
from solbot.programs import service as programs
from solbot.programs.cohorts import service as cohorts
from solbot.programs.editor import files
from solbot.programs.requests import NEWS
from solbot.programs.seats import service as seats
from solbot.programs.seats.service import SeatFigures
from solbot.programs.society import chat as society_chat
from solbot.programs.society.service import society_of
from solbot.telegram.messages import Button, Document, Keyboard, Message
from solbot.unit_of_work import UnitOfWork

log = structlog.get_logger(__name__)

LINK = "p-"
"""What the payload of a program's link begins with."""


async def show(context: Context, page: str = "") -> None:
    """/programs, and a tap on an earlier or later page: the list, with what is open."""
    context.put(await _listed(context, page))


async def _listed(context: Context, named: str = "", *, gone: bool = False) -> Message:
    """A page of the programs; `gone`: in the place of one that was looked for, and is not there."""
    found = await programs.listed(context.work, context.language)
    page = pager.at(named, len(found))
    here = page.of(found)
    keyboard = Keyboard().grid((Button(fitted(one.title), card.to(one.id)) for one in here), 1)
    keyboard.row(*page.turning(context, sends("pl")))
    if context.member is not None and await cohorts.is_anywhere(context.work, context.member.id):
        keyboard.row(context.button("my_cohorts", sends("cm")))
    keyboard.row(
        context.button("society", society_chat.show.to()),
        context.button("ask_person", sends("iq", "-")),
    )
    listed = [
        {
            "title": one.title,
            "summary": one.summary,
            "is_open": one.is_open,
            "when": when(one, None),
            "dates": one.dates,
            "joining": one.joining,
            "begun": one.starts is not None and one.starts <= context.work.now,
            "free": await _free(context, one),
        }
        for one in here
    ]
    return context.message("programs", keyboard, programs=listed, gone=gone)


async def _free(context: Context, program: Program) -> int | None:
    """How many seats can be had at once; None where none are given out here, or one applies for them."""
    if program.joining != "open" or not seats.offered(program, context.work.now):
        return None
    figures = await seats.figures(context.work, program)
    return 0 if figures.waiting else figures.free


async def open_link(context: Context, program_id: str) -> bool:
    """A deep link to a program. Of one that is gone, or never was, it is said so, and shown what there is; not to who
    has still to agree or to settle in, which comes first."""
    program = await programs.find(context.work, context.language, program_id)
    if program is None:
        member = context.member
        if member is None or member.consented_at is None:
            return False
        context.send(await _listed(context, gone=True))
        return member.onboarded_at is not None
    context.send(await card_of(context, program))
    return True


@tap("p")
async def card(context: Context, program_id: str = "") -> None:
    """A tap on a program."""
    program = await find(context, program_id)
    if program is not None:
        context.put(await card_of(context, program))


@tap("pd")
async def details(context: Context, program_id: str = "") -> None:
    """A tap on Details."""
    program = await find(context, program_id)
    if program is not None:
        context.put(
            context.message(
                "program_details",
                _back(context, program),
                **values(context, program, context.language),
            )
        )


@tap("pr")
async def reserve(context: Context, program_id: str = "") -> None:
    """A tap on How to reserve."""
    program = await find(context, program_id)
    if program is None:
        return
    keyboard = Keyboard()
    if requests.unknown_facts(program):
        keyboard.row(context.button("tell_me", unknown.to(program.id)))
    keyboard.row(context.button("back", card.to(program.id)))
    context.put(
        context.message(
            "program_reserve",
            keyboard,
            title=program.title,
            reserve=program.reserve,
            url=program.url,
            address=(await society_of(context.work, context.language)).address,
        )
    )


@tap("pf")
async def give(context: Context, program_id: str = "", fact: str = "flyer") -> None:
    """A tap on Flyer or Article: the file, the link, or the offer to tell when it is there."""
    program = await find(context, program_id)
    if program is None:
        return
    found = program.flyer if fact == "flyer" else program.article
    message = await handed_out(context.work, context.language, program, fact, found)
    if message is None:
        await _offer(context, program, [fact])
    else:
        context.send(message)


async def handed_out(
    work: UnitOfWork, language: Language, program: Program, fact: str, found: Handout | None
) -> Message | None:
    """A flyer or article as a message; None while it is not there."""
    if isinstance(found, Path | Stored):
        content = _read(found) if isinstance(found, Path) else await files.content(work, found.id)
        document = Document(found.name, content, shared=True) if content else None
        return Message("", document=document) if document else None
    if found is None:
        return None
    button = Button(language.button(f"open_{fact}"), url=found)
    html = language.reply("program_link", title=program.title, url=found, fact=fact)
    return Message(html, ((button,),))


def _read(file: Path) -> bytes | None:
    """A file of the content; None where it went away, or can't be read, since the bot took the content up."""
    try:
        return file.read_bytes()
    except OSError as error:
        log.error("a file of the content can't be read", file=file.name, fault=error.strerror)
        return None


@tap("pq")
async def share(context: Context, program_id: str = "") -> None:
    """A tap on Share: the link, and a picture of it to show to somebody."""
    program = await find(context, program_id)
    if program is None:
        return
    link = context.link(LINK + program.id)
    html = context.language.reply("program_share_caption", title=program.title, link=link)
    document = Document(f"{program.id}.png", qr(link), picture=True)
    keyboard = Keyboard().row(context.copying(link))
    context.send(Message(html, keyboard.built(), document=document))


@tap("pu")
async def unknown(context: Context, program_id: str = "") -> None:
    """A tap on Not known yet: which fact should the person be told?"""
    program = await find(context, program_id)
    if program is not None:
        await _offer(context, program, requests.unknown_facts(program))


@tap("pt")
async def tell(context: Context, program_id: str, fact: str) -> None:
    """A tap on Tell me: one fact, or whatever is new."""
    program = await find(context, program_id)
    if program is None or consent_first(context):
        return
    new = await requests.ask(context.work, context.me, program.id, fact)
    keyboard = Keyboard().row(
        context.button("do_not_tell", do_not_tell.to(program.id, fact)),
        context.button("back", card.to(program.id)),
    )
    context.put(context.message("will_tell", keyboard, title=program.title, fact=fact, new=new))


@tap("pta")
async def tell_all(context: Context, program_id: str = "") -> None:
    """A tap on Tell me all of it, or a yes to the offer."""
    program = await find(context, program_id)
    if program is None or consent_first(context):
        return
    for fact in requests.unknown_facts(program):
        await requests.ask(context.work, context.me, program.id, fact)
    context.put(context.message("will_tell_all", _back(context, program), title=program.title))


@tap("pn")
async def do_not_tell(context: Context, program_id: str, fact: str) -> None:
    """A tap on No need to tell me."""
    program = await find(context, program_id)
    if program is None or context.member is None:
        return
    await requests.withdraw(context.work, context.me, program.id, fact)
    context.put(context.message("will_not_tell", _back(context, program), title=program.title))


async def find(context: Context, program_id: str) -> Program | None:
    """The program a button is about; None, said kindly, when it is not there any more."""
    program = await programs.find(context.work, context.language, program_id)
    if program is None:
        context.toast("program_gone")
    return program


async def card_of(context: Context, program: Program) -> Message:
    """A program's card, with all that can be done with it."""
    keyboard = await _keyboard(context, program)
    figures = await seats.figures(context.work, program) if program.seats else None
    return context.message(
        "program", keyboard, **values(context, program, context.language, figures)
    )


def when(
    program: Program, zone: ZoneInfo | None, *, to_anyone: bool = False
) -> dict[str, object] | None:
    """When a program takes place by a zone's clock, or by its own; None while no moment is known. `to_anyone`: the
    reader's clock is not known, and left to their app."""
    if program.starts is None:
        return None
    here = zone or program.starts.tzinfo
    ends = program.ends.astimezone(here) if program.ends else None
    return {
        "starts": program.starts.astimezone(here),
        "ends": ends,
        "zone": str(here),
        "to_anyone": to_anyone,
    }


async def _seat_button(context: Context, program: Program) -> Button | None:
    """What a person can do about a seat in this program."""
    member = context.member
    if member is not None and await seats.standing(context.work, member, program.id) is not None:
        return context.button("my_seat", sends("sm", program.id))
    if not seats.offered(program, context.work.now):
        return None
    figures = await seats.figures(context.work, program)
    if program.joining == "application":
        key = "apply"
    else:
        key = "reserve_seat" if figures.free and not figures.waiting else "join_waiting_list"
    return context.button(key, sends("sr", program.id))


async def _keyboard(context: Context, program: Program) -> Keyboard:
    keyboard = Keyboard()
    seat = await _seat_button(context, program)
    if seat is not None:
        keyboard.row(seat)
    keyboard.row(
        context.button("details", details.to(program.id)),
        context.button("reserve", reserve.to(program.id)),
    )
    keyboard.row(
        context.button("flyer", give.to(program.id, "flyer")),
        context.button("article", give.to(program.id, "article")),
    )
    if requests.unknown_facts(program):
        keyboard.row(context.button("tell_me", unknown.to(program.id)))
    member = context.member
    follows = member is not None and await requests.follows(context.work, member, program.id)
    news = (
        context.button("no_news", do_not_tell.to(program.id, NEWS))
        if follows
        else context.button("tell_news", tell.to(program.id, NEWS))
    )
    keyboard.row(news, context.button("share", share.to(program.id)))
    keyboard.row(context.button("ask_person", sends("iq", program.id)))
    return keyboard.row(context.button("all_programs", do("programs")))


def values(
    context: Context, program: Program, language: Language, figures: SeatFigures | None = None
) -> Mapping[str, object]:
    """What a program's card is made of, for whoever reads this language where the turn's person lives."""
    zone = (
        context.work.clock_of(context.member.zone)
        if context.member and context.member.zone
        else None
    )
    return facts(context.work, program, language, zone, figures)


def facts(
    work: UnitOfWork,
    program: Program,
    language: Language,
    zone: ZoneInfo | None,
    figures: SeatFigures | None = None,
) -> Mapping[str, object]:
    """What a program's card is made of, for whoever reads this language and lives by this zone's clock, if known."""
    known = program.starts or program.dates or program.place or program.prices or program.price
    other = program.language != language.code
    return {
        "title": program.title,
        "card": program.card,
        "details": program.details,
        "when": when(program, None, to_anyone=zone is None),
        "mine": when(program, zone) if zone and _differs(program.starts, zone) else None,
        "dates": program.dates,
        "place": program.place,
        "online": program.online,
        "prices": [
            {"label": one.label, "amount": one.amount, "currency": one.currency}
            for one in program.prices
        ],
        "price": program.price,
        "joining": program.joining,
        "is_open": program.is_open,
        "seats": {"all": figures.all, "free": figures.free, "waiting": figures.waiting}
        if figures and program.is_open
        else None,
        "url": program.url,
        "checked": program.checked if known else None,
        "written_in": work.catalog.language(program.language).name if other else None,
    }


def _differs(moment: datetime | None, zone: ZoneInfo) -> bool:
    """Whether a clock of the zone shows another time."""
    return moment is not None and moment.astimezone(zone).utcoffset() != moment.utcoffset()


async def _offer(context: Context, program: Program, facts: list[str]) -> None:
    keyboard = Keyboard().grid(
        (context.button(f"tell_{fact}", tell.to(program.id, fact)) for fact in facts), 1
    )
    if len(facts) > 1:
        keyboard.row(context.button("tell_all", tell_all.to(program.id)))
    keyboard.row(context.button("back", card.to(program.id)))
    context.put(context.message("not_known_yet", keyboard, title=program.title, facts=facts))


def consent_first(context: Context) -> bool:
    """Whether the person has to agree before anything of theirs is kept; then they are asked."""
    if context.member is not None and context.member.consented_at is not None:
        return False
    context.say("consent_first", Keyboard().row(context.button("begin", do("start"))))
    return True


def _back(context: Context, program: Program) -> Keyboard:
    return Keyboard().row(context.button("back", card.to(program.id)))
