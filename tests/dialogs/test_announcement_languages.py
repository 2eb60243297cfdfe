"""Announcements in several languages: who reads what, faults of one language alone, a rehearsal of each."""

from __future__ import annotations

import re

import pytest

from solbot.content.catalog import Catalog
from solbot.fake_telegram.chats import ChatMessage
from tests.conftest import OWNER
from tests.dialogs.announcing import composed, tried
from tests.dialogs.people import Person, Stage

ENGLISH = re.compile(r"\b(the|announcement|people|draft|send|program|when|yes)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def catalog(shipped: Catalog) -> Catalog:
    """The content as it is shipped, English and Spanish."""
    return shipped


async def reader(stage: Stage, name: str, language: str, there: int | None = None) -> Person:
    """Somebody who has settled in, and reads this language."""
    if there is not None:
        stage.world.add_person(name, person_id=there, language_code=language)
    person = Person(stage, there) if there is not None else stage.person(name, language)
    await person.says("/start")
    await person.presses({"en": "Yes, let us begin", "es": "Sí, empecemos"}[language])
    await person.presses({"en": "English", "es": "Español"}[language])
    await person.says("/cancel")
    return person


def last(person: Person, count: int) -> list[ChatMessage]:
    return person.heard()[-count:]


async def in_both(olga: Person, english: str, spanish: str) -> None:
    """A draft in both languages, its page on the screen."""
    await composed(olga, english)
    await olga.presses("Words: Español")
    await olga.says(spanish)


async def test_everybody_reads_it_in_their_own_language(stage: Stage) -> None:
    olga = await reader(stage, "Olga", "en", OWNER)
    ana, bob = await reader(stage, "Ana", "es"), await reader(stage, "Bob", "en")
    await in_both(olga, "Good day, {name}.", "Buen día, {name}.")
    olga.sees("English: Good day, {name}.\nEspañol: Buen día, {name}.")
    before = len(olga.heard())
    await olga.presses("See it as people will")
    shown = {(one.text, one.keyboard[-1][0]["text"]) for one in olga.heard() if one.keyboard}
    assert ("Good day, Olga.", "No more announcements") in shown
    assert ("Buen día, Olga.", "No más anuncios") in shown
    assert len(olga.heard()) == before + 3  # one in each language, and what they are
    await olga.presses("Send it to me")
    olga.sees("2 messages, one for each language")
    await stage.settle()
    *both, way_on = last(olga, 3)
    assert {one.text for one in both} == {"Good day, Olga.", "Buen día, Olga."}
    assert way_on.text.startswith("That was announcement no. 1, as people will get it.")
    await olga.presses("Go on to send")
    await olga.presses("Send it")
    await stage.settle()
    assert (ana.last(), ana.labels()) == ("Buen día, Ana.", ["No más anuncios"])
    assert (bob.last(), bob.labels()) == ("Good day, Bob.", ["No more announcements"])


async def test_who_reads_another_language_gets_the_one_there_is_and_staff_are_told(
    stage: Stage,
) -> None:
    olga, ana = await reader(stage, "Olga", "en", OWNER), await reader(stage, "Ana", "es")
    await composed(olga, "Good day, {name}.")
    olga.sees("Español: not written; its readers get the words in English")
    await tried(stage, olga)
    await olga.presses("Send it")
    await stage.settle()
    assert (ana.last(), ana.labels()) == ("Good day, Ana.", ["No más anuncios"])


async def test_over_the_limits_in_one_language_only(stage: Stage) -> None:
    olga, ana = await reader(stage, "Olga", "en", OWNER), await reader(stage, "Ana", "es")
    await in_both(olga, "Good day.", "ñ" * 4090 + "{name}")
    olga.sees("Español: 4,154 characters with the longest name; Telegram allows 4,096")
    assert "English: 9 characters" not in olga.shown()
    await olga.presses("Send it to me")
    await olga.taps(olga.heard()[-1].message_id, "bcq:1")
    olga.sees("It can't be sent yet")
    assert "Send it" not in olga.labels()
    await olga.presses("Open the draft")
    await olga.presses("Words: Español")
    await olga.says("ñ" * 4090)
    await tried(stage, olga)
    await olga.presses("Send it")
    await stage.settle()
    assert ana.last() == "ñ" * 4090


async def test_a_correction_reaches_each_copy_in_its_language(stage: Stage) -> None:
    olga = await reader(stage, "Olga", "en", OWNER)
    ana, bob = await reader(stage, "Ana", "es"), await reader(stage, "Bob", "en")
    await in_both(olga, "On Monday.", "El lunes.")
    await tried(stage, olga)
    await olga.presses("Send it")
    await stage.settle()
    await olga.presses("Correct every copy")
    await olga.presses("Words: Español")
    await olga.says("El martes.")
    await tried(stage, olga)
    await olga.presses("Send it")
    await stage.settle()
    assert (ana.last(), bob.last()) == ("El martes.", "On Monday.")


async def test_staff_who_read_spanish_meet_no_english(stage: Stage) -> None:
    olga = await reader(stage, "Olga", "es", OWNER)
    await reader(stage, "Ana", "es")
    since = len(olga.heard())
    pages: list[str] = []

    async def presses(label: str) -> None:
        await olga.presses(label)
        pages.append(olga.shown())

    async def says(words: str) -> None:
        await olga.says(words)
        pages.append(olga.shown())

    await says("/broadcast")
    await presses("Reglas de los anuncios")
    await presses("‹ Volver")
    await presses("Un anuncio nuevo")
    await says("Buenas tardes, {name}.")
    await presses("Botones")
    await presses("+ un enlace")
    await says("Leer más nada")
    await says("Leer más https://ejemplo.org")
    await presses("+ Me interesa")
    await presses("‹ Volver")
    await presses("Quién lo recibe")
    await presses("‹ Volver")
    await presses("Cuándo")
    await presses("Otra hora u otro día")
    await says("mañana 19:30")
    await presses("Cuándo")
    await presses("De inmediato")
    await presses("Verlo como lo verá la gente")
    await presses("Enviármelo")
    await stage.settle()
    await presses("Seguir hacia el envío")
    await presses("Enviarlo")
    await presses("Cómo va")
    await presses("Pausar")
    await presses("Continuar")
    await stage.settle()
    await presses("Actualizar")
    await presses("A quién le interesa")
    await says("/audit")
    labels = [b["text"] for m in olga.heard()[since:] for row in m.keyboard or [] for b in row]
    for words in [*pages, *olga.toasts(), *labels]:
        found = ENGLISH.search(words.replace("{program}", ""))
        assert found is None, words
