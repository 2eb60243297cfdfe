"""Lists that give seats, in their order and as far as there are free ones; and lists of who is interested."""

from __future__ import annotations

import pytest

from tests.dialogs.announcing import composed, tried
from tests.dialogs.people import Person, Stage
from tests.dialogs.test_booking_questions import asked
from tests.dialogs.test_lists_coming_in import known
from tests.dialogs.test_seats import TITLE, labels, opens, passes, published, seat_list


async def brings(staff: Person, words: str) -> None:
    """Send a list of who should have a seat."""
    await staff.says("/program")
    await staff.presses(TITLE)
    await staff.presses("Seats")
    await staff.presses("Give seats by a list")
    staff.sees("Seats go in the order of your list")
    await staff.says(words)


async def told(stage: Stage) -> None:
    stage.clock.forward(seconds=5)
    await stage.send()


async def people(stage: Stage, *names: str) -> list[Person]:
    return [await known(stage, name, f"{name.lower()}_writes") for name in names]


@pytest.mark.both_databases
async def test_seats_go_in_the_order_of_the_list_and_the_rest_can_wait(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    ana, cleo, dan, eve = await people(stage, "Ana", "Cleo", "Dan", "Eve")
    await published(stage, seats=2)
    await brings(bea, "@eve_writes\n@dan_writes\n@cleo_writes\n@anna_writes\n@ana_writes")
    bea.sees("4 people were found")
    bea.sees("@anna_writes (near: Ana (@ana_writes)")
    bea.sees("There is room for 2 of them, the first on your list. 2 no longer fit")
    await bea.presses("Give seats to these 2")
    bea.sees("2 people have been given seats. There was no room for 2 more")
    await told(stage)
    for person in (eve, dan):
        assert person.heard_of("SoL has given you a seat in") == 1
    for person in (ana, cleo):
        assert person.heard_of("SoL has given you a seat in") == 0
    await bea.presses("Put these 2 on the waiting list")
    bea.sees("2 people were put on the waiting list")
    await told(stage)
    assert cleo.heard_of("SoL has put you on the waiting list of") == 1
    await opens(ana)
    await ana.presses("My seat")
    ana.sees("You are number 2 on the waiting list")
    await bea.presses("Take it back")
    bea.sees("as it was before for 2 people")
    await told(stage)
    assert ana.heard_of("SoL took your name off the list of") == 1
    await opens(ana)
    assert "My seat" not in labels(ana)


async def test_where_none_is_free_the_waiting_list_is_offered_at_once(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    ana, cleo = await people(stage, "Ana", "Cleo")
    await published(stage)
    await opens(ana)
    await ana.presses("Reserve a seat")
    await seat_list(bea, "Held")
    await bea.presses("Ana")
    await bea.presses("Confirm the seat")
    await brings(bea, "@ana_writes @cleo_writes")
    bea.sees("it is so already for 1")
    bea.sees("No seat is free.")
    await bea.presses("Put these 1 on the waiting list")
    await told(stage)
    cleo.hears("SoL has put you on the waiting list of")


@pytest.mark.both_databases
async def test_taking_back_leaves_each_where_they_were(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    ana, cleo, dan, eve = await people(stage, "Ana", "Cleo", "Dan", "Eve")
    await published(stage)
    await opens(ana)
    await ana.presses("Reserve a seat")  # held
    for person in (cleo, eve):
        await opens(person)
        await person.presses("Join the waiting list")
    await published(stage, seats=3, joining="application")
    await brings(bea, "@ana_writes @cleo_writes @dan_writes")
    bea.sees("3 people were found")
    await bea.presses("Give seats to these 3")
    await told(stage)
    for person in (ana, cleo, dan):
        assert person.heard_of("SoL has given you a seat in") == 1
    await bea.presses("Take it back")
    bea.sees("as it was before for 3 people")
    await told(stage)
    assert ana.heard_of("is not confirmed any more. It is held for you as before") == 1
    assert cleo.heard_of("has been taken back. You are on the waiting list again") == 1
    assert dan.heard_of("SoL has cancelled your seat in") == 1
    await seat_list(bea, "Waiting")
    bea.sees("1. Cleo")
    bea.sees("2. Eve")
    await seat_list(bea, "Held")
    bea.sees("1. Ana")
    await passes(stage, days=4)
    assert ana.heard_of("so it is free for others now") == 1
    await brings(bea, "@ana_writes")
    await bea.presses("Give seats to these 1")
    await told(stage)
    assert ana.heard_of("SoL has given you a seat in") == 2


async def test_who_gave_theirs_back_meanwhile_is_left_alone(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    ana, cleo = await people(stage, "Ana", "Cleo")
    await published(stage, seats=2)
    await brings(bea, "@ana_writes @cleo_writes")
    await bea.presses("Give seats to these 2")
    back = bea.button("Take it back")
    await opens(ana)
    await ana.presses("My seat")
    await ana.presses("Give it back")
    await ana.presses("Yes, give it back")
    await bea.taps(back[0].message_id, back[1])
    bea.sees("as it was before for 1 person; the others had changed it themselves")
    await told(stage)
    assert ana.heard_of("SoL has cancelled your seat in") == 0
    assert cleo.heard_of("SoL has cancelled your seat in") == 1


async def test_an_answer_that_is_needed_is_waited_for(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    (ana,) = await people(stage, "Ana")
    await published(stage, seats=2)
    await asked(bea, "Who pays?")
    await bea.presses("It must be answered")
    await brings(bea, "@ana_writes")
    await bea.presses("Give seats to these 1")
    await told(stage)
    await ana.presses("Answer now")
    await ana.says("My school")
    await told(stage)
    ana.hears("is confirmed. It begins")
    await brings(bea, "@ana_writes")
    bea.sees("it is so already for 1")


@pytest.mark.both_databases
async def test_seats_filled_meanwhile_are_not_given_twice(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    ana, cleo = await people(stage, "Ana", "Cleo")
    await published(stage)
    await brings(bea, "@cleo_writes")
    yes = bea.button("Give seats to these 1")
    await opens(ana)
    await ana.presses("Reserve a seat")
    await bea.taps(yes[0].message_id, yes[1])
    bea.sees("0 people have been given seats. There was no room for 1 more")
    await bea.presses("Put these 1 on the waiting list")
    await told(stage)
    cleo.hears("SoL has put you on the waiting list of")


async def test_no_seats_can_be_given_by_a_list_that_was_overtaken(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    await people(stage, "Ana")
    await published(stage, seats=2)
    await brings(bea, "@ana_writes")
    yes = bea.button("Give seats to these 1")
    await published(stage, seats=None)
    await bea.taps(yes[0].message_id, yes[1])
    assert "seats" in bea.toasts()[-1].lower()
    await published(stage, seats=2)
    await bea.taps(yes[0].message_id, yes[1])
    bea.sees("1 person has been given a seat")


@pytest.mark.both_databases
async def test_people_are_added_to_who_is_interested_and_taken_off(stage: Stage) -> None:
    bea = await stage.staff("Bea", "announcements")
    ana, cleo = await people(stage, "Ana", "Cleo")
    await composed(bea, "We begin in May.")
    await bea.presses("Buttons")
    await bea.presses("+ I'm interested")
    await bea.presses("‹ Back")
    await tried(stage, bea)
    await bea.presses("Send it")
    await stage.settle()
    await ana.presses("I'm interested")
    await bea.presses("Refresh")
    await bea.presses("Who is interested")
    await bea.presses("Add people by a list")
    bea.sees("Interested in no. 1: who else is?")
    await bea.says("@ana_writes @cleo_writes")
    bea.sees("2 people were found; it is so already for 1")
    await bea.presses("Add these 1")
    bea.sees("1 person was added")
    await told(stage)
    cleo.hears("SoL has noted that you are interested")
    assert ana.heard_of("SoL has noted that you are interested") == 0
    assert len((await cleo.export())["interests"]) == 1
    await bea.presses("Take it back")
    assert (await cleo.export())["interests"] == []
    assert len((await ana.export())["interests"]) == 1


async def test_a_member_brings_no_list(stage: Stage) -> None:
    ana = await stage.settled("Ana")
    await published(stage)
    await ana.says("/help")
    for tap in ("ssl:foundations-for-leadership", "bcil:1"):
        await ana.taps(ana.heard()[-1].message_id, tap)
        assert "Seats go in the order" not in ana.last()
