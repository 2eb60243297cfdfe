"""Answering: every kind, later, not today, edited, doubled, in halves."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.dialogs.people import Person, Stage


async def answers(person: Person) -> list[Any]:
    return [one["answer"] for one in (await person.export())["answers"]]


async def test_a_figure_by_tap_and_by_word(stage: Stage) -> None:
    ana, bea = await stage.settled("Ana"), await stage.settled("Bea")
    await stage.days(2)
    ana.hears("0: calm")
    await ana.presses("7")
    ana.hears("Kept in your journal")
    for figure in ("11", "-1"):
        await bea.says(figure)
        bea.hears("The scale goes from 0 to 10")
    await bea.says("7/10")
    bea.hears("Kept in your journal")
    assert await answers(ana) == await answers(bea) == [7]


async def test_only_what_is_in_a_message_is_said_to_follow_its_edits(stage: Stage) -> None:
    ana, bea = await stage.settled("Ana"), await stage.settled("Bea")
    await stage.days(2)
    await ana.presses("7")
    await bea.says("7")
    for person, sent in ((ana, False), (bea, True)):
        person.hears("Kept in your journal")
        assert ("edit your message" in person.last()) is sent
        await person.presses("Move or undo")
        assert ("edit your own message" in person.shown()) is sent


async def test_one_option_by_tap_word_and_number(stage: Stage) -> None:
    people = [await stage.settled(name) for name in ("Ana", "Bea", "Cy", "Dan")]
    await stage.days(3)
    ana, bea, cy, dan = people
    await ana.presses("Raise it")
    await bea.says("raise IT.")
    await cy.says("2")
    await dan.says("Something else entirely")
    assert await answers(ana) == await answers(bea) == await answers(cy) == ["Raise it"]
    assert await answers(dan) == ["Something else entirely"]


async def test_several_options(stage: Stage) -> None:
    ana, bea = await stage.settled("Ana"), await stage.settled("Bea")
    await stage.days(4)
    await ana.presses("Done")
    assert "Tap at least one" in ana.toasts()[-1]
    for label in ("Fear", "Waiting", "Willpower", "✓ Willpower"):
        await ana.presses(label)
    await stage.stop()
    await stage.start()
    await ana.presses("Done")
    await bea.says("fear, waiting")
    assert await answers(ana) == await answers(bea) == [["Fear", "Waiting"]]


async def test_what_is_ticked_is_kept_beside_what_is_said_instead_of_done(stage: Stage) -> None:
    people = [await stage.settled(name) for name in ("Ana", "Bea", "Cy")]
    await stage.days(4)
    ana, bea, cy = people
    for person in people:
        await person.presses("Waiting")
    await ana.says("And my own tongue")
    await bea.says("1, 2")
    await cy.sends_voice("More of it")
    assert await answers(ana) == ["And my own tongue", ["Waiting"]]
    assert await answers(bea) == [["Fear", "Willpower", "Waiting"]]
    heard, (chosen) = await answers(cy)
    assert heard["caption"] == "More of it" and chosen == ["Waiting"]
    await stage.days(1)
    ana.hears("1 of 2")


async def test_words_that_were_held_leave_what_is_ticked(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(4)
    await ana.presses("Waiting")
    await ana.says("/cancel")
    await ana.says("And my own tongue")
    await ana.presses("It answers the last question")
    assert await answers(ana) == ["And my own tongue", ["Waiting"]]


async def test_what_was_tapped_under_another_question_is_no_answer_to_this_one(
    stage: Stage,
) -> None:
    ana = await stage.settled()
    for _ in range(2):
        await stage.days(1)
        await ana.says("/today")
    question, seven = ana.button("7")
    await ana.presses("Answer")
    await ana.presses("A deeper one")
    ana.hears("What else is there, day-2-z?")
    await ana.taps(question.message_id, seven)
    ana.hears("What else is there, day-2-z?")
    assert await answers(ana) == [] and not ana.toasts()
    assert not any("7" in str(row) for row in question.keyboard or [])
    await ana.says("Much is there")
    assert await answers(ana) == ["Much is there"]


@pytest.mark.both_databases
async def test_two_parts_one_after_the_other_and_half_is_safe(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(5)
    ana.hears("1 of 2")
    await ana.says("A calm table")
    ana.hears("2 of 2")
    ana.hears("And what is so today?")
    assert await answers(ana) == ["A calm table"]
    await ana.says("A loud one")
    ana.hears("Both parts are there now")
    found = (await ana.export())["answers"]
    assert [(one["asked"], one["answer"]) for one in found] == [
        ("What do you want to see?", "A calm table"),
        ("And what is so today?", "A loud one"),
    ]


async def test_voice_and_photo_are_kept_and_played_from_the_journal(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(7)
    await ana.sends_voice()
    ana.hears("Kept in your journal")
    await stage.days(1)
    await ana.sends_photo("The curve goes up, then down")
    ana.hears("Kept in your journal")
    await ana.says("/journal")
    ana.hears("[voice message]")
    ana.hears("[photo] The curve goes up, then down")
    await ana.presses("2")
    await ana.presses("Listen")
    assert ana.heard()[-1].kind == "voice"
    await ana.says("/journal")
    await ana.presses("1")
    await ana.presses("Show the photo")
    assert ana.heard()[-1].kind == "photo"
    assert ana.last() == "The curve goes up, then down"
    first, second = await answers(ana)
    assert first["voice"] and first["caption"] is None
    assert second["caption"] == "The curve goes up, then down"


async def test_an_edited_message_changes_the_answer(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(2)
    sent = await ana.says("3")
    await ana.edits(sent, "4")
    ana.hears("What is kept now has your edited words")
    await ana.edits(sent, "about five")
    assert await answers(ana) == [5]
    await ana.edits(sent, "better than yesterday")
    ana.hears("the number stays as it was")
    assert await answers(ana) == [5]
    found = (await ana.export())["answers"][0]
    assert found["changed_at"] is not None


async def test_an_edit_of_no_answer_changes_nothing(stage: Stage) -> None:
    ana = await stage.settled()
    sent = await ana.says("/help")
    await ana.edits(sent, "/helpful")
    ana.hears("That message isn't in your journal")
    assert await answers(ana) == []


async def test_a_caption_can_be_edited(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    photo = await ana.sends_photo("A frist try")
    await ana.edits(photo, "A first try")
    assert (await answers(ana))[0]["caption"] == "A first try"


async def test_not_today_and_after_all(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    await ana.presses("Not today")
    ana.hears("Not today, then")
    await ana.presses("Answer after all")
    await ana.says("Now I have words")
    assert await answers(ana) == ["Now I have words"]


async def test_choices_after_all(stage: Stage) -> None:
    ana, bea = await stage.settled("Ana"), await stage.settled("Bea")
    await stage.days(4)
    for person in (ana, bea):
        await person.presses("Not today")
        await person.presses("Answer after all")
        assert {"Fear", "Willpower", "Waiting"} <= set(person.labels())
    await ana.says("fear")
    await ana.says("waiting")
    await ana.says("done")
    await bea.says("Fear, waiting")
    assert await answers(ana) == await answers(bea) == [["Fear", "Waiting"]]
    assert (await ana.export())["unplaced"] == []


@pytest.mark.both_databases
async def test_later_in_an_hour_this_evening_tomorrow(stage: Stage) -> None:
    ana, bea, cy = [await stage.settled(name) for name in ("Ana", "Bea", "Cy")]
    await stage.days(1)
    for person, label in ((ana, "In an hour"), (bea, "This evening"), (cy, "Tomorrow")):
        await person.presses("Later")
        await person.presses(label)
        person.hears(f"I will ask again {'on Wednesday' if label == 'Tomorrow' else 'today'} at")
    heard = [len(person.heard()) for person in (ana, bea, cy)]
    stage.clock.forward(hours=1)
    await stage.tick()
    ana.hears("What did you notice today?")
    assert "The reading of" not in ana.last()
    await ana.says("An hour later")
    assert await answers(ana) == ["An hour later"]
    assert [len(p.heard()) for p in (bea, cy)] == heard[1:]
    stage.clock.forward(hours=10)
    await stage.tick()
    bea.hears("What did you notice today?")
    assert len(cy.heard()) == heard[2]


async def test_later_can_be_taken_back(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(2)
    await ana.presses("Later")
    assert "Tomorrow" in ana.labels()
    await ana.presses("‹ Back")
    assert "10" in ana.labels()


async def test_a_snoozed_question_answered_meanwhile_does_not_come(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    question = ana.heard()[-1]
    await ana.presses("Later")
    await ana.presses("In an hour")
    await ana.says("Already now", reply_to=question.message_id)
    ana.hears("Kept in your journal")
    count = len(ana.heard())
    stage.clock.forward(hours=1)
    await stage.tick()
    assert len(ana.heard()) == count


@pytest.mark.both_databases
async def test_taps_twice_and_on_old_buttons(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(2)
    question, data = ana.button("7")
    await asyncio.gather(
        ana.taps(question.message_id, data),
        ana.taps(question.message_id, data),
        ana.taps(question.message_id, data.replace(":7", ":3")),
    )
    assert await answers(ana) == [7]
    await ana.taps(question.message_id, "nonsense")
    assert "no longer works" in ana.toasts()[-1]
    await ana.taps(question.message_id, "as:999999:0:7")
    assert "no longer have this question" in ana.toasts()[-1]
    await ana.taps(question.message_id, "as:x:y")
    assert "no longer works" in ana.toasts()[-1]


async def test_somebody_elses_question_is_none_of_mine(stage: Stage) -> None:
    ana, bea = await stage.settled("Ana"), await stage.settled("Bea")
    await stage.days(2)
    _, data = ana.button("7")
    await bea.taps(bea.heard()[-1].message_id, data)
    assert await answers(ana) == [] and await answers(bea) == []


@pytest.mark.both_databases
async def test_two_answers_at_once_are_both_kept(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    stage.world.say(ana.id, "First thought")
    stage.world.say(ana.id, "Second thought")
    await stage.quiet()
    assert await answers(ana) == ["First thought"]
    assert (await ana.export())["unplaced"][0]["answer"] == "Second thought"
    await ana.presses("Add it to my last answer")
    found = (await ana.export())["answers"]
    assert [one["answer"] for one in found] == ["First thought", "Second thought"]
    assert {one["asked"] for one in found} == {"What did you notice today?"}


async def test_words_with_no_question_become_a_note_after_one_tap(stage: Stage) -> None:
    ana = await stage.settled()
    sent = await ana.says("The river was high this morning")
    ana.hears("Your words are here, and nothing is lost")
    await ana.edits(sent, "The river was very high this morning")
    await ana.presses("Keep it as a note")
    assert ana.heard_of("Kept as a note") == 1
    found = (await ana.export())["answers"]
    assert [(one["asked"], one["answer"]) for one in found] == [
        (None, "The river was very high this morning")
    ]


async def test_a_note_can_be_let_go(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("Only thinking aloud")
    await ana.presses("Delete it")
    copy = await ana.export()
    assert copy["answers"] == copy["unplaced"] == []


async def test_cancel_keeps_what_was_given(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(5)
    await ana.says("A calm table")
    await ana.says("/cancel")
    ana.hears("What you gave so far is safe")
    await ana.says("/today")
    ana.hears("2 of 2")
    await ana.says("A loud one")
    assert await answers(ana) == ["A calm table", "A loud one"]


async def test_today_and_reflect(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/today")
    ana.hears("The reading of day-1")
    await ana.says("Early bird")
    await ana.says("/today")
    ana.hears("Today's question is answered")
    await ana.presses("Reflect")
    await ana.presses("Team learning")
    ana.hears("What else is there, day-10-y?")
    await ana.presses("Read it whole")
    ana.sees("The reading of day-10")
    ana.sees("What else is there, day-10-y?")
    await ana.says("We listened")
    assert await answers(ana) == ["Early bird", "We listened"]
    await stage.days(1)
    ana.hears("The reading of day-2")


async def test_an_unanswered_today_is_shown_again_not_skipped_over(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/today")
    await ana.says("/today")
    assert ana.heard_of("The reading of day-1") == 2
    assert ana.heard_of("The reading of day-2") == 0


@pytest.mark.both_databases
async def test_the_path_goes_round_with_other_questions(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(11)
    ana.hears("The reading of day-1")
    ana.hears("What did you notice this second time?")


async def test_words_left_unplaced_are_found_in_the_journal(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("One thought")
    await ana.says("Another thought")
    await ana.says("/journal")
    await ana.presses("Not placed yet (2)")
    ana.hears("One thought")
    await ana.presses("Keep it as a note")
    await ana.says("/journal")
    ana.hears("One thought")
    await ana.presses("Not placed yet (1)")
    ana.hears("Another thought")
