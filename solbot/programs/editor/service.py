"""Drafts: staff change a program field by field, and look at it.

Everybody else sees the edition in force until the draft is published (publishing.py).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from solbot import limits
from solbot.content import editions
from solbot.content.editions import OWN_FLYER, Edition, FieldChange, FieldValue
from solbot.content.models import Handout
from solbot.db.states import ProgramState
from solbot.db.tables import Offer
from solbot.errors import NotFound
from solbot.programs import db as programs_db
from solbot.programs import service as programs
from solbot.staff import audit
from solbot.staff.audit import Action
from solbot.unit_of_work import UnitOfWork

LONGEST_ID = 40
HANDOUTS = ("article", "flyer", OWN_FLYER)


class ProgramGone(NotFound):
    """There is no such program."""


class DraftChanged(Exception):
    """Somebody else changed the draft meanwhile."""


@dataclass(frozen=True)
class ProgramDraft:
    """A program as staff see it: what is in force, if anything, and what it would become."""

    id: str
    state: ProgramState
    number: int  # of the draft; grows with each change
    edition: int | None  # in force
    now: Edition | None  # in force; None for one never published
    next: Edition

    @property
    def changes(self) -> list[FieldChange]:
        """What publishing would change."""
        return editions.changes(self.now or Edition(), self.next)

    def title(self, language: str) -> str:
        """What it is called, in this language if it has a title there; its id while it has none at all."""
        copy = self.next.copy
        mine = copy.get(language, {}).get("title")
        return str(mine or next((c["title"] for c in copy.values() if c.get("title")), self.id))


async def everyone(work: UnitOfWork) -> list[ProgramDraft]:
    """All programs, archived ones last."""
    kept = {row.id: (row, content) for row, content in await programs_db.everyone(work.session)}
    ids = [
        *work.catalog.default.programs,
        *(i for i in kept if i not in work.catalog.default.programs),
    ]
    found = [_draft(work, one, *kept.get(one, (None, None))) for one in ids]
    there = [draft for draft in found if draft is not None]
    return sorted(there, key=lambda draft: draft.state == ProgramState.ARCHIVED)


async def find(work: UnitOfWork, program_id: str) -> ProgramDraft:
    """A program as staff see it. Raises Gone."""
    row, content = await programs_db.one(work.session, program_id) or (None, None)
    draft = _draft(work, program_id, row, content)
    if draft is None:
        raise ProgramGone(program_id)
    return draft


async def create(work: UnitOfWork, by: int, title: str, language: str) -> ProgramDraft:
    """Begin a program that staff alone see. Raises TooMany."""
    taken = {draft.id for draft in await everyone(work)}
    limits.check(len(taken), limits.PROGRAMS)
    program_id = _free_id(title, taken)
    edition = Edition(copy={language: {"title": title}})
    work.session.add(
        Offer(
            id=program_id,
            state=ProgramState.DRAFT,
            draft=edition.data(),
            draft_number=1,
            created_at=work.now,
        )
    )
    await work.session.flush()
    await audit.note(work, by, Action.CREATED_PROGRAM, program=program_id)
    return await find(work, program_id)


async def put(
    work: UnitOfWork,
    program_id: str,
    name: str,
    language: str,
    value: FieldValue | None,
    *,
    seen: object = ...,
) -> ProgramDraft:
    """Set a field of the draft, or empty it with None.

    Raises:
        Gone: there is no such program.
        Changed: the field is not what its editor had `seen`; left out, that does not matter.
    """
    row, draft = await lock(work, program_id)
    if seen is not ... and draft.next.get(name, language) not in (seen, value):
        raise DraftChanged
    edition = Edition.of(draft.next.data())
    edition.put(name, language, value)
    if name == "prices":
        edition.put("price", language, None)
    return await write(work, row, edition)


async def drop(work: UnitOfWork, by: int, program_id: str, number: int | None = None) -> None:
    """Forget the changes that were not published. A program never published is archived. Raises ProgramGone, and
    DraftChanged where the draft is another by now than the one of this number."""
    row, draft = await lock(work, program_id)
    if number not in (None, draft.number):
        raise DraftChanged
    if draft.now is None:
        row.state = ProgramState.ARCHIVED
    else:
        row.draft = None
    row.draft_number += 1
    await audit.note(work, by, Action.DROPPED_DRAFT, program=program_id)


async def set_state(
    work: UnitOfWork, by: int, program_id: str, state: ProgramState
) -> ProgramDraft:
    """Close, reopen, archive or bring back. What was never published can only be archived or a draft. Raises Gone."""
    row, draft = await lock(work, program_id)
    if draft.now is None and state in programs.SHOWN:
        state = ProgramState.DRAFT
    row.state = state
    await audit.note(work, by, Action.SET_PROGRAM_STATE, program=program_id, state=state)
    await work.session.flush()
    return await find(work, program_id)


async def lock(work: UnitOfWork, program_id: str) -> tuple[Offer, ProgramDraft]:
    """The program, locked until the work is done. Raises ProgramGone."""
    if program_id in work.catalog.default.programs:
        await programs_db.ensure(work.session, program_id, ProgramState.OPEN, work.now)
    row = await programs_db.locked(work.session, program_id)
    if row is None:
        raise ProgramGone(program_id)
    return row, await find(work, program_id)


async def write(work: UnitOfWork, row: Offer, edition: Edition) -> ProgramDraft:
    """Keep this as the draft."""
    row.draft, row.draft_number = edition.data(), row.draft_number + 1
    await work.session.flush()
    return await find(work, row.id)


def _draft(
    work: UnitOfWork, program_id: str, row: Offer | None, content: Mapping[str, object] | None
) -> ProgramDraft | None:
    now = Edition.of(content) if content is not None else _from_files(work, program_id)
    planned = Edition.of(row.draft) if row is not None and row.draft is not None else now
    if planned is None:
        return None
    state = row.state if row else ProgramState.OPEN
    return ProgramDraft(
        program_id,
        state,
        row.draft_number if row else 0,
        row.edition if row else None,
        now,
        planned,
    )


def _from_files(work: UnitOfWork, program_id: str) -> Edition | None:
    """What the content folder says of a program, in all languages."""
    found = work.catalog.default.programs.get(program_id)
    if found is None:
        return None
    facts = found.facts.copy()
    if found.checked is not None:
        facts["checked"] = found.checked.isoformat()
    copy = {
        code: language.programs[program_id].copy.copy()
        for code, language in work.catalog.by_code.items()
        if program_id in language.programs
    }
    edition = Edition(facts, copy)
    for name, code in (("article", ""), ("flyer", ""), *((OWN_FLYER, code) for code in copy)):
        offered = of_files(work, program_id, name, code)
        if isinstance(offered, Path):
            edition.put(name, code, {"path": offered.name, "name": offered.name})
        elif isinstance(offered, str):
            edition.put(name, code, offered)
    return edition


def of_files(work: UnitOfWork, program_id: str, name: str, code: str) -> Handout | None:
    """An article or flyer as the content folder has it. What is for all stands in the default language; a flyer that
    another language has in its place is that language's own."""
    of_all = work.catalog.default.programs.get(program_id)
    if name == "article":
        return of_all.article if of_all else None
    if name == "flyer":
        return of_all.flyer_of_all if of_all else None
    language = work.catalog.by_code.get(code)
    found = language.programs.get(program_id) if language else None
    if found is None or found.own_flyer is not None or found is of_all:
        return found.own_flyer if found else None
    flyer = found.flyer_of_all
    return None if _same(flyer, of_all.flyer_of_all if of_all else None) else flyer


def _same(one: Handout | None, other: Handout | None) -> bool:
    if isinstance(one, Path) and isinstance(other, Path):
        return one.resolve() == other.resolve()
    return one == other


def _free_id(title: str, taken: set[str]) -> str:
    """An id of small letters, digits and hyphens that nobody has."""
    bare = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[: LONGEST_ID - 4].strip("-") or "program"
    names = [stem, *(f"{stem}-{number}" for number in range(2, 1000))]
    return next(name for name in names if name not in taken)
