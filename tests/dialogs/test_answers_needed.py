"""An answer that is needed: asked at booking, waited for while the hold lasts, and no seat confirmed without it."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from sqlalchemy import text

from solbot.programs.editor import publishing
from solbot.programs.editor import service as editor
from tests.dialogs.people import OWNER, Person, Stage
from tests.dialogs.test_booking_questions import asked, reserves
from tests.dialogs.test_seats import PROGRAM, TITLE, labels, opens, passes, published, seat_list

PAYER = "Who pays?"


async def needed(staff: Person, words: str = PAYER) -> None:
    """A question that must be answered."""
    await asked(staff, words)
    await staff.presses("It must be answered")
    staff.sees("no seat is confirmed without it")


async def confirms(staff: Person, name: str) -> None:
    await seat_list(staff, "Held")
    await staff.presses(name)
    await staff.presses("Confirm the seat")


async def told(stage: Stage) -> None:
    """Let what people are told leave."""
    stage.clock.forward(seconds=5)
    await stage.send()


@pytest.mark.both_databases
async def test_who_reserves_is_asked_at_once_and_a_seat_is_confirmed_once_it_is_answered(
    stage: Stage,
) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await published(stage)
    await asked(bea)
    await needed(bea)
    await reserves(ana)
    assert ana.heard_of("SoL needs your answer below before it can be confirmed") == 1
    ana.sees("What do you eat?")
    await ana.presses("Skip")
    ana.sees(PAYER)
    assert "Skip" not in labels(ana)
    await seat_list(bea, "Held")
    bea.sees("answer missing")
    await bea.presses("Ana")
    bea.sees("An answer that is needed is missing.")
    await bea.presses("Confirm the seat")
    assert bea.toasts()[-1].startswith("An answer is missing. The seat is held for them")
    bea.sees("Confirmed by Bea: it is theirs as soon as they have answered.")
    assert "Confirm the seat" not in labels(bea)
    await told(stage)
    assert ana.heard_of("SoL has confirmed your seat in") == 1
    assert ana.heard_of("is confirmed. It begins") == 0
    await ana.presses("My seat")
    ana.sees("SoL has confirmed it already, for when the answer that is still missing is here")
    await ana.presses("Questions about my seat (2)")
    await ana.presses(f"Answer: {PAYER}")
    await ana.says("My school")
    await told(stage)
    assert ana.heard_of("is confirmed. It begins") == 1
    ana.file(".ics")
    await ana.presses("My seat")
    ana.sees("Your seat is confirmed.")
    await seat_list(bea, "Confirmed")
    assert "answer missing" not in bea.shown()


async def test_answer_now_under_what_is_said_asks_what_is_needed(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await published(stage)
    await asked(bea)
    await needed(bea, f"{PAYER}\nMy school\nMyself")
    await reserves(ana)
    await ana.says("/cancel")
    await confirms(bea, "Ana")
    await told(stage)
    await ana.presses("Answer now")
    ana.sees(PAYER)
    await ana.presses("Myself")
    await told(stage)
    ana.hears("is confirmed. It begins")


@pytest.mark.both_databases
async def test_a_confirmed_seat_without_its_answer_lapses_and_everybody_is_told(
    stage: Stage,
) -> None:
    bea, ana, cleo = (
        await stage.staff("Bea", "programs"),
        await stage.settled("Ana"),
        await stage.settled("Cleo"),
    )
    await published(stage)
    await needed(bea)
    await reserves(ana)
    await opens(cleo)
    await cleo.presses("Join the waiting list")
    await passes(stage, days=2, hours=12)
    assert ana.heard_of("It can be confirmed once you have answered what SoL needs to know") == 1
    await confirms(bea, "Ana")  # who confirms wants her to have it: the hold begins anew
    await passes(stage, days=1)
    assert ana.heard_of("so it is free for others now") == 0
    await passes(stage, days=1, hours=1)
    assert ana.heard_of("It can be confirmed once you have answered what SoL needs to know") == 2
    await passes(stage, days=1)
    assert ana.heard_of("and an answer that SoL needed was not here, so it is free for others") == 1
    assert cleo.heard_of("By then SoL needs an answer from you, and has to confirm it.") == 1
    await opens(ana)
    ana.sees("none free just now")


async def test_what_need_not_be_answered_any_more_holds_nobody_up(stage: Stage) -> None:
    bea, ana, cleo = (
        await stage.staff("Bea", "programs"),
        await stage.settled("Ana"),
        await stage.settled("Cleo"),
    )
    await published(stage, seats=2)
    await needed(bea)
    for person in (ana, cleo):
        await reserves(person)
    await confirms(bea, "Ana")
    await bea.says("/program")
    await bea.presses(TITLE)
    await bea.presses("Questions at booking")
    await bea.presses(PAYER)
    await bea.presses("It may be skipped")
    await told(stage)
    assert ana.heard_of("is confirmed. It begins") == 1
    assert cleo.heard_of("is confirmed. It begins") == 0  # nobody has confirmed hers
    await bea.presses("It must be answered")
    await confirms(bea, "Cleo")
    await bea.says("/program")
    await bea.presses(TITLE)
    await bea.presses("Questions at booking")
    await bea.presses(PAYER)
    await bea.presses("Take it out")
    await bea.presses("Yes, take it out")
    await told(stage)
    assert cleo.heard_of("is confirmed. It begins") == 1
    await opens(ana)
    await ana.presses("My seat")
    ana.sees("Your seat is confirmed.")


async def test_who_has_a_confirmed_seat_keeps_it_when_more_is_asked(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await published(stage)
    await reserves(ana)
    await confirms(bea, "Ana")
    await needed(bea)
    await passes(stage, days=4)
    await opens(ana)
    await ana.presses("My seat")
    ana.sees("Your seat is confirmed.")
    ana.sees("SoL needs an answer")
    await seat_list(bea, "Confirmed")
    bea.sees("answer missing")


async def test_a_seat_that_is_given_waits_for_the_answer_too(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await published(stage)
    await needed(bea)
    for _ in range(2):
        await bea.says("/program")
        await bea.presses(TITLE)
        await bea.presses("Seats")
        await bea.presses("Give somebody a seat")
        await bea.says("Ana")
        await bea.presses("Ana")
        await bea.presses("Yes, give it")
    assert bea.toasts()[-1] == "They have a seat already."
    assert [one for one in bea.toasts() if one.startswith("An answer is missing.")]
    await told(stage)
    assert ana.heard_of("SoL has given you a seat in") == 1
    await ana.presses("Answer now")
    await ana.says("My school")
    await told(stage)
    ana.hears("is confirmed. It begins")


@pytest.mark.both_databases
async def test_answers_and_payment_are_in_the_table_and_in_ones_own_copy_and_are_erased(
    stage: Stage,
) -> None:
    bea, ana, cleo = (
        await stage.staff("Bea", "programs"),
        await stage.settled("Ana"),
        await stage.settled("Cleo"),
    )
    await published(stage, seats=2)
    await asked(bea)
    await needed(bea, "=Who pays?")
    await reserves(ana)
    await ana.says("Nuts,\n“not” at all")
    await ana.says("My school")
    await reserves(cleo)
    await seat_list(bea, "Held")
    await bea.presses("Ana")
    await bea.presses("Mark as paid")
    await bea.presses("Confirm the seat")
    await seat_list(bea, "Held")
    await bea.presses("As a file")
    await bea.presses("Table (CSV)")
    table = _rows(bea.file(".csv"))
    head, first, second = table
    assert head[6:] == [
        "Payment",
        "Here since",
        "Answer missing",
        "What do you eat?",
        "'=Who pays?",
    ]
    assert (first[1], first[3]) == ("Ana", "confirmed")
    assert first[6:] == ["paid", "", "", "Nuts, / “not” at all", "My school"]
    assert (second[1], second[6:]) == ("Cleo", ["not paid", "", "yes", "", ""])
    copy = await ana.export()
    (seat,) = copy["seats"]
    assert {key: seat[key] for key in ("program", "status", "payment", "held_until")} == {
        "program": PROGRAM,
        "status": "confirmed",
        "payment": "paid",
        "held_until": None,
    }
    assert [one["answer"] for one in copy["bookings"]] == ["Nuts,\n“not” at all", "My school"]
    await ana.says("/forget")
    await ana.says("forget me")
    assert await _left(stage, ana) == (0, 0)
    assert await _left(stage, cleo) == (1, 0)


@pytest.mark.both_databases
async def test_the_waiting_list_says_who_owes_an_answer(stage: Stage) -> None:
    bea, ana, cleo = (
        await stage.staff("Bea", "programs"),
        await stage.settled("Ana"),
        await stage.settled("Cleo"),
    )
    await published(stage)
    await needed(bea)
    await reserves(ana)
    await opens(cleo)
    await cleo.presses("Join the waiting list")
    cleo.sees(PAYER)  # asked now, so that nothing is in the way when a seat comes free
    await seat_list(bea, "Waiting")
    bea.sees("answer missing")
    await bea.presses("As a file")
    await bea.presses("Table (CSV)")
    head, row = _rows(bea.file(".csv"))
    assert (head[3:], row[4:]) == (["Since", "Answer missing", PAYER], ["yes", ""])


async def test_a_copy_has_the_seats_that_ended(stage: Stage) -> None:
    ana = await stage.settled("Ana")
    await published(stage)
    await reserves(ana)
    await ana.presses("Give it back")
    await ana.presses("Yes, give it back")
    (seat,) = (await ana.export())["seats"]
    assert (seat["status"], seat["confirmed_once_answered"]) == ("ended", False)


async def test_the_answer_of_one_confirms_nobody_elses_seat(stage: Stage) -> None:
    bea, ana, cleo = (
        await stage.staff("Bea", "programs"),
        await stage.settled("Ana"),
        await stage.settled("Cleo"),
    )
    await published(stage, seats=2)
    await needed(bea)
    for person in (ana, cleo):
        await reserves(person)
    for name in ("Ana", "Cleo"):
        await confirms(bea, name)
    await told(stage)
    await cleo.presses("Answer now")
    await cleo.says("My school")
    await told(stage)
    assert (ana.heard_of("is confirmed. It begins"), cleo.heard_of("is confirmed. It begins")) == (
        0,
        1,
    )


async def test_a_program_with_fewer_days_to_hold_never_shortens_a_hold(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await published(stage, hold_days=20)
    await needed(bea)
    await reserves(ana)
    assert stage.works is not None
    async with stage.works.begin() as work:
        draft = await editor.put(work, PROGRAM, "hold_days", "en", 1)
        await publishing.publish(work, OWNER, PROGRAM, draft.number)
    await confirms(bea, "Ana")
    await passes(stage, days=10)
    assert ana.heard_of("so it is free for others now") == 0


def _rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


async def _left(stage: Stage, person: Person) -> tuple[int, int]:
    """How many seats and answers of somebody there are."""
    assert stage.works is not None
    found: list[Any] = []
    async with stage.works.begin() as work:
        for table in ("seats", "booking_answers"):
            wanted = text(f"SELECT count(*) FROM {table} WHERE member_id = :who")
            found.append((await work.session.execute(wanted, {"who": person.id})).scalar_one())
    return found[0], found[1]
