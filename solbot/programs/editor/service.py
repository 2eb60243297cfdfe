"""Drafts: staff change a program field by field, look at it, and publish it as its next edition.

Everybody else sees the edition in force until then. Published editions stay, can be compared, and taken back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from solbot import limits
from solbot.bot import notices
from solbot.content import editions
from solbot.content.editions import NEEDED, Change, Edition
from solbot.content.programs import WORDS, build
from solbot.content.prose import word_count
from solbot.content.telegram_html import plain
from solbot.db.tables import EditionRow, Offer
from solbot.errors import NotFound
from solbot.programs import db as rows
from solbot.programs import requests
from solbot.programs import service as programs
from solbot.programs.editor import files
from solbot.programs.seats import service as seats
from solbot.programs.service import State
from solbot.staff import audit
from solbot.staff.audit import Action
from solbot.unit_of_work import Work

LONGEST_ID = 40
HANDOUTS = ("article", "flyer")
BY_FILES = 0
"""Who published what the content files say."""

_NOT_NEWS = frozenset({"checked", "hold_days"})


_SEEN_BY_HOLDERS = frozenset({"starts", "ends", "zone", "place", "online"})
"""What whoever has a seat is told, whether they asked for news or not."""


class Gone(NotFound):
    """There is no such program."""


class Changed(Exception):
    """Somebody else changed the draft meanwhile."""


@dataclass(frozen=True)
class Draft:
    """A program as staff see it: what is in force, if anything, and what it would become."""

    id: str
    state: State
    number: int  # of the draft; grows with each change
    edition: int | None  # in force
    now: Edition | None  # in force; None for one never published
    next: Edition

    @property
    def changes(self) -> list[Change]:
        """What publishing would change."""
        return editions.changes(self.now or Edition(), self.next)

    def title(self, language: str) -> str:
        """What it is called, in this language if it has a title there; its id while it has none at all."""
        copy = self.next.copy
        mine = copy.get(language, {}).get("title")
        return str(mine or next((c["title"] for c in copy.values() if c.get("title")), self.id))


@dataclass(frozen=True)
class Lack:
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


async def everyone(work: Work) -> list[Draft]:
    """All programs, archived ones last."""
    kept = {row.id: (row, content) for row, content in await rows.everyone(work.session)}
    ids = [
        *work.catalog.default.programs,
        *(i for i in kept if i not in work.catalog.default.programs),
    ]
    found = [_draft(work, one, *kept.get(one, (None, None))) for one in ids]
    there = [draft for draft in found if draft is not None]
    return sorted(there, key=lambda draft: draft.state == State.ARCHIVED)


async def find(work: Work, program_id: str) -> Draft:
    """A program as staff see it. Raises Gone."""
    row, content = await rows.one(work.session, program_id) or (None, None)
    draft = _draft(work, program_id, row, content)
    if draft is None:
        raise Gone(program_id)
    return draft


async def create(work: Work, by: int, title: str, language: str) -> Draft:
    """Begin a program that staff alone see. Raises TooMany."""
    taken = {draft.id for draft in await everyone(work)}
    limits.check(len(taken), limits.PROGRAMS)
    program_id = _free_id(title, taken)
    edition = Edition(copy={language: {"title": title}})
    work.session.add(
        Offer(
            id=program_id,
            state=State.DRAFT,
            draft=edition.data(),
            draft_number=1,
            created_at=work.now,
        )
    )
    await work.session.flush()
    await audit.note(work, by, Action.CREATED_PROGRAM, program=program_id)
    return await find(work, program_id)


async def put(
    work: Work,
    program_id: str,
    name: str,
    language: str,
    value: Any,
    *,
    seen: Any = ...,
) -> Draft:
    """Set a field of the draft, or empty it with None.

    Raises:
        Gone: there is no such program.
        Changed: the field is not what its editor had `seen`; left out, that does not matter.
    """
    row, draft = await _lock(work, program_id)
    if seen is not ... and draft.next.get(name, language) not in (seen, value):
        raise Changed
    edition = Edition.of(draft.next.data())
    edition.put(name, language, value)
    if name == "prices":
        edition.put("price", language, None)
    return await _write(work, row, edition)


async def lacks(work: Work, draft: Draft) -> list[Lack]:
    """What keeps it from being published.

    All is needed in the default language, to which others fall back; whatever is written has to be of a fitting length.
    """
    default = work.catalog.languages[0]
    copy = draft.next.copy.get(default, {})
    found = [Lack(name, default) for name in NEEDED if not copy.get(name)]
    for code in work.catalog.by_code:
        found += _unfitting(draft, code)
    return found


def _unfitting(draft: Draft, code: str) -> list[Lack]:
    copy = draft.next.copy.get(code, {})
    shown = build(draft.id, draft.next, code, article=None, flyer=None, checked=None)
    found = []
    for name, (low, high) in WORDS.items():
        count = word_count(plain(str(getattr(shown, name))))
        if copy.get(name) and not low <= count <= high:
            found.append(Lack(name, code, count, low, high))
    return found


async def publish(work: Work, by: int, program_id: str, number: int) -> Draft:
    """Put the draft in force, show it to everybody, and tell whoever wants to hear of news.

    Raises:
        Gone: there is no such program.
        Changed: the draft is not the one with this number any more, or is not complete.
    """
    row, draft = await _lock(work, program_id)
    if draft.number != number or await lacks(work, draft):
        raise Changed
    await _keep_what_files_say(work, by, row, draft)
    content = await _imported(work, by, draft, draft.next)
    content.facts["checked"] = work.now.date().isoformat()
    row.draft = None
    if row.state in (State.DRAFT, State.ARCHIVED):
        row.state = State.OPEN
    await _put_in_force(work, by, row, draft, content)
    return await find(work, program_id)


async def hand_out(
    work: Work, by: int, program_id: str, name: str, value: Any, *, seen: Any = ...
) -> tuple[Draft, int | None]:
    """Take in a flyer or article. Where people see the program without one, they have it at once.

    Whoever asked for it should not wait for staff to think of publishing; one that takes the place of another is
    put in the draft. Returns how many who asked are told now; None where it is in the draft.

    Raises:
        Gone, Changed: as `put`.
    """
    draft = await put(work, program_id, name, "", value, seen=seen)
    if draft.now is None or not goes_out_at_once(draft, name):
        return draft, None
    row, draft = await _lock(work, program_id)
    asked = (await requests.waiting(work, program_id)).get(name, 0)
    await _keep_what_files_say(work, by, row, draft)
    in_force = draft.now or Edition()
    content = await _imported(work, by, draft, in_force)
    rest = Edition.of(draft.next.data())
    for one in HANDOUTS:
        if rest.facts.get(one) == in_force.facts.get(one) and one in content.facts:
            rest.facts[one] = content.facts[one]
    content.facts[name] = value
    row.draft = rest.data() if editions.changes(content, rest) else None
    row.draft_number += 1
    news = Edition.of(in_force.data())
    news.facts[name] = value
    await _put_in_force(work, by, row, replace(draft, next=news), content)
    return await find(work, program_id), asked


def goes_out_at_once(draft: Draft, name: str) -> bool:
    """Whether people have a flyer or article as soon as staff have sent it: they see the program, and it lacks one."""
    return draft.now is not None and draft.state in programs.SHOWN and not draft.now.facts.get(name)


async def _put_in_force(work: Work, by: int, row: Offer, draft: Draft, content: Edition) -> None:
    """Make `content` the newest edition, and tell whoever wants to hear of what `draft` changes."""
    first, news = draft.now is None, [c for c in draft.changes if c.name not in _NOT_NEWS]
    row.edition = await _add_edition(work, row.id, by, content)
    await audit.note(work, by, Action.PUBLISHED_PROGRAM, program=row.id, edition=row.edition)
    if news and not first:
        names = sorted({change.name for change in news}, key=editions.FIELDS.index)
        people = await requests.followers(work, row.id)
        key = f"{row.id}:{row.edition}"
        await notices.tell(work, people, "program_news", key, program=row.id, fields=names)
        if not _SEEN_BY_HOLDERS.isdisjoint(names):
            await seats.tell_changed(work, row.id, row.edition)
    await seats.fill(work, row.id)
    await requests.tell_what_is_known(work)


async def drop(work: Work, by: int, program_id: str) -> None:
    """Forget the changes that were not published. A program never published is archived. Raises Gone."""
    row, draft = await _lock(work, program_id)
    if draft.now is None:
        row.state = State.ARCHIVED
    else:
        row.draft = None
    row.draft_number += 1
    await audit.note(work, by, Action.DROPPED_DRAFT, program=program_id)


async def set_state(work: Work, by: int, program_id: str, state: State) -> Draft:
    """Close, reopen, archive or bring back. What was never published can only be archived or a draft. Raises Gone."""
    row, draft = await _lock(work, program_id)
    if draft.now is None and state in programs.SHOWN:
        state = State.DRAFT
    row.state = state
    await audit.note(work, by, Action.SET_PROGRAM_STATE, program=program_id, state=state)
    await work.session.flush()
    return await find(work, program_id)


async def history(work: Work, program_id: str) -> list[Published]:
    """What was published, newest first."""
    return [
        Published(row.number, row.published_by, row.published_at, Edition.of(row.content))
        for row in await rows.editions(work.session, program_id)
    ]


async def take_back(work: Work, by: int, program_id: str, number: int) -> Draft:
    """Make an earlier edition the draft; nobody sees it before it is published. Raises Gone."""
    row, _ = await _lock(work, program_id)
    earlier = await rows.edition(work.session, program_id, number)
    if earlier is None:
        raise Gone(program_id)
    await audit.note(work, by, Action.TOOK_BACK, program=program_id, edition=number)
    return await _write(work, row, Edition.of(earlier.content))


async def _lock(work: Work, program_id: str) -> tuple[Offer, Draft]:
    if program_id in work.catalog.default.programs:
        await rows.ensure(work.session, program_id, State.OPEN, work.now)
    row = await rows.locked(work.session, program_id)
    if row is None:
        raise Gone(program_id)
    return row, await find(work, program_id)


async def _write(work: Work, row: Offer, edition: Edition) -> Draft:
    row.draft, row.draft_number = edition.data(), row.draft_number + 1
    await work.session.flush()
    return await find(work, row.id)


async def _keep_what_files_say(work: Work, by: int, row: Offer, draft: Draft) -> None:
    """Before the first edition of staff, keep what the content files say as one, so that it can be gone back to."""
    if row.edition is None and draft.now is not None:
        content = await _imported(work, by, draft, draft.now)
        await _add_edition(work, row.id, BY_FILES, content)


async def _add_edition(work: Work, program_id: str, by: int, content: Edition) -> int:
    number = await rows.newest(work.session, program_id) + 1
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


async def _imported(work: Work, by: int, draft: Draft, content: Edition) -> Edition:
    """An edition with the files of the content folder kept in the database, so that it stands by itself."""
    edition = Edition.of(content.data())
    for name in HANDOUTS:
        value = edition.facts.get(name)
        if isinstance(value, Mapping) and "path" in value:
            there = getattr(work.catalog.default.programs.get(draft.id), name, None)
            if isinstance(there, Path):
                number = await files.same(work, there.name, there.read_bytes())
                if number is None:
                    number = await files.keep(work, by, there.name, there.read_bytes())
                edition.facts[name] = {"file": number, "name": there.name}
            else:
                del edition.facts[name]
    return edition


def _draft(
    work: Work, program_id: str, row: Offer | None, content: Mapping[str, Any] | None
) -> Draft | None:
    now = Edition.of(content) if content is not None else _from_files(work, program_id)
    planned = Edition.of(row.draft) if row is not None and row.draft is not None else now
    if planned is None:
        return None
    state = State(row.state) if row else State.OPEN
    return Draft(
        program_id,
        state,
        row.draft_number if row else 0,
        row.edition if row else None,
        now,
        planned,
    )


def _from_files(work: Work, program_id: str) -> Edition | None:
    """What the content folder says of a program, in all languages."""
    found = work.catalog.default.programs.get(program_id)
    if found is None:
        return None
    facts = dict(found.facts)
    for name in HANDOUTS:
        value = getattr(found, name)
        if isinstance(value, Path):
            facts[name] = {"path": value.name, "name": value.name}
        elif value is not None:
            facts[name] = value
    if found.checked is not None:
        facts["checked"] = found.checked.isoformat()
    copy = {
        code: dict(language.programs[program_id].copy)
        for code, language in work.catalog.by_code.items()
        if program_id in language.programs
    }
    return Edition(facts, copy)


def _free_id(title: str, taken: set[str]) -> str:
    """An id of small letters, digits and hyphens that nobody has."""
    bare = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[: LONGEST_ID - 4].strip("-") or "program"
    names = [stem, *(f"{stem}-{number}" for number in range(2, 1000))]
    return next(name for name in names if name not in taken)
