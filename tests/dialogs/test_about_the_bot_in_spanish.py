"""The same questions in the other language, among the words as they ship."""

from __future__ import annotations

import pytest

from solbot.content.catalog import Catalog
from tests.dialogs.people import Stage


@pytest.fixture(scope="module")
def catalog(shipped: Catalog) -> Catalog:
    """English and Spanish."""
    return shipped


async def test_questions_about_the_bot_in_spanish(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/language español")
    await ana.says("¿Eres una IA?")
    ana.hears("no hay IA en mí")
    await ana.says("¿Quién lee esto?")
    ana.hears("las lees solo tú")
    await ana.says("¿Cómo cambio la hora?")
    assert any("08:00" in label for label in ana.labels())
    await ana.says("¿cómo funciona esto?")
    ana.hears("/today")
