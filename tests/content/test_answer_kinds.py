"""The kinds of answers, and what names them elsewhere."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from solbot.body import Body
from solbot.coaching.journal.finding import EntryKind
from solbot.content.answer_kinds import KINDS, exported, kind_of, words_of
from solbot.content.bodies import UNREADABLE, media_body, scale_body, text_body
from solbot.content.catalog import Catalog
from solbot.db.states import OwnQuestionKind

DOCS = Path(__file__).parents[2] / "docs"
BODIES: dict[str, Body] = {
    "text": text_body("A wall\nand a gate"),
    "scale": scale_body(7),
    "choice": {"kind": "choice", "chosen": ["Raise it"]},
    "multi": {"kind": "multi", "chosen": ["Fear", "Waiting"]},
    "voice": media_body("voice", "V", None),
    "photo": {
        **media_body("photo", "F", "In the park"),
        "more": [{"message": 0, "file_id": "G", "text": ""}],
    },
}
WORDS = {
    "text": "A wall\nand a gate",
    "scale": "7",
    "choice": "Raise it",
    "multi": "Fear, Waiting",
    "voice": "",
    "photo": "In the park",
}


def row(file: str, first: str) -> str:
    """The line of a table that begins with this."""
    return next(one for one in (DOCS / file).read_text().splitlines() if one.startswith(first))


def test_the_documents_name_every_kind() -> None:
    authors = re.findall(r"`(\w+)` \(", row("authors.md", "| `kind`"))
    assert authors == list(KINDS)
    assert set(re.findall(r"\*(\w+)\*", row("export.md", "| `answer`, `kind`"))) == KINDS.keys()
    schema = json.loads((DOCS / "export.schema.json").read_text())
    assert schema["$defs"]["answer"]["properties"]["kind"]["enum"] == [*KINDS, UNREADABLE]


def test_the_journal_and_own_questions_name_only_kinds_there_are() -> None:
    assert {one.sought_as for one in KINDS.values()} <= {"", *EntryKind}
    assert set(OwnQuestionKind) <= KINDS.keys()


@pytest.mark.parametrize("name", KINDS)
def test_what_is_exported_comes_back_as_it_was(name: str) -> None:
    body = BODIES[name]
    assert words_of(body) == WORDS[name]
    assert kind_of(name).from_export(json.loads(json.dumps(exported(body)))) == body
    assert kind_of(name).from_export({}) in (None, {"kind": name})
    assert kind_of(name).from_export(3.5) is None


@pytest.mark.parametrize("name", KINDS)
def test_what_is_offered_answers_when_it_is_tapped(name: str) -> None:
    kind, options = KINDS[name], ("Fear", "Willpower", "Waiting")
    for label, value in kind.offered(options):
        body = kind.tapped(options, [value])
        assert (body["kind"], words_of(body)) == (name, label)
        assert kind.fulfilled_by(body)


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ("1", "1"),
        ("0", "0"),
        ("3", None),  # by its place it would be another than it says
        ("٢", None),
        ("٠", None),
        ("2 OR more.", "2 or more"),
        ("4", None),
        ("㊿" * 4096, None),
        ("9" * 4096, None),
    ],
)
def test_an_option_is_named_by_its_wording_or_else_by_its_number(
    catalog: Catalog, typed: str, chosen: str | None
) -> None:
    for name in ("choice", "multi"):
        body = KINDS[name].read(typed, ("0", "1", "2 or more"), catalog.default.vocabulary)
        wanted = {"kind": name, "chosen": [chosen]}
        assert body == (text_body(typed) if chosen is None else wanted)


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ("2", ["Up, then down"]),
        ("1 3", ["Straight", "Not at all, I think"]),
        ("up, then down", ["Up, then down"]),
        ("straight, up, then down", ["Straight", "Up, then down"]),
        ("Not at all, I think; straight", ["Straight", "Not at all, I think"]),
        ("up, then down\n1", ["Straight", "Up, then down"]),
        ("up, then", None),
        ("straight, then down", None),
        (",".join(["straight"] * 2000 + ["no"]), None),
    ],
)
def test_several_are_named_one_after_the_other_whatever_is_within_them(
    catalog: Catalog, typed: str, chosen: list[str] | None
) -> None:
    options = ("Straight", "Up, then down", "Not at all, I think")
    body = KINDS["multi"].read(typed, options, catalog.default.vocabulary)
    assert body == ({"kind": "multi", "chosen": chosen} if chosen else text_body(typed))


def test_what_no_part_asks_for_has_its_words_and_no_place_in_a_question() -> None:
    document: Body = {"kind": "document", "file_id": "D", "text": "The plan"}
    assert words_of(document) == "The plan"
    assert exported(document) == {"document": "D", "caption": "The plan"}
    assert exported({"kind": UNREADABLE}) is None and words_of({"kind": UNREADABLE}) == ""
    assert kind_of("document").from_export({"document": "D"}) is None
