"""Logs: readable on a terminal, JSON otherwise; never a token, never a person's words."""

from __future__ import annotations

import logging
import sys
from asyncio import CancelledError
from collections.abc import MutableMapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TextIO, cast

from solbot import leaving_out

with leaving_out.libraries("rich"):  # structlog draws tracebacks with it, and we log none
    import structlog

if TYPE_CHECKING:
    from structlog.typing import Processor


def configure(level: str, *also: Processor) -> None:
    """Log to stderr from `level` on; each line goes through `also` before it is written.

    Libraries log only warnings, and without their message: their texts may hold addresses with the token, or updates.
    """
    terminal = sys.stderr.isatty()
    renderer: Any = (
        structlog.dev.ConsoleRenderer() if terminal else structlog.processors.JSONRenderer()
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *also,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level.upper())),
        logger_factory=structlog.PrintLoggerFactory(cast(TextIO, _Lossy(sys.stderr))),
        cache_logger_on_first_use=False,
    )
    root = logging.getLogger()
    root.handlers = [_Library()]
    root.setLevel(logging.WARNING)


class _Lossy:
    """A stream that stops nobody: on a full disk or a closed pipe a line is lost, and the bot goes on."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> None:
        with suppress(OSError):
            self._stream.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._stream.flush()


class _Library(logging.Handler):
    """Passes on that a library had something to say: who, how grave, where; not what."""

    def emit(self, record: logging.LogRecord) -> None:
        fields: MutableMapping[str, Any] = {"library": record.name, "line": record.lineno}
        if record.exc_info and record.exc_info[0]:
            if issubclass(record.exc_info[0], CancelledError):
                return  # APScheduler calls it a failure where a job is broken off as the bot stops
            fields["fault"] = record.exc_info[0].__name__
        log = structlog.get_logger()
        speak = log.error if record.levelno >= logging.ERROR else log.warning
        speak("a library warns", **fields)
