"""Seats: reserved, held, confirmed, lapsed; the waiting list; the calendar and reminders. Never overbooked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from solbot.db.tables import Member, Seat
from solbot.programs.editor import publishing
from solbot.programs.editor import service as editor
from solbot.programs.seats import confirming, looking
from solbot.programs.seats import service as seats
from tests.dialogs.announcing import tried
from tests.dialogs.people import OWNER, Person, Stage

PROGRAM = "foundations-for-leadership"
TITLE = "Foundations for Leadership"
# Ten in the morning in New York is four in the afternoon in Madrid.
FACTS: dict[str, Any] = {
    "starts": "2027-03-01T10:00",
    "ends": "2027-03-03T17:00",
    "zone": "America/New_York",
    "joining": "open",
    "hold_days": 3,
    "seats": 1,
}


async def published(stage: Stage, **facts: Any) -> None:
    """The program with these facts, as staff would have written them."""
    assert stage.works is not None
    async with stage.works.begin() as work:
        for name, value in {**FACTS, **facts}.items():
            draft = await editor.put(work, PROGRAM, name, "en", value)
        await publishing.publish(work, OWNER, PROGRAM, draft.number)
    stage.clock.forward(seconds=5)
    await stage.send()


async def opens(person: Person) -> None:
    """Look at the program."""
    await person.says(f"/start p-{PROGRAM}")


async def seat_list(staff: Person, status: str) -> None:
    """Look at the seats of a status as staff."""
    await staff.says("/program")
    await staff.presses(TITLE)
    await staff.presses("Seats")
    if f"\n{status}\n" not in staff.shown():
        label = next(one for one in labels(staff) if one.startswith(f"{status} ("))
        await staff.presses(label)


def labels(person: Person) -> list[str]:
    """What the message that was sent or edited last offers."""
    message = person.stage.world.find(person.id, person.stage.shown[person.id])
    assert message is not None
    return [button["text"] for row in message.keyboard or [] for button in row]


async def next_moment(stage: Stage) -> datetime | None:
    """When there is something to do for seats next."""
    assert stage.works is not None
    async with stage.works.begin() as work:
        return await looking.next_moment(work)


async def passes(stage: Stage, **span: float) -> None:
    """Let time pass, and what is due happen."""
    stage.clock.forward(**span)
    await stage.tick()


@pytest.mark.both_databases
async def test_a_seat_is_held_confirmed_and_goes_into_the_calendar(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await published(stage)
    await opens(ana)
    ana.sees("Seats: 1 free of 1")
    await ana.presses("Reserve a seat")
    ana.sees("A seat is held for you until Thursday 26 November")
    await seat_list(bea, "Held")
    bea.sees("1. Ana")
    await bea.presses("Ana")
    await bea.presses("Confirm the seat")
    bea.sees("Their seat is confirmed")
    stage.clock.forward(seconds=5)
    await stage.send()
    ana.hears("Your seat in Foundations for Leadership is confirmed")
    ana.hears("Monday 1 March 2027, 16:00 by your clock")
    event: Any = Calendar.from_ical(ana.file(".ics").decode()).walk("VEVENT")[0]
    assert event["DTSTART"].dt.astimezone(UTC) == datetime(2027, 3, 1, 15, tzinfo=UTC)
    assert event["SUMMARY"] == TITLE
    await ana.presses("My seat")
    ana.sees("Your seat is confirmed.")
    await ana.presses("For my calendar")
    assert ana.heard()[-1].file_name == f"{PROGRAM}.ics"


@pytest.mark.both_databases
async def test_the_waiting_list_moves_up_by_itself(stage: Stage) -> None:
    ana, bea, cleo = [await stage.settled(name) for name in ("Ana", "Bea", "Cleo")]
    await published(stage)
    await opens(ana)
    await ana.presses("Reserve a seat")
    for number, person in enumerate((bea, cleo), 1):
        await opens(person)
        person.sees("none free just now")
        await person.presses("Join the waiting list")
        person.sees(f"You are number {number} on the waiting list")
    await ana.presses("Give it back")
    await ana.presses("Yes, give it back")
    ana.sees("you have no seat in")
    stage.clock.forward(seconds=5)
    await stage.send()
    bea.hears("A seat in Foundations for Leadership has come free for you")
    await cleo.presses("See the program")
    await cleo.presses("My seat")
    cleo.sees("You are number 1 on the waiting list")


@pytest.mark.both_databases
async def test_a_held_seat_is_reminded_of_and_lapses(stage: Stage) -> None:
    ana, bea = await stage.settled("Ana"), await stage.settled("Bea")
    await published(stage)
    await opens(ana)
    await ana.presses("Reserve a seat")
    reserved = stage.clock.at
    assert await next_moment(stage) == reserved + timedelta(days=2)
    await opens(bea)
    await bea.presses("Join the waiting list")
    await passes(stage, days=2, minutes=1)
    assert await next_moment(stage) == reserved + timedelta(days=3)
    assert ana.heard_of("is held until Thursday 26 November") == 1
    await passes(stage, hours=1)
    assert ana.heard_of("is held until Thursday 26 November") == 1
    await passes(stage, days=1)
    assert ana.heard_of("and it was not confirmed, so it is free for others now") == 1
    assert bea.heard_of("has come free for you. It is held until Sunday 29 November") == 1
    await passes(stage, minutes=5)
    assert ana.heard_of("and it was not confirmed, so it is free for others now") == 1


@pytest.mark.both_databases
async def test_staff_move_up_release_and_find_no_free_seat(stage: Stage) -> None:
    staff = await stage.staff("Sam", "programs")
    ana, bea, cleo = [await stage.settled(name) for name in ("Ana", "Bea", "Cleo")]
    await published(stage)
    for person, label in ((ana, "Reserve a seat"), (bea, None), (cleo, None)):
        await opens(person)
        await person.presses(label or "Join the waiting list")
    await seat_list(staff, "Waiting")
    await staff.presses("Cleo")
    await staff.presses("Hold a seat for them")
    assert staff.toasts()[-1].startswith("There is no free seat")
    await published(stage, seats=2, joining="application")
    await staff.presses("Hold a seat for them")
    staff.sees("A seat is held for them")
    await staff.presses("Release")
    await staff.presses("Yes, release it")
    stage.clock.forward(seconds=5)
    await stage.send()
    stage.clock.forward(seconds=5)
    await stage.send()
    cleo.hears("SoL has cancelled your seat")
    await seat_list(staff, "Waiting")
    staff.sees("1. Bea")


async def test_an_application_is_for_staff_to_decide(stage: Stage) -> None:
    staff, ana = await stage.staff("Sam", "programs"), await stage.settled("Ana")
    await published(stage, joining="application", seats=5)
    await opens(ana)
    await ana.presses("Apply for a seat")
    ana.sees("Your application is noted")
    await passes(stage, minutes=2)
    assert ana.heard_of("has come free for you") == 0
    await seat_list(staff, "Waiting")
    await staff.presses("Ana")
    await staff.presses("Hold a seat for them")
    stage.clock.forward(seconds=5)
    await stage.send()
    ana.hears("A seat in Foundations for Leadership has come free for you")


@pytest.mark.parametrize(
    "facts",
    [{"joining": "invitation"}, {"seats": None}, {"starts": "2026-11-01T10:00", "ends": None}],
)
async def test_what_is_not_offered_can_not_be_reserved_by_an_old_button(
    stage: Stage, facts: dict[str, Any]
) -> None:
    ana = await stage.settled()
    await published(stage)
    await opens(ana)
    _, data = ana.button("Reserve a seat")
    await published(stage, **facts)
    await ana.taps(ana.heard()[-1].message_id, data)
    assert ana.toasts()[-1].startswith("Seats are not given out here just now")
    assert "Reserve a seat" not in labels(ana)


@pytest.mark.both_databases
async def test_a_second_tap_gives_no_second_seat(stage: Stage) -> None:
    ana = await stage.settled()
    await published(stage, seats=5)
    await opens(ana)
    message, data = ana.button("Reserve a seat")
    await ana.taps(message.message_id, data)
    await ana.taps(message.message_id, data)
    await opens(ana)
    ana.sees("Seats: 4 free of 5")


@pytest.mark.both_databases
async def test_fifty_people_at_once_get_seven_seats(stage: Stage) -> None:
    free = 7
    await published(stage, seats=free)
    people = [stage.person(f"P{number}") for number in range(50)]
    assert stage.works is not None
    async with stage.works.begin() as work:
        for person in people:
            work.session.add(
                Member(
                    id=person.id,
                    state="active",
                    created_at=work.now,
                    consented_at=work.now,
                    onboarded_at=work.now,
                    name=f"P{person.id}",
                    language="en",
                    zone="Europe/Madrid",
                )
            )
    for person in people:
        stage.world.say(person.id, f"/start p-{PROGRAM}")
    await stage.quiet()
    for person in people:
        message, data = person.button("Reserve a seat")
        stage.world.press(person.id, message.message_id, data)
        stage.world.press(person.id, message.message_id, data)
    await stage.quiet()
    held = [person for person in people if "A seat is held for you" in person.shown()]
    waiting = [person for person in people if "on the waiting list" in person.shown()]
    assert (len(held), len(waiting)) == (free, 50 - free)
    places = sorted(int(person.shown().split("number ")[1].split()[0]) for person in waiting)
    assert places == list(range(1, 50 - free + 1))


@pytest.mark.both_databases
async def test_five_thousand_people_wait(stage: Stage) -> None:
    staff = await stage.staff("Sam", "programs")
    await published(stage)
    assert stage.works is not None
    async with stage.works.begin() as work:
        for number in range(5001):
            person = 500_000 + number
            work.session.add(
                Member(
                    id=person, state="active", created_at=work.now, name=f"P{number}", zone="UTC"
                )
            )
            work.session.add(
                Seat(
                    program_id=PROGRAM,
                    member_id=person,
                    status="waiting" if number else "held",
                    since=work.now,
                    held_until=None if number else work.now.replace(year=2027),
                    created_at=work.now,
                )
            )
            if number % 500 == 0:
                await work.session.flush()
    await seat_list(staff, "Waiting")
    staff.sees("5,000 waiting")
    staff.sees("10. P10")
    await staff.presses("Next page ›")
    staff.sees("11. P11")
    await staff.taps(staff.heard()[-1].message_id, f"sst:{PROGRAM}:waiting:499")
    staff.sees("5,000. P5000")
    assert "Next page ›" not in labels(staff)
    ana = await stage.settled()
    await opens(ana)
    await ana.presses("Join the waiting list")
    ana.sees("You are number 5,001 on the waiting list")


@pytest.mark.both_databases
async def test_reminders_come_by_the_holder_s_clock(stage: Stage) -> None:
    ana, bea = await stage.settled("Ana"), await stage.settled("Bea", zone="Asia/Tokyo")
    await published(stage, seats=5)
    for person in (ana, bea):
        await opens(person)
        await person.presses("Reserve a seat")
        standing = None
        assert stage.works is not None
        async with stage.works.begin() as work:
            standing = await seats.of_member(work, person.id)
            await confirming.confirm(work, OWNER, standing[0].id)
    words = "begins on Monday 1 March, 16:00 by your clock"
    # In Tokyo, two weeks before the second of March there, ten o'clock comes first.
    assert await next_moment(stage) == datetime(2027, 2, 15, 9, 0, tzinfo=UTC)
    for at, times in (
        (datetime(2027, 2, 15, 8, 59, tzinfo=UTC), 0),
        (datetime(2027, 2, 15, 9, 0, tzinfo=UTC), 1),
        (datetime(2027, 2, 15, 9, 1, tzinfo=UTC), 1),
        (datetime(2027, 2, 27, 9, 0, tzinfo=UTC), 2),
        (datetime(2027, 3, 1, 7, 0, tzinfo=UTC), 3),
        (datetime(2027, 3, 1, 9, 0, tzinfo=UTC), 3),
    ):
        stage.clock.set(at)
        await stage.settle()
        assert ana.heard_of(words) == times, at
    # In Tokyo it begins at midnight: the last morning is that of the day before.
    assert bea.heard_of("begins on Tuesday 2 March, 00:00 by your clock") == 0


async def test_whoever_has_a_seat_is_told_when_it_moves(stage: Stage) -> None:
    ana, bea = await stage.settled("Ana"), await stage.settled("Bea")
    await published(stage)
    await opens(ana)
    await ana.presses("Reserve a seat")
    await opens(bea)
    await bea.presses("Join the waiting list")
    await published(stage, starts="2027-03-02T10:00")
    assert ana.heard_of("Tuesday 2 March 2027, 16:00 by your clock") == 1
    assert bea.heard_of("has changed. As it stands now") == 0


@pytest.mark.both_databases
async def test_a_seat_of_somebody_erased_goes_to_the_next(stage: Stage) -> None:
    ana, bea = await stage.settled("Ana"), await stage.settled("Bea")
    await published(stage)
    await opens(ana)
    await ana.presses("Reserve a seat")
    await opens(bea)
    await bea.presses("Join the waiting list")
    await ana.says("/forget")
    ana.hears(f"go to the next person: {TITLE}.")
    await ana.says("forget me")
    await passes(stage, minutes=2)
    assert bea.heard_of("A seat in Foundations for Leadership has come free for you") == 1


async def test_a_stranger_is_asked_for_consent_before_a_seat(stage: Stage) -> None:
    ana = stage.person("Ana")
    await published(stage)
    await opens(ana)
    await ana.presses("Reserve a seat")
    ana.hears("To remember this for you I need your consent")
    await ana.presses("Begin")
    await ana.presses("Yes, let us begin")
    await opens(ana)
    assert ana.heard_of("Seats: 1 free of 1") == 2


async def test_staff_write_to_all_who_have_a_seat_and_to_nobody_else(stage: Stage) -> None:
    staff = await stage.staff("Sam", "programs")
    ana, bea = await stage.settled("Ana"), await stage.settled("Bea")
    await published(stage)
    for person, label in ((ana, "Reserve a seat"), (bea, "Join the waiting list")):
        await opens(person)
        await person.presses(label)
    await seat_list(staff, "Held")
    await staff.presses("Write to all who have a seat")
    await staff.says("We meet at the back door.")
    staff.sees("Goes to: 1 person")
    await tried(stage, staff)
    await staff.presses("Send it")
    await stage.settle()
    assert ana.heard_of("We meet at the back door.") == 1
    assert bea.heard_of("We meet at the back door.") == 0
