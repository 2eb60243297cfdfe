"""How long people wait for an answer, as /stats tells it."""

from __future__ import annotations

import pytest

from tests.dialogs.desk_people import answers, asks
from tests.dialogs.people import Stage

pytestmark = pytest.mark.both_databases


async def test_median_longest_and_what_waits_are_told(stage: Stage) -> None:
    ana, bea = await stage.settled("Ana"), await stage.settled("Bea")
    ida = await stage.staff("Ida", "programs")
    await ida.says("/stats")
    ida.sees("None yet")
    ida.sees("Waiting now: none")
    for name, person, hours in (("1 · Ana", ana, 1), ("2 · Bea", bea, 3), ("3 · Ana", ana, 8)):
        await asks(person, "When is it?", None)
        stage.clock.forward(hours=hours)
        await answers(ida, name)
        await answers(ida, name, "And a second time.")  # the first answer counts
    await asks(bea, "And where?", None)
    stage.clock.forward(hours=5)
    await ida.says("/stats")
    ida.sees("3 questions have their answer; half of the waits were at most 3 hours, the longest 8")
    ida.sees("Waiting now: 1; half of them for at most 5 hours, the oldest for 5 hours")


async def test_what_staff_began_is_no_wait(stage: Stage) -> None:
    await stage.settled("Ana")
    ida = await stage.staff("Ida", "programs")
    await ida.says("/people")
    await ida.says("Ana")
    await ida.presses("Ana")
    await ida.presses("Write to them")
    await ida.says("The room has changed.")
    await ida.presses("Send it")
    await ida.says("/stats")
    ida.sees("None yet")
    ida.sees("Waiting now: none")
