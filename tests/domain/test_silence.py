"""How often somebody is written to who does not answer."""

from __future__ import annotations

from datetime import date

import pytest

from solbot.coaching.silence.rules import MORE, PATIENCE, Pace, after_silence, spared

MONDAY = date(2026, 11, 23)
EVERY_DAY = range(1, 8)


@pytest.mark.parametrize("pace", PATIENCE)
def test_each_pace_has_its_patience(pace: Pace) -> None:
    assert after_silence(pace, PATIENCE[pace] - 1) is pace
    assert after_silence(pace, PATIENCE[pace]) is Pace(pace + 1)


def test_readings_that_ask_nothing_are_not_taken_for_unanswered() -> None:
    assert after_silence(Pace.OWN, MORE - 1, asks=False) is Pace.OWN
    assert after_silence(Pace.OWN, MORE, asks=False) is Pace.HALF
    assert after_silence(Pace.NEVER, 1000) is Pace.NEVER


@pytest.mark.parametrize(
    ("pace", "days", "until"),
    [
        (Pace.OWN, EVERY_DAY, 23),
        (Pace.HALF, EVERY_DAY, 24),
        (Pace.HALF, (1, 3, 5), 25),
        (Pace.HALF, (1,), 30),
        (Pace.WEEKLY, EVERY_DAY, 29),
    ],
)
def test_until_when_nothing_comes(pace: Pace, days: tuple[int, ...], until: int) -> None:
    assert spared(pace, days, MONDAY) == date(2026, 11, until)


def test_a_month_keeps_the_weekday_and_who_had_nothing_yet_is_not_spared() -> None:
    assert spared(Pace.MONTHLY, (1,), MONDAY) == date(2026, 12, 20)
    assert spared(Pace.HALF, (1,), None) is None
