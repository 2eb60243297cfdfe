"""Every text of every language, rendered and really sent to a server that refuses what Telegram refuses."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from telegram import Bot

from solbot.app import ROUTES
from solbot.coaching.answers import screens as answer_screens
from solbot.coaching.answers.prompts import AskedPrompt, PromptPart
from solbot.content import telegram_html
from solbot.content.catalog import Catalog
from solbot.content.language import Language
from solbot.content.lengths import units
from solbot.content.longest import variants
from solbot.content.models import Question
from solbot.content.samples.everywhere import SAMPLES
from solbot.content.short_replies import TOASTS
from solbot.content.templates import DOCUMENT
from solbot.db.states import PromptState
from solbot.fake_telegram import server
from solbot.fake_telegram.world import World
from solbot.members import profile
from solbot.staff.gate import rights_of
from solbot.telegram import api
from solbot.telegram.messages import Button, Document, Keyboard, Message
from solbot.telegram.transport import AiohttpRequest

MESSAGES = Path(__file__).parents[1] / "messages"
CODES = sorted(folder.name for folder in MESSAGES.iterdir() if folder.is_dir())
TOKEN, READER, AT_ONCE = "1:token", 7, 50
NAME = str(SAMPLES["name"])
DAY = date(2026, 9, 30)
LEFTWARDS = "שרה (7)"
QUOTED = "“A school <in> which & every child is known by name”, מסוים " * 8

Labelled = tuple[str, Message]


@pytest.fixture
async def world() -> World:
    world = World()
    world.add_person("Ana", person_id=READER)
    world.say(READER, "/start")
    return world


@pytest.fixture
async def bot(world: World) -> AsyncIterator[Bot]:
    runner, port = await server.serve(server.application(world, token=TOKEN))
    base = f"http://127.0.0.1:{port}"
    async with Bot(
        TOKEN,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(),
    ) as bot:
        yield bot
    await runner.cleanup()


async def sent(bot: Bot, world: World, texts: Sequence[Labelled]) -> None:
    """Send them all; each arrives with exactly its words."""
    for start in range(0, len(texts), AT_ONCE):
        batch = texts[start : start + AT_ONCE]
        found = await asyncio.gather(
            *(api.send(bot, READER, message) for _, message in batch), return_exceptions=True
        )
        arrived = {message.message_id: message for message in world.messages(READER)}
        for (label, message), answer in zip(batch, found, strict=True):
            assert not isinstance(answer, BaseException), f"{label}: {answer}"
            words = arrived[answer.id].text
            assert words == telegram_html.plain(message.html).strip(), label


def replies(language: Language) -> Iterator[Labelled]:
    """Every reply: as long as it gets, in each plural form, and with nothing to list."""
    quiet = {
        name: [] if isinstance(value, list) else False if isinstance(value, bool) else value
        for name, value in SAMPLES.items()
    }
    for reply in language.rest.replies if language.rest else language.replies:
        for samples in (*variants(SAMPLES, language.filters), quiet):
            template = language.replies[reply]
            html = template.render({name: samples[name] for name in template.variables})
            label = f"{language.code}: {reply}"
            if reply in TOASTS:
                assert units(telegram_html.plain(html)) <= telegram_html.TOAST_LIMIT, label
            if template.file.name.endswith(DOCUMENT):
                yield label, Message("", document=Document("copy.md", html.encode()))
            elif html or samples is not quiet:
                yield label, Message(html)


def lessons(language: Language) -> Iterator[Labelled]:
    """Every reading, whole and recalled, and every part of every question as a nudge brings it."""
    for reading in language.readings.values():
        spoken = language.of_lesson(reading.id)
        for name in ("", NAME, LEFTWARDS):
            yield f"{language.code}: {reading.id}", Message(spoken.reading_html(reading, name=name))
        if reading.recall:
            yield f"{language.code}: {reading.id}", Message(spoken.recall_html(reading))
        for question in language.questions_of(reading.id):
            for at in range(len(question.parts)):
                yield f"{language.code}: {question.id}", nudge(spoken, question, at)
                if question.about:
                    yield f"{language.code}: {question.id}", nudge(spoken, question, at, vision="")


def nudge(language: Language, question: Question, at: int, vision: str = QUOTED) -> Message:
    """A question with its reading and its buttons, in the frame of the bot's own words."""
    values = {"name": NAME, "vision": vision, "earlier": QUOTED}
    parts = tuple(
        PromptPart(language.wording(part, **values), part.kind, part.options, part.low, part.high)
        for part in question.parts
    )
    asked = AskedPrompt(
        1, question.id, question.reading, question.folder, PromptState.OPEN, DAY, parts, at, (),
        recalled=True, other_depth="deeper",
    )  # fmt: skip
    reading, part = language.readings[question.reading], parts[at]
    html = language.reply(
        "question",
        reading=language.nudge_html(reading, name=NAME),
        unasked=True,
        hook=language.hook_of(reading),
        ask=part.ask,
        kind=part.kind,
        low=part.low,
        high=part.high,
        part=at + 1,
        parts=len(parts),
        busy=True,
        kept_as=None,
        kept_ask=None,
        on_page=False,
        last=None,
        then_on=DAY,
        then_words=QUOTED,
        own=False,
    )
    return Message(html, answer_screens.keyboard(language, asked).built())


def offers(language: Language) -> Iterator[Labelled]:
    """Programs and the society, and every button there is."""
    programs = language.programs.values() if language.rest is None else ()
    for program in programs:
        for text in (program.card, program.details, program.reserve):
            yield f"{language.code}: {program.id}", Message(text)
    yield f"{language.code}: society", Message(language.society.about)
    keys = sorted((language.called or (language.buttons,))[0])
    for samples in variants(SAMPLES, language.filters):
        keyboard = Keyboard().grid(
            (Button(language.button(key, **samples), "x") for key in keys), 1
        )
        for start in range(0, len(keyboard.rows), 50):
            yield (
                f"{language.code}: buttons",
                Message("…", tuple(keyboard.rows[start : start + 50])),
            )


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("texts", [replies, lessons, offers])
async def test_it_arrives(
    shipped: Catalog, world: World, bot: Bot, code: str, texts: object
) -> None:
    assert callable(texts)
    everything = list(texts(shipped.language(code)))
    await sent(bot, world, everything)
    assert len(everything) > 0 or shipped.language(code).draft


async def test_the_profile_is_taken_in_every_language(shipped: Catalog, bot: Bot) -> None:
    await profile.present(bot, shipped, rights_of(ROUTES.commands))
    for code in shipped.complete:
        short = code.partition("-")[0]
        commands = await bot.get_my_commands(language_code=short)
        assert len(commands) > 10
        assert (await bot.get_my_name(language_code=short)).name == shipped.language(
            code
        ).profile.name
