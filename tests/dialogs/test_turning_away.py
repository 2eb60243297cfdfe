"""Whoever turns to something else leaves what was awaited: the next words are not taken for it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from solbot.app import ROUTES
from tests.dialogs.people import Person, Stage

Beginning = Callable[[Person], Awaitable[None]]


async def correcting(ana: Person) -> None:
    await ana.says("/journal")
    await ana.presses("1")
    await ana.presses("Correct")


async def wording(ana: Person) -> None:
    await ana.says("/vision")
    await ana.presses("A new vision")


async def rewording(ana: Person) -> None:
    await ana.says("/vision")
    await ana.presses("Change it")


async def measuring(ana: Person) -> None:
    await ana.says("/vision")
    await ana.presses("How close is it today?")


async def timing(ana: Person) -> None:
    await ana.says("/settings")
    await ana.presses("Days and times")


async def moving(ana: Person) -> None:
    await ana.says("/settings")
    await ana.presses("Time zone")


async def pausing(ana: Person) -> None:
    await ana.says("/pause")


AWAITED: dict[Beginning, str] = {
    correcting: "what is this?",
    wording: "what is this?",
    rewording: "what is this?",
    measuring: "7",
    timing: "at 9",
    moving: "Tokyo",
    pausing: "5",
}
OTHERS = [f"/{name}" for name in ROUTES.commands if name != "export"]


async def kept(ana: Person) -> dict[str, Any]:
    """All that a person could change by words meant for something else."""
    copy = await ana.export()
    return {
        "entries": [one["answer"] for one in copy["answers"] if one["asked"] is None],
        "visions": [(one["words"], len(one["closeness"])) for one in copy["visions"]],
        "rhythm": (copy["member"]["zone"], copy["member"]["days"], copy["member"]["times"]),
    }


@pytest.mark.both_databases
@pytest.mark.parametrize("begin", AWAITED, ids=lambda begin: begin.__name__)
async def test_any_command_puts_to_rest_what_was_awaited(stage: Stage, begin: Beginning) -> None:
    assert stage.app is not None
    ana = await stage.settled()
    await ana.says("A river in the morning")
    await ana.presses("Keep it as a note")
    before = await kept(ana)
    for command in stage.share(OTHERS):
        stage.app.floods.forget()
        await begin(ana)
        await ana.says(command)
        if command == "/pause":
            continue  # it asks for such words itself
        await ana.says(AWAITED[begin])
        assert ana.heard_of("Quiet until") == 0, command
        await ana.says("/cancel")
    assert await kept(ana) == before


async def test_a_tap_elsewhere_puts_to_rest_what_was_awaited(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("A river in the morning")
    await ana.presses("Keep it as a note")
    await ana.says("/programs")
    await correcting(ana)
    await ana.presses("Foundations for Leadership")
    await ana.says("what is this?")
    ana.hears("Your words are here, and nothing is lost")
    assert (await kept(ana))["entries"] == ["A river in the morning"]


async def test_an_open_question_stays_open(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    for command in (
        "/help",
        "/journal",
        "/programs",
        "/vision",
        "/settings",
        "/privacy",
        "/library",
    ):
        await ana.says(command)
    await ana.says("The light on the stairs")
    ana.hears("Kept in your journal")


async def test_an_addition_does_not_stay_open(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    await ana.says("The light on the stairs")
    await ana.presses("Add something")
    await ana.says("/programs")
    await ana.says("what is this?")
    ana.hears("Your words are here, and nothing is lost")
    assert len((await ana.export())["answers"]) == 1


async def test_a_copy_may_be_taken_before_all_is_erased(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/forget")
    await ana.presses("Export")
    await ana.says("forget me")
    ana.hears("Receipt")
