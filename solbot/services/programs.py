"""Programs: what is known of them, and telling people when more is."""

from __future__ import annotations

from solbot.content.catalog import Language
from solbot.domain.letters import Priority
from solbot.services.work import Work
from solbot.store import outbox, requests
from solbot.store.tables import Member, Request

FACTS = ("dates", "place", "price", "flyer", "article")


def known(language: Language, program_id: str, fact: str) -> bool:
    """Whether a program has this fact by now."""
    program = language.programs.get(program_id)
    return program is not None and bool(getattr(program, fact))


def unknown_facts(language: Language, program_id: str) -> list[str]:
    """Which facts of a program are not known yet."""
    return [fact for fact in FACTS if not known(language, program_id, fact)]


async def ask_to_be_told(work: Work, member: Member, program_id: str, fact: str) -> bool:
    """Note that the member wants to hear when this is known. False if it was noted before."""
    if fact not in FACTS or program_id not in work.language_of(member).programs:
        raise LookupError("there is no such fact")
    there = await requests.get(work.session, member.id, program_id, fact)
    if there is not None and there.told_at is None:
        return False
    if there is not None:
        there.told_at, there.at = None, work.now
        return True
    work.session.add(Request(member_id=member.id, program=program_id, fact=fact, at=work.now))
    return True


async def withdraw(work: Work, member: Member, program_id: str, fact: str) -> bool:
    """The member does not want to hear of it any more. False if they had not asked."""
    there = await requests.get(work.session, member.id, program_id, fact)
    if there is None:
        return False
    await work.session.delete(there)
    return True


async def requested(work: Work, member: Member) -> list[Request]:
    """What the member asked to be told."""
    return list(await requests.of_member(work.session, member.id))


async def tell_what_is_known(work: Work) -> int:
    """Put a letter in the outbox for everyone who waits for a fact that is there now; returns how many."""
    language = work.catalog.language(work.catalog.languages[0])
    told = 0
    for program_id, fact in await requests.untold(work.session):
        if not known(language, program_id, fact):
            continue
        waiting = await requests.waiting_for(work.session, program_id, fact)
        await outbox.put(
            work.session,
            [
                {
                    "key": f"fact:{request.id}:{int(request.at.timestamp())}",
                    "member_id": request.member_id,
                    "kind": "fact",
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
        told += len(waiting)
    return told
