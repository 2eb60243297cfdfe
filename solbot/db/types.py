"""Column types: moments that are always UTC, and private text that is always encrypted."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from typing import Any, cast

import structlog
from sqlalchemy import DateTime, LargeBinary, String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from solbot.db import keyring
from solbot.db.states import Word
from solbot.errors import KeyringError
from solbot.json_text import written

log = structlog.get_logger(__name__)


class UTCDateTime(TypeDecorator[datetime]):
    """A moment. Refuses naive datetimes; returns aware ones in UTC on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware moment into UTC; SQLite keeps it without the zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give every moment back as aware UTC."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class _Members(dict[str | None, Word | None]):
    """The members of a set by what the database holds; a word that is none of them stays as it is."""

    def __missing__(self, word: str) -> Any:
        """A later version wrote it: raised, it would take along all that is read with it."""
        log.error("a word is not of its set; it is taken as it is", word=word)
        self[word] = cast(Word, word)  # said once
        return word


class OneOf(TypeDecorator[Word]):
    """A word of a closed set: text in the database, and a member of the set here, however it is read.

    A letter or an answer is read often: the look-up runs in C, and takes less time than a call.
    """

    impl = String
    cache_ok = True

    def __init__(self, words: type[Word]) -> None:
        """Take the set."""
        super().__init__()
        self.words = words
        self._found = _Members((one.value, one) for one in words)
        self._found[None] = None

    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[str | None], Word | None]:
        """Look each up."""
        del dialect, coltype
        return self._found.__getitem__


class Unreadable:
    """What stands in the place of private words that can't be opened. Written back, they are what they were.

    It is false, so that `name or ""` does where there may be no name; taken for words, a list or a mapping,
    it raises TypeError: nothing made of it can take the place of what is kept.
    """

    __slots__ = ("sealed",)

    def __init__(self, sealed: bytes) -> None:
        """Hold on to what is kept."""
        self.sealed = sealed

    def __bool__(self) -> bool:
        """No words."""
        return False

    def __repr__(self) -> str:
        """Nothing of what is kept."""
        return "<unreadable>"


def is_readable(value: Any) -> bool:
    """Whether an encrypted column could be opened."""
    return not isinstance(value, Unreadable)


def opened(sealed: bytes | None) -> Any:
    """What was sealed; Unreadable where no key fits or it is damaged. Raises KeyringError where no key is loaded."""
    if sealed is None:
        return None
    keyring.current()
    try:
        return json.loads(keyring.opened(bytes(sealed)))
    except (KeyringError, ValueError):
        _say_once()
        return Unreadable(bytes(sealed))


@cache
def _say_once() -> None:
    """One line in the log is enough, however much there is."""
    log.error("something private can't be opened with the keys there are; it is kept as it is")


class Encrypted(TypeDecorator[Any]):
    """Anything JSON can say, sealed with the keyring in use before it reaches the database."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        """Seal; None stays NULL, and what could not be opened stays as it was."""
        del dialect
        if value is None:
            return None
        if isinstance(value, Unreadable):
            return value.sealed
        return keyring.current().seal(written(value))

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Any:
        """Open; one value that can't be opened spoils no other: it is Unreadable."""
        del dialect
        return opened(value)
