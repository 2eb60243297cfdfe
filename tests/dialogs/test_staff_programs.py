"""Staff look after programs: written field by field, published, compared, taken back; and what people see of it."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from solbot.programs.editor import publishing
from solbot.programs.editor import service as editor
from tests.dialogs.people import Person, Stage

PDF = b"%PDF-1.4 the flyer"
CARD = "For people who lead a team and want to see the whole of which it is a part, " * 2
DETAILS = "Three days in a small group, half of it practice, and a conversation a month later. " * 3
FOUNDATIONS = "Foundations for Leadership"


async def field(person: Person, name: str, words: str) -> None:
    """Open a field of the program whose fields are shown, and type its value."""
    await person.presses(name)
    await person.says(words)
    person.sees("Kept in the draft")
    await person.presses("Edit")


async def a_new_program(person: Person) -> None:
    """Write a program as its author would, and publish it."""
    await person.says("/program")
    await person.presses("A new program")
    await person.says("Seeing Wholes")
    for words in ("A workshop on systems", CARD, DETAILS, "Tap the button, or write to us."):
        await person.says(words)
    for words in ("Boston, MA", "2027-03-01 09:00", "3 March 2027, 17:00", "A house by the sea"):
        await person.says(words)
    await person.presses("Not online")
    await person.presses("Skip")
    await person.says("Regular: 1,950 USD\nNon-profit: 900.50 usd")
    await person.presses("Anyone can join")
    await person.says("12")
    await person.presses("Done")
    await person.presses("Publish")
    await person.presses("Yes, publish it")


async def test_a_program_is_written_field_by_field_and_published(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await a_new_program(bea)
    bea.sees("Seeing Wholes is published")
    await ana.says("/programs")
    ana.sees("Seeing Wholes")
    await ana.presses("Seeing Wholes")
    for words in (
        "For people who lead a team",
        "When: Mon 1 Mar 2027, 09:00 to Wed 3 Mar 2027, 17:00 (New York)",
        "Your local time: Mon 1 Mar, 15:00",
        "Where: A house by the sea",
        "Regular: $1,950",
        "Non-profit: $900.50",
        "How to join: anyone can",
        "last checked on 23 November 2026",
    ):
        ana.sees(words)
    await ana.presses("Details")
    ana.sees("Three days in a small group")


async def test_nobody_sees_a_draft_and_what_lacks_is_named(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await bea.says("/program")
    await bea.presses("A new program")
    await bea.says("Half Done")
    await bea.says("Not ready yet")
    await bea.says("Too short a card.")
    await bea.presses("Done")
    await bea.presses("Publish")
    bea.sees("Card (English): 4 words now; 20 to 150 are wanted")
    bea.sees("Details (English): not written yet")
    await ana.says("/programs")
    assert "Half Done" not in ana.shown()
    await ana.says("/start p-half-done")
    assert "Half Done" not in ana.shown()
    await bea.presses("‹ Back")
    await bea.presses("Drop the changes")
    await bea.presses("Yes, drop them")
    bea.sees("Half Done: archived")


async def test_a_place_whose_name_others_bear_is_asked_about(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    await bea.says("/program")
    await bea.presses(FOUNDATIONS)
    await bea.presses("Edit")
    await bea.presses("Time zone")
    await bea.says("Santiago")
    bea.hears("Several places are called that")
    (there,) = [one for one in bea.labels() if one.startswith("Santiago, Chile")]
    await bea.presses(there)
    bea.sees("Kept in the draft")
    bea.sees("Santiago")


@pytest.mark.parametrize(
    ("name", "words", "answer"),
    [
        ("Prices", "cheap", "could not read this as a price: cheap"),
        ("Prices", "Regular: a lot USD", "could not read this as a price"),
        ("Begins", "2020-01-01 09:00", "Wednesday 1 January 2020, 09:00, has passed already"),
        ("Begins", "8 March 2026", "Sunday 8 March 2026 has passed already"),
        ("Begins", "12 June 2027", "Saturday 12 June 2027 – and at what time"),
        ("Begins", "Saturday 12 June 2027", "Saturday 12 June 2027 – and at what time"),
        ("Begins", "Friday 12 June 2027", "could not read a day and a time"),
        ("Begins", "10", "could not read a day and a time"),
        ("Begins", "soon", "could not read a day and a time"),
        ("Seats", "many", "a whole number from 1 to 10000"),
        ("Seats", "0", "a whole number from 1 to 10000"),
        ("Seats", "-2", "a whole number from 1 to 10000"),
        ("Seats", "2,5", "a whole number from 1 to 10000"),
        ("Days a seat is held", "3 months", "a whole number from 1 to 90"),
        ("Days a seat is held", "20 weeks", "a whole number from 1 to 90"),
        ("Time zone", "Xyzzyville", "I don't know that place"),
        ("Web page", "example", "no web address"),
        ("Flyer", "ftp://example.org/flyer.pdf", "no web address"),
        ("How to join", "somehow", "tap one of the answers"),
    ],
)
async def test_what_can_not_be_a_value_changes_nothing(
    stage: Stage, name: str, words: str, answer: str
) -> None:
    bea = await stage.staff("Bea", "programs")
    await bea.says("/program")
    await bea.presses(FOUNDATIONS)
    await bea.presses("Edit")
    if name == "Prices":
        await bea.presses("The words in: English")
    await bea.presses(name)
    await bea.says(words)
    bea.hears(answer)
    bea.hears("Nothing has changed so far.")
    await bea.says("/cancel")
    await bea.says("/program")
    assert "not published" not in bea.shown()


@pytest.mark.parametrize(
    ("name", "words", "kept"),
    [
        ("Seats", "twelve", "Seats: 12"),
        ("Seats", "10000", "Seats: 10000"),
        ("Days a seat is held", "2 weeks", "Days a seat is held: 14"),
        ("Days a seat is held", "ten days", "Days a seat is held: 10"),
    ],
)
async def test_a_number_is_typed_as_people_type_it(
    stage: Stage, name: str, words: str, kept: str
) -> None:
    bea = await stage.staff("Bea", "programs")
    await bea.says("/program")
    await bea.presses(FOUNDATIONS)
    await bea.presses("Edit")
    await bea.presses(name)
    await bea.says(words)
    bea.hears(f"Kept in the draft. {kept}")


async def test_an_end_before_the_beginning_is_refused(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    await bea.says("/program")
    await bea.presses(FOUNDATIONS)
    await bea.presses("Edit")
    await field(bea, "Begins", "2027-03-05 09:00")
    await bea.presses("Ends")
    await bea.says("2027-03-04 09:00")
    bea.hears("It would end before it begins")


async def test_a_day_is_kept_until_its_hour_is_said(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    await bea.says("/program")
    await bea.presses(FOUNDATIONS)
    await bea.presses("Edit")
    await field(bea, "Time zone", "Kyiv")
    await bea.presses("Begins")
    await bea.says("12 June 2027")
    bea.hears("Saturday 12 June 2027 – and at what time")
    await bea.says("10")
    bea.hears("12 June 2027, 10:00")
    await bea.presses("Edit")
    await bea.presses("Ends")
    await bea.says("13 June")
    await bea.presses("18:00")
    bea.sees("13 June 2027, 18:00")


async def test_a_time_that_clocks_skip_is_said_and_the_next_one_offered(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    await bea.says("/program")
    await bea.presses(FOUNDATIONS)
    await bea.presses("Edit")
    await field(bea, "Time zone", "Kyiv")
    await bea.presses("Begins")
    await bea.says("2027-03-28 03:30")
    bea.hears("on Sunday 28 March 2027 the clocks go forward")
    await bea.presses("Sun 28 Mar 2027, 04:30")
    bea.sees("28 March 2027, 04:30")


async def test_which_midnight_is_asked_and_24_00_is_the_end_of_its_day(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    await bea.says("/program")
    await bea.presses(FOUNDATIONS)
    await bea.presses("Edit")
    await bea.presses("Ends")
    await bea.says("12 June 2027 midnight")
    bea.hears("has a midnight at its beginning and one at its end")
    await bea.presses("Sun 13 Jun 2027, 00:00")
    bea.sees("13 June 2027, 00:00")
    await bea.presses("Edit")
    await bea.presses("Ends")
    await bea.says("14 June 2027 24:00")
    bea.hears("15 June 2027, 00:00")


async def test_a_flyer_sent_to_the_bot_reaches_whoever_waits_for_it(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await ana.says("/start p-foundations-for-leadership")
    await ana.presses("Flyer")
    ana.sees("I don't have this yet")
    await ana.presses("Tell me when the flyer is here")
    await bea.says("/program")
    await bea.presses(FOUNDATIONS)
    await bea.presses("Edit")
    await bea.presses("Flyer")
    await bea.sends_file("flyer.pdf", PDF)
    bea.hears("flyer.pdf is here. Flyer: people can open it from now on")
    bea.hears("the one person who asked for it gets it this minute")
    await stage.send()
    assert ana.file(".pdf") == PDF
    ana.hears("Here is its flyer")
    # Another bot knows no file of this one: it has the content.
    assert stage.works is not None
    await ana.says("/start p-foundations-for-leadership")
    await ana.presses("Flyer")
    assert ana.heard()[-1].file_name == "flyer.pdf"


async def test_a_first_flyer_takes_no_other_change_along(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await bea.says("/program")
    await bea.presses(FOUNDATIONS)
    await bea.presses("Edit")
    await field(bea, "Web page", "https://example.org/not-yet")
    await bea.presses("Flyer")
    bea.sees("It goes out at once: as soon as it is here, people can open it.")
    await bea.says("https://example.org/flyer")
    bea.hears("Kept, and people have it from now on")
    await ana.says("/start p-foundations-for-leadership")
    assert "not-yet" not in ana.shown()
    await ana.presses("Flyer")
    ana.hears("https://example.org/flyer")
    await bea.presses("‹ Back")
    bea.sees("Edition 2 is in force.")
    bea.sees("Web page: https://example.org/not-yet")
    assert "Flyer" not in bea.shown()


async def test_a_flyer_in_the_place_of_another_waits_to_be_published(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    for name, content in (("first.pdf", PDF), ("second.pdf", PDF + b" anew")):
        await bea.says("/program")
        await bea.presses(FOUNDATIONS)
        await bea.presses("Edit")
        await bea.presses("Flyer")
        assert ("It goes out at once" in bea.shown()) == (name == "first.pdf")
        await bea.sends_file(name, content)
    bea.hears("second.pdf is here, and in the draft")
    for name in ("first.pdf", "second.pdf"):
        await ana.says("/start p-foundations-for-leadership")
        await ana.presses("Flyer")
        assert ana.heard()[-1].file_name == name
        if name == "first.pdf":
            await bea.presses("Publish")
            await bea.presses("Yes, publish it")


async def test_a_flyer_of_a_program_nobody_sees_stays_in_its_draft(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    await bea.says("/program")
    await bea.presses("A new program")
    await bea.says("Seeing Wholes")
    await bea.presses("Done")
    await bea.presses("Edit")
    await bea.presses("Flyer")
    await bea.sends_file("flyer.pdf", PDF)
    bea.hears("flyer.pdf is here, and in the draft")
    await bea.presses("‹ Back")
    bea.sees("Not published: only staff see it.")
    bea.sees("Flyer: flyer.pdf")


async def test_a_pdf_that_was_not_asked_for_is_offered_a_program(stage: Stage) -> None:
    bea, cem, ana = [
        await stage.staff("Bea", "programs"),
        await stage.staff("Cem", "helper"),
        await stage.settled("Ana"),
    ]
    for person in (cem, ana):
        await person.sends_file("flyer.pdf", PDF)
        assert FOUNDATIONS not in person.labels()
    await bea.sends_file("notes.exe", PDF)
    assert FOUNDATIONS not in bea.labels()
    await bea.sends_file("flyer.pdf", PDF)
    bea.hears("flyer.pdf: is it a flyer?")
    message, data = bea.button(FOUNDATIONS)
    await bea.presses(FOUNDATIONS)
    bea.hears("flyer.pdf is here. Flyer: people can open it from now on")
    await ana.says("/start p-foundations-for-leadership")
    await ana.presses("Flyer")
    assert ana.file(".pdf") == PDF
    # Neither a second tap nor anybody else can take the same file.
    await bea.taps(message.message_id, data)
    assert bea.toasts()[-1].startswith("That file has its place already")


async def test_the_file_of_somebody_demoted_meanwhile_goes_no_further_than_the_draft(
    stage: Stage,
) -> None:
    olga, bea = await stage.owner(), await stage.staff("Bea", "programs")
    await bea.says("/program")
    await bea.presses(FOUNDATIONS)
    await bea.presses("Edit")
    await bea.presses("Flyer")
    assert stage.app is not None

    async def dies(*_: object) -> None:
        return None

    stage.app.post_commit.do = dies  # type: ignore[assignment]
    await bea.sends_file("flyer.pdf", PDF)
    await olga.says("/invite")
    await olga.presses("Bea · Programs")
    await olga.presses("Helper")
    await stage.stop()
    await stage.start()
    await stage.send()
    await olga.says("/program")
    await olga.presses(FOUNDATIONS)
    olga.sees("Flyer: flyer.pdf")
    olga.sees("Not published yet")


async def test_a_wrong_value_leaves_the_way_on_open(stage: Stage) -> None:
    """While a new program is gone through, the same buttons are under what could not be read."""
    bea = await stage.staff("Bea", "programs")
    await bea.says("/program")
    await bea.presses("A new program")
    await bea.says("Seeing Wholes")
    for words in ("A workshop on systems", CARD, DETAILS, "Write to us, or ask.", "Lisbon"):
        await bea.says(words)
    bea.hears("Kept. Time zone: Lisbon")
    bea.hears("by the clock of the place (Lisbon)")
    await bea.says("in a while")
    bea.hears("could not read a day and a time")
    await bea.presses("Skip")
    bea.sees("When does it end")
    await bea.says("skip it")
    bea.sees("Where does it take place?")
    await bea.presses("Skip")
    await bea.says("perhaps")
    bea.hears("Please tap one of the answers below.")
    await bea.says("no")
    bea.hears("Kept. Online: Not online")
    await bea.says("/cancel")
    bea.hears("All right, that is left as it was.")
    await bea.presses("‹ Back")
    bea.sees("Not published: only staff see it.")


async def test_many_programs_are_paged_for_everybody(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    assert stage.works is not None
    async with stage.works.begin() as work:
        for number in range(1, 24):
            draft = await editor.create(work, bea.id, f"Course {number:02}", "en")
            texts = {
                "summary": "A course",
                "card": CARD,
                "details": DETAILS,
                "reserve": "Write to us.",
            }
            for name, words in texts.items():
                draft = await editor.put(work, draft.id, name, "en", words)
            await publishing.publish(work, bea.id, draft.id, draft.number)
    for person, command in ((bea, "/program"), (ana, "/programs")):
        await person.says(command)
        assert "Course 23" not in person.shown()
        await person.presses("Next page ›")
        await person.presses("Next page ›")
        person.sees("Course 23")
        await person.presses("Course 23")
        person.sees("Course 23")


async def test_the_list_says_what_is_open(stage: Stage) -> None:
    bea, ana, cem = [
        await stage.staff("Bea", "programs"),
        await stage.settled("Ana"),
        await stage.settled("Cem"),
    ]
    await a_new_program(bea)
    await ana.says("/programs")
    ana.sees("1 March 2027. Open: 12 seats free.")
    ana.sees("Open. The dates are not known yet.")
    await bea.says("/program")
    await bea.presses("Seeing Wholes")
    await bea.presses("Edit")
    await field(bea, "Seats", "1")
    await bea.presses("‹ Back")
    await bea.presses("Publish")
    await bea.presses("Yes, publish it")
    await cem.says("/start p-seeing-wholes")
    await cem.presses("Reserve a seat")
    await ana.says("/programs")
    ana.sees("Open, with a waiting list.")
    await ana.presses("Seeing Wholes")
    ana.sees("Seats: none free just now")
    assert "0 people" not in ana.shown()
    stage.clock.set(datetime(2027, 3, 2, 9, 0, tzinfo=UTC))
    await ana.says("/programs")
    ana.sees("It began on 1 March 2027.")


async def test_staff_see_how_many_asked_to_be_told(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await ana.says("/start p-foundations-for-leadership")
    await ana.presses("Tell me when there is news")
    await bea.says("/program")
    await bea.presses(FOUNDATIONS)
    bea.sees("People who asked to be told\nany news: 1")


@pytest.mark.parametrize(
    ("name", "content", "answer"),
    [
        ("flyer.pdf", b"MZ\x90 an executable", "is not what its name says"),
        ("flyer.exe", b"MZ\x90 an executable", "seems to be something else"),
        ("flyer", PDF, "seems to be something else"),
    ],
)
async def test_a_file_that_is_no_flyer_is_refused(
    stage: Stage, name: str, content: bytes, answer: str
) -> None:
    bea = await stage.staff("Bea", "programs")
    await bea.says("/program")
    await bea.presses(FOUNDATIONS)
    await bea.presses("Edit")
    await bea.presses("Flyer")
    await bea.sends_file(name, content)
    bea.hears(answer)
    bea.hears("Nothing has changed")


async def test_a_flyer_of_60_megabytes_is_refused_before_it_is_fetched(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    await bea.says("/program")
    await bea.presses(FOUNDATIONS)
    await bea.presses("Edit")
    await bea.presses("Flyer")
    await bea.sends_file("flyer.pdf", PDF + bytes(60 * 1024 * 1024))
    bea.hears("larger than 20 MB")


async def test_a_flyer_is_fetched_after_a_kill(stage: Stage) -> None:
    """The process dies between noting the file and fetching it; the next one fetches it, and tells who sent it."""
    bea = await stage.staff("Bea", "programs")
    await bea.says("/program")
    await bea.presses(FOUNDATIONS)
    await bea.presses("Edit")
    await bea.presses("Flyer")
    assert stage.app is not None

    async def dies(*_: object) -> None:
        return None

    stage.app.post_commit.do = dies  # type: ignore[assignment]
    await bea.sends_file("flyer.pdf", PDF)
    bea.hears("I am fetching flyer.pdf")
    await stage.stop()
    await stage.start()
    await stage.send()
    bea.hears("flyer.pdf is here. Flyer: people can open it from now on")


async def test_two_staff_edit_one_field_and_both_know(stage: Stage) -> None:
    bea, cem = await stage.staff("Bea", "programs"), await stage.staff("Cem", "programs")
    for person in (bea, cem):
        await person.says("/program")
        await person.presses(FOUNDATIONS)
        await person.presses("Edit")
        await person.presses("Seats")
    await bea.says("12")
    bea.sees("Seats: 12")
    await cem.says("20")
    cem.sees("Somebody changed Seats while you were writing")
    cem.sees("Theirs: 12")
    cem.sees("Yours: 20")
    await cem.presses("Use mine")
    cem.sees("Seats: 20")
    # Publishing what one has not seen is refused.
    await bea.says("/program")
    await bea.presses(FOUNDATIONS)
    await bea.presses("Publish")
    bea.sees("Seats: 20")
    await cem.presses("Edit")
    await field(cem, "Seats", "30")
    await bea.presses("Yes, publish it")
    assert bea.toasts()[-1].startswith("Somebody changed it meanwhile")
    bea.sees("Seats: 30")
    await bea.presses("Yes, publish it")
    bea.sees("is published")


async def test_editions_are_compared_and_taken_back(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await a_new_program(bea)
    await bea.says("/program")
    await bea.presses("Seeing Wholes")
    await bea.presses("Edit")
    await field(bea, "Begins", "2027-03-02 10:00")
    await bea.presses("‹ Back")
    await bea.presses("Publish")
    await bea.presses("Yes, publish it")
    await bea.presses("‹ Back")
    await bea.presses("Earlier editions")
    bea.sees("No. 2")
    await bea.presses("No. 1")
    bea.sees("Begins: 2 March 2027")
    await bea.presses("Go back to this one")
    await bea.presses("Yes, publish it")
    await ana.says("/start p-seeing-wholes")
    ana.sees("Mon 1 Mar 2027, 09:00")


async def test_what_the_content_files_said_can_be_gone_back_to(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await bea.says("/program")
    await bea.presses(FOUNDATIONS)
    await bea.presses("Edit")
    await bea.presses("Flyer")
    await bea.sends_file("wrong.pdf", PDF)
    await bea.presses("‹ Back")
    await bea.presses("Earlier editions")
    bea.sees("No. 1: 23 Nov 2026, 10:00, as the content files had it")
    await bea.presses("No. 1")
    bea.sees("Flyer: wrong.pdf → empty")
    await bea.presses("Go back to this one")
    await bea.presses("Yes, publish it")
    await ana.says("/start p-foundations-for-leadership")
    await ana.presses("Flyer")
    ana.sees("I don't have this yet")


async def test_news_reach_whoever_wants_them_until_they_do_not(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await a_new_program(bea)
    await ana.says("/start p-seeing-wholes")
    await ana.presses("Tell me when there is news")
    ana.sees("I will tell you when there is news")
    for number, seats in enumerate(("20", "30"), 1):
        await bea.says("/program")
        await bea.presses("Seeing Wholes")
        await bea.presses("Edit")
        await field(bea, "Seats", seats)
        await bea.presses("‹ Back")
        await bea.presses("Publish")
        await bea.presses("Yes, publish it")
        stage.clock.forward(minutes=1)
        await stage.send()
        assert ana.heard_of("Seeing Wholes has changed: Seats") == number
    await ana.presses("No more news of it")
    ana.sees("All right")


async def test_a_closed_and_an_archived_program(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await a_new_program(bea)
    await bea.says("/program")
    await bea.presses("Seeing Wholes")
    await bea.presses("Close it")
    bea.sees("Closed: everybody sees it")
    await ana.says("/start p-seeing-wholes")
    ana.sees("This program is closed")
    await bea.presses("Archive it")
    await ana.presses("Details")
    assert ana.toasts()[-1].startswith("This program is no longer listed")
    await ana.says("/programs")
    assert "Seeing Wholes" not in ana.shown()
    await bea.presses("Open it")
    await ana.says("/programs")
    ana.sees("Seeing Wholes")


async def test_archiving_is_asked_about_while_people_have_seats(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await a_new_program(bea)
    await ana.says("/start p-seeing-wholes")
    await ana.presses("Reserve a seat")
    await bea.says("/program")
    await bea.presses("Seeing Wholes")
    await bea.presses("Archive it")
    bea.sees("1 person has a seat in it.")
    await ana.says("/programs")
    ana.sees("Seeing Wholes")
    await bea.presses("Yes, archive it")
    await ana.says("/programs")
    assert "Seeing Wholes" not in ana.shown()


async def test_a_link_and_its_picture(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/start p-foundations-for-leadership")
    await ana.presses("Share")
    assert re.search(r"\?start=p-foundations-for-leadership", ana.last())
    assert ana.heard()[-1].kind == "photo"


async def test_a_demoted_person_s_half_written_words_are_not_lost(stage: Stage) -> None:
    olga, bea = await stage.owner(), await stage.staff("Bea", "programs")
    await bea.says("/program")
    await bea.presses(FOUNDATIONS)
    await bea.presses("Edit")
    await bea.presses("Seats")
    await olga.says("/invite")
    await olga.presses("Bea · Programs")
    await olga.presses("Helper")
    await bea.says("12 seats would be good")
    await bea.presses("Keep it as a note")
    await bea.says("/journal")
    bea.sees("12 seats would be good")


async def test_hostile_words_stay_words(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await bea.says("/program")
    await bea.presses("A new program")
    await bea.says("<b>&{{ title }}</b>")
    await bea.says("<script>alert(1)</script>")
    await bea.says("# A heading is not for Telegram")
    bea.hears("can't be shown in Telegram")
    for words in (CARD, DETAILS, "Write to us, or ask."):
        await bea.says(words)
    await bea.presses("Done")
    await bea.presses("Preview")
    await bea.presses("Publish")
    await bea.presses("Yes, publish it")
    await ana.says("/programs")
    ana.sees("<b>&{{ title }}</b>")
    ana.sees("<script>alert(1)</script>")


async def test_in_a_summer_time_zone_the_member_s_clock_is_told(stage: Stage) -> None:
    """The event is in winter time, the member's zone half a world away."""
    bea = await stage.staff("Bea", "programs")
    await a_new_program(bea)
    ana = await stage.settled("Ana", zone="Australia/Sydney")
    await ana.says("/start p-seeing-wholes")
    ana.sees("Your local time: Tue 2 Mar, 1:00 AM")


async def test_all_changes_are_shown_whole_before_publishing(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    await a_new_program(bea)
    long = "Everybody understands interdependence differently. " * 55 + "finis."
    await bea.presses("‹ Back")
    await bea.presses("Edit")
    await bea.presses("The words in: English")
    await field(bea, "Details", long)
    await field(bea, "Seats", "14")
    await bea.says("/program")
    await bea.presses("Seeing Wholes")
    await bea.presses("Publish")
    assert "finis." not in bea.shown()  # what differs is cut there
    await bea.presses("Show all changes")
    bea.sees("Seeing Wholes: all that changes (1 of 2)")
    bea.sees("Seats\nNow: 12\nThen: 14")
    bea.sees("Details (English)\nNow: Three days in a small group")
    first = bea.shown()
    await bea.presses("Next page ›")
    bea.sees("Details, continued")
    bea.sees("finis.")
    assert (first + bea.shown()).count("Everybody understands interdep") == 55
    await bea.presses("‹ Back")
    await bea.presses("Yes, publish it")
    bea.sees("is published")
    await bea.presses("‹ Back")
    await bea.presses("Earlier editions")
    await bea.presses("No. 1")
    await bea.presses("Show all changes")
    bea.sees("Seats\nNow: 14\nThen: 12")
    await bea.presses("‹ Back")
    bea.sees("Going back to it would change")


async def test_what_was_changed_meanwhile_is_not_dropped(stage: Stage) -> None:
    bea, cleo = await stage.staff("Bea", "programs"), await stage.staff("Cleo", "programs")
    await a_new_program(bea)
    await bea.presses("‹ Back")
    await bea.presses("Edit")
    await field(bea, "Seats", "14")
    await cleo.says("/program")
    await cleo.presses("Seeing Wholes")
    await cleo.presses("Drop the changes")
    await field(bea, "Web page", "https://example.org/wholes")
    await cleo.presses("Yes, drop them")
    assert "changed it meanwhile" in cleo.toasts()[-1]
    cleo.sees("https://example.org/wholes")
    await cleo.presses("Drop the changes")
    await cleo.presses("Yes, drop them")
    assert "https://example.org/wholes" not in cleo.shown()


async def test_the_changes_of_a_draft_that_was_dropped_meanwhile(stage: Stage) -> None:
    bea, cleo = await stage.staff("Bea", "programs"), await stage.staff("Cleo", "programs")
    await a_new_program(bea)
    await bea.presses("‹ Back")
    await bea.presses("Edit")
    await field(bea, "Seats", "14")
    await bea.says("/program")
    await bea.presses("Seeing Wholes")
    await bea.presses("Publish")
    message, data = bea.button("Show all changes")
    await cleo.says("/program")
    await cleo.presses("Seeing Wholes")
    await cleo.presses("Drop the changes")
    await cleo.presses("Yes, drop them")
    await bea.taps(message.message_id, data)
    bea.sees("Nothing: it says the same as what people have.")
    await bea.taps(message.message_id, f"{data}:7")
    bea.sees("Nothing: it says the same as what people have.")
    ana = await stage.settled("Ana")
    await ana.taps(1, data)
    assert "all that changes" not in ana.shown()
