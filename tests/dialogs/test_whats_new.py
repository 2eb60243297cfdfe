"""Whoever was here before is told once what is new, at a decent moment; who came with it is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from solbot.content.catalog import Catalog
from solbot.db.tables import Answer, Letter, Member, Prompt
from solbot.fake_telegram.weather import Weather
from solbot.members import service as members
from tests import rehearsal
from tests.dialogs.people import Person, Stage

NEW = "Something is new here"
NUEVO = "Hay algo nuevo aquí"
OF = date(2026, 11, 29)


def release(stage: Stage, of: date = OF) -> None:
    """The bot has news from now on."""
    assert stage.works is not None
    stage.works.catalog = stage.catalog = replace(stage.works.catalog, news=of)


async def mornings(stage: Stage, count: int = 1) -> None:
    """Days that begin as ever, and the two hours after."""
    for _ in range(count):
        await stage.days(1)
        stage.clock.forward(hours=2)
        await stage.tick()


async def letters_of(stage: Stage) -> int:
    """How many letters there ever were that tell what is new."""
    assert stage.works is not None
    async with stage.works.begin() as work:
        wanted = select(func.count()).select_from(Letter).where(Letter.kind == "whats_new")
        return await work.session.scalar(wanted) or 0


async def heard(stage: Stage, person: Person) -> date | None:
    """Of when the last news is that somebody knows."""
    assert stage.works is not None
    async with stage.works.begin() as work:
        member = await members.find(work, person.id)
        assert member is not None
        return member.news_heard


@pytest.mark.both_databases
async def test_who_was_here_is_told_once_and_who_came_with_it_is_not(stage: Stage) -> None:
    ana = await stage.settled()
    await mornings(stage)
    release(stage)
    ben = await stage.settled("Ben")
    await stage.days(1)
    assert ana.heard_of(NEW) == 0, "first comes what they wait for"
    question = ana.last()
    stage.clock.forward(hours=2)
    await stage.tick()
    ana.hears(NEW)
    assert ana.labels() == ["My page", "What comes next"]
    await mornings(stage, 3)
    assert ana.heard_of(NEW) == 1 and ben.heard_of(NEW) == 0
    assert await letters_of(stage) == 1
    assert question
    copy = await ana.export()
    assert copy["member"]["news_heard"] == OF.isoformat()
    assert (await ben.export())["member"]["news_heard"] == OF.isoformat()


async def test_a_new_installation_tells_nobody(stage: Stage) -> None:
    release(stage)
    ana = await stage.settles_in()
    await mornings(stage, 3)
    assert ana.heard_of(NEW) == 0 and await letters_of(stage) == 0


async def test_the_next_news_are_told_as_well_and_older_ones_never(stage: Stage) -> None:
    ana = await stage.settled()
    release(stage)
    await mornings(stage)
    release(stage, date(2027, 3, 1))
    await mornings(stage, 2)
    assert ana.heard_of(NEW) == 2
    release(stage, date(2027, 1, 1))
    await mornings(stage, 2)
    assert ana.heard_of(NEW) == 2


async def test_the_question_of_the_day_stays_open_beside_it(stage: Stage) -> None:
    ana = await stage.settled()
    release(stage)
    await mornings(stage)
    ana.hears(NEW)
    await ana.says("A blackbird on the roof")
    ana.hears("Kept")
    assert (await ana.export())["answers"][0]["answer"] == "A blackbird on the roof"


async def test_each_way_on_comes_in_a_message_of_its_own(stage: Stage) -> None:
    ana = await stage.settled()
    release(stage)
    await mornings(stage)
    message, data = ana.button("My page")
    await ana.taps(message.message_id, data)
    ana.hears("A choir that sings without fear")
    await ana.taps(message.message_id, data.replace("vision", "next"))
    ana.hears("What comes next")
    await ana.taps(message.message_id, data.replace("vision", "look"))
    ana.hears("There is nothing to look through just now")
    assert ana.heard_of(NEW) == 1, "it is still to be read"
    await ana.taps(message.message_id, "wn:elsewhere")
    assert "Something went wrong" not in ana.last()


async def test_a_way_on_can_be_typed(stage: Stage) -> None:
    ana = await stage.settled()
    release(stage)
    await mornings(stage)
    await ana.says("my page")
    ana.hears("A choir that sings without fear")


async def test_never_in_the_middle_of_something(stage: Stage) -> None:
    ana = await stage.settled()
    release(stage)
    await stage.days(1)
    stage.clock.forward(minutes=118)
    await ana.says("/vision")
    await ana.presses("Change it")
    stage.clock.forward(minutes=12)
    await stage.tick()
    assert ana.heard_of(NEW) == 0
    await ana.says("A choir that sings at dusk")
    await ana.presses("Clearer")
    await ana.presses("6")
    stage.clock.forward(minutes=5)
    await stage.tick()
    assert ana.heard_of(NEW) == 0
    stage.clock.forward(minutes=31)
    await stage.tick()
    assert ana.heard_of(NEW) == 1


async def test_it_waits_for_the_night_and_for_quiet_hours(stage: Stage) -> None:
    ana, ben = await stage.settled(), await stage.settled("Ben")
    await ana.says("/settings")
    await ana.presses("Days and times")
    await ana.says("every day at 20:30")
    assert stage.works is not None
    async with stage.works.begin() as work:
        member = await members.find(work, ben.id)
        assert member is not None
        member.quiet_hours = "08:30-13:00"
    release(stage)
    await stage.days(1, hour=7)
    stage.clock.forward(hours=2)
    await stage.tick()
    assert ben.heard_of(NEW) == 0
    stage.clock.forward(hours=4)
    await stage.tick()
    assert ben.heard_of(NEW) == 1
    for _ in range(10):
        stage.clock.forward(hours=1)
        await stage.tick()
    assert ana.heard_of(NEW) == 0, "it is night"
    await stage.days(1, hour=8)
    assert ana.heard_of(NEW) == 1


@pytest.mark.parametrize("way", ["/pause 3 days", "/stop"])
async def test_who_rests_or_left_hears_it_when_they_are_back(stage: Stage, way: str) -> None:
    ana = await stage.settled()
    await ana.says(way)
    release(stage)
    await mornings(stage, 2)
    assert ana.heard_of(NEW) == 0 and await letters_of(stage) == 0
    await ana.says("/resume" if "pause" in way else "/start")
    await mornings(stage, 2)
    assert ana.heard_of(NEW) == 1


async def test_who_stops_just_before_hears_nothing(stage: Stage) -> None:
    ana = await stage.settled()
    release(stage)
    await stage.days(1)
    await ana.says("/stop")
    stage.clock.forward(hours=3)
    await stage.tick()
    assert ana.heard_of(NEW) == 0 and await heard(stage, ana) is None


async def test_who_went_silent_hears_it_when_they_are_back(stage: Stage) -> None:
    ana = await stage.settled(keeps_pace=False)
    await stage.days(7)
    release(stage)
    await mornings(stage, 6)
    assert ana.heard_of(NEW) == 0
    await ana.says("hello")
    await ana.presses("As before")
    await mornings(stage, 2)
    assert ana.heard_of(NEW) == 1


async def test_who_wants_nothing_announced_is_not_told(stage: Stage) -> None:
    ana = await stage.settled()
    assert stage.works is not None
    async with stage.works.begin() as work:
        member = await members.find(work, ana.id)
        assert member is not None
        member.announcements_off_at = work.now
    release(stage)
    await mornings(stage, 2)
    assert ana.heard_of(NEW) == 0
    async with stage.works.begin() as work:
        member = await work.session.get(Member, ana.id)
        assert member is not None
        member.announcements_off_at = None
    await mornings(stage, 1)
    assert ana.heard_of(NEW) == 1


async def test_what_surely_did_not_arrive_is_told_another_day(stage: Stage) -> None:
    ana = await stage.settled()
    release(stage)
    await stage.days(1)
    stage.world.weather = Weather(server_error=1.0, only=frozenset({"sendmessage"}))
    for _ in range(30):
        stage.clock.forward(hours=1)
        await stage.tick()
        if stage.clock.at.hour == 6:
            break
    stage.clock.forward(minutes=30)
    stage.world.weather = Weather()
    assert ana.heard_of(NEW) == 0
    await mornings(stage, 2)
    assert ana.heard_of(NEW) == 1


async def test_through_restarts_it_is_told_once(stage: Stage) -> None:
    ana = await stage.settled()
    release(stage)
    await stage.days(1)
    await stage.stop()
    await stage.start()
    stage.clock.forward(hours=2)
    await stage.tick()
    await stage.stop()
    await stage.start()
    await mornings(stage, 2)
    assert ana.heard_of(NEW) == 1


async def test_it_is_erased_with_its_person(stage: Stage) -> None:
    ana = await stage.settled()
    release(stage)
    await stage.days(1)
    await ana.says("/forget")
    await ana.says("forget me")
    stage.clock.forward(hours=3)
    await stage.tick()
    assert ana.heard_of(NEW) == 0 and await letters_of(stage) == 0


async def answered(
    stage: Stage, person: Person, question: str, kind: str, body: dict[str, Any]
) -> None:
    """A question was answered before its answers fed the page."""
    assert stage.works is not None
    async with stage.works.begin() as work:
        asked = Prompt(
            member_id=person.id, question_id=question, reading_id=question, discipline="personal-mastery",
            for_date=work.now.date(), state="answered", from_path=True, created_at=work.now,
            parts=[{"ask": "¿Y hoy?", "kind": kind, "language": "es", "options": []}],
        )  # fmt: skip
        work.session.add(asked)
        await work.session.flush()
        work.session.add(
            Answer(
                member_id=person.id, prompt_id=asked.id, part=0, body=body, state="kept",
                for_date=work.now.date(), answered_at=work.now,
            )
        )  # fmt: skip
    stage.clock.forward(days=1)


@pytest.fixture(scope="module")
def two_languages(shipped: Catalog) -> Catalog:
    """All that ships, of an earlier day."""
    return replace(shipped, news=None)


class TestInSpanish:
    """Those who read Spanish."""

    @pytest.fixture
    def catalog(self, two_languages: Catalog) -> Catalog:
        """English and Spanish."""
        return two_languages

    async def test_they_are_told_in_spanish(self, stage: Stage) -> None:
        ana = await stage.settled()
        await ana.says("/language")
        await ana.presses("Español")
        release(stage)
        await mornings(stage)
        ana.hears(NUEVO)
        assert ana.labels()[:2] == ["Mi página", "Lo que sigue"]
        await ana.says("mi página")
        ana.hears("A choir that sings without fear")

    async def test_they_look_through_what_they_wrote_in_spanish(self, stage: Stage) -> None:
        ana = await stage.settled()
        await ana.says("/language")
        await ana.presses("Español")
        for question, kind, body in (
            ("holding-both-1-pull", "scale", {"kind": "scale", "value": 6}),
            ("holding-both-1-pull", "scale", {"kind": "scale", "value": 8}),
            ("looking-again-1-stands", "text", {"kind": "text", "text": "Vinieron <once>"}),
        ):
            await answered(stage, ana, question, kind, body)
        release(stage)
        await mornings(stage)
        ana.hears("Algo de lo que escribiste antes puede tener su lugar en tu página.")
        await ana.says("repasar lo que escribí")
        ana.hears("1 de 2")
        ana.hears("Vinieron <once>")
        ana.hears("¿Lo pongo en tu página, como un hecho de ese día?")
        await ana.says("ponerlo en la página")
        ana.hears("Ya está en tu página, como un hecho.")
        ana.hears("2 números anteriores (atracción), del 23 de noviembre de 2026 al")
        await ana.says("ponerlo en la página")
        ana.hears("Los 2 números ya están en tu página.")
        ana.hears("Eso era todo.")
        (vision,) = (await ana.export())["visions"]
        assert [one["words"] for one in vision["facts"]] == ["Vinieron <once>"]
        assert [one["value"] for one in vision["pull"]] == [6, 8]


def test_what_ships_has_a_date_that_is_in_its_file(shipped: Catalog) -> None:
    assert f"on = {shipped.news}" in (Path(rehearsal.MESSAGES) / "news.toml").read_text()
