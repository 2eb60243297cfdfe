"""Staff are told without asking: who reserved, moved up, gave back, joined; what lapses, while it can be saved."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from solbot.content.catalog import Catalog
from solbot.db.states import HappeningKind
from solbot.programs.cohorts import service as cohorts
from solbot.staff.told import rules
from solbot.staff.told import service as told
from tests.dialogs.people import OWNER, Person, Stage
from tests.dialogs.test_seats import PROGRAM, TITLE, opens, published, seat_list

NEWS = "News for staff:"


async def morning(stage: Stage, day: int, hour: int = 7, minute: int = 1) -> None:
    """Let it be a moment of a day in November, by UTC; Madrid is an hour ahead."""
    stage.clock.set(datetime(2026, 11, day, hour, minute, tzinfo=UTC))
    await stage.tick()
    await stage.settle()


async def reserves(person: Person) -> None:
    """Take a seat of the program."""
    await opens(person)
    await person.presses("Reserve a seat")


async def at_once(staff: Person) -> None:
    """Want to be told at once."""
    await staff.says("/staff")
    await staff.presses("What I am told")
    await staff.presses("At once")
    staff.sees("You are told at once, outside your quiet hours.")


def news(person: Person) -> list[str]:
    """What somebody was told as staff."""
    return [one.text for one in person.heard() if one.text.startswith(NEWS)]


@pytest.mark.both_databases
async def test_a_digest_each_morning_by_ones_own_clock(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    kim = await stage.staff("Kim", "programs")
    await kim.says("/settings")
    await kim.presses("Time zone")
    await kim.says("Tokyo")
    ana, dan = await stage.settled("Ana"), await stage.settled("Dan")
    await published(stage)
    day = stage.clock.at.day
    await reserves(ana)
    await opens(dan)
    await dan.presses("Join the waiting list")
    await stage.settle()
    assert news(bea) == news(kim) == []
    stage.clock.set(datetime(2026, 11, day, 23, 1, tzinfo=UTC))  # 8:01 in Tokyo
    await stage.tick()
    assert len(news(kim)) == 1 and not news(bea)
    await morning(stage, day + 1)
    [said] = news(bea)
    assert said.startswith(f"{NEWS} 1 new reservation, 1 new on a waiting list")
    for line in (TITLE, "Reserved a seat", "• Ana, until", "Joined the waiting list", "• Dan"):
        assert line in said
    await morning(stage, day + 1, 20)
    assert (len(news(bea)), len(news(kim))) == (1, 1)
    await bea.presses(f"Seats: {TITLE}")
    bea.sees("1. Ana")


@pytest.mark.both_databases
async def test_told_at_once_and_by_typing(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await published(stage)
    await at_once(bea)
    await reserves(ana)
    await stage.settle()
    assert news(bea)[-1].startswith(f"{NEWS} 1 new reservation")
    await ana.presses("Give it back")
    await ana.presses("Yes, give it back")
    await stage.settle()
    assert news(bea)[-1].startswith(f"{NEWS} 1 gave back") and "• Ana" in news(bea)[-1]
    await bea.says("/staff")
    await bea.presses("What I am told")
    await bea.says("half past six")
    bea.sees("You are told each morning at 06:30")
    await bea.presses("What I am told")
    await bea.says("whenever you like")
    bea.sees("I couldn't read a time in that")
    await bea.says("at once")
    bea.sees("You are told at once")
    await bea.presses("9:00" if "9:00" in bea.labels() else "09:00")
    bea.sees("You are told each morning at 09:00")
    await bea.says("/cancel")
    await bea.presses("‹ Back")
    bea.sees("You are told each morning at 09:00")


async def test_whoever_changes_their_mind_is_told_what_waits(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await published(stage)
    await reserves(ana)
    await stage.settle()
    assert not news(bea)
    await at_once(bea)
    await stage.settle()
    assert len(news(bea)) == 1
    await morning(stage, stage.clock.at.day + 1)
    assert len(news(bea)) == 1  # what was told is not told again in the morning


async def test_at_once_is_not_in_quiet_hours(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await published(stage)
    await at_once(bea)
    await bea.says("/settings")
    await bea.presses("How I come by")
    await bea.presses("Quiet hours")
    await bea.says("22 to 7")
    day = stage.clock.at.day
    stage.clock.set(datetime(2026, 11, day, 22, 0, tzinfo=UTC))
    await reserves(ana)
    await stage.settle()
    assert not news(bea)
    await morning(stage, day + 1, 6)
    assert len(news(bea)) == 1


@pytest.mark.both_databases
async def test_a_hold_that_lapses_on_a_sunday_is_saved(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await published(stage, hold_days=2)
    # On Friday evening; the hold ends on Sunday at the same hour.
    stage.clock.set(datetime(2026, 11, 27, 17, 30, tzinfo=UTC))
    await reserves(ana)
    await morning(stage, 28)
    said = news(bea)[-1]
    assert said.startswith(f"{NEWS} 1 hold that lapses")
    assert "To be confirmed, or it lapses\n• Ana, until Sun 29 Nov, 18:30" in said
    assert "Reserved a seat" not in said  # the same seat is not told twice
    await bea.presses(f"Seats: {TITLE}")
    await bea.presses("Ana")
    await bea.presses("Confirm the seat")
    await morning(stage, 29, 20)
    ana.hears(f"Your seat in {TITLE} is confirmed")
    assert ana.heard_of("it was not confirmed") == 0
    assert not news(bea)  # the one there was is the seat by now


async def test_a_hold_that_was_confirmed_meanwhile_is_not_told(stage: Stage) -> None:
    bea, cleo = await stage.staff("Bea", "programs"), await stage.staff("Cleo", "programs")
    ana = await stage.settled("Ana")
    await published(stage)
    day = stage.clock.at.day
    await reserves(ana)
    await morning(stage, day + 1)
    assert len(news(bea)) == 1
    await morning(stage, day + 1, 20)  # the hold is looked at by now
    await seat_list(cleo, "Held")
    await cleo.presses("Ana")
    await cleo.presses("Confirm the seat")
    await morning(stage, day + 2)
    await morning(stage, day + 3)
    assert (len(news(bea)), len(news(cleo))) == (1, 1)


async def test_a_hold_that_was_not_confirmed_is_told_to_have_lapsed(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    ana, dan = await stage.settled("Ana"), await stage.settled("Dan")
    await published(stage)
    day = stage.clock.at.day
    await reserves(ana)
    await opens(dan)
    await dan.presses("Join the waiting list")
    for later in range(1, 5):
        await morning(stage, day + later)
        await morning(stage, day + later, 18)
    lapsing, last = news(bea)[-2:]
    assert lapsing.startswith(f"{NEWS} 1 hold that lapses")
    assert last.startswith(f"{NEWS} 1 moved up, 1 hold lapsed")
    assert "Moved up\n• Dan, until" in last and "it lapsed\n• Ana" in last


@pytest.mark.both_databases
async def test_who_left_or_was_erased_meanwhile_is_not_named(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    ana, dan, eva = [await stage.settled(name) for name in ("Ana", "Dan", "Eva")]
    await published(stage, seats=3)
    day = stage.clock.at.day
    for person in (ana, dan, eva):
        await reserves(person)
    await dan.presses("Give it back")
    await dan.presses("Yes, give it back")
    await eva.says("/forget")
    await eva.says("forget me")
    await morning(stage, day + 1)
    said = news(bea)[-1]
    assert said.startswith(f"{NEWS} 1 new reservation, 1 gave back")
    assert "Eva" not in said and said.count("Dan") == 1


async def test_joins_by_a_link_and_invitations(stage: Stage) -> None:
    olga, bea = await stage.owner(), await stage.staff("Bea", "programs")
    ana = await stage.settled("Ana")
    assert stage.works is not None
    async with stage.works.begin() as work:
        day = work.now.date()
        run = await cohorts.create(
            work, OWNER, PROGRAM, "Spring", day, day + timedelta(days=9), "UTC"
        )
    await at_once(olga)
    await ana.says(f"/start c-{run.slug}")
    await stage.settle()
    assert "Joined by the link\n• Ana, Spring" in news(olga)[-1]
    hugo = await stage.staff("Hugo", "helper")
    await stage.settle()
    assert news(olga)[-1].startswith(f"{NEWS} 1 accepted an invitation")
    assert "• Hugo, Helper" in news(olga)[-1]
    await olga.presses("Who looks after it")
    olga.sees("Hugo: Helper")
    await morning(stage, stage.clock.at.day + 1)
    assert "accepted an invitation" not in news(bea)[-1]  # her part are the programs
    assert not news(hugo)


async def test_only_those_whose_part_it_is_by_then(stage: Stage) -> None:
    olga, bea = await stage.owner(), await stage.staff("Bea", "programs")
    hugo, ana = await stage.staff("Hugo", "helper"), await stage.settled("Ana")
    await published(stage)
    await reserves(ana)
    await olga.says("/invite")
    await olga.presses("Bea · Programs")
    await olga.presses("Helper")
    await morning(stage, stage.clock.at.day + 1)
    assert news(olga) and not news(bea) and not news(hugo)
    await hugo.says("/staff")
    await hugo.presses("What I am told")
    hugo.sees("With your role there is nothing of this kind.")
    await ana.taps(ana.heard()[-1].message_id, "stoldat:now")
    assert "people who look after the programs" in ana.toasts()[-1]


async def test_who_did_it_is_not_told(stage: Stage) -> None:
    bea, cleo = await stage.staff("Bea", "programs"), await stage.staff("Cleo", "programs")
    ana = await stage.settled("Ana")
    await published(stage, joining="application")
    await opens(ana)
    await ana.presses("Apply for a seat")
    await morning(stage, stage.clock.at.day + 1)
    assert news(bea)[-1].startswith(f"{NEWS} 1 new application")
    await seat_list(bea, "Waiting")
    await bea.presses("Ana")
    await bea.presses("Hold a seat for them")
    await morning(stage, stage.clock.at.day + 1)
    assert (len(news(bea)), len(news(cleo))) == (1, 2)
    assert news(cleo)[-1].startswith(f"{NEWS} 1 moved up")


@pytest.mark.both_databases
async def test_nothing_is_told_twice_after_a_restart_or_by_two_looks(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await published(stage)
    await reserves(ana)
    assert stage.app is not None
    stage.clock.set(stage.clock.at.replace(hour=7, minute=1) + timedelta(days=1))
    for _ in range(3):
        await stage.app.tick.told()
    await stage.stop()
    await stage.start()
    await stage.tick()
    await stage.tick()
    assert len(news(bea)) == 1


async def test_many_are_counted_and_some_named(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await published(stage, seats=40)
    assert stage.works is not None
    people = [await stage.settled(f"Guest {number}") for number in range(23)]
    for person in people:
        await reserves(person)
    await reserves(ana)
    await morning(stage, stage.clock.at.day + 1)
    said = news(bea)[-1]
    assert said.startswith(f"{NEWS} 24 new reservations")
    assert said.count("• ") == 20 and said.endswith("and 4 more")


async def test_what_waits_stands_in_the_menu(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    hugo, dan = await stage.staff("Hugo", "helper"), await stage.settled("Dan")
    await published(stage)
    await olga.says("/staff")
    assert "What waits" not in olga.last()
    await reserves(ana)
    await opens(dan)
    await dan.presses("Join the waiting list")
    await ana.says("/programs")
    await ana.presses("Ask a person")
    await ana.says("May I bring a friend?")
    await olga.says("/staff")
    olga.hears("1 question at the desk\n1 held seat to confirm\n1 person waits for a seat")
    await hugo.says("/staff")
    hugo.hears("1 question at the desk")
    assert "held" not in hugo.last()
    stage.clock.forward(days=2)
    await olga.says("/staff")
    olga.hears("1 hold lapses until tomorrow night")


async def test_a_program_that_was_begun_and_dropped_waits_for_nobody(stage: Stage) -> None:
    olga = await stage.owner()
    await olga.says("/program")
    await olga.presses("A new program")
    await olga.says("Circle of Practice")
    await olga.presses("Done")
    await olga.says("/staff")
    olga.hears("1 program with changes not published")
    await olga.says("/program")
    await olga.presses("Circle of Practice")
    await olga.presses("Drop the changes")
    await olga.presses("Yes, drop them")
    olga.sees("Circle of Practice: archived")
    await olga.says("/staff")
    assert "What waits" not in olga.last()


async def test_in_spanish(stage: Stage, shipped: Catalog) -> None:
    assert stage.works is not None
    stage.works.catalog = shipped
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await bea.says("/language")
    await bea.presses("Español")
    await published(stage)
    await reserves(ana)
    await bea.says("/staff")
    bea.hears("Lo que espera\n1 lugar guardado por confirmar")
    await bea.presses("Qué se me avisa")
    await bea.says("de inmediato")
    bea.sees("Se te avisa de inmediato")
    await stage.settle()
    bea.hears("Novedades para el equipo: 1 reserva nueva")


@pytest.mark.parametrize(
    ("now", "until", "at", "zone", "told_at"),
    [  # on the eve, whatever day it is; where that is over, in time, or now
        ("2026-11-27T12:00", "2026-11-29T12:00", time(8), "UTC", "2026-11-28T08:00"),
        ("2026-11-28T07:59", "2026-11-29T12:00", time(8), "UTC", "2026-11-28T08:00"),
        ("2026-11-28T09:00", "2026-11-29T18:00", time(8), "UTC", "2026-11-28T09:00"),
        ("2026-11-28T21:00", "2026-11-29T18:00", time(8), "UTC", "2026-11-29T08:00"),
        ("2026-11-28T21:00", "2026-11-29T10:00", time(8), "UTC", "2026-11-28T21:00"),
        # Until Sunday 0:30 in Madrid is until Saturday 18:30 in New York.
        ("2026-11-26T12:00", "2026-11-28T23:30", time(8), "Europe/Madrid", "2026-11-28T07:00"),
        ("2026-11-26T12:00", "2026-11-28T23:30", time(8), "America/New_York", "2026-11-27T13:00"),
        # Clocks go back in the night between: 8:00 is an hour later.
        ("2026-10-24T12:00", "2026-10-26T12:00", time(8), "Europe/Madrid", "2026-10-25T07:00"),
    ],
)
def test_when_a_hold_is_told_of(now: str, until: str, at: time, zone: str, told_at: str) -> None:
    moments = [datetime.fromisoformat(one).replace(tzinfo=UTC) for one in (now, until, told_at)]
    found = rules.before_lapse(moments[0], at, ZoneInfo(zone), moments[1])
    assert found.astimezone(UTC) == moments[2]


def test_each_kind_has_its_right() -> None:
    assert set(told.RIGHT_OF) == set(HappeningKind)
