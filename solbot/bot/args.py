"""The pieces a button carries after its code. It may be of an earlier version, or made by hand: whoever reads out of it
what is not there finds that out by StaleButton."""

from __future__ import annotations

import re
from collections.abc import Container
from enum import StrEnum
from typing import TypeVar

from solbot.errors import StaleButton

LONGEST = 18  # digits; the databases count no further
_NUMBER = re.compile(rf"-?[0-9]{{1,{LONGEST}}}")

T = TypeVar("T")
One = TypeVar("One", bound=StrEnum)


def args_of(data: str) -> tuple[str, list[str]]:
    """The code of a button, and what it carries."""
    code, *pieces = data.split(":")
    return code, pieces


def number(piece: str) -> int:
    """The number that a piece is. Raises StaleButton where it is none."""
    if not _NUMBER.fullmatch(piece):
        raise StaleButton
    return int(piece)


def flag(piece: str) -> bool:
    """Yes for "1", no for "0". Raises StaleButton for anything else."""
    return known(piece, ("0", "1")) == "1"


def known(given: T, choices: Container[T]) -> T:
    """What was given, if there is such a choice. Raises StaleButton where there is none."""
    if given not in choices:
        raise StaleButton
    return given


def one_of(kind: type[One], word: str) -> One:
    """Which of several words it is. Raises StaleButton: none of them."""
    try:
        return kind(word)
    except ValueError:
        raise StaleButton from None
