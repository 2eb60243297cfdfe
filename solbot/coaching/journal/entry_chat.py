"""One entry: opened, listened to, corrected, hidden, with what it said before; part by part where it has several."""

from __future__ import annotations

from solbot.bot import pager
from solbot.bot.context import Context
from solbot.bot.dialog import Where
from solbot.bot.taps import do, sends, tap
from solbot.coaching.answers import service as answers
from solbot.coaching.answers.bodies import body_in_place, body_of, is_off_scale
from solbot.coaching.answers.prompts import PromptPart
from solbot.coaching.answers.service import JournalEntry
from solbot.coaching.journal import sealed_photos, unfiled
from solbot.coaching.journal import service as journal
from solbot.coaching.journal.chat import SIZE, open_page
from solbot.coaching.journal.finding_chat import FOUND, by_question, found_page
from solbot.coaching.journal.service import Around, WholeEntry
from solbot.coaching.journal.views import IN_A_ROW, View
from solbot.coaching.readings import chat as readings_chat
from solbot.coaching.sharing import chat as sharing_chat
from solbot.content.bodies import files_of, pictures_in, sealed_files
from solbot.content.cutting import shortened
from solbot.content.lengths import room
from solbot.limits import BEFORE, ENTRY, IN_LIST
from solbot.telegram.messages import Button, Keyboard, Media

PARTS = 3  # of an entry, on a screen
WORDINGS = 4
GONE = "entry_gone"


@tap("j")
async def open_entry(context: Context, entry_id: int, page: int = 0) -> None:
    """One entry with all its parts, whole if it fits; or a page of them."""
    there = await journal.around(context.work, context.me, entry_id)
    if there is None:
        context.toast(GONE)
        return
    if len(there.entry.said) == 1:
        await _show_part(context, there.entry.said[0], _ways_on(context, there))
        return
    here = pager.at(page, len(there.entry.said), PARTS)
    numbered = here.of(list(enumerate(there.entry.said, 1)))
    keyboard = Keyboard().grid(
        (
            context.button("open_entry", open_part.to(one.id), number=number)
            for number, one in numbered
        ),
        IN_A_ROW,
    )
    id = there.entry.id
    keyboard.row(*here.turning(context, open_entry.to(id)))
    keyboard.row(
        context.button("delete", sends("jde", id)), context.button("entry_more", more.to(id))
    )
    keyboard.rows += _ways_on(context, there)
    shown = View.of(context).whole(there.entry, numbered)
    context.show("entry_whole", keyboard, whole=shown, page=here.number, pages=here.count)


@tap("jpt")
async def open_part(context: Context, entry_id: int) -> None:
    """A tap on a number under an entry of several answers: one of them."""
    one = await answers.find(context.work, context.me, entry_id)
    if one is None:
        context.toast(GONE)
        return
    await _show_part(context, one, [(context.button("back", open_entry.to(one.id)),)])


async def _show_part(
    context: Context, one: JournalEntry, ways_on: list[tuple[Button, ...]]
) -> None:
    keyboard = Keyboard()
    if pictures_in(one.body):
        keyboard.row(context.button(f"play_{one.body['kind']}", play.to(one.id)))
    if room(one.words) > ENTRY:
        keyboard.row(context.button("whole_text", whole.to(one.id)))
    correcting = [context.button("correct", correct.to(one.id))] if one.is_readable else []
    keyboard.row(*correcting, context.button("delete", sends("jd", one.id)))
    keyboard.row(
        context.button("move", unfiled.ask_move.to(one.id)),
        context.button("entry_more", more.to(one.id)),
    )
    keyboard.rows += ways_on
    context.put(context.message("entry", keyboard, entry=View.of(context).opened(one)))


def _ways_on(context: Context, there: Around) -> list[tuple[Button, ...]]:
    """To the entries beside it, and back to where it stands."""
    newer, older = there.newer, there.older
    keyboard = Keyboard().row(
        *([context.button("newer", open_entry.to(newer))] if newer else []),
        *([context.button("older", open_entry.to(older))] if older else []),
    )
    looking = FOUND in (context.waiting.data if context.waiting else {})
    keyboard.row(
        *([context.button("back_to_found", found_page.to("0"))] if looking else []),
        context.button("back_to_journal", open_page.to(f"{there.count_newer // SIZE}")),
    )
    return keyboard.rows


@tap("jp")
async def play(context: Context, entry_id: int) -> None:
    """A tap on Listen or Show."""
    entry = await answers.find(context.work, context.me, entry_id)
    if entry is not None and sealed_files(entry.body):
        find = sealed_photos.of_entry(entry.id, context.me.id)
        showing = sealed_photos.showing(find, context.me.id, context.incoming.topic)
        context.afterwards.append(showing)
        return
    if entry is None or "file_id" not in entry.body:
        context.toast(GONE)
        return
    first, *more = files_of(entry.body)
    context.play(Media(entry.body["kind"], first), entry.words)
    for file_id in more:
        context.play(Media(entry.body["kind"], file_id))


@tap("jw")
async def whole(context: Context, entry_id: int) -> None:
    """A tap on Whole text: as it was written, in as many messages as it needs."""
    entry = await answers.find(context.work, context.me, entry_id)
    if entry is None:
        context.toast(GONE)
        return
    context.send_whole(entry.words)


@tap("jc")
async def correct(context: Context, entry_id: int) -> None:
    """A tap on Correct: the next message takes the place of what was said."""
    entry = await answers.find(context.work, context.me, entry_id)
    if entry is None:
        context.toast(GONE)
        return
    if not entry.is_readable:
        await open_entry(context, entry_id)
        return
    await context.expect("correction", entry=entry.id)
    keyboard = Keyboard().row(context.button("cancel", do("cancel")))
    context.say("ask_correction", keyboard, entry=View.of(context).opened(entry, IN_LIST))


async def corrected(context: Context) -> None:
    """The message that takes the place of what was said."""
    entry_id = context.waiting.data["entry"] if context.waiting else 0
    entry = await answers.find(context.work, context.me, entry_id)
    part = await answers.part_of(context.work, context.me, entry_id)
    body = body_in_place(context, entry.body, part) if entry else body_of(context, part)
    if body is None:
        await _keep_beside(context, entry, part)
        return
    message_id = context.incoming.message_id or 0
    kept = await answers.correct(context.work, context.me, entry_id, body, message_id)
    await context.rest()
    context.went_to = Where("entry", entry_id)
    if kept is None:
        # The entry is gone, the words must not be.
        await unfiled.keep_and_ask(context)
        return
    keyboard = Keyboard().row(
        context.button("see_entry", open_entry.to(entry_id)),
        context.button("earlier_words", earlier.to(entry_id)),
    )
    context.say("corrected", keyboard, followed=kept)


async def _keep_beside(
    context: Context, entry: JournalEntry | None, part: PromptPart | None
) -> None:
    """What can't take the place of a figure is kept beside it, and a figure is still asked for; what stands with no
    question has no such place."""
    beside = body_of(context, part)
    if entry is None or beside is None or is_off_scale(context, entry.body):
        context.say("scale_only")
        return
    message = context.incoming.message_id
    kept = await answers.put_beside(context.work, context.me, entry.id, beside, message)
    if kept is None:
        await context.rest()
        await unfiled.keep_and_ask(context)
        return
    context.went_to = Where("entry", kept)
    context.say("scale_only")


@tap("jem")
async def more(context: Context, entry_id: int) -> None:
    """A tap on More under an entry."""
    entry = await _find(context, entry_id)
    if entry is None:
        return
    id, hidden = entry.id, entry.is_hidden
    keyboard = Keyboard().row(
        context.button("entry_day", sends("jmd", id)),
        context.button("entry_show" if hidden else "entry_hide", hide.to(id, not hidden)),
    )
    question = context.language.questions.get(entry.first.question_id or "")
    keyboard.row(
        *(
            [context.button("read_again", readings_chat.read.to(question.reading))]
            if question
            else []
        ),
        context.button("share_entry", sharing_chat.ask.to(id)),
    )
    if entry.first.question_id is not None:
        keyboard.row(context.button("same_question", by_question.to(id)))
    ids = [one.id for one in entry.said]
    if await journal.wordings(context.work, context.me, ids):
        keyboard.row(context.button("earlier_words", earlier.to(id)))
    keyboard.row(context.button("back", open_entry.to(id)))
    context.show("journal_entry_more", keyboard, entry_hidden=hidden)


@tap("jh")
async def hide(context: Context, entry_id: int, hidden: bool) -> None:
    """A tap on Never bring it up, or on Bring it up again."""
    if not await journal.hide(context.work, context.me, entry_id, hidden=hidden):
        context.toast(GONE)
        return
    await more(context, entry_id)


@tap("je")
async def earlier(context: Context, entry_id: int, page: int = 0) -> None:
    """A tap on What it said before: earlier wordings, the newest first."""
    entry = await _find(context, entry_id)
    if entry is None:
        return
    ids = [one.id for one in entry.said]
    found = (await journal.wordings(context.work, context.me, ids))[::-1]
    here = pager.at(page, len(found), WORDINGS)
    keyboard = Keyboard().row(*here.turning(context, earlier.to(entry.id), pager.IN_TIME))
    if found:
        keyboard.row(context.button("forget_words", ask_forget_words.to(entry.id)))
    keyboard.row(context.button("back", open_entry.to(entry.id)))
    shown = [
        {
            "on": context.local(one.until),
            "kind": one.body["kind"],
            "words": shortened(context.language.said(one.body), BEFORE),
        }
        for one in here.of(found)
    ]
    context.show("earlier_words", keyboard, wordings=shown, page=here.number, pages=here.count)


@tap("jew")
async def ask_forget_words(context: Context, entry_id: int) -> None:
    """Erasing what an entry said before is asked once: it can't be brought back."""
    entry = await _find(context, entry_id)
    if entry is None:
        return
    keyboard = Keyboard().row(
        context.button("forget_words_yes", forget_words.to(entry.id)),
        context.button("back", earlier.to(entry.id)),
    )
    context.show("ask_forget_words", keyboard)


@tap("jewx")
async def forget_words(context: Context, entry_id: int) -> None:
    """Yes, erase what it said before."""
    entry = await _find(context, entry_id)
    if entry is None:
        return
    await journal.forget_wordings(context.work, context.me, [one.id for one in entry.said])
    await open_entry(context, entry_id)


async def _find(context: Context, entry_id: int) -> WholeEntry | None:
    entry = await journal.find(context.work, context.me, entry_id)
    if entry is None:
        context.toast(GONE)
    return entry
