#!/bin/sh
# A timedelta is a number of days and seconds. An ISO 8601 duration can name days (P400D) and years (P1Y), and a year is one by
# the calendar: 365 days or 366, as it falls.
#
# Expected: pydantic writes a timedelta so that others read the same time, as it does for 364 days, "P364D".
# Found with 2.14.4: from 365 days on it writes years, "P1Y", and "P1Y35D" for 400 days. isodate 0.7.2, pendulum 3.3.0, Luxon 3.7.2
# and Temporal's polyfill 0.5.1 take these for calendar years, so that what is due in 400 days comes a day late over a leap day.
# isodate, given the same timedelta, writes "P400D". Reading, pydantic turns years and months into days at once, a year into 365
# and a month into 30, so that "P12M" is five days shorter than "P1Y", and Luxon's month comes back as "P30D".
# Its documentation ("Standard Library Types") gives the format as days, hours, minutes and seconds, with neither years nor
# months. https://github.com/pydantic/speedate/issues/100 asks for months in what is written too.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check pydantic==2.14.4 isodate==0.7.2 pendulum==3.3.0
cd "$work"
npm install --silent --no-audit --no-fund luxon@3.7.2 @js-temporal/polyfill@0.5.1 >/dev/null
cat >read.mjs <<'JS'
import { DateTime, Duration } from "luxon";
import { Temporal } from "@js-temporal/polyfill";
const [, , day, length] = process.argv;
console.log(JSON.stringify({
  Luxon: DateTime.fromISO(day).plus(Duration.fromISO(length)).toISODate(),
  Temporal: Temporal.PlainDate.from(day).add(length).toString(),
  "Luxon's month": Duration.fromObject({ months: 1 }).toISO(),
}));
JS
"$work/venv/bin/python" - <<'PYTHON'
import json
import subprocess
from datetime import date, timedelta
from importlib.metadata import version

import isodate
import pendulum
from pydantic import TypeAdapter

durations = TypeAdapter(timedelta)
written = {days: json.loads(durations.dump_json(timedelta(days))) for days in (364, 365, 400, 730)}
begin = date(2027, 6, 1)
read = json.loads(subprocess.check_output(["node", "read.mjs", begin.isoformat(), written[400]], text=True))
month = read.pop("Luxon's month")
read["isodate"] = (begin + isodate.parse_duration(written[400])).isoformat()
read["pendulum"] = pendulum.date(2027, 6, 1).add(years=pendulum.parse(written[400]).years, days=35).isoformat()
lengths = {text: durations.validate_python(text).days for text in ("P1Y", "P12M", month)}
print({name: version(name) for name in ("pydantic", "isodate", "pendulum")})
print("written by pydantic:", written, "by isodate:", isodate.duration_isoformat(timedelta(400)))
print("400 days after", begin, "is", begin + timedelta(400), "and is read as", read)
print("days that pydantic reads:", lengths, "and sends back:", json.loads(durations.dump_json(durations.validate_python(month))))
assert written == {364: "P364D", 365: "P1Y", 400: "P1Y35D", 730: "P2Y"}, "this changed"
assert begin + timedelta(400) == date(2028, 7, 5) and set(read.values()) == {"2028-07-06"}, "this changed"
assert lengths == {"P1Y": 365, "P12M": 360, "P1M": 30}, "this changed"
PYTHON
