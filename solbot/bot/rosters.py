"""What a list of people can be for: each feature hands over its own (`Feature.rosters`)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from solbot.content.language import Language
from solbot.unit_of_work import UnitOfWork


class NotNow(Exception):
    """What a list was for is gone, or over. `toast` says so."""

    def __init__(self, toast: str) -> None:
        """Take the reply that says it."""
        super().__init__(toast)
        self.toast = toast


Act = Callable[[UnitOfWork, int, str, Sequence[int]], Awaitable[list[int] | dict[int, str]]]
"""Staff (who?) do it to (what?) with these people, in the order of the list; returns those for whom it was new, if need
be with how it stood for them before. Raises NotNow."""

Undo = Callable[[UnitOfWork, int, str, Mapping[int, str | None]], Awaitable[list[int]]]
"""Staff let it be as it was before for these people; returns those for whom it is. Raises NotNow."""


@dataclass(frozen=True)
class RosterPurpose:
    """What people on a list are put in, or taken out of."""

    right: str  # that staff need for it, at every step
    title: Callable[[UnitOfWork, Language, str], Awaitable[str]]  # Raises NotNow
    act: Act
    take_back: Undo  # for those for whom it was new
    there: Callable[
        [UnitOfWork, str], Awaitable[Collection[int]]
    ]  # for whom it would change nothing
    back: Callable[[str], str]  # the tap that leads back
    fits: Callable[[UnitOfWork, str, Sequence[int]], Awaitable[int]] | None = (
        None  # for how many of those for whom it would be new there is room; None: for all. Raises NotNow
    )
    rest: str | None = None  # the purpose that is offered for those who do not fit
