"""The journal: newest first, paged, searched; each entry opened, played, corrected, deleted."""

from __future__ import annotations

from typing import Any

from solbot.chat import placing
from solbot.chat.bodies import body_of
from solbot.chat.turn import Turn
from solbot.domain.messages import Keyboard, Media, Message
from solbot.services import answers
from solbot.services.answers import Entry

IN_LIST = 280
IN_ENTRY = 2500
MOST_FOUND = 10
PIECE = 4000


async def show(turn: Turn, args: list[str]) -> None:
    """/journal: the newest page; words after the command are searched for."""
    if args and args[0]:
        await _search(turn, args[0])
    else:
        await _page(turn, 0)


async def page(turn: Turn, args: list[str]) -> None:
    """A tap on Newer or Older."""
    await _page(turn, int(args[0]))


async def open_entry(turn: Turn, args: list[str]) -> None:
    """One entry, whole if it fits."""
    entry = await answers.find(turn.work, turn.me, int(args[0]))
    if entry is None:
        turn.toast("entry_gone")
        return
    keyboard = Keyboard()
    if "file_id" in entry.body:
        keyboard.row(turn.button(f"play_{entry.body['kind']}", f"jp:{entry.id}"))
    if len(entry.words) > IN_ENTRY:
        keyboard.row(turn.button("whole_text", f"jw:{entry.id}"))
    correct = [turn.button("correct", f"jc:{entry.id}")] if entry.is_readable else []
    keyboard.row(*correct, turn.button("delete", f"jd:{entry.id}"))
    keyboard.row(turn.button("back_to_journal", "jl:0"))
    turn.put(turn.message("entry", keyboard, entry=_view(turn, entry, IN_ENTRY)))


async def play(turn: Turn, args: list[str]) -> None:
    """A tap on Listen or Show."""
    entry = await answers.find(turn.work, turn.me, int(args[0]))
    if entry is None or "file_id" not in entry.body:
        turn.toast("entry_gone")
        return
    turn.play(Media(entry.body["kind"], entry.body["file_id"]), (entry.words)[:1000])


async def whole(turn: Turn, args: list[str]) -> None:
    """A tap on Whole text: as it was written, in as many messages as it needs."""
    entry = await answers.find(turn.work, turn.me, int(args[0]))
    if entry is None:
        turn.toast("entry_gone")
        return
    for start in range(0, len(entry.words), PIECE):
        turn.send(Message(entry.words[start : start + PIECE], plain=True))


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
    part = await answers.part_of(turn.work, turn.me, entry_id)
    body = body_of(turn, part)
    if body is None:
        turn.say("scale_only")
        return
    message_id = turn.incoming.message_id or 0
    kept = await answers.correct(turn.work, turn.me, entry_id, body, message_id)
    await turn.rest()
    if not kept:
        # The entry is gone, the words must not be.
        await placing.loose(turn)
        return
    turn.say("corrected", Keyboard().row(turn.button("see_entry", f"j:{entry_id}")))


async def ask_delete(turn: Turn, args: list[str]) -> None:
    """Deleting is asked twice: it can't be undone."""
    entry_id = int(args[0])
    keyboard = Keyboard().row(
        turn.button("delete_yes", f"jx:{entry_id}"), turn.button("back", f"j:{entry_id}")
    )
    turn.put(turn.message("ask_delete", keyboard))


async def delete(turn: Turn, args: list[str]) -> None:
    """Delete for good."""
    if not await answers.delete(turn.work, turn.me, int(args[0])):
        turn.toast("entry_gone")
        return
    keyboard = Keyboard().row(turn.button("back_to_journal", "jl:0"))
    turn.put(turn.message("deleted", keyboard))


async def _page(turn: Turn, number: int) -> None:
    entries, pages = await answers.page(turn.work, turn.me, number)
    number = max(0, min(number, pages - 1))
    held = await answers.count_held(turn.work, turn.me)
    unplaced = [turn.button("unplaced", "nu:0", number=held)] if held else []
    if not entries:
        keyboard = Keyboard().row(turn.button("today", "do:today")).row(*unplaced)
        turn.put(turn.message("journal_empty", keyboard))
        return
    keyboard = _numbers(turn, entries)
    around = []
    if number > 0:
        around.append(turn.button("newer", f"jl:{number - 1}"))
    if number < pages - 1:
        around.append(turn.button("older", f"jl:{number + 1}"))
    keyboard.row(*around).row(*unplaced)
    turn.put(
        turn.message(
            "journal",
            keyboard,
            entries=[_view(turn, entry, IN_LIST) for entry in entries],
            page=number + 1,
            pages=pages,
        )
    )


async def _search(turn: Turn, words: str) -> None:
    found = await answers.search(turn.work, turn.me, words)
    shown = found[:MOST_FOUND]
    turn.say(
        "journal_found",
        _numbers(turn, shown).row(turn.button("back_to_journal", "jl:0")),
        words=words[:100],
        count=len(found),
        entries=[_view(turn, entry, IN_LIST) for entry in shown],
    )


def _numbers(turn: Turn, entries: list[Entry]) -> Keyboard:
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
        "asked": _short(entry.asked, 300) if entry.asked else None,
        "kind": entry.body["kind"],
        "words": _short(words, most),
        "changed": turn.local(entry.changed_at) if entry.changed_at else None,
    }


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
