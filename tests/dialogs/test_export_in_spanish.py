"""A journal is taken away in the other language, among the words as they ship."""

from __future__ import annotations

import pytest

from solbot.content.catalog import Catalog
from tests.dialogs.people import Stage
from tests.dialogs.test_export import zipped


@pytest.fixture(scope="module")
def catalog(shipped: Catalog) -> Catalog:
    """English and Spanish."""
    return shipped


async def test_a_book_and_a_zip_in_spanish(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("A word of mine")
    await ana.presses("Keep it as a note")
    await ana.says("/language español")
    await ana.says("/export")
    ana.hears("Aquí está todo, dos veces")
    await ana.says("todo en un zip")
    await stage.exported()
    ana.sees("Aquí está todo, en un ZIP.")
    there = zipped(ana)
    assert "tu diario como libro" in there.read("README.txt").decode()
    assert 'title: "Noviembre de 2026"' in there.read("journal/2026-11.md").decode()
    await ana.says("/export pdf")
    await stage.exported()
    ana.sees("Aquí está tu libro")
