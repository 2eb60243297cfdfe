"""What becomes of a link to an entry, whoever opens it."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Final

LASTS: Final = timedelta(days=7)
"""How long a link may be opened, and what it offers be accepted."""


class LinkState(StrEnum):
    """What a link is to who opens it."""

    OFFERED = "offered"  # they may accept it
    ACCEPTED = "accepted"  # they did
    OWN = "own"  # they made it
    TAKEN = "taken"  # somebody else opened it
    LAPSED = "lapsed"
    GONE = "gone"  # taken back, or never was; or what it leads to is gone


def digest(secret: str) -> str:
    """What is kept of a link's secret."""
    return sha256(secret.encode()).hexdigest()


def state(
    opener: int,
    *,
    sharer: int,
    receiver: int | None,
    accepted: bool,
    lapses_at: datetime,
    now: datetime,
) -> LinkState:
    """What a link is to who opens it now."""
    if opener == sharer:
        return LinkState.OWN
    if receiver not in (None, opener):
        return LinkState.TAKEN
    if receiver == opener and accepted:
        return LinkState.ACCEPTED
    return LinkState.LAPSED if lapses_at <= now else LinkState.OFFERED
