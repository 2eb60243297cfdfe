"""What is read out of files of other apps: words, moments, and what is left out. No database, no chat."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solbot.coaching.imports import (
    day_one,
    daylio,
    html_text,
    journey,
    json_stream,
    markdown,
    reading,
)
from solbot.coaching.imports.rules import (
    Bringer,
    ImportRefusal,
    LeftOut,
    Read,
    ReadEntry,
    RefusedFile,
    clean,
)
from tests import brought

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ANA = Bringer(NOW, ZoneInfo("Europe/Madrid"), ("rad", "good", "meh", "bad", "awful"))


def the_entry(found: Read) -> ReadEntry:
    assert isinstance(found, ReadEntry), found
    return found


@pytest.mark.parametrize(
    ("said", "hour"),
    [
        ("19:05", 19), ("7:05 PM", 19), ("7:05\u202fPM", 19), ("7:05 p. m.", 19), ("7:05 p.m.", 19),
        ("12:05 AM", 0), ("12:05 a. m.", 0), ("12:05 PM", 12), ("07:05", 7), ("下午7:05", 19),
        ("오후 7:05", 19), ("上午7:05", 7), ("7.05", 7), ("19h05", 19),
    ],
)  # fmt: skip
def test_times_of_daylio(said: str, hour: int) -> None:
    text = f"full_date,date,weekday,time,mood,activities,note\n2024-06-01,x,x,{said},good,,Words\n"
    entry = the_entry(next(iter(daylio.read_csv(text, ANA))))
    assert entry.at.astimezone(ANA.zone).hour == hour
    assert entry.at.minute == 5


@pytest.mark.parametrize(
    ("said", "month", "day"),
    [
        ("May 8", 5, 8), ("8 May", 5, 8), ("8. Mai", 5, 8), ("8 de mayo", 5, 8), ("8 mai", 5, 8),
        ("5月8日", 5, 8), ("8 мая", 5, 8), ("December 31", 12, 31), ("31 dic", 12, 31),
    ],
)  # fmt: skip
def test_dates_of_an_old_daylio(said: str, month: int, day: int) -> None:
    text = f'year,date,weekday,time,mood,activities,note\n2017,"{said}",x,10:00,good,a | b,\n'
    entry = the_entry(next(iter(daylio.read_csv(text, ANA))))
    assert (entry.on, entry.body["text"]) == (date(2017, month, day), "good · a · b")


@pytest.mark.parametrize(
    ("name", "on"),
    [
        ("2024-03-05.md", date(2024, 3, 5)),
        ("Journal/2024-03-05 A walk.md", date(2024, 3, 5)),
        ("2024_03_05.md", date(2024, 3, 5)),
        ("20240305.md", date(2024, 3, 5)),
        ("2024.03.05.markdown", date(2024, 3, 5)),
        ("2024/03/05.md", date(2024, 3, 5)),
        ("2024/03-March/05.md", date(2024, 3, 5)),
        ("2024/2024-03-05.md", date(2024, 3, 5)),
        ("2024-13-05.md", None),
        ("2024-02-30.md", None),
        ("Room 20240.md", None),
        ("Ideas.md", None),
    ],
)
def test_dates_in_names(name: str, on: date | None) -> None:
    found = markdown.read_one(name, "Words", ANA, {})
    assert (found.on if isinstance(found, ReadEntry) else None) == on


@pytest.mark.parametrize(
    ("head", "at"),
    [
        ("date: 2024-03-05", "2024-03-05T11:00"),
        ("date: 2024-03-05 19:05", "2024-03-05T18:05"),
        ("created: 2024-03-05T19:05:00Z", "2024-03-05T19:05"),
        ("Created: '2024-03-05T19:05:00-05:00'", "2024-03-06T00:05"),
        ("date: soon", None),
        ("date: [1, 2]", None),
        ("- a list", None),
        ("date: 2024-03-05\na: &x [1]\nb: *x", "2024-03-05T11:00"),
        ("{", None),
    ],
)
def test_dates_at_the_top(head: str, at: str | None) -> None:
    found = markdown.read_one("Ideas.md", f"---\n{head}\n---\nWords", ANA, {})
    assert (f"{found.at:%Y-%m-%dT%H:%M}" if isinstance(found, ReadEntry) else None) == at


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("One<br>Two<br/>Three", "One\nTwo\nThree"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        ("<b>bold</b> &amp; <i>thin</i> &lt;3", "bold & thin <3"),
        ("<script>alert(1)</script>Words<style>p{}</style>", "Words"),
        ("<a href='https://example.org'>a link</a>", "a link"),
        ("<img src=x onerror=alert(1)>Words", "Words"),
        ("<p>never closed", "never closed"),
        ("a < b and c > d", "a < b and c > d"),
        ("<iframe src=x>inner</iframe>after", "after"),
    ],
)
def test_the_words_of_html(html: str, words: str) -> None:
    assert html_text.words_of_html(html) == words


def test_the_zone_stands_beside_utc_and_backslashes_go() -> None:
    entry = brought.day_one_entry(
        creationDate="2024-07-01T02:00:00Z",
        timeZone="America/New_York",
        text="1\\. One\\.\n\\- two \\_three\\_ a\\\\b ![](dayone-moment://AB12) [](dayone-moment:/video/CD34)",
        tags=[],
        location=None,
    )
    found, *_ = day_one.read(brought.day_one_json(entry), ANA, None)
    assert the_entry(found).on == date(2024, 6, 30)
    assert the_entry(found).body["text"] == "1. One.\n- two _three_ a\\b"


@pytest.mark.parametrize("value", [1.79e308, -1.79e308, 10**30, True, "x", None, [], float("nan")])
def test_a_moment_that_is_none(value: Any) -> None:
    found, *_ = journey.read_one(brought.journey_entry(date_journal=value), ANA, {})
    assert isinstance(found, LeftOut)


def test_what_lies_ahead_is_left_out_and_tomorrow_is_not() -> None:
    for ahead, taken in ((timedelta(hours=20), True), (timedelta(days=3), False)):
        entry = brought.day_one_entry(creationDate=(NOW + ahead).isoformat())
        found, *_ = day_one.read(brought.day_one_json(entry), ANA, None)
        assert isinstance(found, ReadEntry) is taken


@given(
    st.dictionaries(
        st.text(), st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists)
    )
)
def test_any_json_is_read_or_refused(content: dict[str, Any]) -> None:
    import json

    text = json.dumps({"entries": [1], **content})
    assert json_stream.beside(text) == json.loads(text)
    with pytest.raises(RefusedFile):
        json_stream.beside(text[:-1])


@given(st.fixed_dictionaries({}, optional={
    name: st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.integers())
    for name in ("creationDate", "timeZone", "text", "tags", "location", "photos", "audios")
}))  # fmt: skip
def test_whatever_an_entry_holds_it_is_taken_or_left(more: dict[str, Any]) -> None:
    import json

    text = json.dumps({"entries": [{**brought.day_one_entry(), **more}]})
    assert all(isinstance(one, ReadEntry | LeftOut) for one in day_one.read(text, ANA, None))
    for one in (more, {**brought.journey_entry(), **more}):
        assert list(journey.read_one(one, ANA, {}))


@given(st.binary(max_size=400))
def test_any_bytes_are_refused_or_read(content: bytes) -> None:
    for start in (b"", b"PK\x03\x04", b"{"):
        try:
            _, found, _ = reading.read("x.json", start + content, ANA)
            list(found)
        except RefusedFile as refused:
            assert refused.why in ImportRefusal


@given(st.text())
def test_what_is_clean_can_be_kept(text: str) -> None:
    words = clean(text)
    assert words.encode() and "\0" not in words if words else True
    assert clean(words) == words


def test_letters_are_composed_and_every_end_of_a_line_is_one() -> None:
    assert (
        clean("A\u030asa\x0bbo\x0cgor\x85h\u00e4r\u2028nu\u2029slut")
        == "\u00c5sa\nbo\ngor\nh\u00e4r\nnu\n\nslut"
    )
