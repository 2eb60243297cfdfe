"""Composing an announcement: a message sent to the bot as people should see it, or a program's card or flyer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from html import escape
from typing import NotRequired, TypedDict

from solbot.announcements.draft import chat as draft_chat
from solbot.announcements.draft import second_wording
from solbot.announcements.draft import service as drafts
from solbot.announcements.draft.service import Announcement, AnnouncementChanged, AnnouncementGone
from solbot.announcements.rules import MOST_PICTURES, SENT_ON, Content
from solbot.bot import notices
from solbot.bot.args import known
from solbot.bot.context import Context
from solbot.bot.taps import do, tap
from solbot.coaching.journal import unfiled
from solbot.db.forms import KeptContent, KeptFile, KeptSubject, SubjectKind
from solbot.errors import StaleButton
from solbot.limits import TooMany
from solbot.telegram.incoming import Incoming, UpdateKind
from solbot.telegram.messages import Keyboard

AWAITS = "broadcast_message"
GATHERED = timedelta(seconds=2)
"""The pieces of an album arrive one by one; this long after the first it is shown whole."""
AS: Mapping[str, SubjectKind] = {"c": "card", "f": "flyer"}
SECOND = "2"
"""In a button: of the second wording."""
NOT_BEGUN = 0
"""In a button, in place of a draft: one that is not begun."""


class WordsAwaited(TypedDict):
    """What is known of the words that are awaited; `group`: the album that is coming in."""

    announcement: int | None  # None: it is not begun
    language: str
    second: bool
    seen: str | None
    group: str | None
    mine: NotRequired[KeptContent]


@tap("bcn")
async def new(context: Context) -> None:
    """A tap on A new announcement: what shall people see?"""
    try:
        await drafts.check_room(context.work, context.me.id)
    except TooMany as full:
        draft_chat.say_full(context, full)
    else:
        await _ask(context, None, context.language.code)


@tap("bcw")
async def ask(context: Context, announcement_id: int, code: str, wording: str = "") -> None:
    """A tap on The words in a language, or on those of the second wording."""
    row = await draft_chat.find_draft(context, announcement_id)
    if row is None or code not in context.work.catalog.by_code:
        return
    second = wording == SECOND
    if second and not await drafts.can_have_second(context.work, row):
        context.toast("staff/no_second_wording")
        context.put(await draft_chat.page(context, row))
        return
    await _ask(context, row, code, second=second)


async def taken(context: Context) -> None:
    """A message while one is awaited: it is what people will see."""
    data, incoming = context.awaited(WordsAwaited, AWAITS), context.incoming
    if data["group"] is not None:
        await _one_more(context, data)
        return
    content = content_of(incoming)
    if content is None:
        context.say(
            "staff/announcement_not_taken", Keyboard().row(context.button("cancel", do("cancel")))
        )
        return
    number, seen = data["announcement"], data.get("seen")
    if number is None:
        begun = await draft_chat.begin(context)
        if begun is None:
            await context.rest()
            return
        number, seen = begun.id, None
    second = bool(data.get("second"))
    try:
        row = await drafts.put_content(
            context.work, number, data["language"], content, second=second, seen=seen
        )
    except AnnouncementGone:
        await context.rest()
        context.say("staff/announcement_gone")
        return
    except AnnouncementChanged:
        await _say_changed(context, number, data, content)
        return
    await draft_chat.note_change(context, row, "words")
    if incoming.group is None:
        await context.rest()
        await _say_kept(context, row, second=second)
        return
    await context.expect(AWAITS, **{**data, **_gathering(row, incoming)})
    context.say("staff/album_begun")
    await notices.tell(
        context.work,
        [context.me.id],
        "album_taken",
        f"{row.id}:{incoming.update_id}",
        due_at=context.work.now + GATHERED,
        announcement=row.id,
    )


async def _say_changed(context: Context, number: int, data: WordsAwaited, mine: Content) -> None:
    """Somebody else was faster: both wordings, and nothing lost."""
    row = await drafts.find(context.work, number)
    words = (row.second or {}) if data.get("second") else row.content
    theirs = Content.of(words.get(data["language"], {}))
    await context.expect(AWAITS, **{**data, "mine": mine.data(), "seen": theirs.stamp})
    keyboard = Keyboard().row(
        context.button("use_mine", use_mine.to(row.id)),
        context.button("use_theirs", use_theirs.to(row.id)),
    )
    context.say(
        "staff/announcement_changed",
        keyboard,
        language=context.work.catalog.language(data["language"]).name,
        my_words=draft_chat.part(mine),
        their_words=draft_chat.part(theirs),
    )


@tap("bcwm")
async def use_mine(context: Context, announcement_id: int) -> None:
    """A tap on Use mine, after somebody else had written other words meanwhile."""
    data = context.awaited(WordsAwaited, AWAITS)
    if "mine" not in data:
        raise StaleButton
    row = await draft_chat.find_draft(context, announcement_id)
    if row is None or row.id != data["announcement"]:
        raise StaleButton
    mine = Content.of(data["mine"])
    try:
        row = await drafts.put_content(
            context.work,
            row.id,
            data["language"],
            mine,
            second=bool(data.get("second")),
            seen=data["seen"],
        )
    except AnnouncementChanged:
        await _say_changed(context, row.id, data, mine)
        return
    await draft_chat.note_change(context, row, "words")
    await context.rest()
    context.put(await draft_chat.page(context, row))


@tap("bcwt")
async def use_theirs(context: Context, announcement_id: int) -> None:
    """A tap on Keep theirs."""
    row = await draft_chat.find_draft(context, announcement_id)
    if row is not None:
        await context.rest()
        context.put(await draft_chat.page(context, row))


@tap("bcwx")
async def drop_language(
    context: Context, announcement_id: int, code: str, wording: str = ""
) -> None:
    """A tap on Not in this language."""
    row = await draft_chat.find_draft(context, announcement_id)
    if row is not None:
        second = wording == SECOND
        drop = drafts.drop_second if second else drafts.drop_language
        row = await drop(context.work, row.id, code)
        await draft_chat.note_change(context, row, "words")
        await context.rest()
        page = second_wording.page if second else draft_chat.page
        context.put(await page(context, row))


@tap("bcp")
async def choose_program(
    context: Context, announcement_id: int, kind: str, page: str = "0"
) -> None:
    """A tap on A program's card, or flyer, or on another page: of which one? The draft may be one that is not begun."""
    known(kind, AS)
    await context.rest()
    keyboard = await draft_chat.programs_to_choose(
        context,
        partial(use_program.to, announcement_id, kind),
        choose_program.to(announcement_id, kind),
        page,
    )
    begun = announcement_id != NOT_BEGUN
    if begun and (row := await draft_chat.find_draft(context, announcement_id)) and row.subject:
        keyboard.row(context.button("no_subject", use_program.to(announcement_id, kind, "")))
    back = draft_chat.open_one.to(announcement_id) if begun else do("broadcast")
    keyboard.row(context.button("back", back))
    context.show("staff/choose_program", keyboard, kind=AS[kind])


@tap("bcs")
async def use_program(context: Context, announcement_id: int, kind: str, program_id: str) -> None:
    """A tap on a program: the announcement is its card, or brings its flyer."""
    known(kind, AS)
    begun = announcement_id != NOT_BEGUN
    if program_id and program_id not in dict(
        await draft_chat.titles(context.work, context.language)
    ):
        context.toast("program_gone")
        gone = await draft_chat.find_draft(context, announcement_id) if begun else None
        if gone is not None:
            context.put(await draft_chat.page(context, gone))
        return
    if begun:
        row = await draft_chat.find_draft(context, announcement_id)
    else:
        row = await draft_chat.begin(context)
    if row is not None:
        subject: KeptSubject | None = (
            {"program": program_id, "as": AS[kind]} if program_id else None
        )
        row = await drafts.set_subject(context.work, row.id, subject)
        await draft_chat.note_change(context, row, "words")
        context.put(await draft_chat.page(context, row))


def content_of(incoming: Incoming) -> Content | None:
    """What a message says to people; None for one that can't be sent on."""
    html = incoming.html or escape(incoming.text, quote=False)
    if incoming.kind is UpdateKind.TEXT:
        return Content(html) if html else None
    if incoming.kind.value in SENT_ON and incoming.file_id is not None:
        return Content(html, (_file(incoming, incoming.file_id),))
    return None


async def _one_more(context: Context, data: WordsAwaited) -> None:
    """One more piece of the album that is coming in; anything else ends it."""
    incoming = context.incoming
    row = await draft_chat.find(context, data["announcement"] or NOT_BEGUN)
    if row is None or incoming.group != data["group"]:
        await context.rest()
        await unfiled.keep_and_ask(context)
        return
    content = content_of(incoming)
    second = bool(data.get("second"))
    words = (row.second or {}) if second else row.content
    before = Content.of(words.get(data["language"], {}))
    if content is None or len(before.media) >= MOST_PICTURES:
        return
    # They may arrive in any order; their messages are numbered.
    media = sorted((*before.media, *content.media), key=lambda one: int(one["message"]))
    whole = Content(before.html or content.html, tuple(media))
    row = await drafts.put_content(context.work, row.id, data["language"], whole, second=second)
    await context.expect(AWAITS, **{**data, **_gathering(row, incoming)})


def _gathering(row: Announcement, incoming: Incoming) -> dict[str, object]:
    return {"announcement": row.id, "group": incoming.group}


def _file(incoming: Incoming, file_id: str) -> KeptFile:
    return {
        "kind": incoming.kind.value,
        "file_id": file_id,
        "message": incoming.message_id or 0,
    }


async def _say_kept(context: Context, row: Announcement, *, second: bool) -> None:
    """After words: the draft's page; after those of the second wording, in how far it is written."""
    if second:
        context.send(await second_wording.page(context, row))
    else:
        context.send(await draft_chat.page(context, row))


async def _ask(
    context: Context, row: Announcement | None, code: str, *, second: bool = False
) -> None:
    words = ((row.second or {}) if second else row.content) if row else {}
    await context.expect(
        AWAITS,
        announcement=row.id if row else None,
        language=code,
        second=second,
        seen=Content.of(words.get(code, {})).stamp if row else None,
        group=None,
    )
    keyboard, tail = Keyboard(), [SECOND] if second else []
    if row is None:
        keyboard.row(
            context.button("use_card", choose_program.to(NOT_BEGUN, "c")),
            context.button("use_flyer", choose_program.to(NOT_BEGUN, "f")),
        )
    elif code in words:
        drop = drop_language.to(row.id, code, *tail)
        keyboard.row(context.button("not_in_language", drop))
    back = do("cancel")
    if row is not None:
        back = second_wording.show.to(row.id) if second else draft_chat.open_one.to(row.id)
    keyboard.row(context.button("cancel", back))
    context.show(
        "staff/ask_announcement",
        keyboard,
        language=context.work.catalog.language(code).name,
        several=len(context.work.catalog.by_code) > 1,
        again=code in words,
        second=second,
    )
