"""Day after day with many people: what the bot holds of this machine does not grow."""

from __future__ import annotations

import asyncio
import random
import stat
from pathlib import Path

import pytest

from solbot.coaching.rhythm import service as schedule
from solbot.members import service as members
from solbot.telegram.transport import CONNECTIONS
from tests.dialogs.people import Person, Stage
from tests.dialogs.test_generated_updates import memory

WEEK = 7
SPARE = 30.0  # MB
SPARE_FILES = 2
SPARE_TASKS = 2
# Connections come and go with how many letters leave side by side; the stand-in has the other end of each in this very
# process, and a task for it.
MOST_SOCKETS = 2 * (CONNECTIONS + 20)
SERVING = "RequestHandler.start"
KEPT = 6  # messages of each chat: a chat is in this very process
# How often those who are asked answer: a few most days, many each other week; the rest never, and hear less and less.
KEEN, AT_TIMES, SILENT = 0.7, 0.5 / WEEK, 0.0
CROWD = (KEEN, *(AT_TIMES,) * 4, *(SILENT,) * 5)


def files() -> tuple[int, int]:
    """How many files and pipes are open, and how many sockets."""
    found = [is_socket(one) for one in Path("/proc/self/fd").iterdir()]
    return found.count(False), found.count(True)


def is_socket(opened: Path) -> bool | None:
    """Whether a file that is open is a socket; None for what was closed meanwhile."""
    try:
        return stat.S_ISSOCK(opened.stat().st_mode)
    except FileNotFoundError:
        return None


def tasks() -> int:
    """How many tasks there are, without the stand-in's own."""
    return sum(
        getattr(one.get_coro(), "__qualname__", "") != SERVING for one in asyncio.all_tasks()
    )


async def gathered(stage: Stage, many: int) -> list[Person]:
    """So many people; the keen want something daily, the others on a day of the week."""
    people = [await stage.settled(f"Person {n}", keeps_pace=False) for n in range(many)]
    assert stage.works is not None
    async with stage.works.begin() as work:
        for number, person in enumerate(people):
            if CROWD[number % len(CROWD)] != KEEN:
                member = await members.arrive(work, person.id, "en")
                days = [1 + number % WEEK]
                await schedule.set_rhythm(work, member, days, [schedule.DEFAULT_TIME])
    return people


async def day(stage: Stage, people: list[Person], chance: random.Random) -> int:
    """Everybody gets what is theirs, some answer, and the bot keeps house; returns how much it said."""
    assert stage.app is not None
    stage.world.sent.clear()
    await stage.days(1)
    for number, person in enumerate(people):
        if chance.random() < CROWD[number % len(CROWD)]:
            stage.world.say(person.id, "The tenors hummed along")
    await stage.quiet()
    await stage.app.tick.housekeeping()
    await stage.app.tick.clock()
    await stage.app.tick.dropped()
    stage.app.floods.forget()
    for person in people:
        chat = stage.world.messages(person.id)
        chat[:-KEPT] = chat[:1] * len(chat[:-KEPT])
    return len(stage.world.sent)


@pytest.mark.parametrize(
    ("many", "days"),
    [(10, 18), pytest.param(1000, 365, marks=pytest.mark.soak)],
)
async def test_nothing_grows_with_the_days(stage: Stage, many: int, days: int) -> None:
    chance = random.Random(20261129)
    people = await gathered(stage, many)
    said, held = 0, []
    for number in range(1, days + 1):
        said += await day(stage, people, chance)
        if number % (days // 6) == 0:
            opened, sockets = files()
            assert sockets <= MOST_SOCKETS, sockets
            held.append((memory(), opened, tasks()))
            print(f"day {number}: {said} said; memory, files, tasks: {held[-1]}; {sockets} sockets")
    assert said > many * days / 10, "people were written to"
    began, ended = held[1], held[-1]  # by then it is warm
    for before, after, spare in zip(began, ended, (SPARE, SPARE_FILES, SPARE_TASKS), strict=True):
        assert after <= before + spare, held
