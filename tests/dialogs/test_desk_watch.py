"""Who is told of what at the desk, and when: new questions, and what waits too long; never at night."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.dialogs.desk_people import QUESTION, answers, asks, passes
from tests.dialogs.people import Stage

WAITS = "been waiting for an answer for more than"


async def test_quiet_and_told_again(stage: Stage) -> None:
    ana = await stage.settled("Ana")
    hugo, ida = await stage.staff("Hugo", "helper"), await stage.staff("Ida", "programs")
    await asks(ana)
    await hugo.presses("Quiet, please")
    hugo.sees("You are not told of each new question any more.")
    assert hugo.heard_of("A new question, no. 1") == 1  # what was said stays
    await asks(ana, "The second")
    assert hugo.heard_of("A new question") == 1
    assert ida.heard_of("A new question") == 2
    await hugo.says("/desk")
    await hugo.presses("Tell me of new ones")
    await asks(ana, "The third")
    assert hugo.heard_of("A new question, no. 3") == 1


async def test_what_waits_a_day_is_told_to_all_once_and_to_owners_after_two(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    hugo, carl = await stage.staff("Hugo", "helper"), await stage.staff("Carl", "content")
    await hugo.says("/desk")
    await hugo.presses("Quiet, please")
    await asks(ana)
    stage.clock.forward(hours=23)
    await passes(stage)
    assert hugo.heard_of(WAITS) == 0
    stage.clock.forward(hours=2)
    await passes(stage)
    await passes(stage)
    hugo.hears(f"1 question has {WAITS} 24 hours.")
    for _ in range(5):
        stage.clock.forward(hours=1)
        await passes(stage)
    assert (hugo.heard_of(WAITS), olga.heard_of(WAITS), carl.heard_of(WAITS)) == (1, 1, 0)
    stage.clock.set(datetime(2026, 11, 25, 10, tzinfo=UTC))
    await passes(stage)
    olga.hears(f"1 question has {WAITS} 48 hours.")
    assert (hugo.heard_of(WAITS), olga.heard_of(WAITS)) == (1, 2)
    stage.clock.forward(days=3)
    await passes(stage)
    assert (hugo.heard_of(WAITS), olga.heard_of(WAITS)) == (1, 2)
    await hugo.presses("The desk")
    hugo.sees(QUESTION)


async def test_an_answer_ends_the_wait_and_a_new_wait_counts_anew(stage: Stage) -> None:
    ana, hugo = await stage.settled("Ana"), await stage.staff("Hugo", "helper")
    await asks(ana)
    stage.clock.forward(hours=20)
    await answers(hugo, "1 · Ana")
    stage.clock.forward(hours=30)
    await passes(stage)
    assert hugo.heard_of(WAITS) == 0
    await ana.presses("Write again")
    await ana.says("And one thing more")
    stage.clock.forward(hours=25)
    await passes(stage)
    await passes(stage)
    assert hugo.heard_of(WAITS) == 1


async def test_nobody_is_told_at_night_by_their_own_clock(stage: Stage) -> None:
    ana = await stage.settled("Ana")
    hugo = await stage.staff("Hugo", "helper")  # Madrid: an hour ahead of UTC
    kim = await stage.staff("Kim", "programs")
    await kim.says("/settings")
    await kim.presses("Time zone")
    await kim.says("Tokyo")
    stage.clock.set(datetime(2026, 11, 23, 20, 30, tzinfo=UTC))
    await asks(ana)
    await asks(ana, "Another")
    stage.clock.set(datetime(2026, 11, 24, 20, 31, tzinfo=UTC))  # 21:31 in Madrid, 05:31 in Tokyo
    await passes(stage)
    stage.clock.set(datetime(2026, 11, 24, 22, 59, tzinfo=UTC))
    await passes(stage)
    assert (hugo.heard_of(WAITS), kim.heard_of(WAITS)) == (0, 0)
    stage.clock.set(datetime(2026, 11, 24, 23, 0, tzinfo=UTC))  # eight in Tokyo
    await passes(stage)
    assert (hugo.heard_of(WAITS), kim.heard_of(WAITS)) == (0, 1)
    assert kim.heard_of("2 questions have been waiting") == 1
    stage.clock.set(datetime(2026, 11, 25, 7, 0, tzinfo=UTC))  # eight in Madrid
    await passes(stage)
    assert (hugo.heard_of(WAITS), kim.heard_of(WAITS)) == (1, 1)


async def test_what_is_answered_by_morning_is_not_told_of(stage: Stage) -> None:
    ana, hugo = await stage.settled("Ana"), await stage.staff("Hugo", "helper")
    stage.clock.set(datetime(2026, 11, 23, 20, 30, tzinfo=UTC))
    await asks(ana)
    stage.clock.set(datetime(2026, 11, 24, 21, 0, tzinfo=UTC))
    await passes(stage)
    await answers(hugo, "1 · Ana")
    stage.clock.set(datetime(2026, 11, 25, 7, 30, tzinfo=UTC))
    await passes(stage)
    assert hugo.heard_of(WAITS) == 0


async def test_owners_set_after_how_many_hours(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    hugo = await stage.staff("Hugo", "helper")
    await hugo.says("/desk")
    assert "After how long to remind" not in hugo.labels()
    await hugo.taps(hugo.heard()[-1].message_id, "dkv:4")
    assert hugo.toasts()[-1].startswith("That is not part of your role")
    await olga.says("/desk")
    await olga.presses("After how long to remind")
    olga.sees("no answer for 24 hours")
    await olga.presses("4 hours")
    olga.sees("no answer for 4 hours")
    await asks(ana)
    stage.clock.forward(hours=4, minutes=1)
    await passes(stage)
    await passes(stage)
    hugo.hears(f"{WAITS} 4 hours")
