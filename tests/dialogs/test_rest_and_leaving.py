"""Settings, pausing, coming back, moving, and leaving for good."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from tests.dialogs.people import Stage


async def test_settings_show_what_is_in_force(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/settings")
    for words in (
        "English",
        "Time zone: Madrid (it is 10:00",
        "Days: every day",
        "Times: 08:00",
        "Tuesday 24 November at 08:00",
    ):
        ana.hears(words)


async def test_the_clock_is_written_as_where_somebody_lives(stage: Stage) -> None:
    """In New York by twice twelve hours, in texts and on buttons; after a move to Madrid by 24."""
    ana = await stage.settled(zone="America/New_York")
    await ana.says("/settings")
    for words in ("Time zone: New York (it is 4:00 AM", "Times: 8:00 AM", "November at 8:00 AM"):
        ana.hears(words)
    await ana.presses("Days and times")
    await ana.presses("Every day, 8:00 PM")
    assert ana.heard_of("Good: every day, at 8:00 PM.") == 1
    await ana.says("/settings")
    await ana.presses("Time zone")
    await ana.says("Madrid, ES")
    assert ana.heard_of("It is 10:00 for you") == 1
    await ana.says("/settings")
    ana.hears("Times: 20:00")


async def test_times_are_written_as_somebody_wants_them_wherever_they_live(stage: Stage) -> None:
    """Twice twelve hours in Madrid: by one tap, in texts, on buttons, in what comes, and also after a move."""
    ana = await stage.settled(zone="Europe/Madrid")
    await ana.says("/settings")
    ana.hears("Times: 08:00")
    await ana.presses("Times like 7:30 PM")
    for words in ("it is 10:00 AM for you", "Times: 8:00 AM", "November at 8:00 AM"):
        ana.sees(words)
    message, to_24 = ana.button("Times like 19:30")
    await ana.presses("Days and times")
    assert "Every day, 8:00 PM" in ana.labels()
    await ana.says("/settings")
    await ana.presses("Time zone")
    await ana.says("Lisbon")
    assert ana.heard_of("It is 9:00 AM for you") == 1
    await ana.says("/settings")
    await ana.presses("Times like 19:30")
    ana.sees("it is 09:00 for you")
    await ana.taps(message.message_id, to_24)
    ana.sees("it is 09:00 for you")


async def test_moving_from_new_york_to_tokyo(stage: Stage) -> None:
    ana = await stage.settled(zone="America/New_York")
    stage.clock.set(datetime(2026, 11, 24, 13, 0, tzinfo=UTC))  # 08:00 in New York
    await stage.tick()
    assert ana.heard_of("The reading of") == 1
    await ana.says("/settings")
    await ana.presses("Time zone")
    await ana.says("Tokyo")
    ana.hears("Wednesday 25 November at 08:00")
    stage.clock.set(datetime(2026, 11, 24, 22, 59, tzinfo=UTC))
    await stage.tick()
    assert ana.heard_of("The reading of") == 1
    stage.clock.set(datetime(2026, 11, 24, 23, 0, tzinfo=UTC))  # 08:00 on the 25th in Tokyo
    await stage.tick()
    assert ana.heard_of("The reading of") == 2
    stage.clock.set(datetime(2026, 11, 25, 13, 0, tzinfo=UTC))  # 08:00 in New York
    await stage.tick()
    assert ana.heard_of("The reading of") == 2


async def test_moving_before_the_morning_does_not_double_the_day(stage: Stage) -> None:
    ana = await stage.settled(zone="Asia/Tokyo")
    stage.clock.set(datetime(2026, 11, 23, 23, 0, tzinfo=UTC))  # 08:00 on the 24th in Tokyo
    await stage.tick()
    await ana.says("/settings")
    await ana.presses("Time zone")
    await ana.says("America/New_York")
    stage.clock.set(datetime(2026, 11, 24, 13, 0, tzinfo=UTC))  # 08:00 on the 24th in New York
    await stage.tick()
    assert ana.heard_of("The reading of") == 1
    stage.clock.set(datetime(2026, 11, 25, 13, 0, tzinfo=UTC))
    await stage.tick()
    assert ana.heard_of("The reading of") == 2


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("/pause 3", "Quiet until Thursday 26 November"),
        ("/pause until 3 December", "Quiet until Thursday 3 December"),
        ("/pause 400 days", "Quiet until Tuesday 28 December 2027"),
        ("/pause until further notice", "Quiet until you say /resume"),
        ("/pause yesterday-ish", "I could not make out until when"),
        ("/pause 2020-01-01", "I could not make out until when"),
    ],
)
async def test_pausing_in_words(stage: Stage, said: str, heard: str) -> None:
    ana = await stage.settled()
    await ana.says(said)
    ana.hears(heard)


async def test_a_pause_ends_by_itself_and_the_path_goes_on(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(2)
    await ana.says("/pause")
    await ana.presses("3 days")
    await stage.days(2)
    assert ana.heard_of("The reading of") == 2
    await stage.days(1)
    ana.hears("The reading of day-3")


async def test_an_open_pause_ends_with_resume(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    await ana.says("/pause")
    await ana.presses("Until I say")
    await stage.days(5)
    assert ana.heard_of("The reading of") == 1
    await ana.says("/journal")
    await ana.says("/resume")
    ana.hears("Your next reading comes on Monday 30 November")
    await stage.days(1)
    ana.hears("The reading of day-2")


async def test_stop_and_start_again(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/stop")
    ana.hears("I have stopped writing to you")
    await stage.days(2)
    assert ana.heard_of("The reading of") == 0
    await ana.says("/start")
    ana.hears("Welcome back, Ana")
    await stage.days(1)
    ana.hears("The reading of day-1")


async def test_blocking_rests_the_slots_and_coming_back_wakes_them(stage: Stage) -> None:
    ana = await stage.settled()
    stage.world.block(ana.id)
    await stage.quiet()
    await stage.days(2)
    stage.world.unblock(ana.id)
    await stage.quiet()
    await stage.days(1)
    ana.hears("The reading of day-1")
    assert ana.heard_of("The reading of") == 1


async def test_a_block_learnt_only_from_sending(stage: Stage) -> None:
    ana = await stage.settled()
    stage.world.people[ana.id].blocked = True
    await stage.days(2)
    stage.world.people[ana.id].blocked = False
    await ana.says("/settings")
    ana.hears("Next reading")
    await stage.days(1)
    ana.hears("The reading of day-1")


async def test_the_copy_has_everything(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(2)
    await ana.presses("7")
    await ana.says("/programs")
    await ana.presses("Foundations for Leadership")
    await ana.presses("Flyer")
    await ana.presses("Tell me when the flyer is here")
    copy = await ana.export()
    assert copy["schema_version"] == 2
    assert copy["member"]["id"] == ana.id and copy["member"]["name"] == "Ana"
    assert copy["member"]["zone"] == "Europe/Madrid" and copy["member"]["times"] == ["08:00"]
    assert copy["visions"][0]["words"] == "A choir that sings without fear"
    (answer,) = copy["answers"]
    assert answer["asked"] == "How strong is the strain?" and answer["answer"] == 7
    assert answer["discipline"] == "personal-mastery" and answer["for_date"] == "2026-11-25"
    assert datetime.fromisoformat(answer["answered_at"]).tzinfo is not None
    (request,) = copy["requests"]
    assert (request["program"], request["fact"]) == ("foundations-for-leadership", "flyer")
    markdown = ana.file(".md").decode()
    assert "A choir that sings without fear" in markdown and "How strong is the strain?" in markdown
    names = [m.file_name for m in ana.heard() if m.file_name]
    assert names == ["solbot-2026-11-25.json", "solbot-2026-11-25.md"]


async def test_the_receipt_names_the_day_from_which_nothing_is_in_a_backup(stage: Stage) -> None:
    assert stage.works is not None
    ana, bea = await stage.settled("Ana"), await stage.settled("Bea")
    await bea.says("/forget")
    await bea.says("forget me")
    bea.hears("Receipt")
    assert "Backups" not in bea.last()  # the bot makes none
    stage.works.backups_kept = 30
    await ana.says("/forget")
    await ana.says("forget me")
    ana.hears("From 24 December 2026 on, nothing of yours is in any of them.")


async def test_forgetting_erases_everything_and_only_mine(stage: Stage) -> None:
    ana, bea = await stage.settled("Ana"), await stage.settled("Bea")
    await stage.days(1)
    await ana.says("Gone soon")
    await bea.says("Here to stay")
    await ana.says("/forget")
    await ana.says("no wait")
    ana.hears("Nothing was erased")
    await ana.says("Forget me.")
    ana.hears("Receipt")
    ana.hears("1 journal entry, 1 vision")
    assert stage.works is not None
    async with stage.works.begin() as work:
        for table in (
            "members",
            "slots",
            "prompts",
            "answers",
            "visions",
            "revisions",
            "dialogs",
            "outbox",
        ):
            column = "id" if table == "members" else "member_id"
            found = await work.session.execute(
                text(f"SELECT count(*) FROM {table} WHERE {column} = :id"), {"id": ana.id}
            )
            assert found.scalar() == 0, table
        left = await work.session.execute(
            text("SELECT count(*) FROM inbox WHERE person_id = :id OR body IS NOT NULL"),
            {"id": ana.id},
        )
        assert left.scalar() == 0
    assert [one["answer"] for one in (await bea.export())["answers"]] == ["Here to stay"]
    await stage.days(2)
    assert ana.heard_of("The reading of") == 1
    await ana.says("/start")
    ana.hears("Is that all right with you?")


async def test_forget_can_be_cancelled_and_is_harmless_for_strangers(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/forget")
    await ana.presses("Cancel")
    await ana.says("forget me")
    ana.hears("Your words are here, and nothing is lost")
    bea = stage.person("Bea")
    await bea.says("/forget")
    bea.hears("Nothing of yours is kept")


async def test_the_same_person_exports_readable_json(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/export")
    assert json.loads(ana.file(".json"))["answers"] == []


@pytest.mark.parametrize("said", ["/language Deutsch", "/language xx"])
async def test_a_language_that_is_not_there(stage: Stage, said: str) -> None:
    ana = await stage.settled()
    await ana.says(said)
    ana.hears("I speak: English.")
    await ana.presses("Cancel")
    await ana.says("/language")
    await ana.says("German")
    ana.hears("I speak: English.")
    await ana.says("/language english")
    ana.hears("Language: English")
