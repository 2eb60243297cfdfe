"""Look through what I wrote: what was answered before its question fed the page, put there by its person's tap."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import update

from solbot.content.catalog import Catalog, load
from solbot.db.tables import Answer, Prompt
from solbot.limits import LOOKED_THROUGH, VISION
from tests.dialogs.people import VISION as CHOIR
from tests.dialogs.people import Person, Stage
from tests.dialogs.test_feeding_the_page import HOUSE, another, fed, page, was_brought

LOOK = "Look through what I wrote"
PUT, NO, STOP = "Put it on the page", "Only in the journal", "Stop here"


@pytest.fixture(scope="module")
def feeding(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Content that feeds the page."""
    return load(fed(tmp_path_factory.mktemp("feeding")))


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The same, as it was before anything fed the page."""
    folder = fed(tmp_path_factory.mktemp("before"))
    for file in (folder / "en" / "questions").rglob("*.md"):
        before = re.sub(r"^feeds: \w+\n|, feeds: \w+", "", file.read_text(), flags=re.MULTILINE)
        file.write_text(before)
    return load(folder)


def release(stage: Stage, feeding: Catalog) -> None:
    """From now on answers feed the page."""
    assert stage.works is not None
    stage.works.catalog = stage.catalog = feeding


async def wrote(stage: Stage) -> Person:
    """Ana, who answered for six days before answers fed the page."""
    ana = await stage.settled()
    for first, then in (
        ("7", "Eleven people came"),
        ("Call Ines", "on Friday"),
        ("A boat of my own", None),
        ("Something else", None),
        ("There is one key", None),
        ("8", "Twelve people came"),
    ):
        await stage.days(1)
        await ana.says(first)
        if then:
            await ana.says(then)
    return ana


async def looks(ana: Person) -> None:
    """From the page of her vision."""
    await ana.says("/vision")
    await ana.presses(LOOK)


@pytest.mark.both_databases
async def test_each_thing_in_turn_the_newest_first(stage: Stage, feeding: Catalog) -> None:
    ana = await wrote(stage)
    await ana.says("/vision")
    assert LOOK not in ana.labels()
    release(stage, feeding)
    await looks(ana)
    ana.sees("1 of 6")
    ana.sees("On 29 November 2026 you were asked:\nWhich fact makes it so?")
    ana.sees("Twelve people came")
    ana.sees("Put it on your page, as a fact of that day?")
    await ana.presses(PUT)
    ana.sees("On your page now, as a fact.")
    ana.sees("2 of 6")
    ana.sees("2 earlier figures of how close it is, from 24 November 2026 to 29 November 2026.")
    await ana.presses(PUT)
    ana.sees("All 2 figures are on your page now.")
    ana.sees("There is one key")
    await ana.presses(NO)
    ana.sees("That stays in your journal alone.")
    ana.sees("A boat of my own")
    ana.sees("as what you want to create?")
    await ana.presses(NO)
    ana.sees("5 of 6")
    ana.sees("Call Ines")
    await ana.presses(PUT)
    ana.sees("On your page now, as a step.")
    ana.sees("Eleven people came")
    await ana.presses(PUT)
    ana.sees("That was all.")
    found = await page(ana)
    assert [(one["words"], one["for_date"]) for one in found["facts"]] == [
        ("Eleven people came", "2026-11-24"), ("Twelve people came", "2026-11-29"),
    ]  # fmt: skip
    assert [(one["value"], one["for_date"]) for one in found["closeness"]] == [
        (4, "2026-11-23"), (7, "2026-11-24"), (8, "2026-11-29"),
    ]  # fmt: skip
    (step,) = found["steps"]
    assert (step["at"][:10], step["due_on"]) == ("2026-11-25", "2026-11-27")
    await ana.says("/vision")
    ana.hears("How close: 8 of 10 (29 Nov 2026); before that, 7 (24 Nov 2026)")
    ana.hears("24 Nov 2026: Eleven people came\n29 Nov 2026: Twelve people came")
    assert LOOK not in ana.labels()


async def new_words(stage: Stage, words: str = "A choir that sings at dusk") -> Person:
    """Ana, who said on one day how her vision reads."""
    ana = await stage.settled()
    await was_brought(stage, ana, 3)
    await stage.days(1)
    ana.hears("How does")
    await ana.says(words)
    return ana


async def test_new_words_say_what_they_do_to_a_vision(stage: Stage, feeding: Catalog) -> None:
    ana = await new_words(stage)
    day = stage.clock.at.date().isoformat()
    release(stage, feeding)
    await stage.days(3)
    await looks(ana)
    ana.sees("as new words for this vision?")
    await ana.presses(PUT)
    ana.sees("What do the new words do to it")
    await ana.says("More")
    ana.hears("Your page has the new words now.")
    ana.hears("That was all.")
    found = await page(ana)
    assert found["words"] == "A choir that sings at dusk"
    assert (found["revisions"][-1]["kind"], found["revisions"][-1]["at"][:10]) == ("raised", day)
    await ana.presses("Undo")
    ana.sees("Undone: here it is again.")
    assert (await page(ana))["words"] == CHOIR


async def test_words_older_than_those_of_now_are_not_offered(
    stage: Stage, feeding: Catalog
) -> None:
    ana = await new_words(stage)
    await stage.days(1)
    await ana.says("/vision")
    await ana.presses("Change it")
    await ana.says("A choir in the open")
    await ana.presses("Clearer")
    release(stage, feeding)
    await ana.says("/vision")
    assert LOOK not in ana.labels()


async def test_what_the_buttons_do_can_be_typed(stage: Stage, feeding: Catalog) -> None:
    ana = await wrote(stage)
    release(stage, feeding)
    await ana.says("look through my old answers")
    ana.hears("1 of 6")
    await ana.says("put it on the page")
    ana.hears("2 of 6")
    await ana.says("Undo")
    ana.hears("Undone: here it is again.")
    ana.hears("1 of 6")
    assert (await page(ana))["facts"] == []
    await looks(ana)
    await ana.says("only in the journal")
    ana.hears("2 of 6")
    await ana.says("stop here")
    ana.hears("That is enough for now.")
    await ana.says("look through what I wrote")
    ana.hears("1 of 5")


async def test_all_that_was_said_last_can_be_undone(stage: Stage, feeding: Catalog) -> None:
    ana = await wrote(stage)
    release(stage, feeding)
    await looks(ana)
    await ana.presses(NO)
    before, data = ana.button("Undo")
    await ana.presses(PUT)
    assert len((await page(ana))["closeness"]) == 3
    await ana.presses("Undo")
    ana.sees("2 earlier figures of how close it is")
    assert len((await page(ana))["closeness"]) == 1
    await ana.taps(before.message_id, data)
    assert "That can't be undone any more." in ana.toasts()
    await ana.presses(NO)
    ana.sees("Those 2 stay in your journal alone.")
    await ana.presses("Undo")
    await ana.presses(PUT)
    ana.sees("All 2 figures are on your page now.")


async def test_nothing_is_undone_that_something_came_of(stage: Stage, feeding: Catalog) -> None:
    ana = await wrote(stage)
    release(stage, feeding)
    await looks(ana)
    await ana.presses(PUT)
    message, data = ana.button("Undo")
    await ana.says("/vision")
    await ana.presses("Facts (1)")
    await ana.presses("1")
    await ana.presses("No longer so")
    await ana.taps(message.message_id, data)
    assert ana.toasts()[-1] == "That can't be undone any more."
    await looks(ana)
    for label in (PUT, NO, PUT):
        await ana.presses(label)
    ana.sees("On your page now, as what you want to create.")
    message, data = ana.button("Undo")
    assert stage.works is not None
    boat = (await page(ana, 1))["words"]
    assert boat == "A boat of my own"
    await ana.says("/vision")
    await ana.presses("Open number 2")
    await ana.presses("How close is it today?")
    await ana.presses("2")
    await ana.taps(message.message_id, data)
    assert ana.toasts()[-1] == "That can't be undone any more."
    assert (await page(ana, 1))["closeness"][0]["value"] == 2


async def test_a_new_vision_begins_when_it_was_written(stage: Stage, feeding: Catalog) -> None:
    ana = await wrote(stage)
    release(stage, feeding)
    await looks(ana)
    for label in (NO, NO, NO, PUT):
        await ana.presses(label)
    found = await page(ana, 1)
    assert (found["created_at"][:10], found["revisions"][0]["at"][:10]) == ("2026-11-26",) * 2
    await ana.presses("Undo")
    assert len((await ana.export())["visions"]) == 1


async def test_a_second_tap_doubles_nothing_and_says_so(stage: Stage, feeding: Catalog) -> None:
    ana = await wrote(stage)
    release(stage, feeding)
    await looks(ana)
    message, data = ana.button(PUT)
    await ana.taps(message.message_id, data)
    await ana.taps(message.message_id, data)
    assert ana.toasts()[-1] == "It is on your page already. With /vision it can be changed there."
    ana.sees("2 of 6")
    message, data = ana.button(PUT)
    await ana.taps(message.message_id, data)
    await ana.taps(message.message_id, data)
    assert ana.toasts()[-1].startswith("These figures have their place by now")
    found = await page(ana)
    assert (len(found["facts"]), len(found["closeness"])) == (1, 3)


async def test_what_changed_meanwhile_is_met(stage: Stage, feeding: Catalog) -> None:
    ana = await stage.settled()
    await was_brought(stage, ana, 4)
    await stage.days(1)
    sent = await ana.says("There is one kye")
    release(stage, feeding)
    await looks(ana)
    ana.sees("There is one kye")
    message, data = ana.button(PUT)
    await ana.edits(sent, "There is one key")
    await ana.taps(message.message_id, data)
    assert [one["words"] for one in (await page(ana))["facts"]] == ["There is one key"]
    await ana.taps(message.message_id, data.replace("lkp", "lkn"))
    assert ana.toasts()[-1].startswith("It is on your page already")


async def test_what_is_gone_meanwhile_is_met(stage: Stage, feeding: Catalog) -> None:
    ana = await wrote(stage)
    release(stage, feeding)
    await looks(ana)
    message, data = ana.button(PUT)
    await ana.says("/journal")
    await ana.presses("1")
    await ana.presses("2")
    await ana.presses("Delete")
    await ana.presses("Yes, delete it")
    await ana.taps(message.message_id, data)
    assert ana.toasts()[-1].startswith("This entry is no longer there")
    ana.sees("1 of 5")
    ana.sees("2 earlier figures")
    message, data = ana.button(PUT)
    await ana.says("/vision")
    await ana.presses("Let it go")
    await ana.presses("Yes, let it go")
    await ana.taps(message.message_id, data)
    assert ana.toasts()[-1].startswith("These figures have their place by now, or are gone")
    ana.sees("1 of 1")
    ana.sees("A boat of my own")
    await ana.says("/forget")
    await ana.says("forget me")
    await ana.taps(message.message_id, data)
    assert ana.heard_of("Something went wrong") == 0


@pytest.mark.both_databases
async def test_of_several_visions_it_is_asked_which(stage: Stage, feeding: Catalog) -> None:
    ana = await wrote(stage)
    await another(stage, ana)
    release(stage, feeding)
    await ana.says("/vision")
    await ana.presses("Open number 2")
    await ana.presses(LOOK)
    ana.sees("Twelve people came")
    ana.sees(f"It goes with:\n{CHOIR}")
    await ana.presses(PUT)
    ana.sees("2 earlier figures of how close it is")
    ana.sees(f"It goes with:\n{CHOIR}")
    await ana.presses(NO)
    ana.sees("There is one key")
    assert "It goes with" not in ana.shown()
    await ana.presses(PUT)
    ana.sees("Which of these does it stand beside?")
    await ana.presses("Beside number 2")
    ana.sees("4 of 6")
    assert [one["words"] for one in (await page(ana, 1))["facts"]] == ["There is one key"]
    await ana.presses("Undo")
    ana.sees("There is one key")
    message, data = ana.button(PUT)
    await ana.presses(PUT)
    await ana.presses(NO)
    ana.sees("That stays in your journal alone.")
    await ana.taps(message.message_id, data.replace("lkp", "lkv") + ":99999")
    assert ana.toasts()[-1].startswith("This vision is no longer open")
    assert HOUSE not in ana.shown()


async def test_figures_of_a_vision_that_was_let_go_go_nowhere(
    stage: Stage, feeding: Catalog
) -> None:
    ana = await stage.settled()
    await stage.days(1)
    await ana.says("7")
    await ana.says("Eleven people came")
    await ana.says("/vision")
    await ana.presses("Let it go")
    await ana.presses("Yes, let it go")
    await another(stage, ana)
    release(stage, feeding)
    await looks(ana)
    ana.sees("1 of 1")
    ana.sees("Eleven people came")


async def test_a_figure_that_spoke_of_none_goes_to_the_only_one(
    stage: Stage, feeding: Catalog
) -> None:
    ana = await stage.settled()
    await stage.days(1)
    await ana.says("7")
    await ana.says("Eleven people came")
    assert stage.works is not None
    async with stage.works.begin() as work:  # as of before questions knew of which they speak
        await work.session.execute(update(Prompt).values(vision_id=None))
    release(stage, feeding)
    await looks(ana)
    await ana.presses(NO)
    ana.sees("An earlier figure")
    await another(stage, ana)
    await ana.presses(PUT)
    assert ana.toasts()[-1].startswith("These figures have their place by now")
    assert [len(one["closeness"]) for one in (await ana.export())["visions"]] == [1, 0]


async def test_only_so_many_at_a_time_and_of_the_last_year(stage: Stage, feeding: Catalog) -> None:
    ana = await stage.settled()
    await was_brought(stage, ana, 4)
    await stage.days(1)
    for number in range(LOOKED_THROUGH + 3):
        await ana.says(f"Key {number}")
        if number < LOOKED_THROUGH + 2:
            await ana.presses("Add something")
    release(stage, feeding)
    await looks(ana)
    ana.sees(f"1 of {LOOKED_THROUGH}")
    for _ in range(LOOKED_THROUGH):
        await ana.presses(NO)
        assert stage.app is not None
        stage.app.floods.forget()
    ana.sees("That is enough for now.")
    await ana.presses(LOOK)
    ana.sees("1 of 3")
    stage.clock.forward(days=366)
    await ana.says("/vision")
    assert LOOK not in ana.labels()


async def test_a_full_page_leads_on(
    stage: Stage, feeding: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("solbot.limits.FACTS", 0)
    ana = await wrote(stage)
    release(stage, feeding)
    await looks(ana)
    await ana.presses(PUT)
    ana.sees("its page has room for no more")
    await ana.presses(LOOK)
    ana.sees("Twelve people came")
    await ana.presses(NO)
    ana.sees("2 of 6")


async def test_long_words_are_shown_whole_by_a_tap(stage: Stage, feeding: Catalog) -> None:
    ana = await stage.settled()
    await was_brought(stage, ana, 4)
    await stage.days(1)
    words = ("key & <lock> " * 400)[:VISION].strip()
    await ana.says(words)
    await ana.presses("Add something")
    await ana.says(words + words)
    release(stage, feeding)
    await looks(ana)
    ana.sees("1 of 1")
    await ana.presses("The whole text")
    ana.hears(words[-100:])
    await ana.presses(PUT)
    assert (await page(ana))["facts"][0]["words"] == words


async def test_hidden_and_unread_answers_are_not_offered(stage: Stage, feeding: Catalog) -> None:
    ana = await stage.settled()
    await was_brought(stage, ana, 4)
    await stage.days(1)
    await ana.says("There is one key")
    await ana.presses("Move or undo")
    await ana.presses("Take it back")
    release(stage, feeding)
    await ana.says("/vision")
    assert LOOK not in ana.labels()
    assert stage.works is not None
    async with stage.works.begin() as work:
        await work.session.execute(update(Answer).values(state="kept", dropped_at=None))
    await ana.says("/vision")
    assert LOOK in ana.labels()


async def test_a_question_from_before_that_is_answered_now_feeds_the_page(
    stage: Stage, feeding: Catalog
) -> None:
    ana = await stage.settled()
    await stage.days(1)
    release(stage, feeding)
    await ana.says("7")
    ana.hears("Kept, and on your page")
    assert [one["value"] for one in (await page(ana))["closeness"]] == [4, 7]


async def test_from_the_news(stage: Stage, feeding: Catalog) -> None:
    ana = await wrote(stage)
    release(stage, replace(feeding, news=date(2026, 11, 29)))
    await stage.days(1)
    stage.clock.forward(hours=2)
    await stage.tick()
    ana.hears("Some of what you wrote before may belong on your page.")
    await ana.presses(LOOK)
    ana.hears("1 of 6")
    assert ana.heard_of("Something is new here") == 1
