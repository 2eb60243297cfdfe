"""Programs as people see them: from the files of the content until staff change one, then from its edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from solbot.content.catalog import Language
from solbot.content.editions import NEEDED, Edition, HandedIn, flyer_of
from solbot.content.models import Handout, Program, Stored
from solbot.content.programs import build
from solbot.db.states import ProgramState
from solbot.db.tables import Offer
from solbot.programs import db as programs_db
from solbot.unit_of_work import UnitOfWork

SHOWN = (ProgramState.OPEN, ProgramState.CLOSED)

_LENT = (("place",), ("dates",), ("prices", "price"))
"""What people had rather read in another language than not at all; of each group, all or nothing."""


async def listed(work: UnitOfWork, language: Language) -> list[Program]:
    """What everybody sees, in a language: those of the files first, then the others, oldest first."""
    rows = {row.id: (row, content) for row, content in await programs_db.everyone(work.session)}
    ids = [*language.programs, *(one for one in rows if one not in language.programs)]
    found = (_program(work, language, one, *rows.get(one, (None, None))) for one in ids)
    return [program for program in found if program is not None]


async def find(work: UnitOfWork, language: Language, program_id: str) -> Program | None:
    """A program everybody sees, in a language, or None."""
    row, content = await programs_db.one(work.session, program_id) or (None, None)
    return _program(work, language, program_id, row, content)


async def titles(work: UnitOfWork, language: Language) -> Mapping[str, str]:
    """What every program is called, by its id, whatever its state; archived and unpublished ones are among them."""
    found = {one.id: one.title for one in work.catalog.default.programs.values()}
    found |= {one.id: one.title for one in language.programs.values()}
    for row, content in await programs_db.everyone(work.session):
        copy = Edition.of(content or row.draft or {}).copy
        codes = (language.code, work.catalog.languages[0], *sorted(copy))
        mine = (copy.get(code, {}).get("title") for code in codes)
        found[row.id] = next((title for title in mine if title), found.get(row.id, row.id))
    return found


async def title_of(work: UnitOfWork, language: Language, program_id: str | None) -> str | None:
    """What a program is called in a language, listed or not; None for no program."""
    if program_id is None:
        return None
    found = await find(work, language, program_id)
    return found.title if found else (await titles(work, language)).get(program_id, program_id)


def in_words(work: UnitOfWork, program_id: str, edition: Edition, language: Language) -> Program:
    """An edition in the language it is read in: the reader's own, else the default, else the first it has.

    A language in which it is but begun does not count while there is a whole one. Place, dates and prices are
    lent by another language.
    """
    codes = (language.code, work.catalog.languages[0], *sorted(edition.copy))
    begun = [one for one in codes if edition.copy.get(one, {}).get("title")]
    whole = [one for one in begun if is_written(edition, one)]
    code = next(iter(whole or begun), language.code)
    facts = edition.facts
    return build(
        program_id,
        _with_lent(edition, code, codes),
        code,
        article=handout(facts.get("article")),
        flyer=handout(flyer_of(edition, language.code)),
        checked=date.fromisoformat(facts["checked"]) if "checked" in facts else None,
        default_zone=work.default_zone,
    )


def is_written(edition: Edition, code: str) -> bool:
    """Whether all that people have to read is there in a language."""
    return all(edition.copy.get(code, {}).get(name) for name in NEEDED)


def _with_lent(edition: Edition, code: str, lenders: tuple[str, ...]) -> Edition:
    found = Edition.of(edition.data())
    for names in _LENT:
        has = (one for one in (code, *lenders) if any(found.get(name, one) for name in names))
        lender = next(has, code)
        for name in names:
            if value := found.get(name, lender):
                found.put(name, code, value)
    return found


def handout(value: HandedIn | str | None) -> Handout | None:
    """An article or flyer as an edition has it: a web address, a file of the database, or nothing."""
    return Stored(value["file"], value["name"]) if isinstance(value, Mapping) else value


def _program(
    work: UnitOfWork,
    language: Language,
    program_id: str,
    row: Offer | None,
    content: Mapping[str, object] | None,
) -> Program | None:
    if row is not None and row.state not in SHOWN:
        return None
    is_open = row is None or row.state == ProgramState.OPEN
    if content is None:
        program = language.programs.get(program_id)
        if program is None:
            return None
        of_all = work.catalog.default.programs.get(program_id)
        flyer = program.flyer or (of_all.flyer_of_all if of_all else None)
        return replace(program, is_open=is_open, flyer=flyer)
    return replace(in_words(work, program_id, Edition.of(content), language), is_open=is_open)
