#!/bin/sh
# The npm package ics writes calendar files: when something begins, by somebody's own clock ("in local time", says its README),
# and how it recurs, as a rule.
#
# Expected: a dialogue on Mondays at eight in the evening is on Mondays at eight in the evening.
# Found with 3.12.0: the start is turned into UTC, and the rule left as it is. Where that evening is tomorrow in Greenwich, as in
# Los Angeles from five on, FREQ=WEEKLY;BYDAY=MO then means Greenwich's Mondays: ical.js 2.2.1 and recurring-ical-events 3.8.2
# find Sundays at eight. The first Monday, which somebody is invited to, is none of ical.js's five, and a sixth to the other.
# From November on it is at seven, in Madrid from the 26th. Without BYDAY the days are right, single events always are, and a
# server in UTC sees nothing. The README's table says that UTC is what comes out, and of a rule only that it says what recurs.
# `startOutputType: "local"` keeps day and hour, by each reader's own clock. Somebody met it here, without an answer:
# https://github.com/jkbrzt/rrule/issues/336
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check icalendar==7.3.2 recurring-ical-events==3.8.2 tzdata==2026.6
cd "$work"
npm install --silent --no-audit --no-fund ics@3.12.0 ical.js@2.2.1 >/dev/null
cat >write.mjs <<'JS'
import { writeFileSync } from "node:fs";
import ICAL from "ical.js";
import { createEvent } from "ics";

const monday = { title: "Dialogue", uid: "1", start: [2026, 10, 12, 20, 0], duration: { hours: 1 } };
const utc = createEvent({ ...monday, recurrenceRule: "FREQ=WEEKLY;BYDAY=MO;COUNT=5" });
const plain = createEvent({ ...monday, recurrenceRule: "FREQ=WEEKLY;COUNT=5" });
const local = createEvent({ ...monday, startOutputType: "local", recurrenceRule: "FREQ=WEEKLY;BYDAY=MO;COUNT=5" });
const digits = { day: "2-digit", hour: "2-digit", minute: "2-digit" };
const clock = new Intl.DateTimeFormat("en-GB", { weekday: "short", month: "short", ...digits });
const found = [utc, plain, local].map(({ error, value }) => {
  if (error) throw error;
  const iterator = new ICAL.Event(new ICAL.Component(ICAL.parse(value)).getFirstSubcomponent("vevent")).iterator();
  const times = [];
  for (let time = iterator.next(); time; time = iterator.next()) times.push(clock.format(time.toJSDate()).replace(",", ""));
  return times;
});
writeFileSync("file.ics", utc.value);
console.log(JSON.stringify(found));
JS
venv/bin/python - <<'PYTHON'
import json
import os
import subprocess
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar

found = {}
for zone in ("America/Los_Angeles", "Europe/Madrid"):
    run = subprocess.run(["node", "write.mjs"], check=True, capture_output=True, text=True, env=os.environ | {"TZ": zone})
    utc, plain, local = json.loads(run.stdout)
    calendar = Calendar.from_ical(Path("file.ics").read_bytes())
    events = recurring_ical_events.of(calendar).between(date(2026, 10, 1), date(2027, 1, 1))
    python = sorted(event.start.astimezone(ZoneInfo(zone)) for event in events)
    found[zone] = [utc, [f"{time:%a %d %b %H:%M}" for time in python], plain, local]
    print("ics 3.12.0,", zone, *(line for line in Path("file.ics").read_text().split() if line.startswith(("DTSTART", "RRULE"))))
    for who, times in zip(("ical.js", "recurring-ical-events", "without BYDAY", "written as local"), found[zone]):
        print(f"  {who}: {', '.join(times)}")
mondays = ["Mon 12 Oct", "Mon 19 Oct", "Mon 26 Oct", "Mon 02 Nov", "Mon 09 Nov"]
sundays = ["Sun 18 Oct 20:00", "Sun 25 Oct 20:00", "Sun 01 Nov 19:00", "Sun 08 Nov 19:00", "Sun 15 Nov 19:00"]
kept = [f"{day} 20:00" for day in mondays]
angeles = [f"{day} {'20' if 'Oct' in day else '19'}:00" for day in mondays]
madrid = [*kept[:2], *(f"{day} 19:00" for day in mondays[2:])]
assert found == {
    "America/Los_Angeles": [sundays, ["Mon 12 Oct 20:00", *sundays], angeles, kept],
    "Europe/Madrid": [madrid, madrid, madrid, kept],
}, "this changed"
PYTHON
