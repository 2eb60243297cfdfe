#!/bin/sh
# jCal (RFC 7265) is iCalendar as JSON: a property is its name, its parameters, its type, and then one value or several. When a
# team looks for an hour to meet, that is how a web page hands over when somebody is busy: all hours in one FREEBUSY.
#
# Expected: what ical.js makes of a calendar file icalendar reads as it reads the file itself.
# Found with icalendar 7.3.2 and ical.js 2.2.1: of several values in one FREEBUSY or RESOURCES it keeps the first, and raises
# nothing. Who is busy at nine, at noon and at four is free at noon and at four, and the room is booked without the projector.
# CATEGORIES, EXDATE and RDATE, hours with an end among them, keep all of theirs, and icalendar's own jCal of the same file has
# a FREEBUSY for each hour, so that tests of one library, or of dates, see nothing. `Component.from_jcal` says that it reads RFC
# 7265; a TODO in the source of texts is about lists, and of busy hours nothing is said. Giving each value a property of its
# own before reading avoids it.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check icalendar==7.3.2 tzdata==2026.6
cd "$work"
npm install --silent --no-audit --no-fund ical.js@2.2.1 >/dev/null
cat >file.ics <<'ICS'
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//
BEGIN:VFREEBUSY
UID:1
DTSTAMP:20261130T080000Z
FREEBUSY:20261201T090000Z/PT1H,20261201T120000Z/PT1H,20261201T160000Z/PT1H
END:VFREEBUSY
BEGIN:VEVENT
UID:2
DTSTAMP:20261130T080000Z
DTSTART:20261202T090000Z
DURATION:PT1H
RDATE;VALUE=PERIOD:20261203T090000Z/PT1H,20261204T090000Z/PT2H
CATEGORIES:dialogue,team
RESOURCES:room,projector
END:VEVENT
END:VCALENDAR
ICS
cat >write.mjs <<'JS'
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

console.log(JSON.stringify(ICAL.parse(readFileSync("file.ics", "utf8"))));
JS
node write.mjs >file.json
venv/bin/python - <<'PYTHON'
import json
from importlib.metadata import version
from pathlib import Path

from icalendar import Calendar

NAMES = ("freebusy", "resources", "categories", "rdate")


def values(jcal):
    """How many values each property has."""
    found = dict.fromkeys(NAMES, 0)
    for _, properties, _ in jcal[2]:
        for name, _, _, *several in properties:
            if name in found:
                found[name] += len(several)
    return found


sent = json.loads(Path("file.json").read_text())
read = Calendar.from_jcal(sent)
by_ical_js, by_icalendar = values(sent), values(read.to_jcal())
own = values(Calendar.from_ical(Path("file.ics").read_bytes()).to_jcal())
print("icalendar", version("icalendar"), "sent by ical.js:", by_ical_js, "read:", by_icalendar)
print(read.to_ical().decode())
assert by_ical_js == {"freebusy": 3, "resources": 2, "categories": 2, "rdate": 2}, "this changed"
assert by_icalendar == {"freebusy": 1, "resources": 1, "categories": 2, "rdate": 2}, "this changed"
assert own["freebusy"] == 3, "this changed"
PYTHON
