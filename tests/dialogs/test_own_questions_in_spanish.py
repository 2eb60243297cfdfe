"""Questions of one's own in the other language, among the words as they ship."""

from __future__ import annotations

import pytest

from solbot.content.catalog import Catalog
from tests.dialogs.people import Stage


@pytest.fixture(scope="module")
def catalog(shipped: Catalog) -> Catalog:
    """English and Spanish."""
    return shipped


async def test_a_question_of_ones_own_in_spanish(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/language español")
    await ana.says("mis propias preguntas")
    ana.hears("Hay preguntas que solo se te pueden ocurrir a ti.")
    await ana.says("una nueva")
    ana.hears("¿Qué te pregunto?")
    await ana.sends_photo()
    ana.hears("Una pregunta tiene que estar en palabras")
    await ana.says("¿A quién escuché <hoy>?")
    ana.hears("Tu pregunta queda guardada:\n¿A quién escuché <hoy>?")
    ana.hears("por turnos con tu camino")
    await ana.says("en días míos")
    await ana.says("cuando quieras")
    ana.hears("No pude saber qué días son.")
    await ana.says("martes y jueves")
    ana.hears("estos días: martes y jueves, en lugar de la lectura del día.")
    await ana.says("de 0 a 10")
    ana.hears("Respondes con un número de 0 a 10.")
    await stage.days(1)
    ana.hears("Una pregunta tuya\n\n¿A quién escuché <hoy>?")
    await ana.presses("¿Por qué esto?")
    ana.hears("Es una pregunta tuya, para estos días: martes y jueves.")
    await ana.presses("7")
    await ana.says("/language English")
    await stage.days(2)
    ana.hears("A question of your own\n\n¿A quién escuché <hoy>?")
    await ana.presses("8")
    ana.hears("Now: 8. On 24 November 2026: 7.")
    await ana.says("/today")
    ana.hears("You can add to your answer, or take another question.")
    assert "Read it again" not in ana.labels()
