"""Sequences in two languages, and staff who read Spanish."""

from __future__ import annotations

import pytest

from solbot.content.catalog import Catalog
from tests.dialogs.people import OWNER, Stage
from tests.dialogs.test_announcement_languages import reader
from tests.dialogs.test_sequences import FIRST, LAST, added, begun, cohort, started, until, utc


@pytest.fixture(scope="module")
def catalog(shipped: Catalog) -> Catalog:
    """The content as it is shipped, English and Spanish."""
    return shipped


async def test_a_language_that_lacks_gets_the_other_one(stage: Stage) -> None:
    olga = await reader(stage, "Olga", "en", OWNER)
    ana, luz = await reader(stage, "Ana", "en"), await reader(stage, "Luz", "es")
    await cohort(stage, ana, luz)
    await begun(olga)
    await added(olga, "On the first day", "", "9", "Today it begins.")
    await olga.presses("1. On the first day, 09:00")
    olga.sees("Español: not written; its readers get the words in English")
    await olga.presses("Words: Español")
    await olga.says("Hoy empieza.")
    await olga.presses("‹ Back")
    await added(olga, "On the last day", "", "9", "Today it ends.")
    await started(olga)
    # They are asked at eight, and have an hour for it.
    await until(stage, utc(FIRST, 8, 1))
    await until(stage, utc(FIRST, 9, 1))
    ana.hears("Today it begins.")
    luz.hears("Hoy empieza.")
    await until(stage, utc(LAST, 8, 1))
    await until(stage, utc(LAST, 9, 1))
    luz.hears("Today it ends.")


async def test_staff_look_at_it_in_spanish(stage: Stage) -> None:
    olga = await reader(stage, "Olga", "es", OWNER)
    ana = await reader(stage, "Ana", "es")
    await cohort(stage, ana)
    await olga.says("/broadcast")
    await olga.presses("Secuencias")
    await olga.presses("Una secuencia nueva")
    await olga.presses("Autumn")
    await olga.presses("Agregar un mensaje")
    await olga.presses("Antes del primer día")
    await olga.says("3")
    await olga.says("9")
    await olga.says("Trae una piedra.")
    olga.sees("3 días antes del primer día, 09:00")
    await olga.presses("‹ Volver")
    await olga.presses("Ponerla en marcha")
    await olga.presses("Sí, ponerla en marcha")
    olga.sees("Esta secuencia está en marcha.")
