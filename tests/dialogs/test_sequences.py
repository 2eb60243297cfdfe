"""Sequences: so many days before or after a date, at each reader's own hour, once, and never late."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, time, timedelta

import pytest

from solbot.announcements.sequences import sending
from solbot.announcements.sequences import service as sequences
from solbot.coaching.rhythm import service as schedule
from solbot.db.tables import Member
from solbot.programs.cohorts import service as cohorts
from solbot.unit_of_work import UnitsOfWork
from tests.dialogs.people import OWNER, Person, Stage
from tests.dialogs.test_seats import PROGRAM, TITLE, opens, published

# It is Monday 23 November 2026, 9:00 in Madrid.
FIRST, LAST = date(2026, 12, 7), date(2026, 12, 18)
WORDS = "Bring a stone, {name|friend}."


async def practises(stage: Stage, name: str, zone: str = "Europe/Madrid") -> Person:
    """Somebody who is asked in the evening, so that nothing is open in the morning."""
    person = await stage.settled(name, zone)
    assert stage.works is not None
    async with stage.works.begin() as work:
        member = await work.session.get(Member, person.id)
        assert member is not None
        await schedule.set_rhythm(work, member, schedule.EVERY_DAY, [time(21)])
    return person


async def cohort(stage: Stage, *people: Person, first: date = FIRST, last: date = LAST) -> int:
    """A cohort with these people in it."""
    assert stage.works is not None
    async with stage.works.begin() as work:
        run = await cohorts.create(work, OWNER, PROGRAM, "Autumn", first, last, "Europe/Madrid")
        await cohorts.add(work, OWNER, run.id, [one.id for one in people])
    await stage.settle()
    return run.id


async def joins(stage: Stage, run: int, person: Person) -> None:
    """Be added to a cohort."""
    assert stage.works is not None
    async with stage.works.begin() as work:
        await cohorts.add(work, OWNER, run, [person.id])


async def begun(staff: Person) -> None:
    """A sequence for the cohort, its page on the screen."""
    await staff.says("/broadcast")
    await staff.presses("Sequences")
    await staff.presses("A new sequence")
    await staff.presses("Autumn")


async def added(staff: Person, way: str, days: str, hour: str, words: str = WORDS) -> None:
    """A message more, from the sequence's page and back to it."""
    await staff.presses("Add a message")
    await staff.presses(way)
    if days:
        await staff.says(days)
    await staff.says(hour)
    await staff.says(words)
    await staff.presses("‹ Back")


async def started(staff: Person) -> None:
    """The sequence on the screen runs."""
    await staff.presses("Start it")
    await staff.presses("Yes, start it")


async def until(stage: Stage, moment: datetime) -> None:
    """Let time pass to a moment (UTC), and what is due happen."""
    stage.clock.forward(seconds=(moment - stage.clock()).total_seconds())
    await stage.tick()
    await stage.settle()


def utc(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


@pytest.mark.both_databases
async def test_it_comes_days_before_by_each_ones_own_clock_and_once(stage: Stage) -> None:
    olga, ana = await stage.owner(), await practises(stage, "Ana")
    kim = await practises(stage, "Kim", zone="Asia/Tokyo")
    await cohort(stage, ana, kim)
    await begun(olga)
    olga.sees("This sequence is not started. Nobody gets anything yet.")
    await added(olga, "Before the first day", "2", "9:30")
    olga.sees("2 days before the first day, 09:30")
    olga.sees("2 people get it")
    await started(olga)
    olga.sees("This sequence is running.")
    day = FIRST - timedelta(days=2)
    await until(stage, utc(day, 0, 29))
    assert kim.heard_of("Bring a stone") == 0
    await until(stage, utc(day, 0, 31))
    kim.hears("Bring a stone, Kim.")
    assert ana.heard_of("Bring a stone") == 0
    await until(stage, utc(day, 8, 31))
    ana.hears("Bring a stone, Ana.")
    await until(stage, utc(day, 12))
    await stage.stop()
    await stage.start()
    await until(stage, utc(FIRST, 12))
    assert (ana.heard_of("Bring a stone"), kim.heard_of("Bring a stone")) == (1, 1)
    await olga.says("/broadcast")
    await olga.presses("Sequences")
    await olga.presses("Autumn")
    olga.sees("2 people have it")


@pytest.mark.both_databases
async def test_what_is_late_is_skipped_and_never_flushed(stage: Stage) -> None:
    olga, ana = await stage.owner(), await practises(stage, "Ana")
    await cohort(stage, ana)
    await begun(olga)
    await added(olga, "On the first day", "", "9", "Come at ten.")
    await added(olga, "On the first day", "", "12", "Lunch.")
    await started(olga)
    await stage.stop()
    stage.clock.forward(seconds=(utc(FIRST, 12, 0) - stage.clock()).total_seconds())
    await stage.start()
    await stage.settle()
    assert ana.heard_of("Come at ten.") == 0
    # An hour late is in time.
    ana.hears("Lunch.")


@pytest.mark.both_databases
async def test_quiet_hours_and_a_pause_are_kept(stage: Stage) -> None:
    olga, ana, cleo = (
        await stage.owner(),
        await practises(stage, "Ana"),
        await practises(stage, "Cleo"),
    )
    assert stage.works is not None
    async with stage.works.begin() as work:
        member = await work.session.get(Member, ana.id)
        assert member is not None
        member.quiet_hours = "22:00-11:00"
    await cleo.says("/pause")
    await cleo.presses("Until I say")
    await cohort(stage, ana, cleo)
    await begun(olga)
    await added(olga, "On the first day", "", "9")
    await started(olga)
    await until(stage, utc(FIRST, 9, 59))
    assert ana.heard_of("Bring a stone") == 0
    await until(stage, utc(FIRST, 10, 1))
    ana.hears("Bring a stone")
    assert cleo.heard_of("Bring a stone") == 0


@pytest.mark.both_databases
async def test_who_joins_later_gets_what_is_to_come_and_who_left_nothing(stage: Stage) -> None:
    olga, ana, cleo = (
        await stage.owner(),
        await practises(stage, "Ana"),
        await practises(stage, "Cleo"),
    )
    run = await cohort(stage, ana)
    await begun(olga)
    await added(olga, "Before the first day", "3", "9", "Three days.")
    await added(olga, "Before the first day", "1", "9", "One day.")
    await added(olga, "On the day somebody joins", "", "9", "Welcome, {name|friend}.")
    await started(olga)
    await until(stage, utc(FIRST - timedelta(days=3), 9))
    ana.hears("Three days.")
    assert ana.heard_of("Welcome") == 0  # Ana was there before it was started
    await joins(stage, run, cleo)
    assert stage.works is not None
    async with stage.works.begin() as work:
        await cohorts.take_out(work, OWNER, run, ana.id)
    await until(stage, utc(FIRST - timedelta(days=2), 8, 1))
    cleo.hears("Welcome, Cleo.")
    await until(stage, utc(FIRST - timedelta(days=1), 8, 1))
    cleo.hears("One day.")
    assert cleo.heard_of("Three days.") == 0
    assert ana.heard_of("One day.") == 0


@pytest.mark.both_databases
async def test_a_day_that_is_moved_takes_along_what_is_to_come(stage: Stage) -> None:
    olga, ana = await stage.owner(), await practises(stage, "Ana")
    await cohort(stage, ana)
    await begun(olga)
    await added(olga, "Before the first day", "7", "9", "A week.")
    await added(olga, "Before the first day", "2", "9", "Two days.")
    await added(olga, "Before the first day", "1", "9", "One day.")
    await started(olga)
    await until(stage, utc(FIRST - timedelta(days=7), 8, 1))
    ana.hears("A week.")
    # To three days from now: what comes two days before is tomorrow, by then.
    await olga.says("/program")
    await olga.presses(TITLE)
    await olga.presses("Cohorts")
    await olga.presses("Autumn")
    await olga.presses("First day")
    moved = FIRST - timedelta(days=4)
    await olga.says(moved.isoformat())
    olga.sees("What was sent stays sent.")
    olga.sees("2 days before the first day, 09:00: 1 person, now from Tue 1 Dec, 09:00")
    await olga.presses("Move the day")
    olga.sees("Thu 3 Dec 2026 to")
    await until(stage, utc(moved - timedelta(days=2), 8, 1))
    ana.hears("Two days.")
    await until(stage, utc(moved - timedelta(days=1), 8, 1))
    await until(stage, utc(FIRST + timedelta(days=1), 8))
    assert [ana.heard_of(one) for one in ("A week.", "Two days.", "One day.")] == [1, 1, 1]


async def test_a_day_moved_past_its_messages_says_what_is_skipped_first(stage: Stage) -> None:
    olga, ana = await stage.owner(), await practises(stage, "Ana")
    await cohort(stage, ana)
    await begun(olga)
    await added(olga, "Before the first day", "10", "9", "Ten days.")
    await added(olga, "Before the first day", "1", "9", "One day.")
    await started(olga)
    await olga.says("/program")
    await olga.presses(TITLE)
    await olga.presses("Cohorts")
    await olga.presses("Autumn")
    await olga.presses("First day")
    await olga.says("2026-11-26")
    olga.sees("10 days before the first day, 09:00: it is past by then for 1 person")
    olga.sees("1 day before the first day, 09:00: 1 person, now from Wed 25 Nov, 09:00")
    await olga.presses("Move the day")
    await until(stage, utc(date(2026, 11, 25), 8, 1))
    ana.hears("One day.")
    # Moved on again, what was sent is not sent once more, and what was skipped comes.
    await olga.presses("First day")
    await olga.says("2026-12-10")
    olga.sees("10 days before the first day, 09:00: 1 person, now from Mon 30 Nov, 09:00")
    await olga.presses("Move the day")
    await until(stage, utc(date(2026, 11, 30), 8, 1))
    await until(stage, utc(date(2026, 12, 9), 9))
    assert (ana.heard_of("Ten days."), ana.heard_of("One day.")) == (1, 1)


@pytest.mark.both_databases
async def test_it_is_paused_and_what_fell_in_the_pause_is_skipped(stage: Stage) -> None:
    olga, ana = await stage.owner(), await practises(stage, "Ana")
    await cohort(stage, ana)
    await begun(olga)
    await added(olga, "Before the first day", "3", "9", "Three days.")
    await added(olga, "Before the first day", "1", "9", "One day.")
    await started(olga)
    await olga.presses("Pause it")
    olga.sees("This sequence is paused. Nothing goes out.")
    message, start = olga.button("Start it")
    await until(stage, utc(FIRST - timedelta(days=3), 9))
    await olga.taps(message.message_id, start)
    olga.sees("past for 1 person, who does not get it")
    await olga.presses("Yes, start it")
    await until(stage, utc(FIRST - timedelta(days=1), 8, 1))
    assert (ana.heard_of("Three days."), ana.heard_of("One day.")) == (0, 1)


@pytest.mark.both_databases
async def test_two_processes_hand_over_one_message_once(stage: Stage) -> None:
    olga, ana = await stage.owner(), await practises(stage, "Ana")
    await cohort(stage, ana)
    await begun(olga)
    await added(olga, "On the first day", "", "9")
    await started(olga)
    stage.clock.forward(seconds=(utc(FIRST, 8, 1) - stage.clock()).total_seconds())
    assert stage.works is not None

    async def process(works: UnitsOfWork) -> int:
        async with works.begin() as work:
            return sum([await sending.hand_over(work, one) for one in await sending.near(work)])

    handed = await asyncio.gather(*(process(stage.works) for _ in range(3)))
    assert sorted(handed) == [0, 0, 1]
    await stage.settle()
    assert ana.heard_of("Bring a stone") == 1


@pytest.mark.both_databases
async def test_a_letter_in_the_outbox_moves_along_with_its_day(stage: Stage) -> None:
    olga, ana = await stage.owner(), await practises(stage, "Ana")
    run = await cohort(stage, ana)
    await begun(olga)
    await added(olga, "On the first day", "", "9")
    await started(olga)
    stage.clock.forward(seconds=(utc(FIRST, 8, 1) - stage.clock()).total_seconds())
    assert stage.works is not None
    async with stage.works.begin() as work:
        for one in await sending.near(work):
            await sending.hand_over(work, one)
    async with stage.works.begin() as work:
        later = FIRST + timedelta(days=3)
        await cohorts.change(work, OWNER, run, first_day=later)
        await sequences.moved(work, PROGRAM, run)
    await stage.settle()
    assert ana.heard_of("Bring a stone") == 0
    await until(stage, utc(later, 8, 1))
    assert ana.heard_of("Bring a stone") == 1


@pytest.mark.both_databases
async def test_who_has_a_confirmed_seat_until_they_give_it_back(stage: Stage) -> None:
    olga, ana, cleo = (
        await stage.owner(),
        await practises(stage, "Ana"),
        await practises(stage, "Cleo"),
    )
    await published(stage, seats=2, starts="2026-12-07T10:00", ends="2026-12-08T17:00")
    for person in (ana, cleo):
        await olga.says("/program")
        await olga.presses(TITLE)
        await olga.presses("Seats")
        await olga.presses("Give somebody a seat")
        await olga.says(str(person.id))
        await olga.presses(stage.world.people[person.id].first_name)
        await olga.presses("Yes, give it")
    await stage.settle()
    await olga.says("/broadcast")
    await olga.presses("Sequences")
    await olga.presses("A new sequence")
    await olga.presses(TITLE)
    await added(olga, "Before the first day", "2", "9", "See you at {program}.")
    await started(olga)
    await opens(cleo)
    await cleo.presses("My seat")
    await cleo.presses("Give it back")
    await cleo.presses("Yes, give it back")
    await until(stage, utc(date(2026, 12, 5), 8, 1))
    ana.hears(f"See you at {TITLE}.")
    assert cleo.heard_of("See you at") == 0


async def test_it_is_seen_as_people_will_and_tried_on_oneself(stage: Stage) -> None:
    olga, ana = await stage.owner(), await practises(stage, "Ana")
    await cohort(stage, ana)
    await begun(olga)
    await olga.presses("Add a message")
    await olga.presses("On the first day")
    await olga.says("9")
    await olga.says("For {nobody}.")
    olga.sees("{nobody} stands for nothing here")
    assert "Send it to me" not in olga.labels()
    await olga.presses("Words: English")
    await olga.says("<Hello> {name|friend} & all")
    await olga.presses("See it as people will")
    assert olga.heard_of("<Hello> Olga & all") == 1
    await olga.presses("Send it to me")
    await stage.settle()
    assert olga.heard_of("<Hello> Olga & all") == 2
    assert ana.heard_of("<Hello>") == 0


async def test_who_gets_what_when(stage: Stage) -> None:
    olga, ana = await stage.owner(), await practises(stage, "Ana")
    kim = await practises(stage, "Kim", zone="Asia/Tokyo")
    run = await cohort(stage, ana)
    await begun(olga)
    await added(olga, "Before the first day", "3", "9")
    await started(olga)
    await until(stage, utc(FIRST - timedelta(days=3), 8, 1))
    await joins(stage, run, kim)
    await olga.says("/broadcast")
    await olga.presses("Sequences")
    await olga.presses("Autumn")
    await olga.presses("1. 3 days before the first day, 09:00")
    await olga.presses("Who gets it when")
    olga.sees("Ana: Fri 4 Dec, 09:00 by their clock, sent")
    olga.sees("Kim: Fri 4 Dec, 09:00 by their clock, joined later, not sent")


async def test_words_of_one_that_runs_are_changed_for_who_has_not_got_it(stage: Stage) -> None:
    olga, dora = await stage.owner(), await stage.staff("Dora", "announcements")
    ana = await practises(stage, "Ana")
    await cohort(stage, ana)
    await begun(olga)
    await added(olga, "On the first day", "", "9", "Bring a stone.")
    await started(olga)
    await olga.presses("1. On the first day, 09:00")
    await olga.presses("Words: English")
    await dora.says("/broadcast")
    await dora.presses("Sequences")
    await dora.presses("Autumn")
    await dora.presses("1. On the first day, 09:00")
    assert "Who gets it when" not in dora.labels()
    await dora.presses("Words: English")
    await dora.says("Bring a leaf.")
    await olga.says("Bring a book.")
    assert olga.heard_of("Somebody changed this message meanwhile") == 1
    olga.sees("Bring a leaf.")
    await until(stage, utc(FIRST, 8, 1))
    ana.hears("Bring a leaf.")


async def test_another_hour_that_is_past_is_asked_about(stage: Stage) -> None:
    olga, ana = await stage.owner(), await practises(stage, "Ana")
    await cohort(stage, ana)
    await begun(olga)
    await added(olga, "Before the first day", "1", "9")
    await started(olga)
    await olga.presses("1. 1 day before the first day, 09:00")
    await olga.presses("When")
    await olga.presses("Before the first day")
    await olga.says("many")
    olga.sees("That is no number of days from 1 to 366")
    await olga.says("30 days")
    await olga.says("at dawn, perhaps")
    olga.sees("I don't read a time in that")
    await olga.says("9")
    olga.sees("At that moment it is past for 1 person")
    await olga.presses("Yes, set it so")
    olga.sees("30 days before the first day, 09:00")
    await until(stage, utc(FIRST, 9))
    assert ana.heard_of("Bring a stone") == 0


async def test_one_that_ended_or_was_called_off_sends_nothing(stage: Stage) -> None:
    olga, ana = await stage.owner(), await practises(stage, "Ana")
    run = await cohort(stage, ana)
    await begun(olga)
    await added(olga, "On the first day", "", "9", "One.")
    await started(olga)
    message, pause = olga.button("Pause it")
    await olga.presses("End it")
    await olga.presses("Yes, end it")
    await olga.taps(message.message_id, pause)
    assert olga.toasts()[-1] == "This sequence or message is not there any more."
    await begun(olga)
    await added(olga, "On the first day", "", "9", "Two.")
    await started(olga)
    assert stage.works is not None
    async with stage.works.begin() as work:
        await cohorts.call_off(work, OWNER, run)
    await until(stage, utc(FIRST, 9))
    assert ana.heard_of("One.") + ana.heard_of("Two.") == 0


async def test_a_member_reaches_none_of_it(stage: Stage) -> None:
    olga, ana = await stage.owner(), await practises(stage, "Ana")
    await cohort(stage, ana)
    await begun(olga)
    await added(olga, "On the first day", "", "9")
    _, start = olga.button("Start it")
    number = start.split(":")[1]
    await ana.says("/help")
    for tap in (start, f"bqsy:{number}", f"bqo:{number}", "bql:a:-:0", "bqg:1"):
        await ana.taps(ana.heard()[-1].message_id, tap)
        assert ana.toasts()[-1].startswith("This part is for the people who look after")
    await until(stage, utc(FIRST, 9))
    assert ana.heard_of("Bring a stone") == 0


async def test_an_hour_that_was_offered_before_the_days_were_asked_is_stale(stage: Stage) -> None:
    olga = await stage.owner()
    await cohort(stage)
    await begun(olga)
    await olga.presses("Add a message")
    await olga.presses("Before the first day")
    await olga.says("2")
    message, older = olga.button("18:00")
    await olga.says("/broadcast")
    await olga.presses("Sequences")
    await olga.presses("Autumn")
    await olga.presses("Add a message")
    await olga.presses("Before the first day")
    await olga.taps(message.message_id, older)
    assert olga.toasts()[-1].startswith("This button no longer works")
