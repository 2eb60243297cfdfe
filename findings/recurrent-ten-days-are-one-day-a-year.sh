#!/bin/sh
# recurrent turns what somebody says ("every day at 9am") into a rule for calendars. Its README has "tuesdays for the next six
# weeks" and "Set an alarm for next tuesday"; what it can't read gives None, so that one can ask again.
#
# Expected: a practice that was agreed on is in the rule, or None is.
# Found with 0.4.1: "every day for ten days" is the tenth day of each year, for ever: nobody hears anything before 10 January. So
# it is with "for one week", which is each New Year's Day. "Every day for two weeks" is right, and so tests with that see nothing.
# "Every day but sunday" is Sundays alone. "Every week for 3 months" goes on for a year, while "every day for 2 months" ends
# rightly. Of "9am and 6pm" the evening is gone, and of "monday at 9am and thursday at 6pm" Thursday's hour. "For 20 minutes", how
# long one wants to sit, makes a rule for each minute of 20 January. None of these raises. The README only says that it is
# centred on the USA and on English; https://github.com/kvh/recurrent/issues/27 is about noon, which is left out too.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check recurrent==0.4.1 parsedatetime==2.6 python-dateutil==2.9.0.post0
"$work/venv/bin/python" - <<'PYTHON'
from datetime import datetime, timedelta
from importlib.metadata import version

from dateutil.rrule import rrulestr
from recurrent.event_parser import RecurringEvent

monday = datetime(2026, 11, 30, 6)
said = {
    "every day for two weeks": ("30 Nov 06:00", "01 Dec 06:00", 14),
    "every day for ten days": ("10 Jan 06:00", "10 Jan 06:00", 2),
    "every day for one week": ("01 Jan 06:00", "01 Jan 06:00", 2),
    "every day for 20 minutes": ("20 Jan 00:00", "20 Jan 00:01", 2880),
    "every day but sunday": ("06 Dec 06:00", "13 Dec 06:00", 104),
    "every day for 2 months": ("30 Nov 06:00", "01 Dec 06:00", 61),
    "every week for 3 months": ("30 Nov 06:00", "07 Dec 06:00", 53),
    "every day at 9am and 6pm": ("30 Nov 09:00", "01 Dec 09:00", 730),
    "every monday at 9am and thursday at 6pm": ("30 Nov 09:00", "03 Dec 09:00", 209),
    "every now and then": None,
}
print("recurrent", version("recurrent"), "said on Monday, 30 November: the first two times, and how many there are in two years")
for words, expected in said.items():
    rule = RecurringEvent(now_date=monday).parse(words)
    found = None
    if rule is not None:
        times = rrulestr(rule, dtstart=monday).between(monday, monday + timedelta(days=730), inc=True)
        found = (*(f"{time:%d %b %H:%M}" for time in times[:2]), len(times))
    print(f"{words}: {rule} {found}")
    assert found == expected, "this changed"
PYTHON
