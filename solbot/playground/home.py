"""Only pages of this machine are answered, and what they send is read as what it should be."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def at_home(handler: Handler) -> Handler:
    """Refuse a page of another site that tries to talk to this machine (DNS rebinding, cross-site posts)."""

    async def guarded(request: web.Request) -> web.StreamResponse:
        origin = request.headers.get("Origin")
        hosts = [request.host, urlsplit(origin).netloc if origin else request.host]
        if any(host.rpartition(":")[0] not in LOOPBACK and host not in LOOPBACK for host in hosts):
            raise web.HTTPForbidden(text="The playground answers pages of this machine only.")
        try:
            return await handler(request)
        except (LookupError, TypeError, ValueError, OverflowError) as error:
            raise fault(str(error) or "That can't be done.") from None

    return guarded


async def body_of(request: web.Request) -> dict[str, Any]:
    """The JSON object that came. Raises HTTPBadRequest for anything else."""
    with contextlib.suppress(ValueError):
        body = await request.json()
        if isinstance(body, dict):
            return body
    raise fault("That is not what this page sends.")


def fault(text: str) -> web.HTTPBadRequest:
    """What the page shows when something can't be done."""
    return web.HTTPBadRequest(text=text)
