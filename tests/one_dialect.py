"""One compiled form of each statement for the whole run, as a bot that runs has it.

SQLAlchemy keeps what it compiled by engine and by dialect, and a test has three new engines: so a quarter of a
conversation was compiling the same statements once more. The engines stay as they are, with their own connections and
rules.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.engine import Dialect
from sqlalchemy.util import LRUCache

from solbot.db.engine import Database

SIZE = 10_000  # statements; more than there are
_DIALECTS: dict[type[Dialect], Dialect] = {}
_COMPILED: LRUCache[Any, Any] = LRUCache(SIZE)


def share() -> None:
    """From here on every database that is opened shares what was compiled."""
    begin = Database.__init__

    def opened(database: Database, url: str) -> None:
        begin(database, url)
        for engine in database.engines:
            _join(engine.sync_engine)

    Database.__init__ = opened  # type: ignore[assignment, method-assign]


def _join(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def connected(*_: object) -> None:
        """Only now does a dialect know the server it speaks with."""
        engine.dialect = _DIALECTS.setdefault(type(engine.dialect), engine.dialect)
        engine._compiled_cache = _COMPILED
