"""The next step: what, by when, what came of it, what it taught."""

from __future__ import annotations

from typing import Any

import pytest

from solbot import limits
from tests.dialogs.people import Person, Stage


async def with_a_step(stage: Stage, words: str = "Ask Marta for the key") -> Person:
    ana = await stage.settled()
    await ana.says("/vision")
    await ana.presses("Next step")
    await ana.says(words)
    return ana


async def steps(ana: Person) -> list[dict[str, Any]]:
    (vision,) = (await ana.export())["visions"]
    found: list[dict[str, Any]] = vision["steps"]
    return found


def day_of(stage: Stage, ahead: int) -> str:
    return stage.clock.at.date().fromordinal(stage.clock.at.date().toordinal() + ahead).isoformat()


@pytest.mark.parametrize(
    ("label", "ahead"), [("Today", 0), ("Tomorrow", 1), ("In a week", 7), ("No day", None)]
)
async def test_a_step_with_a_day_that_is_tapped(
    stage: Stage, label: str, ahead: int | None
) -> None:
    ana = await with_a_step(stage)
    ana.hears("When?")
    await ana.presses(label)
    ana.sees("Ask Marta for the key")
    (step,) = await steps(ana)
    assert step["due_on"] == (None if ahead is None else day_of(stage, ahead))
    await ana.says("/vision")
    ana.hears("Next step")
    ana.hears("Ask Marta for the key")


async def test_a_step_with_a_day_that_is_typed(stage: Stage) -> None:
    ana = await with_a_step(stage)
    await ana.says("whenever Marta likes")
    ana.hears("I couldn't make out which day")
    await ana.says("30 February")
    ana.hears("I couldn't make out which day")
    await ana.says("3 March 2019")
    ana.hears("That day is over")
    await ana.says("tomorrow")
    ana.hears("Ask Marta for the key")
    await ana.presses("Another day")
    await ana.says("in 3 days")
    (step,) = await steps(ana)
    assert step["due_on"] == day_of(stage, 3)


async def test_a_step_is_kept_before_its_day_is_said(stage: Stage) -> None:
    ana = await with_a_step(stage)
    await ana.says("/help")
    (step,) = await steps(ana)
    assert (step["words"], step["due_on"]) == ("Ask Marta for the key", None)


@pytest.mark.parametrize(
    ("label", "outcome"),
    [("Done", "done"), ("Partly", "partly"), ("Not yet", "not_yet"), ("Let it go", "let_go")],
)
async def test_what_came_of_a_step_and_what_it_taught(
    stage: Stage, label: str, outcome: str
) -> None:
    ana = await with_a_step(stage)
    await ana.presses("Tomorrow")
    await ana.says("/vision")
    await ana.presses("What came of it?")
    message, data = ana.button(label)
    await ana.presses(label)
    ana.sees("What did it teach you?")
    await ana.taps(message.message_id, data)
    await ana.says("She had waited <for> me to ask")
    ana.hears("What it taught")
    (step,) = await steps(ana)
    assert step["outcome"] == outcome and step["learnt"] == "She had waited <for> me to ask"
    await ana.says("/vision")
    ana.hears("Earlier steps")
    ana.hears("It taught: She had waited <for> me to ask")
    await ana.presses("All it has been")
    ana.sees("a step: Ask Marta for the key, for")
    await ana.says("/vision")
    await ana.presses("Steps (1)")
    await ana.presses("1")
    await ana.presses("Open it again")
    (step,) = await steps(ana)
    assert step["outcome"] is None and step["settled_at"] is None


async def test_a_lesson_is_skipped_and_an_outcome_undone(stage: Stage) -> None:
    ana = await with_a_step(stage)
    await ana.presses("No day")
    await ana.says("/vision")
    await ana.says("what came of it?")
    await ana.says("partly")
    await ana.presses("Undo")
    ana.sees("What came of it?")
    await ana.presses("Not yet")
    await ana.presses("Another day")
    await ana.says("tomorrow")
    (step,) = await steps(ana)
    assert step["outcome"] is None and step["due_on"] == day_of(stage, 1)
    await ana.says("/vision")
    await ana.presses("What came of it?")
    await ana.presses("Done")
    await ana.presses("Skip")
    ana.sees("done: Ask Marta for the key")
    await ana.says("These words are for no step")
    assert (await steps(ana))[0]["learnt"] is None


async def test_of_several_open_steps_the_earliest_is_next(stage: Stage) -> None:
    ana = await with_a_step(stage, "The later one")
    await ana.presses("In a week")
    for words, day in (("Some day", "No day"), ("The sooner one", "Tomorrow")):
        await ana.says("/vision")
        await ana.presses(f"Steps ({1 if words == 'Some day' else 2})")
        await ana.presses("Next step")
        await ana.says(words)
        await ana.presses(day)
    await ana.says("/vision")
    ana.hears("The sooner one")
    ana.hears("and 2 more open steps")
    assert "The later one" not in ana.last()
    await ana.presses("Steps (3)")
    shown = ana.shown()
    assert shown.index("The sooner one") < shown.index("The later one") < shown.index("Some day")


async def test_a_step_is_corrected_edited_undone_and_taken_off(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/vision")
    await ana.presses("Next step")
    sent = await ana.says("Ask Marta for the kee")
    await ana.edits(sent, "Ask Marta for the key")
    await ana.presses("Tomorrow")
    assert [one["words"] for one in await steps(ana)] == ["Ask Marta for the key"]
    await ana.says("/vision")
    await ana.presses("What came of it?")
    await ana.presses("Correct")
    await ana.says("Ask Ben for the key")
    ana.hears("Ask Ben for the key")
    message, data = ana.button("Take it off")
    await ana.presses("Take it off")
    await ana.presses("Yes, take it off")
    assert await steps(ana) == []
    await ana.taps(message.message_id, data)
    assert "no longer on the page" in ana.toasts()[-1]
    await ana.presses("Next step")
    await ana.says("A second")
    await ana.presses("Today")
    await ana.presses("Undo")
    assert await steps(ana) == []


async def test_a_step_too_many_or_too_long_waits_without_a_place(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "STEPS", 1)
    ana = await with_a_step(stage, "x" * (limits.STEP_WORDS + 1))
    ana.hears("a step has room for 500")
    await ana.says("Short")
    await ana.presses("No day")
    await ana.says("/vision")
    await ana.presses("Steps (1)")
    await ana.presses("Next step")
    await ana.says("One more")
    assert ana.heard_of("there is room for no more") == 1
    copy = await ana.export()
    assert [one["answer"] for one in copy["unplaced"]][1:] == ["One more"]
    assert [one["words"] for one in copy["visions"][0]["steps"]] == ["Short"]


async def test_another_day_for_an_earlier_step_is_no_way_to_lose_it(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/vision")
    await ana.presses("Next step")
    await ana.says("Ask for the hall")
    await ana.presses("Tomorrow")
    assert "Undo" in ana.labels()
    await ana.presses("Another day")
    await ana.says("yesterday")
    await ana.presses("In a week")
    assert "Undo" not in ana.labels()
    (step,) = (await ana.export())["visions"][0]["steps"]
    assert (step["words"], step["due_on"]) == ("Ask for the hall", "2026-11-30")
