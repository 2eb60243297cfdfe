"""Words people type instead of tapping: yes, no, cancel, skip, stop, help, a number, a beginning."""

from __future__ import annotations

import pytest

from tests.dialogs.people import Person, Stage


async def drafts(ana: Person) -> list[str]:
    return [one["answer"] for one in (await ana.export())["unplaced"]]


async def answers(ana: Person) -> list[str]:
    return [one["answer"] for one in (await ana.export())["answers"]]


@pytest.mark.parametrize("word", ["cancel", "skip", "later", "no", "Never mind."])
async def test_a_question_of_settling_in_can_be_left_by_words(stage: Stage, word: str) -> None:
    ana = stage.person()
    await ana.says("/start")
    await ana.presses("Yes, let us begin")
    await ana.says(word)
    ana.hears("When shall I come by?")
    await ana.says(word)
    ana.hears("What is a result you want to create?")
    await ana.says(word)
    ana.hears("We are set")
    ana.hears("UTC")
    copy = await ana.export()
    assert copy["visions"] == copy["unplaced"] == []


@pytest.mark.parametrize("word", ["cancel", "skip", "later", "no"])
async def test_a_question_of_the_settings_can_be_left_by_words(stage: Stage, word: str) -> None:
    ana = await stage.settled()
    for button in ("Time zone", "Days and times", "Pause"):
        await ana.says("/settings")
        await ana.presses(button)
        await ana.says(word)
        ana.hears("left as it was")
    await ana.says("/settings")
    ana.hears("Time zone: Madrid")
    ana.hears("Times: 08:00")


async def test_help_as_a_word(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("Help!")
    ana.hears("What we can do together")
    assert await drafts(ana) == []


async def test_stop_is_asked_about_first(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("STOP")
    ana.hears("Shall I stop writing to you?")
    assert await drafts(ana) == ["STOP"]
    await ana.presses("Keep it as a note")
    await ana.says("stop")
    await ana.presses("Stop writing to me")
    ana.hears("I have stopped writing to you")
    assert await drafts(ana) == []


async def test_stop_said_twice_is_meant(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("stop")
    await ana.says("stop!")
    ana.hears("I have stopped writing to you")
    assert await drafts(ana) == []


async def test_stop_can_be_affirmed_and_taken_back_by_words(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("stop")
    await ana.says("no")
    ana.hears("Deleted")
    await ana.says("stop")
    await ana.says("yes")
    ana.hears("I have stopped writing to you")
    assert await drafts(ana) == []


@pytest.mark.parametrize(
    ("word", "button", "heard"),
    [
        ("stop", "Stop writing to me", "I have stopped writing to you"),
        ("help", "Show me the help", "What we can do together"),
        ("cancel", "Leave the question for now", "the question stays open"),
    ],
)
async def test_a_command_word_at_an_open_question(
    stage: Stage, word: str, button: str, heard: str
) -> None:
    ana = await stage.settled()
    await stage.days(1)
    await ana.says(word)
    ana.hears(f"Did you mean “{word}” as your answer")
    await ana.says(word)
    assert ana.heard_of(heard) == 1
    await ana.says("/today")
    await ana.says(word)
    await ana.presses(button)
    assert ana.heard_of(heard) == 2
    await ana.says("/today")
    await ana.says(word)
    await ana.presses("It is my answer")
    ana.hears("Kept in your journal")
    assert await answers(ana) == [word] and await drafts(ana) == []


async def test_numbers_and_beginnings_where_buttons_were_shown(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/vision A table where everyone is heard")
    await ana.presses("Skip")
    await ana.says("/vision")
    await ana.says("1")
    assert "All it has been" in ana.labels()
    await ana.says("/programs")
    await ana.says("foundations")
    ana.hears("For people who want to grow")
    await ana.says("/programs")
    await ana.says("2.")
    assert "Details" in ana.labels()
    assert await drafts(ana) == []


async def test_the_menu_before_can_be_typed_still(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/programs")
    await ana.says("fuondatoins")
    ana.hears("Your words are here, and nothing is lost")
    await ana.says("Foundations for Leadership")
    ana.hears("For people who want to grow")
    assert await drafts(ana) == ["fuondatoins"]


@pytest.mark.parametrize("word", ["cancel", "delete", "let it go", "/cancel", "3"])
async def test_words_are_let_go_by_words(stage: Stage, word: str) -> None:
    ana = await stage.settled()
    await stage.days(1)
    await ana.says("The light")
    await ana.says("Only thinking aloud")
    await ana.says(word)
    ana.hears("Deleted")
    assert await drafts(ana) == []


@pytest.mark.parametrize("word", ["later", "no", "Back.", "exit please"])
async def test_words_may_wait(stage: Stage, word: str) -> None:
    ana = await stage.settled()
    await ana.says("Only thinking aloud")
    await ana.says(word)
    ana.hears("Your words wait in the journal")
    assert await drafts(ana) == ["Only thinking aloud"]


async def test_several_messages_are_placed_together(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    await ana.says("The light")
    for words in ("And the stairs", "And the dust in it", "And the quiet"):
        await ana.says(words)
    ana.hears("3 messages of yours wait for a place now")
    assert ana.heard_of("Your words are here, and nothing is lost") == 1
    await ana.presses("Add all 3 to my last answer")
    ana.hears("Kept in your journal")
    assert await answers(ana) == [
        "The light",
        "And the stairs",
        "And the dust in it",
        "And the quiet",
    ]
    for words in ("One note", "Another note"):
        await ana.says(words)
    await ana.presses("Keep all 2 as notes")
    ana.hears("Kept as 2 notes in your journal")
    assert await drafts(ana) == []


async def test_several_messages_one_by_one_and_let_go(stage: Stage) -> None:
    ana = await stage.settled()
    for words in ("One", "Two", "Three", "Four words of mine here"):
        await ana.says(words)
    await ana.presses("One by one")
    ana.hears("(1 of 4)")
    await ana.presses("The next one")
    ana.hears("(2 of 4)")
    await ana.presses("Keep it as a note")
    await ana.presses("Not placed yet (3)")
    ana.hears("One")
    await ana.presses("Delete them all")
    ana.hears("Delete all of this, 3 messages?")
    ana.hears("· One")
    await ana.says("no")
    ana.hears("(1 of 3)")
    await ana.presses("Delete them all")
    await ana.says("yes")
    ana.hears("Deleted")
    assert await drafts(ana) == []
    assert await answers(ana) == ["Two"]


async def test_a_word_that_is_the_answer_goes_to_the_question_that_is_open(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/today")
    message, data = ana.button("Answer")
    await ana.says("/reflect")
    await ana.presses("Team learning")
    await ana.taps(message.message_id, data)
    await ana.says("stop")
    await ana.presses("It is my answer")
    (answer,) = (await ana.export())["answers"]
    assert (answer["asked"], answer["answer"]) == ("What did you notice today?", "stop")


async def test_numbers_that_are_labels_count_nothing_else(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("A river in the morning")
    await ana.presses("Keep it as a note")
    await ana.says("/journal")
    await ana.says("2")
    ana.hears("Your words are here, and nothing is lost")


@pytest.mark.parametrize(
    ("button", "way_out"),
    [("Time zone", "‹ Back"), ("Days and times", "‹ Back"), ("Pause", "Cancel")],
)
async def test_every_question_of_the_settings_has_a_way_out(
    stage: Stage, button: str, way_out: str
) -> None:
    ana = await stage.settled()
    await ana.says("/settings")
    await ana.presses(button)
    assert way_out in ana.labels()
    await ana.says("purple haze")
    assert "Cancel" in ana.labels()


@pytest.mark.parametrize(
    ("command", "label", "heard"),
    [
        ("/news", "Announcements", "Announcements reach you between"),
        ("/next", "Bring it now", "What did you notice today?"),
    ],
)
async def test_what_was_offered_before_stray_words_can_still_be_typed(
    stage: Stage, command: str, label: str, heard: str
) -> None:
    ana = await stage.settled()
    await ana.says(command)
    await ana.says("The gulls were loud this morning")
    ana.hears("Where should they go?")
    await ana.says(label)
    ana.hears(heard)
