"""Files as other apps publish them, with their quirks; and what may be wrong with a file."""

from __future__ import annotations

import base64
import io
import json
import random
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

JPEG = b"\xff\xd8\xff\xe0" + b"a picture" * 40
PNG = b"\x89PNG\r\n\x1a\n" + b"another" * 40


def packed(files: Mapping[str, bytes | str]) -> bytes:
    """A ZIP."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def day_one_entry(**more: Any) -> dict[str, Any]:
    """An entry as Day One writes it: every full stop has a backslash before it."""
    return {
        "uuid": "8F0C4E5A0B7E4C0F9B5D1A2B3C4D5E6F",
        "creationDate": "2024-03-05T23:30:15Z",
        "modifiedDate": "2024-03-06T08:00:00Z",
        "timeZone": "Europe/Madrid",
        "text": "The lake was frozen\\. I walked on it \\(a little\\)\\!",
        "richText": json.dumps({"contents": [{"text": "The lake was frozen."}]}),
        "starred": False,
        "isAllDay": False,
        "tags": ["winter", "long walks"],
        "location": {"placeName": "Laguna Negra", "latitude": 42.0, "longitude": -2.8},
        **more,
    }


def day_one_json(*entries: Mapping[str, Any]) -> str:
    """Journal.json."""
    return json.dumps({"metadata": {"version": "1.0"}, "entries": list(entries)})


def day_one(*entries: Mapping[str, Any], files: Mapping[str, bytes] | None = None) -> bytes:
    """The ZIP with it."""
    return packed({"Journal.json": day_one_json(*entries), **(files or {})})


def with_picture() -> bytes:
    """A Day One ZIP in which an entry has two pictures, one of them not in the file, and a recording."""
    entry = day_one_entry(
        text="Before\n\n![](dayone-moment://B2)\n\nAfter ![](dayone-moment:/audio/C3)\\.",
        photos=[
            {"identifier": "A1", "md5": "aaaa", "type": "jpeg", "orderInEntry": 0},
            {"identifier": "B2", "md5": "bbbb", "type": "jpeg", "orderInEntry": 1},
        ],
        audios=[{"identifier": "C3", "format": "aac"}],
    )
    return day_one(entry, files={"photos/bbbb.jpeg": JPEG})


DAYLIO_CSV = (
    "\ufefffull_date,date,weekday,time,mood,activities,note_title,note\r\n"
    '2024-11-02,2 de noviembre,sábado,"7:05 p. m.",bien,"leer | dar un paseo","Un título","Una nota, con coma"\r\n'
    '2024-11-01,1 de noviembre,viernes,"12:10 a. m.",regular,"","",""\r\n'
)
DAYLIO_OLD = (
    "year,date,weekday,time,mood,activities,note\n"
    '2017,8. Mai,Montag,19:05,gut,"Lesen | Yoga","Im Garten"\n'
)


def daylio_backup(**more: Any) -> bytes:
    """A `.daylio`: months counted from 0, moods and tags by number."""
    content = {
        "version": 15,
        "dayEntries": [
            {
                "id": 1, "minute": 45, "hour": 10, "day": 31, "month": 11, "year": 2023,
                "datetime": 1704037500000, "timeZoneOffset": -18000000, "mood": 6,
                "note": "Packed<br>and ready", "note_title": "The last day", "tags": [7], "assets": [3],
            }
        ],
        "tags": [{"id": 7, "name": "travel"}],
        "customMoods": [
            {"id": 1, "custom_name": "", "predefined_name_id": 1},
            {"id": 6, "custom_name": "so-so", "predefined_name_id": -1},
        ],
        "assets": [{"id": 3, "checksum": "c0ffee", "type": 1}],
        **more,
    }  # fmt: skip
    text = base64.encodebytes(json.dumps(content).encode()).decode()
    return packed({"backup.daylio": text, "assets/photos/2023/12/c0ffee": JPEG})


def journey_entry(**more: Any) -> dict[str, Any]:
    """One of Journey's files: HTML, milliseconds, and a place that is none."""
    return {
        "text": '<p dir="auto">Rain &amp; wind</p><ul><li>tea</li><li>a book</li></ul>'
        "<script>alert('run')</script><img src=\"https://example.org/pixel.gif\">",
        "type": "html",
        "date_modified": 1500000000000,
        "date_journal": 1500000000000,
        "id": "1500000000000-3fd5f2a1",
        "preview_text": "Rain",
        "address": "",
        "lat": 1.7976931348623157e308,
        "lon": 1.7976931348623157e308,
        "mood": 0,
        "label": "",
        "sentiment": 1.0,
        "timezone": "Asia/Tokyo",
        "favourite": False,
        "tags": ["rain"],
        "photos": ["1500000000000-a.jpg", "1500000000000-b.mp3"],
        "weather": {"id": -1, "degree_c": 1.7976931348623157e308, "description": "", "place": ""},
        **more,
    }


def journey(*entries: Mapping[str, Any]) -> bytes:
    """The ZIP of them."""
    files: dict[str, bytes | str] = {f"{one['id']}.json": json.dumps(one) for one in entries}
    return packed({**files, "1500000000000-a.jpg": JPEG})


def vault() -> bytes:
    """Markdown files of several habits."""
    return packed(
        {
            "daily/2024-03-05.md": "Only the date in the name\n\n![[shore.png]]\n![x](https://example.org/x.png)",
            "2024_03_06.md": "As Logseq names them",
            "2024/03/07.md": "In folders",
            "Ideas.md": "---\ntitle: An idea\ndate: 2024-03-08T07:15:00+01:00\n"
            "tags: [one, two words]\nmood: calm\n---\nWords",
            "Shopping.md": "No date at all",
            "attachments/shore.png": PNG,
        }
    )


def many(count: int, photos: int = 0) -> bytes:
    """A Day One ZIP of so many entries."""

    def entry(number: int) -> dict[str, Any]:
        day, minute = divmod(number, 1440)
        return day_one_entry(
            uuid=f"{number:032X}",
            creationDate=f"{2010 + day // 300}-{1 + day // 25 % 12:02}-{1 + day % 25:02}"
            f"T{minute // 60:02}:{minute % 60:02}:00Z",
            text=f"Number {number}\\. " + "Some words of an ordinary day, as people write them\\. " * 12,
            photos=[{"identifier": f"P{number}", "md5": f"p{number}", "type": "jpeg"}] if number < photos else [],
        )  # fmt: skip

    noise = random.Random(count).randbytes
    files = {f"photos/p{number}.jpeg": JPEG + noise(99_000) for number in range(photos)}
    return day_one(*map(entry, range(count)), files=files)


def names(entries: Sequence[Mapping[str, Any]]) -> list[str]:
    """The beginnings of exported answers."""
    return [str(one["answer"])[:20] for one in entries]
