"""The buttons under an announcement: a program, a flyer, a link, "I'm interested", "Ask a person"."""

from __future__ import annotations

from solbot.announcements.draft import chat as broadcast
from solbot.announcements.draft import service as drafts
from solbot.announcements.draft.service import Announcement
from solbot.announcements.rules import MOST_BUTTONS
from solbot.bot.context import Turn
from solbot.content.cutting import shortened
from solbot.content.labels import fitted
from solbot.content.lengths import units
from solbot.content.telegram_html import is_public_address
from solbot.limits import IN_LIST, NAME_IN_LINE
from solbot.telegram.messages import Button, Keyboard

AWAITS = "broadcast_link"
OFFERED = ("program", "flyer", "link", "interested", "ask")
OF_PROGRAM = ("program", "flyer")
LONGEST_LABEL = 40
NONE_YET = ""  # in a button, where the program will stand


async def show(turn: Turn, args: list[str]) -> None:
    """A tap on Buttons: those there are, and what can be added."""
    row = await broadcast.find_draft(turn, args)
    if row is not None:
        await turn.rest()
        await _show(turn, row)


async def add(turn: Turn, args: list[str]) -> None:
    """A tap on a kind of button to add; on its program, or on another page of them."""
    row, kind = await broadcast.find_draft(turn, args), args[1]
    if row is None or kind not in OFFERED or len(row.buttons) >= MOST_BUTTONS:
        return
    if kind == "link":
        await _ask_link(turn, row, None, turn.language.code)
    elif kind in OF_PROGRAM and args[2:3] in ([], [NONE_YET]):
        this = f"bcba:{row.id}:{kind}"
        keyboard = await broadcast.programs_to_choose(turn, this, f"{this}:{NONE_YET}", args[3:])
        keyboard.row(turn.button("back", f"bcb:{row.id}"))
        turn.show("staff/choose_program", keyboard, kind=kind)
    else:
        button = {"kind": kind}
        if kind in OF_PROGRAM:
            if args[2] not in dict(await broadcast.titles(turn.work, turn.language)):
                turn.toast("program_gone")
                await _show(turn, row)
                return
            button["program"] = args[2]
        await _show(turn, await drafts.add_button(turn.work, row.id, button), changed=True)


async def remove(turn: Turn, args: list[str]) -> None:
    """A tap on one of the buttons there are: it goes."""
    row = await broadcast.find_draft(turn, args)
    if row is not None:
        row = await drafts.change_button(turn.work, row.id, int(args[1]), None)
        await _show(turn, row, changed=True)


async def ask_link(turn: Turn, args: list[str]) -> None:
    """A tap on The link in a language: other words, or another address."""
    row = await broadcast.find_draft(turn, args)
    if row is not None and args[2] in turn.work.catalog.by_code:
        await _ask_link(turn, row, int(args[1]), args[2])


async def typed(turn: Turn) -> None:
    """The words and the address of a link."""
    assert turn.waiting is not None  # noqa: S101  (the way here is through it)
    data = turn.waiting.data
    label, address = _read(turn.incoming.text)
    if not label or units(label) > LONGEST_LABEL or not is_public_address(address):
        keyboard = Keyboard().row(turn.button("cancel", f"bcb:{data['announcement']}"))
        turn.say(
            "staff/wrong_link",
            keyboard,
            label=shortened(label, NAME_IN_LINE),
            url=shortened(address, IN_LIST),
            too_long=units(label) > LONGEST_LABEL,
        )
        return
    await turn.rest()
    row = await broadcast.find_draft(turn, [str(data["announcement"])])
    if row is None:
        return
    code, there = data["language"], _link(row, data["button"])
    if there is None:
        button = {"kind": "link", "label": {code: label}, "url": {code: address}}
        row = await drafts.add_button(turn.work, row.id, button)
    else:
        changes = {
            "label": {**there["label"], code: label},
            "url": {**there["url"], code: address},
        }
        row = await drafts.change_button(turn.work, row.id, data["button"], changes)
    await _show(turn, row, changed=True)


async def _ask_link(turn: Turn, row: Announcement, number: int | None, code: str) -> None:
    await turn.expect(AWAITS, announcement=row.id, button=number, language=code)
    keyboard = Keyboard().row(turn.button("cancel", f"bcb:{row.id}"))
    language = turn.work.catalog.language(code).name
    turn.show("staff/ask_link", keyboard, language=language)


async def _show(turn: Turn, row: Announcement, *, changed: bool = False) -> None:
    if changed:
        await broadcast.note_change(turn, row, "buttons")
    keyboard, names = Keyboard(), await broadcast.button_names(turn, row)
    languages = turn.work.catalog.by_code
    for one, label in zip(row.buttons, names, strict=True):
        taken = turn.language.button("remove_button", label=fitted(label, 36))
        keyboard.row(Button(fitted(taken), f"bcbx:{row.id}:{one['n']}"))
        if one["kind"] == "link" and len(languages) > 1:
            keyboard.grid(
                (
                    turn.button(
                        "link_in", f"bcbl:{row.id}:{one['n']}:{code}", language=language.name
                    )
                    for code, language in languages.items()
                ),
                2,
            )
    if len(row.buttons) < MOST_BUTTONS:
        keyboard.grid((turn.button(f"add_{one}", f"bcba:{row.id}:{one}") for one in OFFERED), 2)
    keyboard.row(turn.button("back", f"bco:{row.id}"))
    turn.show(
        "staff/announcement_buttons",
        keyboard,
        buttons=names,
        full=len(row.buttons) >= MOST_BUTTONS,
    )


def _read(text: str) -> tuple[str, str]:
    """What is on the button, and where it leads: the address is the last word."""
    *words, address = text.split() or [""]
    return " ".join(words).strip(" |:–-"), address


def _link(row: Announcement, number: int | None) -> dict[str, dict[str, str]] | None:
    return next((one for one in row.buttons if one["n"] == number), None)
