"""Where words go: those that answer nothing are kept at once and placed with one tap; all that was placed can be
moved, and undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from solbot.bot import dialog
from solbot.bot.args import args_of
from solbot.bot.context import Context
from solbot.bot.dialog import Waiting, Where
from solbot.bot.taps import do, sends, tap
from solbot.coaching.answers import held_words, prompts
from solbot.coaching.answers import screens as answer_screens
from solbot.coaching.answers import service as answers
from solbot.coaching.answers.bodies import body_of
from solbot.coaching.answers.prompts import AskedPrompt
from solbot.coaching.answers.rules import Before
from solbot.coaching.answers.service import JournalEntry
from solbot.coaching.journal import finding_chat
from solbot.coaching.visions import feeds, feeds_chat
from solbot.content.bodies import text_body
from solbot.content.cutting import one_line, shortened
from solbot.db.states import AnswerState, PromptReason, PromptState, StepOutcome
from solbot.limits import ASKED, BEFORE, BEGINNING, IN_LINE, VISION, TooMany
from solbot.telegram.incoming import UpdateKind
from solbot.telegram.messages import Button, Keyboard

OURS = ("nk", "na", "nx", "nka", "naa", "nxx", "nu", "nw", "nb", "nq", "nd")
OTHERS = 4  # questions that words can be moved to with one tap
IN_LIST = 8  # messages shown before something is done with all of them


def under_way(waiting: Waiting | None) -> str | None:
    """What a tap on "let it go" sends, while the last thing said asks where words belong; else None."""
    offered = waiting.offers.values() if waiting else ()
    one, every = drop_note.code, drop_all.to()
    return next((data for data in offered if args_of(data)[0] == one or data == every), None)


async def hold(context: Context, *more: Button) -> int | None:
    """Keep the words without a place, and return their id. Where too many wait, say what to do first (`more`: what
    else can be done with these), and None."""
    body = body_of(context, None) or text_body(context.incoming.text)
    try:
        entry = await held_words.hold(context.work, context.me, body, context.incoming.message_id)
        context.went_to = Where("entry", entry)
        return entry
    except TooMany as full:
        latest = await prompts.latest(context.work, context.me)
        context.carry(OURS)
        keyboard = Keyboard([more] if more else [])
        keyboard.rows.extend(_places_of_all(context, full.most, latest).rows)
        context.say("enough", keyboard, what="unplaced", most=full.most)
        return None


async def keep_and_ask(context: Context) -> None:
    """Keep the words and ask where they belong; what could be tapped before can still be typed."""
    entry = await hold(context)
    if entry is None:
        return
    held = await held_words.count_held(context.work, context.me)
    latest = await prompts.latest(context.work, context.me)
    context.carry(OURS)
    if await finding_chat.look_for_held(context, entry, _places(context, entry, latest)):
        return
    if under_way(context.waiting) and held > 1:
        context.say("loose_more", _places_of_all(context, held, latest), count=held)
        return
    keyboard = _places(context, entry, latest)
    if held > 1:
        keyboard.row(context.button("unplaced", unplaced.to(0), number=held))
    context.say("loose_words", keyboard, ask=_asked_last(latest))


async def offer(context: Context, entry: int, first: Button, reply: str, **values: object) -> None:
    """Held words may be meant for something else: what that is, is said, and its tap comes before all places."""
    keyboard = Keyboard().row(first)
    keyboard.rows += _places(context, entry, await prompts.latest(context.work, context.me)).rows
    context.carry(OURS)
    context.say(reply, keyboard, **values)


@tap("nu")
async def unplaced(context: Context, place: int = 0) -> None:
    """A tap on Not placed yet, or on The next one: words held so far, the oldest first."""
    held = await answers.everything(context.work, context.me, AnswerState.DRAFT)
    if not held:
        context.toast("kept_already")
        return
    at = place % len(held)
    latest = await prompts.latest(context.work, context.me)
    keyboard = _places(context, held[at].id, latest)
    if len(held) > 1:
        keyboard.row(
            context.button("next_unplaced", unplaced.to(at + 1)),
            context.button("drop_all", drop_all.to()),
        )
    context.put(
        context.message(
            "unplaced_words",
            keyboard,
            words=shortened(context.language.said(held[at].body), BEFORE),
            kind=held[at].body["kind"],
            ask=_asked_last(latest),
            number=at + 1,
            count=len(held),
        )
    )


@tap("nk")
async def keep_note(context: Context, entry_id: int) -> None:
    """A tap on Keep as a note, for words without a place or kept elsewhere."""
    try:
        before = await held_words.keep_note(context.work, context.me, entry_id)
    except TooMany as full:
        _say_notes_full(context, full)
        return
    if before is None:
        context.toast("entry_gone")
        return
    keyboard = (await _undoing(context, before)).row(
        context.button("journal", do("journal")), *await _others(context)
    )
    context.put(context.message("note_kept", keyboard, count=1))


@tap("na")
async def keep_as_answer(context: Context, entry_id: int, prompt_id: int) -> None:
    """A tap on It is my answer, or on a question that words are moved to."""
    found = await held_words.keep_as_answer(context.work, context.me, entry_id, prompt_id)
    if found is None:
        context.toast("entry_gone")
        return
    given, before = found
    context.rebutton()
    say_kept(
        context, given, [*(await _undoing(context, before)).rows, tuple(await _others(context))]
    )


@tap("nx")
async def drop_note(context: Context, entry_id: int) -> None:
    """A tap on Let it go, or on Take it back: it can be undone for a while."""
    before = await answers.drop(context.work, context.me, entry_id)
    if before is None:
        context.toast("entry_gone")
        return
    keyboard = (await _undoing(context, before)).row(*await _others(context))
    on_page = await feeds.is_on_page(context.work, context.me, entry_id)
    context.put(context.message("note_dropped", keyboard, count=1, on_page=on_page))


@tap("nw")
async def wait(context: Context) -> None:
    """Later: the words stay where they are, safe and without a place."""
    context.say("left_unplaced", Keyboard().row(context.button("journal", do("journal"))))


@tap("nka")
async def keep_all(context: Context, sure: str | None = None) -> None:
    """A tap on Keep all as notes."""
    held = await _all_held(context)
    if not held or await _shown_first(context, held, sure, "keep_all", keep_all.to("yes")):
        return
    try:
        done = [await held_words.keep_note(context.work, context.me, entry.id) for entry in held]
    except TooMany as full:
        _say_notes_full(context, full)
        return
    keyboard = await _undoing(context, _flat(done))
    keyboard.row(context.button("journal", do("journal")))
    context.put(context.message("note_kept", keyboard, count=len(held)))


@tap("naa")
async def add_all(context: Context, prompt_id: int, sure: str | None = None) -> None:
    """A tap on Add all to my last answer."""
    held = await _all_held(context)
    yes = add_all.to(prompt_id, "yes")
    if not held or await _shown_first(context, held, sure, "add_all", yes):
        return
    done = [
        await held_words.keep_as_answer(context.work, context.me, entry.id, prompt_id)
        for entry in held
    ]
    moved = [one for one in done if one is not None]
    if not moved:
        context.toast("entry_gone")
        return
    context.rebutton()
    undoing = await _undoing(context, _flat([before for _, before in moved]))
    say_kept(context, moved[-1][0], undoing.rows)


@tap("nxx")
async def drop_all(context: Context, sure: str | None = None) -> None:
    """A tap on Let them all go: what would go is shown first."""
    held = await _all_held(context)
    if not held or (sure is None and _show_all(context, held, "drop_all", drop_all.to("yes"))):
        return
    done = [await answers.drop(context.work, context.me, entry.id) for entry in held]
    keyboard = await _undoing(context, _flat(done))
    context.put(context.message("note_dropped", keyboard, count=len(held), on_page=False))


@tap("mv")
async def ask_move(context: Context, entry_id: int) -> None:
    """A tap on Move or undo, under words that were kept: where else could they be?"""
    entry = await answers.find(context.work, context.me, entry_id)
    if entry is None:
        context.toast("entry_gone")
        return
    keyboard = Keyboard()
    for asked in await prompts.recent(context.work, context.me, OTHERS, entry.prompt_id):
        label = context.button(
            "move_to",
            keep_as_answer.to(entry.id, asked.id),
            beginning=shortened(asked.current.ask, BEGINNING),
        )
        keyboard.row(label)
    if entry.prompt_id is not None:
        keyboard.row(context.button("keep_note", keep_note.to(entry.id)))
    keyboard.row(context.button("take_this_back", drop_note.to(entry.id)))
    context.say(
        "ask_move",
        keyboard.row(context.button("leave_it", sends("j", entry.id))),
        words=shortened(context.language.said(entry.body), BEFORE),
        kind=entry.body["kind"],
        ask=shortened(entry.asked, ASKED) if entry.asked else None,
        sent=entry.message_id is not None,
    )


@tap("un")
async def undo(context: Context, key: str) -> None:
    """A tap on Undo: what was done last with the person's words is undone, and nothing else."""
    noted = context.waiting.undo if context.waiting else None
    if noted is None or str(noted["key"]) != key:
        context.toast("undo_gone")
        return
    await dialog.note_undo(context.work, context.me.id, None)
    done = await held_words.undo(
        context.work, context.me, [Before.noted(one) for one in noted["before"]]
    )
    if not done:
        context.toast("undo_gone")
        return
    keyboard = Keyboard().row(context.button("journal", do("journal")), *await _others(context))
    context.put(context.message("undone", keyboard, count=len(done)))


def say_kept(
    context: Context, found: answers.GivenAnswer, more: Sequence[Sequence[Button]] = ()
) -> None:
    """An answer is kept: say under which question, and ask what is still open of it. `more`: buttons besides."""
    context.went_to = Where("entry", found.entry_id)
    asked, part = found.prompt, found.prompt.parts[found.part]
    elsewhere = context.button("move_or_undo", ask_move.to(found.entry_id))
    if not found.complete:
        kept_as = "with" if found.lacks_figure else "part"
        message = answer_screens.question(
            context.work,
            context.me,
            asked,
            with_reading=False,
            kept_as=kept_as,
            kept_ask=shortened(part.ask, ASKED),
            on_page=found.fed.figure,
            last=found.last,
        )
        context.send(replace(message, buttons=(*message.buttons, (elsewhere,))))
        return
    keyboard = Keyboard().row(
        context.button("add_more", sends("a", asked.id)),
        context.button("see_entry", sends("j", found.entry_id)),
    )
    keyboard.row(*(() if more else (elsewhere,)))
    if asked.why is PromptReason.TRY and found.came is StepOutcome.NOT_YET:
        keyboard.row(
            context.button("try_tomorrow", sends("tyt", asked.reading_id)),
            context.button("another_day", sends("ty", asked.reading_id)),
        )
    offer = found.fed.offer
    keyboard.row(*(feeds_chat.buttons(context, offer) if offer else ()))
    for row in more:
        keyboard.row(*row)
    today = prompts.today_of(context.work, context.me)
    message = context.message(
        "kept",
        keyboard,
        ask=shortened(part.ask, ASKED),
        day=None if asked.for_date == today else asked.for_date,
        parts=len(asked.parts),
        then=shortened(found.then.current.ask, ASKED) if found.then else None,
        sent=found.sent,
        on_page=found.fed.figure,
        last=found.last._asdict() if found.last else None,
        offer=offer.what if offer else None,
        words=one_line(offer.words, IN_LINE) if offer and offer.entry != found.entry_id else None,
        too_long=found.fed.too_long,
        follows=context.language.button(found.sets) if found.sets else None,
        most=VISION,
    )
    context.send(replace(message, prompt_id=asked.id))


async def _all_held(context: Context) -> list[JournalEntry]:
    held = await answers.everything(context.work, context.me, AnswerState.DRAFT)
    if not held:
        context.toast("kept_already")
    return held


def _say_notes_full(context: Context, full: TooMany) -> None:
    keyboard = Keyboard().row(
        context.button("journal", do("journal")), context.button("export", do("export"))
    )
    context.say("enough", keyboard, what="notes", most=full.most)


async def _shown_first(
    context: Context, held: list[JournalEntry], sure: str | None, key: str, data: str
) -> bool:
    """Typed words do nothing with several messages unseen; a tap on a button that says so does."""
    unseen = context.incoming.kind is not UpdateKind.TAP and sure is None
    return unseen and _show_all(context, held, key, data)


def _show_all(context: Context, held: list[JournalEntry], key: str, data: str) -> bool:
    keyboard = Keyboard().row(
        context.button(f"{key}_yes", data, number=len(held)), context.button("back", unplaced.to(0))
    )
    shown = [
        {"kind": one.body["kind"], "words": one_line(context.language.said(one.body), IN_LINE)}
        for one in held[:IN_LIST]
    ]
    context.put(
        context.message(
            "ask_all", keyboard, doing=key, shown=shown, rest=len(held[IN_LIST:]), count=len(held)
        )
    )
    return True


async def _undoing(context: Context, before: Sequence[Before]) -> Keyboard:
    """The button that undoes what was just done."""
    key = context.incoming.update_id
    await dialog.note_undo(context.work, context.me.id, {"key": key, "before": list(before)})
    return Keyboard().row(context.button("undo", undo.to(str(key))))


def _flat(done: Sequence[Sequence[Before] | None]) -> list[Before]:
    return list(chain.from_iterable(one for one in done if one is not None))


def _places(context: Context, entry: int, latest: AskedPrompt | None) -> Keyboard:
    """Where held words can go."""
    keyboard = Keyboard().row(context.button("keep_note", keep_note.to(entry)))
    if latest is not None:
        key = "add_to_answer" if latest.state == PromptState.ANSWERED else "use_as_answer"
        keyboard.row(context.button(key, keep_as_answer.to(entry, latest.id)))
    return keyboard.row(context.button("drop_note", drop_note.to(entry)))


def _places_of_all(context: Context, held: int, latest: AskedPrompt | None) -> Keyboard:
    """Where all held words can go together."""
    keyboard = Keyboard().row(context.button("keep_all", keep_all.to(), number=held))
    if latest is not None and latest.state == PromptState.ANSWERED:
        keyboard.row(context.button("add_all", add_all.to(latest.id), number=held))
    return keyboard.row(
        context.button("one_by_one", unplaced.to(0)), context.button("drop_all", drop_all.to())
    )


async def _others(context: Context) -> list[Button]:
    """The way on to what else is not placed yet."""
    held = await held_words.count_held(context.work, context.me)
    return [context.button("unplaced", unplaced.to(0), number=held)] if held else []


def _asked_last(latest: AskedPrompt | None) -> str | None:
    return shortened(latest.current.ask, ASKED) if latest else None
