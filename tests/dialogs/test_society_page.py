"""Staff look after the page about the society as they do after programs; what a file says later is lost to nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from solbot.content.catalog import load
from tests import rehearsal
from tests.dialogs.people import Person, Stage

BLOG = "SoL Flash: short pieces each week https://example.org/flash"
ABOUT = "We work with the five disciplines of people who learn together, in many places. " * 4


async def open_page(person: Person) -> None:
    """From the list of programs to the page."""
    await person.says("/program")
    await person.presses("The page about SoL")


async def change(person: Person, name: str, words: str) -> None:
    """Give a field of the page another value."""
    await open_page(person)
    await person.presses("The words in: English")
    await person.presses(name)
    await person.says(words)


async def publish(person: Person) -> None:
    """Publish what is in the draft."""
    await person.presses("Publish")
    await person.presses("Yes, publish it")
    person.sees("The page about SoL is published")


async def read(person: Person) -> str:
    """The page as somebody sees it."""
    await person.says("/programs")
    await person.presses("About SoL")
    return person.shown()


def rewrite(stage: Stage, folder: Path, old: str, new: str) -> None:
    """An author changes the file, and the bot takes it up."""
    assert stage.works is not None
    messages = folder if folder.is_dir() else rehearsal.build(folder)
    file = messages / "en" / "society.md"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))
    stage.works.catalog = load(messages)


@pytest.mark.both_databases
async def test_the_page_is_written_looked_at_and_published(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await open_page(bea)
    bea.sees("As the content files have it.")
    await change(bea, "Blog", BLOG)
    bea.sees("Kept in the draft. Blog: SoL Flash: short pieces each week https://example.org/flash")
    await change(
        bea, "Regions", "Europe: write to Lea https://example.org/europe\nAsia\n\nAfrica: by letter"
    )
    assert "short pieces each week" not in await read(ana)
    await bea.presses("Preview")
    assert bea.heard_of("SoL Flash: short pieces each week") >= 1
    await publish(bea)
    shown = await read(ana)
    assert "SoL Flash: short pieces each week" in shown
    assert "Europe: write to Lea" in shown and "Africa: by letter" in shown
    assert {"SoL Flash", "Europe"} <= set(ana.labels()) and "Asia" not in ana.labels()
    assert shown.count("not known") == 1 and "Asia" in shown
    await bea.presses("‹ Back")
    bea.sees("In 2 places people see what staff published")
    # It stays so after a restart.
    await stage.stop()
    await stage.start()
    assert "SoL Flash: short pieces each week" in await read(ana)


async def test_the_words_about_it_and_its_title_and_address_are_one_s_own(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "owner"), await stage.settled("Ana")
    await change(bea, "About", ABOUT)
    await change(bea, "Title", "The Learning Society & Friends")
    await change(bea, "Address", "Box 7, <b>Boston</b>")
    bea.sees("can't be shown in Telegram")
    await bea.says("Box 7, Boston")
    await publish(bea)
    shown = await read(ana)
    for words in ("The Learning Society & Friends", "people who learn together", "Box 7, Boston"):
        assert words in shown
    await ana.presses("‹ Back")
    await ana.presses("Foundations for Leadership")
    await ana.presses("How to reserve")
    ana.sees("Box 7, Boston")


@pytest.mark.parametrize(
    ("name", "words", "answer"),
    [
        ("Blog", "https://example.org/flash", "could not read this: https://example.org/flash"),
        ("Blog", "Flash: at ftp://example.org now", "could not read this"),
        ("Blog", "x" * 60 + " https://example.org", "too long; at most 40"),
        ("Partners", "\n".join(f"P{at}" for at in range(5)), "at most 4"),
        ("About", "Too short.", "It should have 40–150 words."),
        ("About", "# Title\n\n" + ABOUT, "can't be shown in Telegram"),
        ("About", ABOUT + "{{ name }}", "can't be shown in Telegram"),
        ("Title", "t" * 81, "too long; at most 80"),
    ],
)
async def test_what_can_not_be_a_value_changes_nothing(
    stage: Stage, name: str, words: str, answer: str
) -> None:
    bea = await stage.staff("Bea", "programs")
    await change(bea, name, words)
    bea.hears(answer)
    bea.hears("Nothing has changed so far.")
    await open_page(bea)
    assert "Not published yet" not in bea.shown()


async def test_what_must_be_there_can_not_be_emptied_and_the_rest_can(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await open_page(bea)
    await bea.presses("The words in: English")
    await bea.presses("Title")
    assert "Leave it empty" not in bea.labels()
    await bea.taps(bea.heard()[-1].message_id, "syo:en:title")
    await open_page(bea)
    assert "Not published yet" not in bea.shown()
    await bea.presses("The words in: English")
    await bea.presses("Store")
    await bea.presses("Leave it empty")
    await publish(bea)
    assert "Online store" not in await read(ana)


@pytest.mark.both_databases
async def test_two_staff_write_one_field_and_both_know(stage: Stage) -> None:
    bea, cem = await stage.staff("Bea", "programs"), await stage.staff("Cem", "programs")
    for person in (bea, cem):
        await open_page(person)
        await person.presses("The words in: English")
        await person.presses("Journal")
    await bea.says("Reflections: ours https://example.org/a")
    await cem.says("Reflections: theirs https://example.org/b")
    cem.sees("Somebody changed Journal while you were writing")
    cem.sees("Theirs: Reflections: ours https://example.org/a")
    await cem.presses("Use mine")
    cem.sees("Kept in the draft. Journal: Reflections: theirs https://example.org/b")
    # Publishing what one has not seen is refused, and so is a second tap.
    await bea.presses("Publish")
    await change(cem, "Journal", "Reflections: newest https://example.org/c")
    await bea.presses("Yes, publish it")
    assert bea.toasts()[-1].startswith("Somebody changed it meanwhile")
    bea.sees("newest")
    message, data = bea.button("Yes, publish it")
    await bea.taps(message.message_id, data)
    bea.sees("is published")
    await bea.taps(message.message_id, data)
    bea.sees("There is nothing to publish")


async def test_theirs_can_be_kept_and_changes_dropped(stage: Stage) -> None:
    bea, cem = await stage.staff("Bea", "programs"), await stage.staff("Cem", "programs")
    for person in (bea, cem):
        await open_page(person)
        await person.presses("The words in: English")
        await person.presses("Address")
    await bea.says("Here")
    await cem.says("There")
    await cem.presses("Keep theirs")
    cem.sees("Address: Here")
    await open_page(cem)
    await cem.presses("Drop the changes")
    await cem.presses("Yes, drop them")
    cem.sees("As the content files have it.")
    assert "Not published yet" not in cem.shown()


async def test_a_file_changed_later_is_said_and_either_can_stay(
    stage: Stage, tmp_path: Path
) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await change(bea, "Address", "Published Street 1")
    await publish(bea)
    rewrite(stage, tmp_path / "messages", "101 Main Street", "202 Main Street")
    assert "Published Street 1" in await read(ana)
    await bea.says("/staff")
    bea.sees("1 change in a file under the page about SoL")
    await open_page(bea)
    bea.sees("A file says something new")
    bea.sees("published Published Street 1 – file 202 Main Street")
    await bea.presses("Ours stays: Address (en)")
    assert "A file says something new" not in bea.shown()
    assert "Published Street 1" in await read(ana)
    rewrite(stage, tmp_path / "messages", "202 Main Street", "303 Main Street")
    await open_page(bea)
    await bea.presses("The file's: Address (en)")
    bea.sees("303 Main Street")
    await bea.presses("Yes, publish it")
    assert "303 Main Street" in await read(ana)
    await open_page(bea)
    bea.sees("As the content files have it.")
    # From now on the file alone says it.
    rewrite(stage, tmp_path / "messages", "303 Main Street", "404 Main Street")
    assert "404 Main Street" in await read(ana)


async def test_a_file_that_took_over_what_was_published_is_no_news(
    stage: Stage, tmp_path: Path
) -> None:
    bea = await stage.staff("Bea", "programs")
    await change(bea, "Address", "Published Street 1")
    await publish(bea)
    line = "address: 101 Main Street, 14th floor, Cambridge, MA 02142"
    rewrite(stage, tmp_path / "messages", line, "address: Published Street 1")
    await open_page(bea)
    bea.sees("As the content files have it.")
    rewrite(stage, tmp_path / "messages", "address: Published Street 1", "address: Elsewhere 2")
    await open_page(bea)
    bea.sees("published Published Street 1 – file Elsewhere 2")


async def test_all_of_it_goes_back_to_what_the_files_say(stage: Stage) -> None:
    olga, bea = await stage.owner(), await stage.staff("Bea", "programs")
    ana = await stage.settled("Ana")
    before = await read(ana)
    await change(bea, "Address", "Published Street 1")
    await change(bea, "Blog", BLOG)
    await publish(bea)
    await open_page(bea)
    await bea.presses("Back to what the files say")
    bea.sees("Published Street 1")
    assert "Published Street 1" in await read(ana)
    await bea.presses("Yes, publish it")
    assert await read(ana) == before
    await olga.says("/audit")
    olga.sees("Bea published the page about SoL")
    olga.sees("Bea put what the files say into the draft of the page about SoL")


async def test_who_does_not_look_after_programs_can_not(stage: Stage) -> None:
    olga, bea = await stage.owner(), await stage.staff("Bea", "programs")
    ana = await stage.settled("Ana")
    before = await read(ana)
    await change(bea, "Address", "Published Street 1")
    message = bea.heard()[-1].message_id
    await olga.says("/invite")
    await olga.presses("Bea · Programs")
    await olga.presses("Helper")
    await bea.says("Published Street 2")
    for data in ("syp", "syb", "sygo:1", "syxx:1", "syr:1", "syo:en:address", "syw:en:address"):
        for person in (bea, ana):
            await person.taps(message, data)
    assert await read(ana) == before
    await open_page(olga)
    olga.sees("Published Street 1")


async def test_buttons_made_by_hand_lead_nowhere(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    await open_page(bea)
    message = bea.heard()[-1].message_id
    for data in ("syk:xx", "syf:en:nothing", "syf:en", "syo:xx:blog", "sygo:x", "sym", "syw:en:x"):
        await bea.taps(message, data)
        bea.sees("Programs")
    await open_page(bea)
    assert "Not published yet" not in bea.shown()


async def test_what_is_typed_next_corrects_it_and_cancel_leads_back(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    await change(bea, "Address", "Her Street")
    await bea.says("Here Street")
    bea.sees("Kept in the draft. Address: Here Street")
    await open_page(bea)
    await bea.presses("The words in: English")
    await bea.presses("Address")
    await bea.says("/cancel")
    await bea.presses("‹ Back")
    bea.sees("Address: Here Street")
