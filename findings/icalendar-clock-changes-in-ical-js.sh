#!/bin/sh
# icalendar can add the zones that a calendar's events name. It writes the clock changes of a zone as one RDATE with a list
# of dates, which RFC 5545 (3.8.5.2) allows. ical.js, which many calendar apps read files with, takes the first date of
# such a list alone.
#
# Expected: an event at 09:00 in Madrid is at 07:00 UTC in July and at 08:00 UTC in January, whoever reads the file.
# Found with icalendar 7.3.0 and ical.js 2.2.1: the July event is read as 08:00 UTC, an hour late; January is right.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check icalendar==7.3.0 tzdata==2026.6
"$work/venv/bin/python" - "$work/file.ics" <<'PYTHON'
import sys
from datetime import datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

calendar = Calendar()
calendar.add("prodid", "-//example//")
calendar.add("version", "2.0")
for month in (1, 7):
    event = Event()
    event.add("uid", str(month))
    event.add("dtstart", datetime(2027, month, 15, 9, tzinfo=ZoneInfo("Europe/Madrid")))
    calendar.add_component(event)
calendar.add_missing_timezones()
with open(sys.argv[1], "wb") as file:
    file.write(calendar.to_ical())
lists = [line for line in calendar.to_ical().decode().replace("\r\n ", "").split("\r\n") if line.startswith("RDATE") and "," in line]
print("lists behind one RDATE:", len(lists))
assert lists
PYTHON
cd "$work"
npm install --silent --no-audit --no-fund ical.js@2.2.1 >/dev/null
cat >read.mjs <<'JS'
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync("file.ics", "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
const found = calendar.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one).startDate.toJSDate().toISOString());
console.log("January and July:", found.join(" "));
process.exit(found.join(" ") === "2027-01-15T08:00:00.000Z 2027-07-15T08:00:00.000Z" ? 0 : 1);
JS
TZ=UTC node read.mjs
