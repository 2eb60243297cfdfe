"""An INSERT that can leave alone or change a row which is there already: each database has a kind of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.asyncio import AsyncSession

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql


def insert_into(session: AsyncSession, table: Any) -> sqlite.Insert | postgresql.Insert:
    """An INSERT into this table, for the session's database."""
    return insert_on(session.get_bind().dialect.name, table)


def insert_on(dialect: str, table: Any) -> sqlite.Insert | postgresql.Insert:
    """An INSERT into this table, for a database of this dialect."""
    if dialect == "sqlite":
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # 2 MB, which a bot on SQLite does without

    return postgresql.insert(table)
