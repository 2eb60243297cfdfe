"""/broadcast: the announcements there are; a draft's page, with what is still to be done before it can be sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from solbot.announcements import letters as announcing
from solbot.announcements import rules
from solbot.announcements.draft import service as drafts
from solbot.announcements.draft.service import Announcement, Gone
from solbot.announcements.report import chat as progress
from solbot.announcements.rules import Content, Fault, State
from solbot.announcements.send import rounds
from solbot.announcements.send import service as sending
from solbot.announcements.send.service import Question, Tested
from solbot.announcements.timing import Timing
from solbot.bot import pager as pages
from solbot.bot.context import Turn
from solbot.content.catalog import Language
from solbot.content.cutting import one_line
from solbot.content.labels import fitted
from solbot.content.telegram_html import plain
from solbot.limits import TooMany
from solbot.programs import service as programs
from solbot.staff import audit
from solbot.staff import service as staff
from solbot.staff.audit import Action
from solbot.staff.service import Right
from solbot.telegram.messages import Button, Keyboard, Message
from solbot.unit_of_work import Work

PAGE = 8
FIRST_WORDS = 60
LISTED = (State.DRAFT, State.CONFIRMED, State.SERIES, State.WITHDRAWN, State.ENDED)


async def show(turn: Turn, args: list[str]) -> None:
    """/broadcast: everything that was or will be said, newest first."""
    before = int(args[0]) if args and args[0].isdecimal() else None
    found = await drafts.page(turn.work, LISTED, before, PAGE + 1)
    shown = found[:PAGE]
    standing = await rounds.standing(turn.work, [one.id for one in shown])
    keyboard = Keyboard().row(turn.button("new_announcement", "bcn"))
    words = {one.id: await first_words(turn, one, FIRST_WORDS) for one in shown}
    for one in shown:
        label = turn.language.button("announcement_no", number=one.id)
        keyboard.row(Button(fitted(f"{label} {words[one.id]}"), f"bco:{one.id}"))
    if len(found) > PAGE:
        keyboard.row(turn.button("older", f"bc:{shown[-1].id}"))
    role = await staff.role_of(turn.work, turn.incoming.person_id)
    if staff.may(role, Right.RULES):
        keyboard.row(turn.button("announcement_rules", "bcrules"))
    keyboard.row(turn.button("staff_menu", "do:staff"))
    turn.show(
        "staff/announcements",
        keyboard,
        announcements=[
            {
                "number": one.id,
                "words": words[one.id],
                "state": one.state
                if one.state in (State.WITHDRAWN, State.ENDED)
                else standing.get(one.id, one.state),
                "at": turn.local(one.confirmed_at or one.created_at),
                "corrects": one.corrects_id,
            }
            for one in shown
        ],
    )


async def open_one(turn: Turn, args: list[str]) -> None:
    """A tap on an announcement: a draft's page, or how one that was sent goes."""
    row = await find(turn, args)
    if row is None:
        return
    if row.state == State.DRAFT:
        turn.put(await page(turn, row))
    else:
        await progress.put(turn, row)


async def page(turn: Turn, row: Announcement) -> Message:
    """The page of an announcement, as far as it is."""
    if row.state == State.DRAFT:
        return await draft_page(turn, await sending.look(turn.work, row, turn.me.id))
    return await progress.page(turn.work, turn.me, turn.language, row)


async def draft_page(turn: Turn, found: Question) -> Message:
    """A draft's page."""
    row, number = found.row, found.row.id
    keyboard = Keyboard()
    keyboard.grid(
        (
            turn.button("words_in", f"bcw:{number}:{language.code}", language=language.name)
            for language in turn.work.catalog.by_code.values()
        ),
        2,
    )
    if row.corrects_id is None:
        keyboard.row(
            turn.button("use_card", f"bcp:{number}:c"), turn.button("use_flyer", f"bcp:{number}:f")
        )
    keyboard.row(turn.button("announcement_buttons", f"bcb:{number}"))
    if row.corrects_id is None:
        keyboard.row(
            turn.button("who_gets_it", f"sw:{number}"),
            turn.button("announcement_when", f"bct:{number}"),
        )
    if row.content or row.subject:
        keyboard.row(turn.button("rehearse", f"bcr:{number}"), turn.button("test", f"bcm:{number}"))
    if found.tested is Tested.WELL and not found.faults:
        keyboard.row(turn.button("go_on_to_send", f"bcq:{number}"))
    keyboard.row(
        turn.button("drop_draft", f"bcx:{number}"), turn.button("all_announcements", "do:broadcast")
    )
    return turn.message(
        "staff/announcement",
        keyboard,
        number=number,
        corrects=row.corrects_id,
        versions=versions(turn, row),
        unwritten=unwritten(turn, row),
        subject=await _subject(turn, row),
        buttons=await button_names(turn, row),
        count=None if found.private else found.count,
        timing=timing(found.timing),
        tested=found.tested,
        refused=[
            {"language": turn.work.catalog.language(code).name, "why": why}
            for code, why in found.refused.items()
        ],
        faults=faults(turn, found.faults),
    )


def versions(turn: Turn, row: Announcement) -> list[dict[str, Any]]:
    """What is written, by language."""
    return [
        {
            "language": turn.work.catalog.language(code).name,
            "words": one_line(plain(content.html), 120),
            "media": list(content.shape),
        }
        for code, content in ((code, Content.of(one)) for code, one in row.content.items())
    ]


def unwritten(turn: Turn, row: Announcement) -> list[dict[str, str]]:
    """The languages it is not written in, each with the one that its readers get instead."""
    catalog = turn.work.catalog
    lacking = [one for code, one in catalog.by_code.items() if code not in row.content]
    instead = {one.code: rules.best(row.content, one.code, catalog.languages[0]) for one in lacking}
    return [
        {"language": one.name, "instead": catalog.language(code).name}
        for one in lacking
        if (code := instead[one.code]) is not None
    ]


async def first_words(turn: Turn, row: Announcement, most: int) -> str:
    """How an announcement begins, to tell it from others."""
    language = turn.language
    code = rules.best(row.content, language.code, language.code)
    words = plain(Content.of(row.content[code]).html) if code is not None else ""
    about = (row.subject or {}).get("program")
    return one_line(words or await programs.title_of(turn.work, language, about) or "", most)


async def button_names(turn: Turn, row: Announcement) -> list[str]:
    """What is on an announcement's buttons, each with the program it leads to."""
    language, named = turn.language, []
    for one in row.buttons:
        title = await programs.title_of(turn.work, language, one.get("program"))
        named.append(announcing.named(one, language, title))
    return named


async def note_change(turn: Turn, row: Announcement, part: str) -> None:
    """Write down who changed what of a draft."""
    await audit.note(
        turn.work, turn.me.id, Action.CHANGED_ANNOUNCEMENT, announcement=row.id, part=part
    )


def timing(found: Timing) -> dict[str, Any]:
    """When it leaves, for a template."""
    return {
        "when": found.when,
        "on": found.on,
        "at": found.at,
        "zone": found.zone,
        "every": found.every,
    }


def faults(turn: Turn, found: Sequence[Fault]) -> list[dict[str, Any]]:
    """What is to be mended, for a template."""
    return [
        {
            "lack": one.lack,
            "language": turn.work.catalog.language(one.language).name if one.language else None,
            "text": one.text,
            "count": one.count,
            "most": one.most,
        }
        for one in found
    ]


async def titles(work: Work, language: Language) -> list[tuple[str, str]]:
    """The programs people see, by id and title."""
    return [(one.id, one.title) for one in await programs.listed(work, language)]


async def begin(
    turn: Turn, *, corrects: Announcement | None = None, like: Announcement | None = None
) -> Announcement | None:
    """A new draft; None, said kindly, where whoever asks has begun enough of them."""
    work, me = turn.work, turn.me.id
    try:
        if like is not None:
            return await drafts.reuse(work, me, like.id)
        return await drafts.create(work, me, corrects=corrects)
    except TooMany as full:
        say_full(turn, full)
        return None


def say_full(turn: Turn, full: TooMany) -> None:
    """Say that enough is begun."""
    keyboard = Keyboard().row(turn.button("all_announcements", "do:broadcast"))
    turn.show("staff/enough", keyboard, what="announcements", most=full.most)


async def programs_to_choose(
    turn: Turn, choosing: str, turning: str, args: Sequence[str]
) -> Keyboard:
    """A page of the programs people see, as buttons."""
    found = await titles(turn.work, turn.language)
    page = pages.named(args, 0, len(found))
    keyboard = Keyboard().grid(
        (Button(fitted(title), f"{choosing}:{one}") for one, title in page.of(found)), 1
    )
    return keyboard.row(*page.turning(turn, turning))


async def find(turn: Turn, args: list[str]) -> Announcement | None:
    """The announcement a button is about; None, said kindly, when there is none."""
    try:
        return await drafts.find(turn.work, int(args[0]))
    except Gone:
        turn.toast("staff/announcement_gone")
        return None


async def find_draft(turn: Turn, args: list[str]) -> Announcement | None:
    """The draft a button is about; of one that was sent by now, its page."""
    row = await find(turn, args)
    if row is not None and row.state != State.DRAFT:
        turn.toast("staff/announcement_no_draft")
        turn.put(await page(turn, row))
        return None
    return row


async def ask_drop(turn: Turn, args: list[str]) -> None:
    """A tap on Drop the draft: really?"""
    row = await find_draft(turn, args)
    if row is not None:
        keyboard = Keyboard().row(
            turn.button("drop_draft_yes", f"bcxx:{row.id}"), turn.button("back", f"bco:{row.id}")
        )
        turn.show("staff/ask_drop_announcement", keyboard, number=row.id)


async def drop(turn: Turn, args: list[str]) -> None:
    """A tap on Yes: the draft is gone."""
    row = await find_draft(turn, args)
    if row is not None:
        await drafts.drop(turn.work, turn.me.id, row.id)
        await show(turn, [])


async def _subject(turn: Turn, row: Announcement) -> dict[str, Any] | None:
    if row.subject is None:
        return None
    title = await programs.title_of(turn.work, turn.language, row.subject["program"])
    return {"title": title, "as": row.subject["as"]}
