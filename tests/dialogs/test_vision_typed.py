"""The page of a vision in Spanish, typed as people type it; and what is exported of it."""

from __future__ import annotations

import pytest

from solbot.content.catalog import Catalog
from solbot.members import service as members
from tests.dialogs.people import Person, Stage


@pytest.fixture(scope="module")
def catalog(shipped: Catalog) -> Catalog:
    """The words as they ship, in both languages."""
    return shipped


async def spanish(stage: Stage) -> Person:
    ana = await stage.settled()
    assert stage.works is not None
    async with stage.works.begin() as work:
        member = await members.find(work, ana.id)
        assert member is not None
        await members.set_language(work, member, "es")
    return ana


async def test_a_whole_page_is_typed_in_spanish(stage: Stage) -> None:
    ana = await spanish(stage)
    for said, heard in (
        ("/vision", "Qué tan cerca: 4 de 10"),
        ("cambiarla", "¿Qué dice ahora?"),
        ("Cuarenta personas cantan", "¿Qué hiciste con ella?"),
        ("pide menos", "Anotado: pides menos"),
        ("siete", "Anotado: 7 de 10"),
        ("añadir un hecho", "¿Qué es así hoy?"),
        ("Dos de nueve siguieron cantando", "En la página, con la fecha de hoy"),
        ("la página", "Dos de nueve siguieron cantando"),
        ("atracción y desgaste", "¿Con cuánta fuerza te atrae hoy?"),
        ("ocho", "cuánto te desgasta"),
        ("3", "atracción 8, desgaste 3"),
        ("/vision", "Atracción: 8 · Desgaste: 3"),
        ("próximo paso", "¿Cuál es el próximo paso?"),
        ("Pedirle la llave a Marta", "¿Cuándo?"),
        ("31 de febrero", "No pude saber qué día es"),
        ("ayer", "Ese día ya pasó"),
        ("mañana", "Pedirle la llave a Marta"),
        ("/vision", "Próximo paso"),
        ("¿qué resultó?", "Pedirle la llave a Marta"),
        ("en parte", "¿Qué te enseñó?"),
        ("Esperaba que le preguntara", "Qué enseñó"),
        ("/vision", "Enseñó: Esperaba que le preguntara"),
        ("todo lo que ha sido", "menos: Cuarenta personas cantan"),
    ):
        await ana.says(said)
        assert heard in ana.shown(), (said, ana.shown())
    await ana.says("/vision")
    await ana.presses("Un dibujo")
    await ana.sends_photo()
    await ana.export()
    text = ana.file(".md").decode()
    for words in (
        "más baja: Cuarenta personas cantan",
        "hecho: Dos de nueve siguieron cantando",
        "atracción: 8 de 10",
        "desgaste: 3 de 10",
        "paso: Pedirle la llave a Marta",
        "Enseñó: Esperaba que le preguntara",
        "[un dibujo]",
    ):
        assert words in text, text


async def test_the_copy_for_machines_keeps_its_form(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/vision")
    await ana.presses("Add a fact")
    await ana.says("Two of nine kept singing")
    await ana.says("/vision")
    await ana.presses("Pull and strain")
    await ana.presses("8")
    await ana.presses("3")
    await ana.says("/vision")
    await ana.presses("Next step")
    await ana.says("Ask Marta")
    await ana.presses("Tomorrow")
    copy = await ana.export()
    (vision,) = copy["visions"]
    assert copy["schema_version"] == 2
    assert set(vision) == {
        *("words", "created_at", "released_at", "revisions", "facts"),
        *("closeness", "pull", "strain", "steps", "drawing", "drawn_at", "id", "files"),
    }
    for name, fields in {
        "revisions": {"kind", "words", "at"},
        "facts": {"words", "for_date", "struck_at"},
        "closeness": {"value", "for_date", "at"},
        "pull": {"value", "for_date", "at"},
        "strain": {"value", "for_date", "at"},
        "steps": {"words", "due_on", "at", "outcome", "learnt", "settled_at"},
    }.items():
        assert [set(one) for one in vision[name]] == [fields], name
    text = ana.file(".md").decode()
    for words in ("fact: Two of nine", "pull: 8 of 10", "strain: 3 of 10", "step: Ask Marta (for"):
        assert words in text, text
