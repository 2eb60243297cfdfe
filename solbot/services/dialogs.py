"""What the bot waits for from a member, and which buttons they have before them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from solbot.domain.answers import plain
from solbot.services.work import Work
from solbot.store import dialogs
from solbot.store.types import is_readable

# A conversation left this long ago no longer catches what a person types.
STALE = timedelta(hours=12)

_SIGNED = re.compile(r"\s*[-+−–]\s*\d")  # a label 1 is not meant by -1

_NUMBER = re.compile(r"#?\s*(\d{1,2})[.)]?")

_SHORTEST = 4  # letters of a label's beginning


@dataclass(frozen=True)
class Waiting:
    """What the next words of a member are taken for, with what is known so far."""

    awaits: str | None
    data: dict[str, Any]
    offers: dict[str, str]
    since: datetime

    def is_stale(self, now: datetime) -> bool:
        """Whether it was left alone for so long that it may be set aside."""
        return now - self.since > STALE


async def current(work: Work, member_id: int) -> Waiting:
    """The member's dialog as it stands; where it can't be read, nothing is awaited."""
    row = await dialogs.of_member(work.session, member_id, work.now)
    awaits = row.awaits if is_readable(row.data) else None
    return Waiting(awaits, dict(row.data or {}), dict(row.offers or {}), row.since)


async def expect(work: Work, member_id: int, awaits: str, **data: Any) -> None:
    """Take the member's next words for this."""
    row = await dialogs.of_member(work.session, member_id, work.now)
    row.awaits, row.data, row.since = awaits, data, work.now


async def rest(work: Work, member_id: int) -> None:
    """Wait for nothing in particular."""
    row = await dialogs.of_member(work.session, member_id, work.now)
    row.awaits, row.data, row.since = None, {}, work.now


async def offer(work: Work, member_id: int, buttons: dict[str, str]) -> None:
    """Note the buttons just offered (label → what a tap sends), so that typing a label is a tap."""
    row = await dialogs.of_member(work.session, member_id, work.now)
    row.offers = {plain(label): data for label, data in buttons.items()}


def tapped(waiting: Waiting, text: str) -> str | None:
    """What a tap would have sent, when the text is the label of a button just offered."""
    return None if _SIGNED.match(text) else waiting.offers.get(plain(text))


def nearly(waiting: Waiting | None, text: str, counted: tuple[str, ...] = ("",)) -> str | None:
    """What a tap would have sent, when the text numbers a button just offered, or begins one label alone.

    Only buttons whose tap begins with one of `counted` are numbered, and none where labels are numbers.
    """
    offers = waiting.offers if waiting else {}
    if number := _NUMBER.fullmatch(text.strip()):
        if any(label.isdecimal() for label in offers):
            return None
        at = int(number[1]) - 1
        numbered = [data for data in offers.values() if data.startswith(counted)]
        return numbered[at] if 0 <= at < len(numbered) else None
    begins = plain(text) + " "
    found = [data for label, data in offers.items() if label.startswith(begins)]
    return found[0] if len(found) == 1 and len(begins) > _SHORTEST else None
