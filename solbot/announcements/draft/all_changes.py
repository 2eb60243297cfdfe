"""Show all changes of a correction: what it says otherwise than the copies people have, its texts whole."""

from __future__ import annotations

from solbot.announcements import letters as announcement_letters
from solbot.announcements.draft import chat as draft_chat
from solbot.announcements.draft import service as drafts
from solbot.announcements.draft.service import Announcement
from solbot.announcements.rules import Content
from solbot.bot import differences
from solbot.bot.args import known
from solbot.bot.context import Context
from solbot.bot.differences import Difference
from solbot.bot.taps import sends, tap
from solbot.content.language import Language
from solbot.content.telegram_html import with_addresses
from solbot.errors import StaleButton
from solbot.programs import service as programs


@tap("bcdf")
async def show(context: Context, announcement_id: int, screen: str, page: str = "0") -> None:
    """A tap on Show all changes, on the screen before, or on another page of them."""
    row = await draft_chat.find_draft(context, announcement_id)
    if row is None:
        return
    if row.corrects_id is None:
        raise StaleButton
    before = await drafts.find(context.work, row.corrects_id)
    # Where it is reached from: the screen of whoever sends it, and of whoever agrees.
    back = {"bcq": sends("bcq", row.id), "bcv": sends("bcv", row.id)}
    known(screen, back)
    found = []
    for language in context.work.catalog.by_code.values():
        for second in (False, True):
            old, new = (_content(one, language, second=second) for one in (before, row))
            found += [
                _words(context, language, old, new, second=second),
                _files(context, language, old, new, second=second),
            ]
        found.append(await _buttons(context, language, before, row))
    differences.show(
        context,
        [one for one in found if one.old != one.new],
        show.to(row.id, screen),
        page,
        context.button("back", back[screen]),
        corrects=before.id,
    )


def _content(row: Announcement, language: Language, *, second: bool) -> Content:
    return Content.of(((row.second or {}) if second else row.content).get(language.code, {}))


def _words(
    context: Context, language: Language, before: Content, after: Content, *, second: bool
) -> Difference:
    """What is written in a language; where its look alone differs, as HTML, or it would seem the same."""
    old, new = before.html, after.html
    if with_addresses(old) != with_addresses(new):
        old, new = with_addresses(old), with_addresses(new)
    called = context.language.button("changed_second" if second else "changed_words")
    return Difference(called, language.name, old or None, new or None)


def _files(
    context: Context, language: Language, before: Content, after: Content, *, second: bool
) -> Difference:
    """The files with it, one a line; those that were not there before are called new."""
    old, new = before.media, after.media
    there = [one["file_id"] for one in old]
    lines = []
    for one in new:
        label = context.language.button(f"media_{one['kind']}")
        is_new = one["file_id"] not in there
        lines.append(f"{label} {context.language.button('new_file')}" if is_new else label)
    labels = [context.language.button(f"media_{one['kind']}") for one in old]
    called = context.language.button("changed_second_files" if second else "changed_files")
    return Difference(called, language.name, "\n".join(labels) or None, "\n".join(lines) or None)


async def _buttons(
    context: Context, language: Language, before: Announcement, after: Announcement
) -> Difference:
    """What is on its buttons for readers of a language, one a line, with where links lead."""
    called = context.language.button("announcement_buttons")
    old = await _labels(context, language, before)
    new = await _labels(context, language, after)
    return Difference(called, language.name, old or None, new or None)


async def _labels(context: Context, language: Language, row: Announcement) -> str:
    lines = []
    for one in row.buttons:
        title = await programs.title_of(context.work, language, one.get("program"))
        label = announcement_letters.named(one, language, title)
        address = announcement_letters.in_language(one.get("url") or {}, language.code)
        lines.append(f"{label} ({address})" if address else label)
    return "\n".join(lines)
