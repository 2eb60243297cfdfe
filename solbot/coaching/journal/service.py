"""The journal: entries in their order, found, brought back, moved, hidden, and taken out of it with ten minutes to undo
that."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from solbot import limits
from solbot.body import Body
from solbot.coaching.answers import db as answers_db
from solbot.coaching.answers import erasing, prompts
from solbot.coaching.answers.held_words import UNDO
from solbot.coaching.answers.prompts import AskedPrompt
from solbot.coaching.answers.service import JournalEntry, new_entry, view_of
from solbot.coaching.journal import db as journal_db
from solbot.coaching.journal import finding, rules
from solbot.coaching.journal.finding import Found, Sought
from solbot.coaching.visions import feeds
from solbot.content.bodies import readable
from solbot.db.tables import Member
from solbot.unit_of_work import UnitOfWork

QUESTIONS = 3  # of a day that can be answered later, with a tap


@dataclass(frozen=True)
class WholeEntry:
    """All answers of one prompt in the order of its parts, each part with what was added to it; or a note."""

    said: tuple[JournalEntry, ...]

    @property
    def first(self) -> JournalEntry:
        """What was written first."""
        return min(self.said, key=lambda one: one.id)

    @property
    def id(self) -> int:
        """What it is named by."""
        return self.first.id

    @property
    def is_hidden(self) -> bool:
        """Whether it is never brought back by itself."""
        return any(one.hidden for one in self.said)


@dataclass(frozen=True)
class Wording:
    """What an answer said until other words took its place."""

    answer: int
    body: Body
    until: datetime


@dataclass(frozen=True)
class Around:
    """An entry with the ones beside it, and how many are newer."""

    entry: WholeEntry
    newer: int | None
    older: int | None
    count_newer: int


async def count(work: UnitOfWork, member: Member) -> int:
    """How many entries there are."""
    return await journal_db.count(work.session, member.id)


async def page(work: UnitOfWork, member: Member, start: int, size: int) -> list[WholeEntry]:
    """Entries from `start` on, the newest first."""
    leads = await journal_db.page(work.session, member.id, start, size)
    return await these(work, member, leads)


async def these(work: UnitOfWork, member: Member, leads: Sequence[int]) -> list[WholeEntry]:
    """The entries of these first answers, in this order; without those that are gone."""
    rows = await journal_db.whole(work.session, member.id, leads)
    by_key: dict[int, list[JournalEntry]] = {}
    for one in (view_of(answer, prompt) for answer, prompt in rows):
        by_key.setdefault(one.prompt_id or -one.id, []).append(one)
    found = {
        min(one.id for one in said): WholeEntry(tuple(sorted(said, key=_in_order)))
        for said in by_key.values()
    }
    return [found[one] for one in leads if one in found]


def _in_order(entry: JournalEntry) -> tuple[int, int]:
    return entry.part or 0, entry.id


async def find(work: UnitOfWork, member: Member, answer_id: int) -> WholeEntry | None:
    """The entry an answer belongs to, or None."""
    place = await journal_db.lead_of(work.session, member.id, answer_id)
    found = await these(work, member, [place.id]) if place else []
    return found[0] if found else None


async def around(work: UnitOfWork, member: Member, answer_id: int) -> Around | None:
    """The same, with the entries beside it."""
    place = await journal_db.lead_of(work.session, member.id, answer_id)
    found = await these(work, member, [place.id]) if place else []
    if place is None or not found:
        return None
    session, mine = work.session, member.id
    return Around(
        found[0],
        await journal_db.beside(session, mine, place, newer=True),
        await journal_db.beside(session, mine, place, newer=False),
        await journal_db.count_newer(session, mine, place),
    )


async def search(work: UnitOfWork, member: Member, *sought: Sought) -> Found:
    """The entries that are as is sought; where there are none, those that are as is sought next. It takes a while: only
    where nobody who writes waits for it."""
    answers = await journal_db.searched(work.session, member.id)
    return await asyncio.to_thread(finding.found, answers, *sought)


async def on_this_day(work: UnitOfWork, member: Member) -> tuple[Sequence[int], Sequence[int]]:
    """The entries of this date in earlier years, newest first; where there are none, what was written a week, a month
    and half a year ago. What is hidden is left out."""
    today = prompts.today_of(work, member)
    first = await journal_db.first_day(work.session, member.id)
    if first is None:
        return (), ()
    years = rules.same_day_in_years(today, first.year)
    earlier = await journal_db.of_days(work.session, member.id, years) if years else ()
    if earlier:
        return [id for id, _ in earlier], ()
    lately = await journal_db.of_days(work.session, member.id, rules.days_before(today))
    return (), [id for id, _ in lately]


async def days_present(work: UnitOfWork, member: Member) -> tuple[int, int]:
    """On how many days of this month and of this year something was written."""
    today = prompts.today_of(work, member)
    days = await journal_db.per_day(work.session, member.id, date(today.year, 1, 1), today)
    return sum(on.month == today.month for on, _ in days), len(days)


async def count_after(work: UnitOfWork, member: Member, day: date) -> int:
    """How many entries are of later days."""
    return await journal_db.count_after(work.session, member.id, day)


async def per_day(work: UnitOfWork, member: Member, first: date, last: date) -> dict[date, int]:
    """The days with entries, from one to another, and how many each has."""
    return dict(await journal_db.per_day(work.session, member.id, first, last))


async def per_year(work: UnitOfWork, member: Member) -> dict[int, int]:
    """The years with entries, and on how many days of each something was written."""
    return dict(await journal_db.per_year(work.session, member.id))


# --- taking out, and putting back


async def count_between(
    work: UnitOfWork, member: Member, first: date | None, last: date | None
) -> int:
    """How many entries of days from one to another there are; without them, of all."""
    return await journal_db.count_between(work.session, member.id, first, last)


@dataclass(frozen=True)
class TakenOut:
    """What was taken out of the journal: how many answers, whether something of them stands on a page until they are
    erased, and the moment by which all of it can be put back."""

    answers: int
    on_page: bool
    at: datetime


async def take_out(
    work: UnitOfWork, member: Member, answer_id: int, *, whole: bool
) -> TakenOut | None:
    """Take an answer out of the journal, or the whole entry it belongs to. None where it is gone."""
    place = await journal_db.lead_of(work.session, member.id, answer_id)
    if place is None:
        return None
    ids = await journal_db.ids_of(work.session, member.id, place) if whole else [answer_id]
    return await _take_out(work, member, ids)


async def take_out_between(
    work: UnitOfWork, member: Member, first: date | None, last: date | None
) -> TakenOut | None:
    """Take out all of days from one to another, both included; without them, everything. None where nothing is."""
    ids = await journal_db.ids_between(work.session, member.id, first, last)
    return await _take_out(work, member, ids) if ids else None


async def _take_out(work: UnitOfWork, member: Member, ids: Sequence[int]) -> TakenOut:
    on_page = await journal_db.on_page(work.session, member.id, ids)
    await work.session.flush()
    await journal_db.drop(work.session, member.id, ids, work.now)
    first = await answers_db.first_given(work.session, ids)
    await erasing.forget_quotes(work, member.id, ids, first or work.now)
    for one in on_page:
        await feeds.unquote(work, member.id, one)
    return TakenOut(len(ids), bool(on_page), work.now)


async def put_back(work: UnitOfWork, member: Member, at: datetime) -> int:
    """Put back what was taken out at that moment; returns how many answers. None of it after ten minutes."""
    if work.now - at >= UNDO:
        return 0
    ids = await journal_db.dropped_at(work.session, member.id, at)
    if ids:
        await journal_db.put_back(work.session, member.id, ids)
    return len(ids)


# --- one entry


async def hide(work: UnitOfWork, member: Member, answer_id: int, *, hidden: bool) -> bool:
    """Let the bot never bring an entry back by itself, nor quote it; or do so again. False where it is gone."""
    place = await journal_db.lead_of(work.session, member.id, answer_id)
    if place is None:
        return False
    ids = await journal_db.ids_of(work.session, member.id, place)
    await journal_db.change(work.session, member.id, ids, hidden=hidden)
    if hidden:
        await erasing.forget_quotes(work, member.id, ids, place.answered_at)
    return True


async def move(work: UnitOfWork, member: Member, answer_id: int, day: date) -> bool:
    """Let an entry be of another day. False where it is gone."""
    place = await journal_db.lead_of(work.session, member.id, answer_id)
    entry = await answers_db.get(work.session, member.id, place.id) if place else None
    if place is None or entry is None:
        return False
    ids = await journal_db.ids_of(work.session, member.id, place)
    await journal_db.change(work.session, member.id, ids, for_date=day)
    if entry.prompt_id is not None:
        await journal_db.file_on(work.session, member.id, entry.prompt_id, day)
    return True


async def wordings(work: UnitOfWork, member: Member, answers: Collection[int]) -> list[Wording]:
    """What answers said before they were corrected, the oldest first."""
    rows = await journal_db.wordings(work.session, member.id, answers)
    return [Wording(one.answer_id, readable(one.body), one.until) for one in rows]


async def all_wordings(work: UnitOfWork, member: Member) -> list[Wording]:
    """What any answers said before they were corrected, the oldest first."""
    rows = await journal_db.all_wordings(work.session, member.id)
    return [Wording(one.answer_id, readable(one.body), one.until) for one in rows]


async def forget_wordings(work: UnitOfWork, member: Member, answers: Iterable[int]) -> None:
    """Erase what answers said before they were corrected."""
    work.erases()
    await journal_db.forget_wordings(work.session, member.id, list(answers))


async def unanswered(work: UnitOfWork, member: Member, day: date) -> list[AskedPrompt]:
    """What was asked for a day and has no answer, the newest first, a few at most."""
    rows = await journal_db.unanswered(work.session, member.id, day, QUESTIONS)
    return [prompts.asked_of(one) for one in rows if one.parts]


async def note_for(
    work: UnitOfWork, member: Member, day: date, body: Body, message_id: int | None
) -> int:
    """Keep a note of another day; returns its id. Raises TooMany."""
    limits.check(await answers_db.count_notes(work.session, member.id), limits.NOTES)
    entry = new_entry(work, member, body, message_id)
    entry.for_date = day
    await answers_db.add(work.session, entry)
    return entry.id


async def asked(work: UnitOfWork, member: Member, question_id: str) -> str | None:
    """How a question was last asked; None where it never was, or can't be read."""
    found = await journal_db.last_asked(work.session, member.id, question_id)
    return str(found.parts[0]["ask"]) if found is not None and found.parts else None
