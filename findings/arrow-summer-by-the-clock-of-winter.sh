#!/bin/sh
# arrow's "local" is the zone of the machine: `to("local")`, `arrow.get(…, tzinfo="local")`, `arrow.now()`. Watson, which keeps the
# time that somebody spends on a thing, keeps moments in UTC and shows them so.
#
# Expected: a moment of July is shown by July's clock, whatever the month in which one looks.
# Found with arrow 1.4.0: "local" is the offset of the moment in which one asks, for all moments. Looked at in winter, the whole
# summer is an hour off, and in summer the whole winter; `arrow.now().shift(months=6)` is half a year on at the wrong hour.
# In winter Watson 2.1.0 then shows who sat at twenty past midnight in July at 23:20 of the day before, and `log` and `report`, of
# one and the same list, have it on two days. With 1.3.0, which Watson takes as well, all is right, and so it is where a zone
# has a name ("Europe/Madrid"), or where the clocks don't change, as on most servers. The changelog of 1.4.0 says that time
# zones are ZoneInfo now, and its guide shows `to("local")`; neither says anything of this. In
# https://github.com/jazzband/Watson/issues/391 a maintainer says that arrow is what turns UTC into local time.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export TZ=CET-1CEST,M3.5.0,M10.5.0/3
cat >"$work/frames.py" <<'PYTHON'
import json
import sys
from datetime import datetime
from zoneinfo import ZoneInfo

frames = []
for month in (1, 7):
    sat, rose = (int(datetime(2026, month, 15, 0, at, tzinfo=ZoneInfo("Europe/Madrid")).timestamp()) for at in (20, 50))
    frames.append([sat, rose, f"sit-{month}", f"{month:032x}", [], rose])
json.dump(frames, sys.stdout)
PYTHON
cat >"$work/look.py" <<'PYTHON'
import json
import subprocess
import sys
from importlib.metadata import version

import arrow

right = version("arrow") == "1.3.0"


def watson(*words):
    ran = subprocess.run([f"{sys.prefix}/bin/watson", *words, "--json"], capture_output=True, text=True, check=True)
    return json.loads(ran.stdout)


noon = [arrow.get(2026, month, 15, 12) for month in (1, 7)]
offsets = [[moment.to(zone).format("ZZ") for moment in noon] for zone in ("local", "Europe/Madrid")]
logged = {frame["project"]: frame["start"][:16] for frame in watson("log", "--from", "2026-01-01", "--to", "2026-12-31")}
reported = {}
for month in (1, 7):
    for project in watson("report", "--from", f"2026-{month:02}-15", "--to", f"2026-{month:02}-15")["projects"]:
        reported[project["name"]] = (month, project["time"] / 60)
print("arrow", version("arrow"), "Watson", version("td-watson"))
print("  noon of January and July, local and in Madrid:", offsets)
print("  log:", logged, "on the 15th, by report:", reported)
assert offsets[1] == ["+01:00", "+02:00"]
assert reported == {"sit-1": (1, 30), "sit-7": (7, 30)}, "this changed"
by_winter = {"sit-1": "2026-01-15T00:20", "sit-7": "2026-07-14T23:20"}
by_summer = {"sit-1": "2026-01-15T01:20", "sit-7": "2026-07-15T00:20"}
if right:
    assert offsets[0] == offsets[1] and logged == {"sit-1": by_winter["sit-1"], "sit-7": by_summer["sit-7"]}, "this changed"
else:
    now = arrow.now("Europe/Madrid").format("ZZ")
    assert arrow.now().shift(months=6).format("ZZ") == now and offsets[0] == [now, now], "this changed"
    assert logged == (by_winter if now == "+01:00" else by_summer), "this changed"
PYTHON
for arrow in 1.3.0 1.4.0; do
	python3 -m venv "$work/$arrow"
	"$work/$arrow/bin/pip" install --quiet --disable-pip-version-check td-watson==2.1.0 click==8.5.1 arrow==$arrow tzdata==2026.6
	export WATSON_DIR="$work/watson-$arrow"
	mkdir "$WATSON_DIR"
	"$work/$arrow/bin/python" "$work/frames.py" >"$WATSON_DIR/frames"
	"$work/$arrow/bin/python" "$work/look.py"
done
