"""The journal in the other language, among the words as they ship."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from solbot.content.bodies import media_body
from solbot.content.catalog import Catalog
from tests.dialogs.people import Stage
from tests.dialogs.test_journal_found import finds, wrote


@pytest.fixture(scope="module")
def catalog(shipped: Catalog) -> Catalog:
    """English and Spanish."""
    return shipped


async def test_in_spanish_too(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/language español")
    today = stage.clock.at.date()
    monday = today - timedelta(days=today.isoweekday() - 1)
    await wrote(
        stage,
        ana,
        (date(2025, 3, 14), "Primavera junto al mar"),
        (monday - timedelta(days=3), "De hace unos días"),
        (date(2024, 3, 9), media_body("photo", "F", "En el parque")),
        (0, "De hoy"),
    )
    for text, found, but in (
        ("marzo", "Primavera", "De hoy"),
        ("la semana pasada", "unos días", "De hoy"),
        ("fotos marzo", "parque", "Primavera"),
        ("14 de marzo", "Primavera", "parque"),
        ("mar", "junto al mar", "parque"),
        ("hoy", "De hoy", "parque"),
    ):
        await finds(ana, text, found, but=but)
    await ana.says("/journal")
    ana.hears("Tu diario")
    await ana.presses("Buscar")
    await ana.says("el año pasado")
    ana.hears("Primavera")


async def test_the_screens_of_the_journal_in_spanish(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/language español")
    await ana.says("/journal")
    await ana.presses("Para otro día")
    ana.sees("¿Para qué día?")
    await ana.says("anteayer")
    ana.hears("quedará en tu diario como una nota de ese día")
    await ana.says("Llovió todo el día")
    ana.hears("Guardado como nota del")
    await ana.presses("Verla en el diario")
    ana.hears("(escrita el")
    await ana.presses("Corregir")
    await ana.says("Llovió casi todo el día")
    await ana.presses("Lo que decía antes")
    ana.sees("Llovió todo el día")
    await ana.presses("‹ Volver")
    await ana.presses("Más …")
    await ana.presses("No sacarla a relucir")
    ana.sees("Esta entrada está oculta")
    await ana.says("/journal")
    await ana.says("en este día")
    ana.hears("No hay nada tuyo de este día")
    await ana.says("/journal")
    await ana.presses("Más")
    ana.sees("Este mes escribiste un día, y en 2026 un día.")
    await ana.presses("El año en una imagen")
    ana.hears("En 2026 escribiste un día")
    await ana.says("/journal")
    await ana.presses("Más")
    await ana.presses("Borrar varias")
    await ana.says("los últimos 7 días")
    ana.hears("¿Borro una entrada, del")
    await ana.says("sí")
    ana.hears("Borrado.")
    await ana.presses("Deshacer")
    ana.sees("Está de vuelta en tu diario")
    await ana.says("/settings")
    await ana.presses("El día empieza a las")
    await ana.says("a las 4")
    ana.hears("Tu día empieza a las 04:00")
