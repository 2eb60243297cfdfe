"""What came of answers."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from solbot.db.states import AnswerState


class Followed(StrEnum):
    """What the edit of a message came to."""

    CHANGED = "changed"
    THE_SAME = "the same"  # Telegram calls it edited, and nothing of it differs
    ON_PAGE = "on page"  # changed, and the page of a vision says the same
    PAGE_STAYS = "page stays"  # changed, but the page, where it has no room, says what it said


class Before(NamedTuple):
    """Where an entry was before it was moved or dropped."""

    entry: int
    state: AnswerState
    prompt: int | None
    part: int | None
    for_date: str | None = None

    @classmethod
    def noted(cls, was: tuple[int, str, int | None, int | None, str | None]) -> Before:
        """As it was noted in a dialog."""
        entry, state, prompt, part, *day = was
        return cls(entry, AnswerState(state), prompt, part, *day)
