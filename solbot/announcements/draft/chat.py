"""/broadcast: the announcements there are; a draft's page, with what is still to be done before it can be sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from solbot.announcements import letters as announcement_letters
from solbot.announcements import rules
from solbot.announcements.draft import service as drafts
from solbot.announcements.draft import settings as draft_settings
from solbot.announcements.draft.service import (
    Announcement,
    AnnouncementChanged,
    AnnouncementGone,
)
from solbot.announcements.report import chat as report_chat
from solbot.announcements.rules import Content, SendObstacle
from solbot.announcements.send import round_reports
from solbot.announcements.send import service as sending
from solbot.announcements.send.service import Confirmation, Tested
from solbot.announcements.timing import Timing
from solbot.bot import pager
from solbot.bot.args import number
from solbot.bot.context import Context
from solbot.bot.taps import do, sends, tap
from solbot.content.catalog import Language
from solbot.content.cutting import one_line
from solbot.content.labels import fitted
from solbot.content.telegram_html import plain
from solbot.db.states import AnnouncementState
from solbot.limits import TooMany
from solbot.programs import service as programs
from solbot.staff import audit
from solbot.staff import service as staff
from solbot.staff.audit import Action
from solbot.staff.service import Right
from solbot.telegram.messages import Button, Keyboard, Message
from solbot.unit_of_work import UnitOfWork

PAGE = 8
FIRST_WORDS = 60
# Characters of what is written: of one text, of each language, of each language's other wording.
ALONE, IN_LIST, BESIDE = 120, 75, 45
ITS_OWN = (AnnouncementState.WITHDRAWN, AnnouncementState.ENDED, AnnouncementState.RESTING)
"""States that say more than how the letters stand."""
LISTED = (
    AnnouncementState.DRAFT,
    AnnouncementState.CONFIRMED,
    AnnouncementState.SERIES,
    AnnouncementState.RESTING,
    AnnouncementState.WITHDRAWN,
    AnnouncementState.ENDED,
)


async def show(context: Context, before: str = "") -> None:
    """/broadcast: everything that was or will be said, newest first."""
    last = number(before) if before.isdecimal() else None
    found = await drafts.page(context.work, LISTED, last, PAGE + 1)
    shown = found[:PAGE]
    standing = await round_reports.standing(
        context.work, [one.id for one in shown if one.state not in ITS_OWN]
    )
    keyboard = Keyboard().row(context.button("new_announcement", sends("bcn")))
    words = {one.id: await first_words(context, one, FIRST_WORDS) for one in shown}
    for one in shown:
        keyboard.row(
            Button(fitted(f"{_number(context, one)} {words[one.id]}"), open_one.to(one.id))
        )
    if len(found) > PAGE:
        keyboard.row(context.button("older", sends("bc", shown[-1].id)))
    role = await staff.role_of(context.work, context.incoming.person_id)
    if staff.may(role, Right.RULES):
        keyboard.row(context.button("announcement_rules", draft_settings.show.to()))
    keyboard.row(context.button("sequences", sends("bql", "a", "-", 0)))
    keyboard.row(context.button("staff_menu", do("staff")))
    lines = []
    for one in shown:
        state, at = standing.get(one.id, (one.state, one.confirmed_at or one.created_at))
        told = {"state": state, "at": context.local(at), "corrects": one.corrects_id}
        lines.append({"number": one.id, "words": words[one.id], **told})
    context.show("staff/announcements", keyboard, announcements=lines)


def _number(context: Context, row: Announcement) -> str:
    """An announcement goes by its number, a correction by that of what it corrects."""
    if row.corrects_id is not None:
        return context.language.button("correction_no", number=row.corrects_id)
    return context.language.button("announcement_no", number=row.id)


@tap("bco")
async def open_one(context: Context, announcement_id: int) -> None:
    """A tap on an announcement: a draft's page, or how one that was sent goes."""
    row = await find(context, announcement_id)
    if row is None:
        return
    if row.state == AnnouncementState.DRAFT:
        context.put(await page(context, row))
    else:
        await report_chat.put(context, row)


async def page(context: Context, row: Announcement) -> Message:
    """The page of an announcement, as far as it is."""
    if row.state == AnnouncementState.DRAFT:
        return await draft_page(context, await sending.look(context.work, row, context.me.id))
    return await report_chat.page(context.work, context.me, context.language, row)


async def draft_page(context: Context, found: Confirmation) -> Message:
    """A draft's page."""
    row, number = found.row, found.row.id
    keyboard = Keyboard()
    keyboard.grid(
        (
            context.button("words_in", sends("bcw", number, language.code), language=language.name)
            for language in context.work.catalog.by_code.values()
        ),
        2,
    )
    if row.content and await drafts.can_have_second(context.work, row):
        keyboard.row(context.button("second_wording", sends("bc2", number)))
    if row.corrects_id is None:
        keyboard.row(
            context.button("use_card", sends("bcp", number, "c")),
            context.button("use_flyer", sends("bcp", number, "f")),
        )
    keyboard.row(context.button("announcement_buttons", sends("bcb", number)))
    if row.corrects_id is None:
        keyboard.row(
            context.button("who_gets_it", sends("sw", number)),
            context.button("announcement_when", sends("bct", number)),
        )
    if row.content or row.subject:
        keyboard.row(
            context.button("rehearse", sends("bcr", number)),
            context.button("test", sends("bcm", number)),
        )
    if found.tested is Tested.WELL and not found.faults:
        keyboard.row(context.button("go_on_to_send", sends("bcq", number)))
    keyboard.row(
        context.button("drop_draft", ask_drop.to(number)),
        context.button("all_announcements", do("broadcast")),
    )
    return context.message(
        "staff/announcement",
        keyboard,
        number=number,
        corrects=row.corrects_id,
        has_begun=found.has_begun,
        versions=versions(context, row),
        **of_second(context, found),
        unwritten=unwritten(context, row),
        subject=await _subject(context, row),
        buttons=await button_names(context, row),
        count=None if found.private else found.count,
        timing=timing(found.timing),
        tested=found.tested,
        refused=[
            {"language": context.work.catalog.language(code).name, "why": why}
            for code, why in found.refused.items()
        ],
        faults=faults(context, found.faults),
    )


def versions(
    context: Context, row: Announcement, *, second: bool = False
) -> list[dict[str, object]]:
    """What is written, by language; or in the second wording."""
    most = BESIDE if second else IN_LIST
    return [
        {"language": context.work.catalog.language(code).name, **part(Content.of(one), most)}
        for code, one in ((row.second or {}) if second else row.content).items()
    ]


def of_second(context: Context, found: Confirmation) -> dict[str, object]:
    """What the second wording says, and how many get which, for a template."""
    count = None if found.private else found.count
    return {
        "second": versions(context, found.row, second=True),
        "halves": halves(found.row, count),
    }


def halves(row: Announcement, count: int | None) -> dict[str, object] | None:
    """How many get which wording, as far as that may be told; None where there is one, or copies are corrected."""
    if not row.second or count is None or row.corrects_id is not None:
        return None
    first, other = rules.halves(count)
    return {"first": first, "second": other, "few": other < rules.FEWEST_COMPARED}


def part(content: Content, most: int = ALONE) -> dict[str, object]:
    """What is written in one language, for a template."""
    return {"words": one_line(plain(content.html), most), "media": list(content.shape)}


def unwritten(context: Context, row: Announcement) -> list[dict[str, str]]:
    """The languages it is not written in, each with the one that its readers get instead."""
    catalog = context.work.catalog
    lacking = [one for code, one in catalog.by_code.items() if code not in row.content]
    instead = {one.code: rules.best(row.content, one.code, catalog.languages[0]) for one in lacking}
    return [
        {"language": one.name, "instead": catalog.language(code).name}
        for one in lacking
        if (code := instead[one.code]) is not None
    ]


async def first_words(context: Context, row: Announcement, most: int) -> str:
    """How an announcement begins, to tell it from others."""
    language = context.language
    code = rules.best(row.content, language.code, language.code)
    content = Content.of(row.content[code]) if code is not None else Content()
    about = row.subject["program"] if row.subject else None
    words = plain(content.html) or await programs.title_of(context.work, language, about)
    return one_line(words or announcement_letters.kind_of(content, language), most)


async def button_names(context: Context, row: Announcement) -> list[str]:
    """What is on an announcement's buttons, each with the program it leads to."""
    language, named = context.language, []
    for one in row.buttons:
        title = await programs.title_of(context.work, language, one.get("program"))
        named.append(announcement_letters.named(one, language, title))
    return named


async def note_change(context: Context, row: Announcement, part: str) -> None:
    """Write down who changed what of a draft."""
    await audit.note(
        context.work, context.me.id, Action.CHANGED_ANNOUNCEMENT, announcement=row.id, part=part
    )


def timing(found: Timing) -> dict[str, object]:
    """When it leaves, for a template."""
    return {
        "when": found.when,
        "on": found.on,
        "at": found.at,
        "zone": found.zone,
        "every": found.every,
        "local": found.local,
        "hold": found.hold,
        "urgent": found.urgent,
    }


def faults(context: Context, found: Sequence[SendObstacle]) -> list[dict[str, object]]:
    """What is to be mended, for a template."""
    return [
        {
            "lack": one.lack,
            "language": context.work.catalog.language(one.language).name if one.language else None,
            "text": one.text,
            "count": one.count,
            "most": one.most,
            "second": one.second,
        }
        for one in found
    ]


async def titles(work: UnitOfWork, language: Language) -> list[tuple[str, str]]:
    """The programs people see, by id and title."""
    return [(one.id, one.title) for one in await programs.listed(work, language)]


async def begin(
    context: Context, *, corrects: Announcement | None = None, like: Announcement | None = None
) -> Announcement | None:
    """A new draft; None, said kindly, where whoever asks has begun enough of them."""
    work, me = context.work, context.me.id
    try:
        if like is not None:
            return await drafts.reuse(work, me, like.id)
        return await drafts.create(work, me, corrects=corrects)
    except TooMany as full:
        say_full(context, full)
        return None


def say_full(context: Context, full: TooMany) -> None:
    """Say that enough is begun."""
    keyboard = Keyboard().row(context.button("all_announcements", do("broadcast")))
    context.show("staff/enough", keyboard, what="announcements", most=full.most)


async def programs_to_choose(
    context: Context, choosing: Callable[[str], str], turning: str, page: str
) -> Keyboard:
    """A page of the programs people see, as buttons that send what `choosing` makes of a program."""
    found = await titles(context.work, context.language)
    here = pager.at(page, len(found))
    keyboard = Keyboard().grid(
        (Button(fitted(title), choosing(one)) for one, title in here.of(found)), 1
    )
    return keyboard.row(*here.turning(context, turning))


async def find(context: Context, announcement_id: int) -> Announcement | None:
    """The announcement a button is about; None, said kindly, when there is none."""
    try:
        return await drafts.find(context.work, announcement_id)
    except AnnouncementGone:
        context.toast("staff/announcement_gone")
        return None


async def find_draft(context: Context, announcement_id: int) -> Announcement | None:
    """The draft a button is about; of one that was sent by now, its page."""
    row = await find(context, announcement_id)
    if row is not None and row.state != AnnouncementState.DRAFT:
        context.toast("staff/announcement_no_draft")
        context.put(await page(context, row))
        return None
    return row


@tap("bcx")
async def ask_drop(context: Context, announcement_id: int) -> None:
    """A tap on Drop the draft: really?"""
    row = await find_draft(context, announcement_id)
    if row is not None:
        keyboard = Keyboard().row(
            context.button("drop_draft_yes", drop.to(row.id, row.edition)),
            context.button("back", open_one.to(row.id)),
        )
        context.show(
            "staff/ask_drop_announcement", keyboard, number=row.id, corrects=row.corrects_id
        )


@tap("bcxx")
async def drop(context: Context, announcement_id: int, edition: int | None = None) -> None:
    """A tap on Yes: this very draft is gone. A button of an earlier version does not say which it was."""
    row = await find_draft(context, announcement_id)
    if row is None:
        return
    try:
        await drafts.drop(context.work, context.me.id, row.id, edition)
    except AnnouncementChanged:
        context.toast("staff/draft_changed")
        await open_one(context, row.id)
    else:
        await show(context)


async def _subject(context: Context, row: Announcement) -> dict[str, object] | None:
    if row.subject is None:
        return None
    title = await programs.title_of(context.work, context.language, row.subject["program"])
    return {"title": title, "as": row.subject["as"]}
