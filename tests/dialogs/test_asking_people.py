"""Asking a person: the question, more of it, its limits, taking it back; and what stays with whoever asked."""

from __future__ import annotations

import pytest

from solbot.desk.service import MOST_A_DAY, MOST_WAITING
from tests.dialogs.desk_people import (
    ANSWER,
    FOUNDATIONS,
    QUESTION,
    answers,
    asks,
    opens,
    passes,
)
from tests.dialogs.people import Stage


@pytest.mark.parametrize(
    "words", ["Ask a person", "can I ask someone", "Talk to a human, please", "I have a question"]
)
async def test_typed_words_lead_to_the_question_as_the_button_does(
    stage: Stage, words: str
) -> None:
    ana = await stage.settled()
    await ana.says("/help")
    await ana.says(words)
    ana.sees("What would you like to ask?")
    await ana.says(QUESTION)
    ana.sees("Its number is 1.")
    assert (await ana.export())["inquiries"][0]["program"] is None


async def test_while_nothing_is_offered_typed_words_do_as_well(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("talk to a person")
    ana.sees("What would you like to ask?")
    await ana.says("cancel")
    ana.sees("that is left as it was")
    assert (await ana.export())["inquiries"] == []


async def test_a_voice_message_and_a_photo_can_ask(stage: Stage) -> None:
    ana, hugo = await stage.settled("Ana"), await stage.staff("Hugo", "helper")
    await ana.says("/help")
    await ana.presses("Ask a person")
    await ana.sends_voice()
    ana.sees("Its number is 1.")
    await ana.presses("Write again")
    await ana.sends_photo("This is the room")
    ana.sees("Added to question no. 1.")
    await opens(hugo, "1 · Ana")
    hugo.sees("voice message")
    hugo.sees("photo This is the room")
    await hugo.presses("Show 1")
    assert any(message.kind == "voice" for message in hugo.heard())
    await hugo.presses("Show 2")
    assert (hugo.heard()[-1].kind, hugo.last()) == ("photo", "This is the room")


async def test_nothing_is_kept_of_a_stranger_who_asks(stage: Stage) -> None:
    bea = stage.person("Bea")
    await bea.says("/programs")
    await bea.presses(FOUNDATIONS)
    await bea.presses("Ask a person")
    bea.hears("I need your consent")
    await bea.presses("Begin")
    bea.hears("Is that all right with you?")


async def test_somebody_settling_in_can_ask_and_goes_on(stage: Stage) -> None:
    bea = stage.person("Bea")
    await bea.says("/start")
    await bea.presses("Yes, let us begin")
    await bea.taps(bea.heard()[-1].message_id, "iq:-")
    await bea.says(QUESTION)
    assert bea.heard_of("Its number is 1.") == 1


async def test_replying_to_the_answer_goes_on_with_the_question(stage: Stage) -> None:
    ana, hugo = await stage.settled("Ana"), await stage.staff("Hugo", "helper")
    bea = await stage.staff("Bea", "programs")
    await asks(ana)
    await answers(hugo, "1 · Ana")
    ana.hears(ANSWER)
    await ana.says("And what does that cost?", reply_to=ana.heard()[-1].message_id)
    ana.sees("Added to question no. 1.")
    await passes(stage)
    hugo.hears("There is more to question no. 1")
    assert bea.heard_of("There is more to") == 0
    await hugo.presses("Open no. 1")
    hugo.sees("And what does that cost?")
    hugo.sees("Waits:")
    await hugo.presses("Answer")
    await hugo.says("Nothing more than the rest.")
    await hugo.presses("Send it")
    await passes(stage)
    ana.hears("Nothing more than the rest.")
    ana.hears("And what does that cost?")


async def test_replying_to_ones_own_question_adds_to_it_and_an_edit_follows(stage: Stage) -> None:
    ana, hugo = await stage.settled("Ana"), await stage.staff("Hugo", "helper")
    await ana.says("/help")
    await ana.presses("Ask a person")
    sent = await ana.says("Is there a plase?")
    await ana.says("For two of us.", reply_to=sent.message_id)
    ana.sees("Added to question no. 1.")
    await ana.edits(sent, "Is there a place?")
    ana.sees("your edited words")
    await passes(stage)
    assert hugo.heard_of("There is more to") == 0  # they know of it already
    await opens(hugo, "1 · Ana")
    hugo.sees("Is there a place?")
    hugo.sees("For two of us.")


async def test_the_button_under_an_old_answer_opens_a_closed_question(stage: Stage) -> None:
    ana, hugo = await stage.settled("Ana"), await stage.staff("Hugo", "helper")
    await asks(ana)
    await answers(hugo, "1 · Ana")
    await hugo.presses("Close it")
    hugo.sees("Closed")
    await ana.presses("Write again")
    ana.hears("What would you like to add to question no. 1?")
    assert ana.heard_of(ANSWER) == 1  # the answer stays readable
    await ana.says("One thing more.")
    await hugo.says("/desk")
    hugo.sees("One thing more.")


async def test_a_few_questions_may_wait_and_no_more(stage: Stage) -> None:
    ana, hugo = await stage.settled("Ana"), await stage.staff("Hugo", "helper")
    for number in range(MOST_WAITING):
        await asks(ana, f"Question {number}", None)
    await ana.says("/programs")
    await ana.presses("Ask a person")
    ana.sees("5 questions of yours wait for an answer already")
    await ana.presses("My question no. 2")
    ana.sees("Question 1")
    ana.sees("It waits for an answer.")
    await ana.presses("Write again")
    await ana.says("More of it")
    ana.sees("Added to question no. 2.")
    await answers(hugo, "1 · Ana")
    await asks(ana, "Now there is room", None)


async def test_asking_and_taking_back_all_day_has_an_end(stage: Stage) -> None:
    ana = await stage.settled("Ana")
    for number in range(MOST_A_DAY):
        await asks(ana, f"Question {number}", None)
        await ana.presses("Take it back")
        await ana.presses("Yes, take it back")
        ana.sees("is taken back, and its words are erased")
    await ana.says("/programs")
    await ana.presses("Ask a person")
    ana.sees("Please go on tomorrow.")
    stage.clock.forward(days=1, minutes=1)
    await asks(ana, "A new day", None)


async def test_words_that_come_when_it_is_too_much_are_not_thrown_away(stage: Stage) -> None:
    ana = await stage.settled("Ana")
    for number in range(MOST_WAITING - 1):
        await asks(ana, f"Question {number}", None)
    await ana.says("/programs")
    await ana.presses("Ask a person")
    card = ana.heard()[-1].message_id
    await ana.says("The fifth")
    await ana.taps(card, "iq:-")
    ana.sees("5 questions of yours wait")
    for number in range(40):
        stage.world.press(ana.id, card, "iw:1")
        stage.world.say(ana.id, f"More {number}")
    await stage.quiet()
    assert ana.heard_of("Please go on tomorrow.") == 5
    assert (await ana.export())["unplaced"][0]["answer"] == "More 35"


async def test_what_is_taken_back_is_erased_and_staff_are_told_so(stage: Stage) -> None:
    ana, hugo = await stage.settled("Ana"), await stage.staff("Hugo", "helper")
    await asks(ana)
    await opens(hugo, "1 · Ana")
    await hugo.presses("Note for staff")
    await hugo.says("I ask the house")
    await ana.presses("Take it back")
    ana.sees("Take question no. 1 back?")
    ana_message = ana.heard()[-1].message_id
    await ana.presses("Yes, take it back")
    for data in ("ixx:1", "ix:1", "iw:1", "io:1"):
        await ana.taps(ana_message, data)
        assert ana.toasts()[-1].startswith("That question is not here any more.")
    await hugo.presses("Answer")
    assert hugo.toasts()[-1].startswith("That question is not here any more: it was taken back")
    await hugo.says("/desk 1")
    hugo.sees("Nothing.")
    await hugo.says("/desk")
    hugo.sees("Nothing here.")
    exported = (await ana.export())["inquiries"]
    assert [(one["state"], one["said"]) for one in exported] == [("withdrawn", [])]


async def test_a_question_of_somebody_else_is_out_of_reach(stage: Stage) -> None:
    ana, bea = await stage.settled("Ana"), await stage.settled("Bea")
    await asks(ana)
    await bea.says("/help")
    message = bea.heard()[-1].message_id
    for data in ("ixx:1", "ix:1", "iw:1", "io:1", "io:999999999999999999"):
        await bea.taps(message, data)
        assert bea.toasts()[-1].startswith("That question is not here any more.")
    for data in ("io:x", "iw", "ix:1:2:y", "iq:no-such-program"):
        await bea.taps(message, data)
    assert QUESTION not in " ".join(one.text for one in bea.heard())
    await ana.says("/programs")
    await ana.presses("Ask a person")
    await ana.presses("My question no. 1")
    ana.sees(QUESTION)


async def test_the_copy_has_both_sides_and_no_notes_and_erasing_takes_all(stage: Stage) -> None:
    ana, hugo = await stage.settled("Ana"), await stage.staff("Hugo", "helper")
    await asks(ana)
    await answers(hugo, "1 · Ana")
    await opens(hugo, "1 · Ana")
    await hugo.presses("Note for staff")
    await hugo.says("A secret among staff")
    exported = await ana.export()
    (inquiry,) = exported["inquiries"]
    assert (inquiry["number"], inquiry["program"]) == (1, "foundations-for-leadership")
    assert [(one["by"], one["words"]) for one in inquiry["said"]] == [
        ("member", QUESTION),
        ("society", ANSWER),
    ]
    assert "secret among staff" not in str(exported)
    markdown = ana.file(".md").decode()
    assert QUESTION in markdown and ANSWER in markdown and "secret" not in markdown
    await ana.says("/forget")
    await ana.says("forget me")
    ana.hears("1 question to a person")
    await hugo.presses("Answer")
    assert hugo.toasts()[-1].startswith("That question is not here any more")
    # The number is not given to anybody else, so old buttons stay harmless.
    bea = await stage.settled("Bea")
    await asks(bea, "Another question")
    bea.sees("Its number is 2.")


async def test_a_question_that_is_open_survives_a_restart(stage: Stage) -> None:
    ana = await stage.settled("Ana")
    await ana.says("/programs")
    await ana.presses(FOUNDATIONS)
    await ana.presses("Ask a person")
    await stage.stop()
    await stage.start()
    await ana.says(QUESTION)
    ana.sees(f"about {FOUNDATIONS}. Its number is 1.")


async def test_a_reflection_goes_on_after_a_question_to_a_person(stage: Stage) -> None:
    ana = await stage.settled("Ana")
    await stage.days(1)
    ana.hears("What did you notice today?")
    question = ana.heard()[-1].message_id
    await asks(ana)
    await ana.says("A quiet room", reply_to=question)
    exported = await ana.export()
    assert exported["answers"][0]["answer"] == "A quiet room"
    assert [one["words"] for one in exported["inquiries"][0]["said"]] == [QUESTION]
