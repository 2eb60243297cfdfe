#!/bin/sh
# APScheduler's documentation says of CronTrigger that a change of the clocks may leave out or repeat what is due in the very
# hour that the clocks skip or repeat. A job at midnight is nowhere near that hour in Madrid or New York.
#
# Expected: with `hour=0` a job runs each night, with `day=1, hour=0` on the first of each month.
# Found with 3.11.3: the midnight after the spring change is passed over, for the trigger steps a whole day in elapsed hours,
# lands at 01:00 and looks on from there. The daily job misses 30 March, the one for Monday nights a week, and where the last
# Sunday of March is before the first of April the monthly one misses all of April. PTB's JobQueue.run_daily is this trigger.
# What begins at 01:00 or later is right. https://github.com/agronholm/apscheduler/issues/606 tells of it, and is closed.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check apscheduler==3.11.3 tzdata==2026.6
"$work/venv/bin/python" - <<'PYTHON'
from datetime import datetime, timedelta, timezone
from importlib.metadata import version
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger


def days(zone, begin, **when):
    """The days of the first three runs after `begin`, asked for as the scheduler asks."""
    trigger, last, now, found = CronTrigger(timezone=ZoneInfo(zone), **when), None, begin.replace(tzinfo=timezone.utc), []
    for _ in range(3):
        last = trigger.get_next_fire_time(last, now.astimezone(ZoneInfo(zone)))
        now = last.astimezone(timezone.utc) + timedelta(seconds=1)
        found.append(f"{last:%d %b %H:%M}")
    return found


found = {
    "Madrid, each day at 00:00": days("Europe/Madrid", datetime(2026, 3, 28, 12), hour=0),
    "Madrid, each day at 01:00": days("Europe/Madrid", datetime(2026, 3, 28, 12), hour=1),
    "New York, Mondays at 00:15": days("America/New_York", datetime(2026, 3, 1, 12), day_of_week="mon", hour=0, minute=15),
    "Madrid, the first of the month at 00:00": days("Europe/Madrid", datetime(2026, 2, 20), day=1, hour=0),
}
print(version("apscheduler"), *(f"{what}: {runs}" for what, runs in found.items()), sep="\n")
assert found == {
    "Madrid, each day at 00:00": ["29 Mar 00:00", "31 Mar 00:00", "01 Apr 00:00"],
    "Madrid, each day at 01:00": ["29 Mar 01:00", "30 Mar 01:00", "31 Mar 01:00"],
    "New York, Mondays at 00:15": ["02 Mar 00:15", "16 Mar 00:15", "23 Mar 00:15"],
    "Madrid, the first of the month at 00:00": ["01 Mar 00:00", "01 May 00:00", "01 Jun 00:00"],
}, "this changed"
PYTHON
