"""What is open about a moment that staff typed: it is said, and what it could be is one tap away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from solbot.bot.context import Context
from solbot.errors import StaleButton
from solbot.telegram.messages import Button, Keyboard
from solbot.typed.moments import Unclear, UnclearMoment

HOURS = (9, 10, 18, 19)
_STAMP = "%Y%m%d%H%M"
_WITH_DAY = "EEE d MMM y"
_OF_A_DAY = (Unclear.NO_HOUR, Unclear.WHICH_MIDNIGHT, Unclear.WHICH_HALF, Unclear.SKIPPED)


def ask(
    context: Context,
    unclear: UnclearMoment,
    zone: ZoneInfo,
    way: Callable[[str], str],
    others: Keyboard,
) -> None:
    """Ask about it. `way`: what a button with a moment sends; `others`: what else can be tapped."""
    now = context.work.now.astimezone(zone).replace(tzinfo=None)
    buttons = (
        Button(_label(context, unclear.why, at), way(f"{at:{_STAMP}}"))
        for at in _choices(unclear)
        if at > now
    )
    keyboard = Keyboard().grid(buttons, 4 if unclear.why is Unclear.NO_HOUR else 1)
    keyboard.rows.extend(others.rows)
    context.say("staff/unclear_moment", keyboard, why=unclear.why, at=unclear.at, zone=str(zone))


def day_of(unclear: UnclearMoment) -> str | None:
    """The day to keep until its hour is said, as it is kept."""
    return unclear.at.date().isoformat() if unclear.why in _OF_A_DAY and unclear.at else None


def of_button(stamp: str) -> datetime:
    """The moment a button stands for, by the clock that counts. Raises StaleButton for none."""
    try:
        return datetime.strptime(stamp, _STAMP)  # noqa: DTZ007
    except ValueError:
        raise StaleButton from None


def _choices(unclear: UnclearMoment) -> Sequence[datetime]:
    at = unclear.at
    if at is None or unclear.why not in _OF_A_DAY:
        return ()
    if unclear.why is Unclear.NO_HOUR:
        return [datetime.combine(at.date(), time(hour)) for hour in HOURS]
    if unclear.why is Unclear.WHICH_MIDNIGHT:
        return [at, at + timedelta(days=1)]
    if unclear.why is Unclear.WHICH_HALF:
        return [at, at + timedelta(hours=12)]
    return [at]


def _label(context: Context, why: Unclear, at: datetime) -> str:
    clock = context.language.clock(at)
    if why is Unclear.NO_HOUR:
        return clock
    return f"{context.language.filters.on(at, _WITH_DAY)}, {clock}"
