"""Two wordings of an announcement: half of those who get it read the second, and what came of each is counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

from solbot.announcements.report import comparing, taps_db
from solbot.announcements.report.comparing import Verdict
from solbot.content.catalog import Catalog
from solbot.content.editions import FieldValue
from solbot.db.tables import Announcement, Recipient, Tap
from solbot.programs.editor import publishing
from solbot.programs.editor import service as editor
from tests.dialogs.announcing import composed, tried
from tests.dialogs.people import OWNER, Person, Stage

MESSAGES = Path(__file__).parents[2] / "messages"
FIRST, SECOND = "Hello {name}, come and meet us.", "{name}, a chair is kept for you."
PROGRAM, FOUNDATIONS = "foundations-for-leadership", "Foundations for Leadership"


@pytest.fixture(scope="module")
def catalog(shipped: Catalog) -> Catalog:
    """The content as it is shipped, in all its languages."""
    return shipped


async def written_twice(staff: Person) -> None:
    """A draft in two wordings, in English, its page on the screen."""
    await composed(staff, FIRST)
    await staff.presses("A second wording")
    await staff.presses("Second wording: English")
    await staff.says(SECOND)
    await staff.presses("‹ Back")


async def sent_twice(stage: Stage, staff: Person) -> None:
    """The same, sent, but not on its way."""
    await written_twice(staff)
    await tried(stage, staff)
    await staff.presses("Send it")


def got(person: Person) -> tuple[int, int]:
    """How many messages somebody got of each wording."""
    texts = [one.text for one in person.heard() if "{name}" not in one.text]
    first, second = (sum(words in one for one in texts) for words in ("meet us.", "kept for you"))
    return first, second


async def crowd(stage: Stage, count: int) -> list[Person]:
    """So many people."""
    return [await stage.settled(f"P{number}") for number in range(count)]


@pytest.mark.both_databases
async def test_each_half_gets_one_wording_and_only_that(stage: Stage) -> None:
    olga, people = await stage.owner(), await crowd(stage, 5)
    await written_twice(olga)
    olga.sees("Second wording\nEnglish: {name}, a chair is kept for you.")
    olga.sees("Two wordings: 3 get the first, 3 the second, drawn by chance as soon as it is")
    olga.sees("So few can't tell which of them does better")
    await olga.presses("See it as people will")
    assert got(olga) == (1, 1)
    olga.hears("first in one wording, then in the other")
    await olga.presses("Send it to me")
    assert olga.heard_of("2 messages, one for each language in each wording") == 1
    await stage.settle()
    assert got(olga) == (2, 2)
    await olga.presses("Go on to send")
    olga.sees("Two wordings: 3 get the first, 3 the second")
    message, data = olga.button("Send it")
    await olga.presses("Send it")
    await olga.taps(message.message_id, data)  # a second tap
    await stage.settle()
    before = (2, 2)
    mine = tuple(now - was for now, was in zip(got(olga), before, strict=True))
    all_got = [mine, *(got(one) for one in people)]
    assert sorted(all_got) == [(0, 1)] * 3 + [(1, 0)] * 3
    await olga.says("/broadcast")
    await olga.presses("No. 1")
    olga.sees("1st, 3 people: Hello {name}, come and meet us.")
    olga.sees("2nd, 3 people: {name}, a chair is kept for you.")
    olga.sees("Too few got each to tell which wording does better")
    # What they find in /news later is what they got.
    reader = next(one for one in people if got(one) == (0, 1))
    await reader.says("/news")
    reader.sees("a chair is kept for you")
    await reader.presses("1")
    assert got(reader)[0] == 0


@pytest.mark.both_databases
async def test_the_draw_stands_through_a_pause_and_a_restart(stage: Stage) -> None:
    olga, people = await stage.owner(), await crowd(stage, 5)
    await sent_twice(stage, olga)
    assert stage.works is not None
    async with stage.works.begin() as work:
        rows = await work.session.execute(select(Recipient.member_id, Recipient.second))
        drawn = dict(rows.all())
    assert sum(drawn.values()) == 3
    await olga.presses("How it goes")
    await olga.presses("Pause")
    await stage.stop()
    await stage.start()
    await stage.settle()
    before = [got(one) for one in people]
    await olga.says("/broadcast")
    await olga.presses("No. 1")
    if "Go on" in olga.labels():
        await olga.presses("Go on")
    await stage.settle()
    for person, was in zip(people, before, strict=True):
        assert got(person) == ((0, 1) if drawn[person.id] else (1, 0)), was


@pytest.mark.both_databases
async def test_taps_seats_and_who_wants_no_more_are_counted_by_wording(stage: Stage) -> None:
    olga, people = await stage.owner(), await crowd(stage, 5)
    await written_twice(olga)
    await olga.presses("Buttons")
    await olga.presses("+ I'm interested")
    await olga.presses("‹ Back")
    await tried(stage, olga)
    await olga.presses("Send it")
    await stage.settle()
    second = [one for one in people if got(one) == (0, 1)]
    first = [one for one in people if got(one) == (1, 0)]
    await second[0].presses("I'm interested")
    await second[0].presses("I'm interested")
    await second[1].presses("I'm interested")
    await first[0].presses("I'm interested")
    await first[1].presses("No more announcements")
    await olga.says("/broadcast")
    await olga.presses("No. 1")
    olga.sees("I'm interested: 4; 1st 1, 2nd 3")
    olga.sees("No more announcements: 1st 1, 2nd 0")
    # A rehearsed tap counts for neither; nor does that of somebody who got none.
    late = await stage.settled("Late")
    await late.says("/news")
    await late.presses("1")
    await late.presses("I'm interested")
    await olga.presses("Refresh")
    olga.sees("I'm interested: 5; 1st 1, 2nd 3")
    # Erasing somebody takes their copy out, and nothing of the rest.
    await second[0].says("/forget")
    await second[0].says("forget me")
    second[0].hears("Receipt")
    await olga.presses("Refresh")
    olga.sees("I'm interested: 5; 1st 1, 2nd 3")
    assert stage.works is not None
    async with stage.works.begin() as work:
        assert await work.session.scalar(select(func.sum(Tap.count))) == 6


async def test_enough_taps_tell_and_few_do_not(stage: Stage) -> None:
    for counts, expected in {
        (40, 100, 80, 100): Verdict.SECOND,
        (80, 100, 40, 100): Verdict.FIRST,
        (50, 100, 55, 100): Verdict.CHANCE,
        (3, 100, 6, 100): Verdict.TOO_FEW,
        (2, 19, 18, 19): Verdict.TOO_FEW,
        (10, 1000, 10, 20): Verdict.SECOND,
        (0, 0, 0, 0): Verdict.TOO_FEW,
    }.items():
        assert comparing.verdict(*counts) == expected, counts
    olga = await stage.owner()
    assert stage.works is not None
    await sent_twice(stage, olga)
    async with stage.works.begin() as work:
        await taps_db.count(work.session, 1, 0, "en", 2)
        assert await taps_db.by_wording(work.session, 1) == {(0, 2): 1}
        assert await taps_db.counts(work.session, 1) == {0: {"en": 1}}


async def test_one_person_alone_gets_the_first(stage: Stage) -> None:
    olga = await stage.owner()
    await written_twice(olga)
    olga.sees("nobody is left to get the second; who gets it gets the first")
    await tried(stage, olga)
    await olga.presses("Send it")
    await stage.settle()
    assert got(olga) == (2, 1)


async def test_it_is_taken_away_again_before_and_after(stage: Stage) -> None:
    olga, people = await stage.owner(), await crowd(stage, 3)
    await written_twice(olga)
    await olga.presses("A second wording")
    message, data = olga.button("Without the second wording")
    await olga.presses("Without the second wording")
    assert "Second wording" not in olga.shown()
    await olga.taps(message.message_id, data)
    assert "Second wording" not in olga.shown()
    await olga.presses("A second wording")
    await olga.presses("Second wording: English")
    await olga.says(SECOND)
    await olga.presses("‹ Back")
    await tried(stage, olga)
    await olga.presses("Send it")
    await stage.settle()
    with_second = [one for one in people if got(one) == (0, 1)]
    assert with_second
    await olga.presses("Correct every copy")
    await olga.presses("A second wording")
    olga.sees("Who has which stays as it was drawn")
    await olga.presses("Without the second wording")
    await tried(stage, olga)
    await olga.presses("Send it")
    await stage.settle()
    for one in people:
        assert got(one) == (1, 0)
    # Old buttons: one that was sent is no draft, and a correction can't bring a second wording of its own.
    await olga.taps(message.message_id, data)
    assert olga.toasts()[-1]
    await olga.says("/broadcast")
    await olga.presses("No. 1")
    await olga.presses("Correct every copy")
    assert "A second wording" not in olga.labels()
    number = max(int(data.split(":")[1]) for data in [olga.button("Words: English")[1]])
    await olga.taps(olga.heard()[-1].message_id, f"bc2:{number}")
    assert olga.toasts()[-1].startswith("A second wording is given before")
    await olga.taps(olga.heard()[-1].message_id, f"bcw:{number}:en:2")
    assert olga.toasts()[-1].startswith("A second wording is given before")


@pytest.mark.both_databases
async def test_a_correction_changes_each_copy_in_its_wording(stage: Stage) -> None:
    olga, people = await stage.owner(), await crowd(stage, 3)
    await sent_twice(stage, olga)
    await stage.settle()
    had = {one.id: got(one) for one in people}
    await olga.presses("Correct every copy")
    await olga.presses("A second wording")
    await olga.presses("Second wording: English")
    await olga.says("{name}, a chair is kept for you until May.")
    await olga.presses("‹ Back")
    await tried(stage, olga)
    await olga.presses("Show all changes")
    olga.sees("Second wording (English)")
    await olga.presses("‹ Back")
    await olga.presses("Send it")
    await stage.settle()
    for one in people:
        assert got(one) == had[one.id]
        assert one.heard_of("until May") == had[one.id][1]


async def test_a_confirmed_one_that_waits_keeps_both_when_it_is_moved_and_reworded(
    stage: Stage,
) -> None:
    olga, people = await stage.owner(), await crowd(stage, 3)
    await written_twice(olga)
    await olga.presses("When")
    await olga.presses("At a time")
    await olga.says("tomorrow 10:00")
    await tried(stage, olga)
    await olga.presses("Send it")
    await olga.presses("How it goes")
    await olga.presses("Move it")
    await olga.presses("At once")
    await stage.settle()
    assert sorted(got(one) for one in people)[0] == (0, 1)
    assert {got(one) for one in people} <= {(0, 1), (1, 0)}


async def test_what_can_not_be_compared_is_said_kindly(stage: Stage) -> None:
    olga = await stage.owner()
    await stage.settled("Ana")
    await written_twice(olga)
    await olga.presses("Words: Español")
    await olga.says("Hola, {name|colega}: ven a vernos.")
    olga.sees("Español, second wording: not written yet, though the other wording is")
    await olga.presses("A second wording")
    await olga.presses("Second wording: Español")
    await olga.says("Te espera una silla, {nombre}.")
    await olga.presses("‹ Back")
    olga.sees("Español, second wording: {nombre} stands for nothing here")
    await olga.presses("A second wording")
    await olga.presses("Second wording: Español")
    await olga.presses("Not in this language")
    await olga.presses("‹ Back")
    await olga.presses("Words: Español")
    await olga.presses("Not in this language")
    assert "Before it can be sent" not in olga.shown()
    await olga.presses("Buttons")
    await olga.presses("+ a vote")
    await olga.says("Tuesday\nThursday")
    await olga.presses("‹ Back")
    olga.sees("votes on two wordings would be on two questions")


async def test_it_repeats_no_more_with_two_wordings(stage: Stage) -> None:
    olga = await stage.owner()
    await stage.settled("Ana")
    await written_twice(olga)
    await olga.presses("When")
    await olga.presses("Every week")
    await olga.says("tomorrow 10:00")
    await olga.says("/broadcast")
    await olga.presses("No. 1")
    olga.sees("two wordings can be compared where it goes out once")


async def test_readers_of_each_language_get_their_wording_in_it(stage: Stage) -> None:
    olga = await stage.owner()
    people = await crowd(stage, 7)
    for one in people:
        await one.says("/language")
        await one.presses("Español")
    await written_twice(olga)
    await olga.presses("Words: Español")
    await olga.says("Hola, {name}: ven a vernos.")
    await olga.presses("A second wording")
    await olga.presses("Second wording: Español")
    await olga.says("Te espera una silla, {name}.")
    await olga.presses("‹ Back")
    olga.sees("Two wordings: 4 get the first, 4 the second")
    await tried(stage, olga)
    assert olga.heard_of("Te espera una silla, Olga") == 1
    await olga.presses("Send it")
    await stage.settle()
    assert all(got(one) == (0, 0) for one in people)
    halves = [(one.heard_of("ven a vernos"), one.heard_of("Te espera una silla")) for one in people]
    assert set(halves) <= {(1, 0), (0, 1)}
    assert halves.count((0, 1)) in (3, 4)


async def test_only_staff_for_announcements_may(stage: Stage) -> None:
    olga, ana = await stage.owner(), await stage.settled("Ana")
    await written_twice(olga)
    await ana.says("/news")
    await ana.taps(ana.heard()[-1].message_id, "bc2:1")
    await ana.taps(ana.heard()[-1].message_id, "bc2x:1")
    assert "a chair is kept" not in ana.shown()
    assert stage.works is not None
    async with stage.works.begin() as work:
        row = await work.session.get(Announcement, 1)
        assert row is not None and row.second and row.author_id == OWNER


async def test_the_button_s_words_do_as_well_as_a_tap(stage: Stage) -> None:
    olga = await stage.owner()
    await composed(olga, FIRST)
    await olga.says("A second wording")
    olga.sees("Half of those who get it, drawn by chance, read the second")
    await olga.says("Second wording: English")
    olga.sees("Send me the second wording in English")
    await olga.says("/cancel")
    await olga.says("/broadcast")
    await olga.presses("No. 1")
    assert "Second wording" not in olga.shown()
    await olga.presses("Buttons")
    assert FOUNDATIONS not in olga.shown()


@pytest.mark.both_databases
async def test_seats_are_counted_for_each_wording(stage: Stage) -> None:
    assert stage.works is not None
    olga, people = await stage.owner(), await crowd(stage, 5)
    facts: dict[str, FieldValue] = {"starts": "2027-03-01T10:00", "zone": "Europe/Madrid"}
    facts |= {"joining": "open", "hold_days": 3, "seats": 9}
    async with stage.works.begin() as work:
        for name, value in facts.items():
            draft = await editor.put(work, PROGRAM, name, "en", value)
        await publishing.publish(work, OWNER, PROGRAM, draft.number)
    await written_twice(olga)
    await olga.presses("Buttons")
    await olga.presses("+ a program")
    await olga.presses(FOUNDATIONS)
    await olga.presses("‹ Back")
    await tried(stage, olga)
    await olga.presses("Send it")
    await stage.settle()
    for person in [one for one in people if got(one) == (0, 1)][:2]:
        await person.presses("About the program")
        await person.presses("Reserve a seat")
    await olga.presses("Refresh")
    olga.sees("About the program (Foundations for Leadership): 2; 1st 0, 2nd 2")
    olga.sees("Seats taken within seven days: 1st 0, 2nd 2")
    stage.clock.forward(days=8)
    late = next(one for one in people if got(one) == (1, 0))
    await late.says("/start p-foundations-for-leadership")
    await late.presses("Reserve a seat")
    await olga.says("/broadcast")
    await olga.presses("No. 1")
    olga.sees("Seats taken within seven days: 1st 0, 2nd 2")


async def test_what_would_tell_who_answered_is_not_compared_nor_files_put_beside_a_flyer(
    stage: Stage,
) -> None:
    olga = await stage.owner()
    await stage.settled("Ana")
    await written_twice(olga)
    await olga.presses("Who gets it")
    await olga.presses("Only those…")
    await olga.presses("Answered lately")
    await olga.presses("Shared vision")
    await olga.says("/broadcast")
    await olga.presses("No. 1")
    olga.sees("what came of two wordings would tell who answered what, and is not counted")
    assert "Two wordings" not in olga.shown()
    await olga.presses("A program's flyer")
    await olga.presses(FOUNDATIONS)
    await olga.presses("A second wording")
    await olga.presses("Second wording: English")
    await olga.sends_photo("Look, {name|friend}")
    await olga.presses("‹ Back")
    olga.sees("the flyer is the file here; words alone can stand beside it")
    await olga.presses("A program's card")
    await olga.presses(FOUNDATIONS)
    assert "Second wording" not in olga.shown()
    assert "A second wording" not in olga.labels()
