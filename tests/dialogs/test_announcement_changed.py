"""A confirmed announcement moved, corrected and tried again before it goes; a series that rests; two staff at once."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.dialogs.announcing import composed, sent, tried
from tests.dialogs.people import Person, Stage


async def pending(stage: Stage, staff: Person, words: str = "We meet in room 4.") -> None:
    """Confirmed for three in the afternoon; the page that says how it goes is on the screen."""
    await composed(staff, words)
    await staff.presses("When")
    await staff.presses("At a time")
    await staff.says("today 15:00")
    await tried(stage, staff)
    await staff.presses("Send it")
    await staff.presses("How it goes")


async def looks(staff: Person, number: int) -> None:
    """Opens an announcement from the list."""
    await staff.says("/broadcast")
    await staff.presses(next(one for one in staff.labels() if one.startswith(f"No. {number}:")))


@pytest.mark.both_databases
async def test_a_confirmed_one_is_moved_before_it_goes(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    await pending(stage, olga)
    olga.sees("Begins Monday 23 November, 15:00")
    await olga.presses("Move it")
    olga.sees("When shall announcement no. 1 leave?")
    assert "Every day" not in olga.labels()
    await olga.presses("At a time")
    await olga.says("today 17:00")
    olga.sees("Begins Monday 23 November, 17:00")
    stage.clock.set(datetime(2026, 11, 23, 14, 0, 5, tzinfo=UTC))
    await stage.settle()
    assert ana.heard_of("room 4") == 0
    stage.clock.set(datetime(2026, 11, 23, 16, 0, 5, tzinfo=UTC))
    await stage.settle()
    assert ana.heard_of("room 4") == 1
    await olga.says("/audit")
    olga.sees("moved a confirmed announcement (no. 1)")


async def test_it_can_be_moved_to_everybodys_own_hour_and_to_now(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    bea = await stage.settled("Bea", "America/Lima")
    await pending(stage, olga)
    await olga.presses("Move it")
    await olga.presses("12:00 wherever people are")
    olga.sees("Begins Monday 23 November, 12:00")
    stage.clock.set(datetime(2026, 11, 23, 11, 0, 5, tzinfo=UTC))  # noon in Madrid
    await stage.settle()
    assert (ana.heard_of("room 4"), bea.heard_of("room 4")) == (1, 0)
    await pending(stage, olga, "We meet in room 5.")
    await olga.presses("Move it")
    await olga.presses("At once")
    olga.sees("Under way since 12:0")


async def test_what_has_begun_is_not_moved_any_more(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    await pending(stage, olga)
    await olga.presses("Move it")
    message, at_once = olga.button("At once")
    stage.clock.set(datetime(2026, 11, 23, 14, 0, 5, tzinfo=UTC))
    await stage.settle()
    await olga.taps(message.message_id, at_once)
    olga.sees("Done")
    assert "Move it" not in olga.labels()
    assert ana.heard_of("room 4") == 1


@pytest.mark.both_databases
async def test_two_staff_move_one_confirmed_announcement(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    rosa = await stage.staff("Rosa", "announcements")
    await pending(stage, olga)
    for one in (olga, rosa):
        await looks(one, 1)
        await one.presses("Move it")
        await one.presses("At a time")
    await olga.says("today 16:00")
    olga.sees("Begins Monday 23 November, 16:00")
    await rosa.says("today 17:00")
    rosa.sees("Somebody else set when announcement no. 1 leaves, while you were at it")
    rosa.sees("Theirs: 23 November 2026, 16:00")
    rosa.sees("Yours: 23 November 2026, 17:00")
    await rosa.presses("Use mine")
    rosa.sees("Begins Monday 23 November, 17:00")
    await olga.presses("Move it")
    message, noon = olga.button("12:00 wherever people are")
    await looks(rosa, 1)
    await rosa.presses("Move it")
    await rosa.presses("18:00 wherever people are")
    await olga.taps(message.message_id, noon)
    olga.sees("Theirs: 23 November 2026, 18:00 wherever people are")
    await olga.presses("Keep theirs")
    olga.sees("When shall announcement no. 1 leave?")
    stage.clock.set(datetime(2026, 11, 23, 17, 0, 5, tzinfo=UTC))
    await stage.settle()
    assert ana.heard_of("room 4") == 1


async def test_a_confirmed_one_is_tried_and_corrected_before_it_goes(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    await pending(stage, olga)
    await olga.presses("Send it to me")
    await stage.settle()
    assert olga.heard_of("room 4") >= 2
    await looks(olga, 1)
    await olga.presses("Change what it says")
    olga.sees("Correction of announcement no. 1, a draft")
    olga.sees("It has not gone out so far; once this is confirmed, it says this instead")
    await olga.presses("Words: English")
    await olga.sends_photo("We meet in room 5.")  # another kind of message, as nobody has it
    await tried(stage, olga)
    olga.sees("from now on it says this instead")
    await olga.presses("Send it")
    olga.sees("Announcement no. 1 has the new words")
    stage.clock.set(datetime(2026, 11, 23, 14, 0, 5, tzinfo=UTC))
    await stage.settle()
    assert (ana.heard_of("room 4"), ana.heard_of("room 5")) == (0, 1)
    assert ana.heard()[-1].kind == "photo"


@pytest.mark.both_databases
async def test_two_corrections_of_one_announcement(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    rosa = await stage.staff("Rosa", "announcements")
    await sent(stage, olga, "We meet in room 4.")
    for one, words in ((olga, "We meet in room 5."), (rosa, "We meet in room 6.")):
        await looks(one, 1)
        await one.presses("Correct every copy")
        await one.presses("Words: English")
        await one.says(words)
        await tried(stage, one)
    await olga.presses("Send it")
    await stage.settle()
    assert ana.heard_of("room 5") == 1
    await rosa.presses("Send it")
    rosa.sees("Somebody else corrected the same meanwhile; nothing was changed")
    rosa.sees("English: We meet in room 6.")
    rosa.sees("Somebody else corrected it since you began. Theirs:")
    rosa.sees("We meet in room 5.")
    assert "Send it" not in rosa.labels()
    await rosa.presses("Use mine")
    await rosa.presses("Send it")
    await stage.settle()
    assert ana.heard_of("room 6") == 1


async def test_ones_own_correction_gives_way(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    rosa = await stage.staff("Rosa", "announcements")
    await sent(stage, olga, "We meet in room 4.")
    for one, words in ((olga, "We meet in room 5."), (rosa, "We meet in room 6.")):
        await looks(one, 1)
        await one.presses("Correct every copy")
        await one.presses("Words: English")
        await one.says(words)
        await tried(stage, one)
    await olga.presses("Send it")
    await stage.settle()
    await rosa.presses("Send it")
    await rosa.presses("Keep theirs")
    rosa.sees("Announcement no. 1")
    assert ana.heard_of("room 5") == 1


@pytest.mark.both_databases
async def test_two_staff_write_one_draft(stage: Stage) -> None:
    olga = await stage.owner()
    rosa = await stage.staff("Rosa", "announcements")
    await composed(olga, "The first words.")
    await looks(rosa, 1)
    for one in (olga, rosa):
        await one.presses("Words: English")
    await olga.says("Words of Olga <&>")
    olga.sees("Words of Olga")
    await rosa.says("Words of Rosa")
    rosa.sees("Somebody else wrote the words in English while you were writing")
    rosa.sees("Theirs: Words of Olga <&>")
    rosa.sees("Yours: Words of Rosa")
    message, mine = rosa.button("Use mine")
    await rosa.presses("Use mine")
    rosa.sees("English: Words of Rosa")
    await rosa.taps(message.message_id, mine)  # a second tap changes nothing
    await looks(rosa, 1)
    rosa.sees("English: Words of Rosa")
    await olga.presses("Words: English")
    await looks(rosa, 1)
    await rosa.presses("Words: English")
    await rosa.says("Rosa again")
    await olga.says("Olga again")
    await olga.presses("Keep theirs")
    olga.sees("English: Rosa again")


@pytest.mark.both_databases
async def test_a_series_rests_and_is_reworded(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    await composed(olga, "Hello {name|friend}, a new place to meet has opened.")
    await olga.presses("When")
    await olga.presses("Every week")
    await olga.says("today 12:00")
    await tried(stage, olga)
    await olga.presses("Send it")
    stage.clock.set(datetime(2026, 11, 23, 11, 0, 1, tzinfo=UTC))
    await stage.settle()
    assert ana.heard_of("a new place") == 1
    await looks(olga, 1)
    message, pause = olga.button("Pause it")
    await olga.presses("Pause it")
    olga.sees("pauses for the time being")
    await olga.taps(message.message_id, pause)
    olga.sees("pauses for the time being")
    stage.clock.set(datetime(2026, 11, 30, 11, 0, 1, tzinfo=UTC))
    await stage.settle()
    assert ana.heard_of("a new place") == 1
    await looks(olga, 1)
    await olga.presses("Change what it says")
    await olga.presses("Words: English")
    await olga.says("Hello {name}, room 5.")
    olga.sees("who joins later may have no name")
    await olga.presses("Words: English")
    await olga.says("Hello {name|friend}, room 5.")
    await tried(stage, olga)
    await olga.presses("Send it")
    olga.sees("has the new words")
    await looks(olga, 1)
    await olga.presses("Let it repeat again")
    olga.sees("next: Monday 7 December, 12:00")
    stage.clock.set(datetime(2026, 12, 7, 11, 0, 1, tzinfo=UTC))
    await stage.settle()
    assert (ana.heard_of("a new place"), ana.heard_of("room 5")) == (1, 1)
    await looks(olga, 1)
    await olga.presses("Pause it")
    await olga.presses("Stop repeating it")
    olga.sees("It no longer repeats")


async def test_what_a_correction_changes_is_shown_whole_before_it_goes(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    long = "We meet in room 4, where the light is good, and stay until everybody was heard. " * 40
    await sent(stage, olga, long + "Bring a chair.")
    await olga.presses("Correct every copy")
    await olga.presses("Words: English")
    await olga.says(long + "Bring two chairs.")
    await olga.presses("Buttons")
    await olga.presses("+ Ask a person")
    await olga.presses("‹ Back")
    await tried(stage, olga)
    assert "Bring two chairs" not in olga.shown()
    await olga.presses("Show all changes")
    olga.sees("Announcement no. 1: all that changes (1 of 3)")
    olga.sees("Words (English)\nNow: We meet in room 4")
    shown = olga.shown()
    while "Next page ›" in olga.labels():
        await olga.presses("Next page ›")
        shown += olga.shown()
    assert shown.count("where the light is good") == 80
    assert shown.index("Bring a chair.") < shown.index("Bring two chairs.")
    olga.sees("Buttons (English)\nNow: nothing\nThen: Ask a person")
    await olga.presses("‹ Back")
    await olga.presses("Send it")
    await stage.settle()
    assert "two chairs" in "".join(one.text for one in ana.heard())


async def test_a_link_that_leads_elsewhere_and_letters_made_bold_are_changes(stage: Stage) -> None:
    olga = await stage.owner()
    await composed(olga)
    await olga.presses("Buttons")
    await olga.presses("+ a link")
    await olga.says("The place https://example.org/one")
    await olga.presses("‹ Back")
    await tried(stage, olga)
    await olga.presses("Send it")
    await stage.settle()
    await looks(olga, 1)
    await olga.presses("Correct every copy")
    await olga.presses("Buttons")
    await olga.presses("✕ The place")
    await olga.presses("+ a link")
    await olga.says("The place https://example.org/two")
    await olga.presses("‹ Back")
    await olga.presses("Words: English")
    stage.world.say(
        olga.id,
        "Hello {name}, a new place to meet has opened.",
        entities=[{"type": "bold", "offset": 0, "length": 5}],
    )
    await stage.quiet()
    await tried(stage, olga)
    await olga.presses("Show all changes")
    olga.sees("Now: The place (https://example.org/one)\nThen: The place (https://example.org/two)")
    olga.sees("Then: <b>Hello</b> {name}, a new place")
    await olga.taps(1, "bcdf:1:bcq")  # no correction, and sent by now
    assert "all that changes" not in olga.shown()


async def test_a_draft_that_somebody_changed_meanwhile_is_not_dropped(stage: Stage) -> None:
    olga, pia = await stage.owner(), await stage.staff("Pia", "announcements")
    await composed(olga)
    await looks(pia, 1)
    await pia.presses("Drop the draft")
    await olga.presses("Words: English")
    await olga.says("The hall is on the left.")
    await pia.presses("Yes, drop it")
    assert "changed it meanwhile" in pia.toasts()[-1]
    pia.sees("The hall is on the left.")
    await pia.taps(1, "bcxx:1")  # a button of an earlier version
    pia.sees("Nothing has been said to everybody yet.")
