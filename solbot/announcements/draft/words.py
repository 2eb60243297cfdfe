"""Composing an announcement: a message sent to the bot as people should see it, or a program's card or flyer."""

from __future__ import annotations

from datetime import timedelta
from html import escape
from typing import Any

from solbot.announcements.draft import chat as broadcast
from solbot.announcements.draft import service as drafts
from solbot.announcements.draft.service import Announcement, Changed, Gone
from solbot.announcements.rules import ALBUM_KINDS, MOST_PICTURES, Content
from solbot.bot import notices
from solbot.bot.args import known
from solbot.bot.context import Turn
from solbot.coaching.journal import unfiled as placing
from solbot.limits import TooMany
from solbot.telegram.incoming import Incoming, Kind
from solbot.telegram.messages import Keyboard

AWAITS = "broadcast_message"
GATHERED = timedelta(seconds=2)
"""The pieces of an album arrive one by one; this long after the first it is shown whole."""
AS = {"c": "card", "f": "flyer"}


async def new(turn: Turn, args: list[str]) -> None:
    """A tap on A new announcement: what shall people see?"""
    del args
    try:
        await drafts.check_room(turn.work, turn.me.id)
    except TooMany as full:
        broadcast.say_full(turn, full)
    else:
        await _ask(turn, None, turn.language.code)


async def ask(turn: Turn, args: list[str]) -> None:
    """A tap on The words in a language."""
    row = await broadcast.find_draft(turn, args)
    if row is not None and args[1] in turn.work.catalog.by_code:
        await _ask(turn, row, args[1])


async def taken(turn: Turn) -> None:
    """A message while one is awaited: it is what people will see."""
    assert turn.waiting is not None  # noqa: S101  (the way here is through it)
    data, incoming = turn.waiting.data, turn.incoming
    if data["group"] is not None:
        await _one_more(turn, data)
        return
    content = content_of(incoming)
    if content is None:
        turn.say("staff/announcement_not_taken", Keyboard().row(turn.button("cancel", "do:cancel")))
        return
    number, seen = data["announcement"], data["edition"]
    if number is None:
        begun = await broadcast.begin(turn)
        if begun is None:
            await turn.rest()
            return
        number, seen = begun.id, None
    try:
        row = await drafts.put_content(turn.work, number, data["language"], content, seen=seen)
    except Gone:
        await turn.rest()
        turn.say("staff/announcement_gone")
        return
    except Changed:
        await turn.rest()
        turn.say("staff/announcement_changed")
        turn.send(await broadcast.page(turn, await drafts.find(turn.work, number)))
        return
    await broadcast.note_change(turn, row, "words")
    if incoming.group is None:
        await turn.rest()
        turn.send(await broadcast.page(turn, row))
        return
    await turn.expect(AWAITS, **{**data, **_gathering(row, incoming)})
    turn.say("staff/album_begun")
    await notices.tell(
        turn.work,
        [turn.me.id],
        "album_taken",
        f"{row.id}:{incoming.update_id}",
        due_at=turn.work.now + GATHERED,
        announcement=row.id,
    )


async def drop_language(turn: Turn, args: list[str]) -> None:
    """A tap on Not in this language."""
    row = await broadcast.find_draft(turn, args)
    if row is not None:
        row = await drafts.drop_language(turn.work, row.id, args[1])
        await broadcast.note_change(turn, row, "words")
        await turn.rest()
        turn.put(await broadcast.page(turn, row))


async def choose_program(turn: Turn, args: list[str]) -> None:
    """A tap on A program's card, or flyer, or on another page: of which one? The draft may be one that is not begun."""
    number, kind = args[0], known(args[1], AS)
    await turn.rest()
    keyboard = await broadcast.programs_to_choose(
        turn, f"bcs:{number}:{kind}", f"bcp:{number}:{kind}", args[2:]
    )
    if number != "0" and (row := await broadcast.find_draft(turn, args)) and row.subject:
        keyboard.row(turn.button("no_subject", f"bcs:{number}:{kind}:"))
    keyboard.row(turn.button("back", f"bco:{number}" if number != "0" else "do:broadcast"))
    turn.show("staff/choose_program", keyboard, kind=AS[kind])


async def use_program(turn: Turn, args: list[str]) -> None:
    """A tap on a program: the announcement is its card, or brings its flyer."""
    number, kind, program = args[0], known(args[1], AS), args[2]
    if program and program not in dict(await broadcast.titles(turn.work, turn.language)):
        turn.toast("program_gone")
        gone = await broadcast.find_draft(turn, args) if number != "0" else None
        if gone is not None:
            turn.put(await broadcast.page(turn, gone))
        return
    if number == "0":
        row = await broadcast.begin(turn)
    else:
        row = await broadcast.find_draft(turn, args)
    if row is not None:
        subject = {"program": program, "as": AS[kind]} if program else None
        row = await drafts.set_subject(turn.work, row.id, subject)
        await broadcast.note_change(turn, row, "words")
        turn.put(await broadcast.page(turn, row))


def content_of(incoming: Incoming) -> Content | None:
    """What a message says to people; None for one that can't be sent on."""
    html = incoming.html or escape(incoming.text, quote=False)
    if incoming.kind is Kind.TEXT:
        return Content(html) if html else None
    if incoming.kind.value in ALBUM_KINDS and incoming.file_id is not None:
        return Content(html, (_file(incoming),))
    return None


async def _one_more(turn: Turn, data: dict[str, Any]) -> None:
    """One more piece of the album that is coming in; anything else ends it."""
    incoming = turn.incoming
    row = await broadcast.find(turn, [str(data["announcement"])])
    if row is None or incoming.group != data["group"]:
        await turn.rest()
        await placing.loose(turn)
        return
    content = content_of(incoming)
    before = Content.of(row.content.get(data["language"], {}))
    if content is None or len(before.media) >= MOST_PICTURES:
        return
    # They may arrive in any order; their messages are numbered.
    media = sorted((*before.media, *content.media), key=lambda one: int(one["message"]))
    whole = Content(before.html or content.html, tuple(media))
    row = await drafts.put_content(turn.work, row.id, data["language"], whole)
    await turn.expect(AWAITS, **{**data, **_gathering(row, incoming)})


def _gathering(row: Announcement, incoming: Incoming) -> dict[str, Any]:
    return {"announcement": row.id, "edition": row.edition, "group": incoming.group}


def _file(incoming: Incoming) -> dict[str, Any]:
    return {
        "kind": incoming.kind.value,
        "file_id": incoming.file_id,
        "message": incoming.message_id or 0,
    }


async def _ask(turn: Turn, row: Announcement | None, code: str) -> None:
    await turn.expect(
        AWAITS,
        announcement=row.id if row else None,
        language=code,
        edition=row.edition if row else None,
        group=None,
    )
    keyboard = Keyboard()
    if row is None:
        keyboard.row(turn.button("use_card", "bcp:0:c"), turn.button("use_flyer", "bcp:0:f"))
    elif code in row.content:
        keyboard.row(turn.button("not_in_language", f"bcwx:{row.id}:{code}"))
    keyboard.row(turn.button("cancel", f"bco:{row.id}" if row else "do:cancel"))
    turn.show(
        "staff/ask_announcement",
        keyboard,
        language=turn.work.catalog.language(code).name,
        several=len(turn.work.catalog.by_code) > 1,
        again=row is not None and code in row.content,
    )
