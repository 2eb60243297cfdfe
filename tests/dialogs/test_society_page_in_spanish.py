"""The page about the society in two languages: each is written for itself, by staff in either."""

from __future__ import annotations

import pytest

from solbot.content.catalog import Catalog
from tests.dialogs.people import Person, Stage


@pytest.fixture(scope="module")
def catalog(shipped: Catalog) -> Catalog:
    """The content as it is shipped, in all its languages."""
    return shipped


async def in_spanish(stage: Stage, name: str, role: str | None = None) -> Person:
    """Somebody settled in, who then asks for Spanish."""
    person = await (stage.staff(name, role) if role else stage.settled(name))
    await person.says("/language")
    await person.presses("Español")
    return person


async def test_each_language_is_written_for_itself(stage: Stage) -> None:
    sol, eva = await in_spanish(stage, "Sol", "programs"), await in_spanish(stage, "Eva")
    ana = await stage.settled("Ana")
    await sol.says("/program")
    await sol.presses("La página sobre SoL")
    sol.sees("Como está en los archivos del contenido.")
    await sol.presses("Los textos en: Español")
    await sol.presses("Regiones")
    sol.sees("Una por línea, 4 como máximo")
    await sol.says("Cono Sur: escribe a Lía https://example.org/sur\nAndes")
    sol.sees(
        "Guardado en el borrador. Regiones: Cono Sur: escribe a Lía https://example.org/sur; Andes"
    )
    await sol.presses("Publicar")
    sol.sees("Regiones (Español): América del Norte; América Latina; Asia Pacífico → Cono Sur")
    await sol.presses("Sí, publicarlo")
    sol.sees("La página sobre SoL está publicada.")
    await eva.says("/programs")
    await eva.presses("Sobre SoL")
    eva.sees("Cono Sur: escribe a Lía")
    eva.sees("no se sabe cómo llegar a Andes")
    await ana.says("/programs")
    await ana.presses("About SoL")
    assert "Cono Sur" not in ana.shown()
    await sol.presses("‹ Volver")
    sol.sees("En 1 lugar la gente ve lo que publicó el equipo")


async def test_a_value_that_can_not_be_read_is_said_in_spanish(stage: Stage) -> None:
    sol = await in_spanish(stage, "Sol", "programs")
    await sol.says("/program")
    await sol.presses("La página sobre SoL")
    await sol.presses("Los textos en: Español")
    await sol.presses("Revista")
    await sol.says("https://example.org")
    sol.hears("No pude leer esto: https://example.org")
    sol.hears("Nada ha cambiado hasta ahora.")
