"""Long lists, a page at a time."""

from __future__ import annotations

from solbot.chat.args import known
from solbot.chat.turn import Turn
from solbot.domain.messages import Button

SIZE = 10
MOST = 1_000_000  # pages; the databases count no further than so many rows


def start_of(args: list[str], at: int) -> int:
    """Where the page begins that a button names as its argument number `at`; without one, the first."""
    return number_of(args, at) * SIZE if len(args) > at else 0


def number_of(args: list[str], at: int) -> int:
    """The page, counted from 0, that a button names as its argument number `at`."""
    return known(int(args[at]), range(MOST))


def count_of(total: int) -> int:
    """How many pages there are, at least one."""
    return max(1, -(-total // SIZE))


def turning(turn: Turn, data: str, start: int, total: int) -> list[Button]:
    """Buttons to the pages before and after, as far as there are such."""
    page, buttons = start // SIZE, []
    if page > 0:
        buttons.append(turn.button("page_before", f"{data}:{page - 1}"))
    if start + SIZE < total:
        buttons.append(turn.button("page_after", f"{data}:{page + 1}"))
    return buttons
