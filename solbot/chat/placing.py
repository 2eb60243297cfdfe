"""Words that answer nothing: kept at once, and placed with one tap; all that wait are one conversation."""

from __future__ import annotations

from solbot.chat import asking
from solbot.chat.bodies import body_of
from solbot.chat.turn import Turn
from solbot.domain import answers as rules
from solbot.domain.messages import Button, Keyboard
from solbot.services import answers, prompts
from solbot.services.dialogs import Waiting
from solbot.services.prompts import Asked

OURS = ("nk", "na", "nx", "nu", "nw")
LET_GO, LET_ALL_GO = "nx:", "nxx"


def under_way(waiting: Waiting | None) -> str | None:
    """What a tap on "let it go" sends, while the last thing said asks where words belong; else None."""
    offered = waiting.offers.values() if waiting else ()
    found = (data for data in offered if data.startswith(LET_GO) or data == LET_ALL_GO)
    return next(found, None)


async def hold(turn: Turn) -> int:
    """Keep the words without a place, and return their id."""
    body = body_of(turn, None) or rules.text_body(turn.incoming.text)
    return await answers.hold(turn.work, turn.me, body, turn.incoming.message_id)


async def loose(turn: Turn) -> None:
    """Keep the words and ask where they belong; what could be tapped before can still be typed."""
    entry = await hold(turn)
    held = await answers.count_held(turn.work, turn.me)
    latest = await prompts.latest(turn.work, turn.me)
    turn.carry(OURS)
    if under_way(turn.waiting) and held > 1:
        turn.say("loose_more", _places_of_all(turn, held, latest), count=held)
        return
    keyboard = _places(turn, entry, latest)
    if held > 1:
        keyboard.row(turn.button("unplaced", "nu:0", number=held))
    turn.say("loose_words", keyboard, ask=_short(latest.current.ask) if latest else None)


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
            words=_short(turn.language.said(held[at].body), 600),
            kind=held[at].body["kind"],
            ask=_short(latest.current.ask) if latest else None,
            number=at + 1,
            count=len(held),
        )
    )


async def keep_note(turn: Turn, args: list[str]) -> None:
    """A tap on Keep as a note."""
    if not await answers.keep_note(turn.work, turn.me, int(args[0])):
        turn.toast("entry_gone")
        return
    keyboard = Keyboard().row(turn.button("journal", "do:journal"), *await _others(turn))
    turn.put(turn.message("note_kept", keyboard, count=1))


async def keep_as_answer(turn: Turn, args: list[str]) -> None:
    """A tap on It is my answer."""
    found = await answers.keep_as_answer(turn.work, turn.me, int(args[0]), int(args[1]))
    if found is None:
        turn.toast("entry_gone")
        return
    turn.rebutton()
    say_kept(turn, found, await _others(turn))


async def drop_note(turn: Turn, args: list[str]) -> None:
    """A tap on Let it go."""
    if not await answers.delete_draft(turn.work, turn.me, int(args[0])):
        turn.toast("kept_already")
        return
    turn.put(turn.message("note_dropped", Keyboard().row(*await _others(turn))))


async def wait(turn: Turn, args: list[str]) -> None:
    """Later: the words stay where they are, safe and without a place."""
    del args
    turn.say("left_unplaced", Keyboard().row(turn.button("journal", "do:journal")))


async def keep_all(turn: Turn, args: list[str]) -> None:
    """A tap on Keep all as notes."""
    del args
    held = await answers.everything(turn.work, turn.me, "draft")
    if not held:
        turn.toast("kept_already")
        return
    for entry in held:
        await answers.keep_note(turn.work, turn.me, entry.id)
    keyboard = Keyboard().row(turn.button("journal", "do:journal"))
    turn.put(turn.message("note_kept", keyboard, count=len(held)))


async def add_all(turn: Turn, args: list[str]) -> None:
    """A tap on Add all to my last answer."""
    found = None
    for entry in await answers.everything(turn.work, turn.me, "draft"):
        found = await answers.keep_as_answer(turn.work, turn.me, entry.id, int(args[0])) or found
    if found is None:
        turn.toast("entry_gone")
        return
    turn.rebutton()
    say_kept(turn, found)


async def drop_all(turn: Turn, args: list[str]) -> None:
    """A tap on Let them all go: asked twice, as it can't be undone."""
    held = await answers.everything(turn.work, turn.me, "draft")
    if not held:
        turn.toast("kept_already")
    elif args != ["yes"]:
        keyboard = Keyboard().row(
            turn.button("drop_all_yes", f"{LET_ALL_GO}:yes"), turn.button("back", "nu:0")
        )
        turn.put(turn.message("ask_drop_all", keyboard, count=len(held)))
    else:
        for entry in held:
            await answers.delete_draft(turn.work, turn.me, entry.id)
        turn.put(turn.message("note_dropped"))


def say_kept(turn: Turn, found: answers.Given, others: list[Button] | None = None) -> None:
    """An answer is kept: ask the next part, or say so."""
    if not found.complete:
        turn.send(asking.question(turn.work, turn.me, found.prompt, with_reading=False))
        return
    keyboard = Keyboard().row(
        turn.button("add_more", f"a:{found.prompt.id}"),
        turn.button("see_entry", f"j:{found.entry_id}"),
    )
    turn.say("kept", keyboard.row(*(others or [])), parts=len(found.prompt.parts))


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


def _short(text: str, most: int = 200) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
