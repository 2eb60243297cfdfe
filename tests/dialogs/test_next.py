"""What comes next and why, what to have instead, more and less of a discipline, and ideas that come back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from solbot.coaching.visions import page as vision_page
from solbot.coaching.visions import service as visions
from solbot.content.catalog import Catalog
from solbot.db.tables import Member
from tests.dialogs.people import Person, Stage

BEGUN = "00.000.personal-mastery-introduction"


@pytest.fixture(scope="module")
def catalog(every_kind: Catalog) -> Catalog:
    """Every kind of reading there is."""
    return every_kind


async def on_the_path(stage: Stage) -> Person:
    """Somebody whose first week is over; pm-1 comes next."""
    ana = await stage.settled()
    assert stage.works is not None
    async with stage.works.begin() as work:
        member = await work.session.scalar(select(Member).where(Member.id == ana.id))
        assert member is not None
        member.journey_place = BEGUN
    return ana


async def asks_why(ana: Person) -> str:
    await ana.presses("Why this?")
    return ana.last()


async def test_next_looks_ahead_and_moves_nothing(stage: Stage) -> None:
    ana = await stage.settled()
    for _ in range(2):
        await ana.says("/next")
        ana.hears("The text first-week-1")
        ana.hears("It's the next step of your first week.")
    await stage.days(1)
    ana.hears("The text first-week-1")
    assert await asks_why(ana) == "It's the next step of your first week."
    await ana.presses("What comes next")
    assert "The text first-week-2" in ana.shown()


async def test_another_is_chosen_comes_next_and_says_so(stage: Stage) -> None:
    ana = await on_the_path(stage)
    await ana.says("/next")
    ana.hears("The text pm-1")
    ana.hears("It's the next on your path.")
    assert "The text mental-models-introduction" in ana.labels()
    await ana.presses("The text mental-models-introduction")
    ana.sees("You chose it to come next.")
    await ana.presses("My path after all")
    ana.sees("The text pm-1")
    await ana.says("the text mental-models-introduction")
    await stage.days(1)
    ana.hears("The text mental-models-introduction")
    assert await asks_why(ana) == "You chose it to come next."
    await stage.days(1)
    ana.hears("The text pm-1")
    assert await asks_why(ana) == "It's the next on your path."


async def test_it_can_be_brought_now_and_once(stage: Stage) -> None:
    ana = await on_the_path(stage)
    await ana.says("/next")
    message, bring = ana.button("Bring it now")
    await ana.presses("Bring it now")
    ana.hears("The text pm-1")
    said = len(ana.heard())
    await ana.taps(message.message_id, bring)
    assert len(ana.heard()) == said
    assert "Something else comes next" in ana.toasts()[-1]
    await ana.says("Seen now")
    await stage.days(1)
    ana.hears("The text pm-2")


async def test_more_of_a_discipline_and_as_before(stage: Stage) -> None:
    ana = await on_the_path(stage)
    await ana.says("/next")
    await ana.presses("The text mental-models-introduction")
    await ana.presses("More of Mental models")
    ana.sees("More of: Mental models")
    for name, why in (
        ("mental-models-introduction", "You chose it to come next."),
        ("pm-1", "It's the next on your path."),
        ("pm-2", "It's the next on your path."),
        ("mm-1", "You asked for more of Mental models."),
        ("pm-3", "It's the next on your path."),
    ):
        await stage.days(1)
        ana.hears(f"The text {name}")
        assert await asks_why(ana) == why
    await ana.says("/next")
    await ana.presses("As before: Mental models")
    assert "More of: " not in ana.shown()
    await stage.days(2)
    ana.hears("The text pm-5")


async def test_less_of_a_discipline_typed_and_undone(stage: Stage) -> None:
    ana = await on_the_path(stage)
    await ana.says("/next")
    await ana.says("less of personal mastery")
    ana.hears("Less of: Personal mastery")
    ana.hears("The text pm-2")
    await stage.days(1)
    ana.hears("The text pm-2")
    await ana.says("/next")
    await ana.says("as before: personal mastery")
    assert "Less of: " not in ana.last()
    await stage.days(1)
    ana.hears("The text pm-3")


async def test_an_idea_comes_back_and_is_kept_or_fades(stage: Stage) -> None:
    ana = await on_the_path(stage)
    for day in range(7):
        await stage.days(1)
        await ana.says(f"Seen on day {day}")
    await stage.days(1)
    while "Let it fade" not in ana.labels():
        day += 1
        await ana.says(f"Seen on day {day}")
        await stage.days(1)
    shown = ana.last()
    assert "About this you wrote on " in shown
    assert "\nSeen on day " in shown
    assert "The heart of pm-" in shown and "Look for pm-" not in shown
    assert "it comes back at growing gaps" in await asks_why(ana)
    await ana.presses("Keep it")
    ana.hears("It stays with you, and comes back around")
    await ana.presses("Let it fade")
    ana.hears("Then it won't come back by itself.")
    found = (await ana.export())["returns"]
    assert [(one["stage"], one["faded"], one["due_on"]) for one in found] == [(1, True, None)]
    await ana.presses("Keep it")
    ana.hears("It stays with you")
    assert not (await ana.export())["returns"][0]["faded"]


async def test_the_day_of_a_step_brings_it_and_the_answer_settles_it(stage: Stage) -> None:
    ana = await on_the_path(stage)
    assert stage.works is not None
    async with stage.works.begin() as work:
        member = await work.session.scalar(select(Member).where(Member.id == ana.id))
        assert member is not None
        (vision,) = await visions.held(work, member)
        due = (stage.clock() + timedelta(days=1)).date()
        await vision_page.add_step(work, member, vision, "Ring <Eva>", None, due_on=due)
    await stage.days(1)
    ana.hears("The text pm-1")
    await ana.says("Seen")
    await ana.says("/next")
    await stage.days(1)
    ana.hears("Ring <Eva>")
    assert ana.last().startswith("A question for you\n\nWhat came of the step")
    assert "hadn't said what came of it" in await asks_why(ana)
    await ana.presses("Partly")
    assert ana.heard_of("Kept in your journal") == 1
    ana.hears("What did it teach you?")
    await ana.says("She had been waiting for it")
    ana.hears("What it taught\nShe had been waiting for it")
    (vision_now,) = (await ana.export())["visions"]
    (settled,) = vision_now["steps"]
    assert (settled["outcome"], settled["learnt"]) == ("partly", "She had been waiting for it")
    await stage.days(1)
    ana.hears("The text pm-2")
    await ana.says("/vision")
    await ana.presses("Steps (1)")
    await ana.presses("1")
    await ana.presses("Take it off")
    await ana.presses("Yes, take it off")
    kept = str(await ana.export())
    assert "Eva" not in kept and "What came of the step you meant to take" in kept


async def test_what_a_step_taught_is_asked_where_there_was_one_to_take(stage: Stage) -> None:
    ana = await on_the_path(stage)
    for words in ("Ring Eva", "Write to Ben"):
        await ana.says("/vision")
        await ana.presses("Next step" if words == "Ring Eva" else "Steps (1)")
        if words != "Ring Eva":
            await ana.presses("Next step")
        await ana.says(words)
        await ana.presses("Today")
    await stage.days(1)
    ana.hears("Ring Eva")
    await ana.presses("Not yet")
    ana.hears("Kept in your journal")
    await stage.days(1)
    ana.hears("Write to Ben")
    await ana.says("done")
    ana.hears("What did it teach you?")
    await ana.presses("Skip")
    await ana.says("Words for nothing")
    steps = (await ana.export())["visions"][0]["steps"]
    assert [(one["outcome"], one["learnt"]) for one in steps] == [("not_yet", None), ("done", None)]


async def test_old_and_foreign_buttons(stage: Stage) -> None:
    ana, bea = await on_the_path(stage), await stage.settled("Bea")
    await stage.days(1)
    _, mine = ana.button("Why this?")
    last = bea.heard()[-1].message_id
    for tap in (mine, mine.replace("wy", "ik"), mine.replace("wy", "if"), "nc:gone", "no0:pm-1"):
        said = len(bea.heard())
        await bea.taps(last, tap)
        assert len(bea.heard()) == said and bea.toasts()


async def test_what_was_asked_before_reasons_were_noted_is_next_on_the_path(stage: Stage) -> None:
    ana = await on_the_path(stage)
    await stage.days(1)
    assert stage.works is not None
    async with stage.works.begin() as work:
        await work.session.execute(text("UPDATE prompts SET why = NULL"))
    assert await asks_why(ana) == "It's the next on your path."
