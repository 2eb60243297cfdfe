"""Programs in English and Spanish: what is lacking is named with its language, and nobody reads half a card."""

from __future__ import annotations

import pytest

from solbot.content.catalog import Catalog
from tests.dialogs.people import Person, Stage

CARD = "For people who lead a team and want to see the whole of which it is a part. " * 2
FICHA = "Para personas que dirigen un equipo y quieren ver el conjunto del que forma parte. " * 2
DETAILS = "Three days in a small group, half of it practice, and a conversation later. " * 2
DETALLES = "Tres días en un grupo pequeño, la mitad es práctica, y una conversación después. " * 2


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


async def written_in_spanish(sol: Person) -> None:
    """A new program, typed in Spanish from its title to its price."""
    await sol.says("/program")
    await sol.presses("Un programa nuevo")
    for words in ("Ver el todo", "Un taller", FICHA, DETALLES, "Escríbenos a la oficina."):
        await sol.says(words)
    for words in ("Boston, Massachusetts", "1 de marzo de 2027, 9 am", "3 de marzo de 2027, 17:00"):
        await sol.says(words)
    await sol.says("Una casa junto al mar")
    await sol.says("no")
    await sol.presses("Saltar")
    await sol.says("General: 950 USD")
    await sol.presses("Listo")


async def fill(sol: Person, *fields: tuple[str, str]) -> None:
    """Type fields in English, one by one, from the page of the program."""
    await sol.presses("Editar")
    await sol.presses("Los textos en: English")
    for name, words in fields:
        await sol.presses(name)
        await sol.says(words)
        await sol.presses("Los textos en: English")
    await sol.presses("‹ Volver")
    await sol.presses("‹ Volver")


async def test_what_is_lacking_is_named_with_its_language(stage: Stage) -> None:
    sol = await in_spanish(stage, "Sol", "programs")
    await written_in_spanish(sol)
    await sol.presses("Publicar")
    sol.sees("Título (English): todavía no está escrito")
    await sol.presses("Título")
    sol.sees("Título (English)")


async def test_a_length_that_does_not_fit_is_named_in_every_language(stage: Stage) -> None:
    sol = await in_spanish(stage, "Sol", "programs")
    await sol.says("/program")
    await sol.presses("Foundations for Leadership")
    await sol.presses("Editar")
    await sol.presses("Los textos en: Español")
    await sol.presses("Ficha")
    await sol.says("Demasiado corta.")
    await sol.presses("‹ Volver")
    await sol.presses("Publicar")
    sol.sees("Ficha (Español): ahora 2 palabras; se piden de 20 a 150")


async def test_place_and_price_are_lent_and_both_read_their_own_words(stage: Stage) -> None:
    sol, ana = await in_spanish(stage, "Sol", "programs"), await stage.settled("Ana")
    eva = await in_spanish(stage, "Eva")
    await written_in_spanish(sol)
    await fill(
        sol,
        ("Título", "Seeing Wholes"),
        ("Resumen", "A workshop"),
        ("Ficha", CARD),
        ("Detalles", DETAILS),
        ("Cómo reservar", "Write to the office."),
    )
    await sol.presses("Publicar")
    await sol.presses("Sí, publicarlo")
    await ana.says("/programs")
    ana.sees("Seeing Wholes\nA workshop\n1 March 2027.")
    await ana.presses("Seeing Wholes")
    for words in ("For people who lead", "Where: Una casa junto al mar", "General: $950"):
        ana.sees(words)
    await eva.says("/programs")
    eva.sees("Ver el todo\nUn taller\n1 de marzo de 2027.")
    await eva.presses("Ver el todo")
    for words in ("Para personas que dirigen", "Dónde: Una casa junto al mar", "General: 950"):
        eva.sees(words)


async def test_a_language_that_is_but_begun_is_not_shown(stage: Stage) -> None:
    sol, eva = await in_spanish(stage, "Sol", "programs"), await in_spanish(stage, "Eva")
    await sol.says("/program")
    await sol.presses("Un programa nuevo")
    await sol.says("Ver el todo")
    await sol.presses("Listo")
    await fill(
        sol,
        ("Título", "Seeing Wholes"),
        ("Resumen", "A workshop"),
        ("Ficha", CARD),
        ("Detalles", DETAILS),
        ("Cómo reservar", "Write to the office."),
    )
    await sol.presses("Publicar")
    sol.sees("Todavía no está todo escrito en Español")
    await sol.presses("Sí, publicarlo")
    await eva.says("/start p-ver-el-todo")
    eva.sees("Seeing Wholes\n\nFor people who lead")
    eva.sees("Escrito en English; en tu idioma todavía no está.")


async def test_staff_who_read_spanish_are_refused_and_answered_in_it(stage: Stage) -> None:
    eva, sol = await in_spanish(stage, "Eva"), await in_spanish(stage, "Sol", "helper")
    await eva.says("/staff")
    eva.sees("Esta parte es para quienes cuidan los programas")
    await sol.says("/program")
    sol.sees("Eso no es parte de tu papel")
