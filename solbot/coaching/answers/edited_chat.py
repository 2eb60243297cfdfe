"""A message of somebody's own that they edited: what was stored from it follows."""

from __future__ import annotations

from solbot.bot import help as bot_help
from solbot.bot.context import Context
from solbot.coaching.answers import service as answers
from solbot.coaching.answers.bodies import body_in_place
from solbot.coaching.answers.rules import Followed
from solbot.coaching.answers.service import JournalEntry
from solbot.coaching.journal import unfiled
from solbot.coaching.own_questions import edits as own_questions
from solbot.coaching.visions import edits
from solbot.content.bodies import with_piece_edited
from solbot.desk import service as inquiries

EDITED_LATELY = 24 * 3600.0  # seconds; Telegram keeps updates no longer


async def edited(context: Context) -> None:
    """The person edited a message of theirs: what was stored from it follows.

    A reaction brings an edit as well, of which nothing is different: that is met with silence.
    """
    incoming = context.incoming
    entry = await answers.edited(context.work, context.me, incoming.message_id or 0)
    if entry is not None and not entry.is_readable:
        # What is kept may be read again one day: the new words stand beside it.
        await unfiled.keep_and_ask(context)
        return
    if entry is not None and not incoming.text and incoming.file_id is None:
        await bot_help.words_please(context)  # what was kept stays
        return
    if entry is not None:
        followed = await _follow(context, entry)
    elif incoming.text:
        followed = await _follow_elsewhere(context, incoming.text)
    else:
        return
    if context.said:  # the new words have no room
        return
    if followed is None and entry is not None:
        context.say("figure_stays")
    elif followed is None and _is_new(context):
        context.say("edit_of_nothing")
    elif followed not in (None, Followed.THE_SAME):
        context.say("edit_followed", followed=followed)


async def _follow(context: Context, entry: JournalEntry) -> Followed | None:
    """None where a figure was edited into something that is none."""
    incoming = context.incoming
    body = with_piece_edited(
        entry.body, incoming.message_id or 0, incoming.text, *incoming.new_file
    )
    if body is None:
        part = await answers.part_of(context.work, context.me, entry.id)
        body = body_in_place(context, entry.body, part)
    return (
        None
        if body is None
        else await answers.follow_edit(context.work, context.me, entry.id, body)
    )


async def _follow_elsewhere(context: Context, words: str) -> Followed | None:
    """The message may be on the page of a vision, a question of their own, or part of one to a person; None where it is
    none of these."""
    message = context.incoming.message_id or 0
    if words.startswith("/"):
        words = words.partition(" ")[2].strip()  # what came after the command is what was kept
    return (
        await edits.follow(context, message, words)
        or await own_questions.follow(context, message, words)
        or await inquiries.follow_edit(context.work, context.me, message, words)
    )


def _is_new(context: Context) -> bool:
    """Whether somebody edited this just now; Telegram shows when it was really edited."""
    at = context.incoming.edited_at
    return bool(at) and abs(context.work.now.timestamp() - at) < EDITED_LATELY
