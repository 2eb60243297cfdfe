"""Puts a letter of one person into words, and lets what it offers be tapped and typed."""

from __future__ import annotations

from collections.abc import Container

from solbot.bot import dialog
from solbot.bot.untranslated import noted
from solbot.db.tables import Member
from solbot.errors import SolbotError, Untranslated
from solbot.telegram.kinds import Kinds, LetterKind, Worded
from solbot.telegram.messages import Message
from solbot.telegram.outbox import Claimed
from solbot.unit_of_work import UnitOfWork


async def written(
    work: UnitOfWork, member: Member, claimed: Claimed, kind: LetterKind
) -> Worded | None:
    """Put a claimed letter into words; the member's next words answer the question it brings.

    None when it is no longer needed. Raises whatever keeps it from being put into words: then nothing of this may be
    kept.
    """
    if kind.begin is not None:
        claimed = await kind.begin(work, member, claimed)
    waiting = await dialog.current(work, member.id)
    busy = waiting.is_conversation(work.now)
    message = await composed(work, member, claimed, kind, busy)
    if message is None:
        return None
    if kind.shown is not None:
        # Before the wire, so that words typed the moment it arrives are taken as its answer.
        await kind.shown(work, member, claimed)
    if message.edits is None:
        beside = waiting.awaits is not None and (busy or not kind.asks)
        await dialog.offer(work, member.id, message.offers(), beside=beside)
    return claimed, message


async def composed(
    work: UnitOfWork, member: Member, letter: Claimed, kind: LetterKind, busy: bool
) -> Message | None:
    """The message a letter becomes. Where the member's language lacks a piece of it, all of it is said in another,
    with a line that says so."""
    if kind.compose is None:
        raise LookupError(f"a letter of the kind {letter.kind} without its round")
    try:
        return await kind.compose(work, member, letter, busy)
    except Untranslated as lack:
        spoken = work.speaking(lack.code)
        message = await kind.compose(spoken, member, letter, busy)
        return message and noted(message, spoken.language_of(member), work.own_language_of(member))


def check(kinds: Kinds, labels: Container[str]) -> None:
    """Raise SolbotError where a kind of letter, or a notice, has no line on a person's page, which is a label."""
    odd = sorted(one for one in kinds.lines() if one not in labels)
    if odd:
        raise SolbotError(f"Letters without a line for staff: {', '.join(odd)}.")
