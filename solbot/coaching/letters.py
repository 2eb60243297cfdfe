"""Puts letters into words at the moment they are sent, in the language the person reads by then."""

from __future__ import annotations

from collections.abc import Mapping

from solbot.announcements import letters as announcing
from solbot.announcements.draft import service as drafts
from solbot.announcements.report import chat as progress
from solbot.announcements.rules import Kind
from solbot.bot import notice_letters as notices
from solbot.bot.notices import KIND
from solbot.bot.untranslated import noted
from solbot.coaching.answers import prompts
from solbot.coaching.answers import screens as asking
from solbot.coaching.path import service as path
from solbot.coaching.reminders import evenings
from solbot.coaching.reviews import chat as reviews
from solbot.coaching.silence import chat as silences
from solbot.coaching.silence import service as silence
from solbot.errors import SolbotError, Untranslated
from solbot.members.service import Member
from solbot.programs import service as programs
from solbot.programs.chat import handed_out
from solbot.telegram.letters import NOTICES, PROGRESS, REHEARSAL, TOLD
from solbot.telegram.messages import Button, Message
from solbot.telegram.outbox import Claimed, Composer
from solbot.unit_of_work import Work

HANDOUTS = ("flyer", "article")


async def compose(work: Work, member: Member, letter: Claimed, busy: bool) -> Message | None:
    """The message a letter becomes; None when it is no longer needed. Where the member's language lacks a piece of
    it, all of it is said in another, with a line that says so."""
    try:
        return await _composed(work, member, letter, busy)
    except Untranslated as lack:
        spoken = work.speaking(lack.code)
        message = await _composed(spoken, member, letter, busy)
        return message and noted(message, spoken.language_of(member), work.own_language_of(member))


async def _composed(work: Work, member: Member, letter: Claimed, busy: bool) -> Message | None:
    return await _COMPOSERS[letter.kind](work, member, letter, busy)


async def _notice(work: Work, member: Member, letter: Claimed, _: bool) -> Message | None:
    return await notices.compose(work, member, letter.ref)


async def _progress(work: Work, member: Member, letter: Claimed, _: bool) -> Message | None:
    return await progress.compose(work, member, letter.ref, letter.id)


async def _question(work: Work, member: Member, letter: Claimed, busy: bool) -> Message | None:
    """A reading and its question, or the question alone; None when it is answered by now."""
    asked = await prompts.find(work, member, letter.ref["prompt"])
    if asked is None or asked.state == "answered":
        return None
    if letter.kind == "nudge" and member.readings_only:
        return asking.reading_alone(work, member, asked)
    asked, brought = await path.with_ways(work, member, asked), letter.kind == "nudge"
    opening = await reviews.opening(work, member, asked) if brought else None
    return asking.question(
        work, member, asked, with_reading=brought, unasked=True, busy=busy, opening=opening
    )


async def _reminder(work: Work, member: Member, letter: Claimed, busy: bool) -> Message | None:
    """The day's question once more; None when it has an answer, or something else is under way."""
    asked = await prompts.find(work, member, letter.ref["prompt"])
    if asked is None or busy or "last" not in letter.ref:
        return None
    asked = await path.with_ways(work, member, asked)
    return asking.reminder(work, member, asked, last=letter.ref["last"])


async def _hello(work: Work, member: Member, letter: Claimed, _: bool) -> Message | None:
    """A word about a long silence; None when the person was here meanwhile."""
    if "pace" not in letter.ref or not silence.is_true(member, letter.ref["pace"]):
        return None
    return await silences.hello(work, member, new=letter.ref["new"])


async def _rehearsal(work: Work, member: Member, letter: Claimed, _: bool) -> Message | None:
    """An announcement as readers of one of its languages will get it; None when it was changed meanwhile."""
    row = await drafts.find(work, letter.ref["announcement"])
    if row.edition != letter.ref["edition"]:
        return None
    language = work.catalog.language(letter.ref["language"])
    written = await announcing.prepare(work, row, language, rehearsed=True)
    return written(member.name) if written is not None else None


async def _fact(work: Work, member: Member, letter: Claimed, _: bool) -> Message | None:
    """What somebody waited for; a flyer or article itself comes with the letter."""
    language, fact = work.language_of(member), letter.ref["fact"]
    program = await programs.find(work, language, letter.ref["program"])
    if program is None:
        return None
    html = language.reply("fact_known", title=program.title, fact=fact)
    button = Button(language.button("see_program"), f"p:{program.id}")
    found = getattr(program, fact) if fact in HANDOUTS else None
    given = await handed_out(work, language, program, fact, found)
    if given is not None and given.document is not None:
        return Message(html, ((button,),), document=given.document)
    return Message(html, (*(given.buttons if given else ()), (button,)))


_COMPOSERS: Mapping[str, Composer] = {
    "nudge": _question,
    "question": _question,
    silence.KIND: _hello,
    evenings.KIND: _reminder,
    "fact": _fact,
    KIND: _notice,
    REHEARSAL: _rehearsal,
    PROGRESS: _progress,
}


def check() -> None:
    """Raise SolbotError where a kind of letter, or a notice, has no line on a person's page, or can't be composed."""
    kinds = _COMPOSERS.keys() | set(Kind)
    odd = sorted((kinds ^ TOLD.keys()) | (notices.names() ^ NOTICES))
    if odd:
        raise SolbotError(f"Letters without a line for staff, or without words: {', '.join(odd)}.")
