"""A flyer for each language: who gets which, how staff bring and take them away, and what is told to whom."""

from __future__ import annotations

import pytest

from solbot.content.catalog import Catalog
from tests.dialogs.announcing import tried
from tests.dialogs.people import Person, Stage

FOUNDATIONS = "Foundations for Leadership"
LINK = "/start p-foundations-for-leadership"
OF_ALL, SPANISH, OTHER = (b"%PDF-1.4 " + words for words in (b"for all", b"en espa", b"otro"))


@pytest.fixture(scope="module")
def catalog(shipped: Catalog) -> Catalog:
    """The content as it is shipped, in all its languages."""
    return shipped


async def in_spanish(stage: Stage, name: str) -> Person:
    """Somebody settled in, who then asks for Spanish."""
    person = await stage.settled(name)
    await person.says("/language")
    await person.presses("Español")
    return person


async def brings(bea: Person, name: str, content: bytes, *taps: str) -> None:
    """Send a file as the program's flyer, after these taps."""
    await bea.says("/program")
    for tap in (FOUNDATIONS, "Edit", "Flyer", *taps):
        await bea.presses(tap)
    await bea.sends_file(name, content)


async def flyer_of(person: Person, label: str = "Flyer") -> str:
    """The name of the file a person gets."""
    await person.says(LINK)
    await person.presses(label)
    return person.heard()[-1].file_name or person.shown()


async def published(bea: Person) -> None:
    """Put the draft in force."""
    await bea.says("/program")
    for tap in (FOUNDATIONS, "Publish", "Yes, publish it"):
        await bea.presses(tap)


async def test_each_reader_gets_the_flyer_of_their_language_else_the_one_for_all(
    stage: Stage,
) -> None:
    bea, ana, eva = (
        await stage.staff("Bea", "programs"),
        await stage.settled("Ana"),
        await in_spanish(stage, "Eva"),
    )
    await brings(bea, "all.pdf", OF_ALL)
    assert await flyer_of(ana) == "all.pdf"
    assert await flyer_of(eva, "Folleto") == "all.pdf"
    await brings(bea, "folleto.pdf", SPANISH, "Flyer in: Español")
    # It takes the place of what they have: it waits to be published.
    bea.hears("folleto.pdf is here, and in the draft: Flyer in one language (Español)")
    assert await flyer_of(eva, "Folleto") == "all.pdf"
    await bea.says("/program")
    await bea.presses(FOUNDATIONS)
    bea.sees("Flyer in one language (Español): folleto.pdf")
    await bea.presses("Publish")
    await bea.presses("Show all changes")
    bea.sees("Flyer in one language (Español)")
    bea.sees("Then: folleto.pdf")
    await bea.presses("‹ Back")
    await bea.presses("Yes, publish it")
    assert await flyer_of(eva, "Folleto") == "folleto.pdf"
    assert eva.file(".pdf") == SPANISH
    assert await flyer_of(ana) == "all.pdf"
    # Staff see which there are; one is replaced, and taken away again.
    await bea.says("/program")
    await bea.presses(FOUNDATIONS)
    await bea.presses("Edit")
    bea.sees("Flyer: all.pdf\nFlyer (Español): folleto.pdf")
    await bea.presses("Flyer")
    bea.sees("English: none of its own\nEspañol: folleto.pdf")
    await brings(bea, "otro.pdf", OTHER, "Flyer in: Español")
    await published(bea)
    assert await flyer_of(eva, "Folleto") == "otro.pdf"
    await bea.says("/program")
    for tap in (FOUNDATIONS, "Edit", "Flyer", "Flyer in: Español"):
        await bea.presses(tap)
    bea.sees("Now: otro.pdf")
    await bea.presses("Leave it empty")
    bea.sees("Flyer in one language (Español): empty")
    await published(bea)
    assert await flyer_of(eva, "Folleto") == "all.pdf"
    assert await flyer_of(ana) == "all.pdf"


async def test_a_first_flyer_of_a_language_goes_out_to_its_readers_alone(stage: Stage) -> None:
    bea, ana, eva = (
        await stage.staff("Bea", "programs"),
        await stage.settled("Ana"),
        await in_spanish(stage, "Eva"),
    )
    await ana.says(LINK)
    await ana.presses("Flyer")
    await ana.presses("Tell me when the flyer is here")
    await eva.says(LINK)
    await eva.presses("Folleto")
    await eva.presses("Avísame cuando esté el folleto")
    await brings(bea, "folleto.pdf", SPANISH, "Flyer in: Español")
    bea.hears(
        "folleto.pdf is here. Flyer in one language (Español): people can open it from now on"
    )
    bea.hears("the one person who asked for it gets it this minute")
    await stage.send()
    eva.hears("Ya está aquí su folleto")
    assert eva.file(".pdf") == SPANISH
    assert not ana.heard_of("Here is its flyer")
    # Who asked for it in English still waits, and gets the one for all as soon as that is there.
    await ana.says(LINK)
    await ana.presses("Flyer")
    ana.sees("I don't have this yet")
    heard = len(eva.heard())
    await brings(bea, "all.pdf", OF_ALL)
    bea.hears("the one person who asked for it gets it this minute")
    await stage.send()
    assert ana.file(".pdf") == OF_ALL
    assert len(eva.heard()) == heard
    assert await flyer_of(eva, "Folleto") == "folleto.pdf"


async def test_news_of_a_flyer_go_to_those_whose_flyer_it_is(stage: Stage) -> None:
    bea, ana, eva = (
        await stage.staff("Bea", "programs"),
        await stage.settled("Ana"),
        await in_spanish(stage, "Eva"),
    )
    await ana.says(LINK)
    await ana.presses("Tell me when there is news")
    await eva.says(LINK)
    await eva.presses("Avísame si hay novedades")
    await brings(bea, "folleto.pdf", SPANISH, "Flyer in: Español")
    await stage.send()
    eva.hears("Folleto")
    assert not ana.heard_of("has changed")
    await brings(bea, "all.pdf", OF_ALL)
    await stage.send()
    ana.hears(f"{FOUNDATIONS} has changed: Flyer")
    assert eva.heard_of("ha cambiado") <= 1


async def test_a_pdf_that_was_not_asked_for_is_asked_for_its_language(stage: Stage) -> None:
    bea, eva = await stage.staff("Bea", "programs"), await in_spanish(stage, "Eva")
    await bea.sends_file("folleto.pdf", SPANISH)
    message, old = bea.button(FOUNDATIONS)
    await bea.presses(FOUNDATIONS)
    bea.sees("folleto.pdf, a flyer of Foundations for Leadership: for whom?")
    bea.sees("All languages: none yet")
    asked, data = bea.button("Flyer in: Español")
    await bea.presses("‹ Back")
    bea.sees("is it a flyer?")
    await bea.presses(FOUNDATIONS)
    await bea.presses("Flyer in: Español")
    bea.hears("Flyer in one language (Español): people can open it from now on")
    assert await flyer_of(eva, "Folleto") == "folleto.pdf"
    # Old buttons: the file has its place; a language there is not is none.
    for tapped in (old, data):
        await bea.taps(message.message_id, tapped)
        assert bea.toasts()[-1].startswith("That file has its place already")
    await bea.sends_file("all.pdf", OF_ALL)
    await bea.presses(FOUNDATIONS)
    asked, data = bea.button("Flyer for all languages")
    await bea.taps(asked.message_id, data.replace(":-", ":xx"))
    assert bea.heard_of("all.pdf is here") == 0
    await bea.taps(asked.message_id, data)
    bea.hears("all.pdf is here. Flyer: people can open it from now on")
    assert await flyer_of(eva, "Folleto") == "folleto.pdf"


async def test_a_web_address_is_typed_and_the_preview_shows_each_language_its_own(
    stage: Stage,
) -> None:
    bea, eva = await stage.staff("Bea", "programs"), await in_spanish(stage, "Eva")
    await bea.says("/program")
    for tap in (FOUNDATIONS, "Edit", "Flyer", "Flyer in: Español"):
        await bea.presses(tap)
    await bea.says("not an address")
    bea.hears("web address")
    await bea.says("https://example.org/folleto")
    bea.hears("Flyer in one language (Español): https://example.org/folleto")
    await bea.presses("Flyer for all languages")
    await bea.sends_file("all.pdf", OF_ALL)
    await bea.says("/program")
    await bea.presses(FOUNDATIONS)
    await bea.presses("Preview")
    shown = [
        (message.message_id, str(button["callback_data"]))
        for message in bea.heard()
        for row in message.keyboard or []
        for button in row
        if str(button.get("callback_data")).startswith("spl:")
    ]
    assert len(shown) == 2
    await bea.taps(*shown[1])
    bea.hears("https://example.org/folleto")
    await bea.taps(*shown[0])
    assert bea.heard()[-1].file_name == "all.pdf"
    number, data = shown[1]
    await bea.taps(number, data.removesuffix(":es"))  # a button from before there were several
    assert bea.heard()[-1].file_name == "all.pdf"
    await eva.says(LINK)
    await eva.presses("Folleto")
    eva.hears("https://example.org/folleto")


async def test_an_announced_flyer_comes_in_each_readers_language_and_what_lacks_is_named(
    stage: Stage,
) -> None:
    bea, olga, eva = (
        await stage.staff("Bea", "programs"),
        await stage.owner(),
        await in_spanish(stage, "Eva"),
    )
    ana = await stage.settled("Ana")
    await brings(bea, "folleto.pdf", SPANISH, "Flyer in: Español")
    await olga.says("/broadcast")
    await olga.presses("A new announcement")
    await olga.presses("A program's flyer")
    await olga.presses(FOUNDATIONS)
    olga.sees("English: the program has no flyer yet")
    await brings(bea, "all.pdf", OF_ALL)
    await olga.says("/broadcast")
    await olga.presses("A new announcement")
    await olga.presses("A program's flyer")
    await olga.presses(FOUNDATIONS)
    assert "no flyer yet" not in olga.shown()
    await tried(stage, olga)
    await olga.presses("Send it")
    await stage.settle()
    assert (ana.file(".pdf"), eva.file(".pdf")) == (OF_ALL, SPANISH)


async def test_what_is_not_of_staff_is_refused(stage: Stage) -> None:
    bea, cem = await stage.staff("Bea", "programs"), await stage.staff("Cem", "helper")
    await bea.says("/program")
    for tap in (FOUNDATIONS, "Edit", "Flyer"):
        await bea.presses(tap)
    _, data = bea.button("Flyer in: Español")
    await cem.says("/staff")
    await cem.taps(cem.heard()[-1].message_id, data)
    assert "people who read Español" not in cem.shown()
