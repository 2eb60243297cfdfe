"""Pictures are drawn by a process of their own, which knows nothing but what to draw."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from solbot.bot import drawing
from solbot.pictures import year
from solbot.pictures.year import Year

YEAR = Year(
    2026,
    {date(2026, 11, 23): 1, date(2026, 11, 24): 3},
    date(2026, 11, 24),
    title="2026",
    months=[f"{month}" for month in range(1, 13)],
    weekdays=list("MTWTFSS"),
    one="one entry",
    several="several",
)


def around() -> bytes:
    """What a process has around it."""
    return "\n".join(os.environ).encode()


def fails(words: str) -> bytes:
    """Draw nothing."""
    print(words, file=sys.stderr)
    raise ValueError(words)


def never_ends(told: Path) -> bytes:
    """Say which process this is, and go on."""
    told.write_text(str(os.getpid()))
    time.sleep(60)
    return b""


def number_in(told: Path) -> int:
    """Which process said so; 0 as long as none did."""
    return int(told.read_text() or 0) if told.exists() else 0


async def test_a_picture_is_the_same_wherever_it_is_drawn() -> None:
    assert await drawing.drawn(year.draw, YEAR) == year.draw(YEAR)


async def test_who_draws_knows_no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOLBOT_TOKEN", "1:secret")
    assert "SOLBOT" not in (await drawing.drawn(around)).decode()


async def test_what_goes_wrong_says_nothing_of_the_words(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(drawing.NotDrawn) as raised:
        await drawing.drawn(fails, "private")
    assert "private" not in str(raised.value) + "".join(capfd.readouterr())


async def test_who_draws_ends_with_whoever_waits(tmp_path: Path) -> None:
    told = tmp_path / "number"
    waiting = asyncio.create_task(drawing.drawn(never_ends, told))
    while not number_in(told):
        await asyncio.sleep(0.02)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    with pytest.raises(ProcessLookupError):
        os.kill(number_in(told), 0)
