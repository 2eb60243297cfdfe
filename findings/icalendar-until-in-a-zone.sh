#!/bin/sh
# icalendar writes a moment in a zone as that zone's clock beside the zone's name. A rule's UNTIL has no place for a name:
# beside a DTSTART in a zone it must be in UTC (RFC 5545, 3.3.10).
#
# Expected: `until` given in New York is written in UTC, so that the last of three evenings is there.
# Found with icalendar 7.3.2: New York's clock is written, with neither name nor Z. dateutil refuses the rule as not valid;
# recurring-ical-events 3.8.2, which is made for icalendar, and ical.js 2.2.1 leave out the last evening. East of Greenwich
# nothing is missing, so whoever tests in Europe sees nothing. `until.astimezone(timezone.utc)` avoids it.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check icalendar==7.3.2 recurring-ical-events==3.8.2 \
    python-dateutil==2.9.0.post0 tzdata==2026.6
cd "$work"
npm install --silent --no-audit --no-fund ical.js@2.2.1 >/dev/null
cat >read.mjs <<'JS'
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(process.argv[2], "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
const iterator = new ICAL.Event(calendar.getFirstSubcomponent("vevent")).iterator();
let evenings = 0;
while (iterator.next()) evenings += 1;
console.log(evenings);
JS
"$work/venv/bin/python" - <<'PYTHON'
import subprocess
from datetime import date, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from zoneinfo import ZoneInfo

import recurring_ical_events
from dateutil.rrule import rrulestr
from icalendar import Calendar, Event


def evenings(zone):
    """The rule of three weekly evenings as it is written, and how many each reader finds."""
    begin = datetime(2026, 11, 9, 20, tzinfo=ZoneInfo(zone))
    calendar, event = Calendar(), Event()
    calendar.add("prodid", "-//example//")
    calendar.add("version", "2.0")
    event.add("uid", "1")
    event.add("dtstart", begin)
    event.add("rrule", {"freq": "weekly", "until": begin + timedelta(weeks=2)})
    calendar.add_component(event)
    calendar.add_missing_timezones()
    Path("file.ics").write_bytes(calendar.to_ical())
    rule = event["rrule"].to_ical().decode()
    try:
        by_dateutil = len(list(rrulestr(rule, dtstart=begin)))
    except ValueError as error:
        by_dateutil = str(error)
    read = Calendar.from_ical(Path("file.ics").read_bytes())
    return {
        "rule": rule,
        "dateutil": by_dateutil,
        "recurring-ical-events": len(recurring_ical_events.of(read).between(date(2026, 11, 1), date(2027, 1, 1))),
        "ical.js": int(subprocess.run(["node", "read.mjs", "file.ics"], check=True, capture_output=True).stdout),
    }


found = {zone: evenings(zone) for zone in ("America/New_York", "Europe/Madrid")}
print("icalendar", version("icalendar"), *found.items(), sep="\n")
rule = "FREQ=WEEKLY;UNTIL=20261123T200000"
refused = "RRULE UNTIL values must be specified in UTC when DTSTART is timezone-aware"
assert found == {
    "America/New_York": {"rule": rule, "dateutil": refused, "recurring-ical-events": 2, "ical.js": 2},
    "Europe/Madrid": {"rule": rule, "dateutil": refused, "recurring-ical-events": 3, "ical.js": 3},
}, "this changed"
PYTHON
