"""What staff type after a field was kept corrects that field; a while later it is their own again."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from solbot.db.tables import Answer
from tests.dialogs.desk_people import FOUNDATIONS
from tests.dialogs.people import Person, Stage


async def edits(ida: Person, words: str) -> None:
    """Give a program another web page."""
    await ida.says("/program")
    await ida.presses(FOUNDATIONS)
    await ida.presses("Edit")
    await ida.presses("Web page")
    await ida.says(words)
    ida.sees("Kept in the draft.")
    ida.sees(words)


async def journal(stage: Stage, person: Person) -> int:
    """How much somebody wrote that is theirs."""
    assert stage.works is not None
    async with stage.works.begin() as work:
        mine = select(Answer).where(Answer.member_id == person.id)
        return len((await work.session.scalars(mine)).all())


@pytest.mark.both_databases
async def test_what_is_typed_after_kept_takes_its_place(stage: Stage) -> None:
    ida = await stage.staff("Ida", "programs")
    await stage.days(1)  # a question of her own is open
    await edits(ida, "https://example.org/foundation")
    ida.sees("What you type now takes its place.")
    await ida.says("https://example.org/foundations")
    ida.sees("Kept in the draft. Web page: https://example.org/foundations")
    await ida.says("https://example.org/leading")
    ida.sees("Web page: https://example.org/leading")
    assert await journal(stage, ida) == 0


async def test_later_or_elsewhere_words_are_ones_own(stage: Stage) -> None:
    ida = await stage.staff("Ida", "programs")
    await edits(ida, "https://example.org/leading")
    stage.clock.forward(minutes=16)
    await ida.says("I listened longer than I spoke")
    ida.sees("Your words are here, and nothing is lost.")
    await edits(ida, "https://example.org/leading")
    await ida.says("/next")
    await ida.says("I listened longer than I spoke")
    assert "Kept in the draft" not in ida.shown()
    assert await journal(stage, ida) == 2
