#!/bin/sh
# python-telegram-bot-calendar makes a keyboard for picking a day in Telegram, and reads what was pressed. Its README has "1D list of
# buttons that will be added to the bottom of the calendar" (`additional_buttons`), style parameters to be redefined, and a
# `calendar_id`, "small integer or string", for several calendars in one bot: `func(calendar_id)` says whether a press is its own.
#
# Expected: each button that was given is there, a year has twelve months, and a press belongs to one calendar.
# Found with 1.0.5: a last row that isn't full is left out. Of three buttons the third is gone, and of five the fifth, say the one
# that cancels; with one, two or four all are there, and so tests with those see nothing. With five months to a row (`size_month`,
# which is 3) a year ends in October, and one gets to November only by leafing on from there. And a press is taken by each calendar
# whose id it begins with: what was pressed in the tenth is the first's too, and what was pressed in "start2" is that of "start".
# Handlers that are asked in turn, as in the README's example, hand the tenth's day to the first, and it is a valid day there; with
# ids from 0 to 9 all is right. The README says to set different ids "in order to handle them properly", and names none of this.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check python-telegram-bot-calendar==1.0.5
"$work/venv/bin/python" - <<'PYTHON'
import json
from datetime import date
from importlib.metadata import version
from types import SimpleNamespace

from telegram_bot_calendar import DetailedTelegramCalendar, WYearTelegramCalendar

DAY = date(2026, 11, 30)
WORDS = ["Today", "Tomorrow", "Next week", "No day", "Cancel"]


def texts(calendar):
    return [button["text"] for row in json.loads(calendar.build()[0])["inline_keyboard"] for button in row]


def added(count):
    buttons = [{"text": word, "callback_data": word} for word in WORDS[:count]]
    plain = texts(WYearTelegramCalendar(current_date=DAY))
    return texts(WYearTelegramCalendar(current_date=DAY, additional_buttons=buttons))[len(plain) :]


class FiveToARow(WYearTelegramCalendar):
    size_month = 5


class FourToARow(WYearTelegramCalendar):
    size_month = 4


def months(kind):
    return texts(kind(current_date=DAY))[:-3]


def taken(pressed, *others):
    """Which calendars take the press of a day in this one, and the day that the first of them reads."""
    keyboard = json.loads(DetailedTelegramCalendar(calendar_id=pressed, current_date=DAY).build()[0])["inline_keyboard"]
    step = DetailedTelegramCalendar(calendar_id=pressed)
    for label in ("2026", "Nov", "30"):
        data = next(b["callback_data"] for row in keyboard for b in row if str(b["text"]) == label)
        chosen, keyboard, _ = step.process(data)
        keyboard = keyboard and json.loads(keyboard)["inline_keyboard"]
    press = SimpleNamespace(data=data)
    takers = [which for which in (*others, pressed) if DetailedTelegramCalendar.func(calendar_id=which)(press)]
    return takers, str(DetailedTelegramCalendar(calendar_id=takers[0]).process(data)[0])


print("python-telegram-bot-calendar", version("python-telegram-bot-calendar"))
found = {count: added(count) for count in range(1, 6)}
print(*found.items(), sep="\n  ")
assert [WORDS[count - 1] in words for count, words in found.items()] == [True, True, False, True, False], "this changed"
found = months(WYearTelegramCalendar), months(FourToARow), months(FiveToARow)
print(*found, sep="\n  ")
assert found[0] == found[1] == [*found[2], "Nov", "Dec"] and found[2][-1] == "Oct", "this changed"
found = taken(10, 1, 2), taken("start2", "end", "start"), taken(9, 1, 2)
print(*found, sep="\n  ")
assert found == (([1, 10], "2026-11-30"), (["start", "start2"], "2026-11-30"), ([9], "2026-11-30")), "this changed"
PYTHON
