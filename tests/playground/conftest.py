"""A playground that runs, and its page."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from solbot.playground.playground import Playground
from tests.playground.running import Page, opened, page_of


@pytest.fixture
async def playground(tmp_path: Path) -> AsyncIterator[Playground]:
    async with opened(tmp_path / "data") as playground:
        yield playground


@pytest.fixture
async def page(playground: Playground) -> AsyncIterator[Page]:
    async with page_of(playground) as page:
        yield page
