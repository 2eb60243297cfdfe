"""Scenes: each is in order as it is written, and plays to its end with the real bot."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from solbot.app import ROUTES
from solbot.playground.stage import read_scenes
from tests.playground.running import Page, until

DEEDS = {
    *("says", "taps", "settles", "role", "opens", "replies", "days"),
    *("hours", "crowd", "blocks"),
}
OF_NOBODY = {"hours", "crowd", "blocks"}


def test_every_scene_is_written_as_it_should_be() -> None:
    scenes = read_scenes()
    wanted = {"first-day", "a-month-in", "alumni-returning", "five-hundred-people"}
    assert wanted | {"an-announcement"} == scenes.keys()
    assert scenes["an-announcement"].steps[0]["crowd"] == 500
    for scene in scenes.values():
        keys = {one["key"] for one in scene.people}
        assert scene.title and scene.about and scene.steps[0]["tell"]
        for step in scene.steps:
            assert len(DEEDS & step.keys()) == 1, (scene.id, step)
            assert step.keys() <= DEEDS | {"tell", "who", "of", "answers"}
            assert ("who" in step) == (not OF_NOBODY & step.keys())
            assert ("of" in step) == ("opens" in step)
            assert step.get("taps", "do:").partition(":")[0] in {*ROUTES.taps, "do"}, step
            assert {step.get("who"), step.get("of")} <= keys | {None}


async def test_the_first_day_and_a_month_in(page: Page) -> None:
    here = page.playground
    before = set(here.world.people)
    for name in ("first-day", "a-month-in"):
        running = await page.post(f"/page/scenes/{name}")
        assert running["id"] == name and running["of"] > 4
        assert "being played" in await page.post("/page/scenes/first-day", status=400)
        await here.stage.over()
        assert (await page.get("/page/state"))["scene"] is None
    ana, bea = sorted(here.world.people.keys() - before)
    assert any("en/replies/kept.html.j2" in message.files for message in page.heard(ana))
    months = [m for m in page.heard(bea) if any("readings/" in f for f in m.files)]
    assert len(months) >= 30
    entries = [m for m in page.heard(bea) if "en/replies/kept.html.j2" in m.files]
    assert 15 <= len(entries) <= 30
    loose = ("loose_words", "loose_more", "unplaced")
    assert not any(word in file for m in page.heard(bea) for file in m.files for word in loose)
    assert "no such scene" in await page.post("/page/scenes/nothing", status=400)


async def test_alumni_of_a_cohort_that_ended_are_asked_weekly_and_may_return(fresh: Page) -> None:
    here = fresh.playground
    await fresh.post("/page/scenes/alumni-returning")
    await here.stage.over()
    olga, carlos = here.world.people
    heard = fresh.heard(carlos)
    thanked = next(at for at, m in enumerate(heard) if "one of its alumni" in m.text)
    asked = [at for at, m in enumerate(heard) if any("readings/alumni/" in f for f in m.files)]
    assert 2 <= len(asked) <= 4 and min(asked) > thanked
    days = [heard[at].date // 86400 for at in asked]
    assert all(later - sooner >= 7 for sooner, later in pairwise(days))
    assert any("en/replies/welcome_back.html.j2" in m.files for m in heard)
    readings = [m for m in heard if any("readings/" in f for f in m.files)]
    assert 37 <= len(readings) <= 38
    await until(lambda: here.world.people[carlos].role == "alumni")
    assert here.world.people[olga].role == "programs"


async def test_an_announcement_reaches_a_crowd_that_reads_taps_and_blocks(fresh: Page) -> None:
    here = fresh.playground
    await fresh.post("/page/scenes/an-announcement", crowd=12)
    await here.stage.over()
    nora, *crowd = here.world.people
    assert here.world.people[nora].role == "announcements" and len(crowd) == 12
    report = next(m for m in reversed(fresh.heard(nora)) if "Announcement no. 1" in m.text)
    assert "13 of 13" in report.text and "Done on" in report.text
    assert "Delivered: 12" in report.text and "Could not be reached: 1" in report.text
    tally = (await fresh.get("/page/state"))["crowd"]
    assert tally["people"] == 12 and tally["blocked"] >= 1 and tally["tapped"] >= 3, tally
    assert f"I'm interested: {tally['tapped']}" in report.text
    got = [m for one in crowd for m in fresh.heard(one) if "evening on listening" in m.text]
    assert len(got) == 11 and len({m.text for m in got}) == 11
    zones = {here.world.people[m.person_id].zone: m for m in got}
    assert all(
        datetime.fromtimestamp(m.date, ZoneInfo(zone)).hour == 12 for zone, m in zones.items()
    )


async def test_a_scene_can_be_stopped_and_all_thrown_away(fresh: Page) -> None:
    await fresh.post("/page/scenes/a-month-in")
    await fresh.post("/page/scenes/stop")
    assert (await fresh.get("/page/state"))["scene"] is None
    await fresh.post("/page/data", do="throw away")
    state = await fresh.get("/page/state")
    assert state["people"] == [] and state["crowd"]["people"] == 0
    ana = await fresh.person()
    await fresh.settles(ana)
    await fresh.goes(next=True)
    assert len(fresh.heard(ana)[-1].files) == 4


async def test_a_crowd_settles_in_reads_and_answers(fresh: Page) -> None:
    here = fresh.playground
    here.crowd.arrive(40)
    await fresh.goes(forward=3600)
    assert here.crowd.is_settled
    before = here.time.now()
    await fresh.goes(forward=86400)
    assert here.time.now() - before < timedelta(days=1, minutes=1)
    crowd = (await fresh.get("/page/state"))["crowd"]
    assert crowd["people"] == crowd["settled"] == 40
    assert crowd["read"] > 30 and 0 < crowd["answered"] < crowd["read"]
    queue = here.bot.queue
    assert queue.sent >= 20 and not (queue.failed or queue.skipped or queue.unsure)
