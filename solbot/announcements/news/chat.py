"""/news: what was announced for one; taps under announcements; turning them off, and on again."""

from __future__ import annotations

from dataclasses import replace

from solbot.announcements import letters as announcing
from solbot.announcements import rules
from solbot.announcements.news import service as news
from solbot.announcements.news.service import Announcement
from solbot.announcements.report import service as aftermath
from solbot.announcements.report.service import NotThere
from solbot.announcements.rules import Content
from solbot.announcements.timing import USUAL_HOURS, hours_of
from solbot.bot.args import known
from solbot.bot.context import Turn
from solbot.content.cutting import one_line
from solbot.content.telegram_html import plain
from solbot.desk import chat as inquiries
from solbot.programs import chat as programs
from solbot.programs import service as titles
from solbot.telegram.messages import Button, Keyboard

PAGE = 5
WORDS = 160
HOURS = ("8-21", "9-18", "17-21", "0-24")


async def show(turn: Turn, args: list[str]) -> None:
    """/news: the latest first, five on a page."""
    before = int(args[0]) if args and args[0].isdecimal() else None
    found = await news.of_member(turn.work, turn.me, before, PAGE + 1)
    shown = found[:PAGE]
    keyboard = Keyboard().grid(
        (turn.button("open_entry", f"nw1:{one.id}", number=at) for at, one in _numbered(shown)),
        PAGE,
    )
    if len(found) > PAGE:
        keyboard.row(turn.button("older", f"nws:{shown[-1].id}"))
    if before is not None:
        keyboard.row(turn.button("newest", "do:news"))
    keyboard.row(turn.button("announcements", "nwa"))
    turn.show(
        "news",
        keyboard,
        news=[
            {"number": at, "at": turn.local(one.confirmed_at), "words": await _words(turn, one)}
            for at, one in _numbered(shown)
            if one.confirmed_at is not None
        ],
        off=turn.me.announcements_off_at is not None,
    )


async def open_one(turn: Turn, args: list[str]) -> None:
    """A tap on a number: the announcement as it was, and as it was corrected."""
    row = await news.find(turn.work, turn.me, int(args[0]))
    written = None
    if row is not None:
        written = await announcing.announce(turn.work, row, turn.language)
    if written is None:
        turn.toast("announcement_gone")
        return
    turn.send(written(turn.me.name))


async def tapped(turn: Turn, args: list[str]) -> None:
    """A tap on a button under an announcement. It is counted; whose it was is noted only where they are told so."""
    number, at = int(args[0]), int(args[1])
    rehearsed = args[2:] == [announcing.REHEARSED]
    try:
        row = await aftermath.tapped(turn.work, number, at, counted=not rehearsed)
    except NotThere:
        turn.toast("announcement_gone")
        return
    button = next(one for one in row.buttons if one["n"] == at)
    if button["kind"] == "interested":
        try:
            if not rehearsed:
                await aftermath.be_interested(turn.work, number, turn.me.id)
        except NotThere:
            turn.toast("announcement_gone")
            return
        turn.toast("interest_noted", rehearsed=rehearsed)
        return
    if button["kind"] == "ask":
        # Beside the announcement, not in its place.
        beside = replace(turn, incoming=replace(turn.incoming, message_id=None))
        about = rules.program_of(rules.Draft({}, row.subject, row.buttons))
        await inquiries.ask(beside, [about or inquiries.NO_PROGRAM])
        turn.toast_text = beside.toast_text
        return
    program = await programs.find(turn, [str(button.get("program", ""))])
    if program is None:
        return
    if button["kind"] == "flyer":
        await programs.give(turn, [program.id, "flyer"])
    else:
        turn.send(await programs.card_of(turn, program))


async def turn_off(turn: Turn, args: list[str]) -> None:
    """A tap on No more announcements: the coaching goes on."""
    if args[1:] != [announcing.REHEARSED]:
        await news.turn(turn.work, turn.me, off=True)
    keyboard = Keyboard().row(turn.button("announcements_on", "nwon"))
    turn.say("announcements_off", keyboard)


async def turn_on(turn: Turn, args: list[str]) -> None:
    """A tap on Announcements again."""
    del args
    await news.turn(turn.work, turn.me, off=False)
    await preferences(turn, [])


async def preferences(turn: Turn, args: list[str]) -> None:
    """A tap on Announcements in the settings: whether they come, and between which hours."""
    del args
    me = turn.me
    off = me.announcements_off_at is not None
    switch = turn.button("announcements_on", "nwon")
    if not off:
        switch = turn.button("announcements_off", f"{announcing.OFF}:0")
    keyboard = Keyboard().row(switch)
    begins, ends = hours_of(me.announcement_hours) or USUAL_HOURS
    if not off:
        keyboard.grid(
            (_hours(turn, one, one == f"{begins}-{ends}") for one in HOURS),
            2,
        )
    keyboard.row(turn.button("news", "do:news"), turn.button("back", "do:settings"))
    turn.show("announcement_settings", keyboard, off=off, begins=begins, ends=ends)


async def set_hours(turn: Turn, args: list[str]) -> None:
    """A tap on hours."""
    await news.set_hours(turn.work, turn.me, known(args[0], HOURS))
    await preferences(turn, [])


def _hours(turn: Turn, hours: str, chosen: bool) -> Button:
    begins, ends = hours.split("-")
    label = turn.language.button("between_hours", begins=begins, ends=ends)
    return Button(turn.language.button("ticked", label=label) if chosen else label, f"nwh:{hours}")


def _numbered(found: list[Announcement]) -> list[tuple[int, Announcement]]:
    return list(enumerate(found, start=1))


async def _words(turn: Turn, row: Announcement) -> str:
    code = rules.best(row.content, turn.language.code, turn.work.catalog.languages[0])
    about = rules.program_of(rules.Draft({}, row.subject, row.buttons))
    title = await titles.title_of(turn.work, turn.language, about) or ""
    html = Content.of(row.content[code]).html if code is not None else ""
    return one_line(plain(rules.filled(html, turn.me.name, title)) or title, WORDS)
