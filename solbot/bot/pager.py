"""Long lists, a page at a time. A page that is not there any more, as things went, is the last there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from solbot.bot.args import LONGEST
from solbot.bot.context import Context
from solbot.telegram.messages import Button

SIZE = 10
MOST = 10**9
BETWEEN = ("page_before", "page_after")
IN_TIME = ("newer", "older")
"""What the buttons to the pages around are called: of any list, and of one with the newest first."""

T = TypeVar("T")


@dataclass(frozen=True)
class Page:
    """One page of a list of so many things in all."""

    at: int  # from 0
    total: int
    size: int = SIZE

    @property
    def start(self) -> int:
        """The place of its first thing in the list."""
        return self.at * self.size

    @property
    def number(self) -> int:
        """Its number, as people count."""
        return self.at + 1

    @property
    def count(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.size))

    def of(self, found: Sequence[T]) -> Sequence[T]:
        """What of the whole list is on it."""
        return found[self.start : self.start + self.size]

    def turning(
        self, context: Context, data: str, called: tuple[str, str] = BETWEEN
    ) -> list[Button]:
        """Buttons to the pages before and after, as far as there are such."""
        before, after = called
        buttons = []
        if self.at > 0:
            buttons.append(context.button(before, f"{data}:{self.at - 1}"))
        if self.number < self.count:
            buttons.append(context.button(after, f"{data}:{self.number}"))
        return buttons


def at(page: int | str, total: int, size: int = SIZE) -> Page:
    """The page of this number, from 0, of a list of so many; the nearest there is. It may be words behind a command:
    then it is the first."""
    wanted = page if isinstance(page, int) else int(page[:LONGEST]) if page.isdecimal() else 0
    return Page(max(0, min(wanted, Page(0, total, size).count - 1)), total, size)


def near(page: int, size: int = SIZE) -> Page:
    """The page of this number, from 0, while it is not known yet how many there are: no list has a billion."""
    return at(page, MOST, size)
