"""The pace row: hands out send times to every process, evenly spaced and never twice.

GCRA without a burst. Every moment here is by the database's own clock, so that machines whose clocks
differ still share one pace.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncSession

# A clock that was set back must not stop the bot: nothing is ever handed out this far ahead.
FAR = 120.0
# … and no halt is longer than this: one that is was written down by a clock that was ahead.
LONGEST = 86_400.0

_SQLITE = {
    "now": "((julianday('now') - 2440587.5) * 86400.0)",
    "latest": "MAX",
    "least": "MIN",
    "integer": "INTEGER",  # cuts off what is after the point
    "floor": "",
}
_POSTGRES = {
    "now": "EXTRACT(EPOCH FROM clock_timestamp())::float8",
    "latest": "GREATEST",
    "least": "LEAST",
    "integer": "BIGINT",  # rounds
    "floor": "floor",
}


@dataclass(frozen=True)
class Grant:
    """`count` send times, `gap` apart, the first `first` seconds from now (a little ago, if negative).

    All that were ever handed out are numbered in order; `number` is that of the first.
    """

    first: float
    count: int
    number: int


@dataclass(frozen=True)
class Guard:
    """The send time of that number comes no sooner than in so many seconds, and those before it fit in between."""

    number: int
    seconds: float


NO_GUARD = Guard(-1, 0.0)


async def prepare(session: AsyncSession) -> None:
    """See to it that there is the row."""
    await session.execute(
        text(
            "INSERT INTO pace (id, free_at, granted_at, halted_until, number) VALUES (1, 0, 0, 0, 0) "
            "ON CONFLICT (id) DO NOTHING"
        )
    )


async def lock(session: AsyncSession) -> None:
    """Wait for whoever holds the row, and hold it. On SQLite a transaction that writes holds everything."""
    if session.get_bind().dialect.name != "sqlite":
        await session.execute(text("SELECT 1 FROM pace WHERE id = 1 FOR UPDATE"))


async def reserve(
    session: AsyncSession,
    gap: float,
    wanted: int,
    *,
    least: int = 1,
    horizon: float,
    late: float,
    guard: Guard = NO_GUARD,
) -> Grant | None:
    """Hand out up to `wanted` send times, and no fewer than `least`, that begin within `horizon` seconds.

    A time missed by up to `late` seconds is still handed out. None while too many of those within the
    horizon belong to somebody, or while everyone has to wait.
    """
    found = await session.execute(
        _statement(session, _RESERVE),
        {"wanted": wanted, "least": least, "horizon": horizon, **_when(gap, late, guard)},
    )
    row = found.first()
    if row is None:
        return None
    granted_at, free_at, number, now = row
    count = max(1, round((free_at - granted_at) / gap))
    # The clock goes on within one statement, too.
    return Grant(granted_at - now, count, number - count)


async def put_off(session: AsyncSession, gap: float, guard: Guard) -> None:
    """Keep to a guard in what is handed out from now on, whoever asks for it."""
    await session.execute(_statement(session, _PUT_OFF), _when(gap, 0.0, guard))


async def next_in(session: AsyncSession, gap: float, guard: Guard = NO_GUARD) -> float:
    """In how many seconds the first send time is that nobody has; negative when it is long free."""
    found = await session.scalar(_statement(session, _NEXT), _when(gap, 0.0, guard))
    return float(found) if found is not None else 0.0


async def halt(session: AsyncSession, seconds: float) -> None:
    """Make every sender wait; a shorter halt never shortens a longer one, and many may ask at once."""
    await session.execute(_statement(session, _HALT), {"seconds": min(seconds, LONGEST - 1)})


async def halted_for(session: AsyncSession) -> float:
    """How many seconds every sender still has to wait; 0 when none."""
    found = await session.scalar(_statement(session, _HALTED))
    return max(0.0, float(found or 0.0))


async def set_frozen(session: AsyncSession, *, frozen: bool) -> None:
    """Write down whether Telegram lets the bot say nothing at all."""
    await session.execute(text("UPDATE pace SET frozen = :frozen WHERE id = 1"), {"frozen": frozen})


async def is_frozen(session: AsyncSession) -> bool:
    """Whether Telegram let the bot say nothing when it last tried."""
    return bool(await session.scalar(text("SELECT frozen FROM pace WHERE id = 1")))


async def is_used(session: AsyncSession, seconds: float) -> bool:
    """Whether anybody was given a send time within the last so many seconds."""
    return bool(await session.scalar(_statement(session, _USED), {"seconds": seconds}))


def _when(gap: float, late: float, guard: Guard) -> dict[str, float]:
    return {
        "gap": gap,
        "late": late,
        "far": FAR,
        "guarded": guard.number,
        "guarded_in": guard.seconds,
    }


_GUARDED = "{now} + :guarded_in - :gap * (:guarded - number)"
_FIRST = (
    "{latest}({halted}, {now} - :late, "
    "CASE WHEN free_at > {now} + :far THEN {now} ELSE free_at END, "
    "CASE WHEN number <= :guarded THEN {guarded} ELSE 0 END)"
)
_COUNT = "{least}(:wanted, {latest}(:least, {room}))"
_ROOM = "CAST({floor}(({now} + :horizon - {first}) / :gap) AS {integer})"
_RESERVE = """
UPDATE pace
SET granted_at = {first},
    free_at = {first} + :gap * {count},
    number = number + {count}
WHERE id = 1 AND {first} <= {now} + :horizon - :gap * (:least - 1)
RETURNING granted_at, free_at, number, {now}
"""
_PUT_OFF = (
    "UPDATE pace SET free_at = {latest}(free_at, {guarded}) WHERE id = 1 AND number <= :guarded"
)
_NEXT = "SELECT {first} - {now} FROM pace WHERE id = 1"
_HALT = "UPDATE pace SET halted_until = {latest}({halted}, {now} + :seconds) WHERE id = 1"
_USED = "SELECT granted_at > {now} - :seconds FROM pace WHERE id = 1"
_HALTED = "SELECT {halted} - {now} FROM pace WHERE id = 1"
_SANE = f"CASE WHEN halted_until > {{now}} + {LONGEST} THEN 0 ELSE halted_until END"


def _statement(session: AsyncSession, statement: str) -> TextClause:
    return _written(session.get_bind().dialect.name, statement)


@lru_cache
def _written(dialect: str, statement: str) -> TextClause:
    words = _SQLITE if dialect == "sqlite" else _POSTGRES
    words = {**words, "halted": _SANE.format(**words), "guarded": _GUARDED.format(**words)}
    first = _FIRST.format(**words)
    count = _COUNT.format(room=_ROOM.format(first=first, **words), **words)
    return text(statement.format(first=first, count=count, **words))
