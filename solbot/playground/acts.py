"""What people do in their chats, as the page sends it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

from solbot.fake_telegram.world import World

MOST_TEXT = 4096
MOST_PAYLOAD = 64
MOST_QUERY = 256

Act = Callable[[World, int, dict[str, Any]], Any]
"""Raises ValueError or LookupError with a sentence when it can't be done so."""


def _say(world: World, person: int, body: dict[str, Any]) -> None:
    reply_to = body.get("reply_to")
    world.say(person, _text(body), reply_to=int(reply_to) if reply_to else None)


def _edit(world: World, person: int, body: dict[str, Any]) -> None:
    world.edit(person, int(body.get("message_id") or 0), _text(body))


def _text(body: dict[str, Any]) -> str:
    text = str(body.get("text") or "").strip()
    if not 0 < len(text) <= MOST_TEXT:
        raise ValueError(f"A message has 1 to {MOST_TEXT} characters.")
    return text


def _press(world: World, person: int, body: dict[str, Any]) -> None:
    world.press(person, int(body.get("message_id") or 0), str(body.get("data") or "")[:64])


def _search(world: World, person: int, body: dict[str, Any]) -> None:
    world.search(person, str(body.get("query") or "")[:MOST_QUERY], str(body.get("offset") or ""))


def _choose(world: World, person: int, body: dict[str, Any]) -> None:
    found = world.queries.get(str(body.get("query_id")))
    if found is None or found.person_id != person:
        raise LookupError("That was not found.")
    world.choose(found, str(body.get("result_id")))


def _locate(world: World, person: int, body: dict[str, Any]) -> None:
    latitude, longitude = float(body.get("latitude", 999)), float(body.get("longitude", 999))
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ValueError("Latitude goes from -90 to 90, longitude from -180 to 180.")
    world.send_location(person, latitude, longitude)


def _link(world: World, person: int, body: dict[str, Any]) -> None:
    world.say(person, f"/start {payload_of(str(body.get('link') or ''), world.username)}".strip())


def payload_of(link: str, username: str) -> str:
    """What a deep link gives to /start: of t.me, of tg:, or the payload itself. Raises ValueError for another."""
    payload = link.strip()
    if ":" in payload or "/" in payload:
        parts = urlsplit(payload if "//" in payload else f"https://{payload}")
        query = parse_qs(parts.query)
        telegram = parts.netloc in ("t.me", "telegram.me") and parts.path.strip("/") == username
        resolves = parts.scheme == "tg" and query.get("domain") == [username]
        if not telegram and not resolves:
            raise ValueError(f"That is no link to https://t.me/{username}.")
        payload = (query.get("start") or [""])[0]
    if len(payload) > MOST_PAYLOAD or not all(
        one.isascii() and (one.isalnum() or one in "_-") for one in payload
    ):
        raise ValueError("What follows start= has up to 64 letters, digits, _ and -.")
    return payload


ACTS: Mapping[str, Act] = {
    "say": _say,
    "edit": _edit,
    "press": _press,
    "search": _search,
    "choose": _choose,
    "location": _locate,
    "link": _link,
    "sticker": lambda world, person, _: world.send_sticker(person, "🙂"),
    "forward": lambda world, person, body: world.forward(person, str(body.get("text"))[:MOST_TEXT]),
    "delete": lambda world, person, body: world.delete(person, int(body.get("message_id") or 0)),
    "block": lambda world, person, _: world.block(person),
    "unblock": lambda world, person, _: world.unblock(person),
}
"""By the name that ends their address."""
