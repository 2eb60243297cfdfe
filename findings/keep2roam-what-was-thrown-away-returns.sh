#!/bin/sh
# keep2roam turns Google Keep's notes (Takeout, a JSON file each) into Roam's daily notes. A note has the moment in which it was
# made and that of the last change, and says whether it is in the bin; a list has boxes, ticked or not.
#
# Expected: each note is on "the day that each snippet was written" (README), with its words, and what is in the bin is left out.
# Found with 1.1: a note is on the day of its last change, by Greenwich's clock. What was written on New Year's Day in Madrid, and
# mended on 1 December at half past midnight, is on 30 November; on New Year's Day there is nothing. Notes from the bin come back,
# without a sign of it, and done and undone points of a list are alike. The text loses every letter that is no ASCII: "Мы говорили о
# доверии." is left as ".", an accent goes ("¿Qué quiero?" is "Que quiero?"), and a dash or a typed ’ goes with it; titles
# and lists keep theirs, so that a list in Russian is whole. It says how many files it found, and no more; the README mentions
# none of this.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check keep2roam==1.1 click==7.1.2 marshmallow==3.26.2
mkdir "$work/Keep" "$work/Roam"
cat >"$work/notes.py" <<'PYTHON'
import json
import sys
from datetime import datetime, timezone
from pathlib import Path


def microseconds(*moment):
    return int(datetime(*moment, tzinfo=timezone.utc).timestamp() * 1_000_000)


written, mended = microseconds(2026, 1, 1, 12), microseconds(2026, 11, 30, 23, 30)
notes = {
    "year": {"title": "The year", "textContent": "I want to listen."},
    "trust": {"title": "Доверие", "textContent": "Мы говорили о доверии."},
    "question": {"title": "Enero", "textContent": "¿Qué quiero? I don’t know—yet."},
    "list": {"title": "Список", "listContent": [{"text": "слушать", "isChecked": True}, {"text": "ждать", "isChecked": False}]},
    "old": {"title": "Old", "textContent": "Thrown away.", "isTrashed": True},
}
for name, note in notes.items():
    whole = {"createdTimestampUsec": written, "userEditedTimestampUsec": mended, "isTrashed": False, **note}
    Path(sys.argv[1], f"{name}.json").write_text(json.dumps(whole))
PYTHON
"$work/venv/bin/python" "$work/notes.py" "$work/Keep"
"$work/venv/bin/pip" list --disable-pip-version-check 2>/dev/null | grep keep2roam
TZ=Europe/Madrid "$work/venv/bin/k2r" "$work/Keep" "$work/Roam"
ls "$work/Roam"
cat "$work"/Roam/*
test "$(ls "$work/Roam")" = "November 30th, 2026.md"
for expected in "- Доверие" "    - ." "    - Que quiero? I dont knowyet." "    - слушать" "    - ждать" "    - Thrown away."; do
	grep -qxF -e "$expected" "$work"/Roam/*
done
