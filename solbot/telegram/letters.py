"""The status machine of a letter: what follows from how its sending went.

`queued → sending → sent | failed | skipped | cancelled | unsure`; `sending` goes back to `queued` when a
try surely did not reach the person, or may be repeated, and there is time for another.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum

from solbot.db.states import LetterStatus

# With the pauses below that is over three hours of Telegram failing at one letter.
MOST_ATTEMPTS = 40
BACK_OFF = (2, 5, 15, 30, 60, 120, 300)  # seconds before each further try; the last one stays


UNSAID = "could not be put into words"
"""The reason of a letter that failed before it was on the wire."""


class ShownToStaff(StrEnum):
    """How a kind of letter stands on a person's page, where staff see what was sent to them."""

    NAMED = "named"  # by what it was
    COACHING = "coaching"  # as coaching, whatever it brought
    NOT = "not"  # that it was sent would tell what the person did


class Priority(IntEnum):
    """Which letters go first. Replies are no letters: they go before all of them."""

    NUDGE = 1
    ANNOUNCEMENT = 2


class Failure(StrEnum):
    """How a sending went wrong, by what it means for the letter."""

    NOT_SENT = "not sent"  # it surely did not leave: nothing answered
    MAYBE_SENT = "maybe sent"  # it may have arrived: the answer is missing
    FLOOD = "flood"  # Telegram asks to wait
    BLOCKED = "blocked"  # the person does not want the bot, or is gone
    REFUSED = "refused"  # Telegram will never take this letter
    SERVER = "server"  # Telegram answered that it failed
    TOO_LATE = "too late"  # its last moment passed before it was put on the wire


class Unreached(StrEnum):
    """Why nobody can be reached at an account, as Telegram tells; the reason of a letter that failed for it."""

    BLOCKED = "blocked"
    DEACTIVATED = "deactivated"  # there is no such account any more
    NEVER_STARTED = "never started"
    UNTOLD = "forbidden"


@dataclass(frozen=True)
class Verdict:
    """What becomes of a letter: its status, and when it is due again if it stays queued."""

    status: LetterStatus
    due_at: datetime | None = None


def verdict(
    failure: Failure,
    *,
    attempts: int,
    unsure: int,
    now: datetime,
    not_after: datetime | None,
    repeatable: bool,
    wait: timedelta | None = None,
) -> Verdict:
    """Decide what follows from a failure.

    Args:
        attempts: tries so far, this one included; `unsure`: how many of the earlier ones may have arrived.
        not_after: the moment from which the letter is worth nothing, or None.
        repeatable: whether a letter that may have arrived is sent once more (a nudge is, an announcement is not).
            While nothing answers at all, only `not_after` ends the tries: Telegram may be away for hours.
        wait: how long Telegram asks to wait, for a flood.
    """
    if failure in (Failure.BLOCKED, Failure.REFUSED):
        return Verdict(LetterStatus.FAILED)
    if failure is Failure.TOO_LATE:
        return Verdict(LetterStatus.SKIPPED)
    if failure is Failure.MAYBE_SENT and (unsure >= 1 or not repeatable):
        return Verdict(LetterStatus.UNSURE)
    if failure is Failure.SERVER and attempts >= MOST_ATTEMPTS:
        return Verdict(LetterStatus.FAILED)
    pause = wait or timedelta(seconds=BACK_OFF[min(attempts, len(BACK_OFF)) - 1])
    again = now + pause
    if not_after is not None and again > not_after:
        late = LetterStatus.UNSURE if failure is Failure.MAYBE_SENT else LetterStatus.SKIPPED
        return Verdict(late)
    return Verdict(LetterStatus.QUEUED, again)
