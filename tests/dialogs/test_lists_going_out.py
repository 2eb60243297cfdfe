"""Lists that staff take out: as a table that runs nothing, a page to print, a date; and brought in again unchanged."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from icalendar import Calendar

from solbot.content.catalog import Catalog
from solbot.db.tables import Seat
from solbot.programs.seats import service as seats
from tests.dialogs.people import Person, Stage
from tests.dialogs.test_cohorts import TITLE, a_cohort, opens_cohort
from tests.dialogs.test_lists_coming_in import known

RUNS = ("=", "+", "-", "@")


def rows_of(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


async def taken(person: Person, form: str, ending: str) -> bytes:
    """The list on the screen, in a form."""
    await person.presses("As a file")
    await person.presses(form)
    return person.file(ending)


async def a_full_cohort(stage: Stage) -> tuple[Person, list[Person]]:
    bea = await stage.staff("Bea", "programs")
    people = [
        await known(stage, "=HYPERLINK(\"http://evil\")", "ana_writes"),
        await known(stage, "Peter, of “Spring”; <b>", "p2345"),
        await stage.settled("שרה"),
    ]  # fmt: skip
    payload = await a_cohort(bea)
    for person in people:
        await person.says(f"/start {payload}")
    await opens_cohort(bea)
    await bea.presses("Who is in it")
    return bea, people


async def test_a_cohort_as_a_table_a_page_and_a_date(stage: Stage) -> None:
    bea, people = await a_full_cohort(stage)
    table = rows_of(await taken(bea, "Table (CSV)", ".csv"))
    assert table[0] == ["Telegram number", "Name", "Username", "Since"]
    assert [row[0] for row in table[1:]] == [str(one.id) for one in people]
    assert table[1][1:3] == ['\'=HYPERLINK("http://evil")', "ana_writes"]
    assert table[3][1:] == ["שרה", "", "2026-11-23 10:00"]
    assert not [cell for row in table for cell in row if cell.startswith(RUNS)]
    bea.sees("Nothing in it is run as a formula")
    await bea.presses("‹ Back")
    await bea.presses("Who is in it")
    page = (await taken(bea, "Page to print", ".html")).decode()
    assert "Peter, of “Spring”; &lt;b&gt;" in page
    assert "<b>" not in page
    assert "<script" not in page
    await bea.presses("‹ Back")
    await bea.presses("Who is in it")
    calendar = Calendar.from_ical(await taken(bea, "Date for the calendar", ".ics"))
    (event,) = calendar.walk("VEVENT")
    assert str(event["summary"]) == "Spring 2027"
    days = (event.decoded("dtstart"), event.decoded("dtend"))
    assert days == (date(2026, 12, 1), date(2027, 4, 1))
    assert "p2345" not in calendar.to_ical().decode()


async def test_that_a_list_was_taken_out_is_on_the_audit_which_is_a_list_itself(
    stage: Stage,
) -> None:
    bea, _ = await a_full_cohort(stage)
    await taken(bea, "Table (CSV)", ".csv")
    olga = await stage.owner()
    await olga.says("/audit")
    olga.sees("Bea took a list out as a file, 3 people")
    await olga.presses("As a file")
    assert "sent back" not in olga.shown()  # it is no list of people
    await olga.presses("‹ Back")
    table = rows_of(await taken(olga, "Table (CSV)", ".csv"))
    assert table[0] == ["When", "Who", "Did what", "About", "Details"]
    assert ["Bea", "took a list out as a file"] in [row[1:3] for row in table]
    await olga.says("/audit")
    assert "Olga took a list out as a file\n" in olga.last() + "\n"
    assert "people" not in olga.last().split("Olga took a list out", 1)[1].split("\n", 1)[0]


async def test_attendees_and_the_waiting_list(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await known(stage, "Ana", "ana_writes")
    await seated(stage, ana)
    await bea.says("/program")
    await bea.presses(TITLE)
    await bea.presses("Seats")
    table = rows_of(await taken(bea, "Table (CSV)", ".csv"))
    assert table[0] == [
        *("Telegram number", "Name", "Username", "Seat", "Since", "Held until"),
        *("Payment", "Here since", "Answer missing"),
    ]
    assert table[1][:4] == [str(ana.id), "Ana", "ana_writes", "held"]
    await bea.presses("‹ Back")
    await bea.presses("As a file")
    await bea.presses("Date for the calendar")
    bea.sees("There is no date for this yet")


async def seated(stage: Stage, person: Person) -> None:
    """Give somebody a held seat and somebody a place, whatever the program says."""
    assert stage.works is not None
    async with stage.works.begin() as work:
        await seats.lock(work, "foundations-for-leadership")
        at = datetime(2026, 11, 20, 9, tzinfo=UTC)
        work.session.add(
            Seat(
                program_id="foundations-for-leadership",
                member_id=person.id,
                status="held",
                since=at,
                held_until=datetime(2026, 12, 20, 9, tzinfo=UTC),
                created_at=at,
            )
        )


async def test_a_list_opened_in_a_spreadsheet_program_comes_in_again_unchanged(
    stage: Stage, tmp_path: Path
) -> None:
    program = shutil.which("ssconvert")
    if program is None:
        pytest.fail("ssconvert (gnumeric) is not installed: `make browser` installs it")
    bea, people = await a_full_cohort(stage)
    (tmp_path / "list.csv").write_bytes(await taken(bea, "Table (CSV)", ".csv"))
    await bea.presses("‹ Back")
    await a_cohort(bea, "Autumn 2027", "2027-12-01")
    for name in ("list.xlsx", "list.ods", "again.csv"):
        subprocess.run([program, "list.csv", name], cwd=tmp_path, check=True, capture_output=True)  # noqa: ASYNC221
        await opens_cohort(bea, "Autumn 2027")
        await bea.presses("Add people")
        await bea.sends_file(name, (tmp_path / name).read_bytes())
        bea.sees("3 people were found")
        assert "Nobody here goes by" not in bea.shown()
    await opens_cohort(bea, "Autumn 2027")
    await bea.presses("Add people")
    await bea.sends_file("list.xlsx", (tmp_path / "list.xlsx").read_bytes())
    await bea.presses("Add these 3")
    await opens_cohort(bea, "Autumn 2027")
    await bea.presses("Who is in it")
    table = rows_of(await taken(bea, "Table (CSV)", ".csv"))
    assert sorted(row[:3] for row in table[1:]) == sorted(
        row[:3] for row in rows_of((tmp_path / "list.csv").read_bytes())[1:]
    )
    assert len(people) == 3


async def test_who_may_not_see_a_list_can_not_take_it_out(stage: Stage) -> None:
    bea, _ = await a_full_cohort(stage)
    await bea.presses("As a file")
    asked = bea.button("Table (CSV)")
    hal = await stage.staff("Hal", "helper")
    await hal.says("/staff")
    for data in (asked[1], asked[1].replace("stf:csv:cohort", "stf:csv:audit")):
        await hal.taps(hal.heard()[-1].message_id, data)
        assert hal.toasts()[-1].startswith("That is not part of your role")
    ana = await stage.settled("Ana")
    await ana.says("/programs")
    await ana.taps(ana.heard()[-1].message_id, asked[1])
    assert not [one for one in ana.heard() if one.file_id]
    for of in ("999", "garbage"):
        await bea.taps(bea.heard()[-1].message_id, f"stf:csv:cohort:{of}")
        bea.hears("That cohort is not there any more")
    await bea.taps(bea.heard()[-1].message_id, "stf:docx:cohort:1")
    assert bea.toasts()[-1].startswith("This button no longer works")


async def test_taps_and_who_is_interested(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "announcements"), await known(stage, "Ana", "ana_writes")
    await bea.says("/broadcast")
    await bea.presses("A new announcement")
    await bea.says("Hello {name}, a new place to meet has opened.")
    await bea.presses("Buttons")
    await bea.presses("+ I'm interested")
    await bea.presses("‹ Back")
    await bea.presses("Send it to me")
    await stage.settle()
    await bea.presses("Go on to send")
    await bea.presses("Send it")
    await stage.settle()
    await ana.presses("I'm interested")
    await bea.presses("Refresh")
    await bea.presses("Taps as a file")
    await bea.presses("Table (CSV)")
    assert rows_of(bea.file(".csv")) == [["Button", "Taps"], ["I'm interested", "1"]]
    await bea.presses("‹ Back")
    await bea.presses("Who is interested")
    table = rows_of(await taken(bea, "Table (CSV)", ".csv"))
    assert [row[:3] for row in table[1:]] == [[str(ana.id), "Ana", "ana_writes"]]


async def test_the_audit_as_a_file_is_in_the_language_of_its_reader(
    stage: Stage, shipped: Catalog
) -> None:
    assert stage.works is not None
    stage.works.catalog = shipped
    olga = await stage.owner()
    await olga.says("/language")
    await olga.presses("Español")
    await olga.says("/audit")
    await olga.presses("En un archivo")
    await olga.presses("Tabla (CSV)")
    (head, *rows) = rows_of(olga.file(".csv"))
    assert head[:4] == ["Cuándo", "Quién", "Qué hizo", "Sobre quién"]
    assert ["Olga", "leyó esta lista"] in [row[1:3] for row in rows]
