"""Files for many are uploaded once; the transport tells surely unsent from perhaps sent."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import TelegramError

from solbot.fake_telegram.weather import Weather
from solbot.fake_telegram.world import World
from solbot.telegram import api
from solbot.telegram.letters import Failure
from solbot.telegram.messages import Document, Message
from solbot.telegram.transport import AiohttpRequest
from solbot.telegram.uploader import Uploader
from solbot.unit_of_work import UnitsOfWork
from tests.dialogs.people import TOKEN, opened

FLYER = Message("", document=Document("flyer.pdf", b"%PDF-1.4 a flyer", shared=True))


@pytest.fixture
async def world() -> AsyncIterator[tuple[World, Bot]]:
    world = World()
    runner, port = await opened(world)
    bot = Bot(TOKEN, f"http://127.0.0.1:{port}/bot", request=AiohttpRequest())
    async with bot:
        yield world, bot
    await runner.cleanup()


def persons(world: World, count: int) -> list[int]:
    found = [world.add_person(f"Person {number}") for number in range(count)]
    for person in found:
        person.started = True
    return [person.id for person in found]


def uploads(world: World) -> int:
    return len({one.file_id for p in world.people for one in world.messages(p) if one.file_id})


async def test_a_shared_file_goes_up_once_even_for_many_at_once_and_after_a_restart(
    works: UnitsOfWork, world: tuple[World, Bot]
) -> None:
    server, bot = world
    uploader = Uploader(works, bot)
    await asyncio.gather(*(uploader.send(person, FLYER) for person in persons(server, 20)))
    assert uploads(server) == 1
    again = Uploader(works, bot)
    await again.send(persons(server, 1)[0], FLYER)
    assert uploads(server) == 1
    assert all(len(server.messages(person)) == 1 for person in server.people)


async def test_a_file_telegram_has_lost_goes_up_again(
    works: UnitsOfWork, world: tuple[World, Bot]
) -> None:
    server, bot = world
    ana, bea = persons(server, 2)
    await Uploader(works, bot).send(ana, FLYER)
    server._files.clear()
    await Uploader(works, bot).send(bea, FLYER)
    (message,) = server.messages(bea)
    assert message.file_id is not None and server.knows_file(message.file_id)


async def test_what_is_one_persons_own_is_uploaded_for_them_alone(
    works: UnitsOfWork, world: tuple[World, Bot]
) -> None:
    server, bot = world
    for person in persons(server, 2):
        await Uploader(works, bot).send(person, Message("", document=Document("mine.json", b"{}")))
    assert uploads(server) == 2


async def fault(bot: Bot, person: int) -> Failure:
    try:
        await api.send(bot, person, Message("hello"))
    except TelegramError as error:
        return api.fault_of(error).failure
    raise AssertionError("it was sent")


@pytest.mark.parametrize(
    ("weather", "failure"),
    [
        (Weather(drop_before=1.0), Failure.MAYBE_SENT),  # the request had left: who knows
        (Weather(drop_after=1.0), Failure.MAYBE_SENT),
        (Weather(server_error=1.0), Failure.SERVER),
        (Weather(rate=0), Failure.FLOOD),
    ],
    ids=["lost before", "lost after", "5xx", "429"],
)
async def test_each_way_a_wire_fails_is_told_apart(
    world: tuple[World, Bot], weather: Weather, failure: Failure
) -> None:
    server, bot = world
    (ana,) = persons(server, 1)
    server.weather = weather
    assert await fault(bot, ana) is failure


async def test_no_connection_is_surely_unsent_and_silence_or_a_gateway_is_not() -> None:
    async def silent(request: web.Request) -> web.Response:
        await request.read()
        await asyncio.sleep(5)
        return web.Response()

    async def gateway(_request: web.Request) -> web.Response:
        return web.Response(status=504, text="Gateway Timeout")

    app = web.Application()
    app.router.add_post("/bot1:token/sendMessage", silent)
    app.router.add_post("/gateway/bot1:token/sendMessage", gateway)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    request = AiohttpRequest()
    await request.initialize()
    try:
        bot = Bot(TOKEN, f"http://127.0.0.1:{port}/bot", request=request)
        with pytest.raises(TelegramError) as caught:
            await bot.send_message(1, "hello", read_timeout=0.2)
        assert api.fault_of(caught.value).failure is Failure.MAYBE_SENT
        behind = Bot(TOKEN, f"http://127.0.0.1:{port}/gateway/bot", request=request)
        assert await fault(behind, 1) is Failure.MAYBE_SENT
        await runner.cleanup()
        assert await fault(bot, 1) is Failure.NOT_SENT
        assert TOKEN not in repr(caught.value)
    finally:
        await request.shutdown()
