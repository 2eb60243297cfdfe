"""A journey with an end, and one without: whose clock holds, and until when."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from solbot.db.tables import Member
from tests.dialogs.announcing import sent
from tests.dialogs.people import Person, Stage


async def zone_asked(ana: Person) -> None:
    await ana.says("/settings")
    await ana.presses("Time zone")


async def to(stage: Stage, month: int, day: int, hour: int, minute: int = 0) -> None:
    """Go to a moment of 2026, in UTC, and do what is due."""
    stage.clock.set(datetime(2026, month, day, hour, minute, tzinfo=UTC))
    await stage.tick()


@pytest.mark.parametrize(
    "said",
    ["in Tokyo until the 27th", "Tokyo until Friday", "I'm in Tokyo until 27 November, please"],
)
async def test_a_journey_with_an_end_is_typed(stage: Stage, said: str) -> None:
    ana = await stage.settled()
    await zone_asked(ana)
    await ana.says(said)
    assert ana.heard_of("I go by Tokyo until Friday 27 November, that day included") == 1
    await ana.says("/settings")
    ana.hears("From Saturday 28 November: Madrid")
    await to(stage, 11, 23, 23)  # 08:00 on the 24th in Tokyo
    assert ana.heard_of("The reading of") == 1
    await to(stage, 11, 27, 14, 59)
    await ana.says("/settings")
    ana.hears("Tokyo")
    await to(stage, 11, 27, 15)  # midnight in Tokyo
    await ana.says("/settings")
    ana.hears("Time zone: Madrid")
    assert ana.heard_of("I go by Madrid again, where it is 16:00") == 1
    await to(stage, 11, 28, 7)
    ana.hears("The reading of")
    assert ana.heard_of("Your journey is over") == 1


async def test_it_can_be_said_at_any_time_when_nothing_is_asked(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("I'm in Lisbon until the 27th")
    ana.hears("Shall I go by Lisbon until Friday 27 November, that day included?")
    asked = ana.heard()[-1].message_id
    await ana.presses("Yes, until then")
    ana.sees("I go by Lisbon until Friday 27 November")
    assert (await ana.export())["unplaced"] == []
    await ana.taps(asked, "zj:1:20261127:Europe/Lisbon")  # once more
    assert ana.heard_of("I go by Lisbon until Friday 27 November") == 1
    await ana.says("The choir is in Lisbon until the 30th")
    ana.hears("Your words are here, and nothing is lost")


async def test_at_an_open_question_it_is_an_answer(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    await ana.says("I'm in Lisbon until the 27th")
    ana.hears("Kept in your journal")


async def test_a_journey_by_taps(stage: Stage) -> None:
    ana = await stage.settled()
    await zone_asked(ana)
    await ana.says("Tokyo")
    await ana.presses("Only for a while")
    await ana.presses("3 days")
    ana.sees("until Wednesday 25 November, that day included, and by Madrid again after it")
    await zone_asked(ana)
    await ana.presses("I am home again")
    await ana.says("/settings")
    ana.hears("Time zone: Madrid")
    assert "From" not in ana.last()


async def test_the_last_day_is_typed(stage: Stage) -> None:
    ana = await stage.settled()
    await zone_asked(ana)
    await ana.says("Tokyo")
    await ana.presses("Only for a while")
    await ana.says("when the rain stops")
    ana.hears("I couldn't make out the last day.")
    await ana.says("Sunday")
    ana.hears("until Sunday 29 November")


async def test_which_place_is_asked_and_the_end_is_not_forgotten(stage: Stage) -> None:
    ana = await stage.settled()
    await zone_asked(ana)
    await ana.says("in Cambridge until the 27th")
    ana.hears("Which")
    await ana.presses(next(label for label in ana.labels() if "United States" in label))
    assert ana.heard_of("I go by New York until Friday 27 November") == 1


async def test_without_an_end_nothing_changes_back(stage: Stage) -> None:
    ana = await stage.settled()
    await zone_asked(ana)
    await ana.says("in Lisbon until the 27th")
    await zone_asked(ana)
    await ana.says("Tokyo")  # for good
    await to(stage, 12, 5, 12)
    await ana.says("/settings")
    ana.hears("Time zone: Tokyo")
    assert ana.heard_of("Your journey is over") == 0


async def test_travelling_on_leads_home_in_the_end_through_a_restart(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("I'm in Lisbon until the 25th")
    await ana.presses("Yes, until then")
    await ana.says("I'm in Tokyo until the 27th")
    await ana.presses("Yes, until then")
    await stage.stop()
    stage.clock.set(datetime(2026, 11, 28, 6, tzinfo=UTC))
    await stage.start()
    await stage.tick()
    await stage.tick()
    await ana.says("/settings")
    ana.hears("Time zone: Madrid")
    assert ana.heard_of("Your journey is over") == 0  # it is seven in the morning
    await to(stage, 11, 28, 7)
    await stage.settle()
    assert ana.heard_of("I go by Madrid again") == 1
    await ana.presses("I am still away")
    ana.sees("What time is it for you now?")
    member = (await ana.export())["member"]
    assert (member["zone"], member["home_zone"]) == ("Europe/Madrid", None)


async def test_a_home_whose_zone_is_gone_is_that_of_the_default_clock(stage: Stage) -> None:
    """Zones are renamed and dissolved; a journey must end all the same, and quiet hours by some clock."""
    ana, olga = await stage.settled(), await stage.owner()
    await zone_asked(ana)
    await ana.says("in Tokyo until Friday")
    await ana.says("/settings")
    await ana.presses("How I come by")
    await ana.presses("Quiet hours")
    await ana.says("from 22 to 7")
    assert stage.works is not None
    async with stage.works.begin() as work:
        values = {"home_zone": "Europe/Nowhere", "zone": "Asia/Nowhere"}
        await work.session.execute(update(Member).where(Member.id == ana.id).values(**values))
    await sent(stage, olga)
    assert ana.heard_of("a new place to meet has opened") == 1
    await to(stage, 11, 27, 15)
    await ana.says("/settings")
    ana.hears("Time zone: UTC")


async def test_only_for_a_while_on_a_journey_still_leads_home(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("I'm in Lisbon until the 30th")
    await ana.presses("Yes, until then")
    await zone_asked(ana)
    await ana.says("Tokyo")
    await ana.presses("Only for a while")
    await ana.presses("3 days")
    ana.sees("by Madrid again after it")
    await zone_asked(ana)
    await ana.presses("I am home again")
    assert "Only for a while" not in ana.labels()


async def test_the_end_holds_for_a_place_that_is_said_in_other_words(stage: Stage) -> None:
    ana = await stage.settled()
    await zone_asked(ana)
    await ana.says("in Cambridge until the 27th")
    await ana.says("Boston, Massachusetts")
    ana.sees("until Friday 27 November, that day included, and by Madrid again after it")


async def test_what_sounds_like_a_journey_and_is_a_note_stays_one(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("I'm in Split until Sunday")
    assert "Yes, until then" in ana.labels()
    await ana.presses("Keep it as a note")
    export = await ana.export()
    assert [one["answer"] for one in export["answers"]] == ["I'm in Split until Sunday"]
    assert export["member"]["zone"] == "Europe/Madrid"
