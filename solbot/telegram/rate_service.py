"""The one pace of all processes: send times are asked for here, and a halt is written down here."""

from __future__ import annotations

from solbot.telegram import rate_db
from solbot.telegram.rate_db import NO_GUARD, Grant, Guard
from solbot.unit_of_work import UnitOfWork

__all__ = [
    "NO_GUARD",
    "Grant",
    "Guard",
    "await_turn",
    "halt",
    "halted_for",
    "is_frozen",
    "next_in",
    "prepare",
    "put_off",
    "reserve",
    "set_frozen",
]


async def prepare(work: UnitOfWork) -> None:
    """Make the pace ready for its first use."""
    await rate_db.prepare(work.session)


async def await_turn(work: UnitOfWork) -> None:
    """Wait until no other process is asking; the pace is this transaction's until its end."""
    await rate_db.lock(work.session)


async def reserve(
    work: UnitOfWork,
    gap: float,
    wanted: int,
    *,
    least: int = 1,
    horizon: float,
    late: float,
    guard: Guard = NO_GUARD,
) -> Grant | None:
    """Up to `wanted` send times, and no fewer than `least`, `gap` seconds apart, that begin within `horizon` seconds;
    or None."""
    return await rate_db.reserve(
        work.session, gap, wanted, least=least, horizon=horizon, late=late, guard=guard
    )


async def put_off(work: UnitOfWork, gap: float, guard: Guard) -> None:
    """Keep to a guard in what is handed out from now on, whoever asks for it."""
    await rate_db.put_off(work.session, gap, guard)


async def next_in(work: UnitOfWork, gap: float, guard: Guard = NO_GUARD) -> float:
    """In how many seconds the first send time is that nobody has."""
    return await rate_db.next_in(work.session, gap, guard)


async def halt(work: UnitOfWork, seconds: float) -> None:
    """Telegram asked to wait: no process sends anything for that long."""
    await rate_db.halt(work.session, seconds)


async def halted_for(work: UnitOfWork) -> float:
    """For how many seconds nobody may send; 0 when everybody may."""
    return await rate_db.halted_for(work.session)


async def set_frozen(work: UnitOfWork, *, frozen: bool) -> None:
    """Write down whether Telegram lets the bot say nothing at all."""
    await rate_db.set_frozen(work.session, frozen=frozen)


async def is_frozen(work: UnitOfWork) -> bool:
    """Whether Telegram let the bot say nothing when it last tried."""
    return await rate_db.is_frozen(work.session)
