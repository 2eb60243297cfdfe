"""Questions at booking: staff write them in the chat; whoever has a seat answers, skips, and changes; sealed."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from tests.dialogs.people import Person, Stage
from tests.dialogs.test_seats import PROGRAM, TITLE, labels, opens, published, seat_list

DIET = "What do you eat?"


async def asked(staff: Person, words: str = DIET) -> None:
    """A question more for the program."""
    await staff.says("/program")
    await staff.presses(TITLE)
    await staff.presses("Questions at booking")
    await staff.presses("A new question")
    await staff.says(words)


async def reserves(person: Person) -> None:
    """Reserve a seat."""
    await opens(person)
    await person.presses("Reserve a seat")


@pytest.mark.both_databases
async def test_a_question_is_answered_changed_seen_by_staff_and_exported(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    olga = await stage.owner()
    await published(stage)
    await asked(bea, DIET)
    bea.sees("English: What do you eat?")
    await asked(bea, "How do you come?\nBy train\nOn foot & by bike")
    await reserves(ana)
    ana.sees("There are 2 questions about your seat below.")
    await ana.presses("Questions about my seat (2)")
    await ana.presses("Answer: What do you eat?")
    await ana.says("No <nuts>, please")
    ana.sees("How do you come?")
    await ana.presses("On foot & by bike")
    ana.sees("No <nuts>, please")
    ana.sees("On foot & by bike")
    await ana.presses("Change: What do you eat?")
    ana.sees("You answered: No <nuts>, please")
    await ana.says("Anything")
    await seat_list(bea, "Held")
    await bea.presses("Ana")
    bea.sees("What do you eat?\nAnything")
    await olga.says("/audit")
    olga.sees("read what was answered at booking by Ana")
    copy = await ana.export()
    given = {one["asked"]: one["answer"] for one in copy["bookings"]}
    assert given == {DIET: "Anything", "How do you come?": "On foot & by bike"}


@pytest.mark.both_databases
async def test_answers_are_sealed_and_go_with_their_giver(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await published(stage)
    await asked(bea)
    await reserves(ana)
    await ana.presses("Questions about my seat (1)")
    await ana.presses("Answer: What do you eat?")
    await ana.says("Only walnuts")
    assert stage.works is not None
    async with stage.works.begin() as work:
        kept = (await work.session.execute(text("SELECT words FROM booking_answers"))).scalar_one()
        assert b"walnuts" not in bytes(kept)
    await ana.says("/forget")
    await ana.says("forget me")
    async with stage.works.begin() as work:
        left = await work.session.execute(text("SELECT count(*) FROM booking_answers"))
        assert left.scalar_one() == 0


async def test_one_that_may_be_skipped_and_one_that_may_not(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await published(stage)
    await asked(bea)
    await asked(bea, "Who pays?")
    await bea.presses("It must be answered")
    bea.sees("It must be answered")
    await reserves(ana)
    assert ana.heard_of("; SoL needs an answer") == 1
    ana.sees("What do you eat?")  # asked at once, as something is needed
    await ana.presses("Skip")
    ana.sees("Who pays?")
    ana.sees("It is needed for your seat.")
    assert "Skip" not in labels(ana)
    await ana.says("x" * 401)
    ana.sees("There is room for 400 characters")
    await ana.says("My school")
    ana.sees("Not answered yet.")
    await ana.presses("Change: Who pays?")
    await ana.presses("‹ Back")
    await ana.presses("My seat")
    await ana.presses("Questions about my seat (1)")


async def test_what_staff_type_that_is_no_question(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    await published(stage)
    await asked(bea, "?" * 151)
    bea.sees("longer than 150 characters")
    await bea.says("How?\nOne way")
    bea.sees("One choice is none")
    await bea.says("How?\n" + "\n".join(f"Way {at}" for at in range(9)))
    bea.sees("There is room for 8 choices")
    await bea.says("How?\nBy train\nOn foot")
    bea.sees("· On foot")


async def test_whoever_gave_their_seat_back_is_asked_no_more(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await published(stage)
    await asked(bea)
    await reserves(ana)
    await ana.presses("Questions about my seat (1)")
    message, ask = ana.button("Answer: What do you eat?")
    await opens(ana)
    await ana.presses("My seat")
    await ana.presses("Give it back")
    await ana.presses("Yes, give it back")
    await ana.taps(message.message_id, ask)
    assert ana.toasts()[-1] == "This is not asked about your seat any more."


async def test_a_question_that_is_taken_out_takes_its_answers_along(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await published(stage)
    await asked(bea)
    await reserves(ana)
    await ana.presses("Questions about my seat (1)")
    message, ask = ana.button("Answer: What do you eat?")
    await ana.presses("Answer: What do you eat?")
    await ana.says("Anything")
    await bea.presses("Take it out")
    bea.sees("All answers to it are erased.")
    await bea.presses("Yes, take it out")
    bea.sees("Nothing is asked yet.")
    await ana.taps(message.message_id, ask)
    assert ana.toasts()[-1] == "This is not asked about your seat any more."
    assert (await ana.export())["bookings"] == []


async def test_a_member_writes_no_questions_and_sees_nobody_elses_answers(stage: Stage) -> None:
    bea, ana, cleo = (
        await stage.staff("Bea", "programs"),
        await stage.settled("Ana"),
        await stage.settled("Cleo"),
    )
    await published(stage)
    await asked(bea)
    await reserves(ana)
    await ana.presses("Questions about my seat (1)")
    _, ask = ana.button("Answer: What do you eat?")
    await ana.presses("Answer: What do you eat?")
    await ana.says("Anything")
    await cleo.says("/help")
    for tap in (ask, f"sb:{PROGRAM}", f"sa:{PROGRAM}", "sbxx:1"):
        await cleo.taps(cleo.heard()[-1].message_id, tap)
        assert "Anything" not in cleo.last()
    await ana.presses("My seat")
    ana.sees("A seat is held for you")
