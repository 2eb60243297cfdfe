"""What reaches a Sentry, over real HTTP: kinds of errors and where they were, and nothing of anybody."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
import structlog

from solbot import logs
from solbot.errors import SettingsError, fault_of
from solbot.secret import Secret
from solbot.sentry import Forwarding
from solbot.settings import load
from tests.test_settings import NOWHERE

SECRET = "zebrafinch"


class Receiver(ThreadingHTTPServer):
    """A Sentry that keeps what it is sent."""

    got: list[str]


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        assert isinstance(self.server, Receiver)
        self.server.got.append(f"{self.path} {self.headers} {body.decode()}")
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_: object) -> None:
        """Not here."""


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    server = Receiver(("127.0.0.1", 0), _Handler)
    server.got = []
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def _fails(words: str, token: str) -> None:
    here = {"words": words, "token": token}
    raise ValueError(f"{here}")


def test_an_error_arrives_with_its_kind_and_place_and_nothing_private(receiver: Receiver) -> None:
    forwarding = Forwarding(Secret(f"http://public@127.0.0.1:{receiver.server_port}/1"))
    logs.configure("error", forwarding)
    log = structlog.get_logger()
    log.info("answered", update=1)
    try:
        _fails(SECRET, "1:token")
    except ValueError as error:
        log.error("update failed", update=4_711_000, person=SECRET, **fault_of(error))
    forwarding.flush(timeout=10)
    (sent,) = receiver.got
    event: dict[str, Any] = next(
        found
        for line in sent.splitlines()
        if line.startswith("{") and "message" in (found := json.loads(line))
    )
    assert event["message"] == "update failed" and event["extra"]["fault"] == "ValueError"
    assert any("_fails" in where for where in event["extra"]["where"])
    for private in (SECRET, "1:token", "4711000", "answered"):
        assert private not in sent, private
    assert not event.get("breadcrumbs", {}).get("values")
    for field in ("user", "request", "exception", "threads", "modules"):
        assert not event.get(field), field


def test_what_is_no_dsn_is_one_line() -> None:
    with pytest.raises(SettingsError) as raised:
        load({"SOLBOT_SENTRY_DSN": "https://secret.example.org"}, NOWHERE)
    assert "SOLBOT_SENTRY_DSN: should be a DSN" in str(raised.value)
    assert "secret" not in str(raised.value)
