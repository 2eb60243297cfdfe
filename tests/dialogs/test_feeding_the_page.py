"""Everyday answers feed the page of a vision: figures at once, words when the person says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from solbot.coaching.visions import service as visions
from solbot.content.catalog import Catalog, load
from solbot.content.models import DISCIPLINES
from solbot.limits import VISION
from solbot.members import service as members
from tests import rehearsal
from tests.dialogs.people import VISION as CHOIR
from tests.dialogs.people import Person, Stage
from tests.dialogs.test_together import counted

HOUSE = "A house with the door open"
NEAR = (
    "kind: scale\ndepth: short\nabout: vision\nfeeds: closeness\nthen:\n"
    '  - {ask: "Which fact makes it so?", kind: text, feeds: fact}\n---\n'
    "{% if vision %}\n> {{ vision }}\n\nHow much of it is here?\n{% else %}\nHow near is what you want?\n{% endif %}\n"
)
STEP = (
    "kind: text\ndepth: short\nabout: vision\nfeeds: step\nthen:\n  - When?\n---\n"
    "What will you do{% if vision %} for {{ vision }}{% endif %}?\n"
)
WISH = "kind: text\ndepth: short\nfeeds: vision\n---\nWhat would you like there to be?\n"
ANEW = "kind: text\ndepth: short\nneeds: vision\nfeeds: vision\n---\nHow does {{ vision }} read today?\n"
FACT = "kind: text\ndepth: short\nfeeds: fact\n---\nWhat is so today?\n"
ASKED = {1: NEAR, 2: STEP, 3: WISH, 4: ANEW, 5: FACT, 6: NEAR}


def fed(folder: Path) -> Path:
    """The short path, whose days ask for what belongs on the page."""
    rehearsal.build(folder)
    questions = folder / "en" / "questions" / "personal-mastery"
    for day, question in ASKED.items():
        head = f"---\nid: day-{day}-a\nreading: day-{day}\n"
        (questions / f"day-{day}-a.md").write_text(head + question)
    return folder


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Content that feeds the page."""
    return load(fed(tmp_path_factory.mktemp("fed")))


async def page(ana: Person, at: int = 0) -> Any:
    """A vision of hers as her copy has it."""
    return (await ana.export())["visions"][at]


async def another(stage: Stage, ana: Person, words: str = HOUSE) -> int:
    """One more vision of hers."""
    assert stage.works is not None
    async with stage.works.begin() as work:
        member = await members.find(work, ana.id)
        assert member is not None
        return await visions.create(work, member, words, None)


async def was_brought(stage: Stage, ana: Person, day: int) -> None:
    """The path brought her the reading of this day before."""
    discipline, place = rehearsal.DAYS[f"day-{day}"]
    assert stage.works is not None
    async with stage.works.begin() as work:
        member = await members.find(work, ana.id)
        assert member is not None
        member.journey_place = f"{DISCIPLINES.index(discipline):02d}.{place:03d}.day-{day}"


async def asked_on(stage: Stage, day: int) -> Person:
    """Ana, on the day that asks for this."""
    ana = await stage.settled()
    await stage.days(day)
    return ana


async def test_a_figure_is_on_the_page_at_once_and_words_by_a_tap(stage: Stage) -> None:
    ana = await asked_on(stage, 1)
    ana.hears(CHOIR)
    await ana.presses("7")
    ana.hears("Kept, and on your page, under")
    await ana.says("Eleven people came on Tuesday")
    ana.hears("Put it on your page, as a fact of how things are?")
    assert (await page(ana))["facts"] == []
    today = stage.clock.at.date().isoformat()
    assert [(one["value"], one["for_date"]) for one in (await page(ana))["closeness"]][-1] == (
        7, today,
    )  # fmt: skip
    await ana.presses("Put it on the page")
    ana.hears("as a fact beside:\nA choir that sings")
    facts = (await page(ana))["facts"]
    assert [(one["words"], one["for_date"]) for one in facts] == [
        ("Eleven people came on Tuesday", today)
    ]


@pytest.mark.both_databases
async def test_figures_that_many_type_at_once_each_come_to_their_own_page(stage: Stage) -> None:
    people = [await stage.settled(f"Person {number}") for number in range(6)]
    await stage.days(1)
    *asked, done = people
    await done.presses("2")
    await done.says("Nobody came")
    await done.presses("Only in the journal")
    with counted(stage) as commits:
        for number, person in enumerate(asked, start=3):
            stage.world.say(person.id, str(number))
        stage.world.say(done.id, "The door was locked")
        await stage.quiet()
    assert commits.count < len(people), "kept together"
    for number, person in enumerate(asked, start=3):
        assert (await page(person))["closeness"][-1]["value"] == number
    copy = await done.export()
    written = [one["answer"] for one in copy["answers"] + copy["unplaced"]]
    assert sorted(written, key=str) == [2, "Nobody came", "The door was locked"]


async def test_a_no_is_heard_and_not_asked_again(stage: Stage) -> None:
    ana = await asked_on(stage, 1)
    await ana.presses("3")
    await ana.says("Nobody came")
    await ana.presses("Only in the journal")
    assert "It stays in your journal alone." in ana.toasts()
    assert "Put it on the page" not in ana.labels()
    await ana.presses("Add something")
    await ana.says("It rained")
    ana.hears("Put it on your page")
    await ana.says("put it on the page")
    ana.hears("It is on your page now")
    assert [one["words"] for one in (await page(ana))["facts"]] == ["It rained"]


async def test_what_the_buttons_do_can_be_typed(stage: Stage) -> None:
    ana = await asked_on(stage, 5)
    await ana.says("There is one key")
    await ana.says("no")
    ana.hears("It stays in your journal alone.")
    await ana.says("Put it on the page")
    assert (await page(ana))["facts"] == []


async def test_a_second_tap_on_the_same_offer_doubles_nothing(stage: Stage) -> None:
    ana = await asked_on(stage, 5)
    await ana.says("There is one key")
    message, data = ana.button("Put it on the page")
    await ana.taps(message.message_id, data)
    await ana.taps(message.message_id, data)
    await ana.taps(message.message_id, data.replace("pg:", "pgn:"))
    assert [one for one in ana.toasts() if "already" in one] == [
        "It is on your page already. With /vision it can be changed there."
    ] * 2
    assert len((await page(ana))["facts"]) == 1


async def test_the_page_follows_its_answer(stage: Stage) -> None:
    ana = await asked_on(stage, 5)
    sent = await ana.says("There is one kye")
    await ana.presses("Put it on the page")
    await ana.edits(sent, "There is one key")
    ana.hears("and your page says the same")
    assert (await page(ana))["facts"][0]["words"] == "There is one key"
    await ana.edits(sent, "key " * 700)
    ana.hears("there it says what it said")
    assert (await page(ana))["facts"][0]["words"] == "There is one key"
    await ana.says("/journal")
    await ana.presses("1")
    await ana.presses("Correct")
    await ana.says("There are two keys")
    ana.hears("and your page says the same")
    await ana.presses("See it in the journal")
    await ana.presses("Delete")
    await ana.presses("Yes, delete it")
    ana.sees("on your page neither")
    assert (await page(ana))["facts"] == []


async def test_a_figure_corrected_and_taken_back(stage: Stage) -> None:
    ana = await asked_on(stage, 1)
    sent = await ana.says("7")
    await ana.edits(sent, "6")
    ana.hears("and your page says the same")
    assert [one["value"] for one in (await page(ana))["closeness"]] == [4, 6]
    await ana.presses("Move or undo")
    await ana.presses("Take it back")
    ana.sees("on your page neither")
    assert [one["value"] for one in (await page(ana))["closeness"]] == [4]
    await ana.presses("Undo")
    assert [one["value"] for one in (await page(ana))["closeness"]] == [4, 6]


async def test_of_two_visions_the_one_spoken_of_the_longest_ago_is_quoted(stage: Stage) -> None:
    ana = await stage.settled()
    await another(stage, ana)
    await stage.days(1)
    ana.hears(CHOIR)
    await stage.days(1)
    ana.hears(HOUSE)
    await ana.says("Oil the hinges")
    await ana.says("tomorrow")
    await ana.presses("Put it on the page")
    ana.hears("as a step for")
    tomorrow = stage.clock.at.date().toordinal() + 1
    found = (await page(ana, 1))["steps"]
    assert [one["words"] for one in found] == ["Oil the hinges"]
    assert stage.clock.at.date().fromisoformat(found[0]["due_on"]).toordinal() == tomorrow
    await stage.days(2)
    ana.hears("Oil the hinges")
    await ana.presses("Done")
    await was_brought(stage, ana, 5)
    stage.clock.forward(days=7)  # within a week, words are not quoted twice
    await stage.days(1)
    ana.hears(CHOIR)


async def test_where_no_vision_was_spoken_of_it_is_asked_which(stage: Stage) -> None:
    ana = await stage.settled()
    await another(stage, ana)
    await stage.days(5)
    await ana.says("There is one key")
    await ana.presses("Put it on the page")
    ana.hears("Which of these does it stand beside?")
    ana.hears(HOUSE)
    await ana.says("Beside number 2")
    assert [one["words"] for one in (await page(ana, 1))["facts"]] == ["There is one key"]
    assert (await page(ana, 0))["facts"] == []


async def test_a_wish_becomes_a_vision(stage: Stage) -> None:
    ana = await asked_on(stage, 3)
    await ana.says("A pond with frogs")
    await ana.presses("Put it on the page")
    ana.hears("as what you want to create")
    assert (await page(ana, 1))["words"] == "A pond with frogs"
    await ana.presses("See the page")
    ana.sees("A pond with frogs")


async def test_new_words_for_a_vision_and_what_they_do_to_it(stage: Stage) -> None:
    ana = await stage.settled()
    await was_brought(stage, ana, 3)
    await stage.days(1)
    await ana.says("A choir that sings in the street")
    await ana.presses("Put it on the page")
    ana.hears("So far it says")
    await ana.presses("More")
    ana.sees("Your page has the new words now")
    found = await page(ana)
    assert [(one["kind"], one["words"]) for one in found["revisions"]] == [
        ("first", CHOIR), ("raised", "A choir that sings in the street"),
    ]  # fmt: skip
    await was_brought(stage, ana, 5)
    await stage.days(1)
    ana.hears("A choir that sings in the street")


@pytest.mark.parametrize("released", [True, False])
async def test_a_vision_that_went_between_question_and_answer(stage: Stage, released: bool) -> None:
    ana = await stage.settled()
    await was_brought(stage, ana, 2)
    await stage.days(1)
    sent = await ana.says("A pond with frogs")
    await ana.presses("Put it on the page")
    await stage.days(3)
    # On the sixth day the pond is the one less lately spoken of.
    ana.hears("A pond with frogs")
    assert stage.works is not None
    if released:
        async with stage.works.begin() as work:
            member = await members.find(work, ana.id)
            assert member is not None
            assert await visions.release(work, member, (await visions.held(work, member))[1])
    else:
        await ana.says("/journal A pond with frogs")
        await ana.presses("1")
        await ana.presses("Delete")
        await ana.presses("Yes, delete it")
        ana.sees("on your page neither")
    asked, data = next(
        (m, str(b["callback_data"]))
        for m in reversed(ana.heard())
        for row in m.keyboard or []
        for b in row
        if b["text"] == "7"
    )
    await ana.taps(asked.message_id, data)
    ana.hears("Kept, under")
    assert ("frogs" in ana.last()) == released
    await ana.says("It is quiet")
    ana.hears("Kept in your journal")
    copy = await ana.export()
    assert [one["value"] for one in copy["visions"][0]["closeness"]] == [4]
    assert len(copy["visions"]) == 1 + released
    assert sent.text


async def test_who_has_no_vision_is_asked_without_one(stage: Stage) -> None:
    ana = await stage.settled()
    assert stage.works is not None
    async with stage.works.begin() as work:
        member = await members.find(work, ana.id)
        assert member is not None
        await visions.release(work, member, (await visions.held(work, member))[0])
    await stage.days(1)
    ana.hears("How near is what you want?")
    await ana.presses("5")
    ana.hears("Kept, under")
    await ana.says("I don't know yet")
    ana.hears("Kept in your journal")
    assert "Put it on the page" not in ana.labels()


async def test_words_that_have_no_room_on_the_page(stage: Stage) -> None:
    ana = await asked_on(stage, 5)
    await ana.says("f" * (VISION + 1))
    ana.hears("Your page has room for 2,000 characters")
    assert "Put it on the page" not in ana.labels()


async def test_what_was_left_half_answered_is_offered_when_it_is_let_go(stage: Stage) -> None:
    ana = await asked_on(stage, 2)
    await ana.says("Oil the hinges")
    ana.hears("When?")
    assert "Put it on the page" not in ana.labels()
    await ana.presses("Not today")
    ana.hears("You wrote:\nOil the hinges")
    await ana.presses("Put it on the page")
    assert [one["due_on"] for one in (await page(ana))["steps"]] == [None]
