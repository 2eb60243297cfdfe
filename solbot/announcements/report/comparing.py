"""What came of each of two wordings: counts, and whether they differ by more than chance would bring about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from math import sqrt

from solbot.announcements.report import taps_db
from solbot.announcements.rules import FEWEST_COMPARED, OPTION, JudgedDraft, program_of
from solbot.announcements.send import recipients_db, rounds_db
from solbot.db.states import RoundKind
from solbot.db.tables import Announcement, Round
from solbot.programs.seats import service as seats
from solbot.unit_of_work import UnitOfWork

QUIET_BUTTON = 0
"""The number under which taps on No more announcements are counted."""
COUNTED_FOR = timedelta(days=7)
"""How long after an announcement seats count as taken on it."""
FEWEST_HAPPENED = 10
"""Of less that happened, under both wordings together, nothing is concluded."""
HARDLY_CHANCE = 2.58
"""Standard deviations; chance alone brings about a larger difference once in a hundred."""


class Verdict(StrEnum):
    """What two counts say."""

    TOO_FEW = "too_few"
    CHANCE = "chance"  # a difference, or none, as chance alone would bring about
    FIRST = "first"  # more under the first wording
    SECOND = "second"


@dataclass(frozen=True)
class ComparedCount:
    """Something that was counted under each wording."""

    first: int
    second: int
    verdict: Verdict


@dataclass(frozen=True)
class Compared:
    """What came of each wording: who got it, taps by the number of the button, who wanted no more, seats taken."""

    first: int
    second: int
    taps: Sequence[tuple[int, ComparedCount]]
    offs: ComparedCount
    taken: ComparedCount | None

    @property
    def too_few(self) -> bool:
        """Whether so few got one of them that nothing can be said."""
        return min(self.first, self.second) < FEWEST_COMPARED


def verdict(first: int, of_first: int, second: int, of_second: int) -> Verdict:
    """What it says that something happened so often to so many under each wording."""
    happened, people = first + second, of_first + of_second
    if min(of_first, of_second) < FEWEST_COMPARED or happened < FEWEST_HAPPENED:
        return Verdict.TOO_FEW
    share = of_first / people
    away = (first - happened * share) / sqrt(happened * share * (1 - share))
    if abs(away) < HARDLY_CHANCE:
        return Verdict.CHANCE
    return Verdict.FIRST if away > 0 else Verdict.SECOND


async def wording_of(work: UnitOfWork, row: Announcement, member_id: int) -> int:
    """Which wording a member got, 1 or 2; 0 where there is one, or they got neither."""
    if not row.second:
        return 0
    second = await recipients_db.wording_of(work.session, row.id, member_id)
    return 0 if second is None else 2 if second else 1


async def compared(work: UnitOfWork, row: Announcement) -> Compared | None:
    """What came of the two wordings so far; None where there is one, nobody got it, or it would tell who answered."""
    going = await _sent(work, row)
    if not row.second or row.private or going is None:
        return None
    got = [
        await recipients_db.count_delivered(work.session, going.id, second=second)
        for second in (False, True)
    ]
    counts = await taps_db.by_wording(work.session, row.id)
    taken = [await seats_taken(work, row, second=second) for second in (False, True)]

    def count(first: int, second: int) -> ComparedCount:
        return ComparedCount(first, second, verdict(first, got[0], second, got[1]))

    def tapped(number: int) -> ComparedCount:
        return count(counts.get((number, 1), 0), counts.get((number, 2), 0))

    return Compared(
        got[0],
        got[1],
        [
            (one["n"], tapped(one["n"]))
            for one in row.buttons
            if one["kind"] not in ("link", OPTION)
        ],
        tapped(QUIET_BUTTON),
        count(taken[0], taken[1]) if taken[0] is not None and taken[1] is not None else None,
    )


async def seats_taken(
    work: UnitOfWork, row: Announcement, *, second: bool | None = None
) -> int | None:
    """How many who got it, or got one of its wordings, took a seat in the program it is about, within seven days of its
    start. None where it is about none, has not begun, or that would tell of people who answered."""
    about = program_of(JudgedDraft({}, row.subject, row.buttons))
    going = await _sent(work, row)
    if about is None or row.private or going is None:
        return None
    who = recipients_db.delivered(going.id, second=second)
    return await seats.taken(work, about, who, going.started_at, going.started_at + COUNTED_FOR)


async def _sent(work: UnitOfWork, row: Announcement) -> Round | None:
    """The round that sent it, once it has begun."""
    sent = [
        one
        for one in await rounds_db.of_announcement(work.session, row.id)
        if one.kind == RoundKind.SENDING
    ]
    return sent[-1] if sent and sent[-1].started_at <= work.now else None
