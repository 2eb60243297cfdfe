"""Scenes: each is in order as it is written, and plays to its end with the real bot."""

from __future__ import annotations

from datetime import timedelta

from solbot.playground.stage import read_scenes
from tests.playground.running import Page

DEEDS = {"says", "taps", "settles", "replies", "days", "hours", "crowd"}


def test_every_scene_is_written_as_it_should_be() -> None:
    scenes = read_scenes()
    assert {"first-day", "a-month-in", "alumni-returning", "five-hundred-people"} <= scenes.keys()
    for scene in scenes.values():
        keys = {one["key"] for one in scene.people}
        assert scene.title and scene.about and scene.steps[0]["tell"]
        for step in scene.steps:
            assert len(DEEDS & step.keys()) == 1, (scene.id, step)
            assert step.keys() <= DEEDS | {"tell", "who", "answers"}
            assert ("who" in step) == (not {"hours", "crowd"} & step.keys())
            assert step.get("who") in keys | {None}


async def test_a_return_the_first_day_and_a_month_in(page: Page) -> None:
    here = page.playground
    for name in ("alumni-returning", "first-day", "a-month-in"):
        running = await page.post(f"/page/scenes/{name}")
        assert running["id"] == name and running["of"] > 4
        assert "being played" in await page.post("/page/scenes/first-day", status=400)
        await here.stage.over()
        assert (await page.get("/page/state"))["scene"] is None
    carlos, ana, bea = here.world.people
    assert any("en/replies/kept.html.j2" in message.files for message in page.heard(ana))
    months = [m for m in page.heard(bea) if any("readings/" in f for f in m.files)]
    assert len(months) >= 30
    entries = [m for m in page.heard(bea) if "en/replies/kept.html.j2" in m.files]
    assert 15 <= len(entries) <= 30
    assert any("en/replies/welcome_back.html.j2" in m.files for m in page.heard(carlos))
    returned = [m for m in page.heard(carlos) if any("readings/" in f for f in m.files)]
    assert 23 + 29 <= len(returned) <= 23 + 33  # a month of Bea's is his as well
    assert "no such scene" in await page.post("/page/scenes/nothing", status=400)


async def test_a_scene_can_be_stopped_and_all_thrown_away(page: Page) -> None:
    await page.post("/page/scenes/a-month-in")
    await page.post("/page/scenes/stop")
    assert (await page.get("/page/state"))["scene"] is None
    await page.post("/page/data", do="throw away")
    state = await page.get("/page/state")
    assert state["people"] == [] and state["crowd"]["people"] == 0
    ana = await page.person()
    await page.settles(ana)
    await page.goes(next=True)
    assert len(page.heard(ana)[-1].files) == 3


async def test_a_crowd_settles_in_reads_and_answers(page: Page) -> None:
    here = page.playground
    here.crowd.arrive(40)
    await page.goes(forward=3600)
    assert here.crowd.is_settled
    before = here.time.now()
    await page.goes(forward=86400)
    assert here.time.now() - before < timedelta(days=1, minutes=1)
    crowd = (await page.get("/page/state"))["crowd"]
    assert crowd["people"] == crowd["settled"] == 40
    assert crowd["read"] > 30 and 0 < crowd["answered"] < crowd["read"]
    queue = here.bot.queue
    assert queue.sent >= 20 and not (queue.failed or queue.skipped or queue.unsure)
