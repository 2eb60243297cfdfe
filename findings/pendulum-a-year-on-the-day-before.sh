#!/bin/sh
# pendulum's interval between two days has years, months, weeks and days ("1 year 2 weeks"), for saying how long ago somebody
# began, or which anniversary it is.
#
# Expected: a year is complete on the day it began, one later, and a later day is never a shorter time ago.
# Found with 3.3.0, compiled and in plain Python alike: in April, June, September, November and a leap year's February, a month is
# complete a day early, in February even two. From 7 November 2026 to 6 November 2027 it is "1 year", as on the 7th: whoever greets
# on the first day that shows it greets a day early. Time also goes backwards: from 24 June 2023 it is 8 months on 22 February
# 2024, less on the 23rd, and 8 months again on the 24th. `in_months()`, `in_years()` and `age` are made of the same numbers. In
# May or October all is right, so that tests with those see nothing. dateutil counts right, and so does Luxon.
# https://github.com/python-pendulum/pendulum/issues/606 (2022) and 790 (2024) tell of it and are open; its page on
# durations doesn't.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check pendulum==3.3.0 python-dateutil==2.9.0.post0
cat >"$work/count.py" <<'PYTHON'
import sys
from collections import Counter
from datetime import date, timedelta
from importlib.metadata import version

import pendulum
from dateutil.relativedelta import relativedelta


def as_pendulum(day):
    return pendulum.date(day.year, day.month, day.day)


def words(begin, end):
    return (as_pendulum(end) - as_pendulum(begin)).in_words()


early = Counter()
for begin in (date(2026, 1, 2) + timedelta(n) for n in range(364)):
    if begin.day > 1:
        eve = begin + relativedelta(years=1) - timedelta(1)
        assert relativedelta(eve, begin).years == 0
        early[eve.month] += (as_pendulum(eve) - as_pendulum(begin)).years
print("pendulum", version("pendulum"), sys.argv[1])
print("days of a month on whose eve of the anniversary it says a year:", dict(sorted(early.items())))
year = {day: words(date(2026, 11, 7), date(2027, 11, day)) for day in (5, 6, 7)}
print("since 7 November 2026, on the 5th, 6th and 7th of November 2027:", year)
back = [words(date(2023, 6, 24), date(2024, 2, day)) for day in (22, 23, 24)]
print("since 24 June 2023, on the 22nd, 23rd and 24th of February 2024:", back)
assert year[6] == year[7] == "1 year" != year[5], "this changed"
assert back[0] == back[2] == "8 months" and back[1].startswith("7 months"), "this changed"
assert {month for month, number in early.items() if number} == {4, 6, 9, 11}, "this changed"
PYTHON
"$work/venv/bin/python" "$work/count.py" compiled
PENDULUM_EXTENSIONS=0 "$work/venv/bin/python" "$work/count.py" "in plain Python"
