"""Everything there is of a member, gathered for their own copy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from solbot.services import answers, inquiries, schedule, visions
from solbot.services.answers import Entry
from solbot.services.inquiries import Own
from solbot.services.visions import Standing
from solbot.services.work import Work
from solbot.store import requests
from solbot.store.tables import Member


@dataclass(frozen=True)
class Profile:
    """What is kept of the person themself."""

    id: int
    name: str | None
    language: str | None
    language_hint: str | None
    zone: str | None
    state: str
    days: tuple[int, ...]
    times: tuple[str, ...]
    joined_at: datetime
    consented_at: datetime | None
    paused_at: datetime | None
    paused_until: datetime | None


@dataclass(frozen=True)
class Wish:
    """A request to be told of a fact."""

    program: str
    fact: str
    at: datetime
    told_at: datetime | None


@dataclass(frozen=True)
class Copy:
    """A member's own copy of everything."""

    at: datetime
    member: Profile
    visions: tuple[Standing, ...]
    answers: tuple[Entry, ...]
    unplaced: tuple[Entry, ...]
    requests: tuple[Wish, ...]
    inquiries: tuple[Own, ...]


async def of_member(work: Work, member: Member) -> Copy:
    """Gather it all, oldest first."""
    days, times = await schedule.rhythm_of(work, member)
    return Copy(
        at=work.now,
        member=Profile(
            member.id,
            member.name,
            member.language,
            member.language_hint,
            member.zone,
            member.state,
            tuple(sorted(days)),
            tuple(f"{at:%H:%M}" for at in times),
            member.created_at,
            member.consented_at,
            member.paused_at,
            member.paused_until,
        ),
        visions=tuple(await visions.all_of(work, member, released=True)),
        answers=tuple(await answers.everything(work, member)),
        unplaced=tuple(await answers.everything(work, member, "draft")),
        requests=tuple(
            Wish(row.program, row.fact, row.at, row.told_at)
            for row in await requests.of_member(work.session, member.id)
        ),
        inquiries=tuple(await inquiries.everything(work, member)),
    )
