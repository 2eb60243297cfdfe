"""A check-in comes the day after the experiment was meant for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from solbot.coaching.path.experiments import REACH, check_in_on, is_due
from solbot.content.catalog import Catalog
from solbot.typed.dates import named_day

MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("meant", "days"),
    [(None, 1), (0, 1), (1, 2), (3, 4), (14, 15), (15, 1), (-1, 1)],
)
def test_it_waits_for_a_day_that_is_near_and_for_no_other(meant: int | None, days: int) -> None:
    on = check_in_on(MONDAY, None if meant is None else MONDAY + meant * DAY)
    assert on == MONDAY + days * DAY
    assert on + timedelta(days=7) <= MONDAY + REACH


@pytest.mark.parametrize(("days", "due"), [(-1, False), (0, True), (7, True), (8, False)])
def test_it_comes_within_a_week_of_its_day_or_not_at_all(days: int, due: bool) -> None:
    assert is_due(MONDAY + days * DAY, MONDAY) is due


@pytest.mark.parametrize(
    ("language", "words", "days"),
    [
        ("en", "tomorrow at nine", 1),
        ("en", "Tonight, or on Thursday after lunch", 3),
        ("en", "In three days", 3),
        ("en", "the day after tomorrow, first thing", 2),
        ("en", "today", 0),
        ("en", "next week", 7),
        ("en", "just today", 0),
        ("en", "through Friday", 4),
        ("en", "yesterday", None),
        ("en", "9", None),
        ("en", "When she is back", None),
        ("en", "I'll ask her on Friday week", 11),
        ("en", "by Friday next week, if she is in", 11),
        ("en", "Friday, a week of rest", 4),
        ("en", "the end of the month", 7),
        ("en", "the end of the week", None),
        ("es", "se lo pido de mañana en ocho", 8),
        ("es", "lo haré el viernes de la próxima semana", 11),
        ("es", "mañana a las nueve", 1),
        ("es", "el jueves por la tarde", 3),
        ("es", "Pasado mañana, antes de salir", 2),
        ("es", "dentro de tres días", 3),
        ("es", "hoy mismo", 0),
        ("es", "cuando ella vuelva", None),
    ],
)
def test_the_day_is_heard_among_other_words(
    shipped: Catalog, language: str, words: str, days: int | None
) -> None:
    vocabulary = shipped.language(language).vocabulary
    expected = None if days is None else MONDAY + days * DAY
    assert named_day(words, MONDAY, vocabulary) == expected
