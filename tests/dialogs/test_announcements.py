"""Announcements: composed, rehearsed, tried on oneself, confirmed, and how they go."""

from __future__ import annotations

import pytest

from solbot.announcements.draft import service as drafts
from solbot.announcements.rules import Content
from tests.dialogs.announcing import composed, confirmed, tried
from tests.dialogs.people import Stage


@pytest.mark.both_databases
async def test_an_announcement_from_the_first_word_to_the_last_copy(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    cleo = stage.person("Cleo")
    await cleo.says("/start")  # has not consented
    await composed(olga)
    olga.sees("Announcement no. 1, a draft")
    olga.sees("Goes to: 2 people")
    olga.sees("Next: have a look at it as people will see it")
    await olga.presses("See it as people will")
    assert olga.heard_of("Hello Olga, a new place to meet has opened.") == 1
    await olga.presses("Send it to me")
    assert olga.heard_of("on its way to you") == 1
    await stage.settle()
    assert olga.heard_of("Hello Olga, a new place to meet has opened.") == 2
    await olga.presses("Go on to send")
    olga.sees("Goes to: 2 people")
    assert ana.heard_of("a new place") == 0
    await olga.presses("Send it")
    olga.sees("who gets it is fixed now")
    await stage.settle()
    assert ana.heard_of("Hello Ana, a new place to meet has opened.") == 1
    assert "No more announcements" in ana.labels()
    olga.sees("Delivered: 2")
    olga.sees("Done")
    assert cleo.heard_of("a new place") == 0
    await olga.says("/audit")
    olga.sees("no. 1")


async def test_nothing_is_sent_that_was_not_tried_as_it_is(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    await composed(olga)
    await olga.taps(olga.heard()[-1].message_id, "bcq:1")
    olga.sees("Send it to yourself first")
    assert "Send it" not in olga.labels()
    await olga.presses("Send it to me")
    await olga.presses("Go on to send")
    olga.sees("Your test has not arrived yet")
    await stage.settle()
    await olga.presses("Look again")
    await olga.presses("‹ Back")
    await olga.presses("Words: English")
    await olga.says("Other words, {name}")
    olga.sees("Next: have a look")
    await olga.taps(olga.heard()[-1].message_id, "bcgo:1:2")
    olga.sees("Somebody changed it meanwhile; nothing was sent")
    await stage.settle()
    assert ana.heard_of("Other words") == 0


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("Dear {nmae}, welcome", "{nmae} stands for nothing here"),
        ("Come to {program}", "{program} needs a program"),
        ("x" * 4090 + "{name}", "characters with the longest name; Telegram allows 4,096"),
    ],
)
async def test_what_can_not_be_filled_in_is_said_before_sending(
    stage: Stage, words: str, fault: str
) -> None:
    olga = await stage.owner()
    await composed(olga, words)
    olga.sees(fault)
    for early in ("See it as people will", "Send it to me"):
        await olga.presses(early)
        assert olga.toasts()[-1].startswith("Not yet: it can't be shown as people would see it")
        olga.sees(fault)
    await stage.settle()
    await olga.taps(olga.heard()[-1].message_id, "bcq:1")
    olga.sees("It can't be sent yet")
    assert "Send it" not in olga.labels()
    await olga.presses("Open the draft")
    olga.sees(fault)


async def test_formatting_pictures_films_and_albums_arrive_as_they_were_composed(
    stage: Stage,
) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    await olga.says("/broadcast")
    await olga.presses("A new announcement")
    stage.world.say(
        olga.id,
        "A bold <word> for {name|friend}",
        entities=[{"type": "bold", "offset": 2, "length": 4}],
    )
    await stage.quiet()
    await tried(stage, olga)
    await olga.presses("Send it")
    await stage.settle()
    ana.hears("A bold <word> for Ana")
    assert ana.heard()[-1].entities == [{"type": "bold", "offset": 2, "length": 4}]


@pytest.mark.parametrize("kind", ["photo", "video", "document"])
async def test_a_file_arrives_with_its_words_and_their_placeholders(
    stage: Stage, kind: str
) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    await olga.says("/broadcast")
    await olga.presses("A new announcement")
    words = "Look, {name}: this is new."
    if kind == "photo":
        await olga.sends_photo(words)
    elif kind == "video":
        stage.world.send_video(olga.id, b"film", caption=words)
        await stage.quiet()
    else:
        await olga.sends_file("program.pdf", b"%PDF-1.4", words)
    olga.sees("(1 file) Look, {name}: this is new.")
    await tried(stage, olga)
    await olga.presses("Send it")
    await stage.settle()
    assert (ana.heard()[-1].kind, ana.last()) == (kind, "Look, Ana: this is new.")
    assert ana.labels() == ["No more announcements"]


async def test_words_beside_a_picture_that_are_too_long_are_never_sent(stage: Stage) -> None:
    olga = await stage.owner()
    await olga.says("/broadcast")
    await olga.presses("A new announcement")
    await olga.sends_photo("x" * 1000 + "{name}")
    olga.sees("1,064 characters with the longest name; Telegram allows 1,024")
    before = len(olga.heard())
    await olga.presses("See it as people will")
    await olga.presses("Send it to me")
    await stage.settle()
    assert len(olga.heard()) == before
    assert olga.toasts()[-1].startswith("Not yet: it can't be shown")


async def test_what_can_not_be_sent_on_is_said_and_the_question_stays(stage: Stage) -> None:
    olga = await stage.owner()
    await olga.says("/broadcast")
    await olga.presses("A new announcement")
    stage.world.send_sticker(olga.id, "🌱")
    await stage.quiet()
    olga.sees("That can't be sent on to others")
    await olga.says("Then in words.")
    olga.sees("English: Then in words.")


async def test_a_programs_flyer_comes_with_the_words_and_one_that_is_not_there_is_a_fault(
    stage: Stage,
) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    await olga.says("/broadcast")
    await olga.presses("A new announcement")
    await olga.presses("A program's flyer")
    await olga.presses("Foundations for Leadership")
    olga.sees("Flyer of: Foundations for Leadership")
    olga.sees("the program has no flyer yet")
    await olga.presses("Send it to me")
    assert olga.toasts()[-1].startswith("Not yet")
    await olga.says("/program")
    await olga.presses("Foundations for Leadership")
    await olga.presses("Edit")
    await olga.presses("Flyer")
    await olga.sends_file("flyer.pdf", b"%PDF-1.4 flyer")
    await stage.settle()  # the first flyer is there at once, without being published
    await olga.says("/broadcast")
    await olga.presses("No. 1: Foundations for Leadership")
    await olga.presses("Words: English")
    await olga.says("For you, {name}: the flyer of {program}.")
    await tried(stage, olga)
    await olga.presses("Send it")
    await stage.settle()
    assert ana.heard()[-1].kind == "document"
    ana.hears("For you, Ana: the flyer of Foundations for Leadership.")


async def test_words_that_look_like_markup_arrive_as_they_were_typed(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    await composed(olga, "1 < 2 & <b>3</b> <p>for {name}")
    await tried(stage, olga)
    await olga.presses("Send it")
    await stage.settle()
    ana.hears("1 < 2 & <b>3</b> <p>for Ana")


async def test_markup_that_telegram_refuses_is_found_by_the_test_and_goes_to_nobody(
    stage: Stage,
) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    await composed(olga)
    assert stage.works is not None
    async with stage.works.begin() as work:  # such as an earlier version may have kept
        await drafts.put_content(work, 1, "en", Content("<marquee>Unheard of</marquee>"))
    await olga.presses("Send it to me")
    await stage.settle()
    olga.sees("Telegram refused the test of announcement no. 1 (English)")
    olga.sees('unsupported start tag "marquee"')
    await olga.taps(olga.heard()[-1].message_id, "bcq:1")
    olga.sees("Telegram refused the test:")
    assert "Send it" not in olga.labels()
    await olga.taps(olga.heard()[-1].message_id, "bcgo:1:3")
    await stage.settle()
    assert ana.heard_of("Unheard of") == 0


@pytest.mark.both_databases
async def test_two_staff_at_one_draft_and_a_restart_lose_nothing(stage: Stage) -> None:
    olga, bea = await stage.owner(), await stage.staff("Bea", "announcements")
    await composed(olga, "The first words.")
    await olga.presses("Words: English")
    await bea.says("/broadcast")
    await bea.presses("No. 1: The first words.")
    await bea.presses("Words: English")
    await bea.says("Words of Bea.")
    await stage.stop()
    await stage.start()
    await olga.says("Words of Olga.")
    olga.sees("Words of Bea.")
    await olga.presses("Keep theirs")
    olga.sees("English: Words of Bea.")
    await olga.presses("Words: English")
    await olga.says("Words of both.")
    await bea.says("/broadcast")
    bea.sees("No. 1: Words of both.")
    await olga.says("/audit")
    olga.sees("Olga changed an announcement (no. 1): what it says")
    olga.sees("Bea changed an announcement (no. 1): what it says")


@pytest.mark.both_databases
async def test_an_album_is_gathered_and_its_words_come_below_it(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    await olga.says("/broadcast")
    await olga.presses("A new announcement")
    for number in range(3):
        caption = "Three pictures" if number == 0 else None
        stage.world.send_photo(olga.id, b"\xff\xd8-picture", caption=caption, group="g1")
    await stage.quiet()
    assert olga.heard_of("An album. I am taking it in") == 1
    stage.clock.forward(seconds=3)
    await stage.settle()
    olga.sees("3 pieces")
    await olga.presses("Open the draft")
    olga.sees("(3 files) Three pictures")
    await tried(stage, olga)
    await olga.presses("Send it")
    await stage.settle()
    *pictures, words = ana.heard()[-4:]
    assert [one.kind for one in pictures] == ["photo"] * 3
    assert words.text == "Three pictures" and words.keyboard


@pytest.mark.both_databases
async def test_it_pauses_exactly_where_it_is_goes_on_and_the_rest_is_called_off(
    stage: Stage,
) -> None:
    olga = await stage.owner()
    people = [await stage.settled(f"Person {number}") for number in range(6)]
    await confirmed(stage, olga)
    await olga.presses("How it goes")
    await olga.presses("Pause")
    olga.sees("Paused. 7 people wait for it.")
    await stage.settle()
    assert not any(one.heard_of("a new place") for one in people)
    await stage.stop()
    await stage.start()
    await stage.settle()
    assert not any(one.heard_of("a new place") for one in people)
    await olga.presses("Go on")
    await stage.settle()
    assert [one.heard_of("a new place") for one in people] == [1] * 6
    await olga.presses("Refresh")
    olga.sees("Delivered: 7")


@pytest.mark.both_databases
async def test_the_rest_is_called_off(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    await confirmed(stage, olga)
    await olga.presses("How it goes")
    await olga.presses("Call off the rest")
    await olga.presses("Yes, call off the rest")
    olga.sees("Called off: 2")
    await stage.settle()
    assert ana.heard_of("a new place") == 0


@pytest.mark.both_databases
async def test_a_confirmation_tapped_twice_or_by_somebody_else(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    bea = await stage.staff("Bea", "announcements")
    await composed(olga)
    await tried(stage, olga)
    message, data = olga.button("Send it")
    await bea.says("/broadcast")
    await bea.taps(bea.heard()[-1].message_id, data)
    bea.sees("Somebody else was asked about it")
    await stage.settle()
    assert ana.heard_of("a new place") == 0
    await olga.taps(message.message_id, data)
    olga.sees("Somebody else was asked about it")
    await olga.presses("Send it")
    await olga.taps(message.message_id, data)
    assert olga.toasts()[-1].startswith("It has been confirmed already")
    await stage.settle()
    assert ana.heard_of("a new place") == 1


@pytest.mark.both_databases
async def test_the_audience_changed_since_the_question(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    await composed(olga)
    await tried(stage, olga)
    message, data = olga.button("Send it")
    await stage.settled("Bea")
    await olga.taps(message.message_id, data)
    olga.sees("These are the new figures")
    olga.sees("Goes to: 3 people")
    message, data = olga.button("Send it")
    stage.clock.forward(hours=25)
    await olga.taps(message.message_id, data)
    olga.sees("That question was a day old")
    await stage.settle()
    assert ana.heard_of("a new place") == 0


@pytest.mark.both_databases
async def test_a_demoted_sender_stops_it_and_owners_are_told(stage: Stage) -> None:
    olga = await stage.owner()
    bea = await stage.staff("Bea", "announcements")
    ana = await stage.settled("Ana")
    await confirmed(stage, bea)
    await olga.says("/invite")
    await olga.presses("Bea · Announcements")
    await olga.presses("Helper")
    await stage.settle()
    assert ana.heard_of("a new place") == 0
    olga.sees("Announcement no. 1 has paused by itself: Bea")
    await olga.presses("How it goes")
    await olga.presses("Go on")
    await stage.settle()
    assert ana.heard_of("a new place") == 1
