"""The chat page: what people do becomes calls on the world, what happens there becomes live events."""

from __future__ import annotations

import asyncio
import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from aiohttp import web

from solbot.fake_telegram.chats import Account
from solbot.fake_telegram.onlookers import LOST
from solbot.fake_telegram.world import World
from solbot.playground.acts import ACTS
from solbot.playground.home import at_home, body_of, fault

if TYPE_CHECKING:
    from solbot.playground.panels import Panels

STATIC = Path(__file__).parent / "static"
MOST_BODY = 20 * 1024 * 1024
NEWEST = 200  # messages of a chat that come with the state
MOST_AT_ONCE = 500
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' blob:; "
    "media-src 'self' blob:; frame-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
LONGEST_VOICE = 3600  # seconds
LONGEST_NAME = 255  # of a file
HEARTBEAT = 15.0  # seconds between signs of life on a quiet line


def add_page(app: web.Application, world: World, panels: Panels | None = None) -> None:
    """Add the page and everything it calls; without `panels`, the chats alone."""
    page = _Page(world, panels)
    for path, handler in (
        ("/", page.index),
        ("/page/state", page.state),
        ("/page/events", page.events),
        ("/page/zones", page.zones),
        ("/page/file/{file_id}", page.file),
        ("/page/people/{person}/messages", page.messages),
        ("/page/people/{person}/commands", page.commands),
    ):
        app.router.add_get(path, at_home(handler))
    app.router.add_post("/page/people", at_home(page.add_person))
    app.router.add_post("/page/people/{person}/change", at_home(page.change))
    app.router.add_post("/page/people/{person}/upload/{kind}", at_home(page.upload))
    app.router.add_post("/page/people/{person}/{act}", at_home(page.act))
    app.router.add_static("/static/", STATIC)
    app.on_response_prepare.append(_fresh)
    if panels is not None:
        panels.add_to(app)


async def _fresh(request: web.Request, response: web.StreamResponse) -> None:
    """Browsers ask whether a part of the page has changed, so that nobody sees half of an old one."""
    if request.path.startswith("/static/"):
        response.headers["Cache-Control"] = "no-cache"


@cache
def zones() -> list[str]:
    """Every zone a phone may be in."""
    return sorted(name for name in available_timezones() if "/" in name or name == "UTC")


class _Page:
    def __init__(self, world: World, panels: Panels | None) -> None:
        self._world = world
        self._panels = panels

    async def index(self, request: web.Request) -> web.StreamResponse:
        del request
        return web.FileResponse(
            STATIC / "index.html",
            headers={
                "Content-Security-Policy": POLICY,
                "Referrer-Policy": "no-referrer",
                "Cache-Control": "no-store",
            },
        )

    async def state(self, request: web.Request) -> web.StreamResponse:
        del request
        world = self._world
        state = {
            "username": world.username,
            "people": [self._with_messages(person) for person in world.people.values()],
            "profile": asdict(world.profile),
        }
        if self._panels is not None:
            state |= self._panels.state()
        return web.json_response(state)

    def _with_messages(self, person: Account) -> dict[str, Any]:
        newest = [] if person.crowd else self._world.messages(person.id)[-NEWEST:]
        view = self._world.person_view(person)
        return {**view, "messages": [message.view() for message in newest]}

    async def messages(self, request: web.Request) -> web.StreamResponse:
        """Some of a chat's messages, oldest first: before an id, after one, or the newest."""
        chat = self._world.messages(self._person(request))
        limit = min(max(int(request.query.get("limit", NEWEST)), 1), MOST_AT_ONCE)
        if "after" in request.query:
            start = min(max(int(request.query["after"]), 0), len(chat))
            found = chat[start : start + limit]
        else:
            end = min(max(int(request.query.get("before", len(chat) + 1)) - 1, 0), len(chat))
            found = chat[max(end - limit, 0) : end]
        return web.json_response({"messages": [one.view() for one in found], "count": len(chat)})

    async def commands(self, request: web.Request) -> web.StreamResponse:
        person = self._world.people[self._person(request)]
        return web.json_response(self._world.profile.menu(person.id, person.language_code))

    async def zones(self, request: web.Request) -> web.StreamResponse:
        del request
        return web.json_response(zones())

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events, until the page or the world is gone, or the page lags too far behind."""
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await response.prepare(request)
        queue = self._world.subscribe()
        try:
            await response.write(b": hello\n\n")
            while (told := await _next(queue)) is not LOST:
                sign = f"data: {json.dumps(told)}\n\n" if told else ": still here\n\n"
                await response.write(sign.encode())
        except (ConnectionError, asyncio.CancelledError):
            return response
        finally:
            self._world.onlookers.unsubscribe(queue)
        return response

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
        body = await body_of(request)
        given = _described({"language": "en", "zone": "UTC", **body, "name": body.get("name")})
        role = str(body.get("role") or "member")
        if self._panels is not None:
            await self._panels.check_role(role)
        person = self._world.add_person(
            given["first_name"], language_code=given["language_code"], zone=given["zone"]
        )
        if self._panels is not None and role != "member":
            await self._panels.give_role(person, role)
        return web.json_response(self._world.person_view(person))

    async def change(self, request: web.Request) -> web.StreamResponse:
        person, body = self._world.people[self._person(request)], await body_of(request)
        for name, value in _described(body).items():
            setattr(person, name, value)
        self._world.announce_person(person)
        if self._panels is not None and body.get("role"):
            await self._panels.check_role(str(body["role"]))
            await self._panels.give_role(person, str(body["role"]))
        return web.json_response(self._world.person_view(person))

    async def act(self, request: web.Request) -> web.StreamResponse:
        act = ACTS.get(request.match_info["act"])
        if act is None:
            raise fault("There is nothing of that name to do.")
        act(self._world, self._person(request), await body_of(request))
        return web.json_response({})

    async def upload(self, request: web.Request) -> web.StreamResponse:
        person, kind = self._person(request), request.match_info["kind"]
        form = await request.post()
        file, caption = form.get("file"), str(form.get("caption") or "")[:1024] or None
        if not isinstance(file, web.FileField):
            raise fault("There is no file in that.")
        content = file.file.read(MOST_BODY + 1)
        if not content or len(content) > MOST_BODY:
            raise fault("The file is empty, or over 20 MB.")
        if kind == "photo":
            self._world.send_photo(person, content, caption=caption)
        elif kind == "voice":
            length = min(max(int(str(form.get("duration") or 3)), 1), LONGEST_VOICE)
            self._world.send_voice(
                person, content, duration=length, caption=caption, mime_type=file.content_type
            )
        else:
            self._world.send_document(
                person,
                content,
                file_name=str(form.get("name") or file.filename)[:LONGEST_NAME],
                caption=caption,
                mime_type=file.content_type,
            )
        return web.json_response({})

    def _person(self, request: web.Request) -> int:
        number = request.match_info["person"]
        if not number.isdecimal() or int(number) not in self._world.people:
            raise fault("There is no such person here.")
        return int(number)


def _described(body: dict[str, Any]) -> dict[str, str]:
    """What is said of a person, by the names of `Person`. Raises ValueError."""
    given: dict[str, str] = {}
    if "name" in body:
        given["first_name"] = str(body["name"] or "").strip()[:64]
        if not given["first_name"]:
            raise ValueError("A person needs a name.")
    if "language" in body:
        given["language_code"] = str(body["language"] or "en")[:16]
    if "zone" in body:
        given["zone"] = str(body["zone"] or "UTC")
        if given["zone"] not in zones():
            raise ValueError("There is no such time zone.")
    return given


async def _next(queue: asyncio.Queue[dict[str, Any]]) -> dict[str, Any] | None:
    """The next event, or None after a while without any."""
    try:
        async with asyncio.timeout(HEARTBEAT):
            return await queue.get()
    except TimeoutError:
        return None
