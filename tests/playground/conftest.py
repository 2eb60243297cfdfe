"""A playground that runs, and its page: one for the whole run, or one of a test's own."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from solbot.playground.playground import Playground
from tests.playground.running import Page, opened, page_of, quiet

MESSAGES = Path(__file__).parents[2] / "messages"
SHARED = {"playground", "fresh", "either"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that meets a running playground shares its event loop."""
    for item in items:
        if (
            SHARED & set(getattr(item, "fixturenames", ()))
            and Path(__file__).parent in item.path.parents
        ):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest.fixture(scope="session")
def messages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped words in one language, which a test may change and has to put back."""
    folder = tmp_path_factory.mktemp("messages")
    shutil.copytree(MESSAGES / "en", folder / "en")
    shutil.copy(MESSAGES / "help_lines.toml", folder)
    return folder


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def playground(
    messages: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Playground]:
    """One for the whole run: a bot takes seconds to start. Each test brings its people."""
    async with opened(tmp_path_factory.mktemp("playground"), messages) as playground:
        yield playground


@pytest_asyncio.fixture(loop_scope="session")
async def page(playground: Playground) -> AsyncIterator[Page]:
    """The page of the one for all; afterwards the bot runs, and has nothing to do with anybody."""
    async with page_of(playground) as page:
        yield page
    await quiet(playground)


@pytest_asyncio.fixture(loop_scope="session")
async def fresh(messages: Path, tmp_path: Path) -> AsyncIterator[Page]:
    """The page of a playground of its own, where nobody was before."""
    async with opened(tmp_path / "data", messages) as playground, page_of(playground) as page:
        yield page
