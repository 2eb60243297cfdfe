"""/desk: what people ask. The list, one inquiry with what was said, finding it again; who is told, and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from solbot.bot import pager as pages
from solbot.bot.args import known
from solbot.bot.context import Turn
from solbot.coaching.answers.rules import files_of, words_of
from solbot.content.cutting import one_line, shortened
from solbot.content.labels import fitted
from solbot.content.lengths import room
from solbot.desk import answers as desk_answers
from solbot.desk import staff_service as desk
from solbot.desk import watch as desk_watch
from solbot.desk.service import Gone, Kind, Stands
from solbot.desk.staff_service import Delivery, Line, Listed, Opened
from solbot.errors import StaleButton
from solbot.limits import IN_LINE, LOOKED_FOR, NAME_IN_LINE, THREAD
from solbot.programs import service as programs
from solbot.staff import service as staff
from solbot.staff.service import Right
from solbot.telegram.messages import Button, Keyboard, Media, Message

ON_BUTTON = 24  # of a name
SIZE = 8
FILTERS = ("all", "mine", "free", "closed")


async def show(turn: Turn, args: list[str]) -> None:
    """/desk: what is open, oldest first; words after the command are searched for."""
    if args and args[0]:
        await search(turn, args[0])
    else:
        await _list(turn, "all")


async def page(turn: Turn, args: list[str]) -> None:
    """A tap on a filter, or on an earlier or later page."""
    which = args[0]
    if which not in FILTERS and not which.startswith("p."):
        raise StaleButton
    await _list(turn, which, args)


async def choose_program(turn: Turn, args: list[str]) -> None:
    """A tap on By program, or on another page of them."""
    titles = await _titles(turn)
    found = await desk.programs_asked_about(turn.work)
    here = pages.named(args, 0, len(found))
    keyboard = Keyboard()
    for program, count in here.of(found):
        title = titles.get(program, program) if program else turn.language.button("desk_no_program")
        label = f"{fitted(title, 30)} ({count})"
        keyboard.row(Button(label, f"dkl:p.{program or ''}:0"))
    keyboard.row(*here.turning(turn, "dkb"))
    keyboard.row(turn.button("desk_back", "do:desk"))
    turn.show("staff/desk_programs", keyboard, count=len(found))


async def open_one(turn: Turn, args: list[str]) -> None:
    """A tap on an inquiry, or on an earlier page of what was said in it."""
    try:
        found = await desk.open_one(
            turn.work, turn.me.id, int(args[0]), int(args[1]) if len(args) > 1 else 0
        )
    except Gone:
        turn.toast("staff/desk_gone")
        return
    turn.put(await inquiry(turn, found))


async def look(turn: Turn, number: int) -> None:
    """The inquiry as it is after something was done to it."""
    turn.put(await inquiry(turn, await desk.look(turn.work, number)))


async def whole(turn: Turn, args: list[str]) -> None:
    """A tap on Read it whole, or on a file: as it was sent."""
    try:
        line = await desk.whole(turn.work, turn.me.id, int(args[0]), int(args[1]))
    except Gone:
        turn.toast("staff/desk_gone")
        return
    words = words_of(line.body)
    if "file_id" in line.body:
        for file_id in files_of(line.body):
            turn.play(Media(line.body["kind"], file_id), words)
            words = ""
    else:
        turn.send_whole(words)


async def ask_search(turn: Turn, args: list[str]) -> None:
    """A tap on Find: which words?"""
    del args
    await turn.expect("desk_search")
    turn.show("staff/ask_desk_search", Keyboard().row(turn.button("desk_back", "do:desk")))


async def searched(turn: Turn) -> None:
    """The words to find."""
    await search(turn, turn.incoming.text)


async def search_on(turn: Turn, args: list[str]) -> None:
    """A tap on Older, under what was found."""
    waiting = turn.waiting
    if waiting is None or waiting.awaits != "desk_search" or "words" not in waiting.data:
        raise StaleButton
    await search(turn, waiting.data["words"], int(args[0]))


async def search(turn: Turn, words: str, before: int | None = None) -> None:
    """What was found; the next words are searched for as well."""
    found, on = await desk.search(turn.work, turn.me.id, words, before)
    await turn.expect("desk_search", words=words)
    keyboard = _entries(found)
    if on is not None:
        keyboard.row(turn.button("older", f"dkm:{on}"))
    keyboard.row(turn.button("desk_back", "do:desk"))
    turn.show(
        "staff/desk_found",
        keyboard,
        text=shortened(words, LOOKED_FOR),
        desk_entries=await _shown(turn, found),
    )


async def quiet(turn: Turn, args: list[str]) -> None:
    """A tap on Don't tell me of new ones, or on Tell me."""
    wanted = known(args[0], ("0", "1")) == "1"
    await desk_watch.set_quiet(turn.work, turn.me.id, wanted)
    label, data = ("desk_ring", "dkq:0") if wanted else ("desk_quiet", "dkq:1")
    keyboard = Keyboard().row(turn.button(label, data), turn.button("desk_back", "do:desk"))
    turn.say("staff/desk_told", keyboard, quiet=wanted)


async def hours(turn: Turn, args: list[str]) -> None:
    """A tap on After how long; and on a number of hours. For owners."""
    if args:
        await desk_watch.set_hours(turn.work, turn.me.id, int(args[0]))
    keyboard = Keyboard().row(
        *(turn.button("desk_hours", f"dkv:{one}", hours=one) for one in desk_watch.HOURS)
    )
    keyboard.row(turn.button("desk_back", "do:desk"))
    turn.show("staff/desk_hours", keyboard, hours=await desk_watch.hours(turn.work))


async def inquiry(turn: Turn, found: Opened) -> Message:
    """An inquiry as staff see it, with all that can be done to it."""
    number, me = found.number, turn.me.id
    keyboard = Keyboard()
    if await desk_answers.draft_of(turn.work, me, number) is not None:
        keyboard.row(turn.button("desk_draft", f"dkd:{number}"))
    keyboard.row(
        turn.button("desk_answer", f"dka:{number}"), turn.button("desk_ready", f"dkr:{number}:0")
    )
    keyboard.row(*_holding(turn, found), turn.button("desk_hand_over", f"dkh:{number}:0"))
    closing = (
        turn.button("desk_close", f"dkc:{number}")
        if found.stands is Stands.OPEN
        else turn.button("desk_reopen", f"dko:{number}")
    )
    keyboard.row(turn.button("desk_note", f"dkn:{number}"), closing)
    keyboard.grid(_about_lines(turn, found), 2)
    around = []
    if found.page + 1 < found.pages:
        around.append(turn.button("desk_earlier", f"dki:{number}:{found.page + 1}"))
    if found.page:
        around.append(turn.button("desk_later", f"dki:{number}:{found.page - 1}"))
    keyboard.row(*around).row(turn.button("desk_back", "do:desk"))
    return turn.message("staff/inquiry", keyboard, inquiry=await _values(turn, found))


def _holding(turn: Turn, found: Opened) -> list[Button]:
    holder, number = found.taken_by, found.number
    if holder is None:
        return [turn.button("desk_take", f"dkt:{number}:0")]
    if holder.id == turn.me.id:
        return [turn.button("desk_give_back", f"dku:{number}")]
    return [turn.button("desk_take_over", f"dkt:{number}:0")]


def _about_lines(turn: Turn, found: Opened) -> list[Button]:
    buttons = []
    for at, line in enumerate(found.lines, 1):
        to = f"{found.number}:{line.id}"
        if "file_id" in line.body:
            buttons.append(turn.button("desk_file", f"dkp:{to}", number=at))
        elif room(words_of(line.body)) > THREAD:
            buttons.append(turn.button("desk_whole", f"dkp:{to}", number=at))
        if line.delivery in (Delivery.LOST, Delivery.UNSURE) and found.reachable:
            buttons.append(turn.button("desk_send_again", f"dkz:{to}", number=at))
    return buttons


async def _values(turn: Turn, found: Opened) -> dict[str, object]:
    member, titles = found.member, await _titles(turn)
    zone = ZoneInfo(turn.work.zone_of(member))
    holder = found.taken_by
    return {
        "number": found.number,
        "name": member.name or "",
        "language": turn.work.language_of(member).name,
        "now": turn.work.now.astimezone(zone),
        "zone": zone.key,
        "title": titles.get(found.program, found.program) if found.program else None,
        "stands": found.stands,
        "asked_at": turn.local(found.asked_at),
        "waits": turn.work.now - found.waiting_since if found.waiting_since else None,
        "holder": holder.name if holder else None,
        "mine": holder is not None and holder.id == turn.me.id,
        "reachable": found.reachable,
        "lines": [_line(turn, at, line) for at, line in enumerate(found.lines, 1)],
        "page": found.pages - found.page,
        "pages": found.pages,
    }


def _line(turn: Turn, at: int, line: Line) -> dict[str, object]:
    return {
        "number": at,
        "kind": line.kind,
        "by": line.by if line.kind is not Kind.ASKED else None,
        "medium": line.body["kind"],
        "words": shortened(turn.language.said(line.body), THREAD),
        "at": turn.local(line.at),
        "delivery": line.delivery,
    }


async def _list(turn: Turn, which: str, args: Sequence[str] = ()) -> None:
    here = pages.named(args, 1, await desk.count(turn.work, turn.me.id, which), SIZE)
    found = await desk.listed(turn.work, turn.me.id, which, here.start, here.size)
    keyboard = _entries(found)
    keyboard.row(*here.turning(turn, f"dkl:{which}"))
    keyboard.row(
        *(turn.button(f"desk_{one}", f"dkl:{one}:0") for one in FILTERS[:3] if one != which)
    )
    keyboard.row(
        turn.button("desk_programs", "dkb"),
        turn.button("desk_closed", "dkl:closed:0"),
        turn.button("desk_search", "dkf"),
    )
    await _rules(turn, keyboard)
    counts = await desk.counts(turn.work, turn.me.id)
    titles = await _titles(turn)
    program = which.removeprefix("p.") if which.startswith("p.") else None
    turn.show(
        "staff/desk",
        keyboard,
        which="program" if program is not None else which,
        title=titles.get(program, program) if program else None,
        counts=counts._asdict(),
        desk_entries=await _shown(turn, found),
        page=here.number,
        pages=here.count,
    )


async def _rules(turn: Turn, keyboard: Keyboard) -> None:
    """Ready answers, whether one is told, and, for owners, when."""
    silent = await desk_watch.is_quiet(turn.work, turn.me.id)
    label, data = ("desk_ring", "dkq:0") if silent else ("desk_quiet", "dkq:1")
    keyboard.row(turn.button("desk_ready", "drl:0"), turn.button(label, data))
    last = [turn.button("staff_menu", "do:staff")]
    if staff.may(await staff.role_of(turn.work, turn.me.id), Right.DESK_RULES):
        last.insert(0, turn.button("desk_after", "dkv"))
    keyboard.row(*last)


def _entries(found: Sequence[Listed]) -> Keyboard:
    return Keyboard().grid(
        (
            Button(f"{one.number} · {fitted(one.name, ON_BUTTON)}", f"dki:{one.number}")
            for one in found
        ),
        2,
    )


async def _shown(turn: Turn, found: Sequence[Listed]) -> list[dict[str, Any]]:
    titles = await _titles(turn)
    return [
        {
            "number": one.number,
            "name": shortened(one.name, NAME_IN_LINE),
            "title": titles.get(one.program, one.program) if one.program else None,
            "waits": turn.work.now - one.waiting_since if one.waiting_since else None,
            "asked_at": turn.local(one.asked_at),
            "holder": shortened(one.taken_by.name, NAME_IN_LINE) if one.taken_by else None,
            "medium": one.body["kind"] if one.body else "text",
            "words": one_line(turn.language.said(one.body), IN_LINE) if one.body else "",
        }
        for one in found
    ]


async def _titles(turn: Turn) -> Mapping[str, str]:
    return await programs.titles(turn.work, turn.language)
