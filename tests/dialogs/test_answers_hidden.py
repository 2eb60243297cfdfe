"""Staff see the same, tap by tap, whoever answered: two worlds that differ in nothing but that."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from solbot.announcements.audience.rules import ConditionKind, Group, Is, Joined, Node, written
from solbot.announcements.draft import service as drafts
from solbot.content.catalog import Catalog
from solbot.db.tables import Cohort, Membership, Prompt
from solbot.fake_telegram.world import World
from tests.conftest import Clock
from tests.dialogs.people import OWNER, Person, Stage, opened

pytestmark = pytest.mark.both_databases

WORDS = "For those who answered."
ALONE = Is(ConditionKind.COHORT, 1)
SHARED = Is(ConditionKind.DISCIPLINE, "shared-vision")
NAMES = ("Ana", "Ben", "Cleo", "Dora", "Emil", "Fay")


@asynccontextmanager
async def world(
    file: Path, folder: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Stage]:
    """A bot of its own."""
    monkeypatch.setattr("solbot.telegram.sender.SETTLE_EVERY", 0.02)
    shutil.copy(file, folder / "solbot.db")
    clock = Clock()
    there = World(clock=clock)
    runner, port = await opened(there)
    url = f"sqlite+aiosqlite:///{folder}/solbot.db"
    stage = Stage(there, clock, url, catalog, runner, port, there.subscribe())
    await stage.start()
    yield stage
    await stage.stop()
    await runner.cleanup()


async def answers(stage: Stage, people: list[Person]) -> None:
    """These answered a question lately."""
    assert stage.works is not None
    async with stage.works.begin() as work:
        work.session.add_all(
            Prompt(
                member_id=one.id,
                question_id="q",
                reading_id="r",
                discipline="shared-vision",
                for_date=work.now.date(),
                asked_at=work.now - timedelta(days=3),
                state="answered",
                parts=[],
                from_path=True,
                created_at=work.now,
            )
            for one in people
        )


async def alone(stage: Stage, person: Person) -> None:
    """Somebody is the only one in a cohort."""
    assert stage.works is not None
    async with stage.works.begin() as work:
        day = work.now.date()
        work.session.add(
            Cohort(
                id=1,
                slug="one",
                program_id="foundations-for-leadership",
                name="One",
                first_day=day,
                last_day=day + timedelta(days=90),
                zone="UTC",
                state="open",
                created_by=OWNER,
                created_at=work.now,
            )
        )
        await work.session.flush()
        work.session.add(Membership(cohort_id=1, member_id=person.id, joined_at=work.now))


async def at(stage: Stage, minutes: int) -> None:
    """That many minutes after nine: the same moments in both worlds."""
    stage.clock.set(datetime(2026, 11, 23, 9, tzinfo=UTC) + timedelta(minutes=minutes))
    await stage.tick()
    stage.clock.set(datetime(2026, 11, 23, 9, tzinfo=UTC) + timedelta(minutes=minutes))


async def drafted(stage: Stage, number: int, who: Node | None) -> None:
    assert stage.works is not None
    async with stage.works.begin() as work:
        await drafts.set_audience(work, number, written(who))


async def story(stage: Stage, olga: Person, people: list[Person]) -> list[int]:
    """Everything one of the staff can tap about an audience that says who answered. Gives how many of the people
    got it, and how many what is for everybody."""
    await olga.says("/broadcast")
    await olga.presses("A new announcement")
    await olga.says(WORDS)
    for who in (
        Group(Joined.AND, (ALONE, SHARED)),
        Group(Joined.OR, (ALONE, SHARED)),
        SHARED,
    ):
        await drafted(stage, 1, who)
        await olga.says("/broadcast")
        await olga.presses("No. 1")
        await olga.presses("Who gets it")
        await olga.presses("‹ Back")
    await olga.presses("Send it to me")
    await at(stage, 5)
    await at(stage, 6)
    await olga.presses("Go on to send")
    await olga.presses("Send it")
    for minutes in (7, 8, 9):
        await at(stage, minutes)
    for label in ("How it goes", "Pause", "Go on", "Refresh"):
        await olga.presses(label)
        await at(stage, 10)
    await olga.says("/broadcast")
    await olga.says("/audit")
    for one in people:
        await olga.says(f"/people {one.id}")
        await olga.presses(olga.labels()[0])
        await olga.presses("What was sent")
    await public(stage, olga, people)
    got = [sum(one.heard_of(words) for one in people) for words in (WORDS, "For everybody.")]
    await olga.says("/broadcast")
    await olga.presses("No. 1")
    await olga.presses("Take it back")
    await olga.presses("Yes, take it back")
    for minutes in (40, 41, 42):
        await at(stage, minutes)
    await olga.says("/broadcast")
    await olga.presses("No. 1")
    stage.clock.forward(days=4)
    await stage.tick()
    await olga.presses("Refresh")
    return got


async def public(stage: Stage, olga: Person, people: list[Person]) -> None:
    """An announcement to everybody right afterwards: when it comes tells nothing of who got the other one."""
    await olga.says("/broadcast")
    await olga.presses("A new announcement")
    await olga.says("For everybody.")
    await olga.presses("Who gets it")
    await olga.presses("‹ Back")
    await olga.presses("Send it to me")
    await at(stage, 20)
    await at(stage, 21)
    await olga.presses("Go on to send")
    await olga.presses("Send it")
    for minutes in (22, 35, 36, 37):
        await at(stage, minutes)
    await olga.presses("How it goes")
    for one in people:
        await olga.says(f"/people {one.id}")
        await olga.presses(olga.labels()[0])
        await olga.presses("What was sent")


async def told(
    stage: Stage, who: Callable[[list[Person]], list[Person]]
) -> tuple[list[object], list[int]]:
    """All that staff saw of the story, and how many got each announcement."""
    seen: list[object] = []
    show = stage.world.subscribe()
    olga = await stage.owner()
    people = [await stage.settled(name) for name in NAMES]
    await alone(stage, people[0])
    await answers(stage, who(people))
    while not show.empty():
        show.get_nowait()
    got = await story(stage, olga, people)
    while not show.empty():
        event = show.get_nowait()
        if event["type"] in ("message", "edited") and event["person_id"] == OWNER:
            message = event["message"]
            seen.append((event["type"], message["text"], str(message.get("keyboard"))))
        elif event["type"] == "callback_answer" and event["person_id"] == OWNER:
            seen.append(("toast", event["text"]))
    return seen, got


async def test_nothing_that_staff_can_tap_tells_who_answered(
    migrated_file: Path, tmp_path: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[tuple[list[object], list[int]]] = []
    worlds: list[Callable[[list[Person]], list[Person]]] = [
        lambda _: [],
        lambda people: people[:1],
        lambda people: people,
    ]
    for number, who in enumerate(worlds):
        folder = tmp_path / str(number)
        folder.mkdir()
        async with world(migrated_file, folder, catalog, monkeypatch) as stage:
            found.append(await told(stage, who))
    (first, _), *others = found
    assert len(first) > 60
    for seen, _ in others:
        for before, now in zip(first, seen, strict=False):
            assert now == before
        assert len(seen) == len(first)
    # And yet it went to those it was for, and nobody else.
    assert [got for _, got in found] == [[0, 6], [1, 6], [6, 6]]
