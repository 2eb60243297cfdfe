"""Whom a few people are picked from: a cohort, the seats of a program, who is interested.

A source is a letter and what it is of: `c.12`, `s.foundations.held`, `i.7`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from solbot.announcements.report import service as reporting
from solbot.bot.args import number, one_of
from solbot.db.states import SeatStatus
from solbot.errors import StaleButton
from solbot.programs.cohorts import service as cohorts
from solbot.programs.seats import service as seats
from solbot.unit_of_work import UnitOfWork


class Listed(NamedTuple):
    """Somebody on the list."""

    id: int
    name: str


async def program_of(work: UnitOfWork, source: str) -> str | None:
    """The program that a list is of, if it is of one. Raises NotFound."""
    kind, _, rest = source.partition(".")
    if kind == "c":
        return (await cohorts.find(work, number(rest))).program_id
    return rest.partition(".")[0] if kind == "s" else None


async def page(
    work: UnitOfWork, source: str, start: int, size: int
) -> tuple[Sequence[Listed], int]:
    """The people of a list from `start`, and how many there are. Raises NotFound where there is no such list (any
    more), StaleButton for what names none."""
    kind, _, rest = source.partition(".")
    if kind == "c":
        cohort = await cohorts.find(work, number(rest))
        found = await cohorts.roster(work, cohort.id, start, size)
        return [Listed(one.id, one.name or str(one.id)) for one, _ in found], cohort.people
    if kind == "s":
        program, _, named = rest.partition(".")
        status = one_of(SeatStatus, named)
        seated = await seats.page(work, program, status, start, size)
        total = await seats.count(work, program, status)
        return [Listed(one.member_id, one.name) for one in seated], total
    if kind == "i":
        people, total = await reporting.who_is_interested(work, number(rest), start, size)
        return [Listed(*one) for one in people], total
    raise StaleButton
