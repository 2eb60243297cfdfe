"""What the bot waits for from a member, and which buttons they have before them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from solbot.domain.answers import plain
from solbot.services.work import Work
from solbot.store import dialogs

# A conversation left this long ago no longer catches what a person types.
STALE = timedelta(hours=12)

_SIGNED = re.compile(r"\s*[-+−–]\s*\d")  # a label 1 is not meant by -1

_NUMBER = re.compile(r"#?\s*(\d{1,2})[.)]?")

_SHORTEST = 4  # letters of a label's beginning

_DIGITS = re.compile(r"\d+")


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
    """The member's dialog as it stands."""
    row = await dialogs.of_member(work.session, member_id, work.now)
    return Waiting(row.awaits, dict(row.data), dict(row.offers), row.since)


async def expect(work: Work, member_id: int, awaits: str, **data: Any) -> None:
    """Take the member's next words for this."""
    row = await dialogs.of_member(work.session, member_id, work.now)
    row.awaits, row.data, row.since = awaits, data, work.now


async def rest(work: Work, member_id: int) -> None:
    """Wait for nothing in particular."""
    row = await dialogs.of_member(work.session, member_id, work.now)
    row.awaits, row.data, row.since = None, {}, work.now


async def note(work: Work, member_id: int, **data: Any) -> None:
    """Keep something in mind until another conversation begins; what is awaited stays."""
    row = await dialogs.of_member(work.session, member_id, work.now)
    row.data = {**row.data, **data}


async def offer(work: Work, member_id: int, buttons: dict[str, str]) -> None:
    """Note the buttons just offered (label → what a tap sends), so that typing a label is a tap."""
    row = await dialogs.of_member(work.session, member_id, work.now)
    row.offers = {plain(label): data for label, data in buttons.items()}


def tapped(waiting: Waiting, text: str) -> str | None:
    """What a tap would have sent, when the text is the label of a button just offered."""
    return None if _SIGNED.match(text) else waiting.offers.get(plain(text))


def nearly(waiting: Waiting | None, text: str, counted: tuple[str, ...] = ("",)) -> str | None:
    """What a tap would have sent, when the text numbers a button just offered, or begins one label alone.

    Labels that differ by their number alone go by it, all others by their place. Only buttons whose tap begins with
    one of `counted` are numbered, and none where labels are numbers.
    """
    offers = waiting.offers if waiting else {}
    if number := _NUMBER.fullmatch(text.strip()):
        if any(label.isdecimal() for label in offers):
            return None
        return _numbered(offers, int(number[1]), counted)
    begins = plain(text) + " "
    found = [data for label, data in offers.items() if label.startswith(begins)]
    return found[0] if len(found) == 1 and len(begins) > _SHORTEST else None


def _numbered(offers: Mapping[str, str], number: int, counted: tuple[str, ...]) -> str | None:
    alike = Counter(_DIGITS.sub("", label) for label in offers)
    series = [
        data
        for label, data in offers.items()
        if _DIGITS.findall(label) == [str(number)] and alike[_DIGITS.sub("", label)] > 1
    ]
    if len(series) == 1:
        return series[0]
    placed = [data for data in offers.values() if data.startswith(counted)]
    return placed[number - 1] if 0 < number <= len(placed) else None
