"""Tags and notes: how long they may be, and how long they are kept."""

from __future__ import annotations

from datetime import timedelta

KEPT = timedelta(days=365)
LONGEST_TAG = 40  # characters
LONGEST_NOTE = 300
TAGS = 100  # in all
NOTES = 5  # beside one person


class MarkFault(ValueError):
    """What was typed can be no tag or note. `why` says which, for a template."""

    def __init__(self, why: str) -> None:
        """Take the reason."""
        super().__init__(why)
        self.why = why


def tag_of(text: str) -> str:
    """A tag, on one line, without the # some put before it. Raises MarkFault."""
    return _checked(" ".join(text.split()).lstrip("#").strip(), LONGEST_TAG)


def note_of(text: str) -> str:
    """A note. Raises MarkFault."""
    return _checked(text.strip(), LONGEST_NOTE)


def _checked(words: str, longest: int) -> str:
    if not words:
        raise MarkFault("empty")
    if len(words) > longest:
        raise MarkFault("too_long")
    return words
