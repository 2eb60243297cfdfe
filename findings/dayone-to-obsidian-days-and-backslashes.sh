#!/bin/sh
# dayone-to-obsidian turns Day One's JSON into notes for Obsidian. Day One writes moments in UTC with the zone beside them, and a
# backslash before what Markdown would take for a sign.
#
# Expected: a note lies in the month somebody lived it in, says what they wrote, and has front matter that Obsidian reads.
# Found with 0.6.1: the file's name has the local day, and the folder the month in UTC: New Year's Eve in Los Angeles lies in
# 2027. All backslashes are deleted, those that somebody typed too ("C:\\notes", which stands for C:\notes, becomes C:notes),
# and what was escaped becomes a sign again: a line that began "1\." is a list. A colon in a place's name makes the front
# matter no YAML (PyYAML 6.0.4 refuses it, and Obsidian shows no properties).
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check dayone-to-obsidian==0.6.1 pyyaml==6.0.4
cd "$work"
mkdir notes
cat >Journal.json <<'JSON'
{
  "metadata": {"version": "1.0"},
  "entries": [
    {
      "uuid": "0123456789ABCDEF0123456789ABCDEF",
      "creationDate": "2027-01-01T07:30:00Z",
      "modifiedDate": "2027-01-01T07:40:00Z",
      "timeZone": "America\/Los_Angeles",
      "starred": false,
      "isPinned": false,
      "isAllDay": false,
      "location": {"longitude": 1.0, "latitude": 2.0, "placeName": "Café: Sol", "localityName": "Town", "country": "Country"},
      "text": "Last evening\\.\n\n1984\\. That was the book\\. It is in C:\\\\notes\\."
    }
  ]
}
JSON
"$work/venv/bin/dayone-to-obsidian" run --json Journal.json --target notes >/dev/null
"$work/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version
from pathlib import Path

import yaml

[file] = Path("notes").rglob("*.md")
_, header, words = file.read_text(encoding="utf-8").split("---\n")
try:
    properties = yaml.safe_load(header)
except yaml.YAMLError as error:
    properties = type(error).__name__
found = {"folder": file.parent.name, "name": file.name[:12], "words": words.split("\n\n[")[0].strip(), "properties": properties}
print("dayone-to-obsidian", version("dayone-to-obsidian"), *found.items(), sep="\n")
assert found == {
    "folder": "2027-01",
    "name": "[2026-12-31]",
    "words": "Last evening.\n\n1984. That was the book. It is in C:notes.",
    "properties": "ScannerError",
}, "this changed"
PYTHON
