"""What people type, and what it is taken for. The English words are the bot's own."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solbot.typed.dates import FOREVER, Forever, parse_until
from solbot.typed.scales import parse_about, parse_scale
from solbot.typed.times import parse_clock, parse_days, parse_plan, parse_rhythm, parse_times
from solbot.typed.vocabulary import Vocabulary, meant, shorn

WORDS = Path(__file__).parents[2] / "messages" / "en" / "words.toml"
TABLE = tomllib.loads(WORDS.read_text(encoding="utf-8"))
ENGLISH = Vocabulary.from_mapping(TABLE)
TODAY = date(2026, 11, 23)  # a Monday


def words(**changes: object) -> dict[str, Any]:
    return {**TABLE, **changes}


def clock(text: str) -> list[time] | None:
    """ "8 20:30" as a list of times; "" as None."""
    return [time(int(at[:-3]), int(at[-2:])) for at in text.split()] or None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("8", "8:00"),
        ("08", "8:00"),
        ("8am", "8:00"),
        ("8 AM", "8:00"),
        ("8 a.m.", "8:00"),
        ("8 p.m.", "20:00"),
        ("8:30 pm", "20:30"),
        ("  8 : 30PM ", "20:30"),
        ("20.30", "20:30"),
        ("20:30", "20:30"),
        ("20:30 pm", "20:30"),
        ("19h", "19:00"),
        ("7h30", "7:30"),
        ("7h30m", "7:30"),
        ("19h 20h", "19:00 20:00"),
        ("8 o'clock", "8:00"),
        ("8 o’clock in the evening", "20:00"),
        ("9 at night", "21:00"),
        ("12 at night", "0:00"),
        ("noon", "12:00"),
        ("12 noon", "12:00"),
        ("Midnight", "0:00"),
        ("12 am", "0:00"),
        ("12 pm", "12:00"),
        ("0800", "8:00"),
        ("830", "8:30"),
        ("2030", "20:30"),
        ("24:00", "0:00"),
        ("8 30", "8:30"),
        ("9 15 21", "9:00 15:00 21:00"),
        ("8 and 20:30", "8:00 20:30"),
        ("20:30, 8", "8:00 20:30"),
        ("8, 8:00 & 8am", "8:00"),
        ("7/12/19", "7:00 12:00 19:00"),
        ("at eight", "8:00"),
        ("half past seven", "7:30"),
        ("a quarter to 8 pm", "19:45"),
        ("quarter past noon", "12:15"),
        ("half past 7:15", ""),
        ("7 and 30", "7:30"),
        ("seven pm", "19:00"),
        ("８：３０", "8:30"),
        ("٨:٣٠", "8:30"),
        ("8.", "8:00"),
        ("1 2 3 4 5 6", "1:00 2:00 3:00 4:00 5:00 6:00"),
        ("1 2 3 4 5 6 7", ""),
        ("25:00", ""),
        ("24:30", ""),
        ("8:60", ""),
        ("8:5", ""),
        ("8.5", ""),
        ("8:", ""),
        ("-8", ""),
        ("13 am", ""),
        ("0 pm", ""),
        ("8-10", ""),
        ("8 or so", ""),
        ("12345", ""),
        ("Monday", ""),
        ("Monday at 8", ""),
        ("half", ""),
        ("", ""),
        (" ,, ", ""),
        ("🙂", ""),
    ],
)
def test_times(text: str, found: str) -> None:
    assert parse_times(text, ENGLISH) == clock(found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mon Wed Fri", "135"),
        ("mon, wed & fri.", "135"),
        ("mon-fri", "12345"),
        ("Mon.–Fri.", "12345"),
        ("Monday to Thursday", "1234"),
        ("Tue through Thu", "234"),
        ("fri-mon", "1567"),
        ("weekdays", "12345"),
        ("Every day", "1234567"),
        ("every  DAY!", "1234567"),
        ("24/7", "1234567"),
        ("weekend, Tuesday", "267"),
        ("Tuesdays and Thursdays", "24"),
        ("every Monday", "1"),
        ("on Sunday", "7"),
        ("sat/sun", "67"),
        ("every day except Sunday", "123456"),
        ("weekdays but not Wed and Fri", "124"),
        ("Sun, Sunday", "7"),
        ("every other day", "1357"),
        ("twice a week", ""),
        ("weekdays except weekdays", ""),
        ("weekdays except", ""),
        ("mon-", "1"),
        ("-mon", ""),
        ("8", ""),
        ("8 on Monday", ""),
        ("someday", ""),
        ("", ""),
    ],
)
def test_days(text: str, found: str) -> None:
    assert parse_days(text, ENGLISH) == (frozenset(map(int, found)) or None)


@pytest.mark.parametrize(
    ("text", "days", "times"),
    [
        ("weekdays at 8 and 20:30", "12345", "8:00 20:30"),
        ("8am on weekdays", "12345", "8:00"),
        ("Mon-Fri: 7.30", "12345", "7:30"),
        ("mon wed 9 pm", "13", "21:00"),
        ("every day except Sunday, at noon", "123456", "12:00"),
        ("daily 8", "1234567", "8:00"),
        ("Saturday", "6", ""),
        ("7h30", "", "7:30"),
        ("Monday 8, Tuesday 9", "", ""),
        ("8 Mon 9", "", ""),
        ("weekdays at 25", "", ""),
        ("whenever", "", ""),
    ],
)
def test_rhythm(text: str, days: str, times: str) -> None:
    assert parse_rhythm(text, ENGLISH) == (frozenset(map(int, days)) or None, clock(times))


def plan(text: str, vocab: Vocabulary) -> list[str]:
    """Each part as "67 10:00 18:30?"; ? where it is open which half of the day is meant."""
    return [
        " ".join(
            [
                "".join(map(str, sorted(part.days or ()))) or "-",
                *(f"{at:%H:%M}{'?' if at in part.either else ''}" for at in part.times or ()),
            ]
        )
        for part in parse_plan(text, vocab)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("every other day", ["1357"]),
        ("every other day at 8", ["1357 08:00"]),
        ("every 2 days", ["1357"]),
        ("every 2 days at 9 please", ["1357 09:00"]),
        ("20 past 7", ["- 07:20?"]),
        ("20 past 7 pm", ["- 19:20"]),
        ("5 after 9 in the morning", ["- 09:05"]),
        ("seven thirty", ["- 07:30?"]),
        ("seven thirty pm", ["- 19:30"]),
        ("Mondays at seven forty-five in the morning", ["1 07:45"]),
        ("seven oh five am", ["- 07:05"]),
        ("7am, please", ["- 07:00"]),
        ("please 7am", ["- 07:00"]),
        ("Every day at 7 in the morning, thank you!", ["1234567 07:00"]),
        ("please", []),
        ("7 and 9 pm", ["- 19:00 21:00"]),
        ("7, 8 and 9 pm", ["- 19:00 20:00 21:00"]),
        ("seven and nine in the evening", ["- 19:00 21:00"]),
        ("7:30 and 9 at night", ["- 07:30 21:00"]),
        ("half past seven and nine at night", ["- 19:30 21:00"]),
        ("7 and 9 am", ["- 07:00 09:00"]),
        ("7am and 9 pm", ["- 07:00 21:00"]),
        ("07:00 and 9 pm", ["- 07:00 21:00"]),
        ("11 and 1 pm", ["- 11:00 13:00"]),
        ("7 and 10 and 9 pm", ["- 07:00 10:00 21:00"]),
        ("12 and 9 pm", ["- 12:00 21:00"]),
        ("7 and 21", ["- 07:00 21:00"]),
        ("at 7 and 5", ["- 05:00 07:00"]),
        ("Monday 7, Tuesday 9 pm", ["1 07:00", "2 21:00"]),
        ("every second day, 7pm", ["1357 19:00"]),
        ("weekends 10am, weekdays 7am", ["67 10:00", "12345 07:00"]),
        ("weekdays at 7 and weekends at 10", ["12345 07:00", "67 10:00"]),
        ("7am on weekdays, 10am on weekends", ["12345 07:00", "67 10:00"]),
        ("Monday 8, Tuesday 9", ["1 08:00", "2 09:00"]),
        ("Mon 7 and 19, Wed 8, Fri 9", ["1 07:00 19:00", "3 08:00", "5 09:00"]),
        ("mornings", ["- 08:00"]),
        ("weekday mornings", ["12345 08:00"]),
        ("every morning", ["1234567 08:00"]),
        ("each night at 11", ["1234567 23:00"]),
        ("every afternoon, half past three", ["1234567 15:30"]),
        ("every evening at about 8 pm", ["1234567 20:00"]),
        ("at seven every evening", ["1234567 19:00"]),
        ("every morning and evening", ["1234567 08:00 19:00"]),
        ("every morning on weekdays", ["12345 08:00"]),
        ("every night except Fridays, 10 pm", ["123467 21:00 22:00"][:0]),
        ("every night but not on Fridays", ["123467 21:00"]),
        ("every morning at 9 pm", []),
        ("every morning at 12", []),
        ("every evening at 12", []),
        ("every night at 12", ["1234567 00:00"]),
        ("Monday 7 pm and every morning", []),
        ("every morning 7, weekends 9", []),
        ("in the evening at around 9", ["- 21:00"]),
        ("daily, 6:45 am thx", ["1234567 06:45"]),
        ("all seven days 20:15", ["1234567 20:15"]),
        ("twice daily: 7 am and 10 pm", ["1234567 07:00 22:00"]),
        ("2 times a day on weekdays, 9 and 21", ["12345 09:00 21:00"]),
        ("twice a day at 8", []),
        ("three times a day, 7, 1 and 7", []),
        ("once a week, Saturdays at 9", ["6 09:00"]),
        ("twice a week, Mondays at 9", []),
        ("two days a week: Tue and Fri, 6pm", ["25 18:00"]),
        ("M, W & F 8am", ["135 08:00"]),
        ("m-f 6.30", ["12345 06:30"]),
        ("M T W 7", ["123 07:00"]),
        ("T/F 9", []),
        ("W, T 9", []),
        ("M 9", []),
        ("Tu/Th at 17:00", ["24 17:00"]),
        ("F/Sa 9 am", ["56 09:00"]),
        ("no Sundays, 7am", ["123456 07:00"]),
        ("Mondays no, Tuesdays 8", []),
        ("no, 8am", []),
        ("8ish", ["- 08:00"]),
        ("9ish in the evening", ["- 21:00"]),
        ("8 sharp in the evening", ["- 20:00"]),
        ("8 o'clock in the morning sharp", ["- 08:00"]),
        ("Sunday night 9", ["7 21:00"]),
        ("weekdays in the evening, 7", ["12345 19:00"]),
        ("evenings: 8 and weekends at 9", []),
        ("evenings, 7 am", []),
        ("every night at midnight", ["1234567 00:00"]),
        ("mornings, noon and evenings", ["- 08:00 12:00 19:00"]),
        ("morning 7, evening 9", ["- 07:00 21:00"]),
        ("Friday night", []),
        ("I'd like Tuesdays, 18:00, if possible", ["2 18:00"]),
        ("let's do weekdays 7 pm thanks a lot", ["12345 19:00"]),
        ("mornings and evenings", ["- 08:00 19:00"]),
        ("evenings at 7", ["- 19:00"]),
        ("7 in the evening", ["- 19:00"]),
        ("7:30 in the mornings and 9 at night", ["- 07:30 21:00"]),
        ("every day at noon", ["1234567 12:00"]),
        ("half past six", ["- 06:30?"]),
        ("half six", ["- 06:30?"]),
        ("half six in the evening", ["- 18:30"]),
        ("half past six in the evening", ["- 18:30"]),
        ("ten past seven", ["- 07:10?"]),
        ("twenty to eight in the evening", ["- 19:40"]),
        ("weekdays at seven", ["12345 07:00?"]),
        ("at seven pm", ["- 19:00"]),
        ("18:30", ["- 18:30"]),
        ("6:30", ["- 06:30"]),
        # Not understood as a whole, or two times for one day of two parts.
        ("weekends 10am, Saturday 7am", []),
        ("weekdays 7, weekends", []),
        ("8 Mon 9", []),
        ("weekends 10am, weekdays", []),
        ("twice a week", []),
        ("sometimes", []),
        ("," * 500, []),
        ("", []),
    ],
)
def test_a_plan(text: str, found: list[str]) -> None:
    assert plan(text, ENGLISH) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("14:05", "14:05"),
        ("14 05", "14:05"),
        ("1405", "14:05"),
        ("it's 2:05 pm now", "14:05"),
        ("14:05:33", "14:05"),
        ("It is 9.", "9:00"),
        ("midnight", "0:00"),
        ("9 and 10", ""),
        ("Paris", ""),
        ("UTC+2", ""),
        ("GMT-5", ""),
        ("+2", ""),
        ("99 99", ""),
    ],
)
def test_clock(text: str, found: str) -> None:
    assert parse_clock(text, ENGLISH) == next(iter(clock(found) or []), None)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("0", 0),
        ("7", 7),
        ("07", 7),
        ("7.", 7),
        ("7/10", 7),
        ("7 out of 10", 7),
        ("ten out of ten!", 10),
        ("Seven", 7),
        ("7️⃣", 7),
        ("🔟", 10),
        ("٧", 7),
        ("７", 7),
        ("४", 4),
        ("11", None),
        ("-1", None),
        ("+7", None),
        ("7/5", None),
        ("7.5", None),
        ("7,5", None),
        ("007", None),
        ("7 8", None),
        ("eleven", None),
        ("a", None),
        ("rather strong", None),
        ("", None),
    ],
)
def test_scale(text: str, found: int | None) -> None:
    assert parse_scale(text, ENGLISH) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3", "2026-11-26"),
        ("5 days", "2026-11-28"),
        ("5d", "2026-11-28"),
        ("for five days", "2026-11-28"),
        ("two weeks", "2026-12-07"),
        ("a week", "2026-11-30"),
        ("in 3 months", "2027-02-23"),
        ("next week", "2026-11-30"),
        ("next month", "2026-12-01"),
        ("today", "2026-11-23"),
        ("until tomorrow", "2026-11-24"),
        ("the day after tomorrow", "2026-11-25"),
        ("Friday", "2026-11-27"),
        ("until Monday", "2026-11-30"),
        ("until 3 December", "2026-12-03"),
        ("3rd of December", "2026-12-03"),
        ("December 3", "2026-12-03"),
        ("Dec. 3rd, 2026", "2026-12-03"),
        ("24. Dec 26", "2026-12-24"),
        ("Thu 3 Dec", "2026-12-03"),
        ("Friday 3 December", None),
        ("1 November", "2027-11-01"),
        ("29 February", "2028-02-29"),
        ("29 February 2027", None),
        ("31 April", None),
        ("until January", "2027-01-01"),
        ("May 2027", "2027-05-01"),
        ("until the 3rd", "2026-12-03"),
        ("until the 20", "2026-12-20"),
        ("on the 20", "2026-12-20"),
        ("the 24", "2026-11-24"),
        ("for 20 days", "2026-12-13"),
        ("in 20 days", "2026-12-13"),
        ("20", "2026-12-13"),
        ("this Friday", "2026-11-27"),
        ("23 November", "2027-11-23"),
        ("until the 31st", "2026-12-31"),
        ("2026-12-24", "2026-12-24"),
        ("2026/12/24", "2026-12-24"),
        ("24.12.", "2026-12-24"),
        ("24.12.2026", "2026-12-24"),
        ("24.12.26", "2026-12-24"),
        ("12/24", "2026-12-24"),
        ("24/12", "2026-12-24"),
        ("5/5", "2027-05-05"),
        ("3/12", None),
        ("3.12.2026", None),
        ("13/13", None),
        ("2026-13-01", None),
        ("2026-12", None),
        ("24.12/2026", None),
        ("1 November 2020", "2020-11-01"),
        ("0", None),
        ("-3", None),
        ("3-5 days", None),
        ("99999", None),
        ("3000 weeks", None),
        ("2099-01-01", None),
        ("0000-01-01", None),
        ("next Friday", None),
        ("next Monday", "2026-11-30"),
        ("yesterday", "2026-11-22"),
        ("until Wednesday thx", "2026-11-25"),
        ("please until 3 December", "2026-12-03"),
        ("only today", "2026-11-24"),
        ("for today please", "2026-11-24"),
        ("a couple of months", "2027-01-23"),
        ("a couple", None),
        ("the rest of this month", "2026-12-01"),
        ("rest of the week", "2026-11-30"),
        ("rest of December", None),
        ("thru Wednesday", "2026-11-26"),
        ("through 3 December", "2026-12-04"),
        ("until the 20th inclusive", "2026-12-21"),
        ("up to and including 2026-12-24", "2026-12-25"),
        ("through Monday", None),
        ("through December", None),
        ("through 3 days", None),
        ("December 3 through 5", None),
        ("48 hours", "2026-11-25"),
        ("30 hours", None),
        ("a week from now", "2026-11-30"),
        ("a week from Friday", "2026-12-04"),
        ("Friday week", "2026-12-04"),
        ("a week on Friday", "2026-12-04"),
        ("a fortnight on Friday", "2026-12-11"),
        ("a week tomorrow", "2026-12-01"),
        ("today week", "2026-11-30"),
        ("Monday week", None),
        ("a fortnight", "2026-12-07"),
        ("for the next fortnight", "2026-12-07"),
        ("two fortnights", "2026-12-21"),
        ("Friday next week", "2026-12-04"),
        ("next week on Tuesday", "2026-12-01"),
        ("the next two weeks", "2026-12-07"),
        ("the last day of the month", "2026-11-30"),
        ("the end of the month", "2026-12-01"),
        ("through the end of the month", "2026-12-01"),
        ("the last day of next month", "2026-12-31"),
        ("the end of next month", "2027-01-01"),
        ("the end of February 2028", "2028-03-01"),
        ("the last day of October", "2027-10-31"),
        ("the end of the week", "2026-11-30"),
        ("the end of the year", "2027-01-01"),
        ("the end of the day", None),
        ("three/four", None),
        ("soon", None),
        ("", None),
    ],
)
def test_until(text: str, found: str | None) -> None:
    wanted = date.fromisoformat(found) if found else None
    assert parse_until(text, TODAY, ENGLISH) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "until further notice",
        "Forever",
        "indefinitely!",
        "open-ended",
        "until I say so",
        "Until I'm back!",
    ],
)
def test_an_open_end(text: str) -> None:
    assert parse_until(text, TODAY, ENGLISH) is FOREVER


def test_a_month_is_a_calendar_month() -> None:
    assert parse_until("1 month", date(2027, 1, 31), ENGLISH) == date(2027, 2, 28)


def test_one_word_for_a_day_and_a_month() -> None:
    days = {**TABLE["days"], "tuesday": ["martes", "mar"]}
    months = {**TABLE["months"], "march": ["marzo", "mar"]}
    spanish = Vocabulary.from_mapping(words(days=days, months=months))
    assert parse_until("mar", TODAY, spanish) == date(2026, 11, 24)
    assert parse_until("3 mar", TODAY, spanish) == date(2027, 3, 3)


def test_accents_and_scripts_without_spaces() -> None:
    vocab = Vocabulary.from_mapping(
        words(
            am=["上午"],
            pm=["下午"],
            hour_mark=["点"],
            every_day=["每天", "täglich"],
            noon=["mediodía"],
        )
    )
    assert parse_rhythm("每天上午8点下午6点", vocab) == (
        frozenset(range(1, 8)),
        [time(8), time(18)],
    )
    assert parse_days("TAGLICH", vocab) == frozenset(range(1, 8))
    assert parse_times("mediodia", vocab) == [time(12)]


PARSERS: dict[str, Callable[[str], object]] = {
    "times": lambda text: parse_times(text, ENGLISH),
    "days": lambda text: parse_days(text, ENGLISH),
    "clock": lambda text: parse_clock(text, ENGLISH),
    "scale": lambda text: parse_scale(text, ENGLISH),
    "until": lambda text: parse_until(text, TODAY, ENGLISH),
}


@pytest.mark.parametrize("name", PARSERS)
def test_garbage_takes_no_longer_than_its_length(name: str) -> None:
    dice = random.Random(5)
    noise = "".join(dice.choices("8 :.-/apmonday\n٣🙂'", k=4096))
    pieces = ["8", "8 ", "8:", "-", ". ", "a", "monday ", "every ", "out of ", " ", "🙂", "\u0301"]
    for text in [noise, *((piece * 4096)[:4096] for piece in pieces)]:
        assert PARSERS[name](text) is None, text[:20]
        whole, quarter = (_took(PARSERS[name], some) for some in (text, text[:1024]))
        assert whole < 10 * quarter + 0.01, text[:20]  # 16 times, where it grows with the square


def _took(parse: Callable[[str], Any], text: str) -> float:
    """Seconds of the processor, at best: nobody else's work counts."""
    found = []
    for _ in range(3):
        begun = process_time()
        parse(text)
        found.append(process_time() - begun)
    return min(found)


@given(st.text(max_size=200))
def test_no_text_is_an_error(text: str) -> None:
    scale = parse_scale(text, ENGLISH)
    assert scale is None or 0 <= scale <= 10
    times = parse_times(text, ENGLISH)
    assert times is None or times == sorted(set(times))
    until = parse_until(text, TODAY, ENGLISH)
    assert until is None or isinstance(until, date | Forever)


PIECES = (
    "8",
    "20",
    ":",
    ".",
    "-",
    "/",
    "pm",
    "h",
    "mon",
    "to",
    "except",
    "every",
    "3",
    "dec",
    "and",
)


@given(st.lists(st.sampled_from(PIECES)))
def test_no_combination_is_an_error(parts: list[str]) -> None:
    text = " ".join(parts)
    assert all(len(found) > 0 for found in parse_rhythm(text, ENGLISH) if found is not None)
    parse_clock(text, ENGLISH)
    parse_until(text, TODAY, ENGLISH)


@given(st.lists(st.times(), min_size=1, max_size=6))
def test_times_are_read_back(times: list[time]) -> None:
    wanted = sorted({at.replace(second=0, microsecond=0, fold=0) for at in times})
    assert parse_times(", ".join(f"{at:%H:%M}" for at in wanted), ENGLISH) == wanted
    assert parse_times(" and ".join(f"{at:%I.%M %p}" for at in wanted), ENGLISH) == wanted


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        ({key: TABLE[key] for key in TABLE if key != "noon"}, "missing: noon"),
        (words(lunch=["lunch"]), "unknown: lunch"),
        (words(am="am"), "am: needs words in quotes"),
        (words(am=["am", 7]), "am: needs words in quotes"),
        (words(am=["  "]), "am: needs words in quotes"),
        (words(days=["Monday"]), "missing: table days"),
        (words(units={"day": ["day"], "week": ["week"]}), "missing: units.month"),
        (words(units={**TABLE["units"], "year": ["year"]}), "unknown: units.year"),
        (words(units={**TABLE["units"], "week": []}), "units.week: needs words"),
        (words(units={**TABLE["units"], "week": ["day"]}), "units.week: “day” has two meanings"),
    ],
)
def test_a_faulty_vocabulary_names_its_faults(table: dict[str, object], fault: str) -> None:
    with pytest.raises(ValueError, match=r".+") as caught:
        Vocabulary.from_mapping(table)
    assert fault in str(caught.value)


def test_all_faults_are_named_at_once() -> None:
    with pytest.raises(ValueError, match=r"unknown: lunch; missing: noon"):
        Vocabulary.from_mapping({**{k: v for k, v in TABLE.items() if k != "noon"}, "lunch": []})


def test_a_list_may_be_empty() -> None:
    vocab = Vocabulary.from_mapping(words(night=[], am=[], pm=[]))
    assert parse_times("8", vocab) == [time(8)]
    assert parse_times("8 pm", vocab) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Yes.", "yes"),
        ("yes, please!", "yes"),
        ("OK", "yes"),
        ("no thanks", "no"),
        ("Never mind", "cancel"),
        ("skip?", "skip"),
        ("yes and no", None),
        ("no trees were felled", None),
        ("please", None),
        ("5", None),
        ("", None),
    ],
)
def test_whole_messages_that_mean_one_thing(text: str, kind: str | None) -> None:
    assert meant(text, ENGLISH, ("yes", "no", "cancel", "skip")) == kind


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("I live in Munich", "Munich"),
        ("in São Paulo", "São Paulo"),
        ("Berlin time", "Berlin"),
        ("I'm in St. Louis, MO at the moment", "St. Louis, MO"),
        ("Near", "Near"),
        ("Inverness", "Inverness"),
    ],
)
def test_the_place_in_a_sentence(text: str, place: str) -> None:
    assert shorn(text, ENGLISH, "place_before", "place_after") == place


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4", 4),
        ("about four", 4),
        ("5, I think", 5),
        ("maybe a 7.", 7),
        ("3 out of 10, or so", 3),
        ("-1", None),
        ("11", None),
        ("0.5", None),
        ("four or five", None),
        ("quite close", None),
    ],
)
def test_a_number_said_with_doubt(text: str, value: int | None) -> None:
    assert parse_about(text, ENGLISH) == value
