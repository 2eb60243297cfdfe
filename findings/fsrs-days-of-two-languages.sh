#!/bin/sh
# FSRS, which says when a card or an idea should come back, is kept up for Python (fsrs) and for JavaScript (ts-fsrs) by the
# same people, with the same 21 weights. A program and its web page may well take one each.
#
# Expected: the same answers at the same moments give the same next day.
# Found with fsrs 6.3.2 and ts-fsrs 5.4.2: what counts as a day differs. Python counts whole spells of 24 hours, JavaScript the
# midnights of UTC in between. Two answers an hour apart over such a midnight, half past three and half past four in the
# afternoon in Los Angeles, bring the card back after two days or after seven. An answer every evening, each five minutes
# before the last one's time, is day after day on "the same day" for Python: after nine evenings it is back in 8 days or in 45.
# Neither has a way to say when somebody's day starts. The READMEs of these versions do not say which days they mean (Python's
# says that moments have to be in UTC); in issue 237 of fsrs-rs a maintainer says that a night's sleep is what should count.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check fsrs==6.3.2
cd "$work"
npm install --silent --no-audit --no-fund ts-fsrs@5.4.2 >/dev/null
cat >answers.py <<'PYTHON'
import json
from datetime import datetime, timedelta, timezone
from pathlib import Path

start = datetime(2026, 3, 1, 23, 30, tzinfo=timezone.utc)
an_hour = [(start, 3), (start + timedelta(hours=1), 3)]
noon = start.replace(hour=12)
an_hour_at_noon = [(noon, 3), (noon + timedelta(hours=1), 3)]
evenings = [(start + n * timedelta(days=1, minutes=-5), 4 if n == 0 else 3) for n in range(9)]
lists = {"an hour, at noon": an_hour_at_noon, "an hour, over midnight": an_hour, "nine evenings": evenings}
written = {name: [(at.isoformat(), rating) for at, rating in answers] for name, answers in lists.items()}
Path("answers.json").write_text(json.dumps(written))
PYTHON
"$work/venv/bin/python" answers.py
cat >one.py <<'PYTHON'
import json
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from fsrs import Card, Rating, Scheduler

scheduler, found = Scheduler(enable_fuzzing=False), {}
for name, answers in json.loads(Path("answers.json").read_text()).items():
    card = Card(card_id=1, due=datetime.fromisoformat(answers[0][0]))
    for at, rating in answers:
        card, _ = scheduler.review_card(card, Rating(rating), datetime.fromisoformat(at))
    found[name] = (card.due - card.last_review).days
print("fsrs", version("fsrs"), found)
Path("weights.json").write_text(json.dumps(list(scheduler.parameters)))
assert found == {"an hour, at noon": 2, "an hour, over midnight": 2, "nine evenings": 8}, "this changed"
PYTHON
cat >two.mjs <<'JS'
import assert from "node:assert";
import { readFileSync } from "node:fs";
import { createEmptyCard, fsrs } from "ts-fsrs";

const scheduler = fsrs({ enable_fuzz: false });
const found = {};
for (const [name, answers] of Object.entries(JSON.parse(readFileSync("answers.json", "utf8")))) {
  let card = createEmptyCard(new Date(answers[0][0]));
  for (const [at, rating] of answers) card = scheduler.next(card, new Date(at), rating).card;
  found[name] = Math.floor((card.due - card.last_review) / 86400000);
}
console.log("ts-fsrs", JSON.parse(readFileSync("node_modules/ts-fsrs/package.json", "utf8")).version, found);
assert.deepEqual([...scheduler.parameters.w], JSON.parse(readFileSync("weights.json", "utf8")), "the weights differ");
assert.deepEqual(found, { "an hour, at noon": 2, "an hour, over midnight": 7, "nine evenings": 45 }, "this changed");
JS
"$work/venv/bin/python" one.py
node two.mjs
