"""A day and a time as staff type them, and what is asked about instead of guessed."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solbot.typed import moments
from solbot.typed.clocks import halves
from solbot.typed.moments import SaidMoment, Unclear, UnclearMoment, checked, next_shown, said
from solbot.typed.vocabulary import Vocabulary

MESSAGES = Path(__file__).parents[2] / "messages"


def vocabulary(code: str) -> Vocabulary:
    return Vocabulary.from_mapping(
        tomllib.loads((MESSAGES / code / "words.toml").read_text("utf-8"))
    )


ENGLISH, SPANISH = vocabulary("en"), vocabulary("es")
TODAY = date(2026, 11, 23)  # a Monday


def what(text: str, words: Vocabulary = ENGLISH, known: date | None = None) -> str:
    """ "2027-06-12 09:00", "09:00", or why it is unclear, with the day."""
    try:
        found = said(text, TODAY, words, known)
    except UnclearMoment as unclear:
        return f"{unclear.why}{f' {unclear.at.date()}' if unclear.at else ''}"
    return f"{found.on or ''} {found.at:%H:%M}".strip()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2027-03-01 09:00", "2027-03-01 09:00"),
        ("2027-03-01T09:00", "2027-03-01 09:00"),
        ("2027-03-01, 9am", "2027-03-01 09:00"),
        ("1 March 2027, 9 am", "2027-03-01 09:00"),
        ("Saturday 12 June 2027 at 9", "2027-06-12 09:00"),
        ("June 12, 2027 9:30 pm", "2027-06-12 21:30"),
        ("June 12 9", "2027-06-12 09:00"),
        ("9am on 12 June 2027", "2027-06-12 09:00"),
        ("at 18:30 on Friday", "2026-11-27 18:30"),
        ("tomorrow 10:00", "2026-11-24 10:00"),
        ("10 tomorrow", "2026-11-24 10:00"),
        ("1 Dec 8", "2026-12-01 08:00"),
        ("1 Dec 8:00", "2026-12-01 08:00"),
        ("1 Dec 18", "2026-12-01 18:00"),
        ("12 June 0930", "2027-06-12 09:30"),
        ("tomorrow 2030", "2026-11-24 20:30"),
        ("1 Dec 27", "no_hour 2027-12-01"),
        ("12 June 2027", "no_hour 2027-06-12"),
        ("Saturday 12 June 2027", "no_hour 2027-06-12"),
        ("12 June", "no_hour 2027-06-12"),
        ("2027-06-12", "no_hour 2027-06-12"),
        ("June 12, 2027", "no_hour 2027-06-12"),
        ("8 March 2026", "past 2026-03-08"),
        ("Friday", "no_hour 2026-11-27"),
        ("12 June 2027 24:00", "2027-06-13 00:00"),
        ("31 December 2027 24h", "2028-01-01 00:00"),
        ("12 June 2027 00:00", "2027-06-12 00:00"),
        ("12 June 2027 12 am", "2027-06-12 00:00"),
        ("12 June midnight", "which_midnight 2027-06-12"),
        ("today midnight", "2026-11-24 00:00"),
        ("10", "10:00"),
        ("midnight", "00:00"),
        ("24:00", "00:00"),
        # No piece of a date is a time: a wrong weekday, a year too far ahead, a day there is not.
        ("Saturday 12 June 2026", "not_read"),
        ("Saturday 13 June 2027", "not_read"),
        ("12 June 2047", "too_far 2047-06-12"),
        ("12 June 2100", "too_far 2100-06-12"),
        ("12 June 2127", "too_far 2127-06-12"),
        ("12 June 2127, 10:00", "too_far 2127-06-12"),
        ("12 June 1830", "past 1830-06-12"),
        ("12 June 2027 1830", "2027-06-12 18:30"),
        ("12 June 2027 2100", "2027-06-12 21:00"),
        ("12 June 2027h", "not_read"),
        ("23 November 10:00", "2026-11-23 10:00"),
        ("Monday 18:00", "2026-11-23 18:00"),
        ("the 20, 10:00", "2026-12-20 10:00"),
        ("12 June half past six", "which_half 2027-06-12"),
        ("12 June at half past six in the evening", "2027-06-12 18:30"),
        ("31 June 2027", "not_read"),
        ("30 February 2027 9:00", "not_read"),
        ("soon", "not_read"),
        ("tomorrow 9am thx", "2026-11-24 09:00"),
        ("please Friday 18:00", "2026-11-27 18:00"),
        ("yesterday", "past 2026-11-22"),
        ("next Monday, 8 am", "2026-11-30 08:00"),
        ("next Friday 8 am", "not_read"),
        ("two weeks from now 10:00", "2026-12-07 10:00"),
        ("3 days from today at 7 pm", "2026-11-26 19:00"),
        ("two weeks from Friday 10:00", "2026-12-11 10:00"),
        ("tomorrow morning", "no_hour 2026-11-24"),
        ("Friday in the morning", "no_hour 2026-11-27"),
        ("tomorrow morning at 7", "2026-11-24 07:00"),
        ("Thursday evening 8", "2026-11-26 20:00"),
        ("Saturday night at 10", "2026-11-28 22:00"),
        ("Friday evening", "not_read"),
        ("in two hours", "not_read"),
        ("", "not_read"),
        (",", "not_read"),
        ("12 June 2027 25:00", "not_read"),
    ],
)
def test_english(text: str, found: str) -> None:
    assert what(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12 de junio de 2027", "no_hour 2027-06-12"),
        ("sábado 12 de junio de 2027", "no_hour 2027-06-12"),
        ("el sábado 12 de junio de 2027 a las 9", "2027-06-12 09:00"),
        ("12 de junio de 2027, 9:30", "2027-06-12 09:30"),
        ("12 de junio", "no_hour 2027-06-12"),
        ("1 dic 8", "2026-12-01 08:00"),
        ("mañana 10:00", "2026-11-24 10:00"),
        ("mañana a las 10", "2026-11-24 10:00"),
        ("8 de marzo de 2026", "past 2026-03-08"),
        ("12 de junio a medianoche", "which_midnight 2027-06-12"),
        ("12 de junio de 2027 24:00", "2027-06-13 00:00"),
        ("viernes 18:30", "2026-11-27 18:30"),
        ("a las 9 de la mañana del 12 de junio", "2027-06-12 09:00"),
        ("el 20 a las 10", "2026-12-20 10:00"),
        ("el próximo lunes 10:00", "2026-11-30 10:00"),
        ("12 de junio de 2127", "too_far 2127-06-12"),
        ("12 de junio 2100", "too_far 2100-06-12"),
        ("12 de junio 2027h", "not_read"),
        ("12 de junio a las seis y media", "which_half 2027-06-12"),
        ("12 de junio a las 7 y 5", "2027-06-12 07:05"),
        ("mañana a las 9 gracias", "2026-11-24 09:00"),
        ("ayer", "past 2026-11-22"),
        ("viernes por la mañana", "no_hour 2026-11-27"),
        ("mañana por la tarde", "not_read"),
        ("8 de la mañana", "08:00"),
        ("a las 8 por la mañana", "08:00"),
        ("mañana a las 8 de la mañana", "2026-11-24 08:00"),
        ("2 semanas a partir de hoy, 10:00", "2026-12-07 10:00"),
        ("12 de junio a las 8 menos 10 de la noche", "2027-06-12 19:50"),
    ],
)
def test_spanish(text: str, found: str) -> None:
    assert what(text, SPANISH) == found


def test_a_time_alone_belongs_to_the_day_said_before() -> None:
    assert what("10", known=date(2027, 6, 12)) == "2027-06-12 10:00"
    assert what("midnight", known=date(2027, 6, 12)) == "which_midnight 2027-06-12"
    assert what("13 June 11", known=date(2027, 6, 12)) == "2027-06-13 11:00"


@given(
    st.dates(TODAY, date(2036, 1, 1)),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%A %d %B %Y", "%Y-%m-%d"]),
)
def test_a_whole_date_keeps_its_day_and_lacks_its_hour(on: date, pattern: str) -> None:
    assert what(on.strftime(pattern)) == f"no_hour {on}"
    assert what(f"{on.strftime(pattern)} 9:15") == f"{on} 09:15"


def test_the_next_time_the_clock_shows_it() -> None:
    now = datetime(2026, 11, 23, 15)  # noqa: DTZ001
    assert next_shown(time(10), now) == date(2026, 11, 24)
    assert next_shown(time(16), now) == date(2026, 11, 23)
    assert next_shown(time(), now) == date(2026, 11, 24)
    assert next_shown(time(15), now) == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("in 3 hours", ENGLISH, "23 13:16"),
        ("in an hour please", ENGLISH, "23 11:16"),
        ("45 minutes from now", ENGLISH, "23 11:01"),
        ("in a couple of hours", ENGLISH, "23 12:16"),
        ("in half an hour", ENGLISH, "23 10:46"),
        ("in an hour and a half", ENGLISH, "23 11:46"),
        ("in 2 and a half hours", ENGLISH, "23 12:46"),
        ("in 20 hours", ENGLISH, "24 06:16"),
        ("now", ENGLISH, "23 10:16"),
        ("dentro de 3 horas", SPANISH, "23 13:16"),
        ("en una hora", SPANISH, "23 11:16"),
        ("en una hora y media, por favor", SPANISH, "23 11:46"),
        ("dentro de media hora", SPANISH, "23 10:46"),
        ("en 20 minutos", SPANISH, "23 10:36"),
        ("ya", SPANISH, "23 10:16"),
        ("in half", ENGLISH, None),
        ("in a minute and a half", ENGLISH, None),
        ("in 3 hours from Friday", ENGLISH, None),
        ("in 999999 hours", ENGLISH, None),
        ("media hora", SPANISH, None),
    ],
)
def test_so_long_from_now(text: str, words: Vocabulary, found: str | None) -> None:
    now = datetime(2026, 11, 23, 10, 15, 20)  # noqa: DTZ001
    if found is None:
        with pytest.raises(UnclearMoment):
            said(text, TODAY, words, now=now)
        return
    read = said(text, TODAY, words, now=now)
    assert f"{read.on:%d} {read.at:%H:%M}" == found


def test_an_hour_from_now_is_one_also_while_clocks_change() -> None:
    now = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Madrid"))
    assert said("in 2 hours", now.date(), ENGLISH, now=now) == SaidMoment(now.date(), time(3, 30))


def test_the_morning_is_no_tomorrow_beside_a_day_said_before() -> None:
    assert what("8 de la mañana", SPANISH, date(2027, 6, 12)) == "2027-06-12 08:00"


def test_what_has_passed_and_what_clocks_skip() -> None:
    kyiv, now = ZoneInfo("Europe/Kyiv"), datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert checked(date(2027, 3, 28), time(4, 30), kyiv, now) == datetime(
        2027, 3, 28, 1, 30, tzinfo=UTC
    )
    with pytest.raises(UnclearMoment) as skipped:
        checked(date(2027, 3, 28), time(3, 30), kyiv, now)
    assert (skipped.value.why, skipped.value.at) == (
        Unclear.SKIPPED,
        datetime(2027, 3, 28, 4, 30),  # noqa: DTZ001
    )
    with pytest.raises(UnclearMoment) as past:
        checked(date(2026, 3, 8), time(9), kyiv, now)
    assert (past.value.why, past.value.at) == (Unclear.PAST, datetime(2026, 3, 8, 9))  # noqa: DTZ001


def test_a_time_alone_in_words_leaves_its_half_open() -> None:
    assert said("half past six", TODAY, ENGLISH) == SaidMoment(None, time(6, 30), open=True)
    assert what("half past six", known=date(2027, 6, 12)) == "which_half 2027-06-12"
    assert halves(time(6, 30)) == halves(time(18, 30)) == (time(6, 30), time(18, 30))
    assert halves(time(12, 30)) == (time(0, 30), time(12, 30))


def test_a_weekday_whose_time_has_passed_is_the_next_one() -> None:
    now = datetime.combine(TODAY, time(10))
    later = TODAY + timedelta(days=7)
    for vocab, monday, eighteen in (
        (ENGLISH, "Monday 9:00", "Monday 18:00"),
        (SPANISH, "el lunes a las 9", "el lunes a las 18"),
    ):
        assert said(monday, TODAY, vocab).day(now) == later
        assert said(eighteen, TODAY, vocab).day(now) == TODAY
    for text in ("23 November 9:00", "today 9:00", "the 23, 9:00"):
        assert said(text, TODAY, ENGLISH).day(now) == TODAY
    assert said("9:00", TODAY, ENGLISH).day(now) is None


def test_no_long_text_is_a_moment() -> None:
    assert what(" ".join(["Monday"] * 23 + ["10:00"])) == "not_read"
    assert what("tomorrow at 10:00 " * 300) == "not_read"
    scans = 0

    def counted(*_: object) -> None:
        nonlocal scans
        scans += 1

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(moments, "parse_day", counted)
        assert what("word " * 720) == what("12/" * 800) == "not_read"
    assert not scans


def test_said_is_plain() -> None:
    assert said("tomorrow 10:00", TODAY, ENGLISH) == SaidMoment(date(2026, 11, 24), time(10))
