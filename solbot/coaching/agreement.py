"""A privacy text that changed: who agreed to an earlier one is told what changed, and asked anew.

Until then no nudge comes, the question takes its place, once; and whatever they write is kept without a place. The
privacy text, a copy and erasing are there at any time.
"""

from __future__ import annotations

from typing import Final

from solbot.bot import dialog, keywords
from solbot.bot.args import known
from solbot.bot.context import Context
from solbot.bot.router import as_command
from solbot.bot.taps import do, tap
from solbot.coaching.answers import held_words
from solbot.coaching.journal import unfiled
from solbot.coaching.rhythm import service as schedule
from solbot.coaching.rhythm.db import DueSlot
from solbot.content.language import Language
from solbot.db.members import is_behind
from solbot.db.tables import Member
from solbot.members import service as members
from solbot.telegram.incoming import UpdateKind
from solbot.telegram.messages import Button, Keyboard, Message
from solbot.telegram.outbox import Claimed
from solbot.typed.vocabulary import meant
from solbot.unit_of_work import UnitOfWork

KIND: Final = "privacy_changed"
OPEN_COMMANDS: Final = frozenset({"privacy", "export", "forget", "stop", "help"})
"""What can be had without agreeing anew."""


def letter(work: UnitOfWork, slot: DueSlot) -> dict[str, object]:
    """What comes in place of a nudge. Its key lets it come once for each text."""
    return {
        "key": f"{KIND}:{slot.member_id}:{work.catalog.privacy}",
        "member_id": slot.member_id,
        "kind": KIND,
        "ref": {},
        "due_at": slot.due_at,
    }


async def written(work: UnitOfWork, member: Member, claimed: Claimed, _: bool) -> Message | None:
    """The letter; None for who agreed meanwhile."""
    del claimed
    if not is_behind(member.privacy_agreed, work.catalog.privacy):
        return None
    language = work.language_of(member)
    return Message(language.reply("privacy_changed", kept=False), _choice(language).built())


async def met(context: Context) -> bool:
    """Whether this is all there is for somebody who has to agree anew; then they are asked."""
    incoming, member = context.incoming, context.me
    if not is_behind(member.privacy_agreed, context.work.catalog.privacy):
        return False
    if incoming.kind is UpdateKind.EDIT or _is_open(context):
        return False
    if (answer := _typed(context)) is not None:
        await answered(context, answer)
        return True
    kept = False
    if incoming.kind not in (UpdateKind.COMMAND, UpdateKind.TAP):
        if await unfiled.hold(context) is None:
            return True
        kept = True
    context.say("privacy_changed", _choice(context.language), kept=kept)
    return True


def _is_open(context: Context) -> bool:
    incoming, waiting = context.incoming, context.waiting
    if incoming.kind is UpdateKind.COMMAND:
        return incoming.command in OPEN_COMMANDS
    if incoming.kind is UpdateKind.TAP:
        return _is_open_tap(incoming.data)
    if waiting is not None and waiting.awaits == "forget":
        return True
    return incoming.kind is UpdateKind.TEXT and not incoming.forwarded and _are_open(context)


def _is_open_tap(data: str) -> bool:
    name, _, rest = data.partition(":")
    if name == as_command.code:
        return rest.partition(":")[0] in OPEN_COMMANDS
    return name in (answered.code, *unfiled.OURS) or (
        name == "do" and rest in (*OPEN_COMMANDS, "cancel")
    )


def _are_open(context: Context) -> bool:
    """Whether words do what a button does, or a command, that is there without agreeing."""
    waiting, kind = context.waiting, keywords.kind_of(context)
    data = dialog.tapped(waiting, context.incoming.text) if waiting else None
    if data is None and kind in ("yes", "no"):
        data = keywords.tap_for(context, kind)
    return _is_open_tap(data) if data is not None else kind in OPEN_COMMANDS


def _typed(context: Context) -> str | None:
    """A yes or a no in words, where that is what was asked last."""
    waiting, text = context.waiting, context.incoming.text
    if context.incoming.kind is not UpdateKind.TEXT or waiting is None:
        return None
    if answered.to("yes") not in waiting.offers.values():
        return None
    for answer in ("yes", "no"):
        if context.is_called(f"agree_{answer}", text):
            return answer
    return meant(text, context.language.vocabulary, ("yes", "no"))


@tap("pv")
async def answered(context: Context, answer: str) -> None:
    """A tap on yes or no, or the word. No changes nothing, and leads to a copy and to erasing."""
    known(answer, ("yes", "no"))
    if not is_behind(context.me.privacy_agreed, context.work.catalog.privacy):
        context.toast("consent_given_already")
        return
    context.rebutton()
    if answer == "no":
        keyboard = (
            Keyboard()
            .row(context.button("export", do("export")), context.button("forget", do("forget")))
            .row(context.button("agree_yes", answered.to("yes")))
        )
        context.say("privacy_declined", keyboard)
        return
    members.agree(context.work, context.me)
    held = await held_words.count_held(context.work, context.me)
    at = await schedule.next_nudge(context.work, context.me)
    keyboard = Keyboard()
    if held:
        keyboard.row(context.button("unplaced", unfiled.unplaced.to(0), number=held))
    context.say("privacy_agreed", keyboard, count=held, next=context.local(at) if at else None)


def _choice(language: Language) -> Keyboard:
    return (
        Keyboard()
        .row(Button(language.button("agree_yes"), answered.to("yes")))
        .row(
            Button(language.button("agree_no"), answered.to("no")),
            Button(language.button("privacy"), do("privacy")),
        )
    )
