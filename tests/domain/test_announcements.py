"""What is filled in, what is missing, and when announcements leave."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from solbot.announcements import rules
from solbot.announcements.rules import Content, JudgedDraft, Lack
from solbot.announcements.timing import Every, Timing, When, local_moment, next_run
from solbot.content.telegram_html import plain
from solbot.db.forms import KeptFile
from solbot.db.states import LetterStatus, RoundState


def utc(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


PHOTO: tuple[KeptFile, ...] = ({"kind": "photo", "file_id": "a"},)


def lacks(**parts: Content) -> list[tuple[Lack, str | None]]:
    return [(one.lack, one.language) for one in rules.faults(JudgedDraft(parts), plain)]


@pytest.mark.parametrize(
    ("html", "name", "wanted"),
    [
        ("Hello {name}", "A<b>", "Hello A&lt;b&gt;"),
        ("Hello {name|friend}", None, "Hello friend"),
        ("Hello { Name }, {program}", "Ana", "Hello Ana, Roots &amp; Wings"),
        ("{<b>program</b>}", "Ana", "Roots &amp; Wings"),
        ("{name}", "x" * 100, "x" * 64),
        ("{name}", "{program}", "{program}"),
        ("Hello {nombre}", "Ana", "Hello {nombre}"),
    ],
)
def test_filled_once_and_escaped(html: str, name: str | None, wanted: str) -> None:
    assert rules.filled(html, name, "Roots & Wings") == wanted


def test_a_program_that_is_not_there_has_another_word_too() -> None:
    assert rules.filled("Come to {program|our course}", "Ana", "") == "Come to our course"


def test_a_fault_is_told_of_its_language_alone() -> None:
    long = Content("x" * 1025, PHOTO)
    assert lacks(en=Content("Hello"), es=long) == [(Lack.TOO_LONG, "es")]
    assert lacks(en=Content("x" * 1024, PHOTO)) == []
    assert lacks(en=Content("🌱" * 2048)) == []
    assert lacks(en=Content("🌱" * 2048 + "x")) == [(Lack.TOO_LONG, "en")]


def test_what_can_not_be_sent() -> None:
    assert lacks() == [(Lack.NO_WORDS, None)]
    assert lacks(en=Content("Hi {nmae}")) == [(Lack.UNKNOWN, "en")]
    assert lacks(en=Content("Hi {<b>name</b>}")) == []
    assert lacks(en=Content("Come to {program}")) == [(Lack.NO_PROGRAM, "en")]
    assert lacks(en=Content("", PHOTO * 2)) == [(Lack.ALBUM_WITHOUT_WORDS, "en")]
    assert lacks(en=Content('<a href="https://x.org/?n={name}">x</a>')) == [(Lack.UNKNOWN, "en")]


def test_a_correction_keeps_its_kind() -> None:
    draft = JudgedDraft({"en": Content("New words")}, before={"en": Content("Old ones", PHOTO)})
    assert [one.lack for one in rules.faults(draft, plain)] == [Lack.OTHER_KIND]


def test_each_recipient_is_counted_once() -> None:
    letters = {
        (LetterStatus.SENT, None): 5,
        (LetterStatus.FAILED, "forbidden"): 1,
        (LetterStatus.FAILED, "blocked"): 3,
        (LetterStatus.FAILED, "deactivated"): 2,
        (LetterStatus.FAILED, "never started"): 1,
        (LetterStatus.FAILED, "message is too long"): 2,
        (LetterStatus.CANCELLED, "paused"): 3,
        (LetterStatus.UNSURE, None): 1,
        (LetterStatus.QUEUED, None): 4,
    }
    found = rules.figures(RoundState.RUNNING, 26, 3, letters)
    assert (found.sent, found.unreachable, found.left_out, found.unsure) == (5, 7, 3, 1)
    assert (found.deactivated, found.never_started) == (2, 1)
    assert (found.waiting, found.erased, found.over) == (7, 1, 19)
    assert found.failed == {"message is too long": 2}
    stopped = rules.figures(RoundState.CANCELLED, 20, 7, letters | {(LetterStatus.QUEUED, None): 0})
    assert (stopped.waiting, stopped.cancelled) == (0, 7)


def test_a_time_that_a_clock_change_skips_is_the_first_that_exists() -> None:
    # In Madrid the clock goes from two to three on 28 March 2027, and back on 25 October 2026.
    skipped = Timing(When.AT, date(2027, 3, 28), time(2, 30), "Europe/Madrid")
    assert skipped.moment == utc(2027, 3, 28, 1)
    twice = Timing(When.AT, date(2026, 10, 25), time(2, 30), "Europe/Madrid")
    assert twice.moment == utc(2026, 10, 25, 0, 30)


def test_a_local_hour_is_within_the_hours_somebody_allows() -> None:
    now = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    ten = Timing(When.LOCAL, date(2026, 11, 23), time(10))
    assert local_moment(ten, "UTC", None, now) == datetime(2026, 11, 23, 10, tzinfo=UTC)
    assert local_moment(ten, "Asia/Tokyo", None, now) == datetime(2026, 11, 24, 1, tzinfo=UTC)
    assert local_moment(ten, "UTC", (17, 21), now) == datetime(2026, 11, 23, 17, tzinfo=UTC)
    late = Timing(When.LOCAL, date(2026, 11, 23), time(23))
    assert local_moment(late, "UTC", None, now) == datetime(2026, 11, 23, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("every", "first", "after", "wanted"),
    [
        (Every.DAY, date(2026, 11, 23), utc(2026, 11, 23, 9), utc(2026, 11, 24, 9)),
        (Every.WEEK, date(2026, 11, 23), utc(2026, 11, 23, 8), utc(2026, 11, 23, 9)),
        (Every.WEEK, date(2026, 11, 23), utc(2026, 11, 23, 9), utc(2026, 11, 30, 9)),
        (Every.MONTH, date(2026, 12, 31), utc(2027, 1, 31, 9), utc(2027, 2, 28, 9)),
        (Every.MONTH, date(2026, 12, 31), utc(2026, 1, 1, 9), utc(2026, 12, 31, 9)),
    ],
)
def test_the_next_run(every: Every, first: date, after: datetime, wanted: datetime) -> None:
    timing = Timing(When.REPEAT, first, time(9), "UTC", every)
    assert next_run(timing, after) == wanted


def test_a_timing_is_kept_and_read_again() -> None:
    timing = Timing(When.REPEAT, date(2026, 11, 23), time(9), "Asia/Tokyo", Every.WEEK)
    assert Timing.of(timing.data()) == timing
    assert Timing.of({}) == Timing()
