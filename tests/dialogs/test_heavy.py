"""If it gets heavy: where people turn to, said under /help, and once words sound like it; those are kept."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from solbot.content.catalog import Catalog
from solbot.db.tables import Table
from tests.dialogs.people import Stage


@pytest.fixture(scope="module")
def catalog(shipped: Catalog) -> Catalog:
    """English and Spanish."""
    return shipped


async def test_a_row_of_help_says_where_people_turn_to_by_country(stage: Stage) -> None:
    ana = await stage.settled(zone="America/New_York")
    await ana.says("/help")
    ana.hears("“If it gets heavy” says where people turn to")
    await ana.presses("If it gets heavy")
    ana.sees("Nobody reads along here")
    ana.sees("United States\n• 988, call or text, day and night: 988 Suicide & Crisis Lifeline")
    ana.sees("If somebody is in danger now: 911")
    await ana.presses("‹ Back")
    ana.sees("What we can do together")
    await ana.says("if it gets heavy")
    ana.hears("988, call or text")


@pytest.mark.parametrize(
    ("zone", "line"),
    [
        ("Europe/Dublin", "Ireland\n• 116 123, day and night: Samaritans"),
        ("Atlantic/Canary", "Spain\n• 024, day and night"),
        ("America/Mexico_City", "• 800 911 2000, day and night: Línea de la Vida"),
        ("America/Lima", "• 113, then 5, day and night"),
        ("America/Bogota", "• 106, day and night: Línea 106 (Bogotá)"),
        ("Australia/Sydney", "• 13 11 14, or text 0477 13 11 14, day and night: Lifeline"),
    ],
)
async def test_the_country_is_that_of_the_zone(stage: Stage, zone: str, line: str) -> None:
    ana = await stage.settled(zone=zone)
    await ana.says("/help")
    await ana.presses("If it gets heavy")
    ana.sees(line)
    ana.sees("Elsewhere: Find A Helpline")


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "Etc/GMT-3"])
async def test_for_other_countries_there_is_a_directory(stage: Stage, zone: str) -> None:
    ana = await stage.settled(zone=zone)
    await ana.says("/help")
    await ana.presses("If it gets heavy")
    ana.sees("Find A Helpline lists who listens where you are")
    ana.sees("in many countries 112")


async def test_a_stranger_can_ask_as_well(stage: Stage) -> None:
    ben = stage.person("Ben")
    await ben.says("/help")
    await ben.presses("If it gets heavy")
    ben.sees("Find A Helpline")


async def test_an_answer_that_sounds_heavy_is_kept_and_then_it_is_said(stage: Stage) -> None:
    ana = await stage.settled(zone="Europe/Madrid")
    await stage.days(1)
    await ana.says("Some days I don’t want to live any more.")
    receipt, said = ana.heard()[-2:]
    assert receipt.text.startswith("Kept, under")
    assert said.text.startswith("What you wrote is kept as it is.")
    assert "024, day and night" in said.text and not said.keyboard
    (answer,) = (await ana.export())["answers"]
    assert answer["answer"] == "Some days I don’t want to live any more."
    await ana.says("/cancel")
    await ana.says("I want to die of embarrassment")
    assert ana.heard_of("It sounds heavy") == 1


async def test_what_could_be_typed_under_the_receipt_still_can(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    await ana.says("A quieter year")
    await ana.says("Suicidal thoughts again")
    await ana.says("add something")
    ana.hears("You can add to what you wrote")
    await ana.says("But I called my sister")
    answers = (await ana.export())["answers"]
    assert [one["answer"] for one in answers] == [
        "A quieter year",
        "Suicidal thoughts again",
        "But I called my sister",
    ]


async def test_loose_words_a_vision_and_an_edit_are_heard_too(stage: Stage) -> None:
    ana = await stage.settled()
    sent = await ana.says("A quiet evening")
    assert ana.heard_of("It sounds heavy") == 0
    await ana.presses("Keep it as a note")
    await ana.edits(sent, "A quiet evening, and I want to kill myself")
    assert ana.heard_of("It sounds heavy") == 1
    await ana.says("There is no reason to live")
    assert ana.heard_of("It sounds heavy") == 2
    assert "Keep it as a note" in ana.labels()
    await ana.presses("Keep it as a note")
    await ana.says("/vision")
    await ana.presses("A new vision")
    await ana.says("Not wanting to end my life")
    assert ana.heard_of("It sounds heavy") == 3


async def test_in_spanish(stage: Stage) -> None:
    ana = await stage.settled(zone="America/Montevideo")
    await ana.says("/language español")
    await stage.days(1)
    await ana.says("Ya no quiero vivir.")
    ana.hears("Lo que escribiste queda guardado tal cual.")
    ana.hears("Uruguay\n• 0800 0767, de día y de noche: Línea Vida")
    await ana.says("/help")
    await ana.presses("Si se pone difícil")
    ana.sees("Aquí nadie más lee")
    await ana.says("Me quiero morir de la vergüenza")
    assert ana.heard_of("Suena a que pesa mucho") == 1


async def test_nothing_about_it_is_kept_or_logged(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    ana = await stage.settled(zone="America/New_York")
    await ana.says("I feel suicidal")
    await ana.says("/help")
    await ana.presses("If it gets heavy")
    assert stage.works is not None
    async with stage.works.begin() as work:
        rows = [
            repr(row)
            for table in Table.metadata.sorted_tables
            if table.name not in ("dialogs", "inbox")
            for row in (await work.session.execute(select(table))).all()
        ]
    logged = "".join(capsys.readouterr())
    told = re.compile(
        r"heavy|(?<![\d=])988(?!\d)|'hv'"
    )  # 988 in a longer number, or as a time taken, is chance
    assert not any(told.search(one) for one in [*rows, logged])
