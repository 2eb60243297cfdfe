"""Two rhythms in one path: short ones and whole ones, as one likes; the whole is one tap away."""

from __future__ import annotations

import pytest

from solbot.content.catalog import Catalog
from tests.dialogs.people import Person, Stage

WHOLE = "shows it better than a rule"


async def brought(stage: Stage, ana: Person, days: int) -> str:
    """A letter for each day: W for a whole reading, s for two lines of one."""
    found = ""
    for _ in range(days):
        await stage.days(1)
        found += "W" if WHOLE in ana.last() else "s"
        await ana.says("Seen")
    return found


async def chooses(ana: Person, label: str) -> None:
    await ana.says("/settings")
    await ana.presses("How I come by")
    await ana.presses(label)


async def test_three_days_of_five_are_short_unless_one_wants_it_otherwise(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/settings")
    await ana.presses("How I come by")
    ana.sees("three days of five two lines")
    assert await brought(stage, ana, 7) == "WsWssWs"
    await chooses(ana, "Whole")
    ana.sees("The whole reading comes each time.")
    assert "Whole" not in ana.labels() and {"Short", "Mixed"} <= {*ana.labels()}
    await ana.says("/settings")
    ana.hears("Whole readings")
    assert (
        await brought(stage, ana, 3) == "sWW"
    )  # after a week an idea comes back, always in two lines
    await ana.says("/settings")
    await ana.says("how I come by")
    await ana.says("short")
    ana.hears("They are short")
    assert await brought(stage, ana, 3) == "sss"
    assert (await ana.export())["member"]["reading_length"] == "short"


async def test_a_short_one_is_its_hook_two_lines_and_a_question(stage: Stage) -> None:
    ana = await stage.settled()
    await chooses(ana, "Short")
    await stage.days(1)
    assert ana.last().splitlines()[:4] == [
        "About day-1", "The reading of day-1", "", "The idea of day-1, once more.",
    ]  # fmt: skip
    ana.hears("What did you notice today?")
    await ana.says("read it whole")
    ana.hears(WHOLE)
    ana.hears("What did you notice today?")
    await ana.says("A heron")
    assert [one["answer"] for one in (await ana.export())["answers"]] == ["A heron"]


async def test_readings_alone_are_whole_and_there_is_nothing_to_choose(stage: Stage) -> None:
    ana = await stage.settled()
    await chooses(ana, "Short")
    await ana.presses("Readings only")
    assert not {"Short", "Mixed", "Whole"} & {*ana.labels()}
    await stage.days(1)
    ana.hears(WHOLE)


async def test_an_older_button_and_one_made_by_hand(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/settings")
    await ana.presses("How I come by")
    message, data = ana.button("Short")
    await ana.presses("Short")
    await ana.taps(message.message_id, data)
    ana.sees("They are short")
    await ana.taps(message.message_id, "mnl:endless")
    assert "button" in ana.toasts()[-1]


class TestShipped:
    """The words as they ship."""

    @pytest.fixture
    def catalog(self, shipped: Catalog) -> Catalog:
        """English and Spanish."""
        return shipped

    async def test_the_short_question_comes_and_the_deeper_one_is_a_tap(self, stage: Stage) -> None:
        ana = await stage.settled()
        for _ in range(9):
            await stage.days(1)
            assert "A deeper one" in ana.labels() and "A shorter one" not in ana.labels()
            await ana.says("Seen")
        await ana.says("/language español")
        await ana.says("/settings")
        await ana.presses("Cómo paso a verte")
        await ana.presses("Breves")
        ana.sees("Son breves")
        await ana.presses("Mixtas")
        ana.sees("tres días de cada cinco")
        await ana.presses("Enteras")
        ana.sees("Llega siempre la lectura entera.")
