"""Answering at the desk: previews, files, ready answers; two at once, second taps, restarts, people who are gone."""

from __future__ import annotations

import pytest

from tests.dialogs.desk_people import (
    ANSWER,
    FOUNDATIONS,
    QUESTION,
    asks,
    opens,
    passes,
    writes,
)
from tests.dialogs.people import Person, Stage

PDF = b"%PDF-1.4 the way there"


@pytest.mark.both_databases
async def test_a_second_tap_sends_nothing_twice(stage: Stage) -> None:
    ana, hugo = await stage.settled("Ana"), await stage.staff("Hugo", "helper")
    await asks(ana)
    await opens(hugo, "1 · Ana")
    await writes(hugo)
    message, data = hugo.button("Send it")
    for _ in range(3):
        stage.world.press(hugo.id, message.message_id, data)
    await stage.quiet()
    await passes(stage)
    assert ana.heard_of("An answer to your question") == 1
    assert sum(text.endswith("Nothing was sent now.") for text in hugo.toasts()) == 2


async def test_an_answer_is_written_anew_and_only_the_last_one_can_go(stage: Stage) -> None:
    ana, hugo = await stage.settled("Ana"), await stage.staff("Hugo", "helper")
    await asks(ana)
    await opens(hugo, "1 · Ana")
    await writes(hugo, "A first try")
    first, old = hugo.button("Send it")
    await hugo.presses("Write it anew")
    hugo.sees("A first try")  # to be copied
    await hugo.says(ANSWER)
    await hugo.taps(first.message_id, old)
    assert hugo.toasts()[-1].endswith("Nothing was sent now.")
    await hugo.presses("Send it")
    await passes(stage)
    ana.hears(ANSWER)
    assert ana.heard_of("A first try") == 0


@pytest.mark.both_databases
async def test_a_draft_waits_while_something_else_is_done_and_over_a_restart(
    stage: Stage,
) -> None:
    ana, hugo = await stage.settled("Ana"), await stage.staff("Hugo", "helper")
    await asks(ana)
    await opens(hugo, "1 · Ana")
    await hugo.presses("Answer")
    await stage.stop()
    await stage.start()
    await hugo.says(ANSWER)
    hugo.sees("This is how Ana will see it")
    await hugo.says("/today")
    await stage.stop()
    await stage.start()
    await opens(hugo, "1 · Ana")
    await hugo.presses("My answer, not sent yet")
    await hugo.presses("Send it")
    await stage.stop()
    await stage.start()
    await passes(stage)
    assert ana.heard_of(ANSWER) == 1
    await opens(hugo, "1 · Ana")
    assert "My answer, not sent yet" not in hugo.labels()


async def test_a_dropped_draft_is_gone(stage: Stage) -> None:
    ana, hugo = await stage.settled("Ana"), await stage.staff("Hugo", "helper")
    await asks(ana)
    await opens(hugo, "1 · Ana")
    await writes(hugo)
    message, data = hugo.button("Send it")
    await hugo.presses("Drop it")
    await hugo.taps(message.message_id, data)
    assert hugo.toasts()[-1].endswith("Nothing was sent now.")
    await passes(stage)
    assert ana.heard_of(ANSWER) == 0


async def test_answering_what_another_looks_after_is_asked_about_and_told(stage: Stage) -> None:
    ana = await stage.settled("Ana")
    hugo, ida = await stage.staff("Hugo", "helper"), await stage.staff("Ida", "programs")
    await asks(ana)
    await opens(hugo, "1 · Ana")
    await hugo.presses("Take it")
    await opens(ida, "1 · Ana")
    await ida.presses("Answer")
    ida.sees("Hugo looks after question no. 1. Answer it all the same?")
    await ida.presses("Answer all the same")
    await ida.says(ANSWER)
    await ida.presses("Send it")
    ida.sees("is on its way")
    await passes(stage)
    assert ana.heard_of(ANSWER) == 1
    hugo.hears("Ida answered question no. 1")
    await hugo.presses("Open no. 1")
    hugo.sees("Answer, Ida")
    hugo.sees("you look after it")


@pytest.mark.both_databases
async def test_two_answers_at_the_same_moment_are_known_to_both(stage: Stage) -> None:
    ana = await stage.settled("Ana")
    hugo, ida = await stage.staff("Hugo", "helper"), await stage.staff("Ida", "programs")
    await asks(ana)
    await opens(hugo, "1 · Ana")
    await opens(ida, "1 · Ana")
    await writes(hugo, "Hugo's answer")
    await ida.presses("Answer")
    await ida.presses("Answer all the same")
    await ida.says("Ida's answer")
    for person in (hugo, ida):
        message, data = person.button("Send it")
        stage.world.press(person.id, message.message_id, data)
    await stage.quiet()
    first, second = sorted((hugo, ida), key=lambda one: "Not sent yet" in one.heard()[-1].text)
    await passes(stage)
    assert ana.heard_of("An answer to your question") == 1
    assert second.heard_of("answered:") == 1
    assert second.heard_of("Not sent yet") == 1
    await second.presses("Send mine, too")
    await passes(stage)
    assert ana.heard_of("An answer to your question") == 2
    assert first.heard_of("answered question no. 1") == 1


async def test_what_the_person_adds_meanwhile_is_shown_before_the_answer_goes(
    stage: Stage,
) -> None:
    ana, hugo = await stage.settled("Ana"), await stage.staff("Hugo", "helper")
    await asks(ana)
    await opens(hugo, "1 · Ana")
    await writes(hugo)
    await ana.presses("Write again")
    await ana.says("I found it myself, thank you.")
    await hugo.presses("Send it")
    hugo.sees("The person wrote:")
    hugo.sees("I found it myself, thank you.")
    await hugo.presses("Drop it")
    await passes(stage)
    assert ana.heard_of("An answer to your question") == 0


async def test_a_photo_and_a_pdf_can_answer_and_nothing_else(stage: Stage) -> None:
    ana, hugo = await stage.settled("Ana"), await stage.staff("Hugo", "helper")
    await asks(ana)
    await opens(hugo, "1 · Ana")
    await hugo.presses("Answer")
    await hugo.sends_file("setup.exe", b"MZ")
    hugo.sees("What you send can be words, a photo or a PDF")
    await hugo.sends_voice()
    hugo.sees("What you send can be words, a photo or a PDF")
    await hugo.sends_photo("x" * 601)
    hugo.sees("at most 600 characters")
    await hugo.says("y" * 3001)
    hugo.sees("at most 3000 characters")
    await hugo.sends_file("way.pdf", PDF, "The way there")
    assert hugo.heard()[-2].kind == "document"
    await hugo.presses("Send it")
    await passes(stage)
    assert ana.file(".pdf") == PDF
    ana.hears("The way there")
    ana.hears(QUESTION)
    await hugo.presses("Open no. 1")
    hugo.sees("document The way there")
    await hugo.presses("Answer")
    await hugo.sends_photo()
    await hugo.presses("Send it")
    await passes(stage)
    assert ana.heard()[-1].kind == "photo"


async def test_the_longest_question_and_answer_fit_into_one_message(stage: Stage) -> None:
    ana, hugo = await stage.settled("Ana"), await stage.staff("Hugo", "helper")
    await asks(ana, "<&>😀" * 800)
    await opens(hugo, "1 · Ana")
    await writes(hugo, "<&" * 1500)
    await hugo.presses("Send it")
    await passes(stage)
    assert "<&" * 1500 in ana.last()
    await opens(hugo, "1 · Ana")
    await hugo.presses("Answer")
    await hugo.sends_photo("<😀" * 200)
    await hugo.presses("Send it")
    await passes(stage)
    assert ana.heard()[-1].kind == "photo" and "<😀" * 200 in ana.last()


@pytest.mark.both_databases
async def test_somebody_who_blocked_the_bot_is_shown_as_such_and_gets_it_later(
    stage: Stage,
) -> None:
    ana, hugo = await stage.settled("Ana"), await stage.staff("Hugo", "helper")
    await asks(ana)
    await opens(hugo, "1 · Ana")
    await writes(hugo)
    stage.world.block(ana.id)
    await stage.quiet()
    await hugo.presses("Send it")
    hugo.sees("This person has blocked the bot, so it will not arrive.")
    await passes(stage)
    await hugo.presses("Open no. 1")
    hugo.sees("This person has blocked the bot")
    hugo.sees("did not arrive")
    stage.world.unblock(ana.id)
    await stage.quiet()
    await opens(hugo, "1 · Ana")
    await hugo.presses("Send 2 again")
    hugo.sees("on its way")
    await hugo.taps(hugo.heard()[-1].message_id, "dkz:1:2")
    await passes(stage)
    assert ana.heard_of(ANSWER) == 1


async def a_ready_answer(staff: Person, name: str, words: str) -> None:
    """Keep a ready answer."""
    await staff.says("/desk")
    await staff.presses("Ready answers")
    await staff.presses("A new one")
    await staff.says(name)
    await staff.says(words)


@pytest.mark.both_databases
async def test_a_ready_answer_is_kept_picked_changed_and_sent(stage: Stage) -> None:
    ana = await stage.settled("Ana")
    hugo, ida = await stage.staff("Hugo", "helper"), await stage.staff("Ida", "programs")
    await a_ready_answer(ida, "From home", "Dear {name}, you can follow {program} from home.")
    ida.sees("Dear {name}")
    await asks(ana)
    await opens(hugo, "1 · Ana")
    await hugo.presses("Ready answers")
    await hugo.presses("From home")
    assert f"Dear Ana, you can follow {FOUNDATIONS} from home." in hugo.heard()[-2].text
    await hugo.presses("Write it anew")
    hugo.sees("Dear Ana, you can follow")
    await hugo.says("Dear Ana, come as you are.")
    await hugo.presses("Send it")
    await passes(stage)
    ana.hears("Dear Ana, come as you are.")
    await hugo.presses("Open no. 1")
    await hugo.presses("Ready answers")
    await hugo.presses("From home")
    await hugo.presses("Send it")
    await passes(stage)
    ana.hears(f"Dear Ana, you can follow {FOUNDATIONS} from home.")


async def test_ready_answers_are_changed_renamed_and_deleted(stage: Stage) -> None:
    hugo = await stage.staff("Hugo", "helper")
    await hugo.says("/desk")
    await hugo.presses("Ready answers")
    hugo.sees("There are no ready answers yet.")
    await hugo.presses("A new one")
    await hugo.says("n" * 41)
    hugo.sees("at most 40 characters")
    await hugo.says("Thanks")
    await hugo.says("Dear {firstname}")
    hugo.sees("Nothing can be filled in for {firstname}.")
    await hugo.says("Dear {name}")
    await hugo.presses("Other words")
    hugo.sees("Dear {name}")
    await hugo.says("Hello {name}")
    hugo.sees("Hello {name}")
    await hugo.presses("Another name")
    await hugo.says("Hello")
    await hugo.presses("‹ Back")
    assert hugo.labels()[0] == "Hello"
    await hugo.presses("Hello")
    message = hugo.heard()[-1].message_id
    await hugo.presses("Delete")
    await hugo.presses("Yes, delete it")
    hugo.sees("There are no ready answers yet.")
    for data in ("dro:1", "drw:1", "drm:1", "drd:1", "drx:1"):
        await hugo.taps(message, data)
        assert hugo.toasts()[-1].startswith("This ready answer is not here any more.")


async def test_a_ready_answer_about_a_program_needs_one(stage: Stage) -> None:
    ana, hugo = await stage.settled("Ana"), await stage.staff("Hugo", "helper")
    await a_ready_answer(hugo, "Dates", "{program} begins in May.")
    await asks(ana, QUESTION, None)
    await opens(hugo, "1 · Ana")
    await hugo.presses("Ready answers")
    await hugo.presses("Dates")
    hugo.sees("this is about no program")


async def test_each_answer_reaches_whoever_asked(stage: Stage) -> None:
    people = [await stage.settled(f"Ana{number}") for number in range(3)]
    hugo, ida = await stage.staff("Hugo", "helper"), await stage.staff("Ida", "programs")
    for person in people:
        await asks(person, f"I am {person.id}", None)
    for staff, label in ((hugo, "1 · Ana0"), (ida, "2 · Ana1")):
        await opens(staff, label)
        await writes(staff, f"From {staff.id}")
    for staff in (hugo, ida):
        message, data = staff.button("Send it")
        stage.world.press(staff.id, message.message_id, data)
    await stage.quiet()
    await passes(stage)
    people[0].hears(f"From {hugo.id}")
    people[1].hears(f"From {ida.id}")
    assert people[2].heard_of("An answer to your question") == 0
