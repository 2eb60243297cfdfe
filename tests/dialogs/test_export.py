"""A journal is taken away: at once as text, and as a book or in one ZIP, which take a while."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import random
import shutil
import subprocess
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from solbot.db.tables import ExportErrand
from solbot.fake_telegram.chats import ChatMessage
from tests.dialogs.people import PATIENCE, Person, Stage, at_work
from tests.exports.test_as_json import faults

BOOK, ZIP = "As a book (PDF)", "Everything in one ZIP"


def photo(width: int = 320, height: int = 240, colour: str = "teal") -> bytes:
    """A real picture."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "jpeg")
    return out.getvalue()


async def sends(person: Person, content: bytes, caption: str | None = None) -> None:
    person.stage.world.send_photo(person.id, content, caption=caption)
    await person.stage.quiet()


async def writer(stage: Stage) -> Person:
    """Somebody with an answer, a photo, a voice message and a note."""
    ana = await stage.settled()
    await stage.days(1)
    await ana.says("# not a heading\n=1+1")
    await sends(ana, photo(), "The rehearsal room")
    await ana.presses("Keep it as a note")
    await ana.sends_voice()
    await ana.presses("Keep it as a note")
    return ana


def zipped(person: Person) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(person.file(".zip")))


def files(person: Person) -> list[str]:
    return [one.file_name for one in person.heard() if one.file_name]


async def test_at_once_as_text_with_more_on_offer(stage: Stage) -> None:
    ana = await writer(stage)
    await ana.says("/export")
    assert files(ana) == ["solbot-2026-11-24.json", "solbot-2026-11-24.md"]
    ana.hears("Here is everything, twice")
    assert ana.labels() == [BOOK, ZIP]
    document = json.loads(ana.file(".json"))
    assert faults(document) == []
    assert document["answers"][0]["part"] == 0
    assert "\\# not a heading" in ana.file(".md").decode()


@pytest.mark.both_databases
async def test_everything_in_one_zip(stage: Stage, tmp_path: Path) -> None:
    ana = await writer(stage)
    await ana.says("/export")
    await ana.presses(ZIP)
    await stage.exported()
    ana.sees("Here is everything, in one ZIP.")
    there = zipped(ana)
    assert there.testzip() is None
    names = there.namelist()
    document = json.loads(there.read("solbot-2026-11-24.json"))
    assert faults(document) == []
    kept = {name for one in document["answers"] for name in one["files"]}
    assert kept == {name for name in names if name.startswith(("photos/", "voice/"))}
    (picture,) = (name for name in kept if name.startswith("photos/"))
    (voice,) = (name for name in kept if name.startswith("voice/"))
    assert there.read(picture) == photo() and there.read(voice) == b"OggS-sound"
    assert there.read("journal.pdf").startswith(b"%PDF-1.7")
    month = there.read("journal/2026-11.md").decode()
    assert month.startswith('---\ntitle: "November 2026"\ndate: 2026-11-01\n')
    assert "  - personal-mastery\n" in month and f"![](../{picture})" in month
    assert "\\# not a heading\\\n\\=1+1" in month
    rows = list(csv.DictReader(io.StringIO(there.read("journal.csv").decode("utf-8-sig"))))
    assert rows[0]["answer"] == "# not a heading\n=1+1"
    assert "journal.pdf: your journal as a book" in there.read("README.txt").decode()
    assert unzipped(ana.file(".zip"), tmp_path) == sorted(names)


def unzipped(content: bytes, folder: Path) -> list[str]:
    """What the program everybody has takes out of it."""
    if shutil.which("unzip") is None:
        pytest.skip("NO UNZIP: what it makes of the ZIP was not seen")
    file = folder / "copy.zip"
    file.write_bytes(content)
    subprocess.run(["unzip", "-q", str(file), "-d", str(folder / "out")], check=True)
    out = folder / "out"
    return sorted(str(one.relative_to(out)) for one in out.rglob("*") if one.is_file())


@pytest.mark.parametrize("said", ["as a book (pdf)", "/export pdf", "/export As a book (PDF)", "1"])
async def test_a_book_for_words_too(stage: Stage, said: str) -> None:
    ana = await writer(stage)
    await ana.says("/export")
    await ana.says(said)
    await stage.exported()
    ana.sees("Here is your book: ")
    assert ana.file(".pdf").startswith(b"%PDF-1.7") and files(ana)[-1] == "solbot-2026-11-24.pdf"


async def test_one_at_a_time(stage: Stage) -> None:
    ana = await writer(stage)
    slow(stage)
    await ana.says("/export zip")
    await ana.says("/export pdf")
    assert ana.heard_of("Your ZIP is already in the making.") == 1
    fast(stage)
    await stage.exported()
    assert [name for name in files(ana) if not name.endswith("json")] == ["solbot-2026-11-24.zip"]
    await ana.says("/export pdf")
    await stage.exported()
    assert files(ana)[-1] == "solbot-2026-11-24.pdf"


def slow(stage: Stage) -> None:
    """Every file takes its time."""
    stage.world.weather.latency = 0.3


def fast(stage: Stage) -> None:
    stage.world.weather.latency = 0.0


async def test_a_third_waits_for_its_turn(stage: Stage) -> None:
    people = [await stage.settled(name) for name in ("Ana", "Bea", "Cleo")]
    for person in people:
        await sends(person, photo())
        await person.presses("Keep it as a note")
    slow(stage)
    for person in people:
        stage.world.say(person.id, "/export zip")
    await progress(*people, words="Others are being served just now")
    fast(stage)
    await stage.exported()
    assert [files(one) for one in people] == [["solbot-2026-11-23.zip"]] * 3


@pytest.mark.parametrize("said", ["cancel", "stop", "/cancel", "Call it off"])
async def test_called_off_by_words(stage: Stage, said: str) -> None:
    ana = await writer(stage)
    slow(stage)
    await ana.says("/export zip")
    if said == "Call it off":
        await progress(ana)
    await ana.says(said)
    fast(stage)
    await stage.exported()
    assert ana.heard_of("Called off. Nothing of it is left") >= 1
    assert ana.heard_of("in the making") == 0 and files(ana) == []
    await ana.says("/cancel")
    ana.hears("nothing to cancel")


async def test_called_off_by_its_button_and_twice(stage: Stage) -> None:
    ana = await writer(stage)
    slow(stage)
    await ana.says("/export zip")
    message = await progress(ana)
    await ana.taps(message.message_id, "xx")
    ana.sees("Called off. Nothing of it is left")
    await ana.taps(message.message_id, "xx")
    assert ana.toasts()[-1].startswith("This button")
    fast(stage)
    await stage.exported()
    assert files(ana) == []


async def progress(*people: Person, words: str = "in the making") -> ChatMessage:
    """The message that says how far it is, to one of these, as soon as it is there."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        for person in people:
            for one in person.heard():
                if words in one.text:
                    return one
        await asyncio.sleep(0.01)
    raise AssertionError(f"nobody heard {words!r}")


async def test_an_open_question_stays_while_it_is_called_off(stage: Stage) -> None:
    ana = await stage.settled()
    await stage.days(1)
    slow(stage)
    await ana.says("/export zip")
    await ana.says("cancel")
    fast(stage)
    await stage.exported()
    await ana.says("It was quieter than I thought")
    assert (await ana.export())["answers"][0]["answer"] == "It was quieter than I thought"


@pytest.mark.both_databases
async def test_whoever_is_forgotten_meanwhile_gets_nothing(stage: Stage) -> None:
    ana = await writer(stage)
    slow(stage)
    await ana.says("/export zip")
    await progress(ana)
    await ana.says("/forget")
    await ana.says("forget me")
    fast(stage)
    await stage.exported()
    ana.hears("Receipt")
    assert files(ana) == [] and ana.heard_of("in the making") == 0


@pytest.mark.both_databases
async def test_after_a_restart_it_is_made_again(stage: Stage) -> None:
    ana = await writer(stage)
    slow(stage)
    await ana.says("/export zip")
    message = await progress(ana)
    await stage.stop()
    fast(stage)
    await stage.start()
    await stage.exported()
    said = stage.world.find(ana.id, message.message_id)
    assert said is not None and said.text.startswith("Here is everything, in one ZIP.")
    assert zipped(ana).testzip() is None


@pytest.mark.both_databases
async def test_nothing_is_said_any_more_once_the_bot_has_stopped(stage: Stage) -> None:
    ana = await writer(stage)
    slow(stage)
    stage.world.say(ana.id, "/export zip")
    async with asyncio.timeout(PATIENCE):
        while not any("Telling._put_down" in one for one in at_work()):
            await asyncio.sleep(0.001)
    await stage.stop()
    assert at_work() == []
    fast(stage)
    await stage.start()
    await stage.exported()
    ana.sees("Here is everything, in one ZIP.")


async def test_a_photo_that_is_gone_is_named_and_the_rest_goes_on(stage: Stage) -> None:
    ana = await writer(stage)
    await sends(ana, photo(colour="orange"))
    await ana.presses("Keep it as a note")
    gone = (await ana.export())["answers"][1]
    lose(stage, gone["answer"]["photo"])
    await ana.says("/export zip")
    await stage.exported()
    ana.sees("1 photo or voice message could not be fetched from Telegram")
    there = zipped(ana)
    name = f"photos/{gone['id']}-1.jpg"
    assert name not in there.namelist() and name in there.read("README.txt").decode()
    assert len([one for one in there.namelist() if one.startswith("photos/")]) == 1
    assert "could not be fetched" in there.read("journal/2026-11.md").decode()


def lose(stage: Stage, file_id: str) -> None:
    """Telegram has a file no more."""
    del stage.world._files[file_id]


async def test_more_than_a_bot_can_fetch_comes_in_parts(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = await writer(stage)
    for _ in range(3):
        stage.world.send_voice(ana.id, b"OggS" + random.randbytes(400_000))
        await stage.quiet()
        await ana.presses("Keep it as a note")
    monkeypatch.setattr("solbot.coaching.export.making.LARGEST_BACK", 900_000)
    await ana.says("/export zip")
    await stage.exported()
    ana.sees("Here is everything, in ")
    names = [name for name in files(ana) if name.endswith(".zip")]
    assert len(names) == 3
    assert names == [
        f"solbot-2026-11-24-{part}-of-{len(names)}.zip" for part in range(1, len(names) + 1)
    ]
    whole: dict[str, Any] = {}
    for message in ana.heard():
        if (message.file_name or "").endswith(".zip"):
            content = stage.world.file(message.file_id or "").content
            assert len(content) <= 900_000
            part = zipfile.ZipFile(io.BytesIO(content))
            assert part.testzip() is None and "README.txt" in part.namelist()
            document = json.loads(part.read("solbot-2026-11-24.json"))
            pictures = {name for name in part.namelist() if "/" in name and "journal" not in name}
            assert not whole.keys() & pictures
            assert bool(pictures) == ("journal.pdf" not in part.namelist())
            whole |= dict.fromkeys(pictures)
    assert whole.keys() == {name for one in document["answers"] for name in one["files"]}


async def test_buttons_that_mean_nothing_any_more(stage: Stage) -> None:
    ana = await stage.settled()
    await ana.says("/export")
    message = ana.heard()[-1]
    for data in ("xk:poster", "xk:", "xx"):
        await ana.taps(message.message_id, data)
        assert ana.toasts()[-1].startswith("This button")


async def test_a_journal_with_nothing_in_it(stage: Stage) -> None:
    ana = await stage.settled()
    for kind in ("pdf", "zip"):
        await ana.says(f"/export {kind}")
        await stage.exported()
    assert files(ana) == ["solbot-2026-11-23.pdf", "solbot-2026-11-23.zip"]
    assert b"%%EOF" in ana.file(".pdf")


async def test_one_whose_maker_was_killed_is_made_by_another(stage: Stage) -> None:
    ana = await writer(stage)
    assert stage.works is not None
    async with stage.works.begin() as work:
        work.session.add(
            ExportErrand(
                member_id=ana.id,
                kind="book",
                asked_at=work.now,
                holder="of a process that is gone",
                seen_at=work.now,
            )
        )
    stage.clock.forward(seconds=31)
    stage.works.errands.set()
    await stage.exported()
    ana.sees("Here is your book")


async def test_what_fails_is_said_and_can_be_asked_for_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = await writer(stage)
    monkeypatch.setattr("solbot.coaching.export.making.WORKER", "solbot.books.nobody")
    await ana.says("/export pdf")
    await stage.exported()
    ana.sees("I could not finish your book")
    monkeypatch.undo()
    await ana.says("ask again")
    await stage.exported()
    ana.sees("Here is your book")


async def test_telegram_gives_no_files_and_the_rest_goes_on(stage: Stage) -> None:
    ana = await writer(stage)
    for one in list(stage.world._files):
        lose(stage, one)
    await ana.says("/export pdf")
    await stage.exported()
    ana.sees("1 photo or voice message could not be fetched")
    assert ana.file(".pdf").startswith(b"%PDF")
