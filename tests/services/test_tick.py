"""The tick's jobs at their end."""

from __future__ import annotations

import asyncio

import pytest

from solbot.ops.tick import Tick
from solbot.unit_of_work import UnitsOfWork


async def test_a_job_under_way_has_put_everything_back_when_the_tick_has_stopped(
    works: UnitsOfWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, ended = asyncio.Event(), False

    async def nudges(_: Tick) -> None:
        nonlocal ended
        async with works.begin():
            begun.set()
            try:
                await asyncio.Event().wait()
            finally:
                await asyncio.sleep(0.05)  # as a rollback takes its time
                ended = True

    async def nothing() -> None:
        return

    monkeypatch.setattr(Tick, "nudges", nudges)
    monkeypatch.setattr("solbot.ops.tick.EVERY", 0.01)
    ticking = Tick(works, lambda: None, nothing)
    await ticking.start()
    await begun.wait()
    await ticking.stop()
    assert ended
