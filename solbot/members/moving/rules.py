"""The code by which somebody's things go to another account of theirs, as it is made and typed."""

from __future__ import annotations

import re
import secrets
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Final

LASTS: Final = timedelta(minutes=30)
WRONG: Final = 5
"""How often a code that leads nowhere can be typed within an hour; then it takes the hour."""
APART: Final = timedelta(hours=1)

SIGNS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that is taken for a digit
GROUPS: Final = 3
IN_GROUP: Final = 6  # 18 of 24 letters: 82 bits
_BETWEEN = re.compile(r"[\s\-\u2010-\u2015_.]+")


class Move(StrEnum):
    """What came of a code that was typed, or of the yes to it."""

    ASKED = "asked"  # the old account is asked
    WRONG = "wrong"
    TOO_OFTEN = "too often"
    LAPSED = "lapsed"
    TAKEN = "taken"  # another account typed it first
    OWN = "own"  # it is this account's
    NOT_EMPTY = "not empty"  # the new account has things of its own
    UNREACHABLE = "unreachable"  # the old account blocked the bot
    GONE = "gone"
    MOVED = "moved"


def new_code() -> str:
    """A code nobody can guess, in groups that can be read to somebody."""
    groups = ("".join(secrets.choice(SIGNS) for _ in range(IN_GROUP)) for _ in range(GROUPS))
    return "-".join(groups)


def typed(text: str) -> str | None:
    """The code as it was made, however its groups are set apart; None for what can't be one."""
    letters = _BETWEEN.sub("", text.strip()).upper()
    return letters if len(letters) == GROUPS * IN_GROUP and set(letters) <= set(SIGNS) else None


def digest(code: str) -> str:
    """What is kept of a code."""
    return sha256((typed(code) or "").encode()).hexdigest()


def may_type(count: int, since: datetime | None, now: datetime) -> bool:
    """Whether one more code may be tried."""
    return count < WRONG or since is None or abs(now - since) >= APART
