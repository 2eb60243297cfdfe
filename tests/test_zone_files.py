"""The pinned release of the time zone database counts on every machine, and all of its zones can be lived in."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime, time
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from solbot import zone_files
from solbot.local_time import moment
from solbot.ops import doctor as doctoring

ASK = """
from zoneinfo import ZoneInfo
before = ZoneInfo("America/Vancouver")
import solbot
from datetime import UTC, date, time
from solbot.local_time import moment
print(moment(date(2026, 12, 15), time(8), ZoneInfo("America/Vancouver")).isoformat())
"""


def test_old_files_of_the_machine_do_not_count(tmp_path: Path) -> None:
    """Vancouver stays on summer time from 2026 on; an old file has it change its clocks as Los Angeles does."""
    old = tmp_path / "America" / "Vancouver"
    old.parent.mkdir()
    old.write_bytes(files("tzdata.zoneinfo.America").joinpath("Los_Angeles").read_bytes())
    ran = subprocess.run(
        [sys.executable, "-c", ASK],
        env={**os.environ, "PYTHONTZPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == "2026-12-15T15:00:00+00:00"


@pytest.mark.parametrize(
    ("zone", "on", "utc"),
    [
        ("America/Vancouver", date(2026, 12, 15), 15),
        ("America/Edmonton", date(2026, 12, 15), 14),
        ("America/Winnipeg", date(2026, 12, 15), 13),
        ("Europe/Kyiv", date(2026, 12, 15), 6),
    ],
)
def test_eight_in_the_morning(zone: str, on: date, utc: int) -> None:
    assert moment(on, time(8), ZoneInfo(zone)) == datetime(
        on.year, on.month, on.day, utc, tzinfo=UTC
    )


def test_the_doctor_names_the_release_and_where_it_comes_from() -> None:
    found = doctoring._zones()
    assert found.good
    assert zone_files.RELEASE in str(found)
    assert "tzdata package" in str(found)
    assert zone_files.RELEASE >= "2026f"
