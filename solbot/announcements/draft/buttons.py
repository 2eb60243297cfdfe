"""The buttons under an announcement: a program, a flyer, a link, "I'm interested", "Ask a person"."""

from __future__ import annotations

from functools import partial
from typing import TypedDict

from solbot.announcements.draft import chat as draft_chat
from solbot.announcements.draft import service as drafts
from solbot.announcements.draft.service import Announcement
from solbot.announcements.rules import MOST_BUTTONS, OPTION, placeholders
from solbot.bot.context import Context
from solbot.bot.taps import sends, tap
from solbot.content.cutting import shortened
from solbot.content.labels import fitted
from solbot.content.lengths import units
from solbot.content.telegram_html import is_public_address
from solbot.db.forms import ButtonKind, KeptButton
from solbot.limits import IN_LIST, NAME_IN_LINE
from solbot.telegram.messages import Button, Keyboard

AWAITS = "broadcast_link"
OFFERED: tuple[ButtonKind, ...] = ("program", "flyer", "link", "interested", "ask")
OF_PROGRAM = OFFERED[:2]
LONGEST_LABEL = 40
NONE_YET = ""  # in a button, where the program will stand


class LinkAwaited(TypedDict):
    """Which link of an announcement is awaited, in which language; without a `button` it is a new one."""

    announcement: int
    button: int | None
    language: str


@tap("bcb")
async def show(context: Context, announcement_id: int) -> None:
    """A tap on Buttons: those there are, and what can be added."""
    row = await draft_chat.find_draft(context, announcement_id)
    if row is not None:
        await context.rest()
        await _show(context, row)


@tap("bcba")
async def add(
    context: Context, announcement_id: int, kind: str, program_id: str = NONE_YET, page: str = "0"
) -> None:
    """A tap on a kind of button to add; on its program, or on another page of them."""
    row = await draft_chat.find_draft(context, announcement_id)
    wanted = next((one for one in OFFERED if one == kind), None)
    if row is None or wanted is None or len(row.buttons) >= MOST_BUTTONS:
        return
    if wanted == "link":
        await _ask_link(context, row, None, context.language.code)
    elif wanted in OF_PROGRAM and program_id == NONE_YET:
        keyboard = await draft_chat.programs_to_choose(
            context, partial(add.to, row.id, kind), add.to(row.id, kind, NONE_YET), page
        )
        keyboard.row(context.button("back", show.to(row.id)))
        context.show("staff/choose_program", keyboard, kind=kind)
    else:
        button: KeptButton = {"kind": wanted}
        if wanted in OF_PROGRAM:
            if program_id not in dict(await draft_chat.titles(context.work, context.language)):
                context.toast("program_gone")
                await _show(context, row)
                return
            button["program"] = program_id
        await _show(context, await drafts.add_button(context.work, row.id, button), changed=True)


@tap("bcbx")
async def remove(context: Context, announcement_id: int, number: int) -> None:
    """A tap on one of the buttons there are: it goes."""
    row = await draft_chat.find_draft(context, announcement_id)
    if row is not None:
        row = await drafts.change_button(context.work, row.id, number, None)
        await _show(context, row, changed=True)


async def show_changed(context: Context, row: Announcement) -> None:
    """The buttons there are, after a change of them."""
    await _show(context, row, changed=True)


@tap("bcbl")
async def ask_link(context: Context, announcement_id: int, number: int, code: str) -> None:
    """A tap on The link in a language: other words, or another address."""
    row = await draft_chat.find_draft(context, announcement_id)
    if row is not None and code in context.work.catalog.by_code:
        await _ask_link(context, row, number, code)


async def typed(context: Context) -> None:
    """The words and the address of a link."""
    data = context.awaited(LinkAwaited, AWAITS)
    label, address = _read(context.incoming.text)
    placeholder = next((name for name, _ in placeholders(context.incoming.text)), None)
    is_fit = label and units(label) <= LONGEST_LABEL and is_public_address(address)
    if placeholder is not None or not is_fit:
        keyboard = Keyboard().row(context.button("cancel", show.to(data["announcement"])))
        context.say(
            "staff/wrong_link",
            keyboard,
            label=shortened(label, NAME_IN_LINE),
            url=shortened(address, IN_LIST),
            too_long=units(label) > LONGEST_LABEL,
            placeholder=shortened(placeholder, NAME_IN_LINE) if placeholder is not None else None,
        )
        return
    await context.rest()
    row = await draft_chat.find_draft(context, data["announcement"])
    if row is None:
        return
    code, there = data["language"], _link(row, data["button"])
    if there is None:
        link: KeptButton = {"kind": "link", "label": {code: label}, "url": {code: address}}
        row = await drafts.add_button(context.work, row.id, link)
    else:
        changes: KeptButton = {
            "label": {**there["label"], code: label},
            "url": {**there["url"], code: address},
        }
        row = await drafts.change_button(context.work, row.id, there["n"], changes)
    await _show(context, row, changed=True)


async def _ask_link(context: Context, row: Announcement, number: int | None, code: str) -> None:
    await context.expect(AWAITS, announcement=row.id, button=number, language=code)
    keyboard = Keyboard().row(context.button("cancel", show.to(row.id)))
    language = context.work.catalog.language(code).name
    context.show("staff/ask_link", keyboard, language=language)


async def _show(context: Context, row: Announcement, *, changed: bool = False) -> None:
    if changed:
        await draft_chat.note_change(context, row, "buttons")
    keyboard, names = Keyboard(), await draft_chat.button_names(context, row)
    languages = context.work.catalog.by_code
    for one, label in zip(row.buttons, names, strict=True):
        taken = context.language.button("remove_button", label=fitted(label, 36))
        keyboard.row(Button(fitted(taken), remove.to(row.id, one["n"])))
        if one["kind"] == "link" and len(languages) > 1:
            keyboard.grid(
                (
                    context.button(
                        "link_in", ask_link.to(row.id, one["n"], code), language=language.name
                    )
                    for code, language in languages.items()
                ),
                2,
            )
    votes = any(one["kind"] == OPTION for one in row.buttons)
    if votes and len(languages) > 1:
        keyboard.grid(
            (
                context.button("vote_in", sends("bcbv", row.id, code), language=language.name)
                for code, language in languages.items()
            ),
            2,
        )
    if len(row.buttons) < MOST_BUTTONS:
        keyboard.grid((context.button(f"add_{one}", add.to(row.id, one)) for one in OFFERED), 2)
        if not votes:
            keyboard.row(context.button("add_vote", sends("bcbv", row.id, context.language.code)))
    keyboard.row(context.button("back", draft_chat.open_one.to(row.id)))
    context.show(
        "staff/announcement_buttons",
        keyboard,
        buttons=names,
        full=len(row.buttons) >= MOST_BUTTONS,
    )


def _read(text: str) -> tuple[str, str]:
    """What is on the button, and where it leads: the address is the last word."""
    *words, address = text.split() or [""]
    return " ".join(words).strip(" |:–-"), address


def _link(row: Announcement, number: int | None) -> KeptButton | None:
    return next((one for one in row.buttons if one["n"] == number), None)
