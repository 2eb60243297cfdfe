"""The chat page: what people do becomes calls on the world, what happens there becomes live events."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from solbot.playground.world import World

STATIC = Path(__file__).parent / "static"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
MOST_BODY = 20 * 1024 * 1024
MOST_TEXT = 4096
HEARTBEAT = 15.0  # seconds between signs of life on a quiet line

Act = Callable[[World, int, dict[str, Any]], Any]


def add_page(app: web.Application, world: World) -> None:
    """Add the page and everything it calls. Only pages of this machine are answered."""
    page = _Page(world)
    for path, handler in (
        ("/", page.index),
        ("/page/state", page.state),
        ("/page/events", page.events),
        ("/page/file/{file_id}", page.file),
    ):
        app.router.add_get(path, _at_home(handler))
    app.router.add_post("/page/people", _at_home(page.add_person))
    app.router.add_post("/page/people/{person}/upload/{kind}", _at_home(page.upload))
    app.router.add_post("/page/people/{person}/{act}", _at_home(page.act))
    app.router.add_static("/static/", STATIC)


class _Page:
    def __init__(self, world: World) -> None:
        self._world = world

    async def index(self, request: web.Request) -> web.StreamResponse:
        del request
        return web.FileResponse(
            STATIC / "index.html",
            headers={
                "Content-Security-Policy": "default-src 'self'; img-src 'self' blob: data:; "
                "media-src 'self' blob:; frame-ancestors 'none'",
                "Cache-Control": "no-store",
            },
        )

    async def state(self, request: web.Request) -> web.StreamResponse:
        del request
        world = self._world
        people = [
            {**asdict(one), "messages": [m.view() for m in world.messages(one.id)]}
            for one in world.people.values()
        ]
        return web.json_response({"people": people, "profile": asdict(world.profile)})

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events, until the page or the world is gone."""
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await response.prepare(request)
        queue = self._world.subscribe()
        try:
            await response.write(b": hello\n\n")
            while True:
                try:
                    event = await asyncio.wait_for(queue.get(), HEARTBEAT)
                    await response.write(f"data: {json.dumps(event)}\n\n".encode())
                except TimeoutError:
                    await response.write(b": still here\n\n")
        except (ConnectionError, asyncio.CancelledError):
            return response
        finally:
            self._world.unsubscribe(queue)

    async def file(self, request: web.Request) -> web.StreamResponse:
        file_id = request.match_info["file_id"]
        if not self._world.knows_file(file_id):
            raise web.HTTPNotFound
        file = self._world.file(file_id)
        shown = file.mime_type.startswith(("image/", "audio/")) and "svg" not in file.mime_type
        headers = {"X-Content-Type-Options": "nosniff"}
        if not shown:
            headers["Content-Disposition"] = "attachment"
        kind = file.mime_type if shown else "application/octet-stream"
        return web.Response(body=file.content, content_type=kind, headers=headers)

    async def add_person(self, request: web.Request) -> web.StreamResponse:
        body = await _json(request)
        name = str(body.get("name") or "").strip()[:64]
        if not name:
            raise _fault("A person needs a name.")
        language = str(body.get("language") or "en")[:16]
        return web.json_response(asdict(self._world.add_person(name, language_code=language)))

    async def act(self, request: web.Request) -> web.StreamResponse:
        act = ACTS.get(request.match_info["act"])
        if act is None:
            raise _fault("There is nothing of that name to do.")
        try:
            act(self._world, self._person(request), await _json(request))
        except (LookupError, TypeError, ValueError) as error:
            raise _fault(str(error)) from None
        return web.json_response({})

    async def upload(self, request: web.Request) -> web.StreamResponse:
        person, kind = self._person(request), request.match_info["kind"]
        form = await request.post()
        file, caption = form.get("file"), str(form.get("caption") or "")[:1024] or None
        if not isinstance(file, web.FileField):
            raise _fault("There is no file in that.")
        content = file.file.read(MOST_BODY + 1)
        if not content or len(content) > MOST_BODY:
            raise _fault("The file is empty, or over 20 MB.")
        if kind == "photo":
            self._world.send_photo(person, content, caption=caption)
        elif kind == "voice":
            self._world.send_voice(person, content, caption=caption, mime_type=file.content_type)
        else:
            self._world.send_document(
                person,
                content,
                file_name=file.filename,
                caption=caption,
                mime_type=file.content_type,
            )
        return web.json_response({})

    def _person(self, request: web.Request) -> int:
        number = request.match_info["person"]
        if not number.isdecimal() or int(number) not in self._world.people:
            raise _fault("There is no such person here.")
        return int(number)


def _say(world: World, person: int, body: dict[str, Any]) -> None:
    text = str(body.get("text") or "").strip()
    if not 0 < len(text) <= MOST_TEXT:
        raise ValueError(f"A message has 1 to {MOST_TEXT} characters.")
    reply_to = body.get("reply_to")
    world.say(person, text, reply_to=int(reply_to) if reply_to else None)


def _edit(world: World, person: int, body: dict[str, Any]) -> None:
    text = str(body.get("text") or "").strip()
    if not 0 < len(text) <= MOST_TEXT:
        raise ValueError(f"A message has 1 to {MOST_TEXT} characters.")
    world.edit(person, int(body.get("message_id") or 0), text)


def _press(world: World, person: int, body: dict[str, Any]) -> None:
    world.press(person, int(body.get("message_id") or 0), str(body.get("data") or "")[:64])


def _locate(world: World, person: int, body: dict[str, Any]) -> None:
    latitude, longitude = float(body.get("latitude", 999)), float(body.get("longitude", 999))
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ValueError("Latitude goes from -90 to 90, longitude from -180 to 180.")
    world.send_location(person, latitude, longitude)


ACTS: dict[str, Act] = {
    "say": _say,
    "edit": _edit,
    "press": _press,
    "location": _locate,
    "sticker": lambda world, person, _: world.send_sticker(person, "🙂"),
    "forward": lambda world, person, body: world.forward(person, str(body.get("text"))[:MOST_TEXT]),
    "delete": lambda world, person, body: world.delete(person, int(body.get("message_id") or 0)),
    "block": lambda world, person, _: world.block(person),
    "unblock": lambda world, person, _: world.unblock(person),
}


Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def _at_home(handler: Handler) -> Handler:
    """Refuse a page of another site that tries to talk to this machine (DNS rebinding, cross-site posts)."""

    async def guarded(request: web.Request) -> web.StreamResponse:
        origin = request.headers.get("Origin")
        hosts = [request.host, urlsplit(origin).netloc if origin else request.host]
        if any(host.rpartition(":")[0] not in LOOPBACK and host not in LOOPBACK for host in hosts):
            raise web.HTTPForbidden(text="The playground answers pages of this machine only.")
        return await handler(request)

    return guarded


async def _json(request: web.Request) -> dict[str, Any]:
    with contextlib.suppress(ValueError):
        body = await request.json()
        if isinstance(body, dict):
            return body
    raise _fault("That is not what this page sends.")


def _fault(text: str) -> web.HTTPBadRequest:
    return web.HTTPBadRequest(text=text)
