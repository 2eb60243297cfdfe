"""The desk between English and Spanish: ready answers and messages arrive in the language their reader reads."""

from __future__ import annotations

import pytest

from solbot.content.catalog import Catalog
from solbot.desk import writing
from tests.dialogs.desk_people import passes
from tests.dialogs.people import Person, Stage

ENGLISH = "Dear {name|friend}, the hall is on the left."
SPANISH = "Hola, {name}: la sala está a la izquierda."


@pytest.fixture(scope="module")
def catalog(shipped: Catalog) -> Catalog:
    """The content as it is shipped, in all its languages."""
    return shipped


async def in_spanish(stage: Stage, name: str) -> Person:
    """Somebody settled in, who then asks for Spanish."""
    person = await stage.settled(name)
    await person.says("/language")
    await person.presses("Español")
    return person


async def asks_in_spanish(eva: Person) -> None:
    """Ask a person something."""
    await eva.says("/programs")
    await eva.presses("Preguntar a una persona")
    await eva.says("¿Dónde es?")
    await passes(eva.stage)


async def a_ready_answer(ida: Person) -> None:
    """Keep a ready answer in English."""
    await ida.says("/desk")
    await ida.presses("Ready answers")
    await ida.presses("A new one")
    await ida.says("Way in")
    ida.sees("What does Way in say in English?")
    await ida.says(ENGLISH)
    ida.sees("Way in, in English")


async def test_a_ready_answer_goes_in_the_reader_s_language_else_that_is_said(
    stage: Stage,
) -> None:
    eva, ida = await in_spanish(stage, "Eva"), await stage.staff("Ida", "programs")
    await asks_in_spanish(eva)
    await a_ready_answer(ida)
    await ida.says("/desk")
    await ida.presses("1 · Eva")
    await ida.presses("Ready answers")
    await ida.presses("Way in")
    assert "Dear Eva, the hall" in ida.heard()[-2].text
    ida.sees("It is in English: this ready answer has no wording in Español yet")
    await ida.says("/desk")
    await ida.presses("Ready answers")
    await ida.presses("Way in")
    await ida.presses("Write it in Español")
    await ida.says(SPANISH)
    ida.sees("Way in, in English")
    await ida.presses("Read it in Español")
    ida.sees("la sala está")
    await ida.says("/desk")
    await ida.presses("1 · Eva")
    await ida.presses("Ready answers")
    await ida.presses("Way in")
    assert "Hola, Eva: la sala" in ida.heard()[-2].text
    assert "no wording" not in ida.shown()
    await ida.presses("Send it")
    await passes(stage)
    eva.hears("Una respuesta a tu pregunta")
    eva.hears("Hola, Eva: la sala está a la izquierda.")
    await eva.says("¿Y a qué hora?")
    eva.sees("Lo último lo escribió SoL (n.º 1)")
    await eva.presses("Enviarlo a SoL")
    eva.sees("Añadido a la pregunta n.º 1.")


async def test_a_message_to_two_people_reaches_each_in_their_language(stage: Stage) -> None:
    eva, ana = await in_spanish(stage, "Eva"), await stage.settled("Ana")
    ida = await stage.staff("Ida", "programs")
    await a_ready_answer(ida)
    await ida.presses("Write it in Español")
    await ida.says(SPANISH)
    assert stage.works is not None
    async with stage.works.begin() as work:
        draft = await writing.begin(work, ida.id, [eva.id, ana.id])
    await ida.taps(ida.heard()[-1].message_id, f"dwo:{draft.id}")
    ida.sees("They read: Español and English.")
    await ida.presses("Ready answers")
    await ida.presses("Way in")
    shown = [one.text for one in ida.heard()[-3:]]
    assert any("Hola, Eva" in one for one in shown) and any("Dear Ana" in one for one in shown)
    await ida.presses("Send it")
    await passes(stage)
    eva.hears("Un mensaje de SoL")
    eva.hears("Hola, Eva: la sala está a la izquierda.")
    ana.hears("A message from SoL")
    ana.hears("Dear Ana, the hall is on the left.")
