"""Words find their question: the newest shown, unless a reply, a tap or the person says otherwise."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from solbot.coaching.answers import held_words
from solbot.db.tables import Answer
from solbot.fake_telegram.chats import ChatMessage
from tests.dialogs.people import Person, Stage

NOTICED = "What did you notice today?"
SEE, SO = "What do you want to see?", "And what is so today?"
WROTE = "You wrote: A choir that sings without fear Is it still so?"
STRAIN = "How strong is the strain?"


async def filed(person: Person) -> list[tuple[str | None, Any]]:
    """What is in the journal, each with the question it is under."""
    return [(one["asked"], one["answer"]) for one in (await person.export())["answers"]]


def asking(person: Person, words: str) -> ChatMessage:
    """The first message of the bot's with these words."""
    return next(message for message in person.heard() if words in message.text)


async def half_given(stage: Stage) -> Person:
    """Somebody who answered one part of two, and then had the next day's question."""
    ana = await stage.settled()
    await stage.days(5)
    await ana.says("A calm table")
    await stage.days(1)
    ana.hears(WROTE)
    return ana


# The newest question wins


async def test_half_an_answer_does_not_swallow_the_next_days_words(stage: Stage) -> None:
    ana = await half_given(stage)
    assert "Something else was still open" not in ana.last()
    await ana.says("It is still so")
    assert await filed(ana) == [(SEE, "A calm table"), (WROTE, "It is still so")]


@pytest.mark.both_databases
async def test_one_message_a_day_is_under_its_days_question_and_no_reading_comes_twice(
    stage: Stage,
) -> None:
    ana = await stage.settled()
    back = 0
    for day in range(1, 11):
        await stage.days(1)
        if "Let it fade" in ana.labels():  # an idea of an earlier day, in one line
            await ana.presses("Not today")
            await stage.days(1)
            back += 1
        ana.hears(f"The reading of day-{day}")
        await ana.says(f"The words of day {day}")
    readings = sum(ana.heard_of(f"The reading of day-{day}\n") for day in range(1, 11))
    assert readings == 10 + back and back < 2
    found = await filed(ana)
    assert [words for _, words in found] == [f"The words of day {day}" for day in range(1, 11)]
    asked = [question for question, _ in found]
    assert asked[:2] == [NOTICED, STRAIN] and asked[4:6] == [SEE, WROTE]
    assert len(set(asked)) == 10


async def test_the_other_half_is_given_as_a_reply_and_then_today_is_open_again(
    stage: Stage,
) -> None:
    ana = await half_given(stage)
    await ana.says("A loud one", reply_to=asking(ana, SO).message_id)
    ana.hears("Both parts are there now")
    ana.hears(SO)
    await ana.says("Still so")
    ana.hears(WROTE)
    assert await filed(ana) == [(SEE, "A calm table"), (SO, "A loud one"), (WROTE, "Still so")]


async def test_the_other_half_is_given_after_a_tap_and_then_today_is_asked_again(
    stage: Stage,
) -> None:
    ana = await half_given(stage)
    older = asking(ana, SO)
    assert older.keyboard is not None
    await ana.taps(older.message_id, older.keyboard[0][0]["callback_data"])
    ana.hears(SO)
    await stage.stop()
    await stage.start()
    await ana.says("A loud one")
    ana.hears(f"Still open: {WROTE}")
    await ana.says("Still so")
    assert await filed(ana) == [(SEE, "A calm table"), (SO, "A loud one"), (WROTE, "Still so")]


async def test_a_reply_to_a_part_that_is_answered_adds_to_that_part(stage: Stage) -> None:
    ana = await half_given(stage)
    await ana.says("And quiet", reply_to=asking(ana, SEE).message_id)
    ana.hears(SO)
    assert await filed(ana) == [(SEE, "A calm table"), (SEE, "And quiet")]


async def test_a_reply_to_ones_own_answer_or_to_its_receipt_adds_to_it(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    sent = await ana.says("The light")
    receipt = ana.heard()[-1]
    await stage.days(1)
    await ana.says("On the stairs", reply_to=sent.message_id)
    await ana.says("In the dust", reply_to=receipt.message_id)
    assert await filed(ana) == [
        (NOTICED, "The light"),
        (NOTICED, "On the stairs"),
        (NOTICED, "In the dust"),
    ]


async def test_what_is_kept_says_under_which_question_and_of_which_day(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    older = ana.heard()[-1]
    await ana.says("The light")
    ana.hears(f"Kept in your journal, under:\n{NOTICED}")
    await stage.days(1)
    await ana.says("The stairs", reply_to=older.message_id)
    ana.hears(f"Kept in your journal, with Tuesday 24 November, under:\n{NOTICED}")


# A nudge does not cut in


@pytest.mark.both_databases
async def test_a_nudge_waits_while_somebody_writes(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1, hour=6)
    stage.clock.forward(minutes=55)
    await ana.says("Thinking aloud")
    stage.clock.forward(minutes=5)
    await stage.tick()
    assert ana.heard_of("The reading of day-1") == 0
    stage.clock.forward(minutes=4, seconds=59)
    await stage.tick()
    assert ana.heard_of("The reading of day-1") == 0
    stage.clock.forward(seconds=2)
    await stage.tick()
    assert ana.heard_of("The reading of day-1") == 1
    await ana.says("The light")
    assert await filed(ana) == [(NOTICED, "The light")]


async def test_a_nudge_waits_for_half_an_hour_at_most(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1, hour=6)
    stage.clock.forward(minutes=59)
    for minute in range(30):
        await ana.says(f"Thought {minute}")
        stage.clock.forward(minutes=1)
        await stage.tick()
        assert ana.heard_of("The reading of day-1") == 0, minute
    await ana.says("One more thought")
    stage.clock.forward(minutes=1)
    await stage.tick()
    assert ana.heard_of("The reading of day-1") == 1


async def test_a_tap_holds_no_nudge_back(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1, hour=6)
    stage.clock.forward(minutes=59)
    await ana.says("/settings")
    await ana.presses("Pause")
    await ana.says("/cancel")
    stage.clock.forward(minutes=1)
    await stage.tick()
    assert ana.heard_of("The reading of day-1") == 1


async def test_a_question_put_off_does_not_come_in_the_same_minute_as_the_days_own(
    stage: Stage,
) -> None:
    ana = await stage.settled()
    await stage.days(1)
    await ana.presses("Later")
    await ana.presses("Tomorrow")
    ana.hears("I will ask again on Wednesday at 08:30")
    await stage.days(1)
    assert ana.heard_of(NOTICED) == 1
    ana.hears("The reading of day-2")
    stage.clock.forward(minutes=30)
    await stage.tick()
    ana.hears(NOTICED)
    await ana.says("The light")
    assert await filed(ana) == [(NOTICED, "The light")]


@pytest.mark.both_databases
async def test_a_question_put_off_stands_back_where_the_days_own_moved_near(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    await ana.presses("Later")
    await ana.presses("This evening")
    await ana.says("/settings")
    await ana.presses("Days and times")
    await ana.says("every day at 19:10")
    stage.clock.forward(hours=11)
    await stage.tick()
    assert ana.heard_of(NOTICED) == 1
    stage.clock.forward(minutes=10)
    await stage.tick()
    ana.hears("The reading of day-2")
    for _ in range(50):
        stage.clock.forward(minutes=1)
        await stage.tick()
    ana.hears(NOTICED)


# In doubt, both are named


@pytest.mark.parametrize("meant", ["It answers the question", "It is for my vision"])
async def test_a_question_that_comes_while_a_vision_is_awaited(stage: Stage, meant: str) -> None:
    ana = await stage.settled()
    await stage.days(1, hour=6)
    await ana.says("/vision")
    await ana.presses("A new vision")
    stage.clock.forward(hours=1)
    await stage.tick()
    ana.hears("Something else was still open between us")
    await ana.says("A house with an open door")
    ana.hears(NOTICED)
    ana.hears("It is for my vision")
    await ana.presses(meant)
    copy = await ana.export()
    visions = [one["words"] for one in copy["visions"]]
    if meant == "It is for my vision":
        assert visions[1:] == ["A house with an open door"] and copy["answers"] == []
    else:
        assert len(visions) == 1 and copy["answers"][0]["asked"] == NOTICED
    assert copy["unplaced"] == []


async def test_after_the_question_has_its_answer_the_vision_is_awaited_still(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1, hour=6)
    await ana.says("/vision")
    await ana.presses("A new vision")
    stage.clock.forward(hours=1)
    await stage.tick()
    await ana.says("The light")
    await ana.presses("It answers the question")
    await ana.says("A house with an open door")
    ana.hears("How close is it today")
    copy = await ana.export()
    assert [one["answer"] for one in copy["answers"]] == ["The light"]
    assert copy["visions"][1]["words"] == "A house with an open door"


async def test_a_whole_message_that_staff_meant_for_an_announcement_is_asked_for_again(
    stage: Stage,
) -> None:
    olga = await stage.owner()
    await stage.days(1, hour=6)
    await olga.says("/broadcast")
    await olga.presses("A new announcement")
    stage.clock.forward(hours=1)
    await stage.tick()
    await olga.says("We begin on Monday")
    await olga.presses("It is for my work as staff")
    olga.hears("send it once more")
    await olga.says("We begin on Monday")
    assert (await olga.export())["answers"] == []
    await olga.says("/broadcast")
    assert any("We begin on Monday" in label for label in olga.labels())


# One message in several


@pytest.mark.both_databases
async def test_an_album_is_one_answer(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(8)
    for at in range(3):
        stage.world.send_photo(
            ana.id, b"picture", caption="A curve" if at == 1 else None, group="a"
        )
    await stage.quiet()
    assert ana.heard_of("Kept in your journal") == 1
    ((asked, answer),) = await filed(ana)
    assert asked == "Draw how it behaves over time."
    assert answer["caption"] == "A curve" and len(answer["more"]) == 2
    await ana.says("/journal")
    ana.hears("[3 photos]")
    await ana.presses("1")
    await ana.presses("Show the photo")
    assert [message.kind for message in ana.heard()[-3:]] == ["photo"] * 3


async def test_an_album_without_a_question_is_asked_about_once_and_placed_whole(
    stage: Stage,
) -> None:
    ana = await stage.settled()
    for _ in range(3):
        stage.world.send_photo(ana.id, b"picture", group="a")
    await stage.quiet()
    assert ana.heard_of("Where should they go?") == 1
    await ana.presses("Keep it as a note")
    ((_, answer),) = await filed(ana)
    assert len(answer["more"]) == 2


async def test_a_film_in_an_album_is_said_once_to_be_none_of_it(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    stage.world.send_photo(ana.id, b"picture", caption="The light", group="a")
    for _ in range(2):
        stage.world.send_video(ana.id, b"film", group="a")
    stage.world.send_photo(ana.id, b"picture", group="a")
    await stage.quiet()
    assert ana.heard_of("A film or a file beside them") == 1
    ((_, answer),) = await filed(ana)
    assert answer["caption"] == "The light" and len(answer["more"]) == 1


async def test_an_album_that_begins_with_films_is_answered_once_and_its_pictures_kept(
    stage: Stage,
) -> None:
    ana = await stage.settled()
    await stage.days(1)
    for _ in range(2):
        stage.world.send_video(ana.id, b"film", group="a")
    for _ in range(2):
        stage.world.send_photo(ana.id, b"picture", group="a")
    await stage.quiet()
    assert ana.heard_of("but not this kind of message") == 1
    ((_, answer),) = await filed(ana)
    assert len(answer["more"]) == 1


async def test_an_album_is_one_question_to_the_society_with_all_its_words(stage: Stage) -> None:
    ana, hugo = await stage.settled("Ana"), await stage.staff("Hugo", "helper")
    await ana.says("/help")
    await ana.presses("Ask a person")
    for words in ("The room", None, "And the door: does it fit?"):
        stage.world.send_photo(ana.id, b"picture", caption=words, group="a")
    await stage.quiet()
    assert ana.heard_of("Its number is 1.") == 1 and ana.heard_of("should they go?") == 0
    await hugo.says("/desk")
    await hugo.presses("1 · Ana")
    hugo.sees("The room\nAnd the door: does it fit?")
    await hugo.presses("Show 1")
    assert [message.kind for message in hugo.heard()[-3:]] == ["photo"] * 3
    assert (await ana.export())["answers"] == []


async def test_a_caption_of_a_later_picture_can_be_edited(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    sent = [
        stage.world.send_photo(ana.id, b"picture", caption=words, group="a")
        for words in ("One", "Tow")
    ]
    await stage.quiet()
    await ana.edits(sent[1], "Two")
    ana.hears("What is kept now has your edited words")
    assert (await filed(ana))[0][1]["caption"] == "One\nTwo"


async def test_a_text_that_the_app_cut_is_one_answer(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    first, second, third = "a" * 4096, "b" * 3000, "c" * 10
    sent = [stage.world.say(ana.id, piece) for piece in (first, second, third)]
    await stage.quiet()
    assert ana.heard_of("Kept in your journal") == 1 and ana.heard_of("should they go?") == 0
    assert await filed(ana) == [(NOTICED, first + second + "\n" + third)]
    await ana.edits(sent[1], "d")
    assert await filed(ana) == [(NOTICED, first + "d\n" + third)]


async def test_a_long_text_and_another_one_later_are_two(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    await ana.says("a" * 4000)
    stage.clock.forward(seconds=3)
    await ana.says("Something else")
    ana.hears("Where should they go?")


async def test_the_rest_of_what_is_too_long_for_a_vision_becomes_none(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/vision")
    await ana.presses("A new vision")
    for piece in ("a" * 4096, "and so on"):
        stage.world.say(ana.id, piece)
    await stage.quiet()
    ana.hears("a vision has room for")
    assert len((await ana.export())["visions"]) == 1


# A scale takes a figure


async def test_words_to_a_scale_are_kept_with_it_and_the_figure_is_still_asked_for(
    stage: Stage,
) -> None:
    ana = await stage.settled()
    await stage.days(2)
    await ana.says("Less than yesterday, since the rain stopped at 7")
    ana.hears("Your words are kept with this question. It asks for a number from 0 to 10 as well")
    assert {"0", "10"} <= set(ana.labels())
    await ana.says("maybe a 4")
    ana.hears("Kept in your journal")
    assert await filed(ana) == [
        (STRAIN, "Less than yesterday, since the rain stopped at 7"),
        (STRAIN, 4),
    ]


# Moved and undone


@pytest.mark.both_databases
async def test_an_answer_is_moved_to_another_question_and_back(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    await stage.days(1)
    await ana.says("4")
    await stage.days(1)
    await ana.says("I noticed the light")
    await ana.presses("Move or undo")
    ana.hears("I noticed the light")
    ana.hears("It is kept under: What does it need?")
    await ana.presses("→ What did you notice today?")
    ana.hears(f"under:\n{NOTICED}")
    assert await filed(ana) == [(NOTICED, "I noticed the light"), (STRAIN, 4)]
    message, undo = ana.button("Undo")
    await ana.taps(message.message_id, undo)
    ana.sees("it is where it was before")
    assert ("What does it need?", "I noticed the light") in await filed(ana)
    await ana.taps(message.message_id, undo)
    assert "can't be undone any more" in ana.toasts()[-1]


async def test_what_was_moved_away_leaves_its_question_open(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    await ana.says("A note, really")
    await ana.presses("Move or undo")
    await ana.presses("Keep it as a note")
    ana.hears("Kept as a note")
    await ana.says("The light")
    assert await filed(ana) == [(None, "A note, really"), (NOTICED, "The light")]


@pytest.mark.both_databases
async def test_what_was_taken_back_can_be_brought_back_for_ten_minutes(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    await ana.says("Too much said")
    for label, left in (("Undo", ["Too much said"]), ("Take it back", [])):
        await ana.presses("Move or undo")
        await ana.presses("Take it back")
        ana.hears("For ten minutes that can be undone")
        assert await filed(ana) == []
        if label == "Undo":
            await ana.presses("Undo")
        assert [words for _, words in await filed(ana)] == left
    stage.clock.forward(minutes=11)
    assert stage.works is not None
    async with stage.works.begin() as work:
        assert await held_words.erase_dropped(work) == 1
    async with stage.works.begin() as work:
        assert (await work.session.scalars(select(Answer))).all() == []
    await ana.presses("Undo")
    assert "can't be undone any more" in ana.toasts()[-1]


async def test_cancel_under_another_screen_lets_no_words_go(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/programs")
    await ana.presses("Ask a person")
    message, cancel = ana.button("Cancel")
    await ana.says("/cancel")
    await ana.says("The tenors hummed along")
    ana.hears("Where should they go?")
    await ana.taps(message.message_id, cancel)
    assert "Deleted" not in ana.last()
    assert [one["answer"] for one in (await ana.export())["unplaced"]] == [
        "The tenors hummed along"
    ]
    await ana.says("The altos, too")
    await ana.says("/cancel")
    ana.hears("For ten minutes that can be undone")


async def test_typed_words_do_nothing_with_several_messages_unseen(stage: Stage) -> None:
    ana = await stage.settled()
    for words in ("One", "Two"):
        await ana.says(words)
    await ana.says("delete them all")
    ana.hears("Delete all of this, 2 messages?")
    ana.hears("· One")
    await ana.says("no")
    ana.hears("(1 of 2)")
    await ana.says("/journal")
    await ana.says("Not placed yet (2)")
    await ana.says("Thought three")
    await ana.says("Thought four")
    await ana.says("keep all 4 as notes")
    ana.hears("· Thought three")
    await ana.says("yes, keep all 4")
    ana.hears("Kept as 4 notes")
    await ana.says("undo")
    assert await filed(ana) == []
    assert len((await ana.export())["unplaced"]) == 4


# Edits


async def test_an_edit_that_changes_nothing_is_met_with_silence(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    sent = await ana.says("The light")
    said = len(ana.heard())
    await ana.edits(sent, "The light")
    assert len(ana.heard()) == said
    assert (await ana.export())["answers"][0]["changed_at"] is None
