"""Bare words that no button bears: yes, no, cancel, skip, stop, help. What each means where it is said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, get_args

from solbot.bot.context import Context
from solbot.bot.dialog import ANSWER
from solbot.bot.taps import do, sends
from solbot.telegram.incoming import UpdateKind
from solbot.typed.plain import plain
from solbot.typed.vocabulary import meant

BareWord = Literal["yes", "no", "cancel", "skip", "let_go", "stop", "help", "a_person"]
KINDS: tuple[BareWord, ...] = get_args(BareWord)
COMMANDS: tuple[BareWord, ...] = ("stop", "help", "cancel")
CALLING_OFF: tuple[BareWord, ...] = ("cancel", "stop")
LEAVING: tuple[BareWord, ...] = ("no", "cancel", "skip", "let_go")
CHOSEN: Mapping[BareWord, Sequence[str]] = {
    "yes": ("online_yes",),
    "no": ("online_no",),
    "skip": ("skip",),
}
"""The buttons that a word stands for where one of them answers what was asked."""


def kind_of(context: Context) -> BareWord | None:
    """Which bare word the whole message is, if any."""
    return meant(context.incoming.text, context.language.vocabulary, KINDS)


def command_before_consent(context: Context) -> str | None:
    """The command a person may use without consent: sent, tapped, or typed as a bare word."""
    incoming = context.incoming
    if incoming.kind is UpdateKind.COMMAND:
        found = incoming.command
    elif incoming.kind is UpdateKind.TAP:
        found = incoming.data.removeprefix("do:") if incoming.data.startswith("do:") else ""
    elif incoming.kind is UpdateKind.TEXT and context.member is not None:
        named = (one for one in ("privacy", "programs") if context.is_called(one, incoming.text))
        found = next(named, None) or kind_of(context) or ""
    else:
        return None
    return found if found in context.routes.commands_without_consent else None


def doubtful(context: Context, kind: BareWord) -> bool:
    """Whether to ask what is meant: an answer to the open question, or leaving for good."""
    return kind == "stop" or (kind in COMMANDS and _awaits(context) == ANSWER)


def tap_for(context: Context, kind: BareWord) -> str | None:
    """The tap a word stands for here; None where it is a word like any other."""
    offers = context.waiting.offers.values() if context.waiting else ()
    said_again, loose = again(context, kind), context.routes.loose
    awaits = _awaits(context)
    if awaits is None and kind in ("yes", "no") and (asked := _asked_about(offers)):
        return asked if kind == "yes" else loose.drop(int(asked.rpartition(":")[2]))
    if said_again or doubtful(context, kind) or awaits == ANSWER:
        return said_again
    if kind == "help":
        return do("help")
    if kind == "a_person":
        return sends("iq", "-")
    if awaits is not None:
        chosen = next(
            (tap for key in CHOSEN.get(kind, ()) if (tap := _offered(context, key))), None
        )
        return chosen or (_way_out(context, awaits) if kind in LEAVING else None)
    if let_go := loose.let_go(context.waiting):
        if meant(context.incoming.text, context.language.vocabulary, ("go_back",)):
            return loose.wait  # nothing is deleted by that
        return {"cancel": let_go, "let_go": let_go, "skip": loose.wait, "no": loose.wait}.get(kind)
    if kind == "yes":
        return next(
            (data for to in context.routes.yes for data in offers if f"{data}:".startswith(to)),
            None,
        )
    if kind == "no":
        return _no(context)
    return do("cancel") if kind == "cancel" else None


def again(context: Context, kind: str) -> str | None:
    """The tap that says words were no answer, where it was just asked and they are said once more."""
    offers = context.waiting.offers.values() if context.waiting else ()
    return next((data for data in offers if data.startswith(f"bw:{kind}:")), None)


def _awaits(context: Context) -> str | None:
    return context.waiting.awaits if context.waiting else None


def _asked_about(offers: Iterable[str]) -> str | None:
    """What does as a word says that was just asked about."""
    return next((data for data in offers if data.startswith("bw:")), None)


def _way_out(context: Context, awaits: str) -> str:
    awaited = context.routes.awaited.get(awaits)
    if awaited is not None and awaited.skip:
        return awaited.skip
    settled = context.me.onboarded_at is not None
    return do("cancel") if settled else context.routes.settling.skip(awaits)


def _no(context: Context) -> str | None:
    """Back from a question of the bot's own; a no to anything else is a word like any other."""
    offers = context.waiting.offers if context.waiting else {}
    if not any(f"{data}:".startswith(context.routes.yes) for data in offers.values()):
        return None
    return _offered(context, "back") or _offered(context, "journal_only")


def _offered(context: Context, key: str) -> str | None:
    """What a button sends that is offered just now."""
    offers = context.waiting.offers if context.waiting else {}
    labels = (plain(label) for label in context.language.names_of(key))
    return next((offers[label] for label in labels if label in offers), None)
