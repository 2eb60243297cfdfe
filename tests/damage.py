"""Private words that no key opens, as after a key was lost or a disk failed."""

from __future__ import annotations

from sqlalchemy import text

from solbot.unit_of_work import UnitsOfWork

JUNK = b"gAAAAABjunk"


async def damage(works: UnitsOfWork, table: str, column: str, where: str = "1 = 1") -> int:
    """Damage a column of some rows; returns of how many."""
    async with works.begin() as work:
        done = await work.session.execute(
            text(f"UPDATE {table} SET {column} = :junk WHERE {where}"),
            {"junk": JUNK},
        )
        return int(done.rowcount)  # type: ignore[attr-defined]


async def is_untouched(works: UnitsOfWork, table: str, column: str) -> bool:
    """Whether what was damaged is kept as it was, bit by bit."""
    async with works.begin() as work:
        found = await work.session.scalars(
            text(f"SELECT {column} FROM {table} WHERE {column} = :junk"),
            {"junk": JUNK},
        )
        return bool(found.all())
