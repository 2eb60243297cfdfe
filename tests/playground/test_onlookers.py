"""Pages that watch: two at once, one that lags behind, long chats, and a crowd told as counts."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from solbot.fake_telegram import server
from solbot.fake_telegram.chats import ChatMessage
from solbot.fake_telegram.onlookers import LOST, MOST_WAITING
from solbot.fake_telegram.world import World
from solbot.playground.page import add_page


@pytest.fixture
async def site() -> AsyncIterator[tuple[World, str]]:
    world = World()
    app = server.application(world, token="1:t")
    add_page(app, world)
    runner, port = await server.serve(app)
    yield world, f"http://127.0.0.1:{port}"
    await runner.cleanup()


async def told(line: aiohttp.ClientResponse) -> dict[str, Any]:
    while True:
        text = (await asyncio.wait_for(line.content.readline(), 5)).decode()
        assert text, "the line is closed"
        if text.startswith("data: "):
            found: dict[str, Any] = json.loads(text.removeprefix("data: "))
            return found


async def test_two_pages_see_the_same_and_hostile_text_stays_text(site: tuple[World, str]) -> None:
    world, base = site
    hostile = "</script><script>alert(1)</script>\ndata: {}\n\n\u2028'\"&amp;"
    async with (
        aiohttp.ClientSession(base) as session,
        session.get("/page/events") as one,
        session.get("/page/events") as two,
    ):
        async with session.post("/page/people", json={"name": hostile[:64]}) as answer:
            ana = (await answer.json())["id"]
        async with session.post(f"/page/people/{ana}/say", json={"text": hostile}) as answer:
            assert answer.status == 200
        for line in (one, two):
            assert (await told(line))["person"]["first_name"] == hostile[:64].strip()
            assert (await told(line))["message"]["text"] == hostile.strip()
    await asyncio.sleep(0.1)
    world.say(ana, "nobody watches any more")


async def test_a_page_that_lags_too_far_behind_has_to_look_anew() -> None:
    world = World()
    queue = world.subscribe()
    for number in range(MOST_WAITING + 5):
        world.add_person(f"Person {number}")
    assert queue.qsize() == MOST_WAITING + 1
    seen = [queue.get_nowait() for _ in range(MOST_WAITING + 1)]
    assert seen[-1] is LOST and seen[0]["type"] == "person"
    assert not world.onlookers


async def test_a_chat_of_5000_messages_comes_in_pieces(site: tuple[World, str]) -> None:
    world, base = site
    ana = world.add_person("Ana").id
    for number in range(5000):
        world.post(ChatMessage(0, ana, True, world.now(), text=f"message {number + 1}"))
    async with aiohttp.ClientSession(base) as session:

        async def piece(query: str = "") -> list[int]:
            async with session.get(f"/page/people/{ana}/messages{query}") as answer:
                found = await answer.json()
            assert found["count"] == 5000
            return [one["message_id"] for one in found["messages"]]

        async with session.get("/page/state") as answer:
            (person,) = (await answer.json())["people"]
        assert person["count"] == 5000 and len(person["messages"]) == 200
        assert await piece() == list(range(4801, 5001))
        assert await piece("?before=4801&limit=100") == list(range(4701, 4801))
        assert await piece("?before=3") == [1, 2]
        assert await piece("?after=4998") == [4999, 5000]
        assert await piece("?after=0&limit=100000") == list(range(1, 501))
        assert await piece("?before=1") == [] == await piece("?after=5000")
        async with session.get(f"/page/people/{ana}/messages?before=x") as answer:
            assert answer.status == 400


async def test_a_crowd_is_told_as_counts(site: tuple[World, str]) -> None:
    world, base = site
    people = [world.add_person(f"Person {n}", crowd=True).id for n in range(50)]
    async with aiohttp.ClientSession(base) as session, session.get("/page/events") as line:
        for _ in range(3):
            for person in people:
                world.say(person, "hello")
        event = await told(line)
        assert event["type"] == "counts"
        assert dict(event["changed"]) == dict.fromkeys(people, 3)
        async with session.get("/page/state") as answer:
            state = await answer.json()
        assert all(one["messages"] == [] and one["count"] == 3 for one in state["people"])
