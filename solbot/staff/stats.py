"""Figures for staff: how many people do what. Each is shown only where enough people stand behind it.

For work that only reads (Works.reading): counting may take a while.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from solbot.content.models import DISCIPLINES
from solbot.errors import NotFound
from solbot.staff import figures_db
from solbot.staff.stats_rules import AskedAndAnswered, Shares, ShownFigure, nested, shares
from solbot.unit_of_work import UnitOfWork

SPANS = (7, 30, 90)
"""In days; each contains the ones before."""

MEASURES = ("joined", "active", "answered", "paused", "left")
NOBODY = (0, 0)


@dataclass(frozen=True)
class Stats:
    """What there is to show: each measure over each span, and the disciplines over the longest."""

    measures: Mapping[str, Sequence[ShownFigure]]
    disciplines: Mapping[str, Shares]


async def of_everyone(work: UnitOfWork) -> Stats:
    """Count everybody."""
    since = [work.now - timedelta(days=days) for days in SPANS]
    counts = dict(await figures_db.of_members(work.session, work.now, since))
    counts["answered"] = await figures_db.answering(work.session, since)
    found = await figures_db.by_discipline(work.session, since[-1])
    asked, answered = found[None]
    together = AskedAndAnswered(asked, max(answered, counts["answered"][-1]))
    parts = {one: AskedAndAnswered(*found.get(one, NOBODY)) for one in DISCIPLINES}
    return Stats(
        {name: nested(counts[name]) for name in MEASURES},
        shares(parts, together),
    )


async def of_members(work: UnitOfWork) -> Mapping[str, Sequence[ShownFigure]]:
    """How members joined, paused and left over the spans, as it is shown."""
    since = [work.now - timedelta(days=days) for days in SPANS]
    counts = await figures_db.of_members(work.session, work.now, since)
    return {name: nested(found) for name, found in counts.items()}


async def of_readings(work: UnitOfWork, discipline: str) -> Mapping[str, Shares]:
    """Count, by reading of a discipline, over the longest span; those nobody was asked about are left out.

    Raises NotFound for a discipline there is not.
    """
    if discipline not in DISCIPLINES:
        raise NotFound("there is no such discipline")
    since = work.now - timedelta(days=SPANS[-1])
    found = await figures_db.by_reading(work.session, discipline, since)
    parts = {one: AskedAndAnswered(*counts) for one, counts in found.items() if one is not None}
    return shares(parts, AskedAndAnswered(*found[None]))
