"""A vision as a picture: figures noted on several days, a tap, and what comes of it."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from solbot.coaching.visions import page as vision_page
from solbot.coaching.visions import service as visions
from solbot.coaching.visions.rules import WordingChange
from solbot.content.catalog import Catalog
from solbot.db.states import FigureKind, StepOutcome
from solbot.db.tables import Member
from solbot.members import service as members
from solbot.unit_of_work import UnitOfWork
from tests.dialogs.people import VISION, Person, Stage


@pytest.fixture(scope="module")
def catalog(shipped: Catalog) -> Catalog:
    """The words as they ship, in both languages."""
    return shipped


async def me(work: UnitOfWork, person: Person) -> Member:
    found = await members.find(work, person.id)
    assert found is not None
    return found


async def vision_of(person: Person) -> int:
    """The newest one's id."""
    assert person.stage.works is not None
    async with person.stage.works.begin() as work:
        return (await visions.held(work, await me(work, person)))[-1]


async def lived(person: Person) -> int:
    """Two weeks with a vision: it begins at 4 and is at 6, two changes, three steps. Its id."""
    stage, id = person.stage, await vision_of(person)
    assert stage.works is not None
    for days, closeness, pull, strain in ((2, 3, 8, 5), (5, 7, 7, 6), (7, 6, 9, 4)):
        stage.clock.forward(days=days)
        async with stage.works.begin() as work:
            member = await me(work, person)
            for kind, value in zip(FigureKind, (closeness, pull, strain), strict=True):
                await vision_page.note_figure(work, member, id, kind, value)
            change = WordingChange.RAISED if days > 2 else WordingChange.CLARIFIED
            await visions.revise(work, member, id, change, f"A choir, after {days} days", None)
            step = await vision_page.add_step(work, member, id, "Ask for a hall", None)
            assert step is not None
            await vision_page.settle_step(
                work, member, step, StepOutcome.DONE if days > 2 else None
            )
    return id


def picture(person: Person) -> Image.Image:
    """The photo the bot sent last."""
    sent = person.heard()[-1]
    assert sent.kind == "photo" and sent.file_id is not None
    found = Image.open(io.BytesIO(person.stage.world.file(sent.file_id).content))
    found.load()
    return found


ENGLISH = (
    "How close: 4 of 10 on 23 November 2026, 6 on 7 December 2026; at its lowest 3, at its highest 7.",
    "Pull 9 and strain 4 on 7 December 2026: the pull is stronger by 5.",
    "Its words changed: asking more 2 times, clearer once.",
    "3 steps: 2 done, 1 open.",
)
SPANISH = (
    "Qué tan cerca: 4 de 10 el 23 de noviembre de 2026, 6 el 7 de diciembre de 2026; lo más bajo fue 3, lo más alto 7.",
    "Atracción 9 y desgaste 4 el 7 de diciembre de 2026: la atracción es mayor por 5.",
    "Sus palabras cambiaron: pidiendo más 2 veces, más claras una vez.",
    "3 pasos: 2 hechos, 1 abierto.",
)


@pytest.mark.parametrize(
    ("language", "label", "back", "said"),
    [("en", "Picture", "‹ The page", ENGLISH), ("es", "Imagen", "‹ La página", SPANISH)],
)
async def test_a_picture_with_the_same_facts_in_words(
    stage: Stage, language: str, label: str, back: str, said: tuple[str, ...]
) -> None:
    ana = await stage.settled()
    id = await lived(ana)
    assert stage.works is not None
    async with stage.works.begin() as work:
        await members.set_language(work, await me(work, ana), language)
    await ana.says("/vision")
    await ana.taps(ana.heard()[-1].message_id, f"v:{id}")
    await ana.presses(label)
    for words in said:
        ana.hears(words)
    image = picture(ana)
    assert image.size[0] == 1080 and 1000 <= image.size[1] <= 2000
    assert len(image.convert("RGB").getcolors(2**24) or []) > 50, "it is not blank"
    sent = ana.heard()[-1]
    assert (sent.file_name or "picture.png") == "picture.png"
    await ana.presses(back)
    ana.hears("A choir, after 7 days")
    await ana.says(label.lower())
    picture(ana)


async def test_nothing_to_draw_yet(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/vision A table where everyone is heard")
    await ana.presses("Skip")
    id = await vision_of(ana)
    await ana.says("/vision")
    await ana.taps(ana.heard()[-1].message_id, f"v:{id}")
    assert "Picture" not in ana.labels()
    await ana.taps(ana.heard()[-1].message_id, f"vp:{id}")
    ana.hears("There is nothing to draw yet.")
    await ana.presses("How close is it today?")
    await ana.presses("4")
    await ana.taps(ana.heard()[-1].message_id, f"vp:{id}")
    ana.hears("How close: 4 of 10 on 23 November 2026.")
    picture(ana)


async def test_where_nothing_can_be_drawn_the_words_come_alone(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("solbot.bot.drawing.WORKER", "solbot.pictures.nobody")
    ana = await stage.settled()
    id = await lived(ana)
    await ana.says("/vision")
    await ana.taps(ana.heard()[-1].message_id, f"v:{id}")
    await ana.presses("Picture")
    ana.hears("How close:")
    await ana.presses("‹ The page")
    ana.hears("A choir, after 7 days")


async def test_a_vision_that_was_let_go_still_has_its_picture(stage: Stage) -> None:
    ana = await stage.settled()
    id = await vision_of(ana)
    assert stage.works is not None
    async with stage.works.begin() as work:
        await visions.release(work, await me(work, ana), id)
    await ana.taps(ana.heard()[-1].message_id, f"vp:{id}")
    ana.hears("You let it go on 23 November 2026.")
    picture(ana)


async def test_a_vision_of_nobody_or_of_somebody_else(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    ana, bea = await stage.settled("Ana"), await stage.settled("Bea")
    id, before = await vision_of(ana), len(bea.heard())
    for wanted in (id, 999_999):
        await bea.taps(bea.heard()[-1].message_id, f"vp:{wanted}")
        assert "no longer open" in bea.toasts()[-1]
    assert len(bea.heard()) == before
    await ana.taps(ana.heard()[-1].message_id, f"vp:{id}")
    picture(ana)
    assert VISION not in "".join(capsys.readouterr()), "private words are in no log"
