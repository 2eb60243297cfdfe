"""/cancel in the middle of a question to staff: the way back is a tap."""

from __future__ import annotations

from tests.dialogs.people import Person, Stage
from tests.dialogs.test_seats import TITLE, published, seat_list


async def leaves(staff: Person, page: str) -> None:
    """Leave what one was asked for, and go back to where it was asked."""
    await staff.says("/cancel")
    await staff.presses("‹ Back")
    staff.sees(page)


async def test_questions_about_seats(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    await published(stage)
    await bea.says("/program")
    await bea.presses(TITLE)
    await bea.presses("Questions at booking")
    await bea.presses("A new question")
    await leaves(bea, "Nothing is asked yet")
    assert "A new question" in bea.labels()
    await seat_list(bea, "Held")
    await bea.presses("Give somebody a seat")
    await leaves(bea, TITLE)
    assert "Give somebody a seat" in bea.labels()


async def test_the_options_of_a_vote(stage: Stage) -> None:
    olga = await stage.owner()
    await olga.says("/broadcast")
    await olga.presses("A new announcement")
    await olga.says("Shall we meet?")
    await olga.presses("Buttons")
    await olga.presses("+ a vote")
    await leaves(olga, "Buttons under the announcement")
