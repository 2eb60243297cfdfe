"""Where words are awaited the app opens the field to type in; what is typed there is meant for that, and nothing else.

The app makes such words a reply to the message that asked; an app that does not know of it does not."""

from __future__ import annotations

import pytest

from solbot.fake_telegram.chats import ChatMessage
from tests.dialogs.people import Person, Stage

NOTICED = "What did you notice today?"
WORDS = "Is there a room for wheelchairs?"
SENT = "What happens next"


async def journal(person: Person) -> list[str]:
    """What is in it."""
    return [one["answer"] for one in (await person.export())["answers"]]


def newest(person: Person) -> ChatMessage:
    """The last message of the bot's."""
    return person.heard()[-1]


async def with_question(stage: Stage) -> tuple[Person, ChatMessage]:
    """Somebody who has the day's question before them, and the message it is in."""
    ana = await stage.settled()
    await stage.days(1)
    asked = next(one for one in ana.heard() if NOTICED in one.text)
    return ana, asked


async def asks_a_person(person: Person) -> ChatMessage:
    """Type the way to a question for the society; the message that asks for its words."""
    await person.says("/programs")
    await person.says("Ask a person")
    return newest(person)


@pytest.mark.both_databases
async def test_the_field_opens_and_the_buttons_stay(stage: Stage) -> None:
    ana = await stage.settled()
    screen = await asks_a_person(ana)
    assert screen.forces_reply and ana.labels() == ["Cancel", "‹ Back"]
    sent = await ana.says(WORDS)
    assert sent.reply_to == screen.message_id
    ana.hears(SENT)
    assert not newest(ana).forces_reply and await journal(ana) == []


async def test_an_app_that_does_not_know_of_it_loses_nothing(stage: Stage) -> None:
    stage.world.replies_by_itself = False
    ana = await stage.settled()
    await asks_a_person(ana)
    sent = await ana.says(WORDS)
    assert sent.reply_to is None
    ana.hears(SENT)


async def test_a_typed_button_of_the_screen_is_no_answer_though_it_is_a_reply(stage: Stage) -> None:
    ana = await stage.settled()
    await asks_a_person(ana)
    sent = await ana.says("Cancel")
    assert sent.reply_to is not None
    await ana.says("Something else altogether")
    assert SENT not in ana.last()


async def test_nothing_opens_where_a_tap_says_it_or_a_file_is_awaited(stage: Stage) -> None:
    ana = await stage.settled()
    for command in ("/settings", "/rhythm", "/language", "/import", "/today", "/journal"):
        await ana.says(command)
        assert not newest(ana).forces_reply, command


async def test_what_comes_unasked_opens_nothing(stage: Stage) -> None:
    ana, asked = await with_question(stage)
    assert not asked.forces_reply
    await ana.says("A calm table")
    assert await journal(ana) == ["A calm table"]


async def test_a_reply_to_what_was_a_question_is_for_the_screen_in_its_place(stage: Stage) -> None:
    ana, asked = await with_question(stage)
    await ana.taps(asked.message_id, "iq:-")  # the screen takes the question's place
    assert "What would you like to ask?" in asked.text
    await stage.stop()
    await stage.start()
    await ana.says(WORDS, reply_to=asked.message_id)
    ana.hears(SENT)
    assert await journal(ana) == []


async def test_a_forced_reply_is_for_what_is_awaited_now(stage: Stage) -> None:
    ana, asked = await with_question(stage)
    screen = await asks_a_person(ana)
    await ana.taps(screen.message_id, "do:cancel")
    assert screen.forces_reply  # no edit changes that, and an app may have the field open still
    await ana.taps(asked.message_id, "iq:-")
    await ana.says(WORDS, reply_to=screen.message_id)
    ana.hears(SENT)
    assert await journal(ana) == []
    await ana.says(
        "A calm table", reply_to=asked.message_id
    )  # by their own choice, and nothing else waits
    assert await journal(ana) == ["A calm table"]


async def test_a_long_text_whose_every_piece_replies_is_one(stage: Stage) -> None:
    ana = await stage.settled()
    screen = await asks_a_person(ana)
    await ana.says("word " * 700, reply_to=screen.message_id)
    count = len(ana.heard())
    await ana.says("the end", reply_to=screen.message_id)
    assert len(ana.heard()) == count  # it went where its beginning went
    assert await journal(ana) == []
