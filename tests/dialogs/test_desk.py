"""The desk: what staff see, take, hand over, note, close and find again; and what ends in the middle of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from solbot.db.states import Role
from solbot.db.tables import Inquiry, Member, Remark
from solbot.staff import audit
from solbot.staff import service as staff
from solbot.staff.audit import Action
from tests.dialogs.desk_people import (
    ANSWER,
    FOUNDATIONS,
    GONE,
    QUESTION,
    answers,
    asks,
    opens,
    passes,
    writes,
)
from tests.dialogs.people import OWNER, Stage

REFUSED = "This part is for the people who look after the programs"


@pytest.mark.both_databases
async def test_a_question_reaches_the_desk_and_its_answer_the_person(stage: Stage) -> None:
    ana, hugo = await stage.settled("Ana"), await stage.staff("Hugo", "helper")
    await ana.says("/programs")
    await ana.presses(FOUNDATIONS)
    await ana.presses("Ask a person")
    ana.sees(f"What would you like to ask about {FOUNDATIONS}?")
    ana.sees("A person at SoL reads it and answers here.")
    ana.sees("Your journal stays closed to them.")
    await ana.says(QUESTION)
    ana.sees(f"about {FOUNDATIONS}. Its number is 1.")
    ana.sees("What happens next")
    await passes(stage)
    hugo.hears(f"A new question, no. 1, about {FOUNDATIONS}.\n\nFrom Ana")
    assert QUESTION not in hugo.last()
    await hugo.presses("Open no. 1")
    for words in ("No. 1", "Ana, English, it is 10:00 there (Madrid)", QUESTION):
        hugo.sees(words)
    hugo.sees("nobody looks after it yet")
    await hugo.presses("Answer")
    hugo.sees("It is signed by SoL.")
    await hugo.says(ANSWER)
    preview = hugo.heard()[-2].text
    assert QUESTION in preview and ANSWER in preview and "Hugo" not in preview
    assert ana.heard_of(ANSWER) == 0
    await hugo.presses("Send it")
    hugo.sees("Your answer to Ana, question no. 1, is on its way.")
    await passes(stage)
    assert ana.last() == preview
    assert ana.labels() == ["Write again", "See the program"]
    await hugo.presses("Open no. 1")
    hugo.sees("arrived")
    hugo.sees("Answered; you look after it")


@pytest.mark.both_databases
async def test_what_is_open_by_who_looks_after_it_and_by_program(stage: Stage) -> None:
    ana, bea = await stage.settled("Ana"), await stage.settled("Bea")
    hugo, ida = await stage.staff("Hugo", "helper"), await stage.staff("Ida", "programs")
    await asks(ana, "The first")
    await asks(bea, "The second", None)
    await asks(ana, "The third", None)
    await hugo.says("/desk")
    hugo.sees("Open: 3, waiting for an answer: 3, mine: 0, nobody's: 3")
    shown = hugo.shown()
    assert shown.index("The first") < shown.index("The second") < shown.index("The third")
    await hugo.presses("2 · Bea")
    await hugo.presses("Take it")
    hugo.sees("you look after it")
    await hugo.presses("‹ The desk")
    hugo.sees("looked after by Hugo")
    await hugo.presses("Mine")
    hugo.sees("The second")
    assert "The first" not in hugo.shown()
    await hugo.presses("Nobody's yet")
    hugo.sees("The third")
    assert "The second" not in hugo.shown()
    await ida.says("/desk")
    await ida.presses("By program")
    assert "About no program (2)" in ida.labels()
    await ida.presses(f"{FOUNDATIONS} (1)")
    ida.sees("The first")
    assert "The second" not in ida.shown()
    await answers(ida, "1 · Ana")
    await ida.presses("Close it")
    ida.sees("Closed")
    await ida.presses("‹ The desk")
    assert "The first" not in ida.shown()
    await ida.presses("Closed")
    ida.sees("The first")
    await ida.presses("1 · Ana")
    await ida.presses("Open it again")
    ida.sees("Answered; you look after it")


async def test_closing_what_was_never_answered_is_asked_about(stage: Stage) -> None:
    ana, hugo = await stage.settled("Ana"), await stage.staff("Hugo", "helper")
    await asks(ana)
    said = len(ana.heard())
    await opens(hugo, "1 · Ana")
    await hugo.presses("Close it")
    hugo.sees("has had no answer yet. Close it all the same?")
    await hugo.presses("Yes, close it")
    hugo.sees("Closed")
    await hugo.presses("Open it again")
    hugo.sees("Waits:")
    await passes(stage)
    assert len(ana.heard()) == said


async def test_taking_over_is_asked_about_and_told(stage: Stage) -> None:
    ana = await stage.settled("Ana")
    hugo, ida = await stage.staff("Hugo", "helper"), await stage.staff("Ida", "programs")
    await asks(ana)
    await opens(hugo, "1 · Ana")
    await opens(ida, "1 · Ana")
    await hugo.presses("Take it")
    await ida.presses("Take it")  # a button from before
    ida.sees("Hugo looks after question no. 1. Take it over?")
    await ida.presses("Take it over")
    ida.sees("you look after it")
    await passes(stage)
    hugo.hears("Ida looks after question no. 1 now")
    await hugo.presses("Give it back")  # what he sees is old
    hugo.sees("Ida looks after it")
    await ida.presses("Give it back")
    ida.sees("nobody looks after it yet")


async def test_handing_over_goes_to_those_with_the_right_and_is_told(stage: Stage) -> None:
    ana = await stage.settled("Ana")
    hugo, ida = await stage.staff("Hugo", "helper"), await stage.staff("Ida", "programs")
    await stage.staff("Carl", "content")
    olga = await stage.owner()
    await asks(ana)
    await opens(hugo, "1 · Ana")
    await hugo.presses("Hand it over")
    assert sorted(hugo.labels()) == ["Ida", "Olga", "‹ Back"]
    handing = hugo.heard()[-1].message_id
    await hugo.presses("Ida")
    hugo.sees("Ida looks after it")
    await passes(stage)
    ida.hears("Hugo handed you question no. 1")
    await olga.says("/invite")
    await olga.presses("Ida · Programs")
    await olga.presses("Dismiss")
    await olga.presses("Yes, dismiss")
    await hugo.taps(handing, f"dkg:1:{ida.id}")
    assert hugo.toasts()[-1].startswith("That person is not among the staff any more")
    await hugo.presses("‹ The desk")
    hugo.sees("nobody's: 1")  # whoever is no staff any more looks after nothing


async def test_a_note_stays_among_staff(stage: Stage) -> None:
    ana = await stage.settled("Ana")
    hugo, ida = await stage.staff("Hugo", "helper"), await stage.staff("Ida", "programs")
    await asks(ana)
    await opens(hugo, "1 · Ana")
    await hugo.presses("Note for staff")
    await hugo.says("x" * 1001)
    hugo.sees("at most 1000 characters")
    await hugo.says("Ask the house <first>")
    hugo.sees("Note for staff, Hugo")
    await answers(ida, "1 · Ana")
    await opens(ida, "1 · Ana")
    ida.sees("Ask the house <first>")
    assert "Ask the house" not in " ".join(one.text for one in ana.heard())


@pytest.mark.both_databases
async def test_finding_again_by_word_by_name_and_by_number(stage: Stage) -> None:
    ana, bea = await stage.settled("Ana"), await stage.settled("Béatrice")
    hugo = await stage.staff("Hugo", "helper")
    await asks(ana, "Is there a Wheelchair ramp?")
    await asks(bea, "When does it begin?", None)
    await answers(hugo, "1 · Ana", "The ramp is behind the house.")
    await hugo.presses("Close it")
    await hugo.says("/desk wheelchair")
    hugo.sees("Found for “wheelchair”")
    hugo.sees("1 Ana")
    assert "Béatrice" not in hugo.shown()
    await hugo.says("behind the house")  # other words search again
    hugo.sees("1 Ana")
    await hugo.says("béatrice")
    hugo.sees("2 Béatrice")
    await hugo.says("no. 1")
    hugo.sees("1 Ana")
    await hugo.presses("1 · Ana")
    hugo.sees("The ramp is behind the house.")
    await hugo.says("/desk")
    await hugo.presses("Find")
    await hugo.says("nothing like this")
    hugo.sees("Nothing. Names, numbers")


async def test_a_long_thread_is_paged_and_long_words_are_read_whole(stage: Stage) -> None:
    ana, hugo = await stage.settled("Ana"), await stage.staff("Hugo", "helper")
    long = "All of it matters. " * 150
    await asks(ana, long)
    for number in range(7):
        await ana.presses("Write again")
        await ana.says(f"Piece {number}")
    await opens(hugo, "1 · Ana")
    hugo.sees("Part 2 of 2")
    hugo.sees("Piece 6")
    assert "All of it matters" not in hugo.shown()
    await hugo.presses("‹ Earlier")
    hugo.sees("Part 1 of 2")
    await hugo.presses("Read 1 whole")
    assert hugo.last() == long.strip()


async def test_whoever_is_dismissed_in_the_middle_sees_and_sends_nothing(stage: Stage) -> None:
    ana, hugo = await stage.settled("Ana"), await stage.staff("Hugo", "helper")
    await asks(ana)
    await asks(ana, "A second", None)
    await opens(hugo, "1 · Ana")
    await writes(hugo)
    preview = hugo.heard()[-1].message_id
    await opens(hugo, "2 · Ana")
    await hugo.presses("Answer")
    assert stage.works is not None
    async with stage.works.begin() as work:
        assert await staff.dismiss(work, OWNER, hugo.id)
    await hugo.taps(preview, hugo.button("Send it")[1])
    assert hugo.toasts()[-1].startswith(REFUSED)
    await hugo.says("These words were meant as an answer")
    assert "Keep it as a note" in hugo.labels()  # they are words like anybody's
    await passes(stage)
    assert ana.heard_of("An answer to your question") == 0
    await hugo.says("/desk")
    hugo.sees(REFUSED)
    ida = await stage.staff("Ida", "programs")
    await opens(ida, "1 · Ana")
    ida.sees("nobody looks after it yet")
    assert ANSWER not in ida.shown()


async def test_whoever_is_made_something_else_is_not_told_any_more(stage: Stage) -> None:
    hugo, olga = await stage.staff("Hugo", "helper"), await stage.owner()
    ana = await stage.settled("Ana")
    await ana.says("/help")
    await ana.presses("Ask a person")
    assert stage.works is not None
    async with stage.works.begin() as work:
        await staff.change_role(work, OWNER, hugo.id, Role.CONTENT)
    await ana.says(QUESTION)
    await passes(stage)
    assert olga.heard_of("A new question, no. 1") == 1
    assert hugo.heard_of("A new question") == 0


@pytest.mark.both_databases
async def test_somebody_erased_halfway_gets_nothing_and_nobody_else_does(stage: Stage) -> None:
    ana, hugo = await stage.settled("Ana"), await stage.staff("Hugo", "helper")
    await asks(ana)
    await opens(hugo, "1 · Ana")
    await writes(hugo)
    await ana.says("/forget")
    await ana.says("forget me")
    await hugo.presses("Send it")
    assert hugo.toasts()[-1].endswith("Nothing was sent now.")
    await hugo.taps(hugo.heard()[-1].message_id, "dki:1")
    assert hugo.toasts()[-1].startswith(GONE)
    for data in ("dkc:1", "dko:1", "dkt:1:0", "dku:1", "dkn:1", "dka:1", "dkd:1", "dkx:1"):
        await hugo.taps(hugo.heard()[-1].message_id, data)
        assert hugo.toasts()[-1].startswith((GONE, "This answer was sent or replaced already"))
    bea = await stage.settled("Bea")
    await asks(bea, "Something else", None)
    await hugo.taps(hugo.heard()[-1].message_id, "dks:2:1:0")
    await passes(stage)
    assert bea.heard_of("An answer to your question") == 0


@pytest.mark.both_databases
async def test_erased_staff_leave_what_they_answered(stage: Stage) -> None:
    ana, hugo = await stage.settled("Ana"), await stage.staff("Hugo", "helper")
    ida = await stage.staff("Ida", "programs")
    await asks(ana)
    await answers(hugo, "1 · Ana")
    await hugo.says("/forget")
    await hugo.says("forget me")
    await opens(ida, "1 · Ana")
    ida.sees(ANSWER)
    ida.sees("nobody looks after it yet")


@pytest.mark.parametrize("data", ["dkl:none:0", "dkl:all:x", "dki", "dks:1", "dkm:5", "dkv:5"])
async def test_buttons_made_by_hand_are_answered_and_change_nothing(
    stage: Stage, data: str
) -> None:
    olga = await stage.owner()
    await olga.says("/desk")
    before = len(olga.heard())
    await olga.taps(olga.heard()[-1].message_id, data)
    assert olga.toasts() and len(olga.heard()) == before


@pytest.mark.both_databases
async def test_five_thousand_open_questions_are_paged_and_searched(stage: Stage) -> None:
    hugo = await stage.staff("Hugo", "helper")
    assert stage.works is not None
    count = 5000
    async with stage.works.begin() as work:
        first = 10_000_000
        for number in range(count):
            work.session.add(
                Member(
                    id=first + number,
                    state="active",
                    created_at=work.now,
                    consented_at=work.now,
                    name=f"Person {number}",
                    journey_round=0,
                )
            )
        await work.session.flush()
        for number in range(count):
            asked = work.now - timedelta(minutes=count - number)
            work.session.add(
                Inquiry(
                    id=number + 1,
                    member_id=first + number,
                    state="open",
                    asked_at=asked,
                    waiting_since=asked,
                    warned=2,
                )
            )
        await work.session.flush()
        for number in range(count):
            work.session.add(
                Remark(
                    inquiry_id=number + 1,
                    member_id=first + number,
                    kind="asked",
                    body={"kind": "text", "text": f"Question of person {number}"},
                    at=work.now,
                )
            )
    await hugo.says("/desk")
    hugo.sees("Open: 5,000, waiting for an answer: 5,000, mine: 0, nobody's: 5,000")
    hugo.sees("Page 1 of 625")
    hugo.sees("Question of person 0")
    await hugo.taps(hugo.heard()[-1].message_id, "dkl:free:624")
    hugo.sees("Page 625 of 625")
    hugo.sees("Question of person 4999")
    await hugo.taps(hugo.heard()[-1].message_id, "dkl:all:999999")
    hugo.sees("Page 625 of 625")
    await hugo.says("/desk person 17")
    hugo.sees("Person 1799")
    await hugo.presses("Older ›")
    hugo.sees("Person 1791")
    await hugo.says("/desk question of person 4242")
    hugo.sees("4243 Person 4242")


@pytest.mark.both_databases
async def test_all_of_it_is_on_the_audit(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    hugo = await stage.staff("Hugo", "helper")
    await asks(ana)
    await answers(hugo, "1 · Ana")
    await hugo.says("/desk ramp")
    await olga.says("/audit")
    for words in (
        "Hugo searched at the desk",
        "Hugo answered a question of Ana (no. 1)",
        "Hugo took a question of Ana (no. 1)",
        "Hugo read a question of Ana (no. 1)",
        "Hugo looked at the desk",
    ):
        olga.sees(words)
    assert "ramp" not in olga.shown()


async def test_every_act_has_its_words_on_the_audit(stage: Stage) -> None:
    assert stage.works is not None
    for language in stage.works.catalog.by_code.values():
        for action in Action:
            words = audit.told(language, action)  # strict: what has none is an error
            assert words and words.isprintable()
