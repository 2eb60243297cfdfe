"""/news: what was announced for one; taps under announcements; turning them off, and on again."""

from __future__ import annotations

from dataclasses import replace

from solbot.announcements import letters as announcement_letters
from solbot.announcements import rules, votes
from solbot.announcements.news import service as news
from solbot.announcements.news.service import Announcement
from solbot.announcements.report import comparing
from solbot.announcements.report import service as reporting
from solbot.announcements.report.service import NotThere
from solbot.announcements.rules import Content
from solbot.announcements.timing import USUAL_HOURS, hours_of
from solbot.announcements.votes import VoteClosed
from solbot.bot.args import known, number
from solbot.bot.context import Context
from solbot.bot.taps import do, sends, tap
from solbot.content.cutting import one_line
from solbot.content.telegram_html import plain
from solbot.db.forms import KeptButton
from solbot.desk import chat as desk_chat
from solbot.programs import chat as programs_chat
from solbot.programs import service as programs
from solbot.telegram.messages import Button, Keyboard

PAGE = 5
WORDS = 160
HOURS = ("8-21", "9-18", "17-21", "0-24")


async def show(context: Context, before: str = "") -> None:
    """/news: the latest first, five on a page."""
    last = number(before) if before.isdecimal() else None
    found = await news.of_member(context.work, context.me, last, PAGE + 1)
    shown = found[:PAGE]
    keyboard = Keyboard().grid(
        (
            context.button("open_entry", open_one.to(one.id), number=at)
            for at, one in _numbered(shown)
        ),
        PAGE,
    )
    if len(found) > PAGE:
        keyboard.row(context.button("older", sends("nws", shown[-1].id)))
    if last is not None:
        keyboard.row(context.button("newest", do("news")))
    keyboard.row(context.button("announcements", preferences.to()))
    context.show(
        "news",
        keyboard,
        news=[
            {
                "number": at,
                "at": context.local(one.confirmed_at),
                "words": await _words(context, one),
            }
            for at, one in _numbered(shown)
            if one.confirmed_at is not None
        ],
        off=context.me.announcements_off_at is not None,
    )


@tap("nw1")
async def open_one(context: Context, announcement_id: int) -> None:
    """A tap on a number: the announcement as it was, and as it was corrected."""
    row = await news.find(context.work, context.me, announcement_id)
    written = None
    if row is not None:
        written = await announcement_letters.prepare(
            context.work, row, context.language, second=await _gets_second(context, row)
        )
    if written is None:
        context.toast("announcement_gone")
        return
    context.send(written(context.me.name))


@tap("an")
async def tapped(context: Context, announcement_id: int, at: int, tried: str = "") -> None:
    """A tap on a button under an announcement. It is counted; whose it was is noted only where they are told so."""
    rehearsed = tried == announcement_letters.REHEARSED
    try:
        row, button = await reporting.tapped(
            context.work,
            announcement_id,
            at,
            context.language.code,
            context.me.id,
            counted=not rehearsed,
        )
    except NotThere:
        context.toast("announcement_gone")
        return
    if button["kind"] == rules.OPTION:
        await _vote(context, row, button, rehearsed=rehearsed)
        return
    if button["kind"] == "interested":
        try:
            if not rehearsed:
                await reporting.be_interested(context.work, announcement_id, context.me.id)
        except NotThere:
            context.toast("announcement_gone")
            return
        context.toast("interest_noted", rehearsed=rehearsed)
        return
    if button["kind"] == "ask":
        # Beside the announcement, not in its place.
        beside = replace(context, incoming=replace(context.incoming, message_id=None))
        about = rules.program_of(rules.JudgedDraft({}, row.subject, row.buttons))
        await desk_chat.ask(beside, about or desk_chat.NO_PROGRAM)
        context.toast_text = beside.toast_text
        return
    program = await programs_chat.find(context, str(button.get("program", "")))
    if program is None:
        return
    if button["kind"] == "flyer":
        await programs_chat.give(context, program.id, "flyer")
    else:
        context.send(await programs_chat.card_of(context, program))


async def _vote(
    context: Context, row: Announcement, button: KeptButton, *, rehearsed: bool
) -> None:
    changed = False
    if not rehearsed:
        try:
            changed = await votes.give(context.work, row.id, context.me.id, int(button["n"]))
        except VoteClosed:
            context.toast("vote_closed")
            return
    code = rules.best(row.content, context.language.code, context.work.catalog.languages[0])
    label = announcement_letters.label_of(button, context.language, code)
    context.toast("vote_noted", label=label, changed=changed, rehearsed=rehearsed)


@tap("no")
async def turn_off(context: Context, announcement_id: int, tried: str = "") -> None:
    """A tap on No more announcements: the coaching goes on."""
    if tried != announcement_letters.REHEARSED:
        if context.me.announcements_off_at is None:
            await reporting.turned_off(
                context.work, announcement_id, context.language.code, context.me.id
            )
        await news.turn(context.work, context.me, off=True)
    keyboard = Keyboard().row(context.button("announcements_on", turn_on.to()))
    context.say("announcements_off", keyboard)


@tap("nwon")
async def turn_on(context: Context) -> None:
    """A tap on Announcements again."""
    await news.turn(context.work, context.me, off=False)
    await preferences(context)


@tap("nwa")
async def preferences(context: Context) -> None:
    """A tap on Announcements in the settings: whether they come, and between which hours."""
    me = context.me
    off = me.announcements_off_at is not None
    switch = context.button("announcements_on", turn_on.to())
    if not off:
        switch = context.button("announcements_off", turn_off.to(0))
    keyboard = Keyboard().row(switch)
    begins, ends = hours_of(me.announcement_hours) or USUAL_HOURS
    if not off:
        keyboard.grid(
            (_hours(context, one, one == f"{begins}-{ends}") for one in HOURS),
            2,
        )
    keyboard.row(context.button("news", do("news")), context.button("back", do("settings")))
    context.show("announcement_settings", keyboard, off=off, begins=begins, ends=ends)


@tap("nwh")
async def set_hours(context: Context, hours: str) -> None:
    """A tap on hours."""
    await news.set_hours(context.work, context.me, known(hours, HOURS))
    await preferences(context)


def _hours(context: Context, hours: str, chosen: bool) -> Button:
    begins, ends = hours.split("-")
    label = context.language.button("between_hours", begins=begins, ends=ends)
    return Button(
        context.language.button("ticked", label=label) if chosen else label, set_hours.to(hours)
    )


def _numbered(found: list[Announcement]) -> list[tuple[int, Announcement]]:
    return list(enumerate(found, start=1))


async def _gets_second(context: Context, row: Announcement) -> bool:
    return await comparing.wording_of(context.work, row, context.me.id) == 2


async def _words(context: Context, row: Announcement) -> str:
    said = announcement_letters.wording(row, second=await _gets_second(context, row))
    code = rules.best(said, context.language.code, context.work.catalog.languages[0])
    about = rules.program_of(rules.JudgedDraft({}, row.subject, row.buttons))
    title = await programs.title_of(context.work, context.language, about) or ""
    content = Content.of(said[code]) if code is not None else Content()
    words = plain(rules.filled(content.html, context.me.name, title)) or title
    return one_line(words or announcement_letters.kind_of(content, context.language), WORDS)
