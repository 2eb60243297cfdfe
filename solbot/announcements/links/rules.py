"""Short links: which addresses get one, what it is called, and how it takes the place of what was typed."""

from __future__ import annotations

import re
import secrets
import string
from collections.abc import Mapping, Sequence
from html import escape, unescape
from urllib.parse import quote, urlsplit

from solbot.db.forms import KeptButton, KeptContent

FEWEST = 5
"""Fewer taps than these are not told: they might be those of somebody in particular."""

CODE = re.compile(r"[2-9a-hjkmnp-z]{10}")
_SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"
_LINK = re.compile(r'(<a\s+href=")([^"]*)(")')
_TELEGRAM = ("t.me", "telegram.me", "telegram.dog")
_PRINTABLE = "".join(chr(at) for at in range(0x21, 0x7F))


def new_code() -> str:
    """What stands behind the bot's address: chance alone, so that none can be guessed from another."""
    return "".join(secrets.choice(_SIGNS) for _ in range(10))


def addresses(
    wordings: Sequence[Mapping[str, KeptContent]], buttons: Sequence[KeptButton]
) -> tuple[str, ...]:
    """The addresses behind words and buttons of an announcement, in all its wordings and languages, each once.

    Those that are written out are left as they are: they show where they lead. So are those within Telegram, and any
    that is filled in for each reader.
    """
    found = [
        unescape(link[2])
        for content in wordings
        for one in content.values()
        for link in _LINK.finditer(str(one.get("html", "")))
    ]
    for one in buttons:
        if one["kind"] == "link":
            found += [str(address) for address in one["url"].values()]
    return tuple(dict.fromkeys(address for address in found if _is_led_through(address)))


def shortened(html: str, shorts: Mapping[str, str]) -> str:
    """Words with the short link in the place of each address that has one."""

    def put(link: re.Match[str]) -> str:
        short = shorts.get(unescape(link[2]))
        return link[0] if short is None else f"{link[1]}{escape(short)}{link[3]}"

    return _LINK.sub(put, html) if shorts else html


def location(address: str) -> str:
    """An address as a header takes it: what is no sign of ASCII is written in percent."""
    return quote(address, safe=_PRINTABLE)


def shown(count: int) -> int | None:
    """How often an address was opened, as far as that is told."""
    return count if count >= FEWEST else None


def _is_led_through(address: str) -> bool:
    if any(sign in string.whitespace or not sign.isprintable() for sign in address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    host = (parts.hostname or "").removeprefix("www.")
    outside = host not in _TELEGRAM and not host.endswith(".t.me")
    return parts.scheme in ("http", "https") and bool(host) and outside and "{" not in address
