"""One reminder in the evening, where the day's question has no answer."""

from __future__ import annotations

from datetime import UTC, datetime

from solbot.members import service as members
from tests.dialogs.people import Person, Stage

REMINDER = "Today's question is still here"


async def to(stage: Stage, day: int, hour: int, minute: int = 0) -> None:
    """Go to a moment of November 2026 by Madrid's clock, and do what is due."""
    stage.clock.set(datetime(2026, 11, day, hour - 1, minute, tzinfo=UTC))
    await stage.tick()


async def whole_day(stage: Stage, day: int) -> None:
    """From the nudge in the morning to the evening."""
    await to(stage, day, 8)
    await to(stage, day, 19)


async def test_a_question_without_an_answer_is_reminded_of_once(stage: Stage) -> None:
    ana = await stage.settled()
    await to(stage, 24, 8)
    await to(stage, 24, 18, 59)
    assert ana.heard_of(REMINDER) == 0
    await to(stage, 24, 19)
    ana.hears("What did you notice today?")
    assert ana.labels()[-1] == "No evening reminders"
    await to(stage, 24, 23)
    assert ana.heard_of(REMINDER) == 1
    await ana.says("A bird on the roof")
    ana.hears("Kept in your journal")
    await whole_day(stage, 25)
    assert ana.heard_of(REMINDER) == 2
    await ana.presses("7")
    ana.hears("Kept in your journal")


async def test_nobody_is_reminded_of_what_they_answered_skipped_or_put_off(stage: Stage) -> None:
    ana = await stage.settled()
    await to(stage, 24, 8)
    await ana.says("A bird on the roof")
    await to(stage, 24, 19)
    await to(stage, 25, 8)
    await ana.presses("Not today")
    await to(stage, 25, 19)
    await to(stage, 26, 8)
    await ana.presses("Later")
    await ana.presses("Tomorrow")
    await to(stage, 26, 19)
    assert ana.heard_of(REMINDER) == 0


async def test_two_that_are_ignored_end_them(stage: Stage) -> None:
    ana = await stage.settled()
    await whole_day(stage, 24)
    assert "I won't remind you any more" not in ana.last()
    await whole_day(stage, 25)
    ana.hears("I won't remind you any more after this.")
    for day in (26, 27, 28):
        await whole_day(stage, day)
    assert ana.heard_of(REMINDER) == 2
    await ana.says("/settings")
    await ana.presses("How I come by")
    ana.sees("I don't remind you in the evening.")
    await ana.presses("Remind me in the evening")
    await whole_day(stage, 29)
    assert ana.heard_of(REMINDER) == 3


async def test_whoever_does_something_after_one_has_not_ignored_it(stage: Stage) -> None:
    ana = await stage.settled()
    for day in range(24, 29):
        await whole_day(stage, day)
        await ana.says("/journal")
    assert ana.heard_of(REMINDER) == 5
    assert ana.heard_of("I won't remind you any more") == 0


async def test_the_button_turns_them_off_and_the_question_stays(stage: Stage) -> None:
    ana = await stage.settled()
    await whole_day(stage, 24)
    await ana.presses("No evening reminders")
    ana.hears("No evening reminders, then.")
    await ana.says("A bird on the roof")
    ana.hears("Kept in your journal")
    await whole_day(stage, 25)
    assert ana.heard_of(REMINDER) == 1


async def test_they_are_spoken_of_while_settling_in_and_can_be_declined(stage: Stage) -> None:
    ana = await stage.settles_in()
    ana.hears("I remind you once in the evening")
    await ana.says("no evening reminders")
    ana.hears("No evening reminders, then.")
    await whole_day(stage, 24)
    assert ana.heard_of(REMINDER) == 0


async def test_who_is_nudged_in_the_evening_is_not_reminded(stage: Stage) -> None:
    ana = stage.person("Ana")
    await ana.says("/start")
    await ana.presses("Yes, let us begin")
    await ana.says("Europe/Madrid")
    await ana.says("every day at 17:00")
    await ana.presses("Skip")
    ana.hears("We are set")
    assert "remind" not in ana.last()
    await to(stage, 24, 17)
    await to(stage, 24, 19)
    assert ana.heard_of(REMINDER) == 0


async def test_the_evening_is_that_of_the_place_where_one_is(stage: Stage) -> None:
    ana = await stage.settled()
    await to(stage, 24, 8)
    await ana.says("/settings")
    await ana.presses("Time zone")
    await ana.says("America/New_York")
    await to(stage, 24, 19)
    assert ana.heard_of(REMINDER) == 0
    stage.clock.set(datetime(2026, 11, 25, 0, 0, tzinfo=UTC))  # 19:00 in New York
    await stage.tick()
    assert ana.heard_of(REMINDER) == 1


async def test_one_that_is_too_late_or_in_a_pause_is_left_out(stage: Stage) -> None:
    ana, bea = await stage.settled("Ana"), await stage.settled("Bea")
    await to(stage, 24, 8)
    await bea.says("/pause 3")
    await stage.stop()
    stage.clock.set(datetime(2026, 11, 24, 20, 30, tzinfo=UTC))
    await stage.start()
    await stage.tick()
    assert ana.heard_of(REMINDER) == bea.heard_of(REMINDER) == 0
    await ana.says("/settings")
    await whole_day(stage, 25)
    assert ana.heard_of(REMINDER) == 1


async def test_a_restart_in_the_evening_reminds_once(stage: Stage) -> None:
    ana = await stage.settled()
    await to(stage, 24, 8)
    await stage.stop()
    await stage.start()
    await to(stage, 24, 19)
    await stage.stop()
    await stage.start()
    await to(stage, 24, 19, 5)
    assert ana.heard_of(REMINDER) == 1


async def test_while_something_else_is_under_way_there_is_none(stage: Stage) -> None:
    ana = await stage.settled()
    await to(stage, 24, 8)
    stage.clock.set(datetime(2026, 11, 24, 17, 50, tzinfo=UTC))
    await ana.says("/vision")
    await ana.presses("A new vision")
    await to(stage, 24, 19, 30)
    assert ana.heard_of(REMINDER) == 0


async def test_a_member_from_before_is_not_reminded_until_they_wish(stage: Stage) -> None:
    ana: Person = await stage.settled()
    assert stage.works is not None
    async with stage.works.begin() as work:
        member = await members.find(work, ana.id)
        assert member is not None
        member.reminders = False  # as the migration leaves it
    await whole_day(stage, 24)
    assert ana.heard_of(REMINDER) == 0


async def test_what_was_written_in_between_counts(stage: Stage) -> None:
    """Two ignored in a row end them, not two in a year."""
    ana = await stage.settled()
    await whole_day(stage, 24)
    await to(stage, 25, 8)
    await ana.says("/journal")
    await to(stage, 25, 19)
    assert ana.heard_of(REMINDER) == 2
    assert ana.heard_of("I won't remind you any more") == 0
    await whole_day(stage, 26)
    await whole_day(stage, 27)
    assert ana.heard_of("I won't remind you any more") == 1


async def test_whoever_wants_readings_only_is_reminded_of_no_question(stage: Stage) -> None:
    ana = await stage.settled()
    await to(stage, 24, 8)
    await ana.says("/settings")
    await ana.presses("How I come by")
    await ana.presses("Readings only")
    await to(stage, 24, 19)
    assert ana.heard_of(REMINDER) == 0
