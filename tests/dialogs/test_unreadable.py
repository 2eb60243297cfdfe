"""One thing that can't be read is said to be so; everything else of the person goes on, and nothing is lost."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import func, select

from solbot.db.tables import Answer, Inbox, Prompt
from solbot.telegram import inbox_db
from tests.damage import damage, is_untouched
from tests.dialogs.people import VISION, Stage

CANT = "[can’t be read just now]"


@pytest.mark.both_databases
async def test_one_entry_of_a_journal(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    await ana.says("The first thing")
    await stage.days(1)
    second = await ana.says("The second thing")
    assert stage.works is not None
    async with stage.works.begin() as work:
        first = await work.session.scalar(select(Answer.id).order_by(Answer.id).limit(1))
    assert await damage(stage.works, "answers", "body", f"id = {first}") == 1
    await ana.says("/journal")
    ana.sees("The second thing")
    ana.sees(CANT)
    await ana.says("/journal second")
    ana.sees("The second thing")
    await ana.says("/journal")
    await ana.presses("2")
    ana.sees(CANT)
    ana.sees("Nothing of it is lost")
    assert "Correct" not in ana.labels()
    # A button from before it was damaged.
    await ana.taps(ana.heard()[-1].message_id, f"jc:{first}")
    ana.sees("Nothing of it is lost")
    found = await ana.export()
    assert [one["answer"] for one in found["answers"]] == [None, "The second thing"]
    assert found["answers"][0]["kind"] == "unreadable"
    assert CANT in ana.file(".md").decode().replace("\\", "")
    await ana.edits(second, "The second thing, edited")
    ana.sees("has your edited words")
    assert await is_untouched(stage.works, "answers", "body")
    await ana.says("/journal")
    await ana.presses("2")
    await ana.presses("Delete")
    await ana.presses("Yes, delete it")
    await ana.says("/journal")
    assert CANT not in ana.shown()


async def test_an_edit_of_what_can_not_be_read_is_kept_beside_it(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    message = await ana.says("Something")
    assert stage.works is not None
    await damage(stage.works, "answers", "body")
    await ana.edits(message, "Something else")
    await ana.presses("Keep it as a note")
    assert await is_untouched(stage.works, "answers", "body")
    await ana.says("/journal")
    ana.sees("Something else")
    ana.sees(CANT)


async def test_erasing_an_entry_leaves_questions_alone_that_can_not_be_read(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    await ana.says("The first thing")
    await stage.days(1)
    assert stage.works is not None
    async with stage.works.begin() as work:
        asked = await work.session.scalar(select(func.max(Prompt.id)))
    assert await damage(stage.works, "prompts", "parts", f"id = {asked}") == 1
    await ana.says("/journal")
    await ana.presses("1")
    await ana.presses("Delete")
    await ana.presses("Yes, delete it")
    assert await is_untouched(stage.works, "prompts", "parts")


async def test_a_question_whose_wording_is_lost_swallows_no_words(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    assert stage.works is not None
    await damage(stage.works, "prompts", "parts")
    await ana.says("My answer")
    await ana.presses("Keep it as a note")
    await ana.says("/today")
    ana.sees("?")
    await ana.says("/journal")
    ana.sees("My answer")
    await stage.days(1)
    await ana.says("Another answer")
    ana.sees("Kept in your journal")
    assert ana.heard_of("went wrong") == 0


@pytest.mark.both_databases
async def test_a_dialog_that_can_not_be_read_waits_for_nothing(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/vision")
    assert stage.works is not None
    await damage(stage.works, "dialogs", "data")
    await damage(stage.works, "dialogs", "offers")
    await ana.says("Some words")
    await ana.presses("Keep it as a note")
    await ana.says("/journal")
    ana.sees("Some words")


async def test_a_name_that_can_not_be_read_is_taken_from_telegram_again(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    ana, ben = await stage.settled("Ana"), await stage.settled("Benjamin")
    assert stage.works is not None
    await damage(stage.works, "members", "name", f"id = {ana.id}")
    await damage(stage.works, "members", "username", f"id = {ana.id}")
    await bea.says("/people Benjamin")
    bea.sees("Benjamin")
    await bea.says(f"/people {ana.id}")
    await bea.presses(str(ana.id))
    bea.sees(f"Telegram number: {ana.id}")
    await ben.says("/help")
    export = await ana.export()
    assert export["member"]["name"] == "Ana"
    await bea.says("/people Ana")
    bea.sees("Ana")


async def test_a_vision_whose_words_are_lost_can_be_opened_and_worded_anew(stage: Stage) -> None:
    ana = await stage.settled()
    assert stage.works is not None
    await damage(stage.works, "revisions", "words")
    await damage(stage.works, "figures", "value")
    await ana.says("/vision")
    ana.sees(CANT)
    await ana.presses("All it has been")
    ana.sees(CANT)
    found = json.dumps(await ana.export())
    assert VISION not in found
    await ana.says("/vision A new one")
    await ana.says("/vision")
    ana.sees("A new one")
    assert await is_untouched(stage.works, "revisions", "words")


@pytest.mark.both_databases
async def test_an_update_that_can_not_be_read_holds_up_nobody(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.stop()
    await stage.open_store()
    assert stage.works is not None
    async with stage.works.begin() as work:
        last = await work.session.scalar(select(func.max(Inbox.update_id))) or 0
        await inbox_db.receive(work.session, [(last + 1, ana.id, "{}")], work.now)
    assert await damage(stage.works, "inbox", "body", f"update_id = {last + 1}") == 1
    await stage.works.database.close()
    await stage.start()
    await stage.quiet()
    stage.world.say(ana.id, "/help")  # that very update
    await ana.says("/privacy")
    ana.sees("name and username")
    assert await is_untouched(stage.works, "inbox", "body")
