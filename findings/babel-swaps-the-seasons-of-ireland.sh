#!/bin/sh
# Ireland's standard time is that of its summer, by law; in winter its clocks go back to Greenwich's. The zone data has it so: a
# daylight saving of minus one hour, in winter. CLDR has its names by the clock: "Greenwich Mean Time" at +00:00, "Irish Standard
# Time" at +01:00.
#
# Expected: `get_timezone_name` and `format_datetime(…, "full")` name the time that is on the clock.
# Found with Babel 2.19.0: it takes any daylight saving but none for summer, and names Ireland's time wrongly all year: Greenwich
# Mean Time in July, an hour off what it says, and Irish Standard Time in January. Morocco at +01:00 is "Western European
# Standard Time", the Canaries' +00:00. Intl in Node 20 has both right ("GMT+01:00" for Morocco). Who reads such a time aloud to
# another country is an hour late; `get_timezone_location` ("Ireland Time") and the offset are safe.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check babel==2.19.0 tzdata==2026.6
"$work/venv/bin/python" - <<'PYTHON'
import zoneinfo
from datetime import datetime, timezone
from importlib.metadata import version

from babel.dates import format_datetime, get_timezone_name

zoneinfo.reset_tzpath(to=[])


def named(zone, month):
    moment = datetime(2026, month, 1, 12, tzinfo=timezone.utc).astimezone(zoneinfo.ZoneInfo(zone))
    return f"{moment:%H:%M %z}", get_timezone_name(moment, locale="en")


found = {(zone, month): named(zone, month) for zone in ("Europe/London", "Europe/Dublin", "Africa/Casablanca") for month in (1, 7)}
moment = datetime(2026, 7, 1, 12, tzinfo=timezone.utc)
full = format_datetime(moment, "full", tzinfo=zoneinfo.ZoneInfo("Europe/Dublin"), locale="es")
print("Babel", version("babel"), *found.items(), full, sep="\n")
assert found == {
    ("Europe/London", 1): ("12:00 +0000", "Greenwich Mean Time"),
    ("Europe/London", 7): ("13:00 +0100", "British Summer Time"),
    ("Europe/Dublin", 1): ("12:00 +0000", "Irish Standard Time"),
    ("Europe/Dublin", 7): ("13:00 +0100", "Greenwich Mean Time"),
    ("Africa/Casablanca", 1): ("13:00 +0100", "Western European Standard Time"),
    ("Africa/Casablanca", 7): ("13:00 +0100", "Western European Standard Time"),
}, "this changed"
assert "13:00:00" in full and "hora del meridiano de Greenwich" in full, full
PYTHON
