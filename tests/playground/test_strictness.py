"""The playground's server refuses what Telegram refuses, in Telegram's words, and misbehaves on demand."""

from __future__ import annotations

import asyncio
import html
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram import Bot, CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from solbot.fake_telegram import markup, server
from solbot.fake_telegram.weather import Weather
from solbot.fake_telegram.world import World
from solbot.telegram import api
from solbot.telegram.letters import Unreached
from solbot.telegram.messages import Button, Message
from solbot.telegram.transport import AiohttpRequest, MaybeSent, NotSent

TOKEN = "1:token"


@pytest.fixture
def world() -> World:
    world = World()
    world.add_person("Ana", person_id=7)
    world.say(7, "/start")
    world.add_person("Silent", person_id=8)
    return world


def bot_for(port: int, token: str = TOKEN) -> Bot:
    base = f"http://127.0.0.1:{port}"
    return Bot(
        token,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(),
    )


@pytest.fixture
async def port(world: World) -> AsyncIterator[int]:
    runner, port = await server.serve(server.application(world, token=TOKEN))
    yield port
    await runner.cleanup()


@pytest.fixture
async def bot(port: int) -> AsyncIterator[Bot]:
    async with bot_for(port) as bot:
        yield bot


def tap(data: str, label: str = "Tap") -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=data)]])


def taps(count: int, width: int, data: str = "d") -> InlineKeyboardMarkup:
    buttons = [InlineKeyboardButton(f"Tap {at}", callback_data=data) for at in range(count)]
    return InlineKeyboardMarkup([buttons[at : at + width] for at in range(0, count, width)])


Try = Callable[[Bot], Awaitable[Any]]

REFUSED: dict[str, tuple[Try, type[TelegramError], str]] = {
    "too long": (lambda b: b.send_message(7, "x" * 4097), BadRequest, "message is too long"),
    "too long in UTF-16": (lambda b: b.send_message(7, "😀" * 2049), BadRequest, "too long"),
    "empty": (lambda b: b.send_message(7, "  "), BadRequest, "text is empty"),
    "empty once parsed": (lambda b: b.send_message(7, "<b></b>", "HTML"), BadRequest, "empty"),
    "unclosed": (lambda b: b.send_message(7, "<b>x", "HTML"), BadRequest, "can't find end tag"),
    "crossed": (
        lambda b: b.send_message(7, "<b><i>x</b></i>", "HTML"),
        BadRequest,
        "unmatched end tag",
    ),
    "unknown tag": (
        lambda b: b.send_message(7, "<p>x</p>", "HTML"),
        BadRequest,
        'unsupported start tag "p" at byte offset 0',
    ),
    "bare bracket": (lambda b: b.send_message(7, "1 < 2", "HTML"), BadRequest, "unsupported"),
    "long data": (
        lambda b: b.send_message(7, "x", reply_markup=tap("d" * 65)),
        BadRequest,
        "DATA_INVALID",
    ),
    "101 buttons": (
        lambda b: b.send_message(7, "x", reply_markup=taps(101, 5)),
        BadRequest,
        "reply markup is too long",
    ),
    "nine in a row": (
        lambda b: b.send_message(7, "x", reply_markup=taps(9, 9)),
        BadRequest,
        "reply markup is too long",
    ),
    "99 heavy buttons": (
        lambda b: b.send_message(7, "x", reply_markup=taps(99, 8, data="d" * 60)),
        BadRequest,
        "reply markup is too long",
    ),
    "bytes before parsing": (
        lambda b: b.send_message(7, "<b></b>" * 4800 + "x", "HTML"),
        BadRequest,
        "text is too long",
    ),
    "custom emoji": (
        lambda b: b.send_message(7, "<tg-emoji>x</tg-emoji>", "HTML"),
        BadRequest,
        "custom emoji identifier",
    ),
    "101 messages": (
        lambda b: b.delete_messages(7, list(range(1, 102))),
        BadRequest,
        "too many messages",
    ),
    "a region": (
        lambda b: b.set_my_name("Bot", language_code="pt-BR"),
        BadRequest,
        "invalid language code",
    ),
    "three letters": (
        lambda b: b.set_my_commands([("go", "x")], language_code="gsw"),
        BadRequest,
        "invalid language code",
    ),
    "unknown style": (
        lambda b: b.send_message(
            7,
            "x",
            reply_markup=InlineKeyboardMarkup(
                [[InlineKeyboardButton("Tap", callback_data="d", style="warning")]]
            ),
        ),
        BadRequest,
        "button style",
    ),
    "long copy": (
        lambda b: b.send_message(
            7,
            "x",
            reply_markup=InlineKeyboardMarkup(
                [[InlineKeyboardButton("Copy", copy_text=CopyTextButton("x" * 257))]]
            ),
        ),
        BadRequest,
        "COPY_TEXT_INVALID",
    ),
    "force what?": (
        lambda b: b.send_message(
            7,
            "x",
            reply_markup=InlineKeyboardMarkup(
                [[InlineKeyboardButton("Tap", callback_data="d")]],
                api_kwargs={"force_reply": "yes"},
            ),
        ),
        BadRequest,
        "must be of type Boolean",
    ),
    "no label": (lambda b: b.send_message(7, "x", reply_markup=tap("d", " ")), BadRequest, ""),
    "unknown chat": (lambda b: b.send_message(99, "x"), BadRequest, "chat not found"),
    "never wrote": (lambda b: b.send_message(8, "x"), Forbidden, "can't initiate"),
    "unknown tap": (lambda b: b.answer_callback_query("5"), BadRequest, "query is too old"),
    "unknown message": (
        lambda b: b.edit_message_text("x", 7, 55),
        BadRequest,
        "message to edit not found",
    ),
    "their message": (lambda b: b.edit_message_text("x", 7, 1), BadRequest, "can't be edited"),
    "command name": (lambda b: b.set_my_commands([("No", "x")]), BadRequest, "COMMAND_INVALID"),
    "long name": (lambda b: b.set_my_name("x" * 65), BadRequest, "too long"),
    "long about": (lambda b: b.set_my_short_description("x" * 121), BadRequest, "too long"),
    "caption": (
        lambda b: b.send_document(7, b"x", caption="x" * 1025),
        BadRequest,
        "caption is too long",
    ),
    "empty file": (lambda b: b.send_document(7, b""), BadRequest, "non-empty"),
    "unknown file": (lambda b: b.send_voice(7, "nothing"), BadRequest, "wrong file identifier"),
}


@pytest.mark.parametrize("case", REFUSED)
async def test_refused_as_telegram_refuses(bot: Bot, case: str) -> None:
    attempt, error, words = REFUSED[case]
    with pytest.raises(error, match="(?i)" + words.replace("(", r"\(")):
        await attempt(bot)


async def test_a_message_comes_back_as_it_was_sent(bot: Bot, world: World) -> None:
    sent = await bot.send_message(7, "<b>Bold</b> &amp; 😀 <i>x</i>", "HTML", reply_markup=tap("d"))
    assert sent.text == "Bold & 😀 x"
    assert [(e.type, e.offset, e.length) for e in sent.entities] == [
        ("bold", 0, 4),
        ("italic", 10, 1),
    ]
    with pytest.raises(BadRequest, match="not modified"):
        await bot.edit_message_text(
            "<b>Bold</b> &amp; 😀 <i>x</i>",
            7,
            sent.message_id,
            parse_mode="HTML",
            reply_markup=tap("d"),
        )
    await bot.edit_message_reply_markup(7, sent.message_id)
    assert world.messages(7)[-1].keyboard is None
    await bot.delete_message(7, sent.message_id)
    assert world.messages(7)[-1].deleted


async def test_of_too_much_formatting_the_rest_is_not_shown(bot: Bot, world: World) -> None:
    sent = await bot.send_message(7, "<b>x</b> " * 103, "HTML")
    assert (len(sent.entities), world.unseen) == (100, 3)


async def test_space_before_a_text_moves_its_formatting(bot: Bot) -> None:
    sent = await bot.send_message(7, "  \n<b>hi</b> there <i> </i>", "HTML")
    assert [(e.type, e.offset, e.length) for e in sent.entities] == [("bold", 0, 2)]


async def test_some_signs_are_taken_out_as_telegram_takes_them(bot: Bot) -> None:
    sent = await bot.send_message(
        7, "A\u030asa\u2028a\tb <b>e\u0301\u202eå\u202c</b> 😀<i>\u030a</i>!", "HTML"
    )
    assert sent.text == "Asaa b e\u0301å 😀!"
    assert [(e.type, e.offset, e.length) for e in sent.entities] == [("bold", 7, 3)]


async def test_what_was_refused_is_known(bot: Bot, world: World) -> None:
    with pytest.raises(BadRequest):
        await bot.send_message(7, "x" * 4097)
    assert world.refused == ["sendmessage: Bad Request: message is too long"]


async def test_a_blocked_bot_is_told(bot: Bot, world: World) -> None:
    world.block(7)
    with pytest.raises(Forbidden, match="blocked by the user"):
        await bot.send_message(7, "x")
    world.unblock(7)
    kinds = [next(key for key in one if key != "update_id") for one in world.updates]
    assert kinds == ["message", "my_chat_member", "my_chat_member"]


async def test_a_deleted_account_is_told_from_one_that_blocked(bot: Bot, world: World) -> None:
    world.people[7].deactivated = True
    with pytest.raises(Forbidden, match="user is deactivated") as raised:
        await bot.send_message(7, "x")
    told = [api.unreached(raised.value.message)]
    for number, prepare in ((7, world.block), (8, lambda _: None)):
        world.people[number].deactivated = False
        prepare(number)
        with pytest.raises(Forbidden) as raised:
            await bot.send_message(number, "x")
        told.append(api.unreached(raised.value.message))
    assert told == [Unreached.DEACTIVATED, Unreached.BLOCKED, Unreached.NEVER_STARTED]


async def test_updates_come_until_they_are_confirmed(bot: Bot, world: World) -> None:
    world.say(7, "second")
    first = await bot.get_updates(timeout=0)
    assert [u.update_id for u in await bot.get_updates(timeout=0)] == [u.update_id for u in first]
    rest = await bot.get_updates(offset=first[0].update_id + 1, timeout=0)
    assert [u.message.text for u in rest if u.message] == ["second"]
    assert await bot.get_updates(offset=rest[-1].update_id + 1, timeout=0) == ()


async def test_a_tap_is_answered_once(bot: Bot, world: World) -> None:
    tap_id = world.press(7, 1, "x")
    await bot.answer_callback_query(tap_id, text="y" * 200)
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await bot.answer_callback_query(tap_id)


async def test_a_second_poller_ends_the_first(bot: Bot, port: int, world: World) -> None:
    world.updates.clear()
    async with bot_for(port) as other:
        first = asyncio.create_task(bot.get_updates(timeout=5))
        await asyncio.sleep(0.1)
        second = asyncio.create_task(other.get_updates(timeout=2))
        with pytest.raises(Conflict):
            await first
        world.say(7, "to the second")
        assert len(await second) == 1


async def test_a_wrong_token_is_refused(port: int) -> None:
    with pytest.raises(InvalidToken):
        async with bot_for(port, "2:other"):
            pass


async def test_the_rate_holds_over_any_second(bot: Bot, world: World) -> None:
    world.weather.rate = 5
    for _ in range(5):
        await bot.send_message(7, "x")
    with pytest.raises(RetryAfter):
        await bot.send_message(7, "x")
    assert len(world.messages(7)) == 6


async def test_files_are_sent_once_and_reused(bot: Bot, world: World) -> None:
    sent = await bot.send_document(7, b"%PDF content", filename="a.pdf")
    assert sent.document is not None
    again = await bot.send_document(7, sent.document.file_id)
    assert again.document is not None and again.document.file_id == sent.document.file_id
    file = await bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"%PDF content"
    world.send_voice(7, b"OggS", caption="heard")
    voice = (await bot.get_updates(timeout=0))[-1].message
    assert voice is not None and voice.voice is not None and voice.caption == "heard"


@pytest.mark.parametrize(
    ("weather", "error", "arrives"),
    [
        (Weather(drop_before=1), MaybeSent, False),
        (Weather(drop_after=1), MaybeSent, True),
        (Weather(server_error=1), NetworkError, False),
        (Weather(down=True), MaybeSent, False),
    ],
)
async def test_bad_weather(
    bot: Bot, world: World, weather: Weather, error: type[Exception], arrives: bool
) -> None:
    world.weather = weather
    with pytest.raises(error):
        await bot.send_message(7, "through the storm")
    assert (world.messages(7)[-1].text == "through the storm") is arrives


async def test_a_closed_port_is_surely_not_sent() -> None:
    with pytest.raises(NotSent):
        async with bot_for(1):
            pass


async def test_everything_survives_a_restart(tmp_path: Path) -> None:
    file = tmp_path / "chats.json"
    world = World(state=file)
    world.add_person("Ana", person_id=7)
    sent = world.send_photo(7, b"picture", caption="שלום")
    world.save()
    again = World(state=file)
    assert again.people == world.people and again.messages(7) == world.messages(7)
    assert sent.file_id is not None and again.file(sent.file_id) == world.file(sent.file_id)
    assert again.updates == world.updates
    assert again.say(7, "next").message_id == 2
    assert file.stat().st_mode & 0o077 == 0
    world.save()
    again.save()


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300))
def test_whatever_is_escaped_comes_back_the_same(text: str) -> None:
    assert markup.parse(f"<b>{html.escape(text)}</b>")[0] == text
    assert markup.parse(html.escape(text, quote=False))[0] == text


async def test_a_wanted_reply_stays_wanted_whatever_is_edited(bot: Bot, world: World) -> None:
    rows = (((Button("Cancel", "c")),),)
    sent = await api.send(bot, 7, Message("What?", rows, awaits_words=True))
    assert world.messages(7)[-1].forces_reply
    reply = world.say(7, "That")
    assert reply.reply_to == sent.id
    assert world.wire(reply)["reply_to_message"]["reply_markup"]["force_reply"] is True
    assert world.say(7, "And that").reply_to is None
    await api.edit(bot, 7, sent.id, Message("Well", rows))
    plain = await api.send(bot, 7, Message("What?", rows))
    await api.edit(bot, 7, plain.id, Message("Well", rows, awaits_words=True))
    assert [one.forces_reply for one in world.messages(7) if one.from_bot] == [True, False]
