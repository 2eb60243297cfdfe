"""Files that can't be taken in: each is one kind answer that says what to do, and nothing of it is kept."""

from __future__ import annotations

import io
import json
import random
import struct
import time
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from solbot import limits
from solbot.db.tables import Answer, Import
from solbot.fake_telegram import methods
from solbot.fake_telegram.calls import Call, Refusal
from tests import brought
from tests.dialogs.people import Stage
from tests.dialogs.test_import import entries, rows, sends, takes

ONE = brought.day_one(brought.day_one_entry())


def with_password() -> bytes:
    """A ZIP that says of its files that they are encrypted."""
    content = bytearray(ONE)
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def bomb() -> bytes:
    """A few kilobytes that would become 300 MB."""
    return brought.packed({"Journal.json": b" " * (300 * 2**20)})


def large_json() -> bytes:
    """100 MB of entries, packed as well as words of people can be."""
    words = "".join(chr(97 + (number * number) % 26) for number in range(5000))
    entry = json.dumps(brought.day_one_entry(text=words))
    return brought.packed({"Journal.json": '{"entries":[' + ",".join([entry] * 18_000) + "]}"})


def says_little() -> bytes:
    """A ZIP whose table of contents says that its file is small, which it is not."""
    content = bytearray(brought.day_one(*[brought.day_one_entry()] * 3000))
    at = content.index(b"PK\x01\x02") + 24
    content[at : at + 4] = struct.pack("<I", 100_000)
    return bytes(content)


def many_files() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(60_001):
            archive.writestr(f"{number}.md", b"")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.zip", b"PK\x03\x04 and no more", "damaged or cut off"),
        ("x.zip", ONE[:-30], "damaged or cut off"),
        ("x.json", brought.day_one_json(brought.day_one_entry())[:-20], "damaged or cut off"),
        ("x.json", '{"schema_version": 2, "answers": [' + "[" * 100_000, "damaged or cut off"),
        ("x.zip", says_little(), "damaged or cut off"),
        ("x.daylio", brought.packed({"backup.daylio": "not base64!"}), "damaged or cut off"),
        ("x.md", b"\xff\xfe\xff", "damaged or cut off"),
        ("x.zip", with_password(), "has a password"),
        ("x.zip", bomb, "unpacks to far more"),
        ("x.zip", large_json, "unpacks to far more"),
        ("x.zip", many_files, "unpacks to far more"),
        ("x.csv", "name,price\nbread,2\n", "I don't know this kind of file"),
        ("x.json", '{"entry": 1}', "I don't know this kind of file"),
        ("x.zip", brought.packed({"a.txt.exe": b"MZ"}), "I don't know this kind of file"),
        ("x.zip", brought.packed({}), "There is nothing in this file"),
    ],
    ids=lambda one: one[:12] if isinstance(one, str) else "",
)
async def test_a_file_that_can_not_be_read(
    stage: Stage, name: str, content: bytes | str | Callable[[], bytes], said: str
) -> None:
    ana = await stage.settled()
    await sends(ana, name, content() if callable(content) else content)
    ana.hears(said)
    ana.hears("Nothing was taken in.")
    assert await rows(stage, Answer) == 0
    await takes(ana, "Export.zip", ONE)
    assert len(await entries(ana)) == 1


async def test_what_leads_out_of_the_file_is_left_out(stage: Stage) -> None:
    link = zipfile.ZipInfo("2024-01-02.md")
    link.external_attr = 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("2024-01-01.md", "Words")
        archive.writestr(link, "/etc/passwd")
        for name in ("../2024-01-03.md", "/tmp/2024-01-04.md", "C:\\2024-01-05.md", "a\\..\\b.md"):
            archive.writestr(name, "Words that lead out")
    ana = await stage.settled()
    await sends(ana, "vault.zip", out.getvalue())
    ana.hears("1 entry would come in, of 1 January 2024")
    ana.hears("5 files whose names lead out of the ZIP")
    await ana.presses("Take them in")
    assert [one["answer"] for one in await entries(ana)] == ["Words"]


async def test_entries_that_can_not_be_right_are_counted(stage: Stage) -> None:
    ana = await stage.settled()
    entry = brought.day_one_entry
    odd: list[Any] = [
        entry(text="Fine"),
        entry(creationDate="0000-01-01T00:00:00Z"),
        entry(creationDate="9999-12-31T23:59:59Z", timeZone="Pacific/Auckland"),
        entry(creationDate="1066-10-14T00:00:00Z"),
        entry(creationDate="9999-12-31T23:59:59Z", timeZone="UTC"),
        entry(creationDate=17),
        entry(text="", tags=[], location=None),
        entry(text="w" * 40_001),
        entry(text="\ud800 \0 half a sign", timeZone=5, tags="none", photos={"a": 1}, location=[]),
        17,
    ]
    await sends(ana, "Journal.json", brought.day_one_json(*odd))
    ana.hears("2 entries would come in, of 6 March 2024")
    ana.hears("3 without a date")
    ana.hears("2 whose dates can't be right")
    ana.hears("1 with nothing in it\n6 Mar 2024")
    ana.hears("1 longer than 40,000 letters")
    ana.hears("1 that I couldn't read")
    await ana.presses("Take them in")
    fine, half = await entries(ana)
    assert fine["answer"].startswith("Fine") and "half a sign" in half["answer"]


async def test_more_than_there_is_room_for(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "IMPORTED", 3)
    monkeypatch.setattr(limits, "IMPORTED_PHOTOS", 150_000)
    ana = await stage.settled()
    await sends(ana, "Export.zip", brought.many(5, photos=2))
    ana.hears("3 entries would come in")
    ana.hears("2 for which there is no room: 20,000 can come in")
    await ana.presses("Take them in")
    ana.hears("3 entries are in your journal now, with 1 photo")
    ana.hears("1 photo was left out")


async def test_pictures_that_telegram_does_not_show_or_that_are_too_large(stage: Stage) -> None:
    photos = [
        {"identifier": name.upper(), "md5": name, "type": "jpeg"}
        for name in ("tiff", "large", "ok")
    ]
    files = {
        "photos/tiff.jpeg": b"II*\0" + b"x" * 100,
        "photos/large.jpeg": brought.JPEG + random.Random(1).randbytes(11 * 2**20),
        "photos/ok.jpeg": brought.JPEG,
    }
    only = brought.day_one_entry(text="", tags=[], location=None, photos=photos[:1])
    ana = await stage.settled()
    await sends(
        ana, "x.zip", brought.day_one(brought.day_one_entry(photos=photos), only, files=files)
    )
    ana.hears("1 entry would come in, of 6 March 2024, with 1 photo")
    ana.hears("1 photo of more than 10 MB")
    ana.hears("2 pictures of a kind that Telegram doesn't show")


async def test_a_file_that_telegram_does_not_give(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = await stage.settled()

    def refuse(reason: str) -> None:
        def refused(_: Call) -> Any:
            raise Refusal(400, reason)

        monkeypatch.setitem(methods.METHODS, "getfile", refused)

    refuse("Bad Request: file is too big")
    await sends(ana, "Export.zip", ONE)
    ana.hears("20 MB is the most")
    ana.hears("in parts")
    refuse("Bad Request: wrong file_id or the file is temporarily unavailable")
    await sends(ana, "Export.zip", ONE)
    ana.hears("send it once more in a while")
    await ana.presses("Another file")
    ana.sees("Send me the file here")


async def test_a_file_too_large_by_what_telegram_says_is_not_asked_for(stage: Stage) -> None:
    ana = await stage.settled()
    await sends(ana, "Export.zip", ONE + b"\0" * (65 * 2**20))
    ana.hears("20 MB is the most")


async def test_more_files_in_a_day_than_anybody_has(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "IMPORTS_A_DAY", 2)
    ana = await stage.settled()
    for _ in range(2):
        await sends(ana, "Export.zip", ONE)
    await sends(ana, "Export.zip", ONE)
    ana.hears("as many files as I can look into in one day")
    assert await rows(stage, Import) == 2
    stage.clock.forward(days=1)
    await sends(ana, "Export.zip", ONE)
    ana.hears("1 entry would come in")


async def test_reading_takes_long_in_vain_and_nobody_else_waits(stage: Stage) -> None:
    """A page of brackets that makes many parsers slow."""
    ana, ben = await stage.settled(), await stage.settled("Ben")
    page = "<p>" + "<a" * 200_000 + "<!-" * 100_000
    stage.world.say(ana.id, "/import")
    await stage.quiet()
    began = time.monotonic()
    await ana.sends_file("x.zip", brought.journey(brought.journey_entry(text=page)))
    await ben.says("/help")
    assert time.monotonic() - began < 60
    ben.hears("What we can do together")
