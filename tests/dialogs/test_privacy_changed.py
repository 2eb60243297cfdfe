"""A changed privacy text asks for consent anew: nothing comes and nothing is lost meanwhile, and leaving stays open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from solbot.content.catalog import Catalog
from solbot.db.members import FIRST_TEXT
from tests.dialogs.people import Stage

CHANGED = "The privacy text has changed"
CAME = "The reading of"


def change(stage: Stage, of: date = date(2026, 12, 24)) -> None:
    """The text is another from now on."""
    assert stage.works is not None
    stage.works.catalog = stage.catalog = replace(stage.works.catalog, privacy=of)


@pytest.mark.both_databases
async def test_it_takes_the_place_of_the_nudge_once_and_a_yes_goes_on(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    assert ana.heard_of(CAME) == 1
    change(stage)
    ben = await stage.settled("Ben")
    await stage.days(3)
    ana.hears(CHANGED)
    assert ana.heard_of(CHANGED) == 1 and ana.heard_of(CAME) == 1
    assert ana.labels() == ["I agree", "I do not agree", "Privacy"]
    assert ben.heard_of(CHANGED) == 0, "he agreed to the text as it is"
    await ana.presses("I agree")
    ana.hears("We go on where we were. Next: Saturday 28 November at 08:00")
    await stage.days(1)
    assert ana.heard_of(CAME) == 2
    change(stage, date(2027, 1, 1))
    await ana.says("hello")
    ana.hears(CHANGED)


async def test_at_the_upgrade_nobody_is_asked(stage: Stage, shipped: Catalog) -> None:
    ana = await stage.settled()  # as from before such days were noted
    change(stage, FIRST_TEXT)
    await stage.days(1)
    await ana.says("hello")
    assert ana.heard_of(CHANGED) == 0 and ana.heard_of(CAME) == 1
    assert shipped.privacy is not None


async def test_words_are_kept_until_they_agree_and_then_placed(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    change(stage)
    await ana.says("The tenors hummed along")
    ana.hears(CHANGED)
    ana.hears("What you just sent is kept")
    await ana.sends_photo("the choir room")
    ana.hears("What you just sent is kept")
    await ana.says("yes")
    ana.hears("2 messages that you sent meanwhile wait for their place")
    await ana.presses("Not placed yet (2)")
    ana.hears("The tenors hummed along")
    await ana.presses("It answers the last question")
    copy = await ana.export()
    assert [one["answer"] for one in copy["answers"]] == ["The tenors hummed along"]
    assert copy["member"]["privacy_agreed"] == "2026-12-24"


async def test_who_declines_can_take_a_copy_and_be_erased(stage: Stage) -> None:
    ana = await stage.settled()
    change(stage)
    await ana.says("/today")
    ana.hears(CHANGED)
    await ana.says("no")
    ana.hears("Take a copy of everything with /export")
    copy = await ana.export()
    assert copy["member"]["privacy_agreed"] is None
    await ana.says("/privacy")
    ana.hears("What is kept.")
    await ana.says("/vision")
    ana.hears(CHANGED)
    await stage.days(2)
    assert ana.heard_of(CAME) == 0
    await ana.says("/forget")
    await ana.says("forget me")
    ana.hears("Receipt")


async def test_a_yes_to_something_else_agrees_to_nothing(stage: Stage) -> None:
    ana = await stage.settled()
    change(stage)
    await ana.says("yes")
    ana.hears(CHANGED)
    ana.hears("What you just sent is kept")


async def test_a_second_tap_and_an_old_button(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/settings")
    old, data = ana.button("Days and times")
    change(stage)
    await ana.taps(old.message_id, data)
    ana.hears(CHANGED)
    asked, yes = ana.button("I agree")
    await ana.taps(asked.message_id, yes)
    before = len(ana.heard())
    await ana.taps(asked.message_id, yes)
    assert len(ana.heard()) == before and ana.toasts()
    assert ana.heard_of("We go on where we were") == 1


async def test_in_spanish_it_says_what_changed(stage: Stage, shipped: Catalog) -> None:
    assert stage.works is not None
    stage.works.catalog = stage.catalog = shipped
    ana = await stage.settled()
    await ana.says("/language")
    await ana.presses("Español")
    change(stage)
    await ana.says("hola")
    ana.hears("Qué ha cambiado")
    await ana.says("de acuerdo")
    ana.hears("Seguimos donde estábamos")


async def test_what_a_button_does_words_do_too(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("One thought")
    await ana.says("Another thought")
    change(stage)
    await ana.says("one by one")
    ana.hears("One thought")
    await ana.says("keep it as a note")
    ana.hears("Kept as a note")
    await ana.says("And a third")
    ana.hears("What you just sent is kept")
    await ana.says("I do not agree")
    await ana.says("export")
    ana.hears("Here is everything")
    await ana.says("/today")
    ana.hears(CHANGED)
    await ana.says("no")
    await ana.says("erase everything")
    ana.hears("forget me")
    await ana.says("/cancel")
    copy = await ana.export()
    assert [one["answer"] for one in copy["unplaced"]] == ["Another thought", "And a third"]


@pytest.mark.parametrize("last", ["Stop writing to me", "yes"])
async def test_bare_words_lead_out_too(stage: Stage, last: str) -> None:
    ana = await stage.settled()
    change(stage)
    await ana.says("help")
    ana.hears("What we can do together")
    await ana.says("stop")
    ana.hears("Shall I stop writing to you?")
    await ana.says(last)
    ana.hears("I have stopped writing to you")
