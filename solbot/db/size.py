"""How large a database is."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

_WANTED = {
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
    "postgresql": "SELECT pg_database_size(current_database())",
}


async def of(session: AsyncSession) -> int:
    """In bytes; of SQLite without its write-ahead log."""
    return int(await session.scalar(text(_WANTED[session.get_bind().dialect.name])) or 0)
