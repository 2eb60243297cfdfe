#!/bin/sh
# EDTF (https://www.loc.gov/standards/datetime/) writes days as people remember them: 2020-22 is the summer of 2020, 2020-26 the
# northern hemisphere's, 2020-34 the second quarter, [2018..2020] one of these three years. `min` and `max`, or `lower_strict`
# and `upper_strict`, say between which days that lies, so that memories can be put in order and on a line of time.
#
# Expected: July lies in the summer of the north, and 2020 in a set that ends with it; two libraries agree on it.
# Found with edtf 4.11.1 (npm): seasons are quarters, even with a hemisphere. Summer is April to June, so that it covers 15 May
# and not 15 July, and winter October to December. The largest day of a set or list is its last member's, and where that
# is a range, its first year's: [2018..2020] ends in 2018, and does not cover 2019, which it gives when it is gone through;
# [2018,2019,2020] is right. edtf 5.0.2 (Python) has June to August, and 2020 for the end; its winter of 2020 is December alone,
# in which neither the January before nor the one after lies. What Python writes down as the summer of a photograph is another
# one in JavaScript, with one text between them. Python's README says that seasons are those of the north unless one changes
# `appsettings.py`, where a remark explains December; of the months of a season the other README says nothing.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check edtf==5.0.2
cd "$work"
npm install --silent --no-audit --no-fund edtf@4.11.1 >/dev/null
cat >bounds.mjs <<'JS'
import edtf from "edtf";

const day = (at) => new Date(at).toISOString().slice(0, 10);
const found = {};
for (const text of process.argv.slice(2)) found[text] = [day(edtf(text).min), day(edtf(text).max)];
const covers = (text, other) => edtf(text).covers(edtf(other));
found.covers = [covers("2020-22", "2020-05-15"), covers("2020-22", "2020-07-15"), covers("[2018..2020]", "2019")];
found.years = [...edtf("[2018..2020]")].map(String);
console.log(JSON.stringify(found));
JS
cat >bounds.py <<'PYTHON'
import json
import subprocess
from importlib.metadata import version

from edtf import parse_edtf

TEXTS = ["2020-22", "2020-26", "2020-34", "2020-24", "[2018..2020]", "{2018..2020}", "[2018,2019,2020]"]
by_node = json.loads(subprocess.run(["node", "bounds.mjs", *TEXTS], capture_output=True, text=True, check=True).stdout)
by_python = {}
for text in TEXTS:
    read = parse_edtf(text)
    by_python[text] = ["{:04}-{:02}-{:02}".format(*at[:3]) for at in (read.lower_strict(), read.upper_strict())]
print("edtf (npm) 4.11.1", *by_node.items(), sep="\n  ")
print("edtf (Python) " + version("edtf"), *by_python.items(), sep="\n  ")
summer, quarter = ["2020-06-01", "2020-08-31"], ["2020-04-01", "2020-06-30"]
years, first = ["2018-01-01", "2020-12-31"], ["2018-01-01", "2018-12-31"]
assert [by_python[text] for text in TEXTS] == [
    summer, summer, quarter, ["2020-12-01", "2020-12-31"], years, years, years
], "this changed"
assert [by_node[text] for text in TEXTS] == [
    quarter, quarter, quarter, ["2020-10-01", "2020-12-31"], first, first, years
], "this changed"
assert by_node["covers"] == [True, False, False] and by_node["years"] == ["2018", "2019", "2020"], "this changed"
PYTHON
"$work/venv/bin/python" bounds.py
