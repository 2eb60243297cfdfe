"""Every text there is, in every language, as the strictest server takes it: with the longest a person may
have written, and with what they would write to break it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import date
from pathlib import Path

import pytest
from telegram import Bot

from solbot.coaching.answers import screens as answer_screens
from solbot.coaching.answers.prompts import AskedPrompt, PromptPart
from solbot.content.catalog import Catalog
from solbot.content.language import Language
from solbot.db.states import PromptState
from solbot.fake_telegram.world import World
from solbot.members.service import Member
from solbot.telegram import api
from solbot.telegram.messages import Message
from solbot.telegram.transport import AiohttpRequest
from solbot.unit_of_work import UnitOfWork, UnitsOfWork
from tests.dialogs.people import TOKEN, opened

AT_ONCE = 50
DAY = date(2026, 9, 30)
WILD = "<b>a & {{ name }} *choir* </i> _that_ `sings` שיר 合唱团 "
VALUES = {"name": (WILD * 9)[:64], "vision": WILD * 20, "earlier": WILD * 20}


@pytest.fixture(scope="module")
def catalog(shipped: Catalog) -> Catalog:
    """The words as they ship."""
    return shipped


@pytest.fixture
def database_url(migrated_file: Path) -> str:
    """One database is enough: nothing is kept, and no text depends on where it would be."""
    return f"sqlite+aiosqlite:///{migrated_file}"


@pytest.fixture
async def wires() -> AsyncIterator[tuple[World, Bot, int]]:
    """A strict server, a bot, and a person who wrote to it."""
    world = World()
    runner, port = await opened(world)
    person = world.add_person("Ana")
    person.started = True
    async with Bot(TOKEN, f"http://127.0.0.1:{port}/bot", request=AiohttpRequest()) as bot:
        yield world, bot, person.id
    await runner.cleanup()


def nudges(work: UnitOfWork, language: Language) -> Iterator[Message]:
    """Every question under its reading, whole and recalled, and each further part."""
    member = Member(id=1, name=VALUES["name"], language=language.code)
    without = [one for one in language.questions.values() if one.about]
    asked_so = [(one, VALUES) for one in language.questions.values()]
    asked_so += [(one, {**VALUES, "vision": ""}) for one in without]
    for question, values in asked_so:
        parts = tuple(
            PromptPart(language.wording(one, **values), one.kind, one.options, one.low, one.high)
            for one in question.parts
        )
        other = "shorter" if question.depth == "deeper" else "deeper"
        for part in range(len(parts)):
            asked = AskedPrompt(
                id=2**31, question_id=question.id, reading_id=question.reading,
                discipline=question.folder, state=PromptState.OPEN, for_date=DAY, parts=parts, part=part, chosen=(),
                recalled=bool(language.readings[question.reading].recall), other_depth=other,
            )  # fmt: skip
            first = part == 0
            yield answer_screens.question(
                work, member, asked, with_reading=first, whole=True, busy=True
            )
            if first and asked.recalled:
                yield answer_screens.question(work, member, asked, with_reading=True)


async def test_every_reading_and_question_is_taken(
    works: UnitsOfWork, wires: tuple[World, Bot, int]
) -> None:
    world, bot, person = wires
    for code in works.catalog.complete:
        language = works.catalog.language(code)
        async with works.begin() as work:
            messages = list(nudges(work, language))
        for reading in language.readings.values():
            html = language.reading_html(reading, name=VALUES["name"])
            sources = list(reading.sources)
            messages.append(Message(language.reply("reading", reading=html, sources=sources)))
        before = len(world.messages(person))
        for start in range(0, len(messages), AT_ONCE):
            batch = messages[start : start + AT_ONCE]
            await asyncio.gather(*(api.send(bot, person, message) for message in batch))
        assert len(world.messages(person)) - before == len(messages) > 400
