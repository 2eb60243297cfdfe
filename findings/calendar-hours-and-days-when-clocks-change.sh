#!/bin/sh
# RFC 5545 (3.3.6) has two kinds of durations: days follow the calendar, hours are exact. P1D from 09:00 ends at 09:00; PT24H on
# the night of the spring change ends at 10:00.
#
# Expected: a library for calendar files keeps the two apart.
# Found with icalendar 7.3.2, ical.js 2.2.1 and node-ical 0.26.1: none does, and they differ. To icalendar and ical.js
# hours are days: eight hours of sleep from 23:00 end at 07:00, after seven, and icalendar's alarm twelve hours before 09:00
# rings at 21:00, eleven before. To node-ical days are hours: a day from 23:00 ends at midnight. icalendar says that
# the event lasts eight hours all the same. Moments written as DTEND, in UTC, are read alike by all three.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check icalendar==7.3.2 tzdata==2026.6
cd "$work"
npm install --silent --no-audit --no-fund ical.js@2.2.1 node-ical@0.26.1 >/dev/null
cat >read.mjs <<'JS'
import { readFileSync } from "node:fs";
import ICAL from "ical.js";
import ical from "node-ical";

const text = readFileSync(process.argv[2], "utf8");
const calendar = new ICAL.Component(ICAL.parse(text));
ICAL.TimezoneService.register(calendar.getFirstSubcomponent("vtimezone"));
const end = new ICAL.Event(calendar.getFirstSubcomponent("vevent")).endDate;
const event = Object.values(ical.sync.parseICS(text)).find((one) => one.type === "VEVENT");
const clock = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Madrid", timeStyle: "short" });
console.log(clock.format(end.toJSDate()), clock.format(event.end));
JS
"$work/venv/bin/python" - <<'PYTHON'
import subprocess
from importlib.metadata import version
from pathlib import Path

from icalendar import Calendar


def calendar(*lines):
    """An event that begins in Madrid at 23:00, four hours before the spring change, with the rules of Madrid."""
    rules = """BEGIN:VTIMEZONE
TZID:Europe/Madrid
BEGIN:STANDARD
DTSTART:19961027T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19960331T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
END:VTIMEZONE""".split("\n")
    head, tail = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//", *rules, "BEGIN:VEVENT"], ["END:VEVENT", "END:VCALENDAR", ""]
    return "\r\n".join([*head, "UID:1", "DTSTAMP:20260101T000000Z", *lines, *tail])


def ends(last):
    text = calendar("DTSTART;TZID=Europe/Madrid:20260328T230000", last)
    Path("file.ics").write_text(text, newline="")
    event = Calendar.from_ical(text).events[0]
    by_npm = subprocess.run(["node", "read.mjs", "file.ics"], check=True, capture_output=True, text=True).stdout.split()
    return dict(zip(("icalendar", "ical.js", "node-ical"), [f"{event.end.astimezone(event.start.tzinfo):%H:%M}", *by_npm]))


alarm = ("BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:early", "TRIGGER:-PT12H", "END:VALARM")
ringing = Calendar.from_ical(calendar("DTSTART;TZID=Europe/Madrid:20260329T090000", *alarm)).events[0].alarms.times[0].trigger
found = {last: ends(last) for last in ("DURATION:PT8H", "DURATION:P1D", "DTEND:20260329T060000Z")}
found["twelve hours before 09:00, icalendar"] = f"{ringing:%H:%M}"
print("icalendar", version("icalendar"), *found.items(), sep="\n")
assert found == {
    "DURATION:PT8H": {"icalendar": "07:00", "ical.js": "07:00", "node-ical": "08:00"},  # 08:00 is right
    "DURATION:P1D": {"icalendar": "23:00", "ical.js": "23:00", "node-ical": "00:00"},  # 23:00 is right
    "DTEND:20260329T060000Z": {"icalendar": "08:00", "ical.js": "08:00", "node-ical": "08:00"},
    "twelve hours before 09:00, icalendar": "21:00",  # 20:00 is right
}, "this changed"
PYTHON
