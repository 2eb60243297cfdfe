#!/bin/sh
# The npm package cron runs jobs by a zone's clock (`CronTime`, `CronJob`). That a time within the hour that clocks repeat in
# autumn may come twice is known of many such libraries.
#
# Expected: a job at 03:00 in Madrid, when the repeated hour is over, runs once a day, at 03:00.
# Found with 4.4.0: on the day of the autumn change it runs at 02:00, and again at 03:00. Midnight in Santiago and Cairo, where
# the clocks go back from midnight to 23:00, comes at 23:00 of the day before too, so that a "new day" is opened on the old
# date. Whole hours and half hours alike, in each zone that has such a change; croner 11 and cron-parser 5 run once, and on the day.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund cron@4.4.0 >/dev/null
cat >run.mjs <<'JS'
import { readFileSync } from "node:fs";
import { CronTime } from "cron";

const runs = (pattern, zone, from) => {
  const time = new CronTime(pattern, zone);
  const clock = new Intl.DateTimeFormat("sv", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  let now = new Date(from);
  return [1, 2, 3].map(() => clock.format((now = time.getNextDateFrom(now, zone).toJSDate()))).join(", ");
};
const found = {
  "03:00 in Madrid": runs("0 3 * * *", "Europe/Madrid", "2026-10-24T12:00Z"),
  "04:00 in Madrid": runs("0 4 * * *", "Europe/Madrid", "2026-10-24T12:00Z"),
  "00:00 in Santiago": runs("0 0 * * *", "America/Santiago", "2026-04-04T12:00Z"),
  "00:30 in Cairo": runs("30 0 * * *", "Africa/Cairo", "2026-10-29T12:00Z"),
};
console.log("cron", JSON.parse(readFileSync("node_modules/cron/package.json")).version, found);
const known = {
  "03:00 in Madrid": "2026-10-25 02:00, 2026-10-25 03:00, 2026-10-26 03:00",
  "04:00 in Madrid": "2026-10-25 04:00, 2026-10-26 04:00, 2026-10-27 04:00",
  "00:00 in Santiago": "2026-04-04 23:00, 2026-04-05 00:00, 2026-04-06 00:00",
  "00:30 in Cairo": "2026-10-29 23:30, 2026-10-30 00:30, 2026-10-31 00:30",
};
process.exit(JSON.stringify(found) === JSON.stringify(known) ? 0 : 1);
JS
node run.mjs
