"""The page answers this machine alone, and bad input with a sentence."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest

from solbot.fake_telegram import server
from solbot.fake_telegram.world import World
from solbot.playground.acts import ACTS
from solbot.playground.page import add_page


@pytest.fixture
async def site() -> AsyncIterator[tuple[World, str]]:
    world = World()
    world.add_person("Ana", person_id=7)
    app = server.application(world, token="1:t")
    add_page(app, world)
    runner, port = await server.serve(app)
    yield world, f"http://127.0.0.1:{port}"
    await runner.cleanup()


@pytest.mark.parametrize(
    "headers", [{"Host": "evil.example"}, {"Origin": "https://evil.example"}, {"Origin": "null"}]
)
async def test_other_sites_are_refused(site: tuple[World, str], headers: dict[str, str]) -> None:
    world, base = site
    async with aiohttp.ClientSession(headers=headers) as session:
        for path in ("/", "/page/state", "/page/events"):
            async with session.get(base + path) as answer:
                assert answer.status == 403
        async with session.post(base + "/page/people/7/say", json={"text": "x"}) as answer:
            assert answer.status == 403
    assert world.messages(7) == []


async def test_bad_input_gets_a_sentence(site: tuple[World, str]) -> None:
    world, base = site
    async with aiohttp.ClientSession() as session:
        for path, body in (
            ("/page/people", {"name": "  "}),
            ("/page/people", []),
            ("/page/people/99/say", {"text": "x"}),
            ("/page/people/x/say", {"text": "x"}),
            ("/page/people/7/dance", {}),
            ("/page/people/7/say", {"text": "x" * 4097}),
            ("/page/people/7/say", {"text": ""}),
            ("/page/people/7/edit", {"text": "x", "message_id": 5}),
            ("/page/people/7/edit", {"text": "x", "message_id": "y"}),
            ("/page/people/7/location", {"latitude": 91, "longitude": 0}),
            ("/page/people/7/location", {"latitude": "nan", "longitude": 0}),
        ):
            async with session.post(base + path, json=body) as answer:
                assert answer.status == 400, (path, body)
                assert len(await answer.text()) > 5
        for act in ACTS:
            async with session.post(f"{base}/page/people/7/{act}", data=b"not json") as answer:
                assert answer.status == 400, act
        async with session.get(base + "/page/file/none") as answer:
            assert answer.status == 404
    assert world.messages(7) == []


async def test_an_uploaded_page_is_never_shown_as_one(site: tuple[World, str]) -> None:
    world, base = site
    sent = world.send_document(7, b"<script>", file_name="x.html", mime_type="text/html")
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{base}/page/file/{sent.file_id}") as answer,
    ):
        assert answer.content_type == "application/octet-stream"
        assert answer.headers["Content-Disposition"] == "attachment"
