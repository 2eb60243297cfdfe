#!/bin/sh
# A calendar file brings the rules of its own zones (VTIMEZONE), under names that mean something in that file alone
# (RFC 5545, 3.8.3.1). Outlook calls any zone that somebody has set up by hand "Customized Time Zone".
#
# Expected: each file's events are read by the rules in that file.
# Found with icalendar 7.3.2 and vobject 0.9.9: the first definition of a name is kept for the whole process, and read into
# every later file. A service that takes calendars from two people puts the second one's 09:00 in New York six hours off,
# silently, until it is started anew; tests that read one file each don't see it.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check icalendar==7.3.2 vobject==0.9.9
"$work/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

import icalendar
import vobject


def file(offset):
    """An event at 09:00 in a zone that is always `offset` from UTC."""
    lines = f"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//
BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:16010101T000000
TZOFFSETFROM:{offset}
TZOFFSETTO:{offset}
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:1
DTSTAMP:20261101T000000Z
DTSTART;TZID=Customized Time Zone:20261201T090000
END:VEVENT
END:VCALENDAR
"""
    return lines.replace("\n", "\r\n")


def by_icalendar(offset):
    return icalendar.Calendar.from_ical(file(offset)).walk("VEVENT")[0]["dtstart"].dt.isoformat()


def by_vobject(offset):
    return vobject.readOne(file(offset)).vevent.dtstart.value.isoformat()


for name, read in (("icalendar", by_icalendar), ("vobject", by_vobject)):
    found = [read(offset) for offset in ("+0100", "-0500")]
    print(name, version(name), "reads +0100 and then -0500 as", found)
    assert found == ["2026-12-01T09:00:00+01:00", "2026-12-01T09:00:00+01:00"], "this changed"
PYTHON
