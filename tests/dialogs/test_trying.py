"""I'll try it: the practice of a reading is taken up for a day, and asked about on the day after."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import select

from solbot.coaching.answers import prompts
from solbot.coaching.path import service as path
from solbot.content.catalog import Catalog, load
from solbot.db.tables import Member
from tests import rehearsal
from tests.dialogs.people import Person, Stage

PRACTICE = "Look once more."
CAME = "What came of what you took up for"


def with_two_languages(folder: Path) -> Path:
    """The short path, in which day-2 asks for its practice itself; and the same in Spanish words."""
    rehearsal.build(folder)
    asks = folder / "en" / "questions" / "personal-mastery" / "day-2-a.md"
    asks.write_text(asks.read_text().replace("depth: short", "depth: short\npractice: yes"))
    shutil.copytree(rehearsal.MESSAGES / "es", folder / "es")
    for part in ("readings", "questions"):
        shutil.rmtree(folder / "es" / part)
        shutil.copytree(folder / "en" / part, folder / "es" / part)
    for file in (folder / "es" / "readings").glob("*/*.md"):
        file.write_text(file.read_text().replace("**Today:**", "**Hoy:**"))
    return folder


def without_day_1(folder: Path) -> Path:
    """The short path, which begins a day later."""
    rehearsal.build(folder)
    for file in folder.glob("en/*/personal-mastery/*day-1[.-]*"):
        file.unlink()
    return folder


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The short path in two languages."""
    return load(with_two_languages(tmp_path_factory.mktemp("trying")))


async def with_day_1(stage: Stage) -> Person:
    """Somebody whose first nudge came: the reading of day-1, whole."""
    ana = await stage.settled()
    await stage.days(1)
    ana.hears("The reading of day-1")
    return ana


async def tried(stage: Stage, when: str = "Tonight") -> Person:
    """Somebody who took its practice up."""
    ana = await with_day_1(stage)
    await ana.presses("I'll try it")
    await ana.presses(when)
    return ana


async def test_tonight_is_said_back_and_asked_about_the_day_after(stage: Stage) -> None:
    ana = await with_day_1(stage)
    nudge = ana.heard()[-1].message_id
    await ana.presses("I'll try it")
    assert ana.heard()[-1].message_id > nudge
    ana.hears(PRACTICE)
    ana.hears("When?")
    await ana.presses("Tonight")
    ana.sees("For Tuesday 24 November:")
    ana.sees(PRACTICE)
    ana.sees("On Wednesday 25 November I'll ask what came of it.")
    ana.sees("Still open: What did you notice today?")
    await ana.says("The light")
    ana.hears("Kept in your journal")
    ana.hears("What did you notice today?")
    await stage.days(1)
    assert ana.last().startswith("What you meant to try\n\n" + CAME + " Tuesday 24 November?")
    ana.hears(PRACTICE)
    assert ana.labels()[:3] == ["Done", "Partly", "Not yet"]
    assert "I'll try it" not in ana.labels()
    await ana.presses("Why this?")
    ana.hears("You took up the practice of a reading, and the day for it has passed.")
    await ana.presses("Done")
    ana.hears("2 of 2")
    ana.hears("What did it teach you?")
    assert ana.labels()[:2] == ["Answer", "Skip"]
    await ana.says("That I look <away>")
    ana.hears("Both parts are there now")
    copy = await ana.export()
    assert [one["answer"] for one in copy["answers"][-2:]] == ["Done", "That I look <away>"]
    assert copy["answers"][-2]["asked"].endswith(PRACTICE)
    assert copy["answers"][-1]["discipline"] == "personal-mastery"
    assert [(one["reading"], one["due_on"]) for one in copy["tries"]] == [("day-1", "2026-11-24")]
    assert f"24 November 2026: {PRACTICE}" in ana.file(".md").decode()
    await stage.days(1)
    ana.hears("The reading of day-2")
    await stage.days(8)
    assert sum(m.text.startswith("What you meant to try") for m in ana.heard()) == 1


async def test_next_names_it_and_todays_page_brings_it(stage: Stage) -> None:
    ana = await tried(stage)
    stage.clock.forward(days=1, hours=-1)
    await ana.says("/next")
    ana.hears("The reading of day-1")
    ana.hears("You took up the practice of a reading")
    await ana.says("/today")
    ana.hears(CAME)
    await ana.says("partly")
    await ana.presses("Skip")
    ana.hears("what you said is in your journal")
    await ana.says("These words answer nothing")
    ana.hears("Where")
    assert [one["answer"] for one in (await ana.export())["answers"]] == ["Partly"]
    await stage.days(1)
    ana.hears("The reading of day-2")


async def test_a_day_is_typed_and_what_is_none_is_said(stage: Stage) -> None:
    ana = await with_day_1(stage)
    await ana.says("i’ll try it")
    for words, answer in (
        ("fridya", "I couldn't make out which day"),
        ("yesterday", "That day is over"),
        ("in three weeks", "A day up to Tuesday 8 December"),
    ):
        await ana.says(words)
        ana.hears(answer)
        ana.hears(PRACTICE)
    await ana.says("on Thursday")
    ana.hears("For Thursday 26 November:")
    ana.hears("On Friday 27 November I'll ask")
    for day in ("day-2", "day-3"):
        await stage.days(1)
        ana.hears(f"The reading of {day}")
    await stage.days(1)
    ana.hears(CAME + " Thursday 26 November?")


async def test_taken_up_again_it_changes_its_day_and_is_asked_about_once(stage: Stage) -> None:
    ana = await tried(stage)
    await ana.presses("I'll try it")
    await ana.presses("Tomorrow")
    ana.sees("For Wednesday 25 November:")
    await ana.presses("Another day")
    ana.sees("When?")
    await ana.says("tomorrow")
    assert [one["due_on"] for one in (await ana.export())["tries"]] == ["2026-11-25"]
    await stage.days(1)
    ana.hears("The reading of day-2")
    await stage.days(1)
    ana.hears(CAME + " Wednesday 25 November?")
    await stage.days(1)
    ana.hears("The reading of day-3")


async def test_not_after_all(stage: Stage) -> None:
    ana = await with_day_1(stage)
    await ana.presses("I'll try it")
    message, tonight = ana.button("Tonight")
    await ana.presses("Not after all")
    ana.sees("I won't ask about it")
    ana.sees("Still open: What did you notice today?")
    await ana.presses("I'll try it")
    await ana.presses("Tonight")
    _, off = ana.button("Not after all")
    for _ in range(2):
        await ana.taps(message.message_id, off)
        ana.sees("I won't ask about it")
    assert (await ana.export())["tries"] == []
    await stage.days(1)
    ana.hears("The reading of day-2")
    await ana.taps(message.message_id, tonight)
    ana.sees("For Wednesday 25 November:")
    await stage.days(1)
    ana.hears(CAME + " Wednesday 25 November?")


async def test_not_yet_offers_tomorrow_and_another_day(stage: Stage) -> None:
    ana = await tried(stage)
    await stage.days(1)
    await ana.presses("Not yet")
    ana.hears("Kept in your journal")
    kept = ana.heard()[-1].message_id
    await ana.presses("Try it tomorrow")
    ana.hears("For Thursday 26 November:")
    assert ana.heard()[-1].message_id > kept
    await stage.days(1)
    ana.hears("The reading of day-2")
    await stage.days(1)
    ana.hears(CAME + " Thursday 26 November?")
    await ana.says("not yet")
    await ana.says("another day")
    await ana.says("today")
    ana.hears("For Friday 27 November:")
    await stage.days(1)
    ana.hears(CAME + " Friday 27 November?")
    await ana.says("I did, and it was dull")
    ana.hears("Kept in your journal")
    await stage.days(1)
    ana.hears("The reading of day-3")


async def test_long_words_are_no_day_and_are_not_lost(stage: Stage) -> None:
    ana = await with_day_1(stage)
    await ana.presses("I'll try it")
    words = "I noticed that the light fell on the table where nobody ever sits."
    await ana.says(words)
    ana.hears("What did you notice today?")
    await ana.presses("It answers the last question")
    assert [one["answer"] for one in (await ana.export())["answers"]] == [words]


async def test_a_question_that_is_the_practice_stands_alone(stage: Stage) -> None:
    ana = await with_day_1(stage)
    assert ana.labels()[-2:] == ["I'll try it", "Why this?"]
    await ana.says("Seen")
    await stage.days(1)
    ana.hears("The reading of day-2")
    assert "I'll try it" not in ana.labels()
    await ana.presses("Later")
    await ana.presses("‹ Back")
    assert "I'll try it" not in ana.labels()


async def test_it_can_be_taken_up_after_the_answer(stage: Stage) -> None:
    ana = await with_day_1(stage)
    await ana.says("The light")
    ana.hears("Kept in your journal")
    await ana.says("I'll try it")
    ana.hears("When?")
    await ana.presses("Not after all")
    await ana.presses("I'll try it")
    await ana.says("/cancel")
    await stage.days(2)
    ana.hears("The reading of day-3")
    await ana.presses("Raise it")
    ana.hears("Kept in your journal")
    assert [one["text"] for row in ana.heard()[-2].keyboard or [] for one in row] == ["I'll try it"]
    await ana.says("i'll try it")
    await ana.says("tonight")
    ana.hears("For Thursday 26 November:")
    await stage.days(1)
    ana.hears(CAME)
    await ana.says("/settings")
    await ana.presses("How I come by")
    await ana.presses("Whole")
    await stage.days(1)
    ana.hears("The reading of day-4")
    await ana.presses("Later")
    await ana.presses("Tomorrow")
    assert ana.labels() == ["I'll try it"]
    await ana.presses("I'll try it")
    ana.hears("When?")


async def test_a_reading_from_the_library(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/library")
    await ana.presses("Mental models")
    await ana.presses("The reading of day-7")
    await ana.presses("I'll try it")
    await ana.presses("Tomorrow")
    ana.sees("For Tuesday 24 November:")
    await stage.days(1)
    ana.hears("The reading of day-1")
    await stage.days(1)
    ana.hears(CAME)
    await ana.presses("Read it whole")
    ana.sees("The reading of day-7")
    assert "I'll try it" not in ana.labels()
    await ana.presses("Done")
    ana.hears("What did it teach you?")


async def test_a_short_one_offers_it_once_read_whole(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/settings")
    await ana.presses("How I come by")
    await ana.presses("Short")
    await stage.days(1)
    ana.hears("The reading of day-1")
    assert "I'll try it" not in ana.labels()
    await ana.presses("Read it whole")
    ana.sees("look once more")
    await ana.presses("I'll try it")
    ana.hears("When?")


async def test_another_language_in_between(stage: Stage) -> None:
    ana = await tried(stage)
    await ana.says("/language")
    await ana.presses("Español")
    await stage.days(1)
    assert ana.last().startswith("Lo que pensabas probar\n\n¿Qué resultó de lo que te propusiste")
    await ana.says("hecho")
    ana.hears("¿Qué te enseñó?")
    await ana.presses("Saltar")
    await stage.days(8)
    while "Lo pruebo" not in ana.labels():
        await stage.days(1)
    await ana.says("lo pruebo")
    ana.hears("¿Cuándo?")
    await ana.says("mañana")
    ana.hears("te pregunto qué resultó")


async def test_readings_alone_ask_nothing(stage: Stage) -> None:
    ana = await tried(stage)
    message, again = ana.button("Another day")
    await ana.says("/settings")
    await ana.presses("How I come by")
    await ana.presses("Readings only")
    await stage.days(1)
    ana.hears("The reading of day-2")
    assert "I'll try it" not in ana.labels()
    await ana.taps(message.message_id, again)
    assert "You chose readings only" in ana.toasts()[-1]


async def test_somebody_with_a_rhythm_hears_the_true_day(stage: Stage) -> None:
    ana = await with_day_1(stage)
    await ana.says("/settings")
    await ana.presses("Days and times")
    await ana.says("Tuesday and Friday at 8")
    await ana.says("/today")
    await ana.presses("I'll try it")
    await ana.presses("Tonight")
    ana.sees("On Friday 27 November I'll ask what came of it.")
    await stage.days(3)
    ana.hears(CAME + " Tuesday 24 November?")


@pytest.mark.both_databases
async def test_erased_and_begun_anew(stage: Stage) -> None:
    ana = await tried(stage)
    await stage.stop()
    await stage.start()
    await ana.says("/forget")
    await ana.says("forget me")
    await stage.days(1)
    assert ana.heard_of(CAME) == 0


@pytest.mark.both_databases
async def test_what_never_arrived_is_worded_anew_and_asked_once(stage: Stage) -> None:
    ana = await tried(stage)
    stage.clock.forward(days=1, hours=-2)
    assert stage.works is not None
    async with stage.works.begin() as work:
        member = await work.session.scalar(select(Member).where(Member.id == ana.id))
        assert member is not None
        asked = await path.next_of_path(work, member, prompts.today_of(work, member))
        assert asked.parts[0].ask.startswith(CAME)
    await ana.says("/language")
    await ana.presses("Español")
    await ana.says("/today")
    ana.hears("¿Qué resultó de lo que te propusiste")
    await ana.presses("En parte")
    await ana.says("Un poco")
    await stage.days(1)
    ana.hears("The reading of day-2")


async def test_a_reading_that_is_gone_falls_silent(stage: Stage, tmp_path: Path) -> None:
    ana = await tried(stage)
    message, again = ana.button("Another day")
    await stage.stop()
    stage.catalog = load(without_day_1(tmp_path))
    await stage.start()
    await ana.taps(message.message_id, again)
    assert "no longer in the library" in ana.toasts()[-1]
    await stage.days(1)
    ana.hears("The reading of day-2")
    assert ana.heard_of(CAME) == 0
    assert "2026: day-1" in (await ana.export() and ana.file(".md").decode())
