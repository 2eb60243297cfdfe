"""Visions: a first, a second, clearer, raised, lowered, let go, taken up again; and how close."""

from __future__ import annotations

import pytest

from solbot.coaching.visions import service as visions
from solbot.members import service as members
from tests.dialogs.people import Stage


async def test_the_only_vision_is_opened_at_once_and_changed_knowingly(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/vision")
    ana.hears("A choir that sings without fear")
    ana.hears("How close: 4 of 10")
    await ana.presses("Change it")
    ana.sees("So far it says")
    await ana.says("Forty people singing without sheets")
    ana.hears("What did you do with it?")
    await ana.presses("More")
    ana.sees("you ask for more")
    await ana.says("6")
    ana.hears("Noted: 6 of 10")
    await ana.presses("‹ The page")
    for words in ("Forty people", "How close: 6 of 10", "before that, 4"):
        ana.sees(words)
    await ana.presses("All it has been")
    for words in ("more: Forty people", "the first words: A choir", "how close: 6 of 10"):
        ana.sees(words)
    (vision,) = (await ana.export())["visions"]
    assert [one["kind"] for one in vision["revisions"]] == ["first", "raised"]
    assert [one["value"] for one in vision["closeness"]] == [4, 6]


@pytest.mark.parametrize(
    ("said", "kind"),
    [("less", "lowered"), ("LESS", "lowered"), ("2", "raised"), ("1", "clarified")],
)
async def test_what_new_words_did_is_typed(stage: Stage, said: str, kind: str) -> None:
    ana = await stage.settled()
    await ana.says("/vision")
    await ana.says("change it")
    await ana.says("Ten people who sing")
    await ana.says("no idea")
    ana.hears("I couldn't tell which")
    await ana.says(said)
    ana.hears("How close is it today?")
    (vision,) = (await ana.export())["visions"]
    assert [one["kind"] for one in vision["revisions"]] == ["first", kind]


async def test_new_words_are_kept_whatever_comes_next_and_can_be_taken_back(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/vision")
    await ana.presses("Change it")
    await ana.says("Forty people singing")
    message, data = ana.button("Keep the old words")
    await ana.says("/help")
    (vision,) = (await ana.export())["visions"]
    assert vision["words"] == "Forty people singing"
    await ana.taps(message.message_id, data)
    ana.sees("A choir that sings without fear")
    await ana.taps(message.message_id, data)
    assert "no longer open" in ana.toasts()[-1]
    (vision,) = (await ana.export())["visions"]
    assert [one["words"] for one in vision["revisions"]] == ["A choir that sings without fear"]


async def test_buttons_of_before_still_change_the_words(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/vision")
    number = ana.button("Change it")[1].split(":")[1]
    await ana.taps(ana.heard()[-1].message_id, f"vr:lowered:{number}")
    ana.sees("Ask for less")
    await ana.says("A small choir")
    ana.hears("How close is it today?")
    (vision,) = (await ana.export())["visions"]
    assert [one["kind"] for one in vision["revisions"]] == ["first", "lowered"]


async def test_what_was_let_go_is_looked_at_and_taken_up_again(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/vision")
    await ana.presses("Next step")
    await ana.says("Book the hall")
    await ana.presses("Tomorrow")
    await ana.says("/vision")
    await ana.presses("Let it go")
    ana.sees("One step towards it is still open")
    message, yes = ana.button("Yes, let it go")
    await ana.presses("Yes, let it go")
    ana.sees("The open step went with it")
    await ana.taps(message.message_id, yes)
    assert "no longer open" in ana.toasts()[-1]
    (vision,) = (await ana.export())["visions"]
    assert vision["steps"][0]["outcome"] == "let_go"
    await ana.says("/vision")
    await ana.presses("Let go (1)")
    ana.sees("A choir that sings without fear")
    await ana.presses("Open number 1")
    ana.sees("Let go on")
    assert "Add a fact" not in ana.labels()
    await ana.presses("Take it up again")
    ana.sees("Book the hall")
    (vision,) = (await ana.export())["visions"]
    assert vision["released_at"] is None and vision["steps"][0]["outcome"] is None
    assert [one["kind"] for one in vision["revisions"]] == ["first"]  # it was a slip
    await ana.says("/vision")
    await ana.presses("Let it go")
    await ana.presses("Yes, let it go")
    stage.clock.forward(days=30)
    await ana.presses("Take it up again")
    (vision,) = (await ana.export())["visions"]
    assert [one["kind"] for one in vision["revisions"]] == ["first", "released"]


async def test_many_visions_are_paged_those_let_go_too(stage: Stage) -> None:
    ana = await stage.settled()
    assert stage.works is not None
    async with stage.works.begin() as work:
        member = await members.find(work, ana.id)
        assert member is not None
        for number in range(60):
            one = await visions.create(work, member, f"Vision <b>{number}</b>", None)
            if number < 11:
                await visions.release(work, member, one)
    await ana.says("/vision")
    ana.hears("page 1 of 5")
    await ana.presses("A new vision")
    ana.sees("You keep 50 visions already")
    await ana.says("/vision")
    await ana.presses("Let go (11)")
    ana.sees("page 1 of 2")
    ana.sees("Vision <b>10</b>")
    await ana.presses("Next page ›")
    ana.sees("Vision <b>0</b>")
    await ana.presses("Open number 11")
    await ana.presses("Take it up again")
    ana.sees("You keep 50 visions already")


async def test_letting_go_is_asked_twice_and_kept_in_the_history(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/vision")
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
    number = ana.button("Let it go")[1].split(":")[1]
    data = f"v:{number}"
    last = bea.heard()[-1].message_id
    for tap in (data, f"vxx:{number}", f"vr:raised:{number}", f"vc:{number}:9"):
        await bea.taps(last, tap)
    assert bea.heard_of("A choir that sings") <= 1
    (vision,) = (await ana.export())["visions"]
    assert vision["released_at"] is None and len(vision["closeness"]) == 1
    await ana.taps(last, f"vc:{number}:11")
    assert "no longer works" in ana.toasts()[-1]


@pytest.mark.parametrize("said", ["-1", "11", "0.5", "quite close", "4 or 5"])
async def test_a_closeness_that_is_no_figure_gets_a_hint(stage: Stage, said: str) -> None:
    ana = await stage.settled()
    await ana.says("/vision")
    await ana.presses("How close is it today?")
    await ana.says(said)
    ana.hears("A whole number from 0 to 10")
    await ana.says("6")
    ana.hears("Noted: 6 of 10")


@pytest.mark.parametrize(("said", "value"), [("about four", 4), ("5, I think", 5), ("10", 10)])
async def test_a_closeness_as_people_say_it(stage: Stage, said: str, value: int) -> None:
    ana = await stage.settled()
    await ana.says("/vision")
    await ana.presses("How close is it today?")
    await ana.says(said)
    ana.hears(f"Noted: {value} of 10")
    assert ("Which one fact" in ana.last()) == (value < 10)


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
