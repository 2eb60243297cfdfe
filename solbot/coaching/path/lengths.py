"""How much of a reading comes with its question: two lines of it, with the whole one tap away, or all of it."""

from __future__ import annotations

from collections.abc import Sequence

from solbot.db.states import ReadingLength

CYCLE, WHOLE_ONES = 5, 2
"""Of so many days, on so many the whole reading."""


def chosen(kept: ReadingLength | None) -> ReadingLength:
    """What a member chose, as it is kept; None: nothing yet."""
    return kept or ReadingLength.MIXED


def is_short(
    wanted: ReadingLength, lately: Sequence[bool], *, introduces: bool = False, known: bool = False
) -> bool:
    """Whether two lines of a reading will do.

    Args:
        wanted: what the member chose.
        lately: of each of the last things the path brought, the oldest first, whether it was short.
        introduces: whether it opens a discipline, whose terms the next readings build on.
        known: whether the member was brought the whole of it before.
    """
    if wanted is not ReadingLength.MIXED:
        return wanted is ReadingLength.SHORT
    return known or (not introduces and _by_turns(lately))


def _by_turns(lately: Sequence[bool]) -> bool:
    """Three days of five, and never two whole ones in a row; what came whole for another reason counts."""
    last = lately[-(CYCLE - 1) :]
    whole = last.count(False)
    return whole >= WHOLE_ONES or (bool(last) and not last[-1])
