"""What a button carries is read as its handler declares it, and written from the same declaration."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Any

import pytest

from solbot.app import ROUTES
from solbot.bot.context import Context
from solbot.bot.taps import Tap, call, carries, tap
from solbot.errors import StaleButton
from solbot.staff.gate import Guarded

NOBODY: Any = None  # the handlers below look at no context


class Side(StrEnum):
    LEFT = "left"
    RIGHT = "right"


GIVEN: list[tuple[object, ...]] = []


@tap("t")
async def turn(
    context: Context, number: int, side: Side, sure: bool = False, page: int | None = None
) -> None:
    del context
    GIVEN.append((number, side, sure, page))


@tap("g")
async def gather(context: Context, first: str, *rest: int) -> None:
    del context
    GIVEN.append((first, *rest))


@pytest.mark.parametrize(
    ("data", "given"),
    [
        (turn.to(3, Side.LEFT), (3, Side.LEFT, False, None)),
        (turn.to(-3, Side.RIGHT, True), (-3, Side.RIGHT, True, None)),
        (turn.to(3, Side.LEFT, False, 12), (3, Side.LEFT, False, 12)),
        (turn.to(3, Side.LEFT, True, None), (3, Side.LEFT, True, None)),
        (turn.to(side=Side.LEFT, number=3), (3, Side.LEFT, False, None)),
        ("t:3:left:1:4:more:of:a:later:version", (3, Side.LEFT, True, 4)),
        (gather.to("one"), ("one",)),
        (gather.to("one", 2, 3), ("one", 2, 3)),
    ],
)
async def test_what_is_written_is_read(data: str, given: tuple[object, ...]) -> None:
    GIVEN.clear()
    code, *carried = data.split(":")
    await call(turn if code == turn.code else gather, NOBODY, carried)
    assert [given] == GIVEN


@pytest.mark.parametrize(
    "carried",
    [
        [],
        ["3"],
        ["three", "left"],
        ["9" * 19, "left"],
        ["\u0663", "left"],
        ["3", "up"],
        ["3", "left", "yes"],
        ["3", "left", "1", ""],
    ],
)
async def test_what_is_no_such_thing_is_stale(carried: list[str]) -> None:
    with pytest.raises(StaleButton):
        await call(turn, NOBODY, carried)


async def test_what_no_button_can_carry_is_not_declared() -> None:
    async def handler(context: Context, share: float) -> None:
        del context, share

    with pytest.raises(TypeError, match="float"):
        carries(handler)


def test_every_tap_that_is_declared_is_handed_over() -> None:
    handed = {one.handler if isinstance(one, Guarded) else one for one in ROUTES.taps.values()}
    modules = [one for name, one in list(sys.modules.items()) if name.startswith("solbot.")]
    declared = {one for module in modules for one in vars(module).values() if isinstance(one, Tap)}
    assert declared
    assert not [one.code for one in declared - handed]


def test_what_is_gone_to_without_a_button_needs_nothing() -> None:
    homes = [one.home for one in ROUTES.taps.values() if isinstance(one, Guarded) and one.home]
    commands = {**ROUTES.commands, **ROUTES.tapped_commands}.values()
    typed = [one.handler if isinstance(one, Guarded) else one for one in commands]
    assert homes and typed
    assert not [one for one in (*homes, *typed) if carries(one)[0]]


def test_every_handler_says_what_its_button_carries() -> None:
    everything = {**ROUTES.taps, **ROUTES.commands, **ROUTES.tapped_commands}
    for code, one in everything.items():
        handler = one.handler if isinstance(one, Guarded) else one
        carries(handler)
        if isinstance(handler, Tap):
            assert handler.code == code
