"""Taps, declared where their handlers stand: the type of each parameter says what a button carries, and the data of a
button is built from the same declaration.

A button may be of an earlier version, or made by hand: one that carries less than its handler needs, or something else,
is met with StaleButton. What it carries beyond that is left alone.
"""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, partial
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, get_args

from solbot.bot.args import flag, number, one_of
from solbot.errors import StaleButton

if TYPE_CHECKING:
    from solbot.bot.context import Context, Handler

P = ParamSpec("P")
Reader = Callable[[str], Any]


@dataclass(frozen=True)
class Tap(Generic[P]):
    """What a tap does whose button begins with `code`: a handler that takes what the button carries.

    What it may take: `str`, `int`, `bool` ("1", "0"), a StrEnum, each of them or None with a default, and `*rest: str`.
    """

    code: str
    handler: Callable[Concatenate[Context, P], Awaitable[None]]

    def __call__(self, context: Context, *given: P.args, **named: P.kwargs) -> Awaitable[None]:
        """Do it, without a button."""
        return self.handler(context, *given, **named)

    def to(self, *given: P.args, **named: P.kwargs) -> str:
        """What a button sends that leads here: the code and what it carries, with a colon before each. What is None at
        the end is left out."""
        bound = inspect.signature(self.handler).bind(None, *given, **named) if named else None
        carried = bound.args[1:] if bound else given
        return sends(self.code, *carried)


def tap(
    code: str,
) -> Callable[[Callable[Concatenate[Context, P], Awaitable[None]]], Tap[P]]:
    """Declare what a tap does on a button that begins with `code`."""
    return partial(Tap, code)


def sends(code: str, *carried: str | int | None) -> str:
    """What a button sends that leads to the tap of this code, as `to` of it: for a screen beneath its handler, or of
    another feature. That it fits the declaration, tests/test_buttons.py sees to."""
    pieces = list(carried)
    while pieces and pieces[-1] is None:
        pieces.pop()
    return ":".join((code, *map(_written, pieces)))


def do(command: str) -> str:
    """What a button sends that does what this command does."""
    return sends("do", command)


def taps(*declared: Tap[...]) -> dict[str, Handler]:
    """Taps by their codes, for a feature to hand over."""
    return {one.code: one for one in declared}


async def call(handler: Handler, context: Context, carried: Sequence[str]) -> None:
    """Have a handler do what a button or a command asks for. Raises StaleButton where it carries too little, or what is
    no such thing."""
    await handler(context, *_read(handler, carried))


def _read(handler: Handler, carried: Sequence[str]) -> Iterator[Any]:
    needed, readers, rest = carries(handler)
    if len(carried) < needed:
        raise StaleButton
    yield from (read(piece) for read, piece in zip(readers, carried, strict=False))
    if rest is not None:
        yield from map(rest, carried[len(readers) :])


@cache
def carries(handler: Handler) -> tuple[int, Sequence[Reader], Reader | None]:
    """What a handler takes from a button: how many pieces it needs, how each is read, and how all that are over are.

    Raises TypeError for what no button can carry.
    """
    declared = handler.handler if isinstance(handler, Tap) else handler
    _, *asked = inspect.signature(declared, eval_str=True).parameters.values()
    rest = [_reader(one.annotation) for one in asked if one.kind is one.VAR_POSITIONAL]
    plain = [one for one in asked if one.kind is one.POSITIONAL_OR_KEYWORD]
    needed = sum(one.default is one.empty for one in plain)
    return needed, [_reader(one.annotation) for one in plain], rest[0] if rest else None


def _reader(kind: Any) -> Reader:
    if isinstance(kind, UnionType):
        (kind,) = (one for one in get_args(kind) if one is not NoneType)
    if kind is str:
        return str
    if kind is int:
        return number
    if kind is bool:
        return flag
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return partial(one_of, kind)
    raise TypeError(f"no button can carry {kind}")


def _written(value: object) -> str:
    if value is None:
        raise TypeError("only what comes last can be left out")
    return str(int(value)) if isinstance(value, bool) else str(value)
