#!/bin/sh
# date-streaks (npm) finds in a list of moments how many days in a row somebody did a thing, and whether today is among them.
#
# Expected: who did it on four evenings, one after the other, has a streak of four, and a day left out ends it.
# Found with 1.2.1: `summary` counts whole spells of 24 hours. Four evenings, each a minute earlier than the one before, are a
# streak of 1. Monday, Wednesday, Friday and Sunday, each a minute earlier, are one of 4, with no day in between. Yesterday's
# evening is less than a day from this morning, and so today is done already, and a streak whose last evening was the day before
# yesterday goes on. `streakRanges` is made of the same numbers; `trackRecord` looks at days, and is right about all of them. With
# midnights, as in each of the README's examples, all agree, so tests with those see nothing. The README says that a streak goes
# on if today or yesterday is in the list, and of hours nothing. In https://github.com/jonsamp/date-streaks/issues/12 (2021, open)
# somebody with such moments got odd ranges, and helped themselves by giving each day once. Moments cut to midnight are right.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund date-streaks@1.2.1 >/dev/null
cat >streaks.cjs <<'JS'
const assert = require("node:assert");
const { mock } = require("node:test");
const { streakRanges, summary, trackRecord } = require("date-streaks");

const may = (day, hour = 0, minute = 0) => new Date(2026, 4, day, hour, minute);
mock.timers.enable({ apis: ["Date"], now: may(9, 8) });
const kept = {
  "four evenings": [5, 6, 7, 8].map((day, past) => may(day, 21, 30 - past)),
  "every other evening": [2, 4, 6, 8].map((day, past) => may(day, 21, 30 - past)),
  "until the day before yesterday": [5, 6, 7].map((day) => may(day, 21)),
  "four midnights": [5, 6, 7, 8].map((day) => may(day)),
  "every other midnight": [2, 4, 6, 8].map((day) => may(day)),
};
const found = {};
for (const [what, dates] of Object.entries(kept)) {
  const { longestStreak, todayInStreak, withinCurrentStreak } = summary({ dates });
  const ranges = streakRanges({ dates }).map(({ duration }) => duration);
  const days = Object.values(trackRecord({ dates, length: 8, endDate: may(9) })).map((done) => (done ? "x" : "."));
  found[what] = [longestStreak, ranges, todayInStreak, withinCurrentStreak, days.reverse().join("")];
}
console.log("on 9 May at eight: the longest, the ranges, today is in it, it goes on, and the days from the 2nd to the 9th");
console.log(found);
assert.deepStrictEqual(found, {
  "four evenings": [1, [1], true, true, "...xxxx."],
  "every other evening": [4, [4], true, true, "x.x.x.x."],
  "until the day before yesterday": [3, [3], false, true, "...xxx.."],
  "four midnights": [4, [4], false, true, "...xxxx."],
  "every other midnight": [1, [1, 1, 1, 1], false, true, "x.x.x.x."],
});
JS
echo "date-streaks 1.2.1"
node --no-warnings streaks.cjs
