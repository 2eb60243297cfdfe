"""When announcements leave: at a moment, at everybody's hour, again and again, and never too close together."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.dialogs.announcing import composed, confirmed, sent, tried
from tests.dialogs.people import Stage


@pytest.mark.both_databases
async def test_at_a_time_by_the_clock_of_whoever_sends(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    await composed(olga)
    await olga.presses("When")
    await olga.presses("At a time")
    await olga.says("whenever you like")
    olga.sees("I could not read a day and a time")
    await olga.says("2026-11-20 10:00")
    olga.sees("Friday 20 November 2026, 10:00, has passed already")
    await olga.says("8 March 2026")
    olga.sees("Sunday 8 March 2026 has passed already")
    await olga.says("tomorrow 10:00")
    olga.sees("24 November 2026, 10:00")
    await tried(stage, olga)
    await olga.presses("Send it")
    await stage.settle()
    assert ana.heard_of("a new place") == 0
    await olga.presses("How it goes")
    olga.sees("Begins Tuesday 24 November, 10:00")
    stage.clock.set(datetime(2026, 11, 24, 9, 0, 1, tzinfo=UTC))  # ten in Madrid
    await stage.settle()
    assert ana.heard_of("a new place") == 1


async def test_a_moment_can_be_typed_where_the_ways_are_shown(stage: Stage) -> None:
    olga = await stage.owner()
    await composed(olga)
    await olga.presses("When")
    await olga.says("tomorrow at half past seven")
    olga.sees("in the morning or later")
    await olga.presses("Tue 24 Nov 2026, 07:30")
    olga.sees("24 November 2026, 07:30")
    await olga.presses("When")
    await olga.says("at once")
    olga.sees("When: at once")
    await olga.presses("When")
    await olga.says("cancel")
    olga.sees("left as it was")
    await olga.presses("‹ Back")
    olga.sees("Announcement no. 1, a draft")
    await olga.says("tomorrow at nine")
    olga.sees("Your words are here")


@pytest.mark.parametrize(
    ("words", "then", "shown"),
    [
        ("12 June", "9", "12 June 2027, 09:00"),
        ("12 June", None, "12 June 2027, 18:00"),
        ("1 Dec 8", "", "1 December 2026, 08:00"),
        ("9", "", "24 November 2026, 09:00"),
        ("23", "", "23 November 2026, 23:00"),
        ("midnight", "", "24 November 2026, 00:00"),
        ("Monday 9:00", "", "30 November 2026, 09:00"),
        ("Monday 18:00", "", "23 November 2026, 18:00"),
    ],
)
async def test_a_day_and_its_hour(stage: Stage, words: str, then: str | None, shown: str) -> None:
    """It is Monday 23 November, ten in the morning in Madrid."""
    olga = await stage.owner()
    await composed(olga)
    await olga.presses("When")
    await olga.presses("At a time")
    await olga.says(words)
    if then is None:
        await olga.presses("18:00")
    elif then:
        olga.sees("Saturday 12 June 2027 – and at what time (Madrid)?")
        await olga.says(then)
    olga.sees(shown)


@pytest.mark.parametrize(
    ("words", "offered", "shown"),
    [
        ("12 June half past six", "Sat 12 Jun 2027, 06:30 Sat 12 Jun 2027, 18:30", "12 June 2027"),
        ("half past six", "Mon 23 Nov 2026, 18:30 Tue 24 Nov 2026, 06:30", "23 November 2026"),
    ],
)
async def test_half_past_six_is_asked_about(
    stage: Stage, words: str, offered: str, shown: str
) -> None:
    olga = await stage.owner()
    await composed(olga)
    await olga.presses("When")
    await olga.presses("At a time")
    await olga.says(words)
    olga.sees("in the morning or later (Madrid)?")
    assert " ".join(olga.labels()[:2]) == offered
    await olga.presses(next(label for label in olga.labels() if label.endswith("18:30")))
    olga.sees(f"{shown}, 18:30")


async def test_an_hour_that_has_passed_is_not_offered_for_today(stage: Stage) -> None:
    olga = await stage.owner()
    await composed(olga)
    await olga.presses("When")
    await olga.presses("At a time")
    await olga.says("23 November")
    olga.sees("Monday 23 November 2026 – and at what time (Madrid)?")
    assert olga.labels() == ["18:00", "19:00", "Cancel"]
    await olga.says("9:00")
    olga.sees("Monday 23 November 2026, 09:00, has passed already")
    await olga.says("12 June 2127")
    olga.sees("Thursday 12 June 2127 is more than ten years away")


async def test_a_moment_that_was_offered_for_another_announcement_is_stale(stage: Stage) -> None:
    olga = await stage.owner()
    for way in ("At a time", "Every day"):
        await composed(olga, f"It leaves: {way.lower()}")
        await olga.presses("When")
        await olga.presses(way)
        if way == "At a time":
            await olga.says("12 June")
            message, older = olga.button("18:00")
    await olga.taps(message.message_id, older)
    assert olga.toasts()[-1].startswith("This button no longer works")
    await olga.says("12 June 9:00")
    olga.sees("When: every day from 12 June 2027, 09:00")


async def test_hours_are_offered_as_whoever_sends_reads_them(stage: Stage) -> None:
    olga = await stage.owner()
    await composed(olga)
    await olga.presses("When")
    assert "18:00 wherever people are" in olga.labels()
    await stage.settled("Olga", "America/New_York", person=olga)
    await composed(olga)
    await olga.presses("When")
    assert "6:00 PM wherever people are" in olga.labels()


@pytest.mark.both_databases
async def test_at_ten_wherever_people_are_and_within_the_hours_they_allow(stage: Stage) -> None:
    olga = await stage.owner()
    ana = await stage.settled("Ana", "Asia/Tokyo")
    bea = await stage.settled("Bea", "America/Lima")
    cleo = await stage.settled("Cleo", "America/Lima")
    await cleo.says("/settings")
    await cleo.presses("Announcements")
    await cleo.presses("17:00 to 21:00")
    cleo.sees("between 17:00 and 21:00")
    await olga.says("/broadcast")
    await olga.presses("Rules for announcements")
    await olga.presses("0 minutes for answers")
    await composed(olga)
    await olga.presses("When")
    await olga.presses("10:00 wherever people are")
    await tried(stage, olga)
    await olga.presses("Send it")

    async def have(at: datetime) -> list[int]:
        stage.clock.set(at)
        await stage.settle()
        return [one.heard_of("a new place") for one in (ana, bea, cleo)]

    assert await have(datetime(2026, 11, 23, 14, 59, tzinfo=UTC)) == [0, 0, 0]
    assert await have(datetime(2026, 11, 23, 15, 0, 5, tzinfo=UTC)) == [0, 1, 0]
    assert await have(datetime(2026, 11, 23, 22, 0, 5, tzinfo=UTC)) == [0, 1, 1]
    assert await have(datetime(2026, 11, 24, 1, 0, 5, tzinfo=UTC)) == [1, 1, 1]
    stage.clock.forward(minutes=10)
    await stage.settle()  # a report comes behind what it reports
    olga.sees("3 of 4")  # her own ten o'clock is still to come


async def test_another_hour_of_everybodys_own_clock_on_another_day(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana", "Asia/Tokyo")
    await composed(olga)
    await olga.presses("When")
    await olga.presses("Another hour or day")
    olga.sees("by each person's own clock")
    await olga.says("2026-11-20 19:30")
    olga.sees("Friday 20 November 2026, 19:30, has passed already")
    await olga.says("2026-11-25 19:30")
    olga.sees("25 November 2026, 19:30 wherever people are")
    await tried(stage, olga)
    await olga.presses("Send it")
    stage.clock.set(datetime(2026, 11, 25, 10, 29, 50, tzinfo=UTC))
    await stage.tick()
    assert ana.heard_of("a new place") == 0
    stage.clock.set(datetime(2026, 11, 25, 10, 30, 1, tzinfo=UTC))
    await stage.settle()
    assert ana.heard_of("a new place") == 1


@pytest.mark.both_databases
async def test_a_repeating_one_goes_each_time_to_whom_it_is_for_by_then(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    await composed(olga, "Hello {name|friend}, a new place to meet has opened.")
    await olga.presses("When")
    await olga.presses("Every week")
    await olga.says("today 12:00")
    olga.sees("every week from 23 November 2026, 12:00")
    await tried(stage, olga)
    await olga.presses("Send it")
    olga.sees("repeats from now on")
    stage.clock.set(datetime(2026, 11, 23, 11, 0, 1, tzinfo=UTC))
    await stage.settle()
    assert ana.heard_of("a new place") == 1
    bea = await stage.settled("Bea")
    stage.clock.set(datetime(2026, 11, 30, 11, 0, 1, tzinfo=UTC))
    await stage.settle()
    assert (ana.heard_of("a new place"), bea.heard_of("a new place")) == (2, 1)
    await olga.says("/broadcast")
    await olga.presses(next(one for one in olga.labels() if one.startswith("No. 1")))
    await olga.presses("Stop repeating it")
    stage.clock.set(datetime(2026, 12, 7, 11, 0, 1, tzinfo=UTC))
    await stage.settle()
    assert ana.heard_of("a new place") == 2


async def test_a_repeating_one_needs_a_word_for_who_joins_later_without_a_name(
    stage: Stage,
) -> None:
    olga = await stage.owner()
    await composed(olga)
    await olga.presses("When")
    await olga.presses("Every week")
    await olga.says("today 12:00")
    olga.sees("who joins later may have no name; write {name|friend}")
    await olga.presses("Send it to me")  # it can be looked at all the same, and sent to nobody else
    await stage.settle()
    assert olga.heard_of("Hello Olga, a new place to meet") == 1
    await olga.presses("Go on to send")
    assert "Send it" not in olga.labels()


@pytest.mark.both_databases
async def test_two_announcements_are_never_closer_than_the_gap(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    await olga.says("/broadcast")
    await olga.presses("Rules for announcements")
    await olga.presses("6 hours apart")
    await sent(stage, olga)
    await confirmed(stage, olga, "A second one.")
    await stage.settle()
    assert ana.heard_of("A second one.") == 0
    stage.clock.forward(hours=5)
    await stage.settle()
    assert ana.heard_of("A second one.") == 0
    stage.clock.forward(hours=2)
    await stage.settle()
    assert ana.heard_of("A second one.") == 1


@pytest.mark.both_databases
async def test_who_is_answering_gets_it_afterwards(stage: Stage) -> None:
    olga, ana, bea = await stage.owner(), await stage.settled("Ana"), await stage.settled("Bea")
    await composed(olga)
    await tried(stage, olga)
    await ana.says("/reflect")
    await ana.presses("Any of them")
    await olga.presses("Send it")
    await stage.settle()
    assert (ana.heard_of("a new place"), bea.heard_of("a new place")) == (0, 1)
    await ana.says("I noticed the light.")
    stage.clock.forward(minutes=11)
    await stage.settle()
    assert ana.heard_of("a new place") == 1


async def test_owners_set_the_rules_and_nobody_else(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    bea = await stage.staff("Bea", "announcements")
    await bea.says("/broadcast")
    assert "Rules for announcements" not in bea.labels()
    await olga.says("/broadcast")
    await olga.presses("Rules for announcements")
    await olga.presses("0 hours apart")
    olga.sees("may follow each other closely")
    await olga.presses("A second person has to agree")
    olga.sees("before anything is sent: yes")
    await composed(bea)
    await tried(stage, bea)
    bea.sees("A second person has to agree before it can be sent")
    await bea.presses("Ask for a second pair of eyes")
    await stage.settle()
    olga.sees("Bea asks for a second pair of eyes")
    await olga.presses("Have a look")
    await olga.presses("I agree")
    await stage.settle()
    bea.sees("Olga agreed to announcement no. 1")
    await bea.presses("Go on to send")
    await bea.presses("Send it")
    await stage.settle()
    assert ana.heard_of("a new place") == 1


async def test_agreement_is_to_what_was_seen_and_never_ones_own(stage: Stage) -> None:
    olga = await stage.owner()
    await olga.says("/broadcast")
    await olga.presses("Rules for announcements")
    await olga.presses("A second person has to agree")
    await composed(olga)
    await tried(stage, olga)
    await olga.taps(olga.heard()[-1].message_id, "bcap:1:2")
    await olga.taps(olga.heard()[-1].message_id, "bcgo:1:2")
    olga.sees("Something is in the way; nothing was sent")


@pytest.mark.both_databases
@pytest.mark.parametrize("how", ["blocks", "stops", "forgets", "turns off"])
async def test_somebody_leaves_halfway(stage: Stage, how: str) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    await confirmed(stage, olga)
    await olga.presses("How it goes")
    await olga.presses("Pause")
    if how == "blocks":
        stage.world.block(ana.id)
        await stage.quiet()
    elif how == "stops":
        await ana.says("/stop")
    elif how == "forgets":
        await ana.says("/forget")
        await ana.says("forget me")
    else:
        await ana.says("/settings")
        await ana.presses("Announcements")
        await ana.presses("No more announcements")
    await olga.presses("Go on")
    await stage.settle()
    assert ana.heard_of("a new place") == 0
    await olga.presses("Refresh")
    olga.sees("Delivered: 1")
    olga.sees(
        {
            "blocks": "Could not be reached: 1",
            "stops": "Paused, left or turned it off meanwhile: 1",
            "forgets": "Erased meanwhile: 1",
            "turns off": "Paused, left or turned it off meanwhile: 1",
        }[how]
    )
