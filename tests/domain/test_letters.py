"""What follows from a failed sending."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from solbot.db.states import LetterStatus
from solbot.telegram.letters import MOST_ATTEMPTS, Failure, Verdict, verdict

NOW = datetime(2026, 11, 24, 7, tzinfo=UTC)
LATER = NOW + timedelta(hours=2)


def judge(
    failure: Failure,
    *,
    attempts: int = 1,
    unsure: int = 0,
    not_after: datetime | None = LATER,
    repeatable: bool = True,
    wait: timedelta | None = None,
) -> Verdict:
    return verdict(
        failure,
        attempts=attempts,
        unsure=unsure,
        now=NOW,
        not_after=not_after,
        repeatable=repeatable,
        wait=wait,
    )


@pytest.mark.parametrize("failure", [Failure.BLOCKED, Failure.REFUSED])
def test_what_telegram_will_never_take_fails_at_once(failure: Failure) -> None:
    assert judge(failure).status is LetterStatus.FAILED


@pytest.mark.parametrize("failure", [Failure.NOT_SENT, Failure.SERVER])
def test_what_was_not_sent_is_tried_again_ever_later(failure: Failure) -> None:
    waits = [judge(failure, attempts=n).due_at for n in range(1, MOST_ATTEMPTS)]
    moments = [moment for moment in waits if moment is not None]
    assert len(moments) == len(waits) and moments == sorted(moments) and moments[0] > NOW
    assert moments[-1] - NOW == timedelta(minutes=5)


def test_a_letter_telegram_keeps_failing_at_ends_but_an_outage_of_any_length_does_not_end_it() -> (
    None
):
    assert judge(Failure.SERVER, attempts=MOST_ATTEMPTS).status is LetterStatus.FAILED
    assert judge(Failure.NOT_SENT, attempts=10 * MOST_ATTEMPTS).status is LetterStatus.QUEUED


def test_what_missed_its_last_moment_is_skipped() -> None:
    assert judge(Failure.TOO_LATE).status is LetterStatus.SKIPPED


def test_what_may_have_arrived_is_sent_once_more_if_it_may_be_repeated() -> None:
    assert judge(Failure.MAYBE_SENT).status is LetterStatus.QUEUED
    assert judge(Failure.MAYBE_SENT, unsure=1).status is LetterStatus.UNSURE
    assert judge(Failure.MAYBE_SENT, repeatable=False).status is LetterStatus.UNSURE


def test_a_flood_waits_as_long_as_it_is_told_however_often() -> None:
    wait = timedelta(minutes=7)
    assert judge(Failure.FLOOD, wait=wait, attempts=99) == Verdict(LetterStatus.QUEUED, NOW + wait)


@pytest.mark.parametrize(
    ("failure", "status"),
    [
        (Failure.FLOOD, LetterStatus.SKIPPED),
        (Failure.NOT_SENT, LetterStatus.SKIPPED),
        (Failure.MAYBE_SENT, LetterStatus.UNSURE),
    ],
)
def test_nothing_is_tried_again_after_its_time(failure: Failure, status: LetterStatus) -> None:
    wait = timedelta(hours=3) if failure is Failure.FLOOD else None
    soon = NOW + timedelta(seconds=1)
    assert judge(failure, not_after=soon, wait=wait).status is status
    assert judge(failure, not_after=None, wait=wait).status is LetterStatus.QUEUED
