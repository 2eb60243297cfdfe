"""Reviews: the week in one's own words beside the vision, the page of a month ago and of today."""

from __future__ import annotations

from dataclasses import replace

import pytest

from solbot.coaching.answers import prompts
from solbot.coaching.reviews import chat as reviews_chat
from solbot.content.catalog import Catalog
from solbot.db import members
from tests.dialogs.people import VISION, Person, Stage


@pytest.fixture(scope="module")
def catalog(every_kind: Catalog) -> Catalog:
    """Every kind of reading there is, in two languages."""
    return every_kind


def nudge(ana: Person) -> str:
    """What came last with a question of the day."""
    return next(one.text for one in reversed(ana.heard()) if one.text.startswith("About "))


async def live(stage: Stage, ana: Person, days: range, words: str) -> None:
    for day in days:
        await stage.days(1)
        await ana.says(words.format(day=day))


async def test_a_weekly_review_brings_three_sentences_of_ones_own(stage: Stage) -> None:
    ana = await stage.settled()
    await live(stage, ana, range(1, 14), "Today was day {day}. And <b>so</b> it went, number {day}")
    await stage.days(1)
    review = nudge(ana)
    assert review.splitlines()[0] == "About weekly-1"
    assert "This week, in your words:" in review and VISION in review
    for day in (7, 10, 13):
        assert f"And <b>so</b> it went, number {day}" in review
    assert review.count("it went, number") == 3
    assert "went, number" not in review.splitlines()[0]
    await ana.presses("Read it whole")
    assert "it went, number" not in ana.last() and "About weekly-1" in ana.last()


async def test_what_was_deleted_comes_back_in_no_review(stage: Stage) -> None:
    ana = await stage.settled()
    await live(stage, ana, range(1, 14), "This is what I wrote on day {day}")
    await ana.says("/journal")
    await ana.presses("1")
    await ana.presses("Delete")
    await ana.presses("Yes, delete it")
    await stage.days(1)
    assert "on day 13" not in nudge(ana) and "on day 12" in nudge(ana)


async def test_without_words_of_ones_own_a_review_is_its_reading(stage: Stage) -> None:
    ana = await stage.settled()
    await live(stage, ana, range(1, 14), "Yes")
    await stage.days(1)
    assert nudge(ana).startswith("About weekly-1") and "in your words" not in nudge(ana)


async def brought_asking(stage: Stage, ana: Person, ask: str) -> str:
    """The look back that came last, if its question were this one."""
    assert stage.works is not None
    async with stage.works.begin() as work:
        member = await members.get(work.session, ana.id)
        assert member is not None
        asked = await prompts.latest(work, member)
        assert asked is not None
        other = replace(asked, parts=(replace(asked.current, ask=ask),))
        return (await reviews_chat.brought(work, member, other)).html


async def test_a_monthly_review_is_the_page_of_then_and_of_now(stage: Stage) -> None:
    ana = await stage.settled()
    await live(stage, ana, range(1, 20), "Seen")
    await ana.says("/vision")
    await ana.presses("How close is it today?")
    await ana.presses("7")
    for day in range(20, 40):
        await stage.days(1)
        if nudge(ana).startswith("About monthly-1"):
            break
        await ana.says(f"Seen {day}")
    review = nudge(ana)
    assert review.startswith("About monthly-1") and "A month ago, on" in review
    assert VISION in review and "4 then, 7 now, of 10" in review
    assert (await brought_asking(stage, ana, f"> {VISION}\n\nWhat now?")).count(VISION) == 1
    await ana.says("/today")
    assert ana.last() == review
    await ana.presses("Picture")
    assert any(one.file_id for one in ana.heard()[-2:])
    await ana.says("Less than I thought")
    ana.hears("Kept")


async def test_a_review_that_is_brought_now_is_the_same(stage: Stage) -> None:
    ana = await stage.settled()
    await live(stage, ana, range(1, 14), "This is what I wrote on day {day}")
    stage.clock.forward(hours=22)
    await ana.says("/next")
    await ana.presses("Bring it now")
    ana.hears("This week, in your words:")
    ana.hears("This is what I wrote on day 13")
