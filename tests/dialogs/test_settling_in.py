"""Settling in: consent first, then everything can be skipped, typed, or left and taken up again."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from solbot.fake_telegram.weather import Weather
from tests.dialogs.people import Person, Stage


async def rows(stage: Stage, table: str) -> list[dict[str, object]]:
    assert stage.works is not None
    async with stage.works.begin() as work:
        found = await work.session.execute(text(f"SELECT * FROM {table}"))
        return [dict(row) for row in found.mappings()]


async def test_before_consent_only_id_hint_and_state_are_kept(stage: Stage) -> None:
    ana = stage.person("Ana", language="pt-BR")
    await ana.says("/start")
    await ana.says("I want to tell you something private")
    ana.hears("Is that all right with you?")
    (member,) = await rows(stage, "members")
    kept = {key for key, value in member.items() if value not in (None, 0)}
    assert kept == {"id", "language_hint", "state", "created_at"}
    assert member["state"] == "asked"
    for table in ("dialogs", "answers", "slots", "prompts", "visions"):
        assert await rows(stage, table) == []
    assert all(row["body"] is None for row in await rows(stage, "inbox"))


async def test_no_is_no_and_nothing_is_kept(stage: Stage) -> None:
    ana = stage.person()
    await ana.says("/start")
    await ana.presses("No, thank you")
    ana.hears("Nothing about you is kept")
    assert await rows(stage, "members") == []
    message, data = ana.heard()[0], "consent:yes"
    await ana.taps(message.message_id, data)
    ana.hears("What time is it for you now?")


async def test_consent_can_be_typed(stage: Stage) -> None:
    ana = stage.person()
    await ana.says("hello?")
    ana.hears("Is that all right with you?")
    await ana.says("yes let us begin")
    ana.hears("What time is it for you now?")


@pytest.mark.parametrize("word", ["yes", "Yes!", "ok", "sure", "yes please", "Okay."])
async def test_a_yes_in_words(stage: Stage, word: str) -> None:
    ana = stage.person()
    await ana.says("/start")
    await ana.says(word)
    ana.hears("What time is it for you now?")


@pytest.mark.parametrize("word", ["no", "No.", "no thanks", "No, thank you", "stop"])
async def test_a_no_in_words(stage: Stage, word: str) -> None:
    ana = stage.person()
    await ana.says("/start")
    await ana.says(word)
    ana.hears("Nothing about you is kept")
    assert await rows(stage, "members") == []


async def test_a_yes_before_anything_was_asked_agrees_to_nothing(stage: Stage) -> None:
    ana = stage.person()
    await ana.says("yes")
    ana.hears("Before we begin, in plain words")
    (member,) = await rows(stage, "members")
    assert member["state"] == "asked"


async def test_other_words_at_consent_get_a_hint_and_not_the_whole_greeting(stage: Stage) -> None:
    ana = stage.person()
    await ana.says("/start")
    for words in ("what is this?", "/today", "/settings"):
        await ana.says(words)
        ana.hears("type “yes” or “no”")
        assert "Yes, let us begin" in ana.labels()
    assert ana.heard_of("Before we begin, in plain words") == 1
    await ana.says("privacy")
    ana.hears("Your rights")
    await ana.says("help")
    ana.hears("What we can do together")


async def test_consent_tapped_twice_is_given_once(stage: Stage) -> None:
    ana = stage.person()
    await ana.says("/start")
    first = ana.heard()[0]
    await ana.taps(first.message_id, "consent:yes")
    await ana.taps(first.message_id, "consent:yes")
    assert ana.heard_of("What time is it for you now?") == 1
    assert "agreed already" in ana.toasts()[-1]


async def test_everything_but_consent_can_be_skipped_in_four_taps(stage: Stage) -> None:
    ana = stage.person()
    await ana.says("/start")
    await ana.presses("Yes, let us begin")
    for _ in range(3):
        await ana.presses("Skip")
    ana.hears("We are set")
    ana.hears("Tuesday 24 November at 08:00")
    ana.hears("UTC")


async def test_at_most_six_taps_without_typing_but_the_vision(stage: Stage) -> None:
    ana = stage.person()
    await ana.says("/start")
    for label in ("Yes, let us begin", "14:30"):
        await ana.presses(label)
    taps = 2
    if "Which of these" in ana.last():
        await ana.presses(ana.labels()[0])
        taps += 1
    await ana.presses("Weekdays, 8:00 PM")
    await ana.says("A garden that feeds the street")
    await ana.presses("0")
    assert taps + 2 <= 6
    ana.hears("Monday 23 November at 8:00 PM")


async def test_a_city_a_clock_and_a_location_all_give_the_zone(stage: Stage) -> None:
    for name, said, zone in (
        ("Ana", "Guadalajara, MX", "Mexico City"),
        ("Bea", "Kyiv", "Kyiv"),
        ("Cy", "kathmandu", "Kathmandu"),
    ):
        person = stage.person(name)
        await person.says("/start")
        await person.presses("Yes, let us begin")
        await person.says(said)
        assert person.heard_of(f"I go by {zone}") == 1
    dan = stage.person("Dan")
    await dan.says("/start")
    await dan.presses("Yes, let us begin")
    await dan.presses("Share my location")
    assert dan.heard()[-1].reply_keyboard
    stage.world.send_location(dan.id, 35.68, 139.69)
    await stage.quiet()
    assert dan.heard_of("I go by Tokyo") == 1
    dan.hears("When shall I come by?")


async def test_a_typed_time_gives_the_zone(stage: Stage) -> None:
    ana = stage.person()
    await ana.says("/start")
    await ana.presses("Yes, let us begin")
    await ana.says("2:45 pm")
    assert ana.heard_of("I go by Kathmandu") == 1


async def test_an_unknown_city_gets_a_useful_answer(stage: Stage) -> None:
    ana = stage.person()
    await ana.says("/start")
    await ana.presses("Yes, let us begin")
    await ana.says("<b>Nowhereville</b> qqq")
    ana.hears("I don't know a place called “<b>Nowhereville</b> qqq”")


async def test_days_and_times_in_words(stage: Stage) -> None:
    ana = stage.person()
    await ana.says("/start")
    await ana.presses("Yes, let us begin")
    await ana.presses("Skip")
    await ana.says("purple")
    ana.hears("I could not make out days or times")
    assert {"Every day, 08:00", "Weekdays, 20:00", "Other days or times", "Skip"} <= set(
        ana.labels()
    )
    await ana.says("Mon, Wed and Fri at 7:30 and 8pm")
    assert ana.heard_of("Monday, Wednesday, and Friday, at 07:30 and 20:00") == 1


@pytest.mark.parametrize(
    ("said", "understood"),
    [
        (
            "weekends 10am, weekdays 7am",
            "Good: Monday–Friday, at 07:00; Saturday and Sunday, at 10:00.",
        ),
        ("every other day at 8", "Good: Monday, Wednesday, Friday, and Sunday, at 08:00."),
        ("mornings", "Good: every day, at 08:00."),
        ("weekdays at 7 and 19", "Good: Monday–Friday, at 07:00 and 19:00."),
    ],
)
async def test_what_was_understood_is_said_back_and_can_be_changed(
    stage: Stage, said: str, understood: str
) -> None:
    ana = await stage.settled()
    await ana.says("/settings")
    await ana.presses("Days and times")
    await ana.says(said)
    assert ana.heard_of(understood) == 1
    await ana.presses("Change it")
    await ana.presses("Weekdays, 08:00")
    assert ana.heard_of("Good: Monday–Friday, at 08:00.") == 1


async def test_other_times_on_other_days_come_when_they_should(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/settings")
    await ana.presses("Days and times")
    await ana.says("weekends 10am, weekdays 7am")
    await ana.says("/settings")
    for words in ("Days: Monday–Friday\nTimes: 07:00", "Days: Saturday and Sunday\nTimes: 10:00"):
        ana.hears(words)
    ana.hears("Next reading: Tuesday 24 November at 07:00")
    there = {str(row["at"])[:5]: row["days"] for row in await rows(stage, "slots")}
    assert there == {"07:00": "12345", "10:00": "67"}


async def test_a_half_of_the_day_that_was_not_said_is_asked(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/settings")
    await ana.presses("Days and times")
    await ana.says("weekdays at half past six")
    ana.hears("in the morning or in the evening")
    await ana.presses("18:30")
    assert ana.heard_of("Good: Monday–Friday, at 18:30.") == 1


async def test_every_other_day_can_be_the_other_days(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/settings")
    await ana.presses("Days and times")
    await ana.says("every other day at 8")
    await ana.presses("Tuesday, Thursday, and Saturday")
    assert ana.heard_of("Good: Tuesday, Thursday, and Saturday, at 08:00.") == 1


async def test_days_and_times_by_taps(stage: Stage) -> None:
    ana = stage.person()
    await ana.says("/start")
    await ana.presses("Yes, let us begin")
    await ana.presses("Skip")
    await ana.presses("Other days or times")
    for label in ("✓ Sat", "✓ Sun", "✓ 08:00"):
        await ana.presses(label)
    await ana.presses("Done")
    assert "at least one day and one time" in ana.toasts()[-1]
    await ana.presses("06:00")
    await ana.presses("Done")
    assert ana.heard_of("Good: Monday–Friday, at 06:00") == 1


async def test_a_restart_in_the_middle_forgets_nothing(stage: Stage) -> None:
    ana = stage.person()
    await ana.says("/start")
    await ana.presses("Yes, let us begin")
    await stage.stop()
    await stage.start()
    await ana.says("Madrid, ES")
    ana.hears("When shall I come by?")
    await stage.stop()
    await stage.start()
    await ana.presses("Every day, 08:00")
    ana.hears("What is a result you want to create?")


async def test_commands_meanwhile_lead_back(stage: Stage) -> None:
    ana = stage.person()
    await ana.says("/start")
    await ana.presses("Yes, let us begin")
    await ana.says("/today")
    assert ana.heard_of("a few things to settle") == 1
    ana.hears("What time is it for you now?")
    await ana.says("/help")
    ana.hears("What we can do together")
    await ana.says("/cancel")
    ana.hears("We are set")


async def test_start_again_says_hello(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/start")
    ana.hears("Good to see you, Ana")
    ana.hears("Tuesday 24 November at 08:00")
    await ana.says("/START@solbot_playground_bot nonsense-payload")
    ana.hears("Good to see you, Ana")


async def test_a_program_link_works_before_and_after_consent(stage: Stage) -> None:
    ana = stage.person()
    await ana.says("/start p-foundations-for-leadership")
    assert ana.heard_of("Foundations for Leadership") >= 1
    ana.hears("Is that all right with you?")
    bea = await stage.settled("Bea")
    await bea.says("/start p-foundations-for-leadership")
    bea.hears("Foundations for Leadership")


async def test_the_profile_is_set_at_start(stage: Stage) -> None:
    profile = stage.world.profile
    commands = {one["command"] for one in profile.commands[""]}
    assert {"start", "today", "journal", "forget", "cancel"} <= commands
    assert profile.commands["en"] == profile.commands[""]
    assert profile.name[""] and profile.description[""] and profile.short_description[""]


async def test_the_profile_is_set_once_and_not_again(stage: Stage) -> None:
    await stage.stop()
    stage.world.weather = Weather(server_error=1.0, only=frozenset({"setmyname"}))
    stage.world.profile.commands["en"] = []
    await stage.start()
    assert stage.world.profile.commands["en"] == stage.world.profile.commands[""]


async def at_the_zone(stage: Stage) -> Person:
    ana = stage.person()
    await ana.says("/start")
    await ana.presses("Yes, let us begin")
    return ana


async def test_a_place_that_is_not_sure_is_asked_about(stage: Stage) -> None:
    ana = await at_the_zone(stage)
    await ana.says("Rockport")
    ana.hears("I don't know a place called “Rockport”. Which state, region or country is it in?")
    await ana.says("Rockport, Maine")
    ana.hears("Is this the one you mean")
    assert ana.labels() == ["Portland, United States, 04:00", "Skip"]
    await ana.says("back in Boston")
    assert ana.labels()[0] == "Boston, United States, 04:00"
    await ana.says("Puno")
    assert ana.labels() == ["Puno, Peru, 04:00", "Pune, India, 14:30", "Skip"]
    await ana.says("PST")
    assert ana.labels() == ["Los Angeles, United States, 01:00", "Skip"]
    await ana.says("Ontario")
    await ana.presses("Kenora, Canada, 04:00")
    assert ana.heard_of("I go by Winnipeg") == 1
    assert ana.heard_of("I go by") == 1


async def test_where_two_clocks_are_in_use_it_is_asked(stage: Stage) -> None:
    """By name and by location alike."""
    ana = await at_the_zone(stage)
    await ana.says("Ürümqi")
    assert ana.labels() == ["Ürümqi, China, 15:00", "Ürümqi, China, 17:00", "Skip"]
    stage.world.send_location(ana.id, 43.8, 87.6)
    await stage.quiet()
    assert ana.labels() == ["Shanghai, China, 17:00", "Ürümqi, China, 15:00", "Skip"]
    await ana.presses("Ürümqi, China, 15:00")
    assert ana.heard_of("I go by Ürümqi") == 1


@pytest.mark.parametrize("said", ["Hello?", "yes", "test", "start", "here", "menu"])
async def test_ordinary_words_are_no_places(stage: Stage, said: str) -> None:
    ana = await at_the_zone(stage)
    await ana.says(said)
    ana.hears("I don't know a place called")
    assert ana.labels() == ["Skip"]


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("I live in Munich", "Berlin"),
        ("near Munich", "Berlin"),
        ("I'm back in Munich", "Berlin"),
        ("back in Munich", "Berlin"),
        ("UTC+5", "UTC+5"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires"),
        ("India", "Kolkata"),
        ("it's 3 pm", "Kathmandu"),
    ],
)
async def test_places_and_clocks_as_people_say_them(stage: Stage, said: str, zone: str) -> None:
    ana = await at_the_zone(stage)
    stage.clock.forward(minutes=15)
    await ana.says(said)
    assert ana.heard_of(f"I go by {zone}") == 1


async def test_a_clock_said_in_words_is_asked_for_its_half_of_the_day(stage: Stage) -> None:
    ana = await at_the_zone(stage)
    await ana.says("it's seven")
    ana.hears("in the morning or in the evening")
    assert ana.labels()[:2] == ["07:00", "19:00"]
    await ana.presses("19:00")
    ana.hears("When shall I come by?")
    bea = await at_the_zone(stage)
    await bea.says("it's half past three")  # at night nowhere, in the afternoon in Yangon
    assert bea.heard_of("I go by Yangon") == 1


async def test_a_time_that_no_clock_shows(stage: Stage) -> None:
    ana = await at_the_zone(stage)
    stage.clock.forward(minutes=20)
    await ana.says("it's 5 pm")
    ana.hears("I know of no place where it is 17:00 just now")
    assert "17:20" in ana.labels() and "Skip" in ana.labels()


async def test_quick_taps_ask_one_question(stage: Stage) -> None:
    ana = await at_the_zone(stage)
    message, data = ana.button("Skip")
    for _ in range(3):
        await ana.taps(message.message_id, data)
    assert ana.heard_of("When shall I come by?") == 1
    message, data = ana.button("Every day, 08:00")
    for _ in range(3):
        await ana.taps(message.message_id, data)
    assert ana.heard_of("What is a result you want to create?") == 1
    await ana.says("A garden that feeds the street")
    await ana.taps(message.message_id, data)
    assert ana.heard_of("How close is it today?") == 1
    await ana.says("3")
    ana.hears("We are set")
    ana.hears("Tuesday 24 November at 08:00")


async def test_words_after_a_command_of_settling_in_are_kept(stage: Stage) -> None:
    ana = await at_the_zone(stage)
    await ana.says("/privacy")
    await ana.says("I would like to tell you of the garden")
    assert ana.heard_of("I keep your words safe meanwhile") == 1
    ana.hears("What time is it for you now?")
    await ana.sends_voice()
    copy = await ana.export()
    assert len(copy["unplaced"]) == 2
    assert copy["unplaced"][0]["answer"] == "I would like to tell you of the garden"
