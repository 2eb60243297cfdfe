"""Short links: off by default; the same for everybody; followed over a real socket, counted, and never who."""

from __future__ import annotations

import asyncio
import csv
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
from sqlalchemy import text

from solbot import shipped
from solbot.announcements.draft import service as drafts
from solbot.announcements.links import service as short_links
from solbot.app import App
from solbot.content.catalog import load
from solbot.errors import StoreAway
from solbot.ops import link_server
from solbot.ops.link_server import LinkServer
from solbot.secret import Secret
from solbot.settings import Settings
from tests.dialogs.announcing import tried
from tests.dialogs.people import TOKEN, Person, Stage
from tests.dialogs.test_webhook import HEADER, SECRET
from tests.ports import free_port

BASE = "https://bot.example.org/l"
SHOP = "https://example.org/shop?a=1&b=ñ#top"
PLACE = "https://example.org/place"
BARE = "https://example.org/bare"
WORDS = f"See the place, or {BARE}, {{name}}."


@asynccontextmanager
async def served(stage: Stage, **kwargs: object) -> AsyncIterator[tuple[LinkServer, str]]:
    """Short links, followed on an address of the machine itself."""
    assert stage.works is not None
    server, port = LinkServer(stage.works, BASE, **kwargs), free_port()  # type: ignore[arg-type]
    await server.start(f"127.0.0.1:{port}")
    try:
        yield server, f"http://127.0.0.1:{port}"
    finally:
        await server.stop()


def wanted(stage: Stage, base: str | None = BASE) -> None:
    """The owners set this."""
    assert stage.works is not None
    stage.works.short_links = base


async def written(stage: Stage, staff: Person, words: str) -> None:
    """A draft with a link in its words."""
    await staff.says("/broadcast")
    await staff.presses("A new announcement")
    link = {"type": "text_link", "offset": 4, "length": 9, "url": PLACE}
    stage.world.say(staff.id, words, entities=[link])
    await stage.quiet()


async def announced(stage: Stage, staff: Person, words: str = WORDS) -> None:
    """An announcement with a link in its words and one on a button, at everybody's."""
    await written(stage, staff, words)
    await staff.presses("Buttons")
    await staff.presses("+ a link")
    await staff.says(f"The shop {SHOP}")
    await staff.presses("‹ Back")
    await tried(stage, staff)
    await staff.presses("Send it")
    await stage.settle()


def links(person: Person, words: str = "See the place") -> tuple[str, str]:
    """Where the link in the words of the announcement somebody got leads, and the one on its button."""
    message = next(one for one in reversed(person.heard()) if words in one.text)
    (entity,) = [one for one in message.entities if one["type"] == "text_link"]
    (url,) = [button["url"] for row in message.keyboard or [] for button in row if "url" in button]
    return str(entity["url"]), str(url)


def path(link: str) -> str:
    return link.removeprefix("https://bot.example.org")


async def follow(
    session: aiohttp.ClientSession, link: str, method: str = "GET", **headers: str
) -> aiohttp.ClientResponse:
    answer = await session.request(method, link, allow_redirects=False, headers=headers)
    await answer.read()
    return answer


async def counted(stage: Stage) -> list[tuple[str, int]]:
    assert stage.works is not None
    async with stage.works.begin() as work:
        found = await work.session.execute(
            text("SELECT address, count FROM short_links ORDER BY address")
        )
        return [(address, count) for address, count in found]


async def test_where_owners_want_none_links_are_as_typed(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "announcements"), await stage.settled("Ana")
    await announced(stage, bea)
    assert links(ana) == (PLACE, SHOP)
    assert await counted(stage) == []
    bea.sees("The shop: Telegram tells nobody")


@pytest.mark.both_databases
async def test_a_link_leads_on_is_the_same_for_all_and_is_counted_from_five_on(
    stage: Stage,
) -> None:
    bea = await stage.staff("Bea", "announcements")
    ana, cleo = await stage.settled("Ana"), await stage.settled("Cleo")
    wanted(stage)
    await announced(stage, bea)
    place, shop = links(ana)
    assert links(cleo) == (place, shop)  # the same for everybody: nobody is told apart by it
    assert place.startswith(f"{BASE}/") and shop.startswith(f"{BASE}/") and place != shop
    assert BARE in ana.heard()[-1].text  # what is written out shows where it leads, and does
    bea.sees("The shop: fewer than five")
    bea.sees("example.org/place: fewer than five times")
    async with served(stage) as (server, at), aiohttp.ClientSession(at) as session:
        answer = await follow(session, path(shop))
        assert answer.status == 302
        assert answer.headers["Location"] == "https://example.org/shop?a=1&b=%C3%B1#top"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "Set-Cookie" not in answer.headers
        for _ in range(10):  # a look at where it leads is no tap
            assert (await follow(session, path(shop), "HEAD")).status == 302
        assert (await follow(session, path(shop), "POST")).status == 405
        for _ in range(3):
            await follow(session, path(shop))
        await server.write()
        await bea.presses("Refresh")
        bea.sees("The shop: fewer than five")
        await follow(session, path(shop))
        for _ in range(5):
            await follow(session, path(place))
        await server.write()
        await bea.presses("Refresh")
        bea.sees("The shop: 5")
        bea.sees("example.org/place: 5 times")
    await bea.presses("Taps as a file")
    await bea.presses("Table (CSV)")
    rows = list(csv.reader(io.StringIO(bea.file(".csv").decode("utf-8-sig"), newline="")))
    assert [PLACE, "5"] in rows and [SHOP, "5"] in rows


async def test_only_what_staff_sent_out_is_led_to(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "announcements"), await stage.settled("Ana")
    wanted(stage)
    await announced(stage, bea)
    place, _ = links(ana)
    unknown = f"/l/{'z' * 10}"
    async with served(stage) as (server, at), aiohttp.ClientSession(at) as session:
        for way in (
            unknown,
            "/l/https://evil.example",
            "/l/https%3A%2F%2Fevil.example",
            "/l/..%2f..",
            f"{path(place)}%0d%0aLocation:%20https://evil.example",
            f"{path(place)}/https://evil.example",
            f"/l/{'a' * 5000}",
            "/",
        ):
            answer = await follow(session, way)
            assert answer.status == 404, way
            assert "Location" not in answer.headers
        answer = await follow(session, f"{path(place)}?to=https://evil.example")
        assert answer.headers["Location"] == PLACE
        assert stage.works is not None
        stage.works.catalog = load(shipped.content(), "en")
        page = await session.get(unknown, headers={"Accept-Language": "es-AR,es;q=0.9,<script>"})
        words = await page.text()
        assert page.content_type == "text/html" and '<html lang="es">' in words
        assert "Este enlace no lleva a ninguna parte" in words and "script" not in words
        assert "This link leads nowhere" in await (await session.get(unknown)).text()
        assert page.headers["Cache-Control"] == "no-store"
        await server.write()
    assert dict(await counted(stage))[PLACE] == 1


async def test_what_is_being_written_as_it_stops_is_counted(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link_server, "WRITTEN_EVERY", 0.01)
    bea, ana = await stage.staff("Bea", "announcements"), await stage.settled("Ana")
    wanted(stage)
    await announced(stage, bea)
    place, _ = links(ana)
    assert stage.works is not None
    async with served(stage) as (server, at), aiohttp.ClientSession(at) as session:
        async with stage.works.begin() as work:
            await work.session.execute(text("UPDATE short_links SET count = count"))
            await follow(session, path(place))
            await asyncio.sleep(0.1)  # it has begun to write, and waits for its turn
            stopping = asyncio.create_task(server.stop())
            await asyncio.sleep(0.1)
        await stopping
    assert dict(await counted(stage))[PLACE] == 1


@pytest.mark.both_databases
async def test_what_was_taken_back_or_corrected_leads_nowhere(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link_server, "KNOWN_FOR", 0.0)
    bea, ana = await stage.staff("Bea", "announcements"), await stage.settled("Ana")
    wanted(stage)
    await announced(stage, bea)
    place, shop = links(ana)
    async with served(stage) as (_, at), aiohttp.ClientSession(at) as session:
        assert (await follow(session, path(place))).status == 302
        await bea.presses("Take it back")
        await bea.presses("Yes, take it back")
        await stage.settle()
        assert (await follow(session, path(place))).status == 404
        assert (await follow(session, path(shop))).status == 404


async def test_what_staff_try_out_is_not_counted(stage: Stage) -> None:
    bea = await stage.staff("Bea", "announcements")
    wanted(stage)
    await written(stage, bea, WORDS)
    await bea.presses("Send it to me")
    await stage.settle()
    message = [one for one in bea.heard() if "See the place" in one.text and one.entities][-1]
    assert message.entities[0]["url"] == PLACE
    assert await counted(stage) == []


async def test_nothing_of_who_follows_a_link_is_written_down(
    stage: Stage, capfd: pytest.CaptureFixture[str]
) -> None:
    bea, ana = await stage.staff("Bea", "announcements"), await stage.settled("Ana")
    wanted(stage)
    await announced(stage, bea)
    place, _ = links(ana)
    told = {"User-Agent": "Telltale/7.0", "X-Forwarded-For": "203.0.113.77", "Cookie": "me=4711"}
    async with served(stage) as (server, at), aiohttp.ClientSession(at) as session:
        for way in (path(place), "/l/unknown", "/"):
            await follow(session, way, **told)
        port = int(at.rpartition(":")[2])
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"NONSENSE /l/203.0.113.77 \xff\r\nTelltale\r\n\r\n")
        await writer.drain()
        await asyncio.wait_for(reader.read(), 5)
        writer.close()
        await server.write()
    said = "".join(capfd.readouterr())
    assert stage.works is not None
    async with stage.works.begin() as work:
        rows = (await work.session.execute(text("SELECT * FROM short_links"))).all()
    for mark in ("Telltale", "203.0.113.77", "4711", "Error handling request"):
        assert mark not in said
        assert mark not in str(rows)


@pytest.mark.both_databases
async def test_a_flood_of_unknown_links_is_answered_without_the_database(stage: Stage) -> None:
    bea, ana = await stage.staff("Bea", "announcements"), await stage.settled("Ana")
    wanted(stage)
    await announced(stage, bea)
    place, _ = links(ana)
    now = 1000.0
    async with (
        served(stage, monotonic=lambda: now) as (server, at),
        aiohttp.ClientSession(at) as session,
    ):
        assert (await follow(session, path(place))).status == 302
        signs = "abcdefghjk"
        statuses = [
            (await follow(session, f"/l/aaaaaaaa{one}{two}")).status
            for one in signs
            for two in signs
        ]
        assert statuses.count(503) == 100 - (link_server.LOOKS - 1)
        assert set(statuses) == {404, 503}
        answer = await follow(session, path(place))  # what is known already is led on
        assert answer.status == 302
        for _ in range(link_server.COUNTED + 20):
            await follow(session, path(place))
        now += 1
        assert (await follow(session, "/l/aaaaaaaazz")).status == 404
        await server.write()
    assert dict(await counted(stage))[PLACE] == link_server.COUNTED


@pytest.mark.both_databases
async def test_counts_are_kept_while_the_database_is_away(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    bea, ana = await stage.staff("Bea", "announcements"), await stage.settled("Ana")
    wanted(stage)
    await announced(stage, bea)
    place, shop = links(ana)
    async with served(stage) as (server, at), aiohttp.ClientSession(at) as session:
        assert (await follow(session, path(place))).status == 302
        assert stage.works is not None

        def away(**_: object) -> None:
            raise StoreAway("away")

        with monkeypatch.context() as patched:
            patched.setattr(stage.works, "begin", away)
            patched.setattr(stage.works, "reading", away)
            await server.write()
            assert (await follow(session, path(place))).status == 302  # known
            answer = await follow(session, path(shop))
            assert answer.status == 503 and "Retry-After" in answer.headers
            assert "try it again in a moment" in await answer.text()
        await server.write()
    assert dict(await counted(stage))[PLACE] == 2


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_the_bot_answers_them_where_it_listens(stage: Stage, mode: str) -> None:
    bea, ana = await stage.staff("Bea", "announcements"), await stage.settled("Ana")
    wanted(stage)
    await announced(stage, bea)
    place, _ = links(ana)
    await stage.stop()
    await stage.open_store()
    assert stage.works is not None
    port = free_port()
    settings = Settings(
        token=Secret(TOKEN),
        api_url=f"http://127.0.0.1:{stage.port}",
        mode=mode,  # type: ignore[arg-type]
        webhook_url="https://bot.example.org/hook",
        webhook_secret=Secret(SECRET),
        listen=f"127.0.0.1:{port}",
        short_links=BASE,
    )
    stage.app = App(settings, TOKEN, stage.works, scheduled=False)
    await stage.app.start()
    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
        assert (await follow(session, path(place))).headers["Location"] == PLACE
        hooked = await session.post("/hook", json={"update_id": 5}, headers={HEADER: SECRET})
        assert hooked.status == (200 if mode == "webhook" else 404)
        assert (await follow(session, "/healthz")).status == 404
    await stage.app.stop()
    assert dict(await counted(stage))[PLACE] == 1


async def test_an_announcement_to_those_who_answered_has_no_short_links(stage: Stage) -> None:
    bea = await stage.staff("Bea", "announcements")
    wanted(stage)
    await announced(stage, bea)
    assert stage.works is not None
    async with stage.works.begin() as work:
        row = await drafts.find(work, 1)
        assert set(await short_links.shorts(work, row)) == {PLACE, SHOP}
        await work.session.execute(text("UPDATE announcements SET private = true"))
        assert await short_links.shorts(work, row) == {}
