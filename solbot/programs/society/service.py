"""The page about the society: what staff published goes over what the files say, field by field.

Where a file says something else later, what was published stays, and staff see both until they choose.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from solbot.content.catalog import Language
from solbot.content.editions import FieldChange
from solbot.content.models import Society
from solbot.content.society import NEEDED_OF_SOCIETY, SOCIETY_FIELDS, build_society
from solbot.db.tables import SocietyRow
from solbot.errors import StaleButton
from solbot.programs.society import db as society_db
from solbot.staff import audit
from solbot.staff.audit import Action
from solbot.unit_of_work import UnitOfWork

Fields = Mapping[str, Mapping[str, object]]
"""Values by language, then field; None where a field is empty."""


class PageChanged(Exception):
    """Somebody else changed the page meanwhile."""


@dataclass(frozen=True)
class SocietyPage:
    """The page as staff see it, in every language."""

    number: int  # of the draft; grows with each change
    files: Fields
    published: Fields  # over the files
    files_said: Fields  # in the place of what is published, as far as staff know
    draft: Fields  # over the files, once it is published

    def now(self, code: str, name: str) -> object:
        """What people see; None for an empty field."""
        return _over(self.files, self.published, code, name)

    def next(self, code: str, name: str) -> object:
        """What they would see."""
        return _over(self.files, self.draft, code, name)

    def copy(self, code: str, *, draft: bool = False) -> Mapping[str, object]:
        """All of it in a language, without what is empty."""
        get = self.next if draft else self.now
        found = ((name, get(code, name)) for name in SOCIETY_FIELDS)
        return {name: value for name, value in found if value is not None}

    @property
    def changes(self) -> list[FieldChange]:
        """What publishing would change."""
        return [
            FieldChange(name, code, self.now(code, name), self.next(code, name))
            for code, name in self._everywhere()
            if self.now(code, name) != self.next(code, name)
        ]

    @property
    def overriding(self) -> list[FieldChange]:
        """Where people see something else than the files say: from those to what is published."""
        return [
            FieldChange(name, code, self.files[code].get(name), self.now(code, name))
            for code, name in self._everywhere()
            if self.now(code, name) != self.files[code].get(name)
        ]

    @property
    def files_changed(self) -> list[FieldChange]:
        """Where a file says something new under what is published: from that to what the file says."""
        return [
            FieldChange(one.name, one.language, one.new, one.old)
            for one in self.overriding
            if one.old != self.files_said.get(one.language, {}).get(one.name)
        ]

    def _everywhere(self) -> list[tuple[str, str]]:
        return [(code, name) for code in self.files for name in SOCIETY_FIELDS]


async def society_of(work: UnitOfWork, language: Language) -> Society:
    """The society as people see it in a language."""
    row = await society_db.get(work.session)
    if row is None or not row.published.get(language.code):
        return language.society
    return build_society(_page(work, row).copy(language.code), language.society.file)


async def find(work: UnitOfWork) -> SocietyPage:
    """The page as staff see it."""
    return _page(work, await society_db.get(work.session))


async def put(
    work: UnitOfWork, code: str, name: str, value: object, *, seen: object = ...
) -> SocietyPage:
    """Set a field of the draft, or empty it with None. Raises PageChanged where it is not what its editor had `seen`;
    left out, that does not matter."""
    row = await society_db.locked(work.session)
    page = _page(work, row)
    there = page.next(code, name)
    if seen is not ... and there not in (seen, value):
        raise PageChanged
    if value is None and name in NEEDED_OF_SOCIETY:
        raise StaleButton
    draft = {one: dict(fields) for one, fields in page.draft.items()}
    _set(draft, page.files, code, name, value)
    return await _write(work, row, draft)


async def publish(work: UnitOfWork, by: int, number: int) -> SocietyPage:
    """Show the draft to everybody. Raises PageChanged where it is not the one with this number any more."""
    row = await _of_number(work, number)
    page = _page(work, row)
    if not page.changes:
        raise PageChanged
    known: dict[str, dict[str, object]] = {}
    for code, fields in page.draft.items():
        before, said = page.published.get(code, {}), page.files_said.get(code, {})
        for name, value in fields.items():
            kept = name in before and before[name] == value
            there = said.get(name) if kept else page.files.get(code, {}).get(name)
            known.setdefault(code, {})[name] = there
    row.published, row.files_said = _plain(page.draft), known
    await audit.note(work, by, Action.PUBLISHED_SOCIETY)
    return await _write(work, row, None)


async def drop(work: UnitOfWork, by: int, number: int) -> SocietyPage:
    """Forget the changes that were not published. Raises PageChanged as `publish`."""
    row = await _of_number(work, number)
    await audit.note(work, by, Action.DROPPED_SOCIETY)
    return await _write(work, row, None)


async def back_to_files(work: UnitOfWork, by: int, number: int) -> SocietyPage:
    """Make what the files say the draft, in every language; nobody sees it before it is published. Raises PageChanged
    as `publish`."""
    row = await _of_number(work, number)
    await audit.note(work, by, Action.TOOK_BACK_SOCIETY)
    return await _write(work, row, {})


async def keep(work: UnitOfWork, by: int, code: str, name: str) -> SocietyPage:
    """What is published stays over what the file says now, which is no news any more. Raises StaleButton where nothing
    is published over it."""
    if name not in (await find(work)).published.get(code, {}):
        raise StaleButton
    row = await society_db.locked(work.session)
    page = _page(work, row)
    known = _plain(page.files_said)
    known.setdefault(code, {})[name] = page.files[code].get(name)
    row.files_said = known
    await audit.note(work, by, Action.KEPT_SOCIETY)
    await work.session.flush()
    return _page(work, row)


async def _of_number(work: UnitOfWork, number: int) -> SocietyRow:
    """The row, locked, while its draft has this number and there is anything over the files."""
    page = await find(work)
    if page.number != number or not (page.draft or page.published):
        raise PageChanged
    row = await society_db.locked(work.session)
    if row.draft_number != number:
        raise PageChanged
    return row


async def _write(work: UnitOfWork, row: SocietyRow, draft: Fields | None) -> SocietyPage:
    row.draft = None if draft is None else _plain(draft)
    row.draft_number += 1
    await work.session.flush()
    return _page(work, row)


def _page(work: UnitOfWork, row: SocietyRow | None) -> SocietyPage:
    files = {code: language.society.copy for code, language in work.catalog.by_code.items()}
    if row is None:
        return SocietyPage(0, files, {}, {}, {})
    draft = row.published if row.draft is None else row.draft
    return SocietyPage(row.draft_number, files, row.published, row.files_said, draft)


def _over(files: Fields, over: Fields, code: str, name: str) -> object:
    mine = over.get(code, {})
    return mine[name] if name in mine else files[code].get(name)


def _set(
    draft: dict[str, dict[str, object]], files: Fields, code: str, name: str, value: object
) -> None:
    """Put a value over the files, or leave it to them where it is theirs."""
    fields = draft.setdefault(code, {})
    fields.pop(name, None)
    if value != files[code].get(name):
        fields[name] = value
    if not fields:
        del draft[code]


def _plain(fields: Fields) -> dict[str, dict[str, object]]:
    return {code: dict(of) for code, of in fields.items()}
