"""Programs: what is known is shown; what is not is said kindly, and told when it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from solbot.content.catalog import load
from tests import rehearsal
from tests.dialogs.people import Stage


async def test_the_list_a_card_details_and_how_to_reserve(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/programs")
    for title in (
        "Foundations for Leadership",
        "Leading Sustainable Transformation",
        "Executive Champions' Workshop",
    ):
        ana.hears(title)
    await ana.says("foundations for leadership")
    ana.hears("When: not known yet")
    assert "checked" not in ana.last()
    await ana.presses("Details")
    assert ana.heard()[-1].text.startswith("Foundations for Leadership")
    await ana.presses("‹ Back")
    await ana.presses("How to reserve")
    ana.hears("how to reserve")
    await ana.presses("‹ Back")
    await ana.presses("All programs")
    await ana.presses("About SoL")
    for words in (
        "101 Main Street",
        "North America",
        "Latin America",
        "Asia Pacific",
        "SoL Flash",
        "Reflections",
    ):
        ana.hears(words)


@pytest.mark.both_databases
async def test_what_is_not_known_is_told_once_it_is(stage: Stage, tmp_path: Path) -> None:
    ana, bea = await stage.settled("Ana"), await stage.settled("Bea")
    for person in (ana, bea):
        await person.says("/programs")
        await person.presses("Foundations for Leadership")
        await person.presses("Flyer")
        person.hears("I don't have this yet: its flyer")
        await person.presses("Tell me when the flyer is here")
        person.hears("I will send you its flyer as soon as it is here")
    await bea.presses("No need to tell me")
    await stage.tick()
    assert ana.heard_of("Here is its flyer") == 0

    folder = rehearsal.build(tmp_path / "messages")
    file = folder / "en" / "programs" / "foundations-for-leadership.md"
    file.write_text(file.read_text().replace("\nflyer:", "\nflyer: flyer.pdf", 1))
    (file.parent / "flyer.pdf").write_bytes(b"%PDF-1.4 the flyer")
    assert stage.works is not None
    stage.works.catalog = load(folder)
    await stage.tick()
    await stage.tick()
    assert ana.heard_of("Here is its flyer") == 1
    assert bea.heard_of("Here is its flyer") == 0
    await ana.presses("See the program")
    await ana.presses("Flyer")
    assert ana.file(".pdf") == b"%PDF-1.4 the flyer"


async def test_everything_unknown_can_be_asked_for(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/programs")
    await ana.presses("Leading Sustainable Transformation")
    await ana.presses("Tell me what is not known yet")
    ana.hears("when it takes place")
    await ana.presses("Tell me what it costs")
    await ana.says("/programs")
    await ana.presses("Leading Sustainable Transformation")
    await ana.presses("Tell me what is not known yet")
    await ana.presses("Tell me what it costs")
    ana.hears("I have that noted already")
    assert len((await ana.export())["requests"]) == 1


@pytest.mark.parametrize("word", ["yes", "Yes please"])
async def test_a_typed_yes_to_the_offer(stage: Stage, word: str) -> None:
    ana = await stage.settled()
    await ana.says("/programs")
    await ana.presses("Leading Sustainable Transformation")
    await ana.presses("Flyer")
    await ana.says(word)
    ana.hears("I will send you its flyer as soon as it is here")
    await ana.presses("‹ Back")
    await ana.presses("How to reserve")
    assert "the bot" not in ana.last()
    await ana.presses("Tell me what is not known yet")
    await ana.says(word)
    ana.hears("I will tell you each of these")
    assert len((await ana.export())["requests"]) == 5


async def test_a_typed_no_to_the_offer(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/programs")
    await ana.presses("Leading Sustainable Transformation")
    await ana.presses("Flyer")
    await ana.says("no thanks")
    ana.hears("When: not known yet")
    assert (await ana.export())["requests"] == []


async def test_facts_that_are_known_say_when_they_were_checked(
    stage: Stage, tmp_path: Path
) -> None:
    folder = rehearsal.build(tmp_path / "messages")
    file = folder / "en" / "programs" / "foundations-for-leadership.md"
    file.write_text(file.read_text().replace("\nplace:", "\nplace: Boston", 1))
    assert stage.works is not None
    stage.works.catalog = load(folder)
    ana = await stage.settled()
    await ana.says("/programs")
    await ana.presses("Foundations for Leadership")
    ana.hears("Where: Boston")
    ana.hears("last checked on")


async def test_a_stranger_may_look_and_is_asked_before_anything_is_kept(stage: Stage) -> None:
    bea = stage.person("Bea")
    await bea.says("/programs")
    await bea.presses("Foundations for Leadership")
    await bea.presses("Flyer")
    await bea.presses("Tell me when the flyer is here")
    bea.hears("I need your consent")
    await bea.presses("Begin")
    bea.hears("Is that all right with you?")


async def test_a_link_to_a_program_that_is_gone_says_so_and_shows_what_there_is(
    stage: Stage,
) -> None:
    ana = await stage.settled()
    await ana.says("/start p-a-program-of-last-year")
    ana.hears("The program behind that link is no longer listed. This is what there is.")
    ana.hears("Foundations for Leadership")
    await ana.presses("Foundations for Leadership")
    ana.sees("When: not known yet")
    await ana.says("/programs")
    assert "no longer listed" not in ana.last()
    ben = stage.person("Ben")
    await ben.says("/start p-a-program-of-last-year")
    assert "no longer listed" not in ben.last()  # first they are asked whether they agree
    await ben.presses("Yes, let us begin")
    assert ben.heard_of("The program behind that link is no longer listed") == 1


async def test_what_is_not_known_of_the_society_is_one_line_and_one_way_to_a_person(
    stage: Stage,
) -> None:
    ana = await stage.settled()
    await ana.says("/programs")
    await ana.presses("About SoL")
    ana.sees("is not known here yet. “Ask a person” finds out for you.")
    assert ana.shown().count("not known") == 1
    assert ana.labels().count("Ask a person") == 1
    await ana.presses("Ask a person")
    await ana.says("Where is the blog?")
    ana.sees("Your question is with people at SoL")
