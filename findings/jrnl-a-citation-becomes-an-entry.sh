#!/bin/sh
# jrnl keeps a journal in one text file, in which an entry begins with its moment: [2026-11-30 09:00] at the beginning of a line.
# People who read begin lines with brackets too: [Meadows 2008] for a source, [10 minutes] for how long they sat.
#
# Expected: what is no date by the journal's own `timeformat` is text, whatever it is in brackets.
# Found with 4.6: whatever parsedatetime, a reader of human phrases, makes a moment of begins an entry. "Meadows 2008" is today at
# 20:08. The first reading shows three more entries, of other hours and days; the next thing that is written, about something
# else, writes the whole file anew, and the words in brackets are in it no more: the source is gone, and "[tomorrow]" is fixed at
# the day after that writing. [Bohm 1996] stays text, as no clock shows 19:96, and so does all of six characters or less (a
# footnote; https://github.com/jrnl-org/jrnl/pull/623 brought that limit in 2019). Issues 631 and 662 there tell of dates in
# brackets and are closed; in 1295 a maintainer says that digits have to follow the bracket. The pages "Usage" and "Journal Types"
# of the documentation say nothing of brackets.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check jrnl==4.6 parsedatetime==2.6 python-dateutil==2.9.0.post0
cat >"$work/jrnl.yaml" <<YAML
version: v4.6
journals: {default: {journal: "$work/journal.txt"}}
default_hour: 9
default_minute: 0
timeformat: "%Y-%m-%d %H:%M"
tagsymbols: "@"
encrypt: false
template: false
editor: ""
highlight: false
linewrap: 79
indent_character: "|"
colors: {body: none, date: none, tags: none, title: none}
YAML
cat >"$work/journal.txt" <<'TEXT'
[2026-03-02 09:00] What I read and did.
[Meadows 2008] Where to push a system.
[Bohm 1996] How to listen.
[10 minutes] I sat still.
[tomorrow] I ask Ana.
TEXT
cp "$work/journal.txt" "$work/before.txt"
jrnl() { "$work/venv/bin/jrnl" --config-file "$work/jrnl.yaml" "$@" 2>"$work/said"; }
jrnl --format json >"$work/read.json"
jrnl "2026-03-03 09:00: Another day."
"$work/venv/bin/python" - "$work" <<'PYTHON'
import json
import sys
from importlib.metadata import version
from pathlib import Path

work = Path(sys.argv[1])
entries = json.loads((work / "read.json").read_text())["entries"]
after = (work / "journal.txt").read_text()
print("jrnl", version("jrnl"), "reads", len(entries), "entries, and has written:")
print(after)
times = {entry["title"]: entry["time"] for entry in entries}
assert set(times) == {"What I read and did.", "Where to push a system.", "I sat still.", "I ask Ana."}, times
assert times["Where to push a system."] == "20:08", times
assert "[Bohm 1996] How to listen." in after
for words in ("Meadows", "10 minutes", "tomorrow"):
    assert words in (work / "before.txt").read_text() and words not in after, f"{words} was kept"
PYTHON
