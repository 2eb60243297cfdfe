"""Days gone by, as people type them."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solbot.typed.past import Period, parse_past_day, parse_period
from solbot.typed.vocabulary import Vocabulary

MESSAGES = Path(__file__).parents[2] / "messages"
TODAY = date(2026, 11, 25)  # a Wednesday
WORDS = {
    code: Vocabulary.from_mapping(tomllib.loads((MESSAGES / code / "words.toml").read_text()))
    for code in ("en", "es")
}


def days(first: tuple[int, int, int], last: tuple[int, int, int] | None = None) -> Period:
    return Period(date(*first), date(*(last or first)))


NOVEMBER_30 = Period(month=11, day=30)
MARCH = Period(month=3)
MARCH_2025 = days((2025, 3, 1), (2025, 3, 31))
LAST_WEEK = days((2026, 11, 16), (2026, 11, 22))

SAID = [
    *[("en", text, LAST_WEEK) for text in ("last week", "the last week", "past week")],
    *[("es", text, LAST_WEEK) for text in ("la semana pasada", "Semana pasada", "última semana")],
    *[("en", text, NOVEMBER_30) for text in ("30 November", "November 30th", "Nov 30", "30/11")],
    *[("es", text, NOVEMBER_30) for text in ("30 de noviembre", "el 30 de noviembre", "30/11")],
    *[("en", text, MARCH) for text in ("march", "in March")],
    *[("es", text, MARCH) for text in ("marzo", "en marzo")],
    *[("en", text, MARCH_2025) for text in ("March 2025", "2025-03", "03/2025", "march last year")],
    *[("es", text, MARCH_2025) for text in ("marzo de 2025", "mar 2025", "2025-03")],
    ("en", "2025", days((2025, 1, 1), (2025, 12, 31))),
    ("en", "last year", days((2025, 1, 1), (2025, 12, 31))),
    ("es", "el año pasado", days((2025, 1, 1), (2025, 12, 31))),
    ("en", "this month", days((2026, 11, 1), (2026, 11, 30))),
    ("es", "este mes", days((2026, 11, 1), (2026, 11, 30))),
    ("es", "el mes pasado", days((2026, 10, 1), (2026, 10, 31))),
    ("en", "yesterday", days((2026, 11, 24))),
    ("es", "anteayer", days((2026, 11, 23))),
    ("es", "hoy", days((2026, 11, 25))),
    ("en", "3 days ago", days((2026, 11, 22))),
    ("en", "a couple of weeks ago", days((2026, 11, 11))),
    ("es", "hace un mes", days((2026, 10, 25))),
    ("en", "last Monday", days((2026, 11, 23))),
    ("en", "Wednesday", days((2026, 11, 25))),
    ("en", "last Wednesday", days((2026, 11, 18))),
    ("es", "el lunes pasado", days((2026, 11, 23))),
    ("en", "last weekend", days((2026, 11, 21), (2026, 11, 22))),
    ("en", "the last 3 days", days((2026, 11, 23), (2026, 11, 25))),
    ("es", "los últimos 7 días", days((2026, 11, 19), (2026, 11, 25))),
    ("en", "from 3 to 9 March", days((2026, 3, 3), (2026, 3, 9))),
    ("es", "del 3 al 9 de marzo", days((2026, 3, 3), (2026, 3, 9))),
    ("en", "March to May 2025", days((2025, 3, 1), (2025, 5, 31))),
    ("en", "3 March - 9 March 2025", days((2025, 3, 3), (2025, 3, 9))),
    ("en", "2025-11-30", days((2025, 11, 30))),
    ("en", "30.11.25", days((2025, 11, 30))),
]


@pytest.mark.parametrize(("code", "text", "wanted"), SAID)
def test_days_are_read(code: str, text: str, wanted: Period) -> None:
    assert parse_period(text, TODAY, WORDS[code]) == wanted


@pytest.mark.parametrize(
    ("code", "text"),
    [
        *[("en", text) for text in ("river", "may", "mar", "sun", "1234", "9999", "0000-00", "12")],
        *[("en", text) for text in ("31/31/0000", "30 February 2025", "last", "this", "99999999")],
        *[
            ("en", text)
            for text in ("1 January 0000", "in 3 days", "next week", "tomorrow", "", "ago")
        ],
        *[
            ("es", text)
            for text in ("mar", "río", "mañana", "la próxima semana", "5000 años", "el mar")
        ],
    ],
)
def test_other_words_are_none(code: str, text: str) -> None:
    assert parse_period(text, TODAY, WORDS[code]) is None


def test_more_digits_than_a_number_may_have_are_no_day() -> None:
    # One sign may be two of them, so that a message has room for more than Python reads.
    assert parse_period("㊿" * 4080 + " to 5 March", TODAY, WORDS["en"]) is None
    assert parse_period("05 to 7 March", TODAY, WORDS["en"]) == days((2026, 3, 5), (2026, 3, 7))


def test_a_day_of_every_year_is_the_last_one_there_was() -> None:
    assert NOVEMBER_30.latest(TODAY) == days((2025, 11, 30))
    assert MARCH.latest(TODAY) == days((2026, 3, 1), (2026, 3, 31))
    assert Period(month=2, day=29).latest(TODAY) == days((2024, 2, 29))
    assert parse_past_day("30 November", TODAY, WORDS["en"]) == date(2025, 11, 30)
    assert parse_past_day("March", TODAY, WORDS["en"]) is None
    assert parse_past_day("last week", TODAY, WORDS["en"]) is None


@given(st.text(max_size=40), st.sampled_from(["en", "es"]))
def test_whatever_is_typed_is_read_or_not(text: str, code: str) -> None:
    found = parse_period(text, TODAY, WORDS[code])
    assert found is None or found.first is None or found.last is None or found.first <= found.last
