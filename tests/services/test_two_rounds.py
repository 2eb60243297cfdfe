"""The words that ship, lived through: each in its order, none left out, none asked twice before all were."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from solbot.coaching.answers import prompts
from solbot.coaching.answers import service as answers
from solbot.coaching.answers.prompts import AskedPrompt
from solbot.coaching.path import service as path
from solbot.coaching.visions import service as visions
from solbot.content.bodies import text_body
from solbot.content.catalog import Catalog
from solbot.content.models import DISCIPLINES, OCCASIONS
from solbot.db.states import PromptReason
from solbot.members import service as members
from solbot.unit_of_work import UnitsOfWork
from tests.conftest import Clock

DAYS = 260
BESIDE_THE_PATH = (PromptReason.RETURN, PromptReason.VISION, PromptReason.STEP)


@pytest.fixture(scope="module")
def catalog(shipped: Catalog) -> Catalog:
    """The words as they ship."""
    return shipped


async def live(works: UnitsOfWork, clock: Clock, number: int) -> AskedPrompt:
    """A day with its nudge and an answer in words to every part."""
    clock.forward(days=1)
    async with works.begin(durable=False) as work:
        member = await members.find(work, 1)
        assert member is not None
        asked = await path.next_of_path(work, member, clock().date())
        asked = await path.with_ways(work, member, asked)
        await prompts.open_for(work, member, asked.id)
        for part in range(len(asked.parts)):
            body = text_body(f"Words of day {number}")
            await answers.give(work, member, asked.id, body, 10 * number + part)
    return asked


@pytest.mark.parametrize("language", ["en", "es"])
async def test_two_rounds_of_the_path(works: UnitsOfWork, clock: Clock, language: str) -> None:
    async with works.begin() as work:
        member = await members.arrive(work, 1, "en")
        await members.consent(work, member, "Ana")
        await members.set_language(work, member, language)
        await members.finish_onboarding(work, member)
        await visions.create(work, member, "A choir that sings without fear", 1)
    began = clock()
    lived = [await live(works, clock, number) for number in range(DAYS)]
    assert clock() - began == timedelta(days=DAYS)

    words = works.catalog.language(language)
    checked = [asked for asked in lived if words.questions[asked.question_id].check_in]
    every = lived
    lived = [one for one in every if one not in checked and one.why not in BESIDE_THE_PATH]
    readings = [words.readings[asked.reading_id] for asked in lived]
    week = [one for one in readings if one.folder == "first-week"]
    assert week == list(words.occasions["first-week"]) == readings[: len(week)]
    on_path = [one for one in readings if one.discipline]
    whole = len(words.path)
    assert on_path[:whole] == list(words.path)
    # In the second round, what came back as an idea lately waits for its end.
    assert Counter(one.id for one in on_path[whole : 2 * whole]) == Counter(
        one.id for one in words.path
    )
    for discipline in DISCIPLINES:
        assert words.path[[one.folder for one in words.path].index(discipline)].place == 0
    came = Counter(one.folder for one in readings)
    assert {"weekly", "monthly", "quarterly", "closing"} <= came.keys()
    assert not {"returning", "alumni"} & came.keys()
    turns = [one for one in readings if one.folder == "weekly"]
    assert turns[: len(words.occasions["weekly"])] == list(words.occasions["weekly"])

    on_path_asked = [asked for asked, one in zip(lived, readings, strict=True) if one.discipline]
    first, second = on_path_asked[:whole], on_path_asked[whole : 2 * whole]
    for asked in first:
        introduces = words.readings[asked.reading_id].place == 0
        assert not (introduces and asked.recalled)
    days = every[len(week) : every.index(second[0])]
    assert 0.5 < sum(asked.recalled for asked in days) / len(days) < 0.65
    tried = {one.earlier for one in words.questions.values() if one.check_in and one.earlier}
    own = [one for one in words.questions.values() if one.speaks_of_vision or one.earlier]
    before_short = tried | {one.id for one in own}
    plain = [
        words.questions[one.question_id] for one in first if one.question_id not in before_short
    ]
    for one in plain:  # a short one that quotes may have to give way to what does not
        others = words.questions_of(one.reading)
        short = [other for other in others if other.depth == "short" and other.needs_nothing]
        assert one.depth == "short" or not [other for other in short if not other.about], one.id
    assert {words.questions[one].reading for one in tried} <= {
        asked.reading_id for asked in first if asked.question_id in tried
    }
    seen = {asked.reading_id for asked in first if not asked.recalled}
    assert all(asked.recalled for asked in second if asked.reading_id in seen)
    assert sum(not asked.recalled for asked in second) > 15  # others than the first time
    on_way = [asked.question_id for asked in on_path_asked]
    # What quotes words that were quoted within the week gives way.
    by_now = {asked.question_id for asked in every[: every.index(second[-1])]}
    for question, times in Counter(on_way[: 2 * whole]).items():
        others = words.questions_of(words.questions[question].reading)
        assert times == 1 or {one.id for one in others if one.needs_nothing} <= by_now, question
    assert len(checked) > 5 and all(asked.recalled for asked in checked)
    tries = Counter(asked.question_id for asked in every)
    due = Counter(asked.question_id for asked in checked if asked.why == PromptReason.CHECK_IN)
    assert all(times <= tries[words.questions[one].earlier or ""] for one, times in due.items())
    quoted = [asked for asked in lived if words.questions[asked.question_id].earlier]
    assert quoted and all("Words of day" in asked.parts[0].ask for asked in quoted
                          if "{{ earlier }}" in words.questions[asked.question_id].parts[0].ask)  # fmt: skip


def test_everything_there_should_be_is_there(catalog: Catalog) -> None:
    topics = dict(zip(DISCIPLINES, (14, 13, 14, 12, 13), strict=True))
    occasions = dict(zip(OCCASIONS, (7, 6, 4, 2, 3, 1, 2, 8), strict=True))
    assert {"en", "es"} <= set(catalog.languages)
    for code in ("en", "es"):
        words = catalog.language(code)
        counted = Counter(reading.folder for reading in words.readings.values())
        assert counted == {one: count + 1 for one, count in topics.items()} | occasions
