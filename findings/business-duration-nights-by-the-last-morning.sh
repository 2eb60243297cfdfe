#!/bin/sh
# business-duration says how many working hours lie between two moments: how long somebody waited for an answer, say, or how much
# of a week was quiet time. Hours over midnight are among what it reckons with ("Eg. 9PM - 3AM", its source).
#
# Expected: three nights from 21:00 to 03:00 are 18 hours, and hours that have passed stay so.
# Found with 0.68: all nights in between are as long as the last one is by the moment at which one looks. From Friday noon to
# Monday noon there are 18 hours; to one at night 12 instead of 16, and to midnight 9 instead of 15, though at 21:00 on Sunday
# there had been 12. And what lies before the first evening is none of it: from one to two in the same night there is nothing, and
# from one at night to four the next night 6 hours instead of 8. Whoever looks once it is day, in the evening and the morning
# after, sees nothing of it. Hours of one day, 09:00 to 17:00, are right. In
# https://github.com/gnaneshwar441/Business_Duration/issues/7 (2021, closed) a span outside of such hours had eight of them. That
# is mended; now a span within them has none. The README has hours of one day alone.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check business-duration==0.68 pandas==2.3.3 holidays==0.84
"$work/venv/bin/python" - <<'PYTHON'
from datetime import datetime, time, timedelta
from importlib.metadata import version

from business_duration import businessDuration

HALF = timedelta(minutes=30)


def both(begins, ends, first, last):
    """The hours by the library, and those counted by half hours."""
    first, last = (datetime(2026, 8, day, hour) for day, hour in (first, last))
    by_library = businessDuration(first, last, begins, ends, weekendlist=None, unit="hour")
    halves = [first + HALF * n for n in range((last - first) // HALF)]
    within = [begins <= moment.time() < ends if begins < ends else not ends <= moment.time() < begins for moment in halves]
    return by_library, sum(within) / 2


print("business-duration", version("business-duration"))
NIGHT, DAY, NOON = (time(21), time(3)), (time(9), time(17)), (28, 12)
spans = {
    "three nights, to noon": (*NIGHT, NOON, (31, 12)),
    "to one at night": (*NIGHT, NOON, (31, 1)),
    "to midnight": (*NIGHT, NOON, (31, 0)),
    "to the evening before it": (*NIGHT, NOON, (30, 21)),
    "from one to two": (*NIGHT, (28, 1), (28, 2)),
    "from one to four the next night": (*NIGHT, (28, 1), (29, 4)),
    "from the evening to the morning": (*NIGHT, (28, 22), (29, 2)),
    "outside of 17:00 to 01:00": (time(17), time(1), (15, 2), (15, 4)),
    "and within it": (time(17), time(1), (15, 0), (15, 1)),
    "by day": (*DAY, NOON, (31, 12)),
}
found = {what: both(*span) for what, span in spans.items()}
for what, hours in found.items():
    print(f"  {what}:", *hours)
assert found == {
    "three nights, to noon": (18, 18),
    "to one at night": (12, 16),
    "to midnight": (9, 15),
    "to the evening before it": (12, 12),
    "from one to two": (0, 1),
    "from one to four the next night": (6, 8),
    "from the evening to the morning": (4, 4),
    "outside of 17:00 to 01:00": (0, 0),
    "and within it": (0, 1),
    "by day": (24, 24),
}, "this changed"
PYTHON
