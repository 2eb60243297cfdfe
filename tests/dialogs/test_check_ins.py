"""Whoever meant to try something is asked what came of it: once, the day after, in their own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from solbot.content.catalog import Catalog, load
from tests import rehearsal
from tests.dialogs.people import Person, Stage

CAME = "What came of it, in a line?"


def with_an_experiment(folder: Path) -> Path:
    """The short path, where day 1 asks for an experiment, and when."""
    rehearsal.build(folder)
    questions = folder / "en" / "questions" / "personal-mastery"
    head = "reading: day-1\nkind: text\ndepth: short\n"
    (questions / "day-1-a.md").write_text(
        f"---\nid: day-1-a\n{head}then:\n  - When?\n---\nWhat will you try?\n"
    )
    (questions / "day-1-b.md").write_text(
        f"---\nid: day-1-b\n{head}earlier: day-1-a\ncheck_in: yes\n---\n"
        f"You meant to try:\n\n> {{{{ earlier }}}}\n\n{CAME}\n"
    )
    return folder


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Content with one experiment."""
    return load(with_an_experiment(tmp_path_factory.mktemp("experiment")))


async def tries(stage: Stage, what: str, when: str) -> Person:
    """Somebody who was asked on Tuesday what to try, and answered."""
    ana = await stage.settled()
    await stage.days(1)
    ana.hears("What will you try?")
    await ana.says(what)
    await ana.says(when)
    ana.hears("Kept in your journal")
    return ana


async def test_the_next_day_asks_what_came_of_it(stage: Stage) -> None:
    ana = await tries(stage, "Ask <Eva> first", "before she leaves")
    await stage.days(1)
    ana.hears("Ask <Eva> first")
    ana.hears(CAME)
    ana.hears("The idea of day-1, once more.")
    await ana.says("She laughed, and told me")
    ana.hears("Kept in your journal")
    assert (await ana.export())["answers"][-1]["discipline"] == "personal-mastery"
    await stage.days(1)
    ana.hears("The reading of day-2")
    await stage.days(1)
    ana.hears("The reading of day-3")
    assert ana.heard_of(CAME) == 2  # asked once, and named where the answer was kept


async def test_it_waits_for_the_day_that_was_named(stage: Stage) -> None:
    ana = await tries(stage, "Ask Eva first", "on Thursday, after lunch")
    for day in ("day-2", "day-3"):  # Wednesday and Thursday
        await stage.days(1)
        ana.hears(f"The reading of {day}")
    await stage.days(1)
    ana.hears(CAME)
    await stage.days(1)
    ana.hears("The reading of day-4")


async def test_today_brings_it_too_and_only_once(stage: Stage) -> None:
    ana = await tries(stage, "Ask Eva first", "now")
    stage.clock.forward(days=1, hours=-1)
    await ana.says("/today")
    ana.hears(CAME)
    await stage.days(1)
    ana.hears("The reading of day-2")


async def test_reflecting_does_not_ask_before_its_day(stage: Stage) -> None:
    ana = await tries(stage, "Ask Eva first", "tomorrow")
    for _ in range(4):
        await ana.says("/reflect")
        await ana.presses("Personal mastery")
        assert CAME not in ana.last()
        await ana.says("Seen")
    await stage.days(2)
    ana.hears(CAME)


async def test_nothing_was_tried_and_nothing_is_asked(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    await ana.presses("Not today")
    await stage.days(1)
    ana.hears("The reading of day-2")
    assert ana.heard_of(CAME) == 0


async def test_what_was_deleted_is_asked_about_no_more(stage: Stage) -> None:
    ana = await tries(stage, "Ask Eva first", "now")
    await ana.says("/journal")
    await ana.presses("1")
    await ana.presses("1")
    await ana.presses("Delete")
    await ana.presses("Yes, delete it")
    await stage.days(1)
    ana.hears("The reading of day-2")
    assert ana.heard_of(CAME) == 0


async def test_a_restart_forgets_nothing(stage: Stage) -> None:
    ana = await tries(stage, "Ask Eva first", "now")
    await stage.stop()
    await stage.start()
    await stage.days(1)
    ana.hears(CAME)
    await stage.stop()
    await stage.start()
    await stage.days(1)
    ana.hears("The reading of day-2")
