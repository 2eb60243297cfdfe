"""A question that comes round again: the answer of then under it, a figure beside the last."""

from __future__ import annotations

from pathlib import Path

import pytest

from solbot.content.catalog import Catalog, load
from tests import rehearsal
from tests.dialogs.people import Stage

NEAR = (
    "kind: scale\ndepth: short\nabout: vision\nfeeds: closeness\nthen:\n"
    '  - {ask: "Which fact makes it so?", kind: text}\n---\n'
    "{% if vision %}\n> {{ vision }}\n\nHow much of it is here?\n{% else %}\nHow near is what you want?\n{% endif %}\n"
)
NOTICED = "kind: text\ndepth: short\n---\nWhat did you notice?\n"
WEATHER = "kind: choice\ndepth: short\noptions: [Calm, Rough]\n---\nHow was the weather?\n"
ASKED = {1: NEAR, 2: NOTICED, 3: WEATHER, 4: NEAR, 5: NOTICED, 6: WEATHER}
THEN, LAST = "About this you wrote on", "Now: "


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The short path, which asks the same on its second three days as on its first, with other readings."""
    return load(again(tmp_path_factory.mktemp("again")))


def again(folder: Path) -> Path:
    """Write the content folder and return it."""
    rehearsal.build(folder)
    questions = folder / "en" / "questions" / "personal-mastery"
    for day, question in ASKED.items():
        head = f"---\nid: day-{day}-a\nreading: day-{day}\n"
        (questions / f"day-{day}-a.md").write_text(head + question)
    return folder


async def test_a_figure_stands_beside_the_last_and_the_fact_of_then_under_the_question(
    stage: Stage,
) -> None:
    ana = await stage.settled()
    await stage.days(1)
    await ana.presses("4")
    assert THEN not in ana.last() and LAST not in ana.last()
    await ana.says("Four of us came, and <sang>")
    assert LAST not in ana.last()
    first = stage.clock().date()
    await stage.days(3)
    assert THEN not in ana.last()  # the figure of then would sway this one
    assert "Four of us" not in ana.last()
    await ana.presses("6")
    ana.hears(f"Now: 6. On {first.day} {first:%B %Y}: 4.")
    ana.hears(f"{THEN} {first.day} {first:%B %Y}:\nFour of us came, and <sang>")
    await ana.says("Six came")
    assert LAST not in ana.last()


async def test_words_of_then_stand_under_the_question_and_go_with_their_answer(
    stage: Stage,
) -> None:
    ana = await stage.settled()
    await stage.days(2)
    await ana.says("The light on the stairs")
    await stage.days(3)
    ana.hears("What did you notice?")
    ana.hears("The light on the stairs")
    assert "The light" not in ana.last().splitlines()[0]
    asked = next(one for one in (await ana.export())["answers"] if "light" in one["answer"])
    assert asked["asked"] == "What did you notice?"
    # The entry is deleted: it stands nowhere any more.
    await ana.says("/journal light")
    await ana.presses("1")
    await ana.presses("Delete")
    await ana.presses("Yes, delete it")
    await ana.says("/today")
    ana.hears("What did you notice?")
    assert "The light" not in ana.last() and THEN not in ana.last()


async def test_a_choice_is_told_beside_the_last(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(3)
    await ana.presses("Calm")
    await stage.days(3)
    assert THEN not in ana.last()
    await ana.presses("Rough")
    ana.hears("Now: Rough. On ")
    ana.hears(": Calm.")


async def test_words_in_the_place_of_a_choice_stand_beside_nothing(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(3)
    await ana.presses("Calm")
    await stage.days(3)
    await ana.says("Neither, it snowed")
    ana.hears("Kept")
    assert LAST not in ana.last()


async def test_of_two_visions_each_is_beside_itself(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    await ana.presses("4")
    await ana.says("Four came")
    await ana.says("/vision")
    await ana.presses("A new vision")
    await ana.says("A house with the door open")
    await stage.days(3)
    await ana.presses("6")
    assert LAST not in ana.last() and THEN not in ana.last()
