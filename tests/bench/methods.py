"""The methods of the Bot API that bots call here, answered as Telegram would."""

from __future__ import annotations

import asyncio
import json
import re
import time
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import parse_qs, unquote_plus

from tests.bench.feed import MOST, Feed
from tests.bench.tally import Tally
from tests.bench.wire import Connection

BOT = {"id": 1, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
ME = {**BOT, "can_join_groups": True, "can_read_all_group_messages": False}
FIXED = {
    "getMe": {**ME, "supports_inline_queries": False},
    "getMyCommands": [],
    "getMyName": {"name": "Bench"},
    "getMyDescription": {"description": ""},
    "getMyShortDescription": {"short_description": ""},
    "getWebhookInfo": {"url": "", "has_custom_certificate": False, "pending_update_count": 0},
}
SENDS = {"sendMessage", "sendDocument"}
EDITS = {"editMessageText", "editMessageReplyMarkup"}
SLOW = SENDS | EDITS | {"answerCallbackQuery"}

CHAT = re.compile(rb"(?:^|&)chat_id=(-?\d+)")
TEXT = re.compile(rb"(?:^|&)text=([^&]*)")
FILE = {"file_id": "1", "file_unique_id": "1", "file_name": "file", "file_size": 1}
FLOOD = json.dumps(
    {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }
).encode()
MESSAGE = (
    b'{"message_id":%d,"from":' + json.dumps(BOT).encode() + b',"date":%d,'
    b'"chat":{"id":%d,"type":"private","first_name":"Kim"},%s}'
)


@dataclass
class Methods:
    """Answers `/bot<token>/<method>` and counts what is sent."""

    tally: Tally = field(default_factory=Tally)
    feed: Feed = field(init=False)
    _message_id: int = 0

    def __post_init__(self) -> None:
        """Let the tally know of what people write."""
        self.feed = Feed(lambda person: self.tally.asked(person))

    def call(self, connection: Connection, method: str, body: bytes) -> None:
        """Answer one call on its connection, now or later."""
        if method == "getUpdates":
            self._updates(connection, body)
            return
        status, answer = self._result(method, body)
        latency = self.tally.options.latency
        if latency and method in SLOW:
            asyncio.get_running_loop().call_later(latency, connection.answer, status, answer)
        else:
            connection.answer(status, answer)

    def _result(self, method: str, body: bytes) -> tuple[int, bytes]:
        if method in SENDS:
            return self._send(method, body)
        if method == "getMe":
            self.tally.bots += 1
        if method in EDITS:
            return 200, _ok(self._message(_chat(body), _text(body)))
        return 200, _ok(json.dumps(FIXED.get(method, True)).encode())

    def _send(self, method: str, body: bytes) -> tuple[int, bytes]:
        person = _chat(body)
        if not self.tally.let_through(person):
            return 429, FLOOD
        if method == "sendDocument":
            content = b'"document":' + json.dumps(FILE).encode()
        else:
            self.tally.replied(person)
            content = _text(body)
        return 200, _ok(self._message(person, content))

    def _message(self, person: int, content: bytes) -> bytes:
        self._message_id += 1
        return MESSAGE % (self._message_id, int(time.time()), person, content)

    def _updates(self, connection: Connection, body: bytes) -> None:
        self.tally.first_poll = self.tally.first_poll or time.monotonic()
        asked = {name: int(values[0]) for name, values in _numbers(body).items()}
        self.feed.fetch(
            lambda updates: connection.answer(200, _ok(updates)),
            asked.get("offset", 0),
            asked.get("limit", MOST),
            asked.get("timeout", 0),
        )


def _ok(result: bytes) -> bytes:
    return b'{"ok":true,"result":%s}' % result


def _chat(body: bytes) -> int:
    # Only forms are read; who gets a file sent in parts is not worth the time of reading them.
    found = CHAT.search(body)
    return int(found[1]) if found else 0


def _text(body: bytes) -> bytes:
    found = TEXT.search(body)
    return _as_json(found[1] if found else b"")


@lru_cache(maxsize=1024)
def _as_json(quoted: bytes) -> bytes:
    return b'"text":' + json.dumps(unquote_plus(quoted.decode())).encode()


def _numbers(body: bytes) -> dict[str, list[str]]:
    fields = parse_qs(body.decode())
    return {name: fields[name] for name in ("offset", "limit", "timeout") if name in fields}
