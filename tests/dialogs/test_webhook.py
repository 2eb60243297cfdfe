"""Updates by webhook, and the figures for whoever looks after the bot."""

from __future__ import annotations

import io
import socket

import aiohttp
from pydantic import SecretStr

from solbot.app import App
from solbot.settings import Settings
from tests.dialogs.people import TOKEN, Stage

SECRET = "a-secret-of-enough-length"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def test_an_update_by_webhook_is_stored_before_it_is_answered(stage: Stage) -> None:
    ana = stage.person("Ana")
    await stage.stop()
    await stage.open_store()
    assert stage.works is not None
    port, metrics = free_port(), free_port()
    settings = Settings(
        token=SecretStr(TOKEN),
        api_url=f"http://127.0.0.1:{stage.port}",
        mode="webhook",
        webhook_url="https://bot.example.org/hook",
        webhook_secret=SecretStr(SECRET),
        listen=f"127.0.0.1:{port}",
        metrics=f"127.0.0.1:{metrics}",
    )
    stage.app = App(settings, TOKEN, stage.works, scheduled=False)
    await stage.app.start()
    assert stage.world.webhook == ("https://bot.example.org/hook", SECRET)

    stage.world.say(ana.id, "/start")
    update = stage.world.updates.pop()
    hook = f"http://127.0.0.1:{port}/hook"
    async with aiohttp.ClientSession() as session:

        async def post(body: object, secret: str | None = SECRET) -> int:
            headers = {HEADER: secret} if secret is not None else {}
            async with session.post(hook, json=body, headers=headers) as answer:
                return answer.status

        assert await post(update, secret=None) == 403
        assert await post(update, secret="") == 403
        assert await post(update, secret="wrong") == 403
        big = io.BytesIO(b"x" * 2_000_000)
        async with session.post(hook, data=big, headers={HEADER: SECRET}) as answer:
            assert answer.status == 413
        assert await post("nonsense") == 400
        assert await post({"update_id": "x", "message": 5}) == 400
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
