#!/bin/sh
# obsidian-daylio-parser turns Daylio's CSV into notes for Obsidian. Daylio keeps no seconds: two entries of one sitting have the
# same minute.
#
# Expected: each row becomes an entry with its words.
# Found with 0.4.2: of two entries in one minute only the older one is kept, with no word of it. A note or a title of two letters
# is dropped: "OK", and in Chinese a whole answer ("很好", very well), since the two letters are taken for the quotes of an empty
# cell, which the CSV reader has taken off already. Quotes at a note's two ends, somebody's speech, go the same way. The bar
# says 100 %. An import that knows an entry again by day and minute, as many do, has the first fault too.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check obsidian-daylio-parser==0.4.2
cd "$work"
mkdir notes
cat >daylio.csv <<'CSV'
full_date,date,weekday,time,mood,activities,scales,note_title,note
2026-11-29,November 29,Sunday,21:15,good,,,"","And then I slept."
2026-11-29,November 29,Sunday,21:15,good,,,"","Walked home."
2026-11-28,November 28,Saturday,21:15,good,,,"散步","很好"
2026-11-27,November 27,Friday,21:15,good,,,"","""Enough"", I said. ""Home now."""
CSV
"$work/venv/bin/obsidian-daylio-parser" --force daylio.csv notes >said 2>&1
"$work/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version
from pathlib import Path

notes = {file.stem: file.read_text(encoding="utf-8").partition("## ")[2].strip() for file in Path("notes").rglob("*.md")}
print("obsidian-daylio-parser", version("obsidian-daylio-parser"), *sorted(notes.items()), sep="\n")
said = Path("said").read_text(encoding="utf-8")
assert "100%" in said and "WARNING" not in said, said
assert notes == {
    "2026-11-29": "good | 21:15\nWalked home.",
    "2026-11-28": "good | 21:15",
    "2026-11-27": 'good | 21:15\nEnough", I said. "Home now.',
}, "this changed"
PYTHON
