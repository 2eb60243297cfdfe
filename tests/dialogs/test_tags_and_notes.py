"""Tags and notes of staff beside a person: put on, read on the record, exported, erased, gone after a year."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from solbot.db.tables import StaffNote, Tagged
from solbot.staff.marks import service as marks
from tests.dialogs.announcing import composed
from tests.dialogs.people import Person, Stage


async def opens(staff: Person, person: Person, name: str = "Ana") -> None:
    await staff.says(f"/people {person.id}")
    await staff.presses(name)


@pytest.mark.both_databases
async def test_a_tag_is_put_on_taken_off_and_escaped(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await opens(bea, ana)
    await bea.presses("Tags")
    bea.sees("None yet.")
    await bea.says("#Host <b>of</b> & the   circle")
    bea.sees("Host <b>of</b> & the circle, until 23 Nov 2027")
    on = bea.button("✓ Host <b>of</b> & the circle")
    await bea.presses("✓ Host <b>of</b> & the circle")
    bea.sees("None yet.")
    await bea.taps(on[0].message_id, on[1])  # a second tap puts it on again
    bea.sees("until 23 Nov 2027")
    for seen in ("None yet.", "until 23 Nov 2027"):  # its name does what its button does
        await bea.says("HOST <b>of</b> & the circle")
        bea.sees(seen)
    assert len([one for one in bea.labels() if "circle" in one.casefold()]) == 1
    await bea.presses("‹ Back")
    bea.sees("Tags\nHost <b>of</b> & the circle")


@pytest.mark.parametrize(
    ("words", "answer"), [("#", "A tag needs a word"), ("x" * 41, "40 characters are the most")]
)
async def test_what_can_be_no_tag(stage: Stage, words: str, answer: str) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await opens(bea, ana)
    await bea.presses("Tags")
    await bea.says(words)
    bea.sees(answer)
    await bea.says("Host")
    bea.sees("Host, until")


@pytest.mark.both_databases
async def test_notes_are_read_on_the_record_exported_and_erased(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await opens(bea, ana)
    await bea.presses("Tags")
    await bea.says("Host")
    await bea.presses("‹ Back")
    assert "called twice" not in bea.shown()
    await bea.presses("Staff notes")
    await bea.says("She called <twice>.")
    bea.sees("1. She called <twice>.\nBea, 23 Nov 2026; gone on 23 Nov 2027")
    await bea.says("x" * 301)
    bea.sees("300 characters are the most")
    olga = await stage.owner()
    await olga.says("/audit")
    olga.sees("Bea wrote a note on Ana")
    olga.sees("Bea looked at the notes on Ana")
    olga.sees("Bea put a tag on Ana")
    assert "twice" not in olga.shown()
    copy = await ana.export()
    assert [one["tag"] for one in copy["tags"]] == ["Host"]
    assert [one["words"] for one in copy["staff_notes"]] == ["She called <twice>."]
    await ana.says("/privacy")
    ana.sees("They can put tags and short notes beside you")
    await ana.says("/forget")
    await ana.says("forget me")
    assert await left(stage) == (0, 0)
    await bea.presses("Erase 1")
    assert bea.toasts()[-1].startswith("This person is not here any more")


async def test_one_note_is_erased_and_five_are_the_most(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await opens(bea, ana)
    await bea.presses("Staff notes")
    for number in range(1, 6):
        await bea.says(f"Note {number}")
    await bea.says("Note 6")
    bea.sees("Five notes are the most")
    await bea.presses("Erase 1")
    assert "Note 5" not in bea.shown()
    await bea.says("Note 6")
    bea.sees("1. Note 6")


@pytest.mark.both_databases
async def test_they_go_after_a_year_and_are_sealed(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await opens(bea, ana)
    await bea.presses("Tags")
    await bea.says("Host")
    await bea.presses("‹ Back")
    await bea.presses("Staff notes")
    await bea.says("She called twice.")
    assert stage.works is not None
    async with stage.works.begin() as work:
        for table, column in (("tags", "name"), ("staff_notes", "words")):
            found = await work.session.scalar(text(f"SELECT {column} FROM {table}"))
            assert b"Host" not in bytes(found)
            assert b"twice" not in bytes(found)
    stage.clock.forward(days=365)
    async with stage.works.begin() as work:
        assert await marks.tags_of(work, ana.id) == []
        assert await marks.notes_of(work, ana.id) == []
    assert stage.app is not None
    await stage.app.tick.housekeeping()
    assert await left(stage) == (0, 0)


async def test_only_who_looks_after_people_sees_them(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await stage.settled("Ana")
    await opens(bea, ana)
    await bea.presses("Tags")
    await bea.says("Host")
    tap = bea.button("✓ Host")
    hal = await stage.staff("Hal", "helper")
    await hal.says("/staff")
    for data in (tap[1], f"smn:{ana.id}", f"smt:{ana.id}"):
        await hal.taps(hal.heard()[-1].message_id, data)
        assert hal.toasts()[-1].startswith("That is not part of your role")
    await bea.taps(tap[0].message_id, "smt:999")
    bea.sees("Active")


@pytest.mark.both_databases
async def test_an_announcement_to_a_tag_but_not_to_staff(stage: Stage) -> None:
    bea, ana, cleo = (
        await stage.staff("Bea", "programs"),
        await stage.settled("Ana"),
        await stage.settled("Cleo"),
    )
    for person, name in ((ana, "Ana"), (bea, "Bea")):
        await opens(bea, person, name)
        await bea.presses("Tags")
        await bea.says("Host")
    await composed(bea)
    await bea.presses("Who gets it")
    await bea.presses("Only those…")
    await bea.presses("Tag")
    await bea.presses("Host")
    bea.sees("has the tag “Host”")
    bea.sees("2 people")
    await bea.presses("And also…")
    await bea.presses("Staff")
    await bea.presses("Anyone of the staff")
    await bea.presses("2")
    await bea.presses("The opposite")
    bea.sees("and is not one of the staff")
    bea.sees("1 person, Ana")
    await bea.presses("And also…")
    await bea.presses("Answered lately")
    await bea.presses("Shared vision")
    bea.sees("can’t be joined with a tag")
    assert cleo.heard_of("a new place to meet") == 0


async def left(stage: Stage) -> tuple[int, int]:
    """How many tags are on people, and how many notes there are."""
    assert stage.works is not None
    async with stage.works.begin() as work:
        rows = [
            await work.session.scalar(text(f"SELECT count(*) FROM {one.__tablename__}"))
            for one in (Tagged, StaffNote)
        ]
    return int(rows[0]), int(rows[1])
