#!/bin/sh
# Krippendorff's alpha says how far several people who rate the same things agree. The npm package krippendorff takes one row
# for each of them; whoever did not rate the last things has a shorter row, as in its README's example.
#
# Expected: the order of the people does not matter, and an answer that is missing is no answer.
# Found with krippendorff 0.1.0: only as many things are looked at as the first row has, so whoever left off early must not come
# first. The README's own three rows give 0.417, as the package of that name for Python does, and 0.375 with the last row first;
# the four raters of the Python package's own example give 0.743 or 0.692. And JSON, which survey answers travel in, has no
# undefined and turns it into null: two people who agree on nothing and skip the same four questions go from 0 to 0.421. The
# README says that what is missing is undefined; it says nothing of order, nor of null.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check krippendorff==0.9.0
cd "$work"
npm install --silent --no-audit --no-fund krippendorff@0.1.0 >/dev/null
cat >rate.cjs <<'JS'
const { alpha } = require("krippendorff");

const readme = [[1, 2, 1], [1, 1, 1], [1, 2]];
const none = undefined;
const four = [
  [1, 2, 3, 3, 2, 1, 4, 1, 2],
  [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, none, 3],
  [none, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1],
  [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1],
];
const skipped = [[4, 2, none, none, none, none], [3, 5, none, none, none, none]];
const round = (value) => Math.round(value * 1000) / 1000;
const found = {
  readme: round(alpha(readme)),
  "readme, last first": round(alpha([readme[2], readme[0], readme[1]])),
  four: round(alpha(four)),
  "four, second first": round(alpha([four[1], four[0], four[2], four[3]])),
  skipped: round(alpha(skipped)),
  "skipped, by JSON": round(alpha(JSON.parse(JSON.stringify(skipped)))),
};
console.log(JSON.stringify(found));
JS
node rate.cjs >found.json
"$work/venv/bin/python" - <<'PYTHON'
import json
from importlib.metadata import version
from math import nan
from pathlib import Path

import krippendorff

found = json.loads(Path("found.json").read_text())
print("krippendorff (npm) 0.1.0", found)
readme = [[1, 2, 1], [1, 1, 1], [1, 2, nan]]
four = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, nan, nan, nan],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, nan, 3],
    [nan, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, nan],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, nan],
]
skipped = [[4, 2, nan, nan, nan, nan], [3, 5, nan, nan, nan, nan]]
by_python = {}
for name, rows in (("readme", readme), ("four", four), ("skipped", skipped)):
    one, other = (round(float(krippendorff.alpha(of, level_of_measurement="nominal")), 3) for of in (rows, rows[::-1]))
    assert one == other, "Python's alpha depends on the order"
    by_python[name] = one
print("krippendorff (Python)", version("krippendorff"), by_python)
assert found["readme"] == by_python["readme"] == 0.417 and found["readme, last first"] == 0.375, "this changed"
assert found["four, second first"] == by_python["four"] == 0.743 and found["four"] == 0.692, "this changed"
assert found["skipped"] == by_python["skipped"] == 0 and found["skipped, by JSON"] == 0.421, "this changed"
PYTHON
