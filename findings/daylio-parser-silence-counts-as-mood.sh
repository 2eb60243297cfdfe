#!/bin/sh
# daylio-parser reads Daylio's CSV and finds spells of high and of low mood ("hypomania, mania" and "depression", its docstrings
# say). People stop writing for weeks, above all in hard times.
#
# Expected: a spell is made of days on which something was written, as long as they were in that mood.
# Found with 0.4.2: days without an entry do not exist, and so the silence after the last bad day is part of the spell. A week in
# which all was awful, nothing written until June, and then only good days: depressed for 150 days, to 4 June. Without the
# pause the same days make six, and four awful days make six as well, where five are asked for: what is looked at is the mean of
# five entries, which begins late and ends late. The first four days are never in a spell. A title is thrown away: what somebody
# wrote into Daylio's `note_title` is in no entry. The documentation ("Stats") calls a spell's `duration` its length in
# days, and a search for spells has a `min_duration`; of days left out it says nothing.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check daylio-parser==0.4.2 pydantic==2.14.4
"$work/venv/bin/python" - <<'PYTHON'
import io
from datetime import date, timedelta
from importlib.metadata import version

from daylio_parser.parser import Parser
from daylio_parser.stats import Stats

HEAD = "full_date,date,weekday,time,mood,activities,scales,note_title,note\n"


def days(first, count, mood):
    return [(first + timedelta(day), mood) for day in range(count)]


def entries(written):
    """What the parser reads; Daylio puts the newest first."""
    rows = [f'{day},{day:%B %d},{day:%A},21:00,{mood},,,"A title","A note"\n' for day, mood in reversed(written)]
    return Parser().load_from_buffer(io.StringIO(HEAD + "".join(rows)))


january, june = date(2026, 1, 1), date(2026, 6, 1)
written = {
    "an awful week, then good days": days(january, 7, "awful") + days(january + timedelta(7), 10, "good"),
    "an awful week, then good days in June": days(january, 7, "awful") + days(june, 10, "good"),
    "four awful days among good ones": days(january, 9, "good")
    + days(january + timedelta(9), 4, "awful")
    + days(january + timedelta(13), 10, "good"),
}
print("daylio-parser", version("daylio-parser"))
found = {}
for what, moods in written.items():
    found[what] = [(f"{low.start:%d %b} to {low.end:%d %b}", low.duration) for low in Stats(entries(moods)).find_low_periods()]
    print(f"{what}: {found[what]}")
one = entries(written["an awful week, then good days"])[0]
print(one)
assert found == {
    "an awful week, then good days": [("05 Jan to 11 Jan", 6)],
    "an awful week, then good days in June": [("05 Jan to 04 Jun", 150)],
    "four awful days among good ones": [("11 Jan to 17 Jan", 6)],
}, "this changed"
assert one.notes == "A note" and "A title" not in str(one), "this changed"
PYTHON
