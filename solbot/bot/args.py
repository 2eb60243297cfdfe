"""What a button carries after its name. It may be of an earlier version, or made by hand: whoever reads something out
of it that is not there, or a number where there is none, finds that out by StaleButton."""

from __future__ import annotations

import re
from collections.abc import Container
from enum import StrEnum
from typing import SupportsIndex, TypeVar, overload

from solbot.errors import StaleButton

LONGEST = 18  # digits; the databases count no further
_NUMBER = re.compile(rf"-?[0-9]{{1,{LONGEST}}}")

T = TypeVar("T")
One = TypeVar("One", bound=StrEnum)


class Arg(str):
    """One piece. `int` of it is its number."""

    __slots__ = ()

    def __int__(self) -> int:
        """Its number. Raises StaleButton where it is none."""
        if not _NUMBER.fullmatch(self):
            raise StaleButton
        return int(str(self))


class Args(list[str]):
    """All pieces."""

    @overload
    def __getitem__(self, at: SupportsIndex) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Args: ...
    def __getitem__(self, at: SupportsIndex | slice) -> str | Args:
        """A piece, or several. Raises StaleButton for one that is not there."""
        if isinstance(at, slice):
            return Args(super().__getitem__(at))
        try:
            return super().__getitem__(at)
        except IndexError:
            raise StaleButton from None


def args_of(data: str) -> tuple[str, Args]:
    """The name of a button, and what it carries."""
    name, *pieces = data.split(":")
    return name, Args(map(Arg, pieces))


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
