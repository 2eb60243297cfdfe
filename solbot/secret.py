"""Words that no log, traceback or error text shows by mistake."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Secret:
    """A secret: shown, it is stars. What it holds is had by name."""

    _words: str = field(repr=False)

    def reveal(self) -> str:
        """The secret itself."""
        return self._words

    def __str__(self) -> str:
        return "**********"
