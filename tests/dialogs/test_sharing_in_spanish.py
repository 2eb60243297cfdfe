"""Keeping, sending on, sharing and moving, in Spanish: no screen falls back to another language."""

from __future__ import annotations

import re

import pytest

from solbot.content.catalog import Catalog
from tests.dialogs.people import Person, Stage

NOTE = "El río venía más alto"
PAYLOAD = re.compile(r"start=([sm]-[\w-]+)")


@pytest.fixture(scope="module")
def catalog(shipped: Catalog) -> Catalog:
    """What people really read."""
    return shipped


async def spanish(stage: Stage, name: str) -> Person:
    """Somebody settled in who reads Spanish."""
    person = await stage.settled(name)
    await person.says("/language Español")
    return person


def payload(person: Person) -> str:
    found = PAYLOAD.search(person.last())
    assert found is not None, person.last()
    return found[1]


async def test_a_reading_is_kept_and_sent_on(stage: Stage) -> None:
    eva = await spanish(stage, "Eva")
    one = stage.catalog.language("es").path[0]
    await eva.says(f"/start r-{one.id}")
    eva.hears(one.title)
    await eva.says("guardarla")
    await eva.says("/library")
    await eva.presses("Guardadas")
    eva.sees("Guardadas: 1 lectura")
    await eva.presses(one.title)
    await eva.presses("Enviarla a alguien")
    eva.hears("nada tuyo la acompaña")
    await eva.presses("Una página para imprimir")
    assert eva.file(f"{one.id}.pdf").startswith(b"%PDF-1.7")
    await eva.says("/start r-nunca-fue")
    assert eva.heard_of("Esto ya no está en la biblioteca") == 1


async def test_an_entry_is_shared(stage: Stage) -> None:
    eva, leo = await spanish(stage, "Eva"), await spanish(stage, "Leo")
    await eva.says(NOTE)
    await eva.presses("Guardarlo como nota")
    await eva.says("/journal")
    await eva.presses("1")
    await eva.presses("Más …")
    await eva.presses("Compartir…")
    eva.sees("¿Compartir esta entrada con una persona?")
    await eva.presses("Hacer un enlace")
    eva.hears("Sirve una vez, hasta el")
    link = payload(eva)
    await leo.says(f"/start {link}")
    leo.hears("Eva quiere que leas una entrada de su diario")
    await leo.presses("Sí, quiero leerla")
    leo.hears("Eva te deja leer esta entrada del")
    leo.hears(NOTE)
    await leo.says("/journal")
    await leo.says("compartido conmigo")
    leo.hears("1. Eva: una entrada del")
    await eva.says("/journal")
    await eva.presses("Lo que comparto")
    eva.sees("Leo, desde el")
    await eva.presses("1")
    eva.sees("Leo puede leerla")
    await eva.presses("Dejar de compartirla")
    eva.sees("ya nadie puede abrirla")
    await leo.taps(leo.heard()[-1].message_id, "ero:1")
    assert "Eso ya no se comparte" in leo.toasts()[-1]
    await leo.says(f"/start {link}")
    leo.hears("Este enlace ya no lleva a nada")


async def test_everything_moves(stage: Stage) -> None:
    eva, new = await spanish(stage, "Eva"), stage.person("Eva dos", "es")
    await eva.says("/privacy")
    await eva.presses("A otra cuenta")
    eva.sees("A otra cuenta, como una con un número nuevo")
    await eva.presses("Hacer un código aquí")
    eva.hears("Tu código, válido hasta las")
    await new.says(f"/start {payload(eva)}")
    await new.presses("Sí, empecemos")
    new.hears("He preguntado en tu cuenta de antes")
    await stage.settle()
    eva.hears("Se escribió en la cuenta que se llama Eva dos")
    await eva.presses("Sí, pasar todo allí")
    eva.sees("todo pasó a la cuenta que se llama Eva dos")
    await stage.settle()
    new.hears("Todo lo de tu cuenta de antes está aquí")
    assert (await new.export())["visions"]
