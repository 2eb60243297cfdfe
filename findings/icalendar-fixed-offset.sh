#!/bin/sh
# `datetime.fromisoformat("2026-07-01T09:00:00+02:00")` gives a moment with a fixed offset and no zone's name. What JSON and
# databases hand over looks like this.
#
# Expected: icalendar writes the moment it was given, in UTC if it knows no better, or refuses it.
# Found with 7.3.2: it writes the name "UTC+02:00" and no rules for it, as `add_missing_timezones` finds none either. Read
# back by icalendar itself the event has no zone at all, and ical.js 2.2.1 too takes 09:00 as the reader's own clock: one
# file is at 09:00 UTC for one reader and at 16:00 UTC for another. `.astimezone(timezone.utc)` avoids it.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check icalendar==7.3.2 tzdata==2026.6
cd "$work"
npm install --silent --no-audit --no-fund ical.js@2.2.1 >/dev/null
cat >read.mjs <<'JS'
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync("file.ics", "utf8")));
console.log(new ICAL.Event(calendar.getFirstSubcomponent("vevent")).startDate.toJSDate().toISOString());
JS
"$work/venv/bin/python" - <<'PYTHON'
import os
import subprocess
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from icalendar import Calendar, Event

calendar, event = Calendar(), Event()
calendar.add("prodid", "-//example//")
calendar.add("version", "2.0")
event.add("uid", "1")
event.add("dtstart", datetime.fromisoformat("2026-07-01T09:00:00+02:00"))
calendar.add_component(event)
calendar.add_missing_timezones()
Path("file.ics").write_bytes(calendar.to_ical())


def by_ical_js(zone):
    environment = {**os.environ, "TZ": zone}
    return subprocess.run(["node", "read.mjs"], check=True, capture_output=True, text=True, env=environment).stdout.strip()


lines = calendar.to_ical().decode().split("\r\n")
found = {
    "written": next(line for line in lines if line.startswith("DTSTART")),
    "rules of zones in the file": sum(line == "BEGIN:VTIMEZONE" for line in lines),
    "icalendar": Calendar.from_ical(Path("file.ics").read_bytes()).walk("VEVENT")[0]["dtstart"].dt.isoformat(),
    "ical.js in UTC": by_ical_js("UTC"),
    "ical.js in Los Angeles": by_ical_js("America/Los_Angeles"),
}
print("icalendar", version("icalendar"), *found.items(), sep="\n")
assert found == {
    "written": 'DTSTART;TZID="UTC+02:00":20260701T090000',
    "rules of zones in the file": 0,
    "icalendar": "2026-07-01T09:00:00",
    "ical.js in UTC": "2026-07-01T09:00:00.000Z",
    "ical.js in Los Angeles": "2026-07-01T16:00:00.000Z",
}, "this changed"
PYTHON
