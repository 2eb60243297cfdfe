"""What a list of people can be for: each feature hands over its own (`Feature.rosters`)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass

from solbot.content.language import Language
from solbot.unit_of_work import UnitOfWork


class NotNow(Exception):
    """What a list was for is gone, or over. `toast` says so."""

    def __init__(self, toast: str) -> None:
        """Take the reply that says it."""
        super().__init__(toast)
        self.toast = toast


Act = Callable[[UnitOfWork, int, str, Collection[int]], Awaitable[list[int]]]
"""Staff (who?) do it to (what?) with these people; returns those for whom it was new. Raises NotNow."""


@dataclass(frozen=True)
class RosterPurpose:
    """What people on a list are put in, or taken out of."""

    right: str  # that staff need for it, at every step
    title: Callable[[UnitOfWork, Language, str], Awaitable[str]]  # Raises NotNow
    act: Act
    take_back: Act  # for those for whom it was new
    there: Callable[
        [UnitOfWork, str], Awaitable[Collection[int]]
    ]  # for whom it would change nothing
    back: Callable[[str], str]  # the tap that leads back
