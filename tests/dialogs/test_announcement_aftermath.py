"""After an announcement: taps, corrections, taking it back, using it again, and /news."""

from __future__ import annotations

import pytest

from solbot.db.tables import Member
from solbot.fake_telegram.weather import Weather
from tests.dialogs.announcing import composed, confirmed, sent, tried
from tests.dialogs.people import Person, Stage


async def with_buttons(stage: Stage, olga: Person) -> None:
    """An announcement with one button of each kind, sent."""
    await composed(olga, "Come to {program}, {name}.")
    olga.sees("{program} needs a program")
    await olga.presses("Buttons")
    await olga.presses("+ a program")
    await olga.presses("Foundations for Leadership")
    await olga.presses("+ a link")
    for address in ("example.org", "http://localhost", "https://", "ftp://example.org/more"):
        await olga.says(f"Read more {address}")
        olga.sees(f"“{address}” is no web address")
    await olga.says("Read more https://example.org/more")
    await olga.presses("+ I'm interested")
    await olga.presses("+ Ask a person")
    await olga.presses("‹ Back")
    olga.sees(
        "Buttons: About the program (Foundations for Leadership) · Read more · I'm interested"
    )
    await tried(stage, olga)
    await olga.presses("Send it")
    await stage.settle()


@pytest.mark.both_databases
async def test_taps_are_counted_and_interest_has_names(stage: Stage) -> None:
    olga, ana, bea = await stage.owner(), await stage.settled("Ana"), await stage.settled("Bea")
    await with_buttons(stage, olga)
    ana.hears("Come to Foundations for Leadership, Ana.")
    await ana.says("/news")
    ana.sees("Come to Foundations for Leadership, Ana.")
    await ana.presses("About the program")
    ana.sees("Foundations for Leadership")
    await bea.presses("I'm interested")
    assert bea.toasts()[-1].startswith("Thank you, noted. The people who look after")
    await bea.presses("I'm interested")
    before = ana.heard_of("Come to Foundations for Leadership, Ana.")
    message, _ = bea.button("I'm interested")
    ask = next(
        button["callback_data"]
        for row in message.keyboard or []
        for button in row
        if button["text"] == "Ask a person"
    )
    await bea.taps(message.message_id, ask)
    bea.hears("What would you like to ask about Foundations for Leadership?")
    assert ana.heard_of("Come to Foundations for Leadership, Ana.") == before
    await bea.says("Is there a place for two?")
    await olga.presses("How it goes")
    olga.sees("About the program (Foundations for Leadership): 1")
    olga.sees("Ask a person: 1")
    olga.sees("I'm interested: 2")
    olga.sees("Read more: Telegram tells nobody")
    await olga.presses("Who is interested")
    olga.sees("Interested in announcement no. 1: 1")
    olga.sees("Bea")
    copy = await bea.export()
    assert copy["interests"][0]["announcement"] == 1


async def test_taps_on_a_rehearsal_change_nothing(stage: Stage) -> None:
    olga = await stage.owner()
    await composed(olga)
    await olga.presses("Buttons")
    await olga.presses("+ I'm interested")
    await olga.presses("‹ Back")
    await olga.presses("See it as people will")
    await olga.presses("I'm interested")
    assert olga.toasts()[-1].startswith("Noted, in a real one")
    await olga.presses("No more announcements")
    await olga.says("/settings")
    await olga.presses("Announcements")
    olga.sees("On. Announcements reach you")


@pytest.mark.both_databases
async def test_every_copy_is_corrected(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    await sent(stage, olga, "We meet on Monday, {name}.")
    before = ana.heard()[-1].message_id
    await olga.presses("Correct every copy")
    olga.sees("Correction of announcement no. 1, a draft")
    await olga.presses("Words: English")
    await olga.says("We meet on Tuesday, {name}.")
    await tried(stage, olga)
    olga.sees("Correct announcement no. 1?")
    await olga.says("/broadcast")
    olga.sees("Correction of no. 1: We meet on Tuesday")
    assert "No. 2" not in olga.last()  # a correction has no number of its own
    await olga.presses(next(one for one in olga.labels() if one.startswith("Correction of no. 1")))
    await olga.presses("Go on to send")
    await olga.presses("Send it")
    await stage.settle()
    message = stage.world.find(ana.id, before)
    assert message is not None and message.text == "We meet on Tuesday, Ana."
    assert message.keyboard
    olga.sees("Corrected: 2")
    bea = await stage.settled("Bea")
    await bea.says("/news")
    bea.sees("We meet on Tuesday, Bea.")


async def test_a_mistake_seen_halfway_is_corrected_and_the_rest_gets_the_new_words(
    stage: Stage,
) -> None:
    olga, ana, bea = await stage.owner(), await stage.settled("Ana"), await stage.settled("Bea")
    await bea.says("/reflect")  # and is asked something, so hers comes later
    await bea.presses("Personal mastery")
    await sent_to_two_of_three(stage, olga)
    assert (ana.heard_of("We meet on Monday"), bea.heard_of("We meet on Monday")) == (1, 0)
    await olga.presses("Correct every copy")
    await olga.presses("Words: English")
    await olga.says("We meet on Tuesday.")
    await tried(stage, olga)
    await olga.presses("Send it")
    olga.sees("The correction of announcement no. 1 is on its way to every copy")
    stage.clock.forward(minutes=11)
    await stage.settle()
    assert [one.heard_of("We meet on Tuesday") for one in (ana, bea)] == [1, 1]
    assert [one.heard_of("We meet on Monday") for one in (ana, bea)] == [0, 0]
    await olga.says("/broadcast")
    olga.sees("sent, ")
    await olga.presses("No. 1: We meet on Tuesday.")
    olga.sees("Delivered: 3")
    olga.sees("Corrected: 2")


async def test_paused_corrected_and_gone_on_with(stage: Stage) -> None:
    olga, ana, bea = await stage.owner(), await stage.settled("Ana"), await stage.settled("Bea")
    await bea.says("/reflect")
    await bea.presses("Personal mastery")
    await sent_to_two_of_three(stage, olga)
    await olga.presses("Pause")
    await olga.presses("Correct every copy")
    await olga.presses("Words: English")
    await olga.says("We meet on Tuesday.")
    await tried(stage, olga)
    await olga.presses("Send it")
    stage.clock.forward(minutes=11)
    await stage.settle()
    assert (ana.heard_of("We meet on Tuesday"), bea.heard_of("We meet on Tuesday")) == (1, 0)
    await olga.says("/broadcast")
    olga.sees("paused, ")
    await olga.presses("No. 1: We meet on Tuesday.")
    olga.sees("Paused. 1 person waits for it.")
    await olga.presses("Go on")
    await stage.settle()
    assert (ana.heard_of("We meet on Tuesday"), bea.heard_of("We meet on Tuesday")) == (1, 1)


async def test_it_is_taken_back_while_it_is_under_way(stage: Stage) -> None:
    olga, ana, bea = await stage.owner(), await stage.settled("Ana"), await stage.settled("Bea")
    await bea.says("/reflect")
    await bea.presses("Personal mastery")
    await sent_to_two_of_three(stage, olga)
    await olga.presses("Take it back")
    olga.sees("disappears from 2 chats, and nobody else will get it")
    await olga.presses("Yes, take it back")
    stage.clock.forward(minutes=11)
    await stage.settle()
    assert (ana.heard_of("We meet on Monday"), bea.heard_of("We meet on Monday")) == (0, 0)
    await olga.presses("Refresh")
    olga.sees("Called off: 1")
    olga.sees("Taken back: 2")


async def sent_to_two_of_three(stage: Stage, olga: Person) -> None:
    """Olga and Ana have it, Bea is answering; how it goes is on the screen."""
    await confirmed(stage, olga, "We meet on Monday.")
    await stage.settle()
    await olga.says("/broadcast")
    await olga.presses("No. 1: We meet on Monday.")
    olga.sees("2 of 3")


async def test_a_correction_lacks_nobodys_name(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    await sent(stage, olga, "We meet on Monday.")
    assert stage.works is not None
    async with stage.works.begin() as work:
        member = await work.session.get(Member, ana.id)
        assert member is not None
        member.name = None
    await olga.presses("Correct every copy")
    await olga.presses("Words: English")
    await olga.says("We meet on Tuesday, {name}.")
    olga.sees("1 person has no name; write {name|friend}")
    await olga.presses("Words: English")
    await olga.says("We meet on Tuesday, {name|friend}.")
    await tried(stage, olga)
    await olga.presses("Send it")
    await stage.settle()
    assert ana.heard_of("We meet on Tuesday, friend.") == 1


@pytest.mark.both_databases
async def test_it_is_taken_back_within_48_hours(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    await sent(stage, olga)
    stage.clock.forward(hours=40)
    bea = await stage.settled("Bea")
    await bea.says("/news")
    bea.sees("a new place to meet")
    await olga.presses("Take it back")
    olga.sees("disappears from 2 chats")
    await olga.presses("Yes, take it back")
    await stage.settle()
    assert ana.heard_of("a new place") == 0
    olga.sees("Taken back: 2")
    await bea.says("/news")
    bea.sees("Nothing has been announced for you")


async def test_after_48_hours_nothing_can_be_taken_back(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    await sent(stage, olga)
    stage.clock.forward(hours=49)
    await olga.presses("Take it back")
    olga.sees("2 copies are older than 48 hours")
    assert "Yes, take it back" not in olga.labels()
    assert ana.heard_of("a new place") == 1


async def test_an_album_is_taken_back_whole(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    await olga.says("/broadcast")
    await olga.presses("A new announcement")
    for number in range(2):
        caption = "Two pictures" if number == 0 else None
        stage.world.send_photo(olga.id, b"\xff\xd8-picture", caption=caption, group="g1")
    await stage.settle()
    await olga.presses("Open the draft")
    await tried(stage, olga)
    await olga.presses("Send it")
    before = len(ana.heard())
    await stage.settle()
    assert len(ana.heard()) == before + 3
    await olga.presses("Take it back")
    await olga.presses("Yes, take it back")
    await stage.settle()
    assert len(ana.heard()) == before


async def test_unsure_ones_are_sent_again_with_one_button(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    await confirmed(stage, olga)
    stage.world.weather = Weather(drop_before=1.0, only=frozenset({"sendmessage"}))
    stage.world.people[ana.id].blocked = False
    await stage.settle()
    stage.world.weather = Weather()
    await olga.says("/broadcast")
    await olga.presses("No. 1: Hello {name}, a new place to…")
    olga.sees("Unsure: 2")
    await olga.presses("Send the unsure ones again")
    await stage.settle()
    assert ana.heard_of("a new place") == 1
    await olga.presses("Refresh")
    olga.sees("Delivered: 2")


@pytest.mark.both_databases
async def test_sending_the_unsure_ones_again_does_not_send_what_was_called_off(
    stage: Stage,
) -> None:
    olga, ana, bea = await stage.owner(), await stage.settled("Ana"), await stage.settled("Bea")
    await bea.says("/reflect")
    await bea.presses("Personal mastery")
    await confirmed(stage, olga)
    stage.world.weather = Weather(drop_before=1.0, only=frozenset({"sendmessage"}))
    await stage.settle()
    stage.world.weather = Weather()
    await olga.says("/broadcast")
    await olga.presses("No. 1: Hello {name}, a new place to…")
    await olga.presses("Call off the rest")
    await olga.presses("Yes, call off the rest")
    olga.sees("Called off: 1")
    await olga.presses("Send the unsure ones again")
    stage.clock.forward(minutes=11)
    await stage.settle()
    assert (ana.heard_of("a new place"), bea.heard_of("a new place")) == (1, 0)
    await olga.presses("Refresh")
    olga.sees("Delivered: 2")
    olga.sees("Called off: 1")


@pytest.mark.both_databases
async def test_it_is_used_again_as_a_new_draft(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    await sent(stage, olga)
    await olga.presses("Use as a new draft")
    olga.sees("Announcement no. 2, a draft")
    await tried(stage, olga)
    await olga.presses("Send it")
    stage.clock.forward(hours=23)  # tomorrow, as it would be late at night before
    await stage.settle()
    stage.clock.forward(minutes=11)  # after what her nudge asks
    await stage.settle()
    assert ana.heard_of("a new place") == 2


async def test_announcements_off_and_on_again_while_the_coaching_goes_on(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    await olga.says("/broadcast")
    await olga.presses("Rules for announcements")
    await olga.presses("0 hours apart")
    await sent(stage, olga)
    await ana.presses("No more announcements")
    ana.sees("Your readings and questions come as before")
    await sent(stage, olga, "A second one.")
    assert ana.heard_of("A second one.") == 0
    await ana.says("/news")
    ana.sees("A second one.")
    ana.sees("Announcements are off")
    await ana.presses("1")
    ana.hears("A second one.")
    await stage.days(1)
    ana.hears("The reading of day-1")
    await ana.says("/settings")
    await ana.presses("Announcements")
    await ana.presses("Announcements again")
    ana.sees("On. Announcements reach you")
    stage.clock.forward(
        hours=9
    )  # before the evening's reminder, which would have time for an answer first
    await sent(stage, olga, "A third one.")
    assert ana.heard_of("A third one.") == 1


async def test_a_programs_card_needs_no_words(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    await olga.says("/broadcast")
    await olga.presses("A new announcement")
    await olga.presses("A program's card")
    await olga.presses("Foundations for Leadership")
    olga.sees("Card of: Foundations for Leadership")
    await tried(stage, olga)
    await olga.presses("Send it")
    await stage.settle()
    ana.hears("Foundations for Leadership")
    assert ana.labels() == ["About the program", "No more announcements"]
    await ana.says("/news")
    ana.sees("Foundations for Leadership")


async def test_a_test_that_waited_is_not_blamed_on_telegram(stage: Stage) -> None:
    olga = await stage.owner()
    await composed(olga)
    await olga.presses("Send it to me")
    stage.clock.forward(hours=2)  # Telegram was away, or the sender
    await stage.settle()
    await olga.presses("Go on to send")
    olga.sees("Your test waited too long to be sent, or may not have arrived.")
    assert "refused" not in olga.shown()
    await olga.presses("‹ Back")
    olga.sees("It says nothing about the announcement: send it to yourself once more.")
    await tried(stage, olga)
    await olga.presses("Send it")
    olga.sees("who gets it is fixed now")


async def test_whoever_began_it_is_named_also_when_they_are_no_staff_any_more(stage: Stage) -> None:
    olga, ines = await stage.owner(), await stage.staff("Ines", "announcements")
    await sent(stage, ines)
    await olga.says("/invite")
    await olga.presses("Ines · Announcements")
    await olga.presses("Dismiss")
    await olga.presses("Yes, dismiss")
    await olga.says("/broadcast")
    await olga.presses(next(one for one in olga.labels() if one.startswith("No. 1:")))
    olga.sees("Begun by Ines")
