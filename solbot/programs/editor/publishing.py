"""A draft becomes the edition in force: what it lacks, publishing it, and taking an earlier one back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from solbot.announcements.sequences import service as sequences
from solbot.bot import notices
from solbot.content import editions
from solbot.content.editions import NEEDED, OWN_FLYER, Edition, FieldValue, flyer_of, handouts
from solbot.content.programs import WORDS, build
from solbot.content.prose import word_count
from solbot.content.telegram_html import plain
from solbot.db.states import ProgramState
from solbot.db.tables import EditionRow, Offer
from solbot.programs import db as programs_db
from solbot.programs import requests
from solbot.programs import service as programs
from solbot.programs.editor import files
from solbot.programs.editor.service import (
    DraftChanged,
    ProgramDraft,
    ProgramGone,
    find,
    lock,
    of_files,
    put,
    write,
)
from solbot.programs.seats import service as seats
from solbot.staff import audit
from solbot.staff.audit import Action
from solbot.unit_of_work import UnitOfWork

BY_FILES = 0
"""Who published what the content files say."""

_NOT_NEWS = frozenset({"checked", "hold_days"})


_SEEN_BY_HOLDERS = frozenset({"starts", "ends", "zone", "place", "online"})
"""What whoever has a seat is told, whether they asked for news or not."""


@dataclass(frozen=True)
class PublishingLack:
    """What keeps a draft from being published. `low` and `high` are words, where there are too few or many."""

    name: str
    language: str
    count: int = 0
    low: int = 0
    high: int = 0


@dataclass(frozen=True)
class Published:
    """An edition that was published."""

    number: int
    by: int
    at: datetime
    edition: Edition


async def lacks(work: UnitOfWork, draft: ProgramDraft) -> list[PublishingLack]:
    """What keeps it from being published.

    All is needed in the default language, to which others fall back; whatever is written has to be of a fitting length.
    """
    default = work.catalog.languages[0]
    copy = draft.next.copy.get(default, {})
    found = [PublishingLack(name, default) for name in NEEDED if not copy.get(name)]
    for code in work.catalog.by_code:
        found += _unfitting(draft, code)
    return found


def _unfitting(draft: ProgramDraft, code: str) -> list[PublishingLack]:
    copy = draft.next.copy.get(code, {})
    shown = build(draft.id, draft.next, code, article=None, flyer=None, checked=None)
    found = []
    for name, (low, high) in WORDS.items():
        count = word_count(plain(str(getattr(shown, name))))
        if copy.get(name) and not low <= count <= high:
            found.append(PublishingLack(name, code, count, low, high))
    return found


async def publish(work: UnitOfWork, by: int, program_id: str, number: int) -> ProgramDraft:
    """Put the draft in force, show it to everybody, and tell whoever wants to hear of news.

    Raises:
        Gone: there is no such program.
        Changed: the draft is not the one with this number any more, or is not complete.
    """
    row, draft = await lock(work, program_id)
    if draft.number != number or await lacks(work, draft):
        raise DraftChanged
    await _keep_what_files_say(work, by, row, draft)
    content = await _imported(work, by, draft, draft.next)
    content.facts["checked"] = work.now.date().isoformat()
    row.draft = None
    if row.state in (ProgramState.DRAFT, ProgramState.ARCHIVED):
        row.state = ProgramState.OPEN
    await _put_in_force(work, by, row, draft, content)
    if any(one.name in ("starts", "ends", "zone") for one in draft.changes):
        await sequences.moved(work, program_id)
    return await find(work, program_id)


async def hand_out(
    work: UnitOfWork,
    by: int,
    program_id: str,
    name: str,
    code: str,
    value: FieldValue | None,
    *,
    seen: object = ...,
) -> tuple[ProgramDraft, int | None]:
    """Take in an article, or a flyer for all or for one language. Where people see the program without one, they have
    it at once.

    Whoever asked for it should not wait for staff to think of publishing; one that takes the place of another is
    put in the draft. Returns how many who asked are told now; None where it is in the draft.

    Raises:
        Gone, Changed: as `put`.
    """
    draft = await put(work, program_id, name, code, value, seen=seen)
    if draft.now is None or not goes_out_at_once(draft, name, code):
        return draft, None
    row, draft = await lock(work, program_id)
    asked = await asked_for(work, program_id, name, code)
    await _keep_what_files_say(work, by, row, draft)
    in_force = draft.now or Edition()
    content = await _imported(work, by, draft, in_force)
    rest = Edition.of(draft.next.data())
    for one, of in handouts(content):
        if rest.get(one, of) == in_force.get(one, of):
            rest.put(one, of, content.get(one, of))
    content.put(name, code, value)
    row.draft = rest.data() if editions.changes(content, rest) else None
    row.draft_number += 1
    news = Edition.of(in_force.data())
    news.put(name, code, value)
    await _put_in_force(work, by, row, replace(draft, next=news), content)
    return await find(work, program_id), asked


def goes_out_at_once(draft: ProgramDraft, name: str, code: str) -> bool:
    """Whether people have a flyer or article as soon as staff have sent it: they see the program, and it lacks one.
    Of one language's flyer, whether who reads that has none so far."""
    if draft.now is None or draft.state not in programs.SHOWN:
        return False
    return not (flyer_of(draft.now, code) if name == OWN_FLYER else draft.now.facts.get(name))


async def asked_for(work: UnitOfWork, program_id: str, name: str, code: str) -> int:
    """How many asked to be told of an article or flyer, and would get this one."""
    if name == OWN_FLYER:
        return await requests.waiting_in(work, program_id, "flyer", code)
    return (await requests.waiting(work, program_id)).get(name, 0)


async def _put_in_force(
    work: UnitOfWork, by: int, row: Offer, draft: ProgramDraft, content: Edition
) -> None:
    """Make `content` the newest edition, and tell whoever wants to hear of what `draft` changes."""
    first, news = draft.now is None, [c for c in draft.changes if c.name not in _NOT_NEWS]
    row.edition = await _add_edition(work, row.id, by, content)
    await audit.note(work, by, Action.PUBLISHED_PROGRAM, program=row.id, edition=row.edition)
    if news and not first:
        names = {change.name for change in news}
        key = f"{row.id}:{row.edition}"
        for code, people in (await requests.followers(work, row.id)).items():
            renewed = _renewed(names, draft, code)
            if renewed:
                await notices.tell(
                    work, people, "program_news", key, program=row.id, fields=renewed
                )
        if not _SEEN_BY_HOLDERS.isdisjoint(names):
            await seats.tell_changed(work, row.id, row.edition)
    await seats.fill(work, row.id)
    await requests.tell_what_is_known(work)


def _renewed(names: set[str], draft: ProgramDraft, code: str) -> list[str]:
    """What is new to whoever reads this language: of all that changes, only the flyer that is theirs."""
    found = names - {"flyer", OWN_FLYER}
    if flyer_of(draft.now or Edition(), code) != flyer_of(draft.next, code):
        found = found | {"flyer"}
    return sorted(found, key=editions.FIELDS.index)


async def history(work: UnitOfWork, program_id: str) -> list[Published]:
    """What was published, newest first."""
    return [
        Published(row.number, row.published_by, row.published_at, Edition.of(row.content))
        for row in await programs_db.editions(work.session, program_id)
    ]


async def take_back(work: UnitOfWork, by: int, program_id: str, number: int) -> ProgramDraft:
    """Make an earlier edition the draft; nobody sees it before it is published. Raises Gone."""
    row, _ = await lock(work, program_id)
    earlier = await programs_db.edition(work.session, program_id, number)
    if earlier is None:
        raise ProgramGone(program_id)
    await audit.note(work, by, Action.TOOK_BACK, program=program_id, edition=number)
    return await write(work, row, Edition.of(earlier.content))


async def _keep_what_files_say(work: UnitOfWork, by: int, row: Offer, draft: ProgramDraft) -> None:
    """Before the first edition of staff, keep what the content files say as one, so that it can be gone back to."""
    if row.edition is None and draft.now is not None:
        content = await _imported(work, by, draft, draft.now)
        await _add_edition(work, row.id, BY_FILES, content)


async def _add_edition(work: UnitOfWork, program_id: str, by: int, content: Edition) -> int:
    number = await programs_db.newest(work.session, program_id) + 1
    work.session.add(
        EditionRow(
            program_id=program_id,
            number=number,
            content=content.data(),
            published_by=by,
            published_at=work.now,
        )
    )
    await work.session.flush()
    return number


async def _imported(work: UnitOfWork, by: int, draft: ProgramDraft, content: Edition) -> Edition:
    """An edition with the files of the content folder kept in the database, so that it stands by itself."""
    edition = Edition.of(content.data())
    for name, code in handouts(edition):
        value = edition.get(name, code)
        if isinstance(value, Mapping) and "path" in value:
            there = of_files(work, draft.id, name, code)
            if isinstance(there, Path):
                number = await files.same(work, there.name, there.read_bytes())
                if number is None:
                    number = await files.keep(work, by, there.name, there.read_bytes())
                edition.put(name, code, {"file": number, "name": there.name})
            else:
                edition.put(name, code, None)
    return edition
