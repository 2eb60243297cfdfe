"""A seat's calendar file says the same moment to every calendar."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from solbot.content import programs
from solbot.content.editions import Edition, ProgramCopy
from solbot.content.models import Program
from solbot.programs import calendar

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def program(
    zone: str, starts: str, ends: str | None = None, place: str = "Casa de retiro"
) -> Program:
    copy: ProgramCopy = {"title": "Fundamentos, y más; uno", "place": place}
    edition = Edition({"zone": zone, "starts": starts}, {"es": copy})
    edition.put("ends", "", ends)
    return programs.build("uno", edition, "es", article=None, flyer=None, checked=None)


def lines(file: bytes) -> list[str]:
    return file.decode().replace("\r\n ", "").split("\r\n")


@pytest.mark.parametrize(
    ("zone", "january", "july"),
    [
        ("Europe/Madrid", "20270115T080000Z", "20270715T070000Z"),
        ("America/New_York", "20270115T140000Z", "20270715T130000Z"),
        ("America/Santiago", "20270115T120000Z", "20270715T130000Z"),
        ("Asia/Kolkata", "20270115T033000Z", "20270715T033000Z"),
    ],
)
def test_moments_are_utc_in_winter_and_in_summer(zone: str, january: str, july: str) -> None:
    for on, utc in (("2027-01-15", january), ("2027-07-15", july)):
        found = lines(calendar.render(program(zone, f"{on}T09:00", f"{on}T17:00"), 3, NOW))
        starts = datetime.strptime(utc, "%Y%m%dT%H%M%SZ")  # noqa: DTZ007
        assert f"DTSTART:{utc}" in found
        assert f"DTEND:{starts + timedelta(hours=8):%Y%m%dT%H%M%SZ}" in found
        assert not any("VTIMEZONE" in line or "TZID" in line for line in found)


def test_an_end_across_a_clock_change_and_no_end_at_all() -> None:
    nights = program("Europe/Madrid", "2027-03-27T20:00", "2027-03-28T08:00")
    found = lines(calendar.render(nights, 3, NOW))
    assert "DTSTART:20270327T190000Z" in found
    assert "DTEND:20270328T060000Z" in found
    found = lines(calendar.render(program("Europe/Madrid", "2027-07-15T09:00"), 3, NOW))
    assert "DTEND:20270715T080000Z" in found


def test_the_place_is_on_one_line() -> None:
    place = "Casa de retiro\nCalle Mayor 3\n\n28013 Madrid"
    found = lines(
        calendar.render(program("Europe/Madrid", "2027-07-15T09:00", None, place), 3, NOW)
    )
    assert "LOCATION:Casa de retiro Calle Mayor 3 28013 Madrid" in found
