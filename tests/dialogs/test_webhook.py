"""Updates by webhook, and the figures for whoever looks after the bot."""

from __future__ import annotations

import asyncio
import io
import json
import random
import re
from pathlib import Path

import aiohttp
import pytest

from solbot.app import App
from solbot.secret import Secret
from solbot.settings import Settings
from tests.dialogs.generated import KINDS, TYPES, Maker
from tests.dialogs.people import TOKEN, Stage
from tests.ports import free_port

SECRET = "a-secret-of-enough-length"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


def dashboard_names() -> set[str]:
    """Every metric that the dashboard asks for."""
    board = json.loads((Path(__file__).parents[2] / "deploy" / "grafana.json").read_text())
    asked = [target["expr"] for panel in board["panels"] for target in panel["targets"]]
    found = {name for one in asked for name in re.findall(r"solbot_[a-z_]+", one)}
    assert len(found) > 15
    return {re.sub("_(bucket|sum|count)$", "", name) for name in found}


def webhook_settings(stage: Stage, port: int, metrics: int | None = None) -> Settings:
    return Settings(
        token=Secret(TOKEN),
        api_url=f"http://127.0.0.1:{stage.port}",
        mode="webhook",
        webhook_url="https://bot.example.org/hook",
        webhook_secret=Secret(SECRET),
        listen=f"127.0.0.1:{port}",
        metrics=f"127.0.0.1:{metrics}" if metrics else None,
    )


@pytest.mark.both_databases
async def test_an_update_by_webhook_is_stored_before_it_is_answered(stage: Stage) -> None:
    ana = stage.person("Ana")
    await stage.stop()
    await stage.open_store()
    assert stage.works is not None
    port, metrics = free_port(), free_port()
    settings = webhook_settings(stage, port, metrics)
    stage.app = App(settings, TOKEN, stage.works, scheduled=False)
    await stage.app.start()
    assert stage.world.webhook == ("https://bot.example.org/hook", SECRET)

    stage.world.say(ana.id, "/start")
    update = stage.world.updates.pop()
    hook = f"http://127.0.0.1:{port}/hook"
    odd = {**update["message"], "pinned_message": {"date": 0}, "text": None}
    async with aiohttp.ClientSession() as session:

        async def post(body: object, secret: str | None = SECRET) -> int:
            headers = {HEADER: secret} if secret is not None else {}
            async with session.post(hook, json=body, headers=headers) as answer:
                return answer.status

        assert await post(update, secret=None) == 403
        assert await post(update, secret="") == 403
        assert await post(update, secret="wrong") == 403
        big = io.BytesIO(b"x" * 9_000_000)
        async with session.post(hook, data=big, headers={HEADER: SECRET}) as answer:
            assert answer.status == 413
        # Telegram sends again what is not taken, and holds back what comes after it.
        assert await post("nonsense") == 200
        assert await post({"update_id": "x", "message": 5}) == 200
        assert await post({"update_id": 2**70, "message": {}}) == 200
        assert await post({"update_id": 5, "message": 5}) == 200
        assert await post({"update_id": 6, "message": odd}) == 200
        for junk in (b"{", b"\xff\xfe", b"[" * 100_000, b'{"update_id":' + b"9" * 10_000 + b"}"):
            async with session.post(hook, data=junk, headers={HEADER: SECRET}) as answer:
                assert answer.status == 200, junk[:20]
        assert ana.heard() == []
        assert await post(update) == 200
        assert await post(update) == 200
        await stage.quiet()
        assert ana.heard_of("Is that all right with you?") == 1

        async with session.get(f"http://127.0.0.1:{metrics}/healthz") as answer:
            assert answer.status == 200 and (await answer.json())["ok"] is True
        async with session.get(f"http://127.0.0.1:{metrics}/metrics") as answer:
            text = await answer.text()
        assert "solbot_members 1.0" in text and "solbot_inbox_waiting 0.0" in text
        assert "solbot_inbox_set_aside 1.0" in text
        for name in dashboard_names():
            assert f"# TYPE {name} " in text, name
        assert 'solbot_updates_total{kind="command"}' in text
        assert 'solbot_replies_total{outcome="sent"}' in text
        assert 'solbot_alert{alert="frozen"} 0.0' in text
        assert str(ana.id) not in text and "Ana" not in text


async def test_broken_updates_by_webhook_are_taken_and_hold_back_nothing(stage: Stage) -> None:
    ana, maker = await stage.settled(), Maker(random.Random(7))
    await stage.stop()
    await stage.open_store()
    assert stage.works is not None
    port = free_port()
    stage.app = App(webhook_settings(stage, port), TOKEN, stage.works, scheduled=False)
    await stage.app.start()
    user = {"id": 9, "is_bot": False, "first_name": "Odd"}
    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
        for number in range(1, 200):
            kind = maker.chance.choice(KINDS)
            content = maker.object(TYPES["Update"][kind], 2, **{"from": user})
            body = json.dumps({"update_id": number, **maker.broken({kind: content})})
            async with session.post("/hook", data=body, headers={HEADER: SECRET}) as answer:
                assert answer.status == 200
        stage.world.say(ana.id, "/today")
        update = stage.world.updates.pop()
        async with session.post("/hook", json=update, headers={HEADER: SECRET}) as answer:
            assert answer.status == 200
    await stage.quiet()
    ana.hears("The reading of day-1")


@pytest.mark.parametrize(
    "half",
    [
        b"",
        b"POST /hook HT",
        b"POST /hook HTTP/1.1\r\nHost: x\r\n",
        b"POST /hook HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n"
        + f"{HEADER}: {SECRET}\r\n\r\n".encode()
        + b'{"update_id":',
    ],
    ids=["nothing", "half a line", "half a head", "half a body"],
)
async def test_half_a_request_is_not_waited_for(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, half: bytes
) -> None:
    monkeypatch.setattr("solbot.telegram.webhook.HEAD_IN", 0.5)
    monkeypatch.setattr("solbot.telegram.webhook.BODY_IN", 0.5)
    await stage.stop()
    await stage.open_store()
    assert stage.works is not None
    port = free_port()
    stage.app = App(webhook_settings(stage, port), TOKEN, stage.works, scheduled=False)
    await stage.app.start()
    halves = [await asyncio.open_connection("127.0.0.1", port) for _ in range(20)]
    for _, writer in halves:
        writer.write(half)
    async with asyncio.timeout(10):
        for reader, writer in halves:
            await reader.read()  # to its end: it is closed
            writer.close()
    ana = stage.person("Ana")
    stage.world.say(ana.id, "/start")
    update = stage.world.updates.pop()
    async with (
        aiohttp.ClientSession() as session,
        session.post(
            f"http://127.0.0.1:{port}/hook", json=update, headers={HEADER: SECRET}
        ) as answer,
    ):
        assert answer.status == 200
    await stage.quiet()
    assert ana.heard_of("Is that all right with you?") == 1
