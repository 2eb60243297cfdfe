"""An announcement as people see it: in their language, with their name, and with what can be tapped under it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Protocol

from solbot.announcements import rules
from solbot.announcements.links import rules as links_rules
from solbot.announcements.links import service as links
from solbot.announcements.rules import Content, Written
from solbot.bot.taps import sends
from solbot.content.catalog import Language
from solbot.content.models import Program
from solbot.db.forms import KeptButton, KeptContent, KeptFile, KeptSubject, KeptVote, SubjectKind
from solbot.errors import Untranslated
from solbot.programs import chat as programs_chat
from solbot.programs import service as programs
from solbot.telegram.messages import Button, Media, Message, Row
from solbot.unit_of_work import UnitOfWork

"""What a button of an announcement sends before its first colon; and the quiet one that turns them off."""
REHEARSED = "r"
"""The last part of what a button sends that only shows how it will be."""


class ShownAnnouncement(links.Linking, Protocol):
    """What people see of an announcement."""

    @property
    def subject(self) -> KeptSubject | None: ...
    @property
    def vote(self) -> KeptVote | None: ...


def wording(said: ShownAnnouncement, *, second: bool) -> Mapping[str, KeptContent]:
    """What it says, by language: to those who get the second wording, as long as there is one, that."""
    return said.second if second and said.second else said.content


def kind_of(content: Content, language: Language) -> str:
    """What an announcement is called where it has no words: what kind of file it is; empty where it has none."""
    return language.button(f"media_{content.shape[0]}") if content.shape else ""


async def prepare(
    work: UnitOfWork,
    said: ShownAnnouncement,
    language: Language,
    *,
    rehearsed: bool = False,
    second: bool = False,
) -> Written | None:
    """The announcement for readers of a language, to be filled in with a name; None when it can't be said. `rehearsed`:
    taps under it change nothing; `second`: in its second wording, where it has one.

    Where their language lacks one of the bot's own words, these alone are in another.
    """
    words = wording(said, second=second)
    try:
        return await _prepare(work, said, words, language, language, rehearsed)
    except Untranslated as lack:
        spoken = work.catalog.language(lack.code)
        return await _prepare(work, said, words, language, spoken, rehearsed)


async def _prepare(
    work: UnitOfWork,
    said: ShownAnnouncement,
    words: Mapping[str, KeptContent],
    language: Language,
    spoken: Language,
    rehearsed: bool,
) -> Written | None:
    code = rules.best(words, language.code, work.catalog.languages[0])
    content = Content.of(words[code]) if code is not None else Content()
    subject = said.subject
    title = ""
    about = rules.program_of(rules.JudgedDraft({}, subject, said.buttons))
    if about is not None:
        program = await programs.find(work, language, about)
        title = program.title if program else ""
    # What staff try out leads straight on: their own taps are not counted.
    shorts = {} if rehearsed else await links.shorts(work, said)
    rows = tuple(_rows(said, spoken, code, rehearsed, shorts))
    message = Message(links_rules.shortened(content.html, shorts), rows)
    if subject is not None:
        program = await programs.find(work, language, str(subject["program"]))
        if program is None:
            return None
        brought = await _brought(work, spoken, program, subject["as"], message)
        if brought is None:
            return None
        message = brought
    else:
        message = with_files(message, content)
    results = _results(said, spoken, code)
    if "{" not in content.html:
        message = replace(message, html=message.html + results)
        return lambda _: message
    return lambda name: replace(message, html=rules.filled(message.html, name, title) + results)


def _results(said: ShownAnnouncement, spoken: Language, code: str | None) -> str:
    """How its vote went, once it is closed."""
    if said.vote is None:
        return ""
    counts = said.vote["counts"]
    options = [
        {"label": label_of(one, spoken, code), "count": int(counts.get(str(one["n"]), 0))}
        for one in said.buttons
        if one["kind"] == rules.OPTION
    ]
    return "\n\n" + spoken.reply("vote_results", options=options).strip()


def with_files(message: Message, content: Content) -> Message:
    """The message with the files that staff sent with its words."""
    if len(content.media) > 1:
        return replace(message, album=tuple(_media(one) for one in content.media))
    return replace(message, media=_media(content.media[0])) if content.media else message


async def _brought(
    work: UnitOfWork, language: Language, program: Program, kind: SubjectKind, message: Message
) -> Message | None:
    """A program's card; or its flyer, with the words beside it."""
    if kind == "card":
        return replace(
            message,
            html=language.reply("program", **programs_chat.facts(work, program, language, None)),
        )
    found = await programs_chat.handed_out(work, language, program, "flyer", program.flyer)
    if found is None:
        return None
    html = message.html or language.reply("announcement_flyer", title=program.title)
    return replace(
        message, html=html, document=found.document, buttons=(*found.buttons, *message.buttons)
    )


def _rows(
    said: ShownAnnouncement,
    language: Language,
    code: str | None,
    rehearsed: bool,
    shorts: Mapping[str, str],
) -> Iterator[Row]:
    number = said.announcement_id
    tried = REHEARSED if rehearsed else None
    for one in said.buttons:
        label = label_of(one, language, code)
        if one["kind"] == rules.OPTION and said.vote is not None:
            continue
        if one["kind"] == "link":
            address = in_language(one["url"], code)
            yield (Button(label, url=shorts.get(address, address)),)
        else:
            yield (Button(label, sends("an", number, one["n"], tried)),)
    yield (Button(language.button("announcements_off"), sends("no", number, tried)),)


def label_of(button: KeptButton, language: Language, code: str | None) -> str:
    """What is on a button."""
    if button["kind"] in ("link", rules.OPTION):
        return in_language(button["label"], code)
    return language.button(f"announced_{button['kind']}")


def named(button: KeptButton, language: Language, title: str | None) -> str:
    """What is on a button, with the program it leads to, for staff. One that has no label is called by its kind: they
    are the ones who can mend it."""
    try:
        label = label_of(button, language, language.code)
    except LookupError:
        label = str(button["kind"])
    return f"{label} ({title})" if title else label


def in_language(texts: Mapping[str, str], code: str | None) -> str:
    """A text in the language an announcement is read in, else in the first it has."""
    return texts.get(code or "") or next(iter(texts.values()), "")


def _media(one: KeptFile) -> Media:
    return Media(str(one["kind"]), str(one["file_id"]))
