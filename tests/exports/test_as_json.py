"""The JSON of a copy is what its published schema says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from solbot.body import Body
from solbot.coaching.export import as_json
from solbot.coaching.export.rules import attached
from solbot.unit_of_work import UnitsOfWork
from tests.store.living import copy_of, live

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "export.schema.json").read_text())


def faults(document: Any) -> list[str]:
    """What a validator says against it."""
    validator = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
    return [f"{fault.json_path}: {fault.message}" for fault in validator.iter_errors(document)]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


async def test_what_is_exported_is_as_the_schema_says(works: UnitsOfWork) -> None:
    await live(works)
    copy = await copy_of(works)
    (entry,) = copy.answers
    names = {str(entry.id): [f"photos/{entry.id}-1.jpg"]}
    document = json.loads(as_json.render(copy, names))
    assert faults(document) == []
    (answer,) = document["answers"]
    assert answer["id"] == entry.id and answer["part"] == 0 and answer["asking"] == entry.prompt_id
    assert answer["files"] == names[str(entry.id)]
    assert json.loads(as_json.render(copy))["answers"][0]["files"] == []


@pytest.mark.parametrize(
    ("place", "wrong"),
    [
        (("answers", 0, "part"), -1),
        (("answers", 0, "answer"), 7),
        (("answers", 0, "for_date"), "today"),
        (("answers", 0, "files"), ["../../etc/passwd"]),
        (("answers", 0, "surplus"), 1),
        (("visions", 0, "closeness", 0, "value"), 11),
        (("member", "zone"), 3),
        (("schema_version",), 1),
    ],
)
async def test_what_is_wrong_is_seen(
    works: UnitsOfWork, place: tuple[str | int, ...], wrong: object
) -> None:
    await live(works)
    document = json.loads(as_json.render(await copy_of(works)))
    *way, last = place
    there = document
    for step in way:
        there = there[step]
    there[last] = wrong
    assert faults(document)


def test_files_are_in_the_order_they_came() -> None:
    album: Body = {
        "kind": "photo",
        "file_id": "a",
        "more": [{"message": 2, "file_id": "b", "text": ""}],
        "sealed": ["c"],
    }
    found = attached("7", album)
    assert [(one.number, one.file_id, one.sealed) for one in found] == [
        (1, "a", None),
        (2, "b", None),
        (3, None, "c"),
    ]
    assert found[1].name(b"\xff\xd8\xff") == "photos/7-2.jpg"
    assert found[2].name(b"\x89PNG\r\n\x1a\n") == "photos/7-3.png"
    (sound,) = attached("8", {"kind": "voice", "file_id": "v"})
    assert sound.name(b"OggS") == "voice/8.ogg"
    assert attached("9", {"kind": "text", "text": "a"}) == []
