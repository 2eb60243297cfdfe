"""How an announcement stands before it has begun: in the list, on its page, paused and called off."""

from __future__ import annotations

from tests.dialogs.announcing import composed, tried
from tests.dialogs.people import Person, Stage


async def for_tomorrow(stage: Stage, bea: Person) -> None:
    """One that is confirmed for tomorrow at ten; its page on the screen."""
    await composed(bea, "Come on Friday.")
    await bea.presses("Buttons")
    await bea.presses("+ a vote")
    await bea.says("Yes\nNo")
    await bea.presses("‹ Back")
    await bea.presses("When")
    await bea.presses("At a time")
    await bea.says("tomorrow 10:00")
    await tried(stage, bea)
    await bea.presses("Send it")
    await bea.presses("How it goes")


async def test_it_waits_for_its_moment_and_then_was_sent_at_that(stage: Stage) -> None:
    bea = await stage.staff("Bea", "announcements")
    await for_tomorrow(stage, bea)
    bea.sees("Begins Tuesday 24 November, 10:00")
    assert "Close the vote" not in bea.labels()  # nobody has it
    await bea.says("/broadcast")
    bea.sees("waits for its moment, 24 Nov 2026, 10:00")
    stage.clock.forward(days=1, hours=1)
    await stage.settle()
    await bea.says("/broadcast")
    bea.sees("sent, 24 Nov 2026, 10:00")
    await bea.presses("No. 1")
    assert "Close the vote" in bea.labels()


async def test_paused_before_its_moment_it_says_both(stage: Stage) -> None:
    bea = await stage.staff("Bea", "announcements")
    await for_tomorrow(stage, bea)
    await bea.presses("Pause")
    bea.sees("Paused. 1 person waits for it.")
    bea.sees("Its moment: Tuesday 24 November, 10:00")
    await bea.presses("Go on")
    bea.sees("Begins Tuesday 24 November, 10:00")


async def test_called_off_before_its_moment_it_can_be_used_again_and_nothing_else(
    stage: Stage,
) -> None:
    bea = await stage.staff("Bea", "announcements")
    await for_tomorrow(stage, bea)
    await bea.presses("Call off the rest")
    await bea.presses("Yes, call off the rest")
    bea.sees("Called off on 23 Nov")
    assert "Begins" not in bea.shown()
    gone = {"Move it", "Change what it says", "Send it to me", "Close the vote"}
    assert not gone & set(bea.labels())
    await bea.says("/broadcast")
    bea.sees("called off, ")
    await bea.presses("No. 1")
    await bea.presses("Use as a new draft")
    bea.sees("a draft")


async def test_a_correction_that_was_confirmed_leads_to_what_it_corrects(stage: Stage) -> None:
    bea = await stage.staff("Bea", "announcements")
    await for_tomorrow(stage, bea)
    await bea.presses("Change what it says")
    await bea.presses("Words: English")
    await bea.says("Come on Saturday.")
    await tried(stage, bea)
    message, again = bea.button("Send it")
    await bea.taps(message.message_id, again)
    bea.sees("Announcement no. 1 has the new words.")
    await bea.taps(message.message_id, again)
    bea.sees("Announcement no. 1\n")
    bea.sees("Begins Tuesday 24 November, 10:00")
    assert "no. 2" not in bea.shown()
