"""The journal: newest first, paged, searched; each entry opened, played, corrected, deleted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from solbot.bot import dialog as dialogs
from solbot.bot import pager as pages
from solbot.bot.context import Turn
from solbot.bot.dialog import Where
from solbot.coaching.answers import service as answers
from solbot.coaching.answers.bodies import body_in_place, body_of
from solbot.coaching.answers.rules import files_of
from solbot.coaching.answers.service import Entry
from solbot.coaching.journal import unfiled as placing
from solbot.content.cutting import one_line, shortened
from solbot.content.lengths import room
from solbot.limits import ASKED, ENTRY, IN_LIST, LOOKED_FOR
from solbot.telegram.messages import Keyboard, Media

SIZE = 5
FOUND = "found"  # in the dialog: what was looked for last


async def show(turn: Turn, args: list[str]) -> None:
    """/journal: the newest page; words after the command are searched for."""
    if args and args[0]:
        await _search(turn, args[0])
    else:
        await page(turn, [])


async def open_entry(turn: Turn, args: list[str]) -> None:
    """One entry, whole if it fits."""
    entry = await answers.find(turn.work, turn.me, int(args[0]))
    if entry is None:
        turn.toast("entry_gone")
        return
    keyboard = Keyboard()
    if "file_id" in entry.body:
        keyboard.row(turn.button(f"play_{entry.body['kind']}", f"jp:{entry.id}"))
    if room(entry.words) > ENTRY:
        keyboard.row(turn.button("whole_text", f"jw:{entry.id}"))
    correct = [turn.button("correct", f"jc:{entry.id}")] if entry.is_readable else []
    keyboard.row(*correct, turn.button("delete", f"jd:{entry.id}"))
    keyboard.row(turn.button("move", f"mv:{entry.id}"), turn.button("back_to_journal", "jl:0"))
    turn.put(turn.message("entry", keyboard, entry=_view(turn, entry, ENTRY)))


async def play(turn: Turn, args: list[str]) -> None:
    """A tap on Listen or Show."""
    entry = await answers.find(turn.work, turn.me, int(args[0]))
    if entry is None or "file_id" not in entry.body:
        turn.toast("entry_gone")
        return
    first, *more = files_of(entry.body)
    turn.play(Media(entry.body["kind"], first), entry.words)
    for file_id in more:
        turn.play(Media(entry.body["kind"], file_id))


async def whole(turn: Turn, args: list[str]) -> None:
    """A tap on Whole text: as it was written, in as many messages as it needs."""
    entry = await answers.find(turn.work, turn.me, int(args[0]))
    if entry is None:
        turn.toast("entry_gone")
        return
    turn.send_whole(entry.words)


async def correct(turn: Turn, args: list[str]) -> None:
    """A tap on Correct: the next message takes the entry's place."""
    entry = await answers.find(turn.work, turn.me, int(args[0]))
    if entry is None:
        turn.toast("entry_gone")
        return
    if not entry.is_readable:
        await open_entry(turn, args)
        return
    await turn.expect("correction", entry=entry.id)
    keyboard = Keyboard().row(turn.button("cancel", "do:cancel"))
    turn.say("ask_correction", keyboard, entry=_view(turn, entry, IN_LIST))


async def corrected(turn: Turn) -> None:
    """The message that takes an entry's place."""
    entry_id = turn.waiting.data["entry"] if turn.waiting else 0
    entry = await answers.find(turn.work, turn.me, entry_id)
    part = await answers.part_of(turn.work, turn.me, entry_id)
    body = body_in_place(turn, entry.body, part) if entry else body_of(turn, part)
    if body is None:
        turn.say("scale_only")
        return
    message_id = turn.incoming.message_id or 0
    kept = await answers.correct(turn.work, turn.me, entry_id, body, message_id)
    await turn.rest()
    turn.went_to = Where("entry", entry_id)
    if kept is None:
        # The entry is gone, the words must not be.
        await placing.loose(turn)
        return
    keyboard = Keyboard().row(turn.button("see_entry", f"j:{entry_id}"))
    turn.say("corrected", keyboard, followed=kept)


async def ask_delete(turn: Turn, args: list[str]) -> None:
    """Deleting is asked twice: it can't be undone."""
    entry_id = int(args[0])
    keyboard = Keyboard().row(
        turn.button("delete_yes", f"jx:{entry_id}"), turn.button("back", f"j:{entry_id}")
    )
    turn.put(turn.message("ask_delete", keyboard))


async def delete(turn: Turn, args: list[str]) -> None:
    """Delete for good."""
    on_page = await answers.delete(turn.work, turn.me, int(args[0]))
    if on_page is None:
        turn.toast("entry_gone")
        return
    keyboard = Keyboard().row(turn.button("back_to_journal", "jl:0"))
    turn.put(turn.message("deleted", keyboard, on_page=on_page))


async def page(turn: Turn, args: list[str]) -> None:
    """The journal, and a tap on Newer or Older."""
    here = pages.named(args, 0, await answers.count(turn.work, turn.me), SIZE)
    entries = await answers.page(turn.work, turn.me, here.start, here.size)
    held = await answers.count_held(turn.work, turn.me)
    unplaced = [turn.button("unplaced", "nu:0", number=held)] if held else []
    if not entries:
        keyboard = Keyboard().row(turn.button("today", "do:today")).row(*unplaced)
        turn.put(turn.message("journal_empty", keyboard))
        return
    keyboard = _numbers(turn, entries)
    keyboard.row(*here.turning(turn, "jl", pages.IN_TIME)).row(*unplaced)
    turn.put(
        turn.message(
            "journal",
            keyboard,
            entries=[_view(turn, entry, IN_LIST) for entry in entries],
            page=here.number,
            pages=here.count,
        )
    )


async def found_page(turn: Turn, args: list[str]) -> None:
    """A tap on Newer or Older under what was found."""
    words = turn.waiting.data.get(FOUND) if turn.waiting else None
    if words is None:
        turn.toast("search_again")
    else:
        await _search(turn, words, args)


async def _search(turn: Turn, words: str, args: Sequence[str] = ()) -> None:
    found = await answers.search(turn.work, turn.me, words)
    here = pages.named(args, 0, len(found), SIZE)
    shown = here.of(found)
    await dialogs.note(turn.work, turn.me.id, **{FOUND: words})
    keyboard = _numbers(turn, shown).row(*here.turning(turn, "jf", pages.IN_TIME))
    turn.show(
        "journal_found",
        keyboard.row(turn.button("back_to_journal", "jl:0")),
        text=one_line(words, LOOKED_FOR),
        count=len(found),
        entries=[_view(turn, entry, IN_LIST) for entry in shown],
        page=here.number,
        pages=here.count,
    )


def _numbers(turn: Turn, entries: Sequence[Entry]) -> Keyboard:
    return Keyboard().grid(
        (
            turn.button("open_entry", f"j:{entry.id}", number=number)
            for number, entry in enumerate(entries, 1)
        ),
        5,
    )


def _view(turn: Turn, entry: Entry, most: int) -> dict[str, Any]:
    words = turn.language.said(entry.body)
    return {
        "on": turn.local(entry.answered_at),
        "asked": shortened(entry.asked, ASKED) if entry.asked else None,
        "kind": entry.body["kind"],
        "pictures": len(files_of(entry.body)),
        "words": shortened(words, most),
        "changed": turn.local(entry.changed_at) if entry.changed_at else None,
    }
