"""Lists of people as staff have them: every form is read, and no number is cut."""

from __future__ import annotations

import time

import pytest

from solbot.staff.rosters.rules import Columns, Named, NearNames, read, read_rows, words_of

COLUMNS = Columns({"Telegram number", "Número de Telegram"}, {"Username", "Usuario"})


def who(text: str) -> list[int | str | None]:
    """Each person a text names: a number, a username, or None where a line can't be read."""
    return [one.id or one.username for one in read(text, COLUMNS)]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("\ufeff@ana_w", ["ana_w"]),
        ("@Ana_W\r\n@bea_x\u2028@cleo_y", ["ana_w", "bea_x", "cleo_y"]),
        ("@ana_w\t@bea_x;@cleo_y, 123456789", ["ana_w", "bea_x", "cleo_y", 123456789]),
        ('"ana_w","bea_x"', ["ana_w", "bea_x"]),
        ("“@ana_w” «@bea_x»", ["ana_w", "bea_x"]),
        ("1. @ana_w\n2) 123456789\n(3) bea_x\n#4 @cleo_y", ["ana_w", 123456789, "bea_x", "cleo_y"]),
        ("• @ana_w\n- 123456789\n– bea_x", ["ana_w", 123456789, "bea_x"]),
        ("\u200b@ana_\u2060w\u200e", ["ana_w"]),
        ("https://t.me/ana_w?start=c-spring\nt.me/bea_x\nHTTPS://T.ME/Cleo_Y/12", ["ana_w", "bea_x", "cleo_y"]),
        ("telegram.me/@ana_w tg://resolve?domain=bea_x", ["ana_w", "bea_x"]),
        ("tg://user?id=55555 cleo_y.t.me", [55555, "cleo_y"]),
        ("Peter (@p2345)", ["p2345"]),
        ("Peter, of 42 years; @p2345; peter@example.com; 2026-11-24", ["p2345"]),
        ("１２３４５６", [123456]),
        ("@ana_w @ana_w\nANA_W", ["ana_w"]),
    ],
)  # fmt: skip
def test_every_form_is_read(text: str, people: list[int | str | None]) -> None:
    assert who(text) == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("2,345", [2345]),
        ("12.345.678", [12345678]),
        ("2 345 678", [2345678]),
        ("2\u202f345\u00a0678", [2345678]),
        ("12345.0", [12345]),
        ("1,123456789", [123456789]),  # its place in the list, and its number
        ("123456789,987654321", [123456789, 987654321]),
        ("1,234,5678", [None]),
        ("1.23457E+11", [None]),
        ("-100123456789", [None]),
        ("0034600123456", [None]),
        ("+34 600 123 456", [None]),
        ("2026-11-24", [None]),
        ("24.11.2026", [None]),
        ("12:30", [None]),
        ("123456789a", [None]),
        ("9" * 30, [None]),
        ("77", [77]),
    ],
)
def test_a_number_is_read_whole_or_not_at_all(text: str, people: list[int | str | None]) -> None:
    assert who(text) == people


@pytest.mark.parametrize(
    "text",
    ["@ana.w", "@" + "a" * 40, "t.me/+AbCdEf", "t.me/joinchat/AbCd", "peter@example.com", "Peter Senge", "x" * 6000],
)  # fmt: skip
def test_what_can_not_be_read_is_a_line_of_its_own(text: str) -> None:
    (one,) = read(text, COLUMNS)
    assert (one.id, one.username) == (None, None)
    assert one.line[:20] == text[:20]


def test_a_table_with_a_line_at_its_top() -> None:
    table = "Name;Número de Telegram;Usuario\nAna;123456789;ana_w\nBea;;@bea_x\n\nCleo;1,2E+8;\n"
    assert read(table, COLUMNS) == [
        Named("Ana 123456789 ana_w", 123456789, "ana_w"),
        Named("Bea @bea_x", None, "bea_x"),
        Named("Cleo 1,2E+8"),
    ]
    quoted = 'Username,"Name"\n"bea_x","Bea, of ""Spring"""'
    assert [one.username for one in read(quoted, COLUMNS)] == ["bea_x"]
    saved = '"Telegram number",Name,Username\n123456789,"Ana; of, ""Spring""",ana_w\n'
    assert [(one.id, one.username) for one in read(saved, COLUMNS)] == [(123456789, "ana_w")]
    assert [one.id for one in read("telegram_id\n123456789", COLUMNS)] == [123456789]
    mixed = "Name,Telegram\nAna,@ana_w\nBea,123456789\nCleo,https://t.me/cleo_y\n"
    assert who(mixed) == ["ana_w", 123456789, "cleo_y"]
    rows = [["telegram_id"], ["123456789"], ["'987654321"], [""]]
    assert [one.id for one in read_rows(rows, COLUMNS)] == [123456789, 987654321]
    assert [one.username for one in read_rows([["Ana", "@ana_w"], ["Bea", "@bea_x"]], COLUMNS)] == [
        "ana_w",
        "bea_x",
    ]


def test_names_that_are_near() -> None:
    near = NearNames(["ana writs", words_of(Named("1. Pedro Senje <p@x.org>"))])
    for person, name in enumerate(["ana writes", "pedro senge", "somebody else", "ana wright"]):
        near.consider(person, name)
    found = near.found()
    assert found[0][0] == 0
    assert 2 not in found[0]
    assert words_of(Named("Peter Senje 123456")) == "Peter Senje"


@pytest.mark.parametrize(
    "text",
    ["a" * 3_000_000, "a." * 500_000, "1 " * 500_000, "@a-" * 500_000, '"' * 500_000, "1,1" * 500_000,
     "\n".join(["+1" * 2000, "t.me/" * 900, "@." * 2000, "a@" * 2000] * 20)],
)  # fmt: skip
def test_no_text_takes_long(text: str) -> None:
    began = time.process_time()
    read(text, COLUMNS)
    assert time.process_time() - began < 5
