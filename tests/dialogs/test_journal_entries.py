"""Entries of the journal: parts of one question are one; opened, moved, hidden, corrected with what they said before,
deleted and brought back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from solbot.coaching.answers import service as answers
from solbot.coaching.journal import service as journal
from solbot.content.bodies import scale_body, text_body
from solbot.db.forms import QuotedThen
from solbot.db.tables import Answer, EarlierWording, Prompt
from solbot.members import service as members
from tests.dialogs.people import Person, Stage

FIRST, SECOND = "What did you see?", "How near is it?"


async def note(person: Person, text: str) -> None:
    await person.says(text)
    await person.presses("Keep it as a note")


async def asked(stage: Stage, person: Person, days_ago: int = 0, *, answered: bool = True) -> int:
    """A question of two parts that was answered, with something added to the first part later."""
    assert stage.works is not None
    async with stage.works.begin() as work:
        at = work.now - timedelta(days=days_ago)
        part: dict[str, Any] = {"language": "en", "options": [], "low": None, "high": None}
        prompt = Prompt(
            member_id=person.id,
            question_id="q",
            reading_id="r",
            discipline="team-learning",
            for_date=at.date(),
            asked_at=at,
            state="open",
            part=0,
            parts=[
                {"ask": FIRST, "kind": "text", **part},
                {"ask": SECOND, "kind": "scale", **part},
            ],
            from_path=False,
            created_at=at,
        )
        work.session.add(prompt)
        await work.session.flush()
        member = await members.find(work, person.id)
        assert member is not None
        if answered:
            await answers.give(work, member, prompt.id, text_body("A wall"), 901)
            await answers.give(work, member, prompt.id, scale_body(7), None)
            await answers.give(work, member, prompt.id, text_body("and a gate in it"), 902, part=0)
        return prompt.id


async def counted(stage: Stage, table: type) -> int:
    assert stage.works is not None
    async with stage.works.begin() as work:
        return await work.session.scalar(select(func.count()).select_from(table)) or 0


async def minutes(stage: Stage, count: int) -> None:
    """Let minutes pass, and what is due then be erased."""
    assert stage.app is not None
    stage.clock.forward(minutes=count)
    await stage.app.tick.dropped()


@pytest.mark.both_databases
async def test_all_parts_of_a_question_are_one_entry_in_order(stage: Stage) -> None:
    ana = await stage.settled()
    await asked(stage, ana)
    await note(ana, "A note of its own")
    await ana.says("/journal")
    ana.hears("A wall\nand a gate in it\n7")
    assert ana.last().count(FIRST) == 1 and "A note of its own" in ana.last()
    await ana.presses("2")
    shown = ana.shown()
    assert shown.index(FIRST) < shown.index("A wall") < shown.index("and a gate in it")
    assert shown.index("and a gate in it") < shown.index(SECOND) < shown.index("3. 7")
    await ana.presses("3")
    ana.sees(SECOND)
    await ana.presses("Correct")
    await ana.says("not a figure at all")
    ana.hears("0 to 10")
    await ana.says("8")
    ana.hears("Corrected")
    await ana.presses("See it in the journal")
    ana.hears("3. 8")
    await ana.presses("1")
    await ana.presses("Delete")
    ana.sees("Delete this?")
    await ana.presses("Yes, delete it")
    await ana.presses("Back to the journal")
    assert "A wall" not in ana.shown() and "and a gate in it" in ana.shown()
    await ana.presses("2")
    await ana.presses("Delete")
    ana.sees("with all 3 of its parts")
    await ana.presses("Yes, delete it")
    ana.sees("Deleted, 3 pieces")
    await ana.says("/journal")
    assert "gate" not in ana.last() and "A note of its own" in ana.last()


async def test_many_parts_are_paged(stage: Stage) -> None:
    ana = await stage.settled()
    prompt = await asked(stage, ana)
    assert stage.works is not None
    async with stage.works.begin() as work:
        member = await members.find(work, ana.id)
        assert member is not None
        for number in range(6):
            body = text_body(f"More of it, {number}. " + "wide " * 300)
            await answers.give(work, member, prompt, body, None, part=0)
    await ana.says("/journal")
    await ana.presses("1")
    ana.sees("page 1 of 3")
    await ana.presses("Next page ›")
    ana.sees("page 2 of 3")
    await ana.presses("5")
    ana.sees("More of it, 2")


async def test_neighbours_and_the_way_back(stage: Stage) -> None:
    ana = await stage.settled()
    for number in range(7):
        await note(ana, f"Note number {number}")
    await ana.says("/journal")
    await ana.presses("5")
    ana.sees("Note number 2")
    await ana.presses("Older ›")
    ana.sees("Note number 1")
    await ana.presses("Back to the journal")
    ana.sees("page 2 of 2")
    await ana.presses("1")
    await ana.presses("‹ Newer")
    ana.sees("Note number 2")


@pytest.mark.both_databases
async def test_deleted_rests_ten_minutes_and_can_be_brought_back(stage: Stage) -> None:
    ana = await stage.settled()
    await asked(stage, ana)
    await ana.says("/journal")
    await ana.presses("1")
    await ana.presses("Delete")
    await ana.presses("Yes, delete it")
    ana.sees("For ten minutes it rests sealed")
    deleted = ana.heard()[-1]
    undo = ana.button("Undo")[1]
    assert (await ana.export())["answers"] == []
    await minutes(stage, 9)
    await stage.stop()
    await stage.start()
    await ana.taps(deleted.message_id, undo)
    ana.sees("All 3 pieces are back")
    await ana.says("/journal")
    ana.hears("A wall")
    before = len(ana.toasts())
    await ana.taps(deleted.message_id, undo)
    assert len(ana.toasts()) == before + 1
    await ana.presses("1")
    await ana.presses("Delete")
    await ana.presses("Yes, delete it")
    deleted, undo = ana.heard()[-1], ana.button("Undo")[1]
    await minutes(stage, 11)
    assert await counted(stage, Answer) == 0
    await ana.taps(deleted.message_id, undo)
    assert len(ana.toasts()) == before + 2
    await ana.says("/journal")
    ana.hears("Your journal is empty")


@pytest.mark.both_databases
async def test_some_days_or_all_are_deleted_once_that_is_confirmed(stage: Stage) -> None:
    ana, bea = await stage.settled("Ana"), await stage.settled("Bea")
    await note(bea, "Private to Bea")
    for number in range(4):
        await note(ana, f"Note number {number}")
        stage.clock.forward(days=1)
    await note(ana, "Note of today")
    await ana.says("/journal")
    await ana.presses("More")
    await ana.presses("Delete several")
    await ana.says("purple")
    ana.hears("couldn't make out which days")
    await ana.says("yesterday")
    ana.hears("Delete one entry of")
    await ana.presses("‹ Back")
    await ana.says("the last 3 days")
    ana.hears("Delete 3 entries, from")
    await ana.presses("Yes, delete 3")
    ana.sees("Deleted, 3 pieces")
    await ana.says("/journal")
    assert "Note number 2" not in ana.last() and "Note number 1" in ana.last()
    await ana.presses("Undo")
    await ana.says("/journal")
    ana.hears("Note of today")
    await ana.presses("More")
    await ana.presses("Delete several")
    await ana.presses("Everything in it")
    ana.sees("everything in your journal")
    await ana.says("yes")
    ana.hears("Deleted, 5 pieces")
    await minutes(stage, 11)
    assert await counted(stage, Answer) == 1
    await ana.says("/journal")
    await ana.presses("For another day")
    await bea.says("/journal")
    bea.hears("Private to Bea")


async def test_quotes_of_what_is_deleted_are_gone_at_once(stage: Stage) -> None:
    ana = await stage.settled()
    first = await asked(stage, ana, 40)
    second = await asked(stage, ana, answered=False)
    assert stage.works is not None
    async with stage.works.begin() as work:
        quoted = await work.session.scalar(
            select(Answer.id).where(Answer.prompt_id == first, Answer.part == 0).limit(1)
        )
        prompt = await work.session.get(Prompt, second)
        assert prompt is not None and quoted is not None
        then: QuotedThen = {"answer": quoted, "on": "2026-10-01", "words": "A wall"}
        prompt.parts = [
            {**prompt.parts[0], "then": then, "quotes": quoted, "without": "What did you see? …"},
            prompt.parts[1],
        ]
    await ana.says("/journal")
    await ana.presses("1")
    await ana.presses("Delete")
    await ana.presses("Yes, delete it")
    async with stage.works.begin() as work:
        prompt = await work.session.get(Prompt, second)
        assert prompt is not None
        assert "then" not in prompt.parts[0] and prompt.parts[0]["ask"] == "What did you see? …"


@pytest.mark.both_databases
async def test_earlier_words_are_kept_looked_at_and_erased(stage: Stage) -> None:
    ana = await stage.settled()
    sent = await ana.says("The first wording")
    await ana.presses("Keep it as a note")
    await ana.edits(sent, "The second wording")
    await ana.says("/journal")
    await ana.presses("1")
    await ana.presses("Correct")
    await ana.says("The third wording")
    await ana.presses("What it said before")
    ana.sees("The first wording")
    ana.sees("The second wording")
    assert "The third wording" not in ana.shown()
    found = (await ana.export())["answers"][0]
    assert [one["answer"] for one in found["earlier"]] == [
        "The first wording",
        "The second wording",
    ]
    await ana.says("/journal")
    await ana.presses("1")
    await ana.presses("More …")
    await ana.presses("What it said before")
    await ana.presses("Erase these")
    await ana.presses("Yes, erase them")
    ana.sees("The third wording")
    assert await counted(stage, EarlierWording) == 0
    await ana.presses("Correct")
    await ana.says("The fourth wording")
    assert await counted(stage, EarlierWording) == 1
    await ana.says("/journal")
    await ana.presses("1")
    await ana.presses("Delete")
    await ana.presses("Yes, delete it")
    await minutes(stage, 11)
    assert await counted(stage, EarlierWording) == 0


async def test_a_hidden_entry_is_never_brought_up(stage: Stage) -> None:
    ana = await stage.settled()
    await asked(stage, ana)
    await ana.says("/journal")
    await ana.presses("1")
    await ana.presses("More …")
    await ana.presses("Never bring it up")
    ana.sees("This entry is hidden")
    stage.clock.forward(days=7)
    await ana.says("/journal")
    ana.hears("hidden")
    await ana.presses("On this day")
    assert "A wall" not in ana.shown()
    await ana.says("/journal wall")
    ana.hears("A wall")
    await ana.presses("1")
    await ana.presses("More …")
    await ana.presses("You may bring it up again")
    await ana.says("/journal")
    await ana.presses("On this day")
    ana.sees("A wall")


async def test_writing_for_another_day_and_moving_an_entry(stage: Stage) -> None:
    ana = await stage.settled()
    yesterday = stage.clock.at.date() - timedelta(days=1)
    await ana.says("/journal")
    await ana.presses("For another day")
    await ana.says("next friday")
    ana.hears("which day that is")
    await ana.says("yesterday")
    ana.hears("as a note of that day")
    await ana.says("Written a day late")
    ana.hears("Kept as a note of")
    assert (await ana.export())["answers"][0]["for_date"] == yesterday.isoformat()
    await note(ana, "Of today")
    await ana.says("/journal")
    assert ana.last().index("Of today") < ana.last().index("Written a day late")
    await ana.presses("1")
    await ana.presses("More …")
    await ana.presses("Give it another day")
    await ana.says("tomorrow")
    ana.hears("which day that is")
    await ana.says("3 days ago")
    ana.hears("Of today")
    await ana.says("/journal")
    assert ana.last().index("Written a day late") < ana.last().index("Of today")


async def test_the_question_of_an_earlier_day_is_answered_for_that_day(stage: Stage) -> None:
    ana = await stage.settled()
    await asked(stage, ana, 1, answered=False)
    await ana.says("/journal")
    await ana.presses("For another day")
    await ana.presses("Yesterday")
    await ana.presses(f"→ {FIRST}")
    await ana.says("It was a wall")
    await ana.says("6")
    found = (await ana.export())["answers"]
    yesterday = (stage.clock.at.date() - timedelta(days=1)).isoformat()
    assert [one["for_date"] for one in found] == [yesterday] * 2
    await ana.says("/journal")
    await ana.presses("1")
    await ana.presses("More …")
    await ana.presses("Give it another day")
    await ana.presses("The day before")
    await ana.says("/journal")
    await ana.presses("1")
    ana.sees("It was a wall")
    before = (stage.clock.at.date() - timedelta(days=2)).isoformat()
    assert [one["for_date"] for one in (await ana.export())["answers"]] == [before] * 2


async def test_after_midnight_it_can_be_yesterday_still(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/settings")
    await ana.presses("The day begins at")
    await ana.says("9 in the evening")
    ana.hears("from midnight to six")
    await ana.says("4 am")
    ana.hears("Your day begins at 04:00")
    day = stage.clock.at.date()
    stage.clock.set(
        stage.clock.at.replace(hour=23) + timedelta(hours=3)
    )  # 3 in the night in Madrid
    await note(ana, "Still up")
    assert (await ana.export())["answers"][0]["for_date"] == day.isoformat()
    stage.clock.forward(hours=2)
    await note(ana, "A new day")
    dates = [one["for_date"] for one in (await ana.export())["answers"]]
    assert dates == [day.isoformat(), (day + timedelta(days=1)).isoformat()]
    await ana.says("/settings")
    ana.hears("Your day begins at 04:00")
    await ana.says("/pause until tomorrow")
    ana.hears("Quiet until Wednesday 25 November")


@pytest.mark.both_databases
async def test_the_journal_is_in_the_order_of_its_days(stage: Stage) -> None:
    ana = await stage.settled()
    assert stage.works is not None
    async with stage.works.begin() as work:
        member = await members.find(work, ana.id)
        assert member is not None
        today = work.now.date()
        for number, ago in enumerate((5, 900, 30, 0, 400, 5)):
            body = text_body(f"Entry {number}.")
            await journal.note_for(work, member, today - timedelta(days=ago), body, None)
    await ana.says("/journal")
    places = [ana.last().index(f"Entry {number}.") for number in (3, 5, 0, 2, 4)]
    assert places == sorted(places)
    await ana.presses("Older ›")
    ana.sees("Entry 1.")
