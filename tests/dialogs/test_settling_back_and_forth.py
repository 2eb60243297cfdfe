"""Settling in back and forth: another city at any step, and looks in between."""

from __future__ import annotations

import pytest

from tests.dialogs.people import Person, Stage


async def at_rhythm(stage: Stage, city: str = "Europe/Madrid") -> Person:
    """Somebody who has named their city and is asked when to come by."""
    ana = stage.person("Ana")
    await ana.says("/start")
    await ana.presses("Yes, let us begin")
    await ana.says(city)
    ana.hears("When shall I come by?")
    return ana


async def at_vision(stage: Stage) -> Person:
    ana = await at_rhythm(stage)
    await ana.presses("Every day, 08:00")
    ana.hears("What is a result you want to create?")
    return ana


async def test_back_to_the_city_by_a_tap(stage: Stage) -> None:
    ana = await at_rhythm(stage)
    await ana.presses("Another city")
    ana.sees("What time is it for you now?")
    await ana.says("Tokyo")
    assert ana.heard_of("I go by Tokyo") == 1
    ana.hears("When shall I come by?")
    await ana.presses("Every day, 08:00")
    await ana.presses("Another city")
    await ana.says("Lisbon")
    ana.hears("What is a result you want to create?")
    await ana.presses("Skip")
    ana.hears("at 08:00 (Lisbon)")


async def test_a_city_typed_when_the_times_are_asked(stage: Stage) -> None:
    ana = await at_rhythm(stage)
    await ana.says("I'm in Tokyo")
    ana.hears("I go by Tokyo from now on")
    await ana.says("weekdays at 7")
    await ana.presses("Skip")
    ana.hears("at 07:00 (Tokyo)")


async def test_a_city_typed_when_a_vision_is_asked(stage: Stage) -> None:
    ana = await at_vision(stage)
    await ana.says("Tokyo")
    assert ana.heard_of("I go by Tokyo") == 1
    ana.hears("I took that for the city you are in.")
    await ana.says("A choir that sings without fear")
    await ana.says("Lisbon")  # instead of a figure
    ana.hears("I go by Lisbon")
    await ana.says("4")
    ana.hears("at 08:00 (Lisbon)")
    assert [one["words"] for one in (await ana.export())["visions"]] == [
        "A choir that sings without fear"
    ]


@pytest.mark.parametrize("said", ["It is my vision", "it is my vision"])
async def test_a_vision_that_is_called_like_a_city(stage: Stage, said: str) -> None:
    ana = await at_vision(stage)
    await ana.says("Tokyo")
    await ana.says(said)
    await ana.presses("4")
    assert [one["words"] for one in (await ana.export())["visions"]] == ["Tokyo"]
    assert ana.heard_of("I go by Madrid from now on") == 2  # chosen, and put back
    await ana.says("/settings")
    ana.sees("Time zone: Madrid")


async def test_a_vision_like_a_city_where_the_zone_was_skipped(stage: Stage) -> None:
    ana = stage.person()
    await ana.says("/start")
    await ana.presses("Yes, let us begin")
    await ana.presses("Skip")
    await ana.presses("Skip")
    await ana.says("Tokyo")
    assert ana.labels() == ["It is my vision", "Skip", "Another city"]
    await ana.presses("It is my vision")
    await ana.presses("4")
    await ana.says("/settings")
    ana.sees("Time zone: UTC")


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        ("/programs", "Foundations for Leadership"),
        ("/library", "Personal mastery"),
        ("/news", "Announcements"),
        ("/journal", ""),
        ("/settings", "Time zone"),
    ],
)
async def test_looks_while_settling_in(stage: Stage, command: str, shown: str) -> None:
    ana = await at_rhythm(stage)
    await ana.says(command)
    assert ana.labels()[-1] == "Go on settling in"
    assert any(shown in label for label in ana.labels())
    await ana.presses("Go on settling in")
    ana.hears("When shall I come by?")
    await ana.says(command)
    await ana.says("weekdays at 7")  # the question stands
    ana.hears("What is a result you want to create?")


async def test_a_card_is_looked_at_in_between(stage: Stage) -> None:
    ana = await at_rhythm(stage)
    await ana.says("/programs")
    await ana.presses("Foundations for Leadership")
    await ana.says("weekdays at 7")
    ana.hears("What is a result you want to create?")


async def test_words_after_a_look_do_not_become_a_vision(stage: Stage) -> None:
    ana = await at_vision(stage)
    await ana.says("/programs")
    await ana.says("That one looks good")
    ana.hears("What is a result you want to create?")
    await ana.presses("Skip")
    assert (await ana.export())["visions"] == []


async def test_the_first_clock_screen_shows_few_and_typing_first(stage: Stage) -> None:
    ana = stage.person("Ana")
    await ana.says("/start")
    await ana.presses("Yes, let us begin")
    ana.hears("Type it, or type the name of a city near you. Or tap it")
    assert len(ana.labels()) <= 11
    few = ana.labels()
    await ana.presses("Another time")
    ana.sees("Every time that clocks show just now.")
    assert len(ana.labels()) > 30
    await ana.presses("‹ Back")
    assert ana.labels() == few
    await ana.presses("Another time")
    await ana.presses("14:45")  # Nepal
    ana.hears("When shall I come by?")
    assert ana.heard_of("I go by Kathmandu") == 1


async def test_what_begins_something_still_waits(stage: Stage) -> None:
    ana = await at_rhythm(stage)
    await ana.says("/today")
    assert ana.heard_of("there are a few things to settle") == 1
    ana.hears("When shall I come by?")


@pytest.mark.parametrize(
    ("typed", "zone"),
    [("2", "America/Bogota"), ("1.", "Europe/Madrid"), ("Madrid, Colombia", "America/Bogota")],
)
async def test_a_place_that_is_offered_is_chosen_by_its_number_or_its_beginning(
    stage: Stage, typed: str, zone: str
) -> None:
    ana = await stage.settled(zone="Europe/Berlin")
    await ana.says("/settings")
    await ana.presses("Time zone")
    await ana.says("madrid")
    ana.hears("Which of these has the same time as you?")
    await ana.says(typed)
    assert (await ana.export())["member"]["zone"] == zone


async def test_a_number_is_an_hour_where_no_places_are_offered(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/settings")
    await ana.presses("Time zone")
    await ana.says("1")
    ana.hears("Which of these has the same time as you?")
    assert any("Los Angeles" in label for label in ana.labels())
    await ana.says("2")
    assert (await ana.export())["member"]["zone"] == "Pacific/Pitcairn"
