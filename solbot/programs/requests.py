"""Requests: what members want to hear of a program once it is known, or whenever there is news."""

from __future__ import annotations

from typing import Final

from solbot.content.models import Program
from solbot.db.tables import Member, Request
from solbot.errors import NotFound
from solbot.programs import requests_db
from solbot.programs import service as programs
from solbot.telegram import outbox_db
from solbot.telegram.letters import Priority
from solbot.unit_of_work import Piece, UnitOfWork

FACT: Final = "fact"
"""The kind of letter that tells one."""
FACTS = ("dates", "place", "price", "flyer", "article")
NEWS = "news"
"""A request that is not over once it was answered."""


def known(program: Program, fact: str) -> bool:
    """Whether a program has this fact by now."""
    if fact == "dates":
        return bool(program.starts or program.dates)
    if fact == "place":
        return bool(program.place or program.online)
    if fact == "price":
        return bool(program.prices or program.price)
    return bool(getattr(program, fact))


def unknown_facts(program: Program) -> list[str]:
    """Which facts of a program are not known yet."""
    return [fact for fact in FACTS if not known(program, fact)]


async def ask(work: UnitOfWork, member: Member, program_id: str, fact: str) -> bool:
    """Note that the member wants to hear when this is known, or of news. False if it was noted before."""
    language = work.language_of(member)
    if fact not in (*FACTS, NEWS) or await programs.find(work, language, program_id) is None:
        raise NotFound("there is no such fact")
    there = await requests_db.get(work.session, member.id, program_id, fact)
    if there is not None and there.told_at is None:
        return False
    if there is not None:
        there.told_at, there.at = None, work.now
        return True
    work.session.add(Request(member_id=member.id, program=program_id, fact=fact, at=work.now))
    return True


async def withdraw(work: UnitOfWork, member: Member, program_id: str, fact: str) -> bool:
    """The member does not want to hear of it any more. False if they had not asked."""
    there = await requests_db.get(work.session, member.id, program_id, fact)
    if there is None:
        return False
    await work.session.delete(there)
    return True


async def follows(work: UnitOfWork, member: Member, program_id: str) -> bool:
    """Whether the member hears of this program's news."""
    return await requests_db.get(work.session, member.id, program_id, NEWS) is not None


async def requested(work: UnitOfWork, member: Member) -> list[Request]:
    """What the member asked to be told."""
    return list(await requests_db.of_member(work.session, member.id))


async def followers(work: UnitOfWork, program_id: str) -> dict[str, list[int]]:
    """Who hears of this program's news, by the language they read."""
    found: dict[str, list[int]] = {}
    for request, *reads in await requests_db.waiting_for(work.session, program_id, NEWS):
        found.setdefault(_code(work, *reads), []).append(request.member_id)
    return found


async def waiting(work: UnitOfWork, program_id: str) -> dict[str, int]:
    """How many wait to hear of each fact of a program, or of news; facts nobody asked for are left out."""
    found = await requests_db.counts(work.session, program_id)
    return {fact: found[fact] for fact in (*FACTS, NEWS) if found.get(fact)}


async def waiting_in(work: UnitOfWork, program_id: str, fact: str, code: str) -> int:
    """How many of those who read this language wait to hear of a fact."""
    rows = await requests_db.untold(work.session)
    return sum(
        count
        for program, name, language, hint, count in rows
        if (program, name) == (program_id, fact) and _code(work, language, hint) == code
    )


async def tell_what_is_known(work: UnitOfWork) -> int:
    """Put a letter in the outbox for everyone who waits for a fact that is there now; returns how many."""
    return sum([await _tell(work, one) for one in await _known(work)])


async def _known(work: UnitOfWork) -> list[tuple[str, str, str]]:
    """Programs, each with a fact that is there now and a language somebody who waits for it reads."""
    asked = {
        (program, fact, _code(work, language, hint))
        for program, fact, language, hint, _ in await requests_db.untold(work.session)
        if fact != NEWS
    }
    codes = {code for _, _, code in asked}
    shown = {
        (one.id, code): one
        for code in codes
        for one in await programs.listed(work, work.catalog.language(code))
    }
    return sorted(
        (program, fact, code)
        for program, fact, code in asked
        if (program, code) in shown and known(shown[program, code], fact)
    )


async def _tell(work: UnitOfWork, of: tuple[str, str, str]) -> int:
    """A letter for everyone who reads this language and waits for this fact of a program; returns how many."""
    program_id, fact, code = of
    waiting = [
        request
        for request, *reads in await requests_db.waiting_for(work.session, program_id, fact)
        if _code(work, *reads) == code
    ]
    await outbox_db.put(
        work.session,
        [
            {
                "key": f"fact:{request.id}:{int(request.at.timestamp())}",
                "member_id": request.member_id,
                "kind": FACT,
                "priority": Priority.ANNOUNCEMENT.value,
                "ref": {"program": program_id, "fact": fact},
                "due_at": work.now,
                "not_after": None,
            }
            for request in waiting
        ],
    )
    for request in waiting:
        request.told_at = work.now
    return len(waiting)


TELLING: Piece = (_known, _tell)
"""What the tick does about requests."""


def _code(work: UnitOfWork, language: str | None, hint: str | None) -> str:
    """The language somebody reads who chose this one, or whose app has that one."""
    return work.catalog.language(language or work.catalog.best(hint)).code
