"""Lists of people that staff bring: pasted or as files, looked at before anything is done, and taken back."""

from __future__ import annotations

import io

import openpyxl
import pytest

from solbot.content.catalog import Catalog
from solbot.db.states import Role
from solbot.staff import service as staff_service
from solbot.staff.rosters import db as rosters_db
from tests.dialogs.people import OWNER, Person, Stage
from tests.dialogs.test_cohorts import TITLE, a_cohort, opens_cohort


async def known(stage: Stage, name: str, username: str) -> Person:
    """Somebody settled in who has a username."""
    return await stage.settled(name, person=stage.person(name, username=username))


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.both_databases
async def test_a_pasted_list_in_every_form(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    ana, peter, mei = (
        await known(stage, "Ana", "ana_writes"),
        await known(stage, "Peter", "p2345"),
        await known(stage, "Mei", "mei_tan"),
    )
    cleo = await stage.settled("Cleo")
    await a_cohort(bea)
    await bea.presses("Add people")
    bea.sees("send a file: a text, a CSV or a spreadsheet")
    await bea.says(
        f"\ufeff1. Peter (@p2345)\n2) https://t.me/ana_writes?start=c-spring\n3;\u200b@mei_tan;{cleo.id}\n"
        f"{peter.id:,}"
    )
    bea.sees("4 people were found.")
    await bea.presses("Add these 4")
    bea.sees("4 people were added")
    await stage.tick()
    for person in (ana, peter, mei, cleo):
        person.hears("You have been added to the cohort Spring 2027")


async def test_a_number_is_never_cut(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    stage.world.add_person("Two", person_id=2)
    await stage.settled("Two", person=Person(stage, 2))
    await a_cohort(bea)
    await bea.presses("Add people")
    await bea.says("2,345")
    bea.sees("0 people were found")
    bea.sees("Nobody here goes by\n2,345")


@pytest.mark.both_databases
async def test_who_was_not_found_is_named_with_names_that_are_near(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    await known(stage, "Ana López", "ana_writes")
    await a_cohort(bea)
    await bea.presses("Add people")
    await bea.says("@ana_writs\nAna Lopes\n<b>Zoltán</b>")
    bea.sees("@ana_writs (near: Ana López (@ana_writes))")
    bea.sees("Ana Lopes (near: Ana López (@ana_writes))")
    bea.sees("<b>Zoltán</b>\n")
    assert not [label for label in bea.labels() if label.startswith("Add these")]
    await bea.says("@ana_writes")  # the next list, without asking again
    await bea.presses("Add these 1")
    bea.sees("1 person was added")


async def test_a_workbook_and_a_csv(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    ana, cleo = await known(stage, "Ana", "ana_writes"), await stage.settled("Cleo")
    await a_cohort(bea)
    await bea.presses("Add people")
    rows = [
        ("Name", "Telegram number", "Username"),
        ("Ana", None, "@Ana_Writes"),
        ("Cleo", cleo.id, None),
    ]
    await bea.sends_file("people.xlsx", workbook(*rows))
    assert bea.heard_of("I am reading the file") == 1
    bea.sees("2 people were found")
    await bea.presses("Add these 2")
    bea.sees("2 people were added")
    await opens_cohort(bea)
    await bea.presses("Add people")
    await bea.sends_file(
        "people.csv", f"\ufeffNombre;Usuario\r\nAna;ana_writes\r\nX;{ana.id}\r\n".encode()
    )
    bea.sees("1 person was found; it is so already for 1")


async def test_a_table_of_another_language_is_read_by_its_columns(
    stage: Stage, shipped: Catalog
) -> None:
    assert stage.works is not None
    stage.works.catalog = shipped
    bea = await stage.staff("Bea", "programs")
    ana, cleo = await stage.settled("Ana"), await stage.settled("Cleo")
    await a_cohort(bea)
    await bea.presses("Add people")
    table = f"Nombre;Teléfono;Número de Telegram;Usuario\nAna;{cleo.id};{ana.id};\n"
    await bea.sends_file("people.csv", table.encode())
    bea.sees("1 person was found.\nAna")


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        (b"", "There is no username and no number in that"),
        (b"%PDF-1.7", "I can’t read this kind of file"),
        (b"PK\x03\x04 broken", "did not come through whole"),
        (b"@a\n" * 3_000_000, "That is more than I can read at once"),
        ("\n".join(f"@user_{n}" for n in range(100_001)).encode(), "That is more than I can read at once"),
    ],
)  # fmt: skip
async def test_a_file_that_is_no_list(stage: Stage, content: bytes, answer: str) -> None:
    bea = await stage.staff("Bea", "programs")
    await a_cohort(bea)
    await bea.presses("Add people")
    await bea.sends_file("people.csv", content)
    bea.hears(answer)
    await bea.says(str(bea.id))  # a list is still awaited
    bea.sees("1 person was found")


@pytest.mark.both_databases
async def test_fifty_thousand_lines(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await known(stage, "Ana", "ana_writes")
    await a_cohort(bea)
    await bea.presses("Add people")
    lines = [f"{n}. @somebody_{n}" for n in range(49_999)] + ["50000. @ana_writes"]
    await bea.sends_file("people.txt", "\n".join(lines).encode())
    bea.sees("1 person was found")
    bea.sees("and 49,989 more")
    await bea.presses("Add these 1")
    await stage.tick()
    ana.hears("You have been added to the cohort Spring 2027")


@pytest.mark.both_databases
async def test_a_list_is_done_once_and_taken_back_once(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    ana, cleo = await known(stage, "Ana", "ana_writes"), await known(stage, "Cleo", "cleo_y")
    payload = await a_cohort(bea)
    await ana.says(f"/start {payload}")  # by herself: taking back leaves her
    await opens_cohort(bea)
    await bea.presses("Add people")
    await bea.says("@ana_writes @cleo_y")
    bea.sees("2 people were found; it is so already for 1")
    yes = bea.button("Add these 1")
    await bea.presses("Add these 1")
    bea.sees("1 person was added; the others were in it already")
    back = bea.button("Take it back")
    await bea.taps(yes[0].message_id, yes[1])
    assert bea.toasts()[-1].startswith("That list is done with already")
    await bea.taps(*_of(back))
    bea.sees("Taken back: it is as it was before for 1 person")
    await bea.taps(*_of(back))
    assert bea.toasts()[-1].startswith("That list is done with already")
    await bea.presses("‹ Back")
    bea.sees("1 person")
    await stage.tick()
    assert cleo.heard_of("You have been added") == 0  # nobody is told of what is so no more


async def test_what_is_over_is_said_and_the_list_is_there_still(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await known(stage, "Ana", "ana_writes")
    await a_cohort(bea)
    await bea.presses("Add people")
    await bea.says("@ana_writes")
    yes = bea.button("Add these 1")
    await opens_cohort(bea)
    await bea.presses("Call it off")
    await bea.presses("Yes, call it off")
    await bea.taps(*_of(yes))
    assert bea.toasts()[-1].startswith("That cohort is not there any more")
    await stage.tick()
    assert ana.heard_of("You have been added") == 0


async def test_one_dismissed_or_another_can_not_use_the_list(stage: Stage) -> None:
    bea, dan = await stage.staff("Bea", "programs"), await stage.staff("Dan", "programs")
    await known(stage, "Ana", "ana_writes")
    await a_cohort(bea)
    await bea.presses("Add people")
    await bea.says("@ana_writes")
    yes = bea.button("Add these 1")
    await dan.says("/staff")
    await dan.taps(dan.heard()[-1].message_id, yes[1])
    assert dan.toasts()[-1].startswith("That list is done with already")
    assert stage.works is not None
    async with stage.works.begin() as work:
        await staff_service.change_role(work, OWNER, bea.id, Role.CONTENT)
    await bea.taps(*_of(yes))
    assert bea.toasts()[-1].startswith("That is not part of your role")
    await opens_cohort(dan)
    dan.sees("0 people")


@pytest.mark.both_databases
async def test_alumni_that_were_unmarked_by_mistake_are_back(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "programs"), await known(stage, "Ana", "ana_writes")
    await bea.says("/program")
    await bea.presses(TITLE)
    await bea.presses("Alumni")
    for way, yes in (("Mark by list", "Mark these 1"), ("Unmark by list", "Unmark these 1")):
        await bea.presses(way)
        await bea.says("@ana_writes")
        await bea.presses(yes)
        await bea.says("Take it back") if way == "Unmark by list" else await bea.presses("‹ Back")
    bea.hears("Taken back: it is as it was before for 1 person")
    await stage.tick()
    assert ana.heard_of("you are one of its alumni") == 1


async def test_old_lists_are_forgotten(stage: Stage) -> None:
    bea = await stage.staff("Bea", "programs")
    await known(stage, "Ana", "ana_writes")
    await a_cohort(bea)
    await bea.presses("Add people")
    await bea.says("@ana_writes")
    await bea.presses("Add these 1")
    back = bea.button("Take it back")
    stage.clock.forward(days=8)
    await stage.tick()
    await bea.taps(*_of(back))
    assert bea.toasts()[-1].startswith("That list is done with already")
    assert stage.app is not None
    await stage.app.tick.housekeeping()
    assert stage.works is not None
    async with stage.works.begin() as work:
        assert await rosters_db.get(work.session, int(back[1].split(":")[1])) is None


def _of(button: tuple[object, str]) -> tuple[int, str]:
    message, data = button
    return message.message_id, data  # type: ignore[attr-defined]
