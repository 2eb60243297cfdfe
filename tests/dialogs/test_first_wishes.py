"""A first vision out of an everyday answer, as the words ship; and which discipline comes next."""

from __future__ import annotations

import pytest

from solbot.coaching.path import orders
from solbot.coaching.visions import service as visions
from solbot.content.catalog import Catalog
from solbot.members import service as members
from tests.dialogs.people import Person, Stage


@pytest.fixture(scope="module")
def catalog(shipped: Catalog) -> Catalog:
    """The words as they ship."""
    return shipped


async def without_a_vision(stage: Stage) -> Person:
    """Somebody who skipped the vision while settling in."""
    ana = await stage.settled()
    assert stage.works is not None
    async with stage.works.begin() as work:
        member = await members.find(work, ana.id)
        assert member is not None
        assert await visions.release(work, member, (await visions.held(work, member))[0])
    return ana


async def test_what_would_help_most_comes_next(stage: Stage) -> None:
    ana = await stage.settled()
    for _ in range(8):
        await stage.days(1)
        if "Talking so that we see more than before" in ana.labels():
            break
    await ana.presses("Talking so that we see more than before")
    ana.hears("Team learning comes next on your path")
    assert stage.works is not None
    async with stage.works.begin() as work:
        member = await members.find(work, ana.id)
        assert member is not None
        assert orders.order_of(member) == (0, 4, 1, 2, 3)


async def test_in_pencil_offers_a_first_vision(stage: Stage) -> None:
    ana = await without_a_vision(stage)
    asked = "what would you like there to be in your life or your work"
    for _ in range(8):
        await stage.days(1)
        if asked in ana.last():
            break
    await ana.says("A boat of my own")
    await ana.says("Time to sail it")
    ana.hears("You also wrote: A boat of my own")
    await ana.presses("Put it on the page")
    ana.hears("as what you want to create")
    assert (await ana.export())["visions"][-1]["words"] == "A boat of my own"


async def test_who_has_no_vision_is_asked_for_one_and_silence_is_fine(stage: Stage) -> None:
    ana = await without_a_vision(stage)
    came = []
    for day in range(1, 46):
        await stage.days(1)
        came += [day] if "An empty hook" in ana.last() else []
        await ana.says("Something else")
    assert came[0] == 8
    assert len(came) == 2 and came[1] - came[0] >= 31
