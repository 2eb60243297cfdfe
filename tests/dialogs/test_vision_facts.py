"""Facts of current reality on the page of a vision."""

from __future__ import annotations

import pytest

from solbot import limits
from tests.damage import damage, is_untouched
from tests.dialogs.people import Person, Stage


async def with_a_fact(stage: Stage, words: str = "Two of nine kept singing") -> Person:
    ana = await stage.settled()
    await ana.says("/vision")
    await ana.presses("Add a fact")
    await ana.says(words)
    return ana


async def facts(ana: Person) -> list[tuple[str, bool]]:
    (vision,) = (await ana.export())["visions"]
    return [(one["words"], one["struck_at"] is not None) for one in vision["facts"]]


async def test_a_fact_is_added_with_its_date_and_undone(stage: Stage) -> None:
    ana = await with_a_fact(stage, "Two of <b>nine</b> & one")
    ana.hears("On the page, with today's date")
    ana.hears("Two of <b>nine</b> & one")
    message, undo = ana.button("Undo")
    await ana.presses("‹ The page")
    ana.sees("How things stand")
    ana.sees("Two of <b>nine</b> & one")
    await ana.taps(message.message_id, undo)
    assert await facts(ana) == []
    await ana.taps(message.message_id, undo)
    assert "no longer on the page" in ana.toasts()[-1]


async def test_a_fact_is_struck_and_so_after_all(stage: Stage) -> None:
    ana = await with_a_fact(stage)
    await ana.says("/vision")
    await ana.says("facts")
    await ana.says("1")
    await ana.says("no longer so")
    ana.hears("No longer so since")
    assert await facts(ana) == [("Two of nine kept singing", True)]
    await ana.says("/vision")
    assert "Two of nine" not in ana.shown()
    await ana.presses("Facts (1)")
    ana.sees("no longer so since")
    await ana.presses("1")
    await ana.presses("Still so after all")
    assert await facts(ana) == [("Two of nine kept singing", False)]


async def test_a_fact_is_corrected_and_taken_off(stage: Stage) -> None:
    ana = await with_a_fact(stage)
    await ana.says("/vision")
    await ana.presses("Facts (1)")
    await ana.presses("1")
    await ana.presses("Correct")
    ana.sees("Two of nine kept singing")
    sent = await ana.says("Three of nine kept singng")
    ana.hears("Three of nine")
    await ana.edits(sent, "Three of nine kept singing")
    ana.hears("your edited words")
    assert await facts(ana) == [("Three of nine kept singing", False)]
    await ana.says("/vision")
    await ana.presses("Facts (1)")
    await ana.presses("1")
    message, opened = ana.button("Correct")
    await ana.presses("Take it off")
    ana.sees("can't be brought back")
    await ana.presses("Yes, take it off")
    assert await facts(ana) == []
    await ana.taps(message.message_id, opened)
    assert "no longer on the page" in ana.toasts()[-1]


async def test_a_fact_that_is_too_long_keeps_the_words_and_asks_again(stage: Stage) -> None:
    ana = await with_a_fact(stage, "x" * 4000)
    ana.hears("4,000 characters")
    assert [len(one["answer"]) for one in (await ana.export())["unplaced"]] == [4000]
    await ana.says("/vision")
    await ana.presses("Add a fact")
    await ana.says("y" * (limits.FACT_WORDS + 1))
    sent = await ana.says("Short & seen")
    assert await facts(ana) == [("Short & seen", False)]
    await ana.edits(sent, "z" * (limits.FACT_WORDS + 1))
    ana.hears("The page stays as it was")
    assert await facts(ana) == [("Short & seen", False)]


async def test_a_fact_too_many_waits_without_a_place(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "FACTS", 1)
    ana = await with_a_fact(stage)
    await ana.presses("Add a fact")
    await ana.says("One more")
    assert ana.heard_of("there is room for no more") == 1
    copy = await ana.export()
    assert [one["answer"] for one in copy["unplaced"]] == ["One more"]


async def test_a_fact_for_a_vision_that_went_meanwhile_is_not_lost(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/vision")
    message, release = ana.button("Let it go")
    number = release.split(":")[1]
    await ana.presses("Add a fact")
    assert stage.works is not None
    await ana.taps(message.message_id, f"vxx:{number}")
    await ana.taps(message.message_id, f"vf:{number}")
    assert "no longer open" in ana.toasts()[-1]


async def test_only_the_last_facts_are_on_the_page_and_all_in_the_list(stage: Stage) -> None:
    ana = await with_a_fact(stage, "Fact 1")
    for number in range(2, 13):
        await ana.presses("Add a fact")
        await ana.says(f"Fact {number}.")
    await ana.says("/vision")
    ana.hears("Fact 12.")
    assert "Fact 9." not in ana.last()
    await ana.presses("Facts (12)")
    ana.sees("page 1 of 2")
    await ana.presses("Older ›")
    ana.sees("Fact 1")
    await ana.presses("12")
    ana.sees("Fact 1")


@pytest.mark.both_databases
async def test_a_fact_that_can_not_be_read_is_said_to_be_so_and_stays(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/vision")
    await ana.presses("Add a fact")
    sent = await ana.says("A fact")
    assert stage.works is not None
    await damage(stage.works, "facts", "words")
    await ana.says("/vision")
    ana.sees("[can’t be read just now]")
    await ana.presses("Facts (1)")
    message, opened = ana.button("1")
    await ana.presses("1")
    assert "Correct" not in ana.labels()
    await ana.taps(message.message_id, opened.replace("vfo", "vfw"))
    await ana.edits(sent, "Edited")
    await ana.presses("Keep it as a note")
    assert await is_untouched(stage.works, "facts", "words")
    await ana.says("/vision")
    await ana.presses("All it has been")
    ana.sees("a fact: [can’t be read just now]")
