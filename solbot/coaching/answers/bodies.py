"""What a message says, as it is kept in an entry."""

from __future__ import annotations

from solbot.body import Body
from solbot.bot.context import Context
from solbot.coaching.answers import rules
from solbot.coaching.answers.prompts import PromptPart
from solbot.content.bodies import media_body, text_body, with_file
from solbot.telegram.incoming import UpdateKind
from solbot.typed import scales


def body_of(context: Context, part: PromptPart | None) -> Body | None:
    """What a message says as an answer to a part; None for a bare number off the scale."""
    incoming = context.incoming
    if incoming.file_id is not None:
        kind = "voice" if incoming.kind is UpdateKind.VOICE else "photo"
        return media_body(kind, incoming.file_id, incoming.text or None, incoming.unique_id)
    text = incoming.text
    if part is not None and part.kind == "scale":
        value = _figure(context, text)
        if value is not None:
            return rules.scale_body(value)
        return None if text.lstrip("+-−").isdecimal() else text_body(text)
    if part is not None and part.options:
        named = rules.options_named(text, part.options, part.kind == "multi")
        if named:
            return rules.chosen_body(part.kind, part.options, named)
    return text_body(text)


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
    now = body_of(context, part)
    figure_lost = before["kind"] == "scale" and now is not None and now["kind"] != "scale"
    return None if figure_lost else now


def _figure(context: Context, text: str) -> int | None:
    vocabulary = context.language.vocabulary
    exact = scales.parse_scale(text, vocabulary)
    return scales.parse_about(text, vocabulary) if exact is None else exact
