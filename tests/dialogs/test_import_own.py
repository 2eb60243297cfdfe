"""A copy that was taken here comes in again, with nothing lost and nothing twice."""

from __future__ import annotations

import hashlib
import io
import json
import random
import zipfile
from typing import Any

import pytest
from sqlalchemy import select

from solbot.db.states import PromptState
from solbot.db.tables import Prompt
from tests import brought
from tests.dialogs.people import Person, Stage
from tests.dialogs.test_export import photo
from tests.dialogs.test_export import sends as sends_photo
from tests.dialogs.test_import import entries, sends, takes
from tests.dialogs.test_journal_entries import FIRST, SECOND, asked, note
from tests.dialogs.test_readings import opens, some

KEPT = (
    *("asked", "answer", "kind", "discipline", "question", "for_date", "answered_at"),
    *("part", "hidden", "changed_at", "earlier"),
)


async def lived(stage: Stage) -> Person:
    """Somebody who answered, noted, sent and has a page, a question of their own, and words without a place."""
    ana = await stage.settled()
    for day in range(4):
        await stage.days(1)
        await ana.says(f"Words of day {day}\n\nwith  spaces, *stars* and <angles> 🙂")
    await ana.says("A note")
    await ana.presses("Keep it as a note")
    await ana.says("/vision")
    await ana.presses("Add a fact")
    await ana.says("We are four")
    await ana.says("/vision")
    await ana.presses("Next step")
    await ana.says("Ask Ben to sing by Friday")
    await ana.says("/vision A garden on the roof")
    await ana.says("/next")
    await ana.presses("Questions of my own")
    await ana.presses("A new one")
    await ana.says("Whom did I hear?")
    await ana.presses("On days of my own")
    await ana.says("mondays and fridays")
    await ana.says("Words without a place")
    return ana


def same(copy: dict[str, Any]) -> list[tuple[Any, ...]]:
    """What is to be the same of the entries."""
    found = [tuple(json.dumps(one[name]) for name in KEPT) for one in copy["answers"]]
    return sorted(found + [(one["answer"],) for one in copy["unplaced"]])


def pages(copy: dict[str, Any]) -> list[Any]:
    """Visions and questions, without the numbers they have here."""
    visions = [{k: v for k, v in one.items() if k != "id"} for one in copy["visions"]]
    for vision in visions:
        vision["revisions"] = [
            {k: v for k, v in one.items() if k != "id"} for one in vision["revisions"]
        ]
    questions = [{k: v for k, v in one.items() if k != "id"} for one in copy["own_questions"]]
    return [visions, questions]


@pytest.mark.both_databases
async def test_out_and_in_and_out_again(stage: Stage) -> None:
    ana = await lived(stage)
    copy = await ana.export()
    assert len(copy["answers"]) >= 5 and len(copy["unplaced"]) == 1
    assert len(copy["visions"]) == 2
    ben = await stage.settled("Ben")
    name = "solbot-2026-11-27.json"
    await takes(ben, name, json.dumps(copy))
    ben.hears("2 visions are back, with all that stood beside.")
    ben.hears("1 question of your own is back")
    again = await ben.export()
    assert same(again) == same(copy)
    visions, questions = pages(again)
    assert [visions[1:], questions] == pages(copy)
    await ben.says("/journal Words of day 2")
    ben.hears("Words of day 2")
    # A second time, from either copy, there is nothing new.
    for one in (copy, again):
        await sends(ben, name, json.dumps(one))
        ben.hears("All of it is in your journal already")
        assert "vision" not in ben.last()
    await sends(ana, name, json.dumps(again))
    assert "entr" not in ana.last()
    ana.hears("All of it is in your journal already")


async def test_parts_of_one_question_come_in_as_one_entry(stage: Stage) -> None:
    ana = await stage.settled()
    await asked(stage, ana)
    await note(ana, "Hidden, and corrected")
    await ana.says("/journal Hidden")
    await ana.presses("1")
    await ana.presses("Correct")
    await ana.says("Hidden, and right now")
    await ana.says("/journal Hidden")
    await ana.presses("1")
    await ana.presses("More …")
    await ana.presses("Never bring it up")
    copy = await ana.export()
    ben = await stage.settled("Ben")
    name = "solbot-2026-11-27.json"
    await takes(ben, name, json.dumps(copy))
    await ben.says("/journal gate")
    ben.hears("A wall\nand a gate in it\n7")
    await ben.presses("1")
    shown = ben.shown()
    assert shown.index(FIRST) < shown.index("and a gate in it") < shown.index(SECOND)
    await ben.presses("3")
    await ben.presses("Correct")
    await ben.says("11")
    ben.hears("0 to 10")
    await ben.says("/cancel")
    again = await ben.export()
    assert same(again) == same(copy)
    assert len({one["asking"] for one in again["answers"]} - {None}) == 1
    (hidden,) = (one for one in again["answers"] if one["hidden"])
    assert [one["answer"] for one in hidden["earlier"]] == ["Hidden, and corrected"]
    # Nothing of it is asked again, and a search by the discipline finds it.
    await ben.says("/journal team learning")
    ben.hears("A wall")
    await ben.says("/import")
    await ben.presses("Undo number 1")
    assert (await ben.export())["answers"] == [] and await elsewhere(stage, ben.id) == 0


async def elsewhere(stage: Stage, person: int) -> int:
    """How much is kept that was asked of somebody elsewhere."""
    assert stage.works is not None
    async with stage.works.begin() as work:
        wanted = select(Prompt.id).where(
            Prompt.member_id == person, Prompt.state == PromptState.IMPORTED
        )
        return len((await work.session.scalars(wanted)).all())


@pytest.mark.both_databases
async def test_what_stands_beside_comes_in_too(stage: Stage) -> None:
    """A drawing and kept readings: out as a ZIP by the bot itself, in, and out again."""
    ana = await stage.settled()
    await ana.says("/vision")
    await ana.presses("A drawing")
    await sends_photo(ana, photo(colour="green"), "How it looks")
    _, title = some(stage)
    await opens(ana, title)
    await ana.presses("Keep it")
    copy = await zip_of(stage, ana)
    ben = await stage.settled("Ben")
    await sends(ben, "solbot-2026-11-23.zip", copy)
    ben.hears("1 reading that you kept would be kept again")
    await ben.says("/cancel")
    await takes(ben, "solbot-2026-11-23.zip", copy)
    ben.hears("1 drawing is back with its vision")
    ben.hears("1 reading that you kept is kept again")
    await ben.says("/vision")
    await ben.presses("The drawing")
    shown = next(one for one in reversed(ben.heard()) if one.file_id)
    assert stage.world.file(shown.file_id or "").content == photo(colour="green")
    assert shown.text == "How it looks"
    first, again = (json_in(one) for one in (copy, await zip_of(stage, ben)))
    assert same(again) == same(first)
    assert [one["reading"] for one in again["kept_readings"]] == [
        one["reading"] for one in first["kept_readings"]
    ]
    drawn = [one for one in (*first["visions"], *again["visions"]) if one["drawing"]]
    assert [one["drawing"]["caption"] for one in drawn] == ["How it looks"] * 2
    assert drawn[0]["drawn_at"] == drawn[1]["drawn_at"]
    await ben.says("/import")
    await ben.presses("Undo number 1")
    after = await ben.export()
    assert not after["kept_readings"] and not any(one["drawing"] for one in after["visions"])


async def zip_of(stage: Stage, person: Person) -> bytes:
    """Somebody's copy, as the bot makes it."""
    await person.says("/export zip")
    await stage.exported()
    return person.file(".zip")


def json_in(copy: bytes) -> dict[str, Any]:
    """The JSON of a copy."""
    with zipfile.ZipFile(io.BytesIO(copy)) as opened:
        (name,) = (one for one in opened.namelist() if one.startswith("solbot-") and "json" in one)
        found: dict[str, Any] = json.loads(opened.read(name))
        for one in found["answers"]:
            one["files"] = sorted(hashlib.sha256(opened.read(f)).hexdigest() for f in one["files"])
        return found


OF_APPS = {
    "Export.zip": brought.with_picture(),
    "daylio.csv": brought.DAYLIO_CSV.encode(),
    "old.csv": brought.DAYLIO_OLD.encode(),
    "backup.daylio": brought.daylio_backup(),
    "journey.zip": brought.journey(brought.journey_entry()),
    "vault.zip": brought.vault(),
}


@pytest.mark.parametrize("name", OF_APPS)
async def test_of_each_app_in_out_and_in_again(stage: Stage, name: str) -> None:
    ana = await stage.settled()
    await takes(ana, name, OF_APPS[name])
    ana.hears("in your journal now")
    copy = await zip_of(stage, ana)
    ben = await stage.settled("Ben")
    await takes(ben, "solbot-2026-11-23.zip", copy)
    ben.hears("in your journal now")
    first, again = json_in(copy), json_in(await zip_of(stage, ben))
    assert same(again) == same(first) and first["answers"]
    assert files(again) == files(first)
    await sends(ana, "solbot-2026-11-23.zip", ben.file(".zip"))
    ana.hears("All of it is in your journal already")


def files(copy: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """What is in the photos of each entry."""
    return sorted((one["answered_at"], one["files"]) for one in copy["answers"])


@pytest.mark.both_databases
async def test_undone_it_goes_with_its_page(stage: Stage) -> None:
    ana = await lived(stage)
    copy = await ana.export()
    ben = await stage.settled("Ben")
    before = pages(await ben.export())
    await takes(ben, "solbot-2026-11-27.json", json.dumps(copy))
    await ben.presses("Undo the import")
    ben.hears("It's undone")
    after = await ben.export()
    assert (after["answers"], after["unplaced"]) == ([], [])
    assert pages(after) == before


@pytest.mark.both_databases
async def test_a_zip_with_photos_and_voice(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.sends_photo("A caption")
    await ana.presses("Keep it as a note")
    await ana.sends_voice()
    await ana.presses("Keep it as a note")
    copy = await ana.export()
    photo, voice = (one.get("id", place) for place, one in enumerate(copy["answers"], 1))
    for number, one in zip((photo, voice), copy["answers"], strict=True):
        one["id"] = number
    packed = brought.packed(
        {
            "solbot-2026-11-23.json": json.dumps(copy),
            f"photos/{photo}-1.jpg": brought.JPEG,
            f"voice/{voice}.ogg": b"OggS-sound",
        }
    )
    ben = await stage.settled("Ben")
    await sends(ben, "solbot-2026-11-23.zip", packed)
    ben.hears("2 entries would come in")
    await ben.presses("Take them in")
    for words, label, content in (
        ("A caption", "Show the photo", brought.JPEG),
        ("[voice message]", "Listen", b"OggS-sound"),
    ):
        await ben.says("/journal")
        place = next(at for at in "12" if words in ben.last().split(f"{at}. ")[1].split("2. ")[0])
        await ben.presses(place)
        await ben.presses(label)
        shown = ben.heard()[-1]
        assert shown.file_id and stage.world.file(shown.file_id).content == content
    await sends(ana, "solbot-2026-11-23.zip", packed)
    ana.hears("All of it is in your journal already")


async def test_a_copy_in_parts(stage: Stage) -> None:
    ana = await stage.settled()
    for words in ("First", "Second", "Third"):
        await ana.sends_photo(words)
        await ana.presses("Keep it as a note")
        stage.clock.forward(minutes=1)
    copy = await ana.export()
    for number, one in enumerate(copy["answers"], 1):
        one |= {"id": number, "files": [f"photos/{number}-1.jpg"] if number < 3 else []}
    ben = await stage.settled("Ben")
    for part in (2, 1):
        name = f"solbot-2026-11-23-{part}-of-2.zip"
        files: dict[str, bytes | str] = {
            "solbot-2026-11-23.json": json.dumps(copy),
            f"photos/{part}-1.jpg": brought.JPEG,
        }
        await sends(ben, name, brought.packed(files))
        if part == 2:
            ben.hears("2 entries would come in")
            ben.hears("1 whose photos are in another part of your copy: it comes in with that one")
        else:
            ben.hears("1 entry would come in")
        await ben.presses("Take them in")
    assert sorted(one["answer"]["caption"] for one in await entries(ben)) == [
        *("First", "Second", "Third"),
    ]
    await sends(ben, "solbot-2026-11-23-1-of-2.zip", brought.packed(files))
    ben.hears("All of it is in your journal already")


async def test_the_parts_that_the_bot_makes_come_in_one_by_one(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = await lived(stage)
    await ana.presses("Keep it as a note")
    for colour in ("green", "teal"):
        await sends_photo(ana, photo(colour=colour), f"A {colour} wall")
        await ana.presses("Keep it as a note")
        stage.world.send_voice(ana.id, b"OggS" + random.Random(colour).randbytes(300_000))
        await stage.quiet()
        await ana.presses("Keep it as a note")
        stage.clock.forward(minutes=1)
    copy = without_ids(json_in(await zip_of(stage, ana)))
    with monkeypatch.context() as small:
        small.setattr("solbot.coaching.export.making.LARGEST_BACK", 400_000)
        await zip_of(stage, ana)
    parts = [one for one in ana.heard() if "-of-" in (one.file_name or "")]
    assert len(parts) == 3 and all("of-3.zip" in (one.file_name or "") for one in parts)
    ben = await stage.settled("Ben")
    first, second, third = parts
    for part in (first, third, second):  # in any order
        content = stage.world.file(part.file_id or "").content
        assert len(content) <= 400_000
        await takes(ben, part.file_name or "", content)
    again = without_ids(json_in(await zip_of(stage, ben)))
    assert same(again) == same(copy) and files(again) == files(copy)
    assert sum(len(names) for _, names in files(again)) == 4
    visions, questions = pages(again)
    assert [visions[1:], questions] == pages(copy)
    for part in parts:
        await sends(ben, part.file_name or "", stage.world.file(part.file_id or "").content)
        ben.hears("All of it is in your journal already")


def without_ids(copy: dict[str, Any]) -> dict[str, Any]:
    """A copy without what Telegram calls its photos and voice; what has come in has no such name."""
    for one in copy["answers"]:
        if one["kind"] in ("photo", "voice"):
            one["answer"] |= {one["kind"]: None}
    return copy


async def test_a_copy_made_by_hand_is_taken_as_far_as_it_goes(stage: Stage) -> None:
    ana = await stage.settled()
    at = "2026-01-02T08:00:00+00:00"
    on = {"for_date": "2026-01-02"}
    odd = {
        "schema_version": 2,
        "member": {"id": 1},
        "answers": [
            {"kind": "scale", "answer": 11, "for_date": "2026-01-02", "answered_at": at},
            {"kind": "scale", "answer": 7, "for_date": "2026-01-02", "answered_at": at},
            {"kind": "multi", "answer": [], "for_date": "2026-01-02", "answered_at": at},
            {"kind": "text", "answer": "a" * 400_001, "for_date": "2026-01-02", "answered_at": at},
            {"kind": "text", "answer": "b", "for_date": "soon", "answered_at": at},
            {"kind": "photo", "answer": {"photo": None, "caption": None}, "for_date": "2026-01-02", "answered_at": at},
            {"kind": "file", "answer": "/etc/passwd", "for_date": "2026-01-02", "answered_at": at},
        ],
        "visions": [
            7,
            {"created_at": "never", "revisions": []},
            {
                "created_at": at,
                "revisions": [{"kind": "first", "words": "A choir", "at": at}, {"kind": "x"}, 3],
                "facts": [{"words": "f" * 5000, **on}, {"words": "We are four", **on}],
                "closeness": [{"value": 12, **on, "at": at}, {"value": True, **on, "at": at}],
                "steps": [{"words": "Sing", "at": at, "outcome": "maybe"}],
            },
        ],
        "own_questions": [{"words": ""}, {"words": "Who?", "days": [1, 9, "x"], "kind": "dance"}, None],
        "seats": {},
        "requests": [1, 2],
    }  # fmt: skip
    await sends(ana, "solbot-x.json", json.dumps(odd))
    ana.hears("1 entry would come in")
    ana.hears("5 that I couldn't read")
    ana.hears("1 without a date")
    ana.hears("2 things that hang on your account")
    await ana.presses("Take them in")
    ana.hears("1 vision is back")
    copy = await ana.export()
    assert [one["answer"] for one in await entries(ana)] == [7]
    vision = copy["visions"][-1]
    assert [one["words"] for one in vision["revisions"]] == ["A choir"]
    assert [one["words"] for one in vision["facts"]] == ["We are four"]
    assert (vision["closeness"], vision["steps"]) == ([], [])
    assert [(one["words"], one["kind"], one["days"]) for one in copy["own_questions"]] == [
        ("Who?", "text", [1])
    ]
