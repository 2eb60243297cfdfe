"""Visions: a first, a second, clearer, raised, lowered, let go; and how close."""

from __future__ import annotations

import pytest

from tests.dialogs.people import Stage


async def test_a_vision_with_its_history(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/vision")
    ana.hears("A choir that sings without fear")
    ana.hears("4 of 10")
    await ana.presses("Open number 1")
    await ana.presses("Clearer")
    assert "what would you see if it were there" in ana.last()
    await ana.says("Forty people singing without sheets")
    await ana.says("6")
    ana.hears("Noted: 6 of 10")
    await ana.says("/vision")
    await ana.presses("Open number 1")
    for words in ("Forty people", "Earlier words", "A choir that sings", "6 of 10"):
        ana.hears(words)
    (vision,) = (await ana.export())["visions"]
    assert [one["kind"] for one in vision["revisions"]] == ["first", "clarified"]
    assert [one["value"] for one in vision["closeness"]] == [4, 6]


async def test_letting_go_is_asked_twice_and_kept_in_the_history(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/vision")
    await ana.presses("Open number 1")
    await ana.presses("Let it go")
    await ana.presses("Yes, let it go")
    await ana.says("/vision")
    ana.hears("What is a result you want to create?")
    (vision,) = (await ana.export())["visions"]
    assert vision["released_at"] is not None
    assert vision["words"] == "A choir that sings without fear"


async def test_a_second_vision_in_one_line(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/vision A table where everyone is heard")
    await ana.presses("Skip")
    await ana.says("/vision")
    ana.hears("1. A choir")
    ana.hears("2. A table where everyone is heard")


async def test_an_edited_message_changes_the_vision(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/vision")
    await ana.presses("A new vision")
    sent = await ana.says("A hous by the lake")
    await ana.edits(sent, "A house by the lake")
    await ana.says("/vision")
    ana.hears("A house by the lake")


async def test_too_long_a_vision_is_refused_kindly(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/vision")
    await ana.presses("A new vision")
    await ana.says("x" * 2001)
    ana.hears("2,001 characters")
    await ana.says("Short and clear")
    ana.hears("How close is it today?")


async def test_visions_of_others_and_old_buttons(stage: Stage) -> None:
    ana, bea = await stage.settled("Ana"), await stage.settled("Bea")
    await ana.says("/vision")
    data = ana.button("Open number 1")[1]
    number = data.split(":")[1]
    last = bea.heard()[-1].message_id
    for tap in (data, f"vxx:{number}", f"vr:raised:{number}", f"vc:{number}:9"):
        await bea.taps(last, tap)
    assert bea.heard_of("A choir that sings") <= 1
    (vision,) = (await ana.export())["visions"]
    assert vision["released_at"] is None and len(vision["closeness"]) == 1
    await ana.taps(last, f"vc:{number}:11")
    assert "had its day" in ana.toasts()[-1]


@pytest.mark.parametrize("said", ["-1", "11", "0.5", "quite close", "4 or 5"])
async def test_a_closeness_that_is_no_figure_gets_a_hint(stage: Stage, said: str) -> None:
    ana = await stage.settled()
    await ana.says("/vision")
    await ana.presses("Open number 1")
    await ana.presses("How close is it today?")
    await ana.says(said)
    ana.hears("A whole number from 0 to 10")
    await ana.says("6")
    ana.hears("Noted: 6 of 10")


@pytest.mark.parametrize(("said", "value"), [("about four", 4), ("5, I think", 5), ("10", 10)])
async def test_a_closeness_as_people_say_it(stage: Stage, said: str, value: int) -> None:
    ana = await stage.settled()
    await ana.says("/vision")
    await ana.presses("Open number 1")
    await ana.presses("How close is it today?")
    await ana.says(said)
    ana.hears(f"Noted: {value} of 10")
    assert ("The gap" in ana.last()) == (value < 10)


async def test_a_vision_is_shown_and_can_be_written_again(stage: Stage) -> None:
    ana = stage.person()
    await ana.says("/start")
    await ana.presses("Yes, let us begin")
    for _ in range(2):
        await ana.presses("Skip")
    await ana.says("what do you mean?")
    ana.hears("what do you mean?")
    await ana.presses("Write it again")
    sent = await ana.says("A garden that feeds the stret")
    ana.hears("A garden that feeds the stret")
    await ana.edits(sent, "A garden that feeds the street")
    await ana.says("3")
    ana.hears("We are set")
    (vision,) = (await ana.export())["visions"]
    assert [one["words"] for one in vision["revisions"]] == ["A garden that feeds the street"]
