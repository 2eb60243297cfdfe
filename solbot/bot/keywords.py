"""Bare words that no button bears: yes, no, cancel, skip, stop, help. What each means where it is said."""

from __future__ import annotations

from collections.abc import Iterable

from solbot.bot.context import Turn
from solbot.bot.dialog import ANSWER
from solbot.coaching.answers import prompts
from solbot.coaching.answers import service as answers
from solbot.coaching.journal import unfiled as placing
from solbot.coaching.onboarding import WITHIN
from solbot.content.cutting import one_line
from solbot.limits import NAME_IN_LINE
from solbot.telegram.messages import Keyboard
from solbot.typed.about import TOPICS
from solbot.typed.plain import plain
from solbot.typed.vocabulary import meant

KINDS = ("yes", "no", "cancel", "skip", "let_go", "stop", "help", "a_person")
COMMANDS = ("stop", "help", "cancel")
LEAVING = ("no", "cancel", "skip", "let_go")
YES = ("pta:", "pt:", "jx:", "vxx:", "nxx:", "nka:yes", "clx:", "scee:", "scxx:", "oqxx:", "pg:")
"""What a yes to a question of the bot's own sends, the first that is offered."""

CHOSEN = {"yes": ("online_yes",), "no": ("online_no",), "skip": ("skip",)}
"""The buttons that a word stands for where one of them answers what was asked."""


def kind_of(turn: Turn) -> str | None:
    """Which bare word the whole message is, if any."""
    return meant(turn.incoming.text, turn.language.vocabulary, KINDS)


def doubtful(turn: Turn, kind: str) -> bool:
    """Whether to ask what is meant: an answer to the open question, or leaving for good."""
    return kind == "stop" or (kind in COMMANDS and _awaits(turn) == ANSWER)


def tap_for(turn: Turn, kind: str) -> str | None:
    """The tap a word stands for here; None where it is a word like any other."""
    offers = turn.waiting.offers.values() if turn.waiting else ()
    said_again = again(turn, kind)
    awaits = _awaits(turn)
    if awaits is None and kind in ("yes", "no") and (asked := _asked_about(offers)):
        return asked if kind == "yes" else f"{placing.LET_GO}{asked.rpartition(':')[2]}"
    if said_again or doubtful(turn, kind) or awaits == ANSWER:
        return said_again
    if kind == "help":
        return "do:help"
    if kind == "a_person":
        return "iq:-"
    if awaits is not None:
        chosen = next((tap for key in CHOSEN.get(kind, ()) if (tap := _offered(turn, key))), None)
        return chosen or (_way_out(turn, awaits) if kind in LEAVING else None)
    if let_go := placing.under_way(turn.waiting):
        return {"cancel": let_go, "let_go": let_go, "skip": "nw", "no": "nw"}.get(kind)
    if kind == "yes":
        return next((data for to in YES for data in offers if data.startswith(to)), None)
    if kind == "no":
        return _no(turn)
    return "do:cancel" if kind == "cancel" else None


def again(turn: Turn, kind: str) -> str | None:
    """The tap that says words were no answer, where it was just asked and they are said once more."""
    offers = turn.waiting.offers.values() if turn.waiting else ()
    return next((data for data in offers if data.startswith(f"bw:{kind}:")), None)


async def ask(turn: Turn, kind: str) -> None:
    """Keep the words and ask whether they are an answer, or a command, or a question to the bot."""
    key = "do_ask" if kind in TOPICS else f"do_{kind}"
    entry = await placing.hold(turn, turn.button(key, f"bw:{kind}:0"))
    if entry is None:
        return
    awaited = turn.waiting.data["prompt"] if turn.waiting and _awaits(turn) == ANSWER else None
    asked = await prompts.find(turn.work, turn.me, awaited) if awaited is not None else None
    keyboard = Keyboard()
    if asked is not None:
        keyboard.row(turn.button("it_is_my_answer", f"na:{entry}:{asked.id}"))
    keyboard.row(turn.button(key, f"bw:{kind}:{entry}"))
    if asked is None:
        keyboard.row(turn.button("keep_note", f"nk:{entry}"))
    turn.carry(placing.OURS)
    turn.say(
        "ask_word",
        keyboard,
        word=one_line(turn.incoming.text, NAME_IN_LINE),
        answering=asked is not None,
        to_bot=kind in TOPICS,
    )


async def forget(turn: Turn, entry_id: int) -> None:
    """It was meant as a command: the word itself need not be kept."""
    await answers.delete_held(turn.work, turn.me, entry_id)


def _awaits(turn: Turn) -> str | None:
    return turn.waiting.awaits if turn.waiting else None


def _asked_about(offers: Iterable[str]) -> str | None:
    """What does as a word says that was just asked about."""
    return next((data for data in offers if data.startswith("bw:")), None)


def _way_out(turn: Turn, awaits: str) -> str:
    if awaits == "closeness":
        return "vc_skip"
    if turn.me.onboarded_at is not None:
        return "do:cancel"
    return f"skip:{WITHIN.get(awaits, awaits)}"


def _no(turn: Turn) -> str | None:
    """Back from a question of the bot's own; a no to anything else is a word like any other."""
    offers = turn.waiting.offers if turn.waiting else {}
    if not any(data.startswith(YES) for data in offers.values()):
        return None
    return _offered(turn, "back") or _offered(turn, "journal_only")


def _offered(turn: Turn, key: str) -> str | None:
    """What a button sends that is offered just now."""
    offers = turn.waiting.offers if turn.waiting else {}
    labels = (plain(label) for label in turn.language.names_of(key))
    return next((offers[label] for label in labels if label in offers), None)
