"""A newcomer's first day, from Start to the first answer in the journal."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.dialogs.people import Stage

pytestmark = pytest.mark.both_databases


async def test_from_start_to_the_first_answer(stage: Stage) -> None:
    ana = stage.person("Ana")
    await ana.says("/start")
    ana.hears("What is kept")
    await ana.presses("Yes, let us begin")
    ana.hears("What time is it for you now?")
    await ana.presses("10:00")
    ana.hears("Which of these has the same time as you?")
    await ana.presses(ana.labels()[0])
    ana.hears("When shall I come by?")
    await ana.presses("Every day, 08:00")
    ana.hears("What is a result you want to create?")
    await ana.says("A choir that sings without fear")
    ana.hears("How close is it today?")
    await ana.presses("4")
    ana.hears("Tuesday 24 November at 08:00")

    stage.clock.set(datetime(2026, 11, 24, 6, 59, tzinfo=UTC))
    await stage.tick()
    ana.hears("Tuesday 24 November at 08:00")
    stage.clock.set(datetime(2026, 11, 24, 7, 0, tzinfo=UTC))
    await stage.tick()
    ana.hears("The reading of day-1")
    ana.hears("What did you notice today?")
    await ana.says("I notice that I rush")
    ana.hears("Kept in your journal")
    await ana.says("/journal")
    ana.hears("I notice that I rush")
    # Which content files the words come from is for the playground alone.
    assert all(message.files == [] for message in ana.heard())
