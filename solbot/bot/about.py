"""Questions about the bot itself, as people type them: answered, or led to the screen that does what was asked."""

from __future__ import annotations

from collections.abc import Mapping

from solbot.bot.context import Context
from solbot.bot.dialog import ANSWER
from solbot.bot.taps import do, sends
from solbot.telegram.messages import Keyboard

BUTTONS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "ai": (("society", sends("ps")), ("ask_person", sends("iq", "-"))),
    "you": (("help", do("help")), ("privacy", do("privacy"))),
    "readers": (("privacy", do("privacy")),),
    "clock": (("change_rhythm", do("rhythm")), ("change_zone", do("zone"))),
    "call": (("ask_person", sends("iq", "-")),),
    "cost": (("programs", do("programs")),),
    "media": (),
    "leaving": (("pause", do("pause")), ("stop", do("stop")), ("forget", do("forget"))),
}
"""What is answered in words, each with what can be done about it. What leads to a screen, features hand over."""

BEFORE_CONSENT = frozenset({"ai", "you", "readers", "call", "cost", "media"})
ASIDE = frozenset({"vision", "language", "zone", "rhythm", "closeness", "pause"})
"""What may be awaited while such a question is surely one. Elsewhere the words may be just what was asked for."""


def topic_of(context: Context) -> str | None:
    """What about the bot the whole message asks, where it can't be meant otherwise; None for other words, and for what
    nobody has an answer to."""
    awaits = context.waiting.awaits if context.waiting else None
    if awaits is not None and awaits != ANSWER and awaits not in ASIDE:
        return None
    topic = context.language.topics.asked(context.incoming.text)
    return topic if topic in BUTTONS or topic in context.routes.leads else None


def asks_before_consent(context: Context) -> str | None:
    """The same of somebody of whom nothing is kept yet."""
    topic = context.language.topics.asked(context.incoming.text)
    return topic if topic in BEFORE_CONSENT else None


async def answer(context: Context, topic: str) -> None:
    """Answer a question in words. What is awaited stays so, and what could be tapped can still be typed."""
    member = context.member
    settled = member is not None and member.consented_at is not None
    at = await context.routes.comes_next(context.work, context.me) if settled else None
    context.carry(())
    context.say(
        "about",
        _ways_on(context, topic, settled=settled),
        topic=topic,
        now=context.local(context.work.now) if settled else None,
        zone=context.work.zone_of(context.me) if settled else None,
        next=context.local(at) if at else None,
        awaited=context.waiting is not None and context.waiting.awaits is not None,
    )


def _ways_on(context: Context, topic: str, *, settled: bool) -> Keyboard:
    if not settled:
        keyboard = Keyboard().row(context.button("begin", do("start")))
        return keyboard.row(context.button("privacy", do("privacy")))
    return Keyboard().grid((context.button(key, data) for key, data in BUTTONS[topic]), 2)
