"""What samples are made of: words as long as they get where people or staff wrote them (limits.py)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from markupsafe import Markup

from solbot import limits
from solbot.content.lengths import room

MOMENT: Final = datetime(2026, 9, 30, 20, 45, tzinfo=UTC)

_PROSE = "A school in which every child is known by name & <listened> to, each day. "
_PLAIN = "A school in which every child is known by name and listened to, each day. "
_NAME = "Maximiliane-Alexandrina von und zu Hohenstein-Wittgenstein ✨ "
_TITLE = "Leading Sustainable Transformation "


def _of(words: str, most: int) -> str:
    return (words * (most // len(words) + 1))[: most - room("")]


def prose(most: int) -> str:
    """Words that take up exactly so much room."""
    return _of(_PROSE, most)


def html(most: int) -> Markup:
    """Marked-up words of so many units."""
    return Markup("<b>{}</b>").format((_PLAIN * (most // len(_PLAIN) + 1))[:most])


NAME: Final = _of(_NAME, limits.NAME)
CALLED: Final = _of(_NAME, limits.CALLED)
NAME_IN_LINE: Final = _of(_NAME, limits.NAME_IN_LINE)
TITLE: Final = _of(_TITLE, limits.TITLE)
COHORT: Final = _of(
    "The spring cohort of the year, in the mountains, for those from far away ", limits.COHORT
)
LABEL: Final = _of("I have been looking forward to this one ", limits.LABEL)
