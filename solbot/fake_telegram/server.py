"""The Bot API over real HTTP: `/bot<token>/<method>`, long polling included."""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import json
from typing import Any
from urllib.parse import unquote

from aiohttp import web

from solbot.fake_telegram.calls import Call, Refusal, bad
from solbot.fake_telegram.chats import StoredFile
from solbot.fake_telegram.methods import METHODS, carry_out
from solbot.fake_telegram.weather import DONE_UNTOLD, FAILED, NOTHING_DONE
from solbot.fake_telegram.world import World

MOST_BODY = 50 * 1024 * 1024
MOST_UPDATES = 100
JSON_VALUES = frozenset(
    {
        "reply_markup",
        "commands",
        "allowed_updates",
        "link_preview_options",
        "entities",
        "scope",
        "media",
        "message_ids",
        "results",
        "button",
        "rich_message",
    }
)
WORLD = web.AppKey("world", World)
SPEAKS = ("send", "edit", "answer", "copy")
"""How the methods begin that a bot which Telegram froze can't use."""


class _Api:
    def __init__(self, world: World, token: str) -> None:
        self._world = world
        self._token = token
        self._poller: object = None

    async def answer(self, request: web.Request) -> web.StreamResponse:
        given, name = request.match_info["token"], request.match_info["method"].lower()
        if not hmac.compare_digest(given.encode(), self._token.encode()):
            return _refused(Refusal(401, "Unauthorized"))
        weather = self._world.weather
        if weather.latency:
            await asyncio.sleep(weather.latency)
        trouble = weather.trouble(name)
        if weather.down or trouble == NOTHING_DONE:
            return _cut(request)
        if trouble == FAILED:
            return _refused(Refusal(502, "Bad Gateway"))
        if weather.frozen and name.startswith(SPEAKS):
            return _refused(Refusal(400, "Bad Request: FROZEN_METHOD_INVALID"))
        try:
            result = await self._carry_out(request, name)
        except Refusal as refusal:
            self._world.refused.append(f"{name}: {refusal.description}")
            return _refused(refusal)
        if weather.down or trouble == DONE_UNTOLD:
            return _cut(request)
        return web.json_response({"ok": True, "result": result})

    async def file(self, request: web.Request) -> web.StreamResponse:
        given = request.match_info["token"]
        known = self._world.knows_file(request.match_info["file_id"])
        if not hmac.compare_digest(given.encode(), self._token.encode()) or not known:
            raise web.HTTPNotFound
        file = self._world.file(request.match_info["file_id"])
        return web.Response(body=file.content, content_type=file.mime_type)

    async def _carry_out(self, request: web.Request, name: str) -> Any:
        values, files = await _decoded(request, self._world)
        if name == "getupdates":
            return await self._updates(values)
        if name == "deletewebhook":
            return True
        if name == "getwebhookinfo":
            return {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
        if name not in METHODS:
            raise Refusal(404, "Not Found")
        sources = unquote(request.headers.get("X-Solbot-Files", ""))
        return carry_out(
            name, Call(self._world, values, files, sources.split(",") if sources else [])
        )

    async def _updates(self, values: dict[str, Any]) -> list[dict[str, Any]]:
        """Updates from `offset` on; asking confirms everything before it. One poller at a time."""
        me = self._poller = object()
        world = self._world
        world.polled()
        world.wanted = frozenset(values.get("allowed_updates") or ())
        offset, wait = int(values.get("offset") or 0), float(values.get("timeout") or 0)
        limit = min(int(values.get("limit") or MOST_UPDATES), MOST_UPDATES)
        if offset:
            world.confirm(offset)
        deadline = asyncio.get_running_loop().time() + wait
        while not world.updates:
            left = deadline - asyncio.get_running_loop().time()
            if left <= 0:
                break
            world.arrived.clear()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(min(left, 0.5)):
                    await world.arrived.wait()
            if self._poller is not me:
                raise Refusal(
                    409,
                    "Conflict: terminated by other getUpdates request; "
                    "make sure that only one bot instance is running",
                )
        return world.updates[:limit]


def application(world: World, *, token: str) -> web.Application:
    """The Bot API for one bot."""
    api = _Api(world, token)
    app = web.Application(client_max_size=MOST_BODY)
    app[WORLD] = world
    app.router.add_route("*", "/bot{token:[^/]+}/{method}", api.answer)
    app.router.add_get("/file/bot{token:[^/]+}/files/{file_id}", api.file)
    return app


async def serve(
    app: web.Application, host: str = "127.0.0.1", port: int = 0
) -> tuple[web.AppRunner, int]:
    """Listen; returns the runner (to `cleanup`) and the port. Raises OSError when it is taken."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.02)
    await runner.setup()
    site = web.TCPSite(runner, host, port, reuse_address=True)
    try:
        await site.start()
    except OSError:
        await runner.cleanup()
        raise
    return runner, runner.addresses[0][1]


async def _decoded(
    request: web.Request, world: World
) -> tuple[dict[str, Any], dict[str, StoredFile]]:
    values: dict[str, Any] = dict(request.query)
    files: dict[str, StoredFile] = {}
    if request.content_type == "application/json":
        values.update(await request.json())
    else:
        for key, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                content = value.file.read()
                files[key] = world.store(value.filename, value.content_type, content)
            else:
                values[key] = value
    for key in JSON_VALUES & values.keys():
        if isinstance(values[key], str):
            try:
                values[key] = json.loads(values[key])
            except ValueError:
                raise bad(f"can't parse {key}") from None
    return values, files


def _refused(refusal: Refusal) -> web.Response:
    body: dict[str, Any] = {
        "ok": False,
        "error_code": refusal.code,
        "description": refusal.description,
    }
    if refusal.parameters:
        body["parameters"] = refusal.parameters
    return web.json_response(body, status=refusal.code)


def _cut(request: web.Request) -> web.StreamResponse:
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)
