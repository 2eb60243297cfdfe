"""What staff mark on a seat: the payment, and who is there on the day; and seats that they give."""

from __future__ import annotations

import asyncio

import pytest

from tests.dialogs.people import Person, Stage
from tests.dialogs.test_seats import TITLE, labels, opens, passes, published, seat_list


async def confirmed(stage: Stage, staff: Person, *people: Person) -> None:
    """These have a confirmed seat."""
    for one in people:
        await opens(one)
        await one.presses("Reserve a seat")
        await seat_list(staff, "Held")
        await staff.presses(stage.world.people[one.id].first_name)
        await staff.presses("Confirm the seat")


async def at_the_door(staff: Person) -> None:
    """Open the list at the door."""
    await seat_list(staff, "Confirmed")
    await staff.presses("Check in")


@pytest.mark.both_databases
async def test_a_payment_is_marked_by_whom_and_can_be_marked_anew(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    olga = await stage.owner()
    await published(stage)
    await opens(ana)
    await ana.presses("Reserve a seat")
    await seat_list(bea, "Held")
    await bea.presses("Ana")
    bea.sees("Not marked as paid.")
    message, paid = bea.button("Mark as paid")
    await bea.presses("Mark as paid")
    bea.sees("Paid (marked by Bea")
    await bea.taps(message.message_id, paid)
    assert bea.toasts()[-1] == "It is marked so already. This is how it stands."
    await bea.presses("Waive the payment")
    bea.sees("Payment waived (marked by Bea")
    await bea.presses("‹ Back")
    bea.sees("payment waived")
    await olga.says("/audit")
    olga.sees("marked the payment of Ana (Foundations for Leadership): waived")
    olga.sees("marked the payment of Ana (Foundations for Leadership): paid")


async def test_who_waits_has_nothing_to_pay(stage: Stage) -> None:
    bea, ana, cleo = (
        await stage.staff("Bea", "programs"),
        await stage.settled("Ana"),
        await stage.settled("Cleo"),
    )
    await published(stage)
    await opens(ana)
    await ana.presses("Reserve a seat")
    await seat_list(bea, "Held")
    await bea.presses("Ana")
    message, paid = bea.button("Mark as paid")
    await opens(ana)
    await ana.presses("My seat")
    await ana.presses("Give it back")
    await ana.presses("Yes, give it back")
    await bea.taps(message.message_id, paid)
    bea.sees("Foundations for Leadership: seats")
    await opens(cleo)
    await cleo.presses("Reserve a seat")
    await opens(ana)
    await ana.presses("Join the waiting list")
    await seat_list(bea, "Waiting")
    await bea.presses("Ana")
    assert not {"Mark as paid", "Waive the payment"} & set(labels(bea))


async def test_at_the_door_a_tap_marks_who_is_there_and_another_undoes_it(stage: Stage) -> None:
    bea, ana, zoe = (
        await stage.staff("Bea", "programs"),
        await stage.settled("Ana"),
        await stage.settled("Zoe"),
    )
    await published(stage, seats=3)
    await confirmed(stage, bea, zoe, ana)
    await at_the_door(bea)
    bea.sees("0 of 2 are here")
    assert labels(bea) == ["Ana", "Zoe", "‹ Back"]
    await bea.presses("Zoe")
    bea.sees("1 of 2 are here")
    await bea.presses("Ana")
    bea.sees("2 of 2 are here")
    await bea.presses("✓ Zoe")
    bea.sees("1 of 2 are here")
    await seat_list(bea, "Confirmed")
    await bea.presses("Ana")
    bea.sees("Here since")


@pytest.mark.both_databases
async def test_two_of_the_staff_at_one_door(stage: Stage) -> None:
    bea, dora = await stage.staff("Bea", "programs"), await stage.staff("Dora", "programs")
    people = [await stage.settled(name) for name in ("Ana", "Cleo", "Zoe")]
    await published(stage, seats=3)
    await confirmed(stage, bea, *people)
    await at_the_door(bea)
    await at_the_door(dora)
    taps = [(one, *one.button(name)) for one in (bea, dora) for name in ("Ana", "Cleo")]
    await asyncio.gather(*(one.taps(message.message_id, data) for one, message, data in taps))
    # Nobody's tap undid the other's, and each sees what both did.
    await at_the_door(dora)
    dora.sees("2 of 3 are here")
    assert "It is marked so already. This is how it stands." in bea.toasts() + dora.toasts()


async def test_who_gave_back_is_not_expected_any_more(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await published(stage)
    await confirmed(stage, bea, ana)
    await at_the_door(bea)
    message, data = bea.button("Ana")
    await opens(ana)
    await ana.presses("My seat")
    await ana.presses("Give it back")
    await ana.presses("Yes, give it back")
    await bea.taps(message.message_id, data)
    bea.sees("Nobody has a confirmed seat.")


@pytest.mark.both_databases
async def test_a_seat_is_given_to_somebody_found_by_name(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await published(stage)
    await seat_list(bea, "Held")
    await bea.presses("Give somebody a seat")
    bea.sees("1 seat is free.")
    await bea.says("ana")
    await bea.presses("Ana")
    bea.sees("Give Ana a confirmed seat in Foundations for Leadership?")
    message, yes = bea.button("Yes, give it")
    await bea.presses("Yes, give it")
    assert bea.toasts()[-1] == "Given. They are told."
    bea.sees("1. Ana")
    await bea.taps(message.message_id, yes)
    assert bea.toasts()[-1] == "They have a seat already."
    await passes(stage, seconds=5)
    await stage.send()
    ana.hears("SoL has given you a seat in Foundations for Leadership.")
    assert ana.heard_of("SoL has given you a seat") == 1
    assert ana.file(".ics")
    await ana.presses("My seat")
    ana.sees("Your seat is confirmed.")


@pytest.mark.both_databases
async def test_no_more_seats_are_given_than_there_are(stage: Stage) -> None:
    bea, ana, cleo = (
        await stage.staff("Bea", "programs"),
        await stage.settled("Ana"),
        await stage.settled("Cleo"),
    )
    dora = await stage.staff("Dora", "programs")
    await published(stage)
    yes = []
    for staff, person in ((bea, ana), (dora, cleo)):
        await seat_list(staff, "Held")
        await staff.presses("Give somebody a seat")
        await staff.says(str(person.id))
        await staff.presses(stage.world.people[person.id].first_name)
        yes.append((staff, *staff.button("Yes, give it")))
    await asyncio.gather(*(one.taps(message.message_id, data) for one, message, data in yes))
    said = [one.toasts()[-1] for one in (bea, dora)]
    assert said.count("Given. They are told.") == 1
    await seat_list(bea, "Confirmed")
    bea.sees("1 seat: 1 confirmed, 0 held, 0 free")


async def test_who_waits_is_given_the_seat_and_waits_no_more(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await published(stage, joining="application", seats=2)
    await opens(ana)
    await ana.presses("Apply for a seat")
    await seat_list(bea, "Waiting")
    await bea.presses("Give somebody a seat")
    bea.sees("1 person waits.")
    await bea.says("Ana")
    await bea.presses("Ana")
    await bea.presses("Yes, give it")
    bea.sees("1 confirmed, 0 held, 1 free; 0 waiting")


async def test_a_member_and_a_helper_mark_nothing(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await published(stage)
    await confirmed(stage, bea, ana)
    await at_the_door(bea)
    _, present = bea.button("Ana")
    seat = present.split(":")[1]
    helper = await stage.staff("Hugo", "helper")
    for person in (ana, helper):
        await person.says("/help")
        number = person.heard()[-1].message_id
        for tap in (present, f"ssp:{seat}:paid", f"ssgy:{TITLE}:{ana.id}"):
            await person.taps(number, tap)
    await at_the_door(bea)
    bea.sees("0 of 1 are here")


async def test_fewer_seats_than_are_given_is_said_before_it_is_published(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    dan = await stage.settled("Dan")
    await published(stage, seats=2)
    for person in (ana, dan):
        await opens(person)
        await person.presses("Reserve a seat")
    await bea.says("/program")
    await bea.presses(TITLE)
    await bea.presses("Edit")
    await bea.presses("Seats")
    await bea.says("1")
    await bea.says("/program")
    await bea.presses(TITLE)
    await bea.presses("Publish")
    bea.sees("Fewer seats than are given: 2 people have a seat, and there would be 1.")
    bea.sees("Nobody loses theirs by this")
    await bea.presses("Yes, publish it")
    await opens(dan)
    await dan.presses("My seat")
    dan.sees("A seat is held for you")
