"""/desk: what people ask. The list, one inquiry with what was said, finding it again; who is told, and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from solbot.bot import dialog, pager
from solbot.bot.context import Context
from solbot.bot.taps import do, sends, tap
from solbot.content.answer_kinds import words_of
from solbot.content.bodies import files_of
from solbot.content.cutting import one_line, shortened
from solbot.content.labels import fitted
from solbot.content.lengths import room
from solbot.db.states import InquiryState, RemarkKind
from solbot.desk import answers as desk_answers
from solbot.desk import staff_service as desk
from solbot.desk import watch
from solbot.desk.service import InquiryGone
from solbot.desk.staff_service import Delivery, Listed, OpenedInquiry, StaffRemark
from solbot.errors import StaleButton
from solbot.limits import IN_LINE, LOOKED_FOR, NAME_IN_LINE, THREAD
from solbot.programs import service as programs
from solbot.staff import service as staff
from solbot.staff.service import Right
from solbot.telegram.messages import Button, Keyboard, Media, Message

ON_BUTTON = 24  # of a name
SIZE = 8
FILTERS = ("all", "mine", "free", "closed")


async def show(context: Context, words: str = "") -> None:
    """/desk: what is open, oldest first; words after the command are searched for."""
    if words:
        await search(context, words)
    else:
        await _list(context, "all")


@tap("dkl")
async def filtered(context: Context, which: str, page: int = 0) -> None:
    """A tap on a filter, or on an earlier or later page."""
    if which not in FILTERS and not which.startswith("p."):
        raise StaleButton
    await _list(context, which, page)


@tap("dkb")
async def choose_program(context: Context, page: str = "") -> None:
    """A tap on By program, or on another page of them."""
    titles = await _titles(context)
    found = await desk.programs_asked_about(context.work)
    here = pager.at(page, len(found))
    keyboard = Keyboard()
    for program, count in here.of(found):
        title = (
            titles.get(program, program) if program else context.language.button("desk_no_program")
        )
        label = f"{fitted(title, 30)} ({count})"
        keyboard.row(Button(label, filtered.to(f"p.{program or ''}", 0)))
    keyboard.row(*here.turning(context, choose_program.to()))
    keyboard.row(context.button("desk_back", do("desk")))
    context.show("staff/desk_programs", keyboard, count=len(found))


@tap("dki")
async def open_one(context: Context, number: int, page: int = 0) -> None:
    """A tap on an inquiry, or on an earlier page of what was said in it."""
    try:
        found = await desk.open_one(context.work, context.me.id, number, page)
    except InquiryGone:
        context.toast("staff/desk_gone")
        return
    context.put(await inquiry(context, found))
    await dialog.note_work(context.work, context.me.id, at_work=True, inquiry=found.number)


async def look(context: Context, number: int) -> None:
    """The inquiry as it is after something was done to it."""
    context.put(await inquiry(context, await desk.look(context.work, number)))
    await dialog.note_work(context.work, context.me.id, at_work=True, inquiry=number)


@tap("dkp")
async def whole(context: Context, number: int, remark_id: int) -> None:
    """A tap on Read it whole, or on a file: as it was sent."""
    try:
        line = await desk.whole(context.work, context.me.id, number, remark_id)
    except InquiryGone:
        context.toast("staff/desk_gone")
        return
    words = words_of(line.body)
    if "file_id" in line.body:
        for file_id in files_of(line.body):
            context.play(Media(line.body["kind"], file_id), words)
            words = ""
    else:
        context.send_whole(words)


@tap("dkf")
async def ask_search(context: Context) -> None:
    """A tap on Find: which words?"""
    await context.expect("desk_search")
    context.show("staff/ask_desk_search", Keyboard().row(context.button("desk_back", do("desk"))))


async def searched(context: Context) -> None:
    """The words to find."""
    await search(context, context.incoming.text)


@tap("dkm")
async def search_on(context: Context, before: int) -> None:
    """A tap on Older, under what was found."""
    waiting = context.waiting
    if waiting is None or waiting.awaits != "desk_search" or "words" not in waiting.data:
        raise StaleButton
    await search(context, waiting.data["words"], before)


async def search(context: Context, words: str, before: int | None = None) -> None:
    """What was found; the next words are searched for as well."""
    found, on = await desk.search(context.work, context.me.id, words, before)
    await context.expect("desk_search", words=words)
    keyboard = _entries(found)
    if on is not None:
        keyboard.row(context.button("older", search_on.to(on)))
    keyboard.row(context.button("desk_back", do("desk")))
    context.show(
        "staff/desk_found",
        keyboard,
        text=shortened(words, LOOKED_FOR),
        desk_entries=await _shown(context, found),
    )


@tap("dkq")
async def quiet(context: Context, wanted: bool) -> None:
    """A tap on Don't tell me of new ones, or on Tell me."""
    await watch.set_quiet(context.work, context.me.id, wanted)
    keyboard = Keyboard().row(_ringing(context, wanted), context.button("desk_back", do("desk")))
    context.say("staff/desk_told", keyboard, quiet=wanted)


@tap("dkv")
async def hours(context: Context, wanted: int | None = None) -> None:
    """A tap on After how long; and on a number of hours. For owners."""
    if wanted is not None:
        await watch.set_hours(context.work, context.me.id, wanted)
    keyboard = Keyboard().row(
        *(context.button("desk_hours", hours.to(one), hours=one) for one in watch.HOURS)
    )
    keyboard.row(context.button("desk_back", do("desk")))
    context.show("staff/desk_hours", keyboard, hours=await watch.hours(context.work))


async def inquiry(context: Context, found: OpenedInquiry) -> Message:
    """An inquiry as staff see it, with all that can be done to it."""
    number, me = found.number, context.me.id
    keyboard = Keyboard()
    if await desk_answers.draft_of(context.work, me, number) is not None:
        keyboard.row(context.button("desk_draft", sends("dkd", number)))
    keyboard.row(
        context.button("desk_answer", sends("dka", number)),
        context.button("desk_ready", sends("dkr", number, 0)),
    )
    keyboard.row(
        *_holding(context, found), context.button("desk_hand_over", sends("dkh", number, 0))
    )
    closing = (
        context.button("desk_close", sends("dkc", number))
        if found.stands is InquiryState.OPEN
        else context.button("desk_reopen", sends("dko", number))
    )
    keyboard.row(context.button("desk_note", sends("dkn", number)), closing)
    keyboard.grid(_about_lines(context, found), 2)
    around = []
    if found.page + 1 < found.pages:
        around.append(context.button("desk_earlier", open_one.to(number, found.page + 1)))
    if found.page:
        around.append(context.button("desk_later", open_one.to(number, found.page - 1)))
    keyboard.row(*around).row(
        context.button("desk_history", sends("dch", number)),
        context.button("desk_back", do("desk")),
    )
    return context.message("staff/inquiry", keyboard, inquiry=await _values(context, found))


def _holding(context: Context, found: OpenedInquiry) -> list[Button]:
    holder, number = found.taken_by, found.number
    if holder is None:
        return [context.button("desk_take", sends("dkt", number, 0))]
    if holder.id == context.me.id:
        return [context.button("desk_give_back", sends("dku", number))]
    return [context.button("desk_take_over", sends("dkt", number, 0))]


def _about_lines(context: Context, found: OpenedInquiry) -> list[Button]:
    buttons = []
    for at, line in enumerate(found.lines, 1):
        to = whole.to(found.number, line.id)
        if "file_id" in line.body:
            buttons.append(context.button("desk_file", to, number=at))
        elif room(words_of(line.body)) > THREAD:
            buttons.append(context.button("desk_whole", to, number=at))
        if line.delivery in (Delivery.LOST, Delivery.UNSURE) and found.reachable:
            buttons.append(
                context.button("desk_send_again", sends("dkz", found.number, line.id), number=at)
            )
    return buttons


async def _values(context: Context, found: OpenedInquiry) -> dict[str, object]:
    member, titles = found.member, await _titles(context)
    zone = ZoneInfo(context.work.zone_of(member))
    holder = found.taken_by
    return {
        "number": found.number,
        "name": member.name or "",
        "language": context.work.language_of(member).name,
        "now": context.work.now.astimezone(zone),
        "zone": zone.key,
        "title": titles.get(found.program, found.program) if found.program else None,
        "stands": found.stands,
        "asked_at": context.local(found.asked_at),
        "waits": context.work.now - found.waiting_since if found.waiting_since else None,
        "holder": holder.name if holder else None,
        "mine": holder is not None and holder.id == context.me.id,
        "reachable": found.reachable,
        "by_society": found.by_society,
        "lines": [_line(context, at, line) for at, line in enumerate(found.lines, 1)],
        "page": found.pages - found.page,
        "pages": found.pages,
    }


def _line(context: Context, at: int, line: StaffRemark) -> dict[str, object]:
    return {
        "number": at,
        "kind": line.kind,
        "by": line.by if line.kind is not RemarkKind.ASKED else None,
        "medium": line.body["kind"],
        "words": shortened(context.language.said(line.body), THREAD),
        "at": context.local(line.at),
        "delivery": line.delivery,
    }


async def _list(context: Context, which: str, page: int = 0) -> None:
    here = pager.at(page, await desk.count(context.work, context.me.id, which), SIZE)
    found = await desk.listed(context.work, context.me.id, which, here.start, here.size)
    keyboard = _entries(found)
    keyboard.row(*here.turning(context, filtered.to(which)))
    keyboard.row(
        *(context.button(f"desk_{one}", filtered.to(one, 0)) for one in FILTERS[:3] if one != which)
    )
    keyboard.row(
        context.button("desk_programs", choose_program.to()),
        context.button("desk_closed", filtered.to("closed", 0)),
        context.button("desk_search", ask_search.to()),
    )
    await _rules(context, keyboard)
    counts = await desk.counts(context.work, context.me.id)
    titles = await _titles(context)
    program = which.removeprefix("p.") if which.startswith("p.") else None
    context.show(
        "staff/desk",
        keyboard,
        which="program" if program is not None else which,
        title=titles.get(program, program) if program else None,
        counts=counts._asdict(),
        desk_entries=await _shown(context, found),
        page=here.number,
        pages=here.count,
    )


async def _rules(context: Context, keyboard: Keyboard) -> None:
    """Ready answers, whether one is told, and, for owners, when."""
    silent = await watch.is_quiet(context.work, context.me.id)
    keyboard.row(context.button("desk_ready", sends("drl", "0")), _ringing(context, silent))
    last = [context.button("staff_menu", do("staff"))]
    if staff.may(await staff.role_of(context.work, context.me.id), Right.DESK_RULES):
        last.insert(0, context.button("desk_after", hours.to()))
    keyboard.row(*last)


def _ringing(context: Context, silent: bool) -> Button:
    return context.button("desk_ring" if silent else "desk_quiet", quiet.to(not silent))


def _entries(found: Sequence[Listed]) -> Keyboard:
    return Keyboard().grid(
        (
            Button(f"{one.number} · {fitted(one.name, ON_BUTTON)}", open_one.to(one.number))
            for one in found
        ),
        2,
    )


async def _shown(context: Context, found: Sequence[Listed]) -> list[dict[str, object]]:
    titles = await _titles(context)
    return [
        {
            "number": one.number,
            "name": shortened(one.name, NAME_IN_LINE),
            "title": titles.get(one.program, one.program) if one.program else None,
            "waits": context.work.now - one.waiting_since if one.waiting_since else None,
            "asked_at": context.local(one.asked_at),
            "holder": shortened(one.taken_by.name, NAME_IN_LINE) if one.taken_by else None,
            "medium": one.body["kind"] if one.body else "text",
            "words": one_line(context.language.said(one.body), IN_LINE) if one.body else "",
        }
        for one in found
    ]


async def _titles(context: Context) -> Mapping[str, str]:
    return await programs.titles(context.work, context.language)
