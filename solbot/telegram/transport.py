"""python-telegram-bot's request seam on aiohttp: several times the messages per CPU second of its stock one,
and two kinds of failure kept apart: surely not sent, and may have been sent."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from datetime import timedelta
from http import HTTPStatus
from types import TracebackType
from typing import Any

import aiohttp
import orjson
from telegram._utils.defaultvalue import DefaultValue
from telegram.error import BadRequest, NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

from solbot.json_text import written

CONNECT = 5.0  # seconds; also the default for the other two
READ = 15.0
WRITE = 30.0
CONNECTIONS = 100  # at once
FORM = {"Content-Type": "application/x-www-form-urlencoded"}

LONGEST_NUMBER = 40  # digits; a much longer one Python refuses to read

Headers = Callable[[Mapping[str, Any]], dict[str, str]]
"""What to send along with a request, by its parameters; Telegram itself is sent nothing so."""


def read_json(body: bytes) -> Any:
    """JSON as Telegram sends it, with numbers of any length. Raises ValueError, which holds nothing of it."""
    try:
        return orjson.loads(body)
    except ValueError:  # to it, half a letter is none, nor is a body that is not all UTF-8
        pass
    try:
        return _DECODER.decode(body.decode(errors="replace"))
    except (ValueError, RecursionError):
        raise ValueError("this is no JSON") from None


_DECODER = json.JSONDecoder(parse_int=lambda digits: int(digits[:LONGEST_NUMBER]))


class NotSent(NetworkError):
    """The request surely never reached Telegram: no connection was made."""


class MaybeSent(TimedOut):
    """The connection broke or fell silent after the request began: it may have been carried out."""


class NoBotApi(NetworkError):
    """Something answered that is not the Bot API: nothing was carried out."""


class AiohttpRequest(BaseRequest):
    """One pool of connections. Addresses hold the token, so no error text carries one."""

    def __init__(self, connections: int = CONNECTIONS, headers: Headers | None = None) -> None:
        """Allow this many connections at once; `headers` is for a server of one's own."""
        self._connections = connections
        self._headers = headers
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """How many seconds an answer may take."""
        return READ

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The JSON of an answer, whatever numbers are in it. Raises TelegramError, which holds nothing of it."""
        try:
            found = read_json(payload)
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise TelegramError("what Telegram answered can't be read")
        return found

    async def initialize(self) -> None:
        """Open the pool; a second call changes nothing."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._connections)
            self._session = aiohttp.ClientSession(
                connector=connector, cookie_jar=aiohttp.DummyCookieJar()
            )

    async def shutdown(self) -> None:
        """Close the pool."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def __aenter__(self) -> AiohttpRequest:
        """Open the pool."""
        await self.initialize()
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc_val: BaseException | None,
        exc_tb: TracebackType | None,
    ) -> None:
        """Close the pool."""
        await self.shutdown()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make one request.

        Raises NotSent or MaybeSent when no answer came, NoBotApi for one that means nothing, BadRequest for text
        that is none.
        """
        if self._session is None:
            raise RuntimeError("the transport is not open")
        connect = _seconds(connect_timeout, CONNECT)
        read = _seconds(read_timeout, READ)
        if request_data is not None and request_data.contains_files:
            read += _seconds(write_timeout, WRITE)  # aiohttp counts an upload as waiting
        timeout = aiohttp.ClientTimeout(
            connect=_seconds(pool_timeout, connect) + connect, sock_connect=connect, sock_read=read
        )
        try:
            body = _body(request_data)
        except UnicodeEncodeError:  # half a letter; the error would hold all of the text
            raise BadRequest("strings must be encoded in UTF-8") from None
        headers = dict(FORM) if isinstance(body, bytes) else {}
        if self._headers is not None and request_data is not None:
            headers |= self._headers(request_data.parameters)
        try:
            async with self._session.request(
                method, url, data=body, headers=headers, timeout=timeout
            ) as response:
                if response.status == HTTPStatus.GATEWAY_TIMEOUT:
                    # A gateway that got no answer in time cannot know whether it was carried out.
                    raise MaybeSent("a gateway got no answer in time")
                answer = await response.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotSent(f"no connection ({type(error).__name__})") from None
        except TimeoutError:
            raise MaybeSent("no answer in time") from None
        except aiohttp.ClientError as error:
            raise MaybeSent(f"connection lost ({type(error).__name__})") from None
        if response.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            raise BadRequest("Request Entity Too Large")  # trying again would make it no smaller
        if method == "POST" and not _of_bot_api(response.status, answer):
            raise NoBotApi(f"what answered is not the Bot API (HTTP status {response.status})")
        return response.status, answer


def _of_bot_api(status: int, answer: bytes) -> bool:
    """Whether an answer to a call may be the Bot API's. Telegram's gateways have pages of their own for 5xx."""
    if answer.startswith(b'{"ok":') or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return True
    try:
        told = json.loads(answer)
    except ValueError:
        return False
    return isinstance(told, dict) and isinstance(told.get("ok"), bool)


def _seconds(given: Any, default: float) -> float:
    if given is None or isinstance(given, DefaultValue):
        return default
    return given.total_seconds() if isinstance(given, timedelta) else float(given)


def _body(data: RequestData | None) -> aiohttp.FormData | bytes | None:
    if data is None or (not data.parameters and not data.multipart_data):
        return None
    if not data.multipart_data:
        # aiohttp builds a multipart writer for every form, even for one that is not multipart; urllib's urlencode
        # takes seven times as long, and yarl leaves half a letter out without a word.
        # python-telegram-bot writes each value twice.
        fields = {
            name: value if isinstance(value, str) else written(value)
            for name, value in data.parameters.items()
        }
        "".join(fields.values()).encode()
        return URL.build(query=fields).raw_query_string.encode()
    form = aiohttp.FormData(data.json_parameters)
    for name, (file_name, content, mime) in data.multipart_data.items():
        body = io.BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, body, filename=file_name, content_type=mime)
    return form
