"""Day after day with many people: what the bot holds of this machine does not grow."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pytest

from tests.dialogs.people import Person, Stage
from tests.dialogs.test_generated_updates import memory

ANSWERS = 0.2  # of those who are asked
SPARE = 30.0  # MB
SPARE_FILES = 8  # connections come and go
KEPT = 3e-3  # MB of a message that somebody's chat keeps, in this very process


def files() -> int:
    """How many files, sockets and pipes are open."""
    return len(list(Path("/proc/self/fd").iterdir()))


async def day(stage: Stage, people: list[Person], chance: random.Random) -> None:
    """Everybody gets what is theirs, some answer, and the bot keeps house."""
    assert stage.app is not None
    await stage.days(1)
    for person in people:
        if chance.random() < ANSWERS:
            await person.says("The tenors hummed along")
    await stage.app.tick.housekeeping()
    await stage.app.tick.clock()
    await stage.app.tick.dropped()
    stage.app.floods.forget()
    stage.world.sent.clear()


@pytest.mark.parametrize(
    ("many", "days"),
    [
        (6, 15),
        pytest.param(40, 120, marks=[pytest.mark.soak, pytest.mark.timeout(3600)]),
    ],
)
async def test_nothing_grows_with_the_days(stage: Stage, many: int, days: int) -> None:
    chance = random.Random(20261129)
    people = [await stage.settled(f"Person {number}") for number in range(many)]
    for _ in range(days // 3):
        await day(stage, people, chance)
    held, open_files, tasks = memory(), files(), len(asyncio.all_tasks())
    said = sum(len(person.heard()) for person in people)
    for _ in range(days - days // 3):
        await day(stage, people, chance)
    said = sum(len(person.heard()) for person in people) - said
    assert said > many * days / 2, "everybody was written to"
    assert files() <= open_files + SPARE_FILES
    assert len(asyncio.all_tasks()) <= tasks + 2
    assert memory() - held < SPARE + said * KEPT
