"""How often somebody is written to who does not answer."""

from __future__ import annotations

from datetime import date

import pytest

from solbot.coaching.silence.rules import MORE, PATIENCE, Frequency, after_silence, spared

MONDAY = date(2026, 11, 23)
EVERY_DAY = range(1, 8)


@pytest.mark.parametrize("pace", PATIENCE)
def test_each_pace_has_its_patience(pace: Frequency) -> None:
    assert after_silence(pace, PATIENCE[pace] - 1) is pace
    assert after_silence(pace, PATIENCE[pace]) is Frequency(pace + 1)


def test_readings_that_ask_nothing_are_not_taken_for_unanswered() -> None:
    assert after_silence(Frequency.OWN, MORE - 1, asks=False) is Frequency.OWN
    assert after_silence(Frequency.OWN, MORE, asks=False) is Frequency.HALF
    assert after_silence(Frequency.NEVER, 1000) is Frequency.NEVER


@pytest.mark.parametrize(
    ("pace", "days", "until"),
    [
        (Frequency.OWN, EVERY_DAY, 23),
        (Frequency.HALF, EVERY_DAY, 24),
        (Frequency.HALF, (1, 3, 5), 25),
        (Frequency.HALF, (1,), 30),
        (Frequency.WEEKLY, EVERY_DAY, 29),
    ],
)
def test_until_when_nothing_comes(pace: Frequency, days: tuple[int, ...], until: int) -> None:
    assert spared(pace, days, MONDAY) == date(2026, 11, until)


def test_a_month_keeps_the_weekday_and_who_had_nothing_yet_is_not_spared() -> None:
    assert spared(Frequency.MONTHLY, (1,), MONDAY) == date(2026, 12, 20)
    assert spared(Frequency.HALF, (1,), None) is None
