#!/bin/sh
# logseq-to-obsidian turns Logseq's Markdown into notes for Obsidian. Where time is tracked, Logseq keeps it under the task, in
# lines from :LOGBOOK: to :END:, which the README says are removed.
#
# Expected: those lines go, and each thought stays below the one it was written under.
# Found with 0.2.0: the next line's indentation goes with them. What was written under the task stands beside it, and what follows
# hangs below that; after a tracked task within a meeting, the meeting's next point leaves the meeting.
# Links to a day lead nowhere: files are renamed from 2026_11_30.md to 2026-11-30.md, and links left as they are, since Logseq shows
# days with dashes, the README says. Logseq's default is "MMM do, yyyy" (its config.edn, :journal/page-title-format), as in
# [[Nov 30th, 2026]], and the converter has no option for it. Another name of a page, where it has a colon, makes front matter with
# no such name: PyYAML 6.0.4 reads a key and a value. The converter says of each note that it was written, and warns of none.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check logseq-to-obsidian==0.2.0 pyyaml==6.0.4
cd "$work"
mkdir -p logseq/journals logseq/pages
"$work/venv/bin/python" - <<'PYTHON'
from pathlib import Path

tracked = ":LOGBOOK:\n{0}  CLOCK: [2026-11-30 Mon 09:00:00]--[2026-11-30 Mon 09:40:00] =>  00:40:00\n{0}  :END:"
Path("logseq/journals/2026_11_30.md").write_text(
    "- DONE Prepare the dialogue\n"
    f"  {tracked.format('')}\n"
    "\t- I talk too much.\n"
    "\t- I ask too little.\n"
    "- Meeting\n"
    "\t- DONE Listen to Ana\n"
    f"\t  {tracked.format(chr(9))}\n"
    "\t- We disagree on the goal.\n"
    "- Evening\n"
)
Path("logseq/pages/Mental models.md").write_text("alias:: Discipline: mental models\n\n- I saw one on [[Nov 30th, 2026]].\n")
PYTHON
venv/bin/logseq-to-obsidian --input logseq --output obsidian >said
venv/bin/python - <<'PYTHON'
from importlib.metadata import version
from pathlib import Path

import yaml

said = Path("said").read_text()
assert said.count("[WRITE]") == 2 and "WARN" not in said, said
day = Path("obsidian/journals/2026-11-30.md").read_text()
page = Path("obsidian/Mental models.md").read_text()
names = yaml.safe_load(page.split("---")[1])["aliases"]
print("logseq-to-obsidian", version("logseq-to-obsidian"))
print(day, page, names, sep="\n")
assert day.splitlines() == [
    "- [x] Prepare the dialogue",
    "- I talk too much.",
    "\t- I ask too little.",
    "- Meeting",
    "\t- [x] Listen to Ana",
    "- We disagree on the goal.",
    "- Evening",
], "this changed"
assert "[[Nov 30th, 2026]]" in page and not list(Path("obsidian").rglob("Nov 30th*")), "this changed"
assert names == [{"Discipline": "mental models"}], "this changed"
PYTHON
