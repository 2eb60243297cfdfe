"""The JSON of an update, read with care: what is missing, or of another kind than it should be, is not there."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

Fields = Mapping[str, Any]

MOST = 2**63 - 1  # the databases count no further
LONGEST = 32_768  # letters; the most that Telegram lets a message have, a rich one included
# Half of a pair of surrogates can't be encoded, and PostgreSQL takes no NUL.
_UNFIT = re.compile("[\\x00\\ud800-\\udfff]")


class UnreadableUpdate(Exception):
    """An update lacks what nothing can be done without. Names the field, and holds nothing of it."""


def part(fields: Fields, name: str) -> Fields:
    """An object in it; an empty one where there is none."""
    found = fields.get(name)
    return found if isinstance(found, dict) else {}


def parts(fields: Fields, name: str) -> Sequence[Fields]:
    """The objects of a list in it."""
    found = fields.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def number(fields: Fields, name: str) -> int | None:
    """A whole number in it that the databases can hold."""
    found = fields.get(name)
    fits = isinstance(found, int) and not isinstance(found, bool) and abs(found) <= MOST
    return found if fits else None


def needed(fields: Fields, name: str) -> int:
    """A whole number that has to be there. Raises Unreadable."""
    found = number(fields, name)
    if found is None:
        raise UnreadableUpdate(name)
    return found


def real(fields: Fields, name: str, most: float) -> float | None:
    """A number from -`most` to `most` in it."""
    found = fields.get(name)
    if not isinstance(found, int | float) or isinstance(found, bool):
        return None
    return float(found) if math.isfinite(found) and abs(found) <= most else None


def text(fields: Fields, name: str, most: int = LONGEST) -> str:
    """A text in it, fit to be stored and sent, cut at `most` letters; an empty one where there is none."""
    found = fields.get(name)
    return fit(found)[:most] if isinstance(found, str) else ""


def fit(words: str) -> str:
    """A text with what can be neither stored nor sent marked as such; its length in UTF-16 stays."""
    return _UNFIT.sub("\ufffd", words)
