"""Where words go: those that answer nothing are kept at once and placed with one tap; all that was placed can be
moved, and undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from solbot.bot import dialog as dialogs
from solbot.bot.context import Turn
from solbot.bot.dialog import Waiting, Where
from solbot.coaching.answers import prompts, rules
from solbot.coaching.answers import screens as asking
from solbot.coaching.answers import service as answers
from solbot.coaching.answers.bodies import body_of
from solbot.coaching.answers.prompts import Asked
from solbot.coaching.answers.service import Before, Entry
from solbot.coaching.visions import feeds
from solbot.coaching.visions import feeds_chat as feeding
from solbot.coaching.visions.rules import Outcome
from solbot.content.cutting import one_line, shortened
from solbot.limits import ASKED, BEFORE, BEGINNING, IN_LINE, VISION, TooMany
from solbot.telegram.incoming import Kind
from solbot.telegram.messages import Button, Keyboard

OURS = ("nk", "na", "nx", "nu", "nw", "nb")
LET_GO, LET_ALL_GO = "nx:", "nxx"
OTHERS = 4  # questions that words can be moved to with one tap
IN_LIST = 8  # messages shown before something is done with all of them


def under_way(waiting: Waiting | None) -> str | None:
    """What a tap on "let it go" sends, while the last thing said asks where words belong; else None."""
    offered = waiting.offers.values() if waiting else ()
    found = (data for data in offered if data.startswith(LET_GO) or data == LET_ALL_GO)
    return next(found, None)


async def hold(turn: Turn, *more: Button) -> int | None:
    """Keep the words without a place, and return their id. Where too many wait, say what to do first (`more`: what
    else can be done with these), and None."""
    body = body_of(turn, None) or rules.text_body(turn.incoming.text)
    try:
        entry = await answers.hold(turn.work, turn.me, body, turn.incoming.message_id)
        turn.went_to = Where("entry", entry)
        return entry
    except TooMany as full:
        latest = await prompts.latest(turn.work, turn.me)
        turn.carry(OURS)
        keyboard = Keyboard([more] if more else [])
        keyboard.rows.extend(_places_of_all(turn, full.most, latest).rows)
        turn.say("enough", keyboard, what="unplaced", most=full.most)
        return None


async def loose(turn: Turn) -> None:
    """Keep the words and ask where they belong; what could be tapped before can still be typed."""
    entry = await hold(turn)
    if entry is None:
        return
    held = await answers.count_held(turn.work, turn.me)
    latest = await prompts.latest(turn.work, turn.me)
    turn.carry(OURS)
    if under_way(turn.waiting) and held > 1:
        turn.say("loose_more", _places_of_all(turn, held, latest), count=held)
        return
    keyboard = _places(turn, entry, latest)
    if held > 1:
        keyboard.row(turn.button("unplaced", "nu:0", number=held))
    turn.say("loose_words", keyboard, ask=_asked_last(latest))


async def offer(turn: Turn, entry: int, first: Button, reply: str, **values: object) -> None:
    """Held words may be meant for something else: what that is, is said, and its tap comes before all places."""
    keyboard = Keyboard().row(first)
    keyboard.rows += _places(turn, entry, await prompts.latest(turn.work, turn.me)).rows
    turn.carry(OURS)
    turn.say(reply, keyboard, **values)


async def which(turn: Turn, asked: Asked, label: str) -> None:
    """Words may be meant for a question, or for what was awaited before it came: both are named, one tap decides."""
    entry = await hold(turn)
    if entry is None:
        return
    keyboard = (
        Keyboard()
        .row(turn.button("it_answers", f"na:{entry}:{asked.id}"))
        .row(turn.button(label, f"nb:{entry}"))
        .row(turn.button("keep_note", f"nk:{entry}"))
    )
    turn.carry(OURS)
    turn.say(
        "which_words",
        keyboard,
        ask=shortened(asked.current.ask, ASKED),
        other=turn.language.button(label),
    )


async def unplaced(turn: Turn, args: list[str]) -> None:
    """A tap on Not placed yet, or on The next one: words held so far, the oldest first."""
    held = await answers.everything(turn.work, turn.me, "draft")
    if not held:
        turn.toast("kept_already")
        return
    at = (int(args[0]) if args else 0) % len(held)
    latest = await prompts.latest(turn.work, turn.me)
    keyboard = _places(turn, held[at].id, latest)
    if len(held) > 1:
        keyboard.row(
            turn.button("next_unplaced", f"nu:{at + 1}"), turn.button("drop_all", LET_ALL_GO)
        )
    turn.put(
        turn.message(
            "unplaced_words",
            keyboard,
            words=shortened(turn.language.said(held[at].body), BEFORE),
            kind=held[at].body["kind"],
            ask=_asked_last(latest),
            number=at + 1,
            count=len(held),
        )
    )


async def keep_note(turn: Turn, args: list[str]) -> None:
    """A tap on Keep as a note, for words without a place or kept elsewhere."""
    try:
        before = await answers.keep_note(turn.work, turn.me, int(args[0]))
    except TooMany as full:
        _say_notes_full(turn, full)
        return
    if before is None:
        turn.toast("entry_gone")
        return
    keyboard = (await _undoing(turn, before)).row(
        turn.button("journal", "do:journal"), *await _others(turn)
    )
    turn.put(turn.message("note_kept", keyboard, count=1))


async def keep_as_answer(turn: Turn, args: list[str]) -> None:
    """A tap on It is my answer, or on a question that words are moved to."""
    found = await answers.keep_as_answer(turn.work, turn.me, int(args[0]), int(args[1]))
    if found is None:
        turn.toast("entry_gone")
        return
    given, before = found
    turn.rebutton()
    say_kept(turn, given, [*(await _undoing(turn, before)).rows, tuple(await _others(turn))])


async def drop_note(turn: Turn, args: list[str]) -> None:
    """A tap on Let it go, or on Take it back: it can be undone for a while."""
    before = await answers.drop(turn.work, turn.me, int(args[0]))
    if before is None:
        turn.toast("entry_gone")
        return
    keyboard = (await _undoing(turn, before)).row(*await _others(turn))
    on_page = await feeds.is_on_page(turn.work, turn.me, int(args[0]))
    turn.put(turn.message("note_dropped", keyboard, count=1, on_page=on_page))


async def wait(turn: Turn, args: list[str]) -> None:
    """Later: the words stay where they are, safe and without a place."""
    del args
    turn.say("left_unplaced", Keyboard().row(turn.button("journal", "do:journal")))


async def keep_all(turn: Turn, args: list[str]) -> None:
    """A tap on Keep all as notes."""
    held = await _all_held(turn)
    if not held or await _shown_first(turn, held, args, "keep_all", "nka:yes"):
        return
    try:
        done = [await answers.keep_note(turn.work, turn.me, entry.id) for entry in held]
    except TooMany as full:
        _say_notes_full(turn, full)
        return
    keyboard = await _undoing(turn, _flat(done))
    keyboard.row(turn.button("journal", "do:journal"))
    turn.put(turn.message("note_kept", keyboard, count=len(held)))


async def add_all(turn: Turn, args: list[str]) -> None:
    """A tap on Add all to my last answer."""
    prompt, sure = args[0], args[1:]
    held = await _all_held(turn)
    if not held or await _shown_first(turn, held, sure, "add_all", f"naa:{prompt}:yes"):
        return
    done = [
        await answers.keep_as_answer(turn.work, turn.me, entry.id, int(prompt)) for entry in held
    ]
    moved = [one for one in done if one is not None]
    if not moved:
        turn.toast("entry_gone")
        return
    turn.rebutton()
    undoing = await _undoing(turn, _flat([before for _, before in moved]))
    say_kept(turn, moved[-1][0], undoing.rows)


async def drop_all(turn: Turn, args: list[str]) -> None:
    """A tap on Let them all go: what would go is shown first."""
    held = await _all_held(turn)
    if not held or (not args and _show_all(turn, held, "drop_all", f"{LET_ALL_GO}:yes")):
        return
    done = [await answers.drop(turn.work, turn.me, entry.id) for entry in held]
    keyboard = await _undoing(turn, _flat(done))
    turn.put(turn.message("note_dropped", keyboard, count=len(held), on_page=False))


async def ask_move(turn: Turn, args: list[str]) -> None:
    """A tap on Move or undo, under words that were kept: where else could they be?"""
    entry = await answers.find(turn.work, turn.me, int(args[0]))
    if entry is None:
        turn.toast("entry_gone")
        return
    keyboard = Keyboard()
    for asked in await prompts.recent(turn.work, turn.me, OTHERS, entry.prompt_id):
        label = turn.button(
            "move_to",
            f"na:{entry.id}:{asked.id}",
            beginning=shortened(asked.current.ask, BEGINNING),
        )
        keyboard.row(label)
    if entry.prompt_id is not None:
        keyboard.row(turn.button("keep_note", f"nk:{entry.id}"))
    keyboard.row(turn.button("take_this_back", f"{LET_GO}{entry.id}"))
    turn.say(
        "ask_move",
        keyboard.row(turn.button("leave_it", f"j:{entry.id}")),
        words=shortened(turn.language.said(entry.body), BEFORE),
        kind=entry.body["kind"],
        ask=shortened(entry.asked, ASKED) if entry.asked else None,
    )


async def undo(turn: Turn, args: list[str]) -> None:
    """A tap on Undo: what was done last with the person's words is undone, and nothing else."""
    noted = turn.waiting.undo if turn.waiting else None
    if noted is None or str(noted["key"]) != args[0]:
        turn.toast("undo_gone")
        return
    await dialogs.note_undo(turn.work, turn.me.id, None)
    done = await answers.undo(turn.work, turn.me, [Before(*one) for one in noted["before"]])
    if not done:
        turn.toast("undo_gone")
        return
    keyboard = Keyboard().row(turn.button("journal", "do:journal"), *await _others(turn))
    turn.put(turn.message("undone", keyboard, count=len(done)))


def say_kept(turn: Turn, found: answers.Given, more: Sequence[Sequence[Button]] = ()) -> None:
    """An answer is kept: say under which question, and ask what is still open of it. `more`: buttons besides."""
    turn.went_to = Where("entry", found.entry_id)
    asked, part = found.prompt, found.prompt.parts[found.part]
    elsewhere = turn.button("move_or_undo", f"mv:{found.entry_id}")
    if not found.complete:
        kept_as = "with" if found.lacks_figure else "part"
        message = asking.question(
            turn.work,
            turn.me,
            asked,
            with_reading=False,
            kept_as=kept_as,
            kept_ask=shortened(part.ask, ASKED),
            on_page=found.fed.figure,
            last=found.last,
        )
        turn.send(replace(message, buttons=(*message.buttons, (elsewhere,))))
        return
    keyboard = Keyboard().row(
        turn.button("add_more", f"a:{asked.id}"), turn.button("see_entry", f"j:{found.entry_id}")
    )
    keyboard.row(*(() if more else (elsewhere,)))
    if asked.why == asking.TRY and found.came is Outcome.NOT_YET:
        keyboard.row(
            turn.button("try_tomorrow", f"tyt:{asked.reading_id}"),
            turn.button("another_day", f"ty:{asked.reading_id}"),
        )
    offer = found.fed.offer
    keyboard.row(*(feeding.buttons(turn, offer) if offer else ()))
    for row in more:
        keyboard.row(*row)
    today = prompts.today_of(turn.work, turn.me)
    message = turn.message(
        "kept",
        keyboard,
        ask=shortened(part.ask, ASKED),
        day=None if asked.for_date == today else asked.for_date,
        parts=len(asked.parts),
        then=shortened(found.then.current.ask, ASKED) if found.then else None,
        on_page=found.fed.figure,
        last=found.last._asdict() if found.last else None,
        offer=offer.what if offer else None,
        words=one_line(offer.words, IN_LINE) if offer and offer.entry != found.entry_id else None,
        too_long=found.fed.too_long,
        follows=turn.language.button(found.sets) if found.sets else None,
        most=VISION,
    )
    turn.send(replace(message, prompt_id=asked.id))


async def _all_held(turn: Turn) -> list[Entry]:
    held = await answers.everything(turn.work, turn.me, "draft")
    if not held:
        turn.toast("kept_already")
    return held


def _say_notes_full(turn: Turn, full: TooMany) -> None:
    keyboard = Keyboard().row(
        turn.button("journal", "do:journal"), turn.button("export", "do:export")
    )
    turn.say("enough", keyboard, what="notes", most=full.most)


async def _shown_first(turn: Turn, held: list[Entry], sure: list[str], key: str, data: str) -> bool:
    """Typed words do nothing with several messages unseen; a tap on a button that says so does."""
    unseen = turn.incoming.kind is not Kind.TAP and not sure
    return unseen and _show_all(turn, held, key, data)


def _show_all(turn: Turn, held: list[Entry], key: str, data: str) -> bool:
    keyboard = Keyboard().row(
        turn.button(f"{key}_yes", data, number=len(held)), turn.button("back", "nu:0")
    )
    shown = [
        {"kind": one.body["kind"], "words": one_line(turn.language.said(one.body), IN_LINE)}
        for one in held[:IN_LIST]
    ]
    turn.put(
        turn.message(
            "ask_all", keyboard, doing=key, shown=shown, rest=len(held[IN_LIST:]), count=len(held)
        )
    )
    return True


async def _undoing(turn: Turn, before: Sequence[Before]) -> Keyboard:
    """The button that undoes what was just done."""
    key = turn.incoming.update_id
    await dialogs.note_undo(
        turn.work, turn.me.id, {"key": key, "before": [list(one) for one in before]}
    )
    return Keyboard().row(turn.button("undo", f"un:{key}"))


def _flat(done: Sequence[Sequence[Before] | None]) -> list[Before]:
    return list(chain.from_iterable(one for one in done if one is not None))


def _places(turn: Turn, entry: int, latest: Asked | None) -> Keyboard:
    """Where held words can go."""
    keyboard = Keyboard().row(turn.button("keep_note", f"nk:{entry}"))
    if latest is not None:
        key = "add_to_answer" if latest.state == "answered" else "use_as_answer"
        keyboard.row(turn.button(key, f"na:{entry}:{latest.id}"))
    return keyboard.row(turn.button("drop_note", f"{LET_GO}{entry}"))


def _places_of_all(turn: Turn, held: int, latest: Asked | None) -> Keyboard:
    """Where all held words can go together."""
    keyboard = Keyboard().row(turn.button("keep_all", "nka", number=held))
    if latest is not None and latest.state == "answered":
        keyboard.row(turn.button("add_all", f"naa:{latest.id}", number=held))
    return keyboard.row(turn.button("one_by_one", "nu:0"), turn.button("drop_all", LET_ALL_GO))


async def _others(turn: Turn) -> list[Button]:
    """The way on to what else is not placed yet."""
    held = await answers.count_held(turn.work, turn.me)
    return [turn.button("unplaced", "nu:0", number=held)] if held else []


def _asked_last(latest: Asked | None) -> str | None:
    return shortened(latest.current.ask, ASKED) if latest else None
