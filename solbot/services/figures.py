"""How much there is of everything, for those who run the bot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from solbot.services.work import Work
from solbot.store import inbox, members, outbox


@dataclass(frozen=True)
class Figures:
    """Counts as they are at this moment."""

    members: int
    waiting: int
    set_aside: int
    letters: Mapping[str, int]


async def now(work: Work) -> Figures:
    """Count."""
    return Figures(
        members=await members.count(work.session),
        waiting=await inbox.count_waiting(work.session),
        set_aside=await inbox.count_aside(work.session),
        letters=await outbox.counts(work.session),
    )
