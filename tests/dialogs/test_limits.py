"""Whoever keeps as much as there is room for is told what to do, and loses nothing they wrote."""

from __future__ import annotations

import pytest

from solbot import limits
from tests.dialogs.announcing import composed
from tests.dialogs.people import Person, Stage
from tests.dialogs.test_audience import audience_of_a_draft, only
from tests.dialogs.test_cohorts import a_cohort
from tests.dialogs.test_desk_answers import a_ready_answer


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Room for one of everything."""
    for name in (
        *("VISIONS", "WORDINGS", "UNPLACED", "NOTES", "PUT_OFF", "COHORTS_JOINED", "INVITATIONS"),
        *("ANNOUNCEMENTS_BEGUN", "COHORTS_OPEN", "READY_ANSWERS", "AUDIENCES"),
    ):
        monkeypatch.setattr(limits, name, 1)
    return monkeypatch


async def kept(ana: Person) -> dict[str, list[str]]:
    copy = await ana.export()
    return {
        "notes": [one["answer"] for one in copy["answers"]],
        "unplaced": [one["answer"] for one in copy["unplaced"]],
        "visions": [one["words"] for one in copy["visions"] if one["released_at"] is None],
    }


@pytest.mark.both_databases
@pytest.mark.usefixtures("room")
async def test_one_vision_too_many_waits_without_a_place(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/vision A table for everyone")
    assert ana.heard_of("You keep 1 visions already") == ana.heard_of("Let one of them go") == 1
    ana.hears("Where should they go?")
    found = await kept(ana)
    assert found["unplaced"] == ["A table for everyone"]
    assert found["visions"] == ["A choir that sings without fear"]
    await ana.says("/vision")
    await ana.presses("A new vision")
    ana.sees("You keep 1 visions already")
    await ana.presses("Vision")
    await ana.presses("Let it go")
    await ana.presses("Yes, let it go")
    await ana.presses("A new vision")
    await ana.says("A table for everyone")
    ana.hears("How close is it today?")


@pytest.mark.usefixtures("room")
async def test_one_wording_too_many_waits_without_a_place(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/vision")
    await ana.presses("Change it")
    await ana.says("Forty people singing")
    assert ana.heard_of("This vision has had 1 wordings") == 1
    ana.hears("Where should they go?")
    assert (await kept(ana))["unplaced"] == ["Forty people singing"]


@pytest.mark.usefixtures("room")
async def test_a_full_drawer_says_so_and_is_emptied_with_a_tap(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("The first loose thought")
    await ana.says("The second loose thought")
    ana.hears("That message is not kept: 1 of yours wait for a place")
    ana.hears("forward it to me")
    assert (await kept(ana))["unplaced"] == ["The first loose thought"]
    await ana.says("Once more in vain")
    await ana.presses("Keep all 1 as notes")
    await ana.says("The second loose thought")
    found = await kept(ana)
    assert found["notes"] == ["The first loose thought"]
    assert found["unplaced"] == ["The second loose thought"]


@pytest.mark.usefixtures("room")
async def test_a_full_drawer_keeps_nobody_from_stopping_or_asking(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("A loose thought")
    await stage.days(1)
    await ana.says("Who reads this?")
    await ana.presses("I was asking you")
    ana.sees("You alone read your answers")
    await ana.says("stop")
    ana.hears("That message is not kept")
    await ana.presses("Stop writing to me")
    ana.sees("I have stopped writing to you")


@pytest.mark.usefixtures("room")
async def test_one_note_too_many_stays_without_a_place(stage: Stage) -> None:
    ana = await stage.settled()
    for words in ("The first note", "The second note"):
        await ana.says(words)
        await ana.presses("Keep it as a note")
    ana.sees("Your journal has 1 notes")
    found = await kept(ana)
    assert found["notes"] == ["The first note"]
    assert found["unplaced"] == ["The second note"]


@pytest.mark.both_databases
async def test_a_full_journal_still_takes_answers(stage: Stage, room: pytest.MonkeyPatch) -> None:
    room.setattr(limits, "NOTES", 0)
    ana = await stage.settled()
    for number in (1, 2):
        await stage.days(1)
        await ana.says(f"Answer number {number}")
    assert len((await kept(ana))["notes"]) == 2


async def test_one_question_too_many_can_not_be_put_off(
    stage: Stage, room: pytest.MonkeyPatch
) -> None:
    room.setattr(limits, "PUT_OFF", 0)
    ana = await stage.settled()
    await stage.days(1)
    await ana.presses("Later")
    await ana.presses("Tomorrow")
    assert "wait to be asked again already" in ana.toasts()[-1]
    await ana.says("Then I answer now")
    assert (await kept(ana))["notes"] == ["Then I answer now"]


async def test_a_person_in_very_many_cohorts_leaves_one_first(
    stage: Stage, room: pytest.MonkeyPatch
) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    room.setattr(limits, "COHORTS_OPEN", 2)
    first, second = await a_cohort(bea), await a_cohort(bea, "Autumn 2027")
    await ana.says(f"/start {first}")
    await ana.says(f"/start {second}")
    ana.sees("You are in 1 cohorts that are under way")
    await ana.says(f"/start {first}")
    ana.sees("You are in this cohort already")


@pytest.mark.usefixtures("room")
async def test_one_cohort_too_many_of_a_program(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    await a_cohort(bea)
    await bea.says("/program")
    await bea.presses("Foundations for Leadership")
    await bea.presses("Cohorts")
    await bea.presses("A new cohort")
    bea.sees("This program has 1 open cohorts")


@pytest.mark.usefixtures("room")
async def test_one_invitation_too_many(stage: Stage) -> None:
    olga = await stage.owner()
    for _ in range(2):
        await olga.says("/invite")
        await olga.presses("Invite someone")
        await olga.presses("Helper")
    olga.sees("1 invitations of yours are open already")
    await olga.presses("‹ Back")
    await olga.presses("Withdraw 2: Helper")
    await olga.presses("Invite someone")
    await olga.presses("Helper")
    olga.sees("?start=")


@pytest.mark.both_databases
@pytest.mark.usefixtures("room")
async def test_one_announcement_too_many(stage: Stage) -> None:
    olga = await stage.owner()
    await composed(olga)
    await olga.says("/broadcast")
    await olga.presses("A new announcement")
    olga.sees("You have begun 1 announcements")


async def test_one_program_too_many(stage: Stage, room: pytest.MonkeyPatch) -> None:
    room.setattr(limits, "PROGRAMS", 0)
    bea = await stage.staff("Bea", "programs")
    await bea.says("/program")
    await bea.presses("A new program")
    await bea.says("Seeing Wholes")
    bea.sees("and there is room for no more")
    await bea.presses("All programs")
    assert "Seeing Wholes" not in bea.shown()


@pytest.mark.usefixtures("room")
async def test_one_ready_answer_too_many(stage: Stage) -> None:
    hugo = await stage.staff("Hugo", "helper")
    await a_ready_answer(hugo, "From home", "Dear {name}, you can follow it from home.")
    await a_ready_answer(hugo, "On the spot", "Dear {name}, come by.")
    hugo.hears("There are 1 ready answers already")


@pytest.mark.usefixtures("room")
async def test_one_audience_too_many(stage: Stage, room: pytest.MonkeyPatch) -> None:
    room.setattr(limits, "ANNOUNCEMENTS_BEGUN", 9)
    room.setattr("solbot.announcements.audience.screens.AUDIENCES", 1)
    olga = await stage.owner()
    for name, region in (("Those nearby", "Europe"), ("Those far away", "Africa")):
        await audience_of_a_draft(olga)
        await only(olga, "Region of the world", region)
        await olga.presses("Keep it under a name")
        await olga.says(name)
    olga.hears("1 audiences are kept already")
