#!/bin/sh
# habitmove takes what somebody tracked in Nomie over to Loop Habit Tracker. In Nomie's notes a tracker is a tag, and its value
# stands behind it: #mood(6.7), #sleep(06:43:99), as the README of nomie-utils has it, Nomie's own reader. Loop keeps days, and
# numbers in thousandths; a moment it cuts to the day that it falls on in Greenwich (its Timestamp).
#
# Expected: each tag is its tracker's, with the value and on the day that it has in Nomie.
# Found with 0.4.1: whole numbers alone are read. 7.5 hours of sleep are put down as 2, which is 0.002 hours in Loop, and so are
# 20 minutes of sitting (00:20:00) and 0 cigarettes; 8 hours are 8000, and so tests with whole numbers see nothing. A tracker takes
# each tag that has its name somewhere within: who breathes (#breathe) has kept "eat" too, on that day, and nothing can tell it
# from a meal. The moment is written as it is, and half past midnight in Madrid is the day before, five in the afternoon in Los
# Angeles the day after. It counts the "individual activities" it found, these among them, before it asks whether to go on. The
# README says that it takes trackers and checkmarks over, and that the versions of both programs are tried; of values nothing.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check habitmove==0.4.1 click==8.1.7
cd "$work"
npm install --silent --no-audit --no-fund nomie-utils@0.1.12 >/dev/null
cat >export.py <<'PYTHON'
import json
from datetime import datetime
from zoneinfo import ZoneInfo

MADRID, ANGELES = ZoneInfo("Europe/Madrid"), ZoneInfo("America/Los_Angeles")
NOTES = [
    (datetime(2026, 3, 2, 9, tzinfo=MADRID), "#sleep(8) #breathe"),
    (datetime(2026, 3, 3, 9, tzinfo=MADRID), "#sleep(7.5) #sit(00:20:00) #smoked(0)"),
    (datetime(2026, 3, 5, 0, 30, tzinfo=MADRID), "#smoked(3)"),
    (datetime(2026, 3, 6, 17, tzinfo=ANGELES), "#eat"),
]
trackers = {"sleep": "range", "sit": "range", "smoked": "range", "eat": "tick", "breathe": "tick"}
export = {
    "nomie": {"number": "5.6.4"},
    "trackers": {
        tag: {"tag": tag, "label": tag, "id": tag, "type": kind, "max": "10"} for tag, kind in trackers.items()
    },
    "events": [
        {"_id": str(moment), "note": note, "start": int(moment.timestamp() * 1000), "end": int(moment.timestamp() * 1000)}
        for moment, note in NOTES
    ],
}
with open("nomie.json", "w") as file:
    json.dump(export, file)
PYTHON
cat >read.cjs <<'JS'
const { tokenize } = require("nomie-utils");

const trackers = ({ note }) => tokenize(note).filter(({ type }) => type === "tracker");
const read = require("./nomie.json").events.map((event) => Object.fromEntries(trackers(event).map(({ id, value }) => [id, value])));
console.log(JSON.stringify(read));
JS
cat >compare.py <<'PYTHON'
import json
import sqlite3
import subprocess
from datetime import date, timedelta
from importlib.metadata import version

nomie = json.loads(subprocess.run(["node", "read.cjs"], capture_output=True, text=True, check=True).stdout)
rows = sqlite3.connect("output.db").execute(
    "SELECT timestamp, trim(name), value FROM Repetitions JOIN Habits ON habit = Habits.id ORDER BY timestamp, name"
)
loop = {}
for moment, name, value in rows:
    loop.setdefault(str(date(1970, 1, 1) + timedelta(days=moment // 86_400_000)), {})[name] = value
print("nomie-utils:", nomie)
print("habitmove " + version("habitmove") + ":", loop)
assert nomie == [{"sleep": 8, "breathe": 1}, {"sleep": 7.5, "sit": 1200, "smoked": 0}, {"smoked": 3}, {"eat": 1}]
assert loop == {
    "2026-03-02": {"breathe": 2, "eat": 2, "sleep": 8000},
    "2026-03-03": {"sit": 2, "sleep": 2, "smoked": 2},
    "2026-03-04": {"smoked": 3000},
    "2026-03-07": {"eat": 2},
}, "this changed"
PYTHON
venv/bin/python export.py
echo y | venv/bin/habitmove nomie.json
echo
venv/bin/python compare.py
