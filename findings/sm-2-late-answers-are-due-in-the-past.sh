#!/bin/sh
# sm-2 is the SM-2 scheduler of the group that keeps FSRS: a card, an answer from 0 to 5, a day on which it comes back.
#
# Expected: an interval counts from the answer, as in every other SM-2 here; who comes back after two months away sees an idea
# once and then again some days later.
# Found with sm-2 0.3.0: the interval is added to the day on which the card had been due. After two months away that is still in
# the past, so the card is due again in the same minute, and each of those answers counts as one more recalled after its
# interval: 6, 17, 50 days within one sitting. What was seen again for the first time in two months then stays away for seven
# weeks by its interval, and comes after two weeks by its date. Without a date for its first day a card is due when it is made,
# so an idea kept for months before its first answer is asked four times at once. A wrong answer does count from the answer.
# supermemo2 3.0.1 (Python) and supermemo 2.0.23 (JavaScript) ask once. The README of 0.3.0 says nothing of late answers.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check sm-2==0.3.0 supermemo2==3.0.1
cd "$work"
npm install --silent --no-audit --no-fund supermemo@2.0.23 >/dev/null
"$work/venv/bin/python" - <<'PYTHON'
from datetime import datetime, timedelta, timezone
from importlib.metadata import version

import supermemo2
from sm_2 import Card, Scheduler

first = datetime(2026, 1, 1, 9, tzinfo=timezone.utc)
back = datetime(2026, 3, 1, 9, tzinfo=timezone.utc)


def sitting(card):
    intervals = []
    while card.due <= back:
        card, _ = Scheduler.review_card(card, 5, back)
        intervals.append(card.I)
    return intervals, card.due.date().isoformat()


seen_once, _ = Scheduler.review_card(Card(card_id=1, due=first), 5, first)
wrong, _ = Scheduler.review_card(seen_once, 0, back)
found = {
    "seen once, then two months away": sitting(seen_once),
    "kept for two months": sitting(Card(card_id=2, due=first)),
    "a wrong answer": wrong.due.date().isoformat(),
}
print("sm-2", version("sm-2"), *found.items(), sep="\n")
then = supermemo2.first_review(5, first)
again = supermemo2.review(5, then["easiness"], then["interval"], then["repetitions"], back)
print("supermemo2", version("supermemo2"), again["interval"], again["review_datetime"])
assert found == {
    "seen once, then two months away": ([6, 17, 50], "2026-03-16"),
    "kept for two months": ([1, 6, 17, 50], "2026-03-16"),
    "a wrong answer": "2026-03-01",
}, "this changed"
assert again["review_datetime"].startswith((back + timedelta(days=6)).date().isoformat()), "this changed"
PYTHON
cat >other.mjs <<'JS'
import { supermemo } from "supermemo";

const then = supermemo({ interval: 0, repetition: 0, efactor: 2.5 }, 5);
const again = supermemo(then, 5);
console.log("supermemo 2.0.23", again);
process.exit(again.interval === 6 ? 0 : 1);
JS
node other.mjs
