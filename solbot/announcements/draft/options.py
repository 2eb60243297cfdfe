"""A vote under an announcement: its options, by language."""

from __future__ import annotations

from typing import TypedDict

from solbot.announcements.draft import buttons as draft_buttons
from solbot.announcements.draft import chat as draft_chat
from solbot.announcements.draft import service as drafts
from solbot.announcements.draft.service import Announcement
from solbot.announcements.rules import MOST_BUTTONS, OPTION, placeholders
from solbot.bot.context import Context
from solbot.bot.taps import tap
from solbot.content.cutting import shortened
from solbot.content.lengths import units
from solbot.telegram.messages import Keyboard

AWAITS = "broadcast_vote"
LONGEST = 36  # characters of an option
READY = ("yes", "no", "maybe")


class OptionsAwaited(TypedDict):
    """The options of which announcement are awaited, in which language."""

    announcement: int
    language: str


@tap("bcbv")
async def ask(context: Context, announcement_id: int, code: str) -> None:
    """A tap on A vote, or on The vote in a language: which options?"""
    row = await draft_chat.find_draft(context, announcement_id)
    if row is not None and code in context.work.catalog.by_code:
        await show(context, row, code)


async def show(context: Context, row: Announcement, code: str) -> None:
    """Ask for the options in a language."""
    await context.expect(AWAITS, announcement=row.id, language=code)
    _ask(context, row, code, wrong=None, label="")


@tap("bcbvy")
async def ready(context: Context, announcement_id: int) -> None:
    """A tap on Yes, no, not sure: in each language."""
    row = await draft_chat.find_draft(context, announcement_id)
    if row is None:
        return
    languages = context.work.catalog.by_code
    labels = {
        code: [str(one.button(f"vote_{option}")) for option in READY]
        for code, one in languages.items()
    }
    await _set(context, row, context.language.code, labels)


async def typed(context: Context) -> None:
    """The options, one a line."""
    data = context.awaited(OptionsAwaited, AWAITS)
    row = await draft_chat.find_draft(context, data["announcement"])
    if row is None:
        return
    lines = [" ".join(one.strip(" -–•*").split()) for one in context.incoming.text.splitlines()]
    labels = [one for one in lines if one]
    long = next((one for one in labels if units(one) > LONGEST), None)
    empty = next((one for one in labels if any(placeholders(one))), None)
    if empty is not None:
        _ask(context, row, data["language"], wrong="placeholder", label=empty)
    elif long is not None:
        _ask(context, row, data["language"], wrong="too_long", label=long)
    elif len(set(labels)) < len(labels) or len(labels) < 2:
        _ask(context, row, data["language"], wrong="too_few", label="")
    else:
        await _set(context, row, data["language"], {data["language"]: labels})


async def _set(
    context: Context, row: Announcement, code: str, labels: dict[str, list[str]]
) -> None:
    try:
        row = await drafts.set_options(context.work, row.id, labels)
    except ValueError:
        _ask(context, row, code, wrong="other", label="")
        return
    await context.rest()
    await draft_buttons.show_changed(context, row)


def _ask(context: Context, row: Announcement, code: str, *, wrong: str | None, label: str) -> None:
    there = sum(one["kind"] == OPTION for one in row.buttons)
    keyboard = Keyboard()
    if not there:
        keyboard.row(context.button("vote_ready", ready.to(row.id)))
    keyboard.row(context.button("cancel", draft_buttons.show.to(row.id)))
    context.show(
        "staff/ask_options",
        keyboard,
        language=context.work.catalog.language(code).name,
        there=there,
        most=MOST_BUTTONS - len(row.buttons),
        wrong=wrong,
        label=shortened(label, LONGEST),
    )
