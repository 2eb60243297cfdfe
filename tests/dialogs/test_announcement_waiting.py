"""Who has to wait for an announcement, why and until when; and what goes past the gap, by whom."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.dialogs.announcing import composed, confirmed, sent, tried
from tests.dialogs.people import Person, Stage


async def nudges_disturb_nobody(staff: Person) -> None:
    """Who was asked something by their nudge gets announcements all the same."""
    await staff.says("/broadcast")
    await staff.presses("Rules for announcements")
    await staff.presses("0 minutes for answers")


@pytest.mark.both_databases
async def test_who_waits_why_and_until_when_is_said_before_and_after(stage: Stage) -> None:
    """Ten in Madrid, six in the evening in Tokyo; an hour later somebody in Tokyo is asleep."""
    olga, ana = await stage.owner(), await stage.settled("Ana")
    await sent(stage, olga)
    bea = await stage.settled("Bea")
    await stage.settled("Kenji", "Asia/Tokyo")
    stage.clock.set(datetime(2026, 11, 23, 13, 30, tzinfo=UTC))
    await ana.says("/settings")
    await ana.presses("Announcements")
    await ana.presses("17:00 to 21:00")
    await composed(olga, "A second one.")
    await bea.says("/reflect")
    await bea.presses("Any of them")
    await tried(stage, olga)
    olga.sees("Who has to wait")
    olga.sees("2 people wait: they got another one shortly before; the last until 23 Nov, 22:00")
    olga.sees("1 person waits: it is night for them, until 8:00 by their own clock")
    olga.sees("the last until 24 Nov, 00:00")
    olga.sees("1 person waits: they are in the middle of an answer")
    olga.sees("0 people do not")
    await olga.presses("Send it")
    await stage.settle()
    await olga.presses("How it goes")
    olga.sees("Who has to wait")
    olga.sees("1 person waits: it is night for them")
    assert "Begun by Olga" in olga.shown()


async def test_it_is_night_for_some_and_staff_choose(stage: Stage) -> None:
    olga, kenji = await stage.owner(), await stage.settled("Kenji", "Asia/Tokyo")
    await nudges_disturb_nobody(olga)
    stage.clock.set(datetime(2026, 11, 23, 13, 30, tzinfo=UTC))  # half past ten in Tokyo
    await composed(olga)
    await tried(stage, olga)
    olga.sees("1 person waits: it is night for them")
    await olga.presses("Don't wait for the morning")
    olga.sees("It is night for 1 of 2, and they get it all the same")
    await olga.presses("Hold until 8:00 for 1 at night")
    olga.sees("1 person waits: it is night for them")
    await olga.presses("Send it")
    await stage.settle()
    assert kenji.heard_of("a new place") == 0
    stage.clock.set(datetime(2026, 11, 23, 22, 59, 50, tzinfo=UTC))
    await stage.tick()
    assert kenji.heard_of("a new place") == 0
    stage.clock.set(datetime(2026, 11, 23, 23, 0, 1, tzinfo=UTC))
    await stage.settle()
    assert kenji.heard_of("a new place") == 1


@pytest.mark.both_databases
async def test_at_night_too_reaches_who_chose_no_hours_and_nobody_who_did(stage: Stage) -> None:
    olga = await stage.owner()
    await nudges_disturb_nobody(olga)
    kenji = await stage.settled("Kenji", "Asia/Tokyo")
    yuki = await stage.settled("Yuki", "Asia/Tokyo")
    await yuki.says("/settings")
    await yuki.presses("Announcements")
    await yuki.presses("9:00 to 18:00")
    stage.clock.set(datetime(2026, 11, 23, 13, 30, tzinfo=UTC))
    await composed(olga)
    await tried(stage, olga)
    olga.sees("they chose other hours for announcements; the last until 24 Nov, 01:00")
    await olga.presses("Don't wait for the morning")
    await olga.presses("Send it")
    await stage.settle()
    assert (kenji.heard_of("a new place"), yuki.heard_of("a new place")) == (1, 0)
    stage.clock.set(datetime(2026, 11, 24, 0, 0, 1, tzinfo=UTC))
    await stage.settle()
    assert yuki.heard_of("a new place") == 1


@pytest.mark.both_databases
async def test_what_was_put_off_by_the_gap_does_not_come_at_night(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    await nudges_disturb_nobody(olga)
    await sent(stage, olga)
    await confirmed(stage, olga, "A second one.")
    stage.clock.set(datetime(2026, 11, 23, 22, 30, tzinfo=UTC))  # the gap is over, and it is late
    await stage.settle()
    assert ana.heard_of("A second one.") == 0
    stage.clock.set(datetime(2026, 11, 24, 7, 0, 1, tzinfo=UTC))
    await stage.settle()
    assert ana.heard_of("A second one.") == 1


async def test_an_urgent_one_goes_past_the_gap_and_owners_read_why(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    await sent(stage, olga)
    await composed(olga, "We meet in room 4.")
    await tried(stage, olga)
    olga.sees("2 people wait: they got another one shortly before")
    await olga.presses("It is urgent")
    olga.sees("Why can't announcement no. 2 wait?")
    await olga.says("x" * 81)
    olga.sees("That is too long")
    await olga.says("The room <b>flooded</b>")
    olga.sees(
        "Urgent: it goes past the gap between two. The reason, for owners: The room <b>flooded</b>"
    )
    assert "Who has to wait" not in olga.shown()
    await olga.presses("Send it")
    await stage.settle()
    assert ana.heard_of("room 4") == 1
    await olga.says("/audit")
    olga.sees("had an urgent announcement sent (no. 2): The room <b>flooded</b>")


async def test_a_reason_can_be_tapped_and_taken_away_again(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    await sent(stage, olga)
    await composed(olga, "We meet in room 4.")
    await tried(stage, olga)
    await olga.presses("It is urgent")
    await olga.presses("Another place or time")
    olga.sees("for owners: Another place or time")
    await olga.presses("Not urgent after all")
    olga.sees("2 people wait")
    await olga.presses("Send it")
    await stage.settle()
    assert ana.heard_of("room 4") == 0


async def test_who_may_not_be_urgent_is_not_offered_it_and_can_not_send_it(stage: Stage) -> None:
    olga = await stage.owner()
    rosa = await stage.staff("Rosa", "announcements")
    await sent(stage, olga)
    await composed(rosa, "We meet in room 4.")
    await tried(stage, rosa)
    rosa.sees("people wait: they got another one shortly before")
    assert "It is urgent" not in rosa.labels()
    await rosa.taps(rosa.heard()[-1].message_id, "bcuw:2:place")
    assert "Urgent:" not in rosa.shown()
    await olga.says("/broadcast")
    await olga.taps(olga.heard()[-1].message_id, "bcuq:2")
    await olga.presses("It begins very soon")
    await rosa.says("/broadcast")
    await rosa.taps(rosa.heard()[-1].message_id, "bcq:2")
    rosa.sees("You may not send urgent ones")
    assert "Send it" not in rosa.labels()
    await rosa.taps(rosa.heard()[-1].message_id, "bcgo:2:3")
    rosa.sees("nothing was sent")


@pytest.mark.parametrize("then", ["owner", "no owner"])
async def test_an_urgent_one_by_somebody_demoted_meanwhile_stays(stage: Stage, then: str) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    rosa = await stage.staff("Rosa", "programs")
    lena = await stage.staff("Lena", "announcements")
    await sent(stage, olga)
    await composed(rosa, "We meet in room 4.")
    await rosa.presses("When")
    await rosa.presses("At a time")
    await rosa.says("today 14:00")
    await tried(stage, rosa)
    await rosa.presses("It is urgent")
    await rosa.presses("Another place or time")
    await rosa.presses("Send it")
    await stage.settle()
    await olga.says("/invite")
    await olga.presses("Rosa · Programs")
    await olga.presses("Announcements")
    stage.clock.set(datetime(2026, 11, 23, 13, 0, 1, tzinfo=UTC))
    await stage.settle()
    assert ana.heard_of("room 4") == 0
    olga.sees("Rosa, who had it sent, may not send urgent announcements any more")
    who = olga if then == "owner" else lena
    await who.says("/broadcast")
    await who.presses(next(one for one in who.labels() if one.startswith("No. 2")))
    who.sees("who had it sent may not send urgent ones any more")
    await who.presses("Go on")
    await stage.settle()
    assert ana.heard_of("room 4") == (1 if then == "owner" else 0)


@pytest.mark.both_databases
async def test_of_one_to_people_who_answered_nothing_is_told_of_who_waits(stage: Stage) -> None:
    olga = await stage.owner()
    await stage.settled("Kenji", "Asia/Tokyo")
    stage.clock.set(datetime(2026, 11, 23, 13, 30, tzinfo=UTC))
    await composed(olga, "For some.")
    await olga.presses("Who gets it")
    await olga.presses("Only those…")
    await olga.presses("Answered lately")
    await olga.presses(olga.labels()[0])
    await olga.says("/broadcast")
    await olga.presses(next(one for one in olga.labels() if one.startswith("No. 1")))
    await olga.taps(olga.heard()[-1].message_id, "bcq:1")
    olga.sees("not counted, as that would tell who answered what")
    assert "Who has to wait" not in olga.shown()


async def test_a_repeating_one_at_everybodys_own_hour(stage: Stage) -> None:
    olga = await stage.owner()
    kenji = await stage.settled("Kenji", "Asia/Tokyo")
    bea = await stage.settled("Bea", "America/Lima")
    await composed(olga, "Every week, {name|friend}.")
    await olga.presses("When")
    await olga.presses("Every week, wherever people are")
    olga.sees("From which day on, and at what time by each person's own clock?")
    await olga.says("2026-11-25 10:00")
    olga.sees("every week from 25 November 2026, 10:00 wherever people are")
    await tried(stage, olga)
    await olga.presses("Send it")
    olga.sees("Its first run: Wednesday 25 November, 10:00, wherever people are")

    async def have(*moments: datetime) -> list[tuple[int, int]]:
        found = []
        for moment in moments:
            stage.clock.set(moment)
            await stage.settle()
            found.append((kenji.heard_of("Every week"), bea.heard_of("Every week")))
        return found

    days = [
        datetime(2026, 11, 24, 20, 0, 5, tzinfo=UTC),  # ten where the day begins first
        datetime(2026, 11, 25, 1, 0, 5, tzinfo=UTC),  # … in Tokyo
        datetime(2026, 11, 25, 15, 0, 5, tzinfo=UTC),  # … in Lima
        datetime(2026, 12, 1, 20, 0, 5, tzinfo=UTC),
        datetime(2026, 12, 2, 1, 0, 5, tzinfo=UTC),
        datetime(2026, 12, 2, 15, 0, 5, tzinfo=UTC),
    ]
    assert await have(*days) == [(0, 0), (1, 0), (1, 1), (1, 1), (2, 1), (2, 2)]
