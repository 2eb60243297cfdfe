"""What a message says, as it is kept in an entry."""

from __future__ import annotations

from solbot.body import Body
from solbot.bot.context import Context
from solbot.coaching.answers.prompts import PromptPart
from solbot.content.answer_kinds import Photo, Voice, kind_of
from solbot.content.bodies import media_body, text_body, with_file
from solbot.telegram.incoming import UpdateKind


def body_of(context: Context, part: PromptPart | None) -> Body | None:
    """What a message says as an answer to a part; None for a bare number off the scale."""
    incoming = context.incoming
    if incoming.file_id is not None:
        kind = (Voice if incoming.kind is UpdateKind.VOICE else Photo).name
        return media_body(kind, incoming.file_id, incoming.text or None, incoming.unique_id)
    if part is None:
        return text_body(incoming.text)
    return kind_of(part.kind).read(incoming.text, part.options, context.language.vocabulary)


def body_in_place(context: Context, before: Body, part: PromptPart | None) -> Body | None:
    """What a message says in the place of what was kept before; None where a figure would become none."""
    incoming = context.incoming
    if "file_id" in before and incoming.kind is UpdateKind.EDIT:
        rest = before.copy()
        rest.pop("text", None)
        body = with_file(rest, *incoming.new_file)
        if incoming.text:
            body["text"] = incoming.text
        return body
    kind, now = kind_of(before["kind"]), body_of(context, part)
    if now is None or kind.fulfilled_by(now):
        return now
    if incoming.file_id is not None:
        return None
    # What was moved, or came in from elsewhere, stands where nothing of its kind is asked for.
    now = _read_as_before(context, before)
    return now if now is not None and kind.fulfilled_by(now) else None


def is_off_scale(context: Context, before: Body) -> bool:
    """Whether a message is a bare number off the scale of what was kept before."""
    return context.incoming.file_id is None and _read_as_before(context, before) is None


def _read_as_before(context: Context, before: Body) -> Body | None:
    return kind_of(before["kind"]).read(context.incoming.text, (), context.language.vocabulary)
