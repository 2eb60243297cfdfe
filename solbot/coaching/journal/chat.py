"""The journal: newest first, paged, searched; each entry opened, played, corrected, deleted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from solbot.bot import dialog, pager
from solbot.bot.context import Context
from solbot.bot.dialog import Where
from solbot.coaching.answers import held_words
from solbot.coaching.answers import service as answers
from solbot.coaching.answers.bodies import body_in_place, body_of
from solbot.coaching.answers.rules import files_of, pictures_in, sealed_files
from solbot.coaching.answers.service import JournalEntry
from solbot.coaching.journal import sealed_photos, unfiled
from solbot.content.cutting import one_line, shortened
from solbot.content.lengths import room
from solbot.limits import ASKED, ENTRY, IN_LIST, LOOKED_FOR
from solbot.telegram.messages import Keyboard, Media

SIZE = 5
FOUND = "found"  # in the dialog: what was looked for last


async def show(context: Context, args: list[str]) -> None:
    """/journal: the newest page; words after the command are searched for."""
    if args and args[0]:
        await _search(context, args[0])
    else:
        await page(context, [])


async def open_entry(context: Context, args: list[str]) -> None:
    """One entry, whole if it fits."""
    entry = await answers.find(context.work, context.me, int(args[0]))
    if entry is None:
        context.toast("entry_gone")
        return
    keyboard = Keyboard()
    if pictures_in(entry.body):
        keyboard.row(context.button(f"play_{entry.body['kind']}", f"jp:{entry.id}"))
    if room(entry.words) > ENTRY:
        keyboard.row(context.button("whole_text", f"jw:{entry.id}"))
    correct = [context.button("correct", f"jc:{entry.id}")] if entry.is_readable else []
    keyboard.row(*correct, context.button("delete", f"jd:{entry.id}"))
    keyboard.row(
        context.button("move", f"mv:{entry.id}"), context.button("back_to_journal", "jl:0")
    )
    context.put(context.message("entry", keyboard, entry=_view(context, entry, ENTRY)))


async def play(context: Context, args: list[str]) -> None:
    """A tap on Listen or Show."""
    entry = await answers.find(context.work, context.me, int(args[0]))
    if entry is not None and sealed_files(entry.body):
        topic = context.incoming.topic
        context.afterwards.append(sealed_photos.showing(entry.id, context.me.id, topic))
        return
    if entry is None or "file_id" not in entry.body:
        context.toast("entry_gone")
        return
    first, *more = files_of(entry.body)
    context.play(Media(entry.body["kind"], first), entry.words)
    for file_id in more:
        context.play(Media(entry.body["kind"], file_id))


async def whole(context: Context, args: list[str]) -> None:
    """A tap on Whole text: as it was written, in as many messages as it needs."""
    entry = await answers.find(context.work, context.me, int(args[0]))
    if entry is None:
        context.toast("entry_gone")
        return
    context.send_whole(entry.words)


async def correct(context: Context, args: list[str]) -> None:
    """A tap on Correct: the next message takes the entry's place."""
    entry = await answers.find(context.work, context.me, int(args[0]))
    if entry is None:
        context.toast("entry_gone")
        return
    if not entry.is_readable:
        await open_entry(context, args)
        return
    await context.expect("correction", entry=entry.id)
    keyboard = Keyboard().row(context.button("cancel", "do:cancel"))
    context.say("ask_correction", keyboard, entry=_view(context, entry, IN_LIST))


async def corrected(context: Context) -> None:
    """The message that takes an entry's place."""
    entry_id = context.waiting.data["entry"] if context.waiting else 0
    entry = await answers.find(context.work, context.me, entry_id)
    part = await answers.part_of(context.work, context.me, entry_id)
    body = body_in_place(context, entry.body, part) if entry else body_of(context, part)
    if body is None:
        context.say("scale_only")
        return
    message_id = context.incoming.message_id or 0
    kept = await answers.correct(context.work, context.me, entry_id, body, message_id)
    await context.rest()
    context.went_to = Where("entry", entry_id)
    if kept is None:
        # The entry is gone, the words must not be.
        await unfiled.keep_and_ask(context)
        return
    keyboard = Keyboard().row(context.button("see_entry", f"j:{entry_id}"))
    context.say("corrected", keyboard, followed=kept)


async def ask_delete(context: Context, args: list[str]) -> None:
    """Deleting is asked twice: it can't be undone."""
    entry_id = int(args[0])
    keyboard = Keyboard().row(
        context.button("delete_yes", f"jx:{entry_id}"), context.button("back", f"j:{entry_id}")
    )
    context.put(context.message("ask_delete", keyboard))


async def delete(context: Context, args: list[str]) -> None:
    """Delete for good."""
    on_page = await answers.delete(context.work, context.me, int(args[0]))
    if on_page is None:
        context.toast("entry_gone")
        return
    keyboard = Keyboard().row(context.button("back_to_journal", "jl:0"))
    context.put(context.message("deleted", keyboard, on_page=on_page))


async def page(context: Context, args: list[str]) -> None:
    """The journal, and a tap on Newer or Older."""
    here = pager.named(args, 0, await answers.count(context.work, context.me), SIZE)
    entries = await answers.page(context.work, context.me, here.start, here.size)
    held = await held_words.count_held(context.work, context.me)
    unplaced = [context.button("unplaced", "nu:0", number=held)] if held else []
    if not entries:
        keyboard = Keyboard().row(context.button("today", "do:today")).row(*unplaced)
        context.put(context.message("journal_empty", keyboard))
        return
    keyboard = _numbers(context, entries)
    keyboard.row(*here.turning(context, "jl", pager.IN_TIME)).row(*unplaced)
    context.put(
        context.message(
            "journal",
            keyboard,
            entries=[_view(context, entry, IN_LIST) for entry in entries],
            page=here.number,
            pages=here.count,
        )
    )


async def found_page(context: Context, args: list[str]) -> None:
    """A tap on Newer or Older under what was found."""
    words = context.waiting.data.get(FOUND) if context.waiting else None
    if words is None:
        context.toast("search_again")
    else:
        await _search(context, words, args)


async def _search(context: Context, words: str, args: Sequence[str] = ()) -> None:
    found = await answers.search(context.work, context.me, words)
    here = pager.named(args, 0, len(found), SIZE)
    shown = here.of(found)
    await dialog.note(context.work, context.me.id, **{FOUND: words})
    keyboard = _numbers(context, shown).row(*here.turning(context, "jf", pager.IN_TIME))
    context.show(
        "journal_found",
        keyboard.row(context.button("back_to_journal", "jl:0")),
        text=one_line(words, LOOKED_FOR),
        count=len(found),
        entries=[_view(context, entry, IN_LIST) for entry in shown],
        page=here.number,
        pages=here.count,
    )


def _numbers(context: Context, entries: Sequence[JournalEntry]) -> Keyboard:
    return Keyboard().grid(
        (
            context.button("open_entry", f"j:{entry.id}", number=number)
            for number, entry in enumerate(entries, 1)
        ),
        5,
    )


def _view(context: Context, entry: JournalEntry, most: int) -> dict[str, Any]:
    words = context.language.said(entry.body)
    return {
        "on": context.local(entry.answered_at),
        "asked": shortened(entry.asked, ASKED) if entry.asked else None,
        "kind": entry.body["kind"],
        "pictures": pictures_in(entry.body),
        "words": shortened(words, most),
        "changed": context.local(entry.changed_at) if entry.changed_at else None,
    }
