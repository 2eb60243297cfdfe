"""Questions about the bot itself are answered; where they may be an answer, one tap says which they are."""

from __future__ import annotations

import pytest

from tests.dialogs.people import Person, Stage


async def notes_and_answers(ana: Person) -> list[object]:
    copy = await ana.export()
    return [one["answer"] for one in (*copy["answers"], *copy["unplaced"])]


@pytest.mark.parametrize(
    ("question", "answer", "button"),
    [
        ("How do I change the time?", "When shall I come by?", "Every day, 08:00"),
        ("are you an AI?", "there is no AI in me", "About SoL"),
        ("Who reads this?", "You alone read your answers", "Privacy"),
        ("Who are you?", "a companion for practising the five disciplines", "Help"),
        ("How do I stop?", "everything is kept", "Stop"),
        ("what time is it for you", "By your clock it is 10:00", "Days and times"),
        ("can you call me?", "I can't call or talk", "Ask a person"),
        ("Is this free?", "This chat costs nothing", "Programs"),
        ("Can I send voice messages?", "Words, voice messages and photos", ""),
        ("How do I delete everything?", "forget me", ""),
    ],
)
async def test_a_question_is_answered_and_not_filed(
    stage: Stage, question: str, answer: str, button: str
) -> None:
    ana = await stage.settled()
    await ana.says(question)
    assert answer.casefold() in ana.last().casefold(), ana.last()
    assert not button or any(label.startswith(button) for label in ana.labels()), ana.labels()
    assert await notes_and_answers(ana) == []


async def test_at_an_open_question_one_tap_says_what_is_meant(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    await ana.says("Who reads this?")
    ana.hears("Is “Who reads this?” your answer, or a question to me?")
    await ana.presses("I was asking you")
    ana.sees("You alone read your answers")
    ana.sees("What I asked before is still open")
    await ana.says("Are you an AI?")
    await ana.presses("It is my answer")
    assert await notes_and_answers(ana) == ["Are you an AI?"]


async def test_an_answer_that_sounds_like_a_question_stays_one(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    words = "Who reads this? I wonder whether my boss would."
    await ana.says(words)
    ana.hears("Kept in your journal")
    assert await notes_and_answers(ana) == [words]


async def test_while_something_is_awaited_it_is_an_aside(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/vision")
    await ana.presses("A new vision")
    await ana.says("who can read my visions?")
    ana.hears("What I asked before is still open")
    await ana.says("A garden for everybody")
    ana.hears("How close is it today?")


async def test_what_a_person_is_asked_about_goes_to_people(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/help")
    await ana.presses("Ask a person")
    await ana.says("Is this free?")
    ana.hears("Its number is 1")


async def test_before_consent_it_is_answered_and_nothing_is_kept(stage: Stage) -> None:
    new = stage.person("New")
    await new.says("/start")
    await new.says("Who reads this?")
    new.hears("You alone read your answers")
    assert "Privacy" in new.labels()
    await new.says("How do I change the time?")
    new.hears("Until you agree I keep nothing")


async def test_while_settling_in_it_is_answered_and_settling_in_goes_on(stage: Stage) -> None:
    new = stage.person("New")
    await new.says("/start")
    await new.presses("Yes, let us begin")
    if len(stage.catalog.complete) > 1:
        await new.presses(stage.catalog.default.name)
    await new.says("are you a bot?")
    new.hears("there is no AI in me")
    await new.says("Europe/Madrid")
    await new.presses("Every day, 08:00")
