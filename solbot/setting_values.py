"""What is written for a setting, as a value. Each raises ValueError with what it should be, never with the value."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from datetime import time
from importlib.util import find_spec
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from solbot.secret import Secret

LARGEST_ID = 2**52  # Telegram's own promise: ids fit into 52 bits
MOST_PORT = 65535

_WORDS_FOR: Final = {
    **dict.fromkeys(("true", "1", "yes", "y", "on", "t"), True),
    **dict.fromkeys(("false", "0", "no", "n", "off", "f"), False),
}


def number(least: int, most: int) -> Callable[[str], int]:
    """A whole number between these."""

    def read(value: str) -> int:
        if not re.fullmatch("[0-9]{1,9}", value) or not least <= int(value) <= most:
            raise ValueError(f"should be a whole number from {least} to {most}")
        return int(value)

    return read


def one_of(*known: str) -> Callable[[str], str]:
    """One of these words."""

    def read(value: str) -> str:
        if value not in known:
            raise ValueError(f"should be {', '.join(known[:-1])} or {known[-1]}")
        return value

    return read


def yes_or_no(value: str) -> bool:
    """True or false."""
    if value.lower() not in _WORDS_FOR:
        raise ValueError("should be true or false")
    return _WORDS_FOR[value.lower()]


def path(value: str) -> Path:
    """A file or folder."""
    return Path(value)


def text(value: str) -> str:
    """Any words."""
    return value


def secret(value: str) -> Secret:
    """Any words that nobody is to see."""
    return Secret(value)


def hour_and_minute(value: str) -> time:
    """A time of day."""
    if not re.fullmatch("([01]?[0-9]|2[0-3]):[0-5][0-9]", value):
        raise ValueError("should be a time such as 03:00")
    return time.fromisoformat(value.zfill(5))


def people(value: str) -> frozenset[int]:
    """Telegram ids with commas between them."""
    parts = [part.strip() for part in value.split(",") if part.strip()]
    if not all(re.fullmatch("[0-9]{1,16}", part) and int(part) < LARGEST_ID for part in parts):
        raise ValueError("should be Telegram ids (digits), separated by commas")
    return frozenset(int(part) for part in parts)


def token(value: str) -> Secret:
    """A bot's token."""
    if not re.fullmatch("[0-9]+:[A-Za-z0-9_-]+", value):
        raise ValueError("is no bot token: @BotFather gives one, a number, a colon and a long word")
    return Secret(value)


def bot_api(value: str) -> str:
    """The address of a Bot API, without a slash at its end."""
    parts = _address(value)
    last = parts.path.rstrip("/").rpartition("/")[2] if parts else ""
    if not parts or parts.query or parts.fragment or re.fullmatch("bot([0-9]+:.*)?", last):
        raise ValueError("should be an http or https address, without /bot…")
    return value.rstrip("/")


def database(value: str) -> str:
    """The address of a database that can be used here."""
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    if not value.startswith(("sqlite+aiosqlite://", "postgresql+psycopg://")):
        raise ValueError("should begin with sqlite+aiosqlite:// or postgresql+psycopg://")
    try:
        parts = make_url(value)
    except (ArgumentError, ValueError):
        raise ValueError("is no address of a database") from None
    if value.startswith("sqlite") and parts.database in (None, "", ":memory:"):
        raise ValueError("should name a file, as sqlite+aiosqlite:///data/solbot.db does")
    if parts.port is not None and not 0 < parts.port <= MOST_PORT:
        raise ValueError(f"has a port that is not between 1 and {MOST_PORT}")
    if value.startswith("postgresql") and find_spec("psycopg") is None:
        raise ValueError("needs one more package: pip install 'solbot[postgres]'")
    return value


def zone(value: str) -> str:
    """The name of a time zone."""
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a name that is none may be a folder's
        raise ValueError("should be an IANA time zone such as Europe/Madrid") from None
    return value


def host_and_port(value: str) -> str:
    """Where to listen."""
    host, _, port = value.rpartition(":")
    if not host or not re.fullmatch("[0-9]{1,5}", port) or int(port) > MOST_PORT:
        raise ValueError(
            f"should be an address and a port up to {MOST_PORT}, such as 127.0.0.1:8080"
        )
    return value


def sentry(value: str) -> Secret:
    """The address of a Sentry's project."""
    parts = _address(value)
    if not (parts and parts.username and parts.path.strip("/").isdigit()):
        raise ValueError("should be a DSN, as the settings of a Sentry project show it")
    if find_spec("sentry_sdk") is None:
        raise ValueError("needs one more package: pip install 'solbot[sentry]'")
    return Secret(value)


def command(value: str) -> str:
    """The words of a command."""
    try:
        words = shlex.split(value)
    except ValueError:
        raise ValueError("has a quote that is not closed") from None
    if not words:
        raise ValueError("names no command")
    return value


def https_address(value: str) -> str:
    """A public address."""
    parts = _address(value)
    if parts is None or parts.scheme != "https":
        raise ValueError("should be a public https address")
    return value


def short_links(value: str) -> str:
    """Where short links begin, without a slash at its end."""
    parts = _address(value)
    if parts is None or parts.scheme != "https" or parts.query or parts.fragment:
        raise ValueError("should be a public https address, such as https://bot.example.org/l")
    if parts.username or parts.password or not re.fullmatch("[A-Za-z0-9/_.~-]*", parts.path):
        raise ValueError("should have letters, digits and / alone behind its name")
    return value.rstrip("/")


def webhook_secret(value: str) -> Secret:
    """What Telegram is to say with each update."""
    if not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", value):
        raise ValueError("should be 16 to 256 letters, digits, _ and -")
    return Secret(value)


def _address(value: str) -> SplitResult | None:
    """The parts of a web address; None for anything else."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return None
    good = parts.scheme in ("http", "https") and parts.hostname and not re.search(r"\s", value)
    return parts if good and _in_range(parts) else None


def _in_range(parts: SplitResult) -> bool:
    try:
        return parts.port != 0
    except ValueError:
        return False
