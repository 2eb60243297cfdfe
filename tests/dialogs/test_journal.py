"""The journal: newest first, paged, searched, corrected, deleted; long and hostile texts in full."""

from __future__ import annotations

import pytest

from tests.dialogs.people import Person, Stage


async def note(person: Person, text: str) -> None:
    await person.says(text)
    await person.presses("Keep it as a note")


@pytest.mark.both_databases
async def test_newest_first_paged_with_the_question(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    await ana.says("I noticed the light")
    for number in range(6):
        await note(ana, f"Note number {number}")
    await ana.says("/journal")
    page = ana.heard()[-1]
    assert page.text.index("Note number 5") < page.text.index("Note number 4")
    assert "I noticed the light" not in page.text and "page 1 of 2" in page.text
    await ana.presses("Older ›")
    assert "I noticed the light" in page.text and "What did you notice today?" in page.text
    await ana.presses("‹ Newer")
    assert "Note number 5" in page.text


@pytest.mark.both_databases
async def test_search_finds_words_in_answers_and_questions(stage: Stage) -> None:
    ana = await stage.settled()
    await note(ana, "The river was high")
    await note(ana, "我今天很平静")
    await ana.says("/journal RIVER")
    ana.hears("1 entry with “RIVER”")
    await ana.presses("Back to the journal")
    assert "平静" in ana.last()
    await ana.says("/journal 平静")
    ana.hears("我今天很平静")
    await ana.says("/journal <i>nothing</i>")
    ana.hears("Nothing in your journal has “<i>nothing</i>” in it")


@pytest.mark.both_databases
async def test_correct_and_delete(stage: Stage) -> None:
    ana = await stage.settled()
    await note(ana, "A misteak")
    await ana.says("/journal")
    await ana.presses("1")
    await ana.presses("Correct")
    sent = await ana.says("A mistake")
    ana.hears("Corrected")
    await ana.edits(sent, "A mistake, mended")
    await ana.says("/journal")
    ana.hears("A mistake, mended")
    await ana.presses("1")
    await ana.presses("Delete")
    ana.sees("For ten minutes that can be undone")
    await ana.presses("Yes, delete it")
    assert (await ana.export())["answers"] == []
    await ana.says("/journal")
    ana.hears("Your journal is empty so far")


async def test_a_correction_of_a_deleted_entry_loses_no_words(stage: Stage) -> None:
    ana = await stage.settled()
    await note(ana, "Soon gone")
    await ana.says("/journal")
    await ana.presses("1")
    menu = ana.heard()[-1]
    entry = ana.button("Correct")[1].split(":")[1]
    await ana.presses("Correct")
    await ana.taps(menu.message_id, f"jx:{entry}")
    await ana.says("New words for nothing")
    ana.hears("Your words are here, and nothing is lost")
    assert (await ana.export())["unplaced"][0]["answer"] == "New words for nothing"


async def test_the_longest_text_is_kept_and_shown_whole(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    long = ("<b>&" * 1024)[:4096]
    await ana.says(long)
    await ana.says("/journal")
    await ana.presses("1")
    await ana.presses("The whole text")
    pieces = [message.text for message in ana.heard()[-2:]]
    assert "".join(pieces) == long
    assert (await ana.export())["answers"][0]["answer"] == long


@pytest.mark.both_databases
async def test_markup_right_to_left_and_emoji_come_back_as_typed(stage: Stage) -> None:
    ana = await stage.settled()
    for text in (
        "<b>bold?</b> &amp; <script>",
        "שלום לעולם ‏مرحبا",
        "👩‍👩‍👧‍👦 🇲🇽 e\u0301",
        "{{ name }} {% x %}",
        "*md* _x_",
    ):
        await note(ana, text)
        await ana.says("/journal")
        ana.hears(text)


async def test_somebody_elses_entry_cannot_be_opened(stage: Stage) -> None:
    ana, bea = await stage.settled("Ana"), await stage.settled("Bea")
    await note(ana, "Private to Ana")
    await ana.says("/journal")
    entry = ana.button("1")[1]
    for data in (
        entry,
        entry.replace("j:", "jx:"),
        entry.replace("j:", "jw:"),
        entry.replace("j:", "jc:"),
    ):
        await bea.taps(bea.heard()[-1].message_id, data)
    assert bea.heard_of("Private to Ana") == 0
    await ana.says("/journal")
    ana.hears("Private to Ana")


async def test_what_cant_take_the_place_of_a_figure_is_kept_beside_it(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(2)
    await ana.presses("7")
    await ana.presses("See it in the journal")
    await ana.presses("Correct")
    for given in ("11", "rather torn", "6"):
        await ana.says(given)
        ana.hears("Corrected" if given == "6" else "Words are welcome too; they are kept beside it")
        if given == "rather torn":
            await ana.sends_voice("And why")
    copy = await ana.export()
    assert [one["kind"] for one in copy["answers"]] == ["scale", "text", "voice"]
    assert [one["answer"] for one in copy["answers"]][:2] == [6, "rather torn"]
    assert {one["asked"] for one in copy["answers"]} == {"How strong is the strain?"}
    assert copy["unplaced"] == []


async def test_a_figure_that_was_moved_is_still_corrected_by_a_figure(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(2)
    sent = await ana.says("5")
    await ana.presses("Move or undo")
    await ana.presses("Keep it as a note")
    await ana.edits(sent, "4")
    ana.hears("What is kept now has your edited words")
    await ana.says("/journal")
    await ana.presses("1")
    await ana.presses("Correct")
    await ana.says("12")
    ana.hears("The scale goes from 0 to 10")
    await ana.says("about six")
    ana.hears("Corrected")
    await ana.presses("See it in the journal")
    await ana.presses("Correct")
    await ana.says("no figure at all")
    ana.hears("Where should they go?")
    copy = await ana.export()
    assert [one["answer"] for one in copy["answers"]] == [6]
    assert [one["answer"] for one in copy["unplaced"]] == ["no figure at all"]


async def test_what_was_spoken_and_drawn_besides_is_named_in_the_list(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    await ana.says("A heron")
    for _ in range(2):
        await ana.presses("Add something")
        await ana.sends_voice()
    await ana.presses("Add something")
    await ana.sends_photo("Its nest")
    await ana.says("/journal")
    ana.hears("A heron\nIts nest [voice message] [photo]")
    await ana.says("/journal heron")
    ana.hears("A heron\nIts nest [voice message] [photo]")
