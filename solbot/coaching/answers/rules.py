"""What came of answers."""

from __future__ import annotations

from enum import StrEnum


class Followed(StrEnum):
    """What the edit of a message came to."""

    CHANGED = "changed"
    THE_SAME = "the same"  # Telegram calls it edited, and nothing of it differs
    ON_PAGE = "on page"  # changed, and the page of a vision says the same
    PAGE_STAYS = "page stays"  # changed, but the page, where it has no room, says what it said
