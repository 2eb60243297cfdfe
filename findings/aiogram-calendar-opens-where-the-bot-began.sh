#!/bin/sh
# aiogram-calendar makes keyboards for picking a day in Telegram. `start_calendar()` opens at "the current month" and "the current
# year" if one names none, its docstring says, "date set for today" its example (example_bot.py in noXplode/aiogram_calendar), and
# `set_dates_range(min_date, max_date)` "sets range of minimum & maximum dates", both moments.
#
# Expected: who books in January sees January, and where days from now on are allowed, today is.
# Found with 0.6.0: the current month is that in which the program began. A bot that began on the last day of November opens at
# November in January, where no day can be booked any more, and each must leaf on first. `DialogCalendar` stays with its five
# years so. Whoever starts anew and looks, as tests do, sees nothing. `start_calendar(None, None)`, as the docstring has it ("if
# None"), raises. With `datetime.now()` as the least of days, today is shown as out of range and refused: the "date have to be
# later" than today. At midnight of today it is right, and so is the last day, at any hour. No thread on either was found; the
# range is for booking tables (https://github.com/noXplode/aiogram_calendar/issues/15 and /pull/16), and its examples are
# midnights.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check aiogram-calendar==0.6.0 aiogram==3.22.0 time-machine==2.19.0
"$work/venv/bin/python" - <<'PYTHON'
import asyncio
from datetime import datetime, timedelta
from importlib.metadata import version
from unittest.mock import AsyncMock

import time_machine

BEGAN, LOOKED = datetime(2026, 11, 30, 12), datetime(2027, 1, 4, 12)


def heads(calendar, *at):
    keyboard = asyncio.run(calendar.start_calendar(*at)).inline_keyboard
    return [button.text for row in keyboard[:2] for button in row]


def picked(least, days):
    """How each day looks in this month, what is said when it is pressed, and what is taken."""
    now = datetime.now()
    calendar = SimpleCalendar()
    calendar.set_dates_range(least, now + timedelta(days=7))
    keyboard = asyncio.run(calendar.start_calendar(now.year, now.month)).inline_keyboard
    found = []
    for day in days:
        data = SimpleCalendarCallback(act=SimpleCalAct.day, year=now.year, month=now.month, day=day)
        label = next(button.text for row in keyboard for button in row if button.callback_data == data.pack())
        query = AsyncMock()
        _, taken = asyncio.run(calendar.process_selection(query, data))
        said = query.answer.call_args
        found.append((label, said and said.args[0], taken and str(taken.date())))
    return found


print("aiogram-calendar", version("aiogram-calendar"))
with time_machine.travel(BEGAN, tick=False):
    from aiogram_calendar import DialogCalendar, SimpleCalendar, SimpleCalendarCallback
    from aiogram_calendar.schemas import SimpleCalAct

    first = heads(SimpleCalendar())
with time_machine.travel(LOOKED, tick=False):
    later, named, years = heads(SimpleCalendar()), heads(SimpleCalendar(), 2027, 1), heads(DialogCalendar())
    from_now, from_midnight = picked(LOOKED, [4, 5, 11, 12]), picked(LOOKED.replace(hour=0), [4])
    try:
        heads(SimpleCalendar(), None, None)
        none = "opens"
    except TypeError:
        none = "raises"
print("on 30 November", first)
print("on 4 January", later, named, years, none, sep="\n  ")
print("from now on", *from_now, sep="\n  ")
print("from midnight on", *from_midnight, sep="\n  ")
assert first == ["<<", "[2026]", ">>", "<", "[Nov]", ">"], "this changed"
assert later == ["<<", "2026", ">>", "<", "Nov", ">"] and none == "raises", "this changed"
assert named == ["<<", "[2027]", ">>", "<", "[Jan]", ">"], "this changed"
assert years == ["2024", "2025", "2026", "[2027]", "2028", "<<", "Cancel", ">>"], "this changed"
assert from_now == [
    ("[⁴]", "The date have to be later 04/01/2027", None),
    ("5", None, "2027-01-05"),
    ("11", None, "2027-01-11"),
    ("¹²", "The date have to be before 11/01/2027", None),
], "this changed"
assert from_midnight == [("[4]", None, "2027-01-04")], "this changed"
PYTHON
