#!/bin/sh
# A calendar's rule says when a team meets: FREQ=MONTHLY;BYDAY=-2FR is the last Friday but one of each month. rrule-temporal (npm)
# and rrule-humanize (Python) say rules in words, so that people see what they agreed on.
#
# Expected: the words name the days on which the rule falls, or leave out what they have no words for and say so.
# Found with rrule-temporal 2.2.8: counted from the end, all are "the last", in each language: -2FR is "every month on last
# Friday", BYMONTHDAY=-2 "the last day of the month". Monday to Friday in every second week is "every 2 weeks", with no day. In
# every week it is "cada día de la semana" in Spanish, each day of the week, all seven, and so in Arabic. The days that `all`
# gives are right. Its README calls it "fully compliant" and says of words only which languages there are; its author offers
# it for its full words in https://github.com/jkbrzt/rrule/pull/650.
# With rrule-humanize 0.1.0 any day with a number before it (1SA, -1FR) and the last day of the month are gone: "Every month".
# A weekly rule that names no day, and begins on a Saturday, is "on Monday" if it is Monday when the words are made. Its README
# says that all of RFC 5545's parts are supported.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check rrule-humanize==0.1.0 python-dateutil==2.9.0.post0
cd "$work"
npm install --silent --no-audit --no-fund rrule-temporal@2.2.8 >/dev/null
cat >words.mjs <<'JS'
import assert from "node:assert";
import { RRuleTemporal } from "rrule-temporal";
import { toText } from "rrule-temporal/totext";

const expected = [
  ["FREQ=MONTHLY;BYDAY=-2FR", "en", "every month on last Friday", "2026-12-18 2027-01-22"],
  ["FREQ=MONTHLY;BYDAY=-1FR", "en", "every month on last Friday", "2026-12-25 2027-01-29"],
  ["FREQ=MONTHLY;BYDAY=-2FR", "es", "cada mes en último viernes", "2026-12-18 2027-01-22"],
  ["FREQ=MONTHLY;BYMONTHDAY=-2", "en", "every month on the last day of the month", "2026-12-30 2027-01-30"],
  ["FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR", "en", "every 2 weeks", "2026-11-30 2026-12-01"],
  ["FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU", "en", "every 2 weeks on Monday and Tuesday", "2026-11-30 2026-12-01"],
  ["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "en", "every weekday", "2026-11-30 2026-12-01"],
  ["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "es", "cada día de la semana", "2026-11-30 2026-12-01"],
  ["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "ar", "كل يوم من أيام الأسبوع", "2026-11-30 2026-12-01"],
];
console.log("rrule-temporal 2.2.8");
for (const [text, language, said, days] of expected) {
  const rule = new RRuleTemporal({ rruleString: `DTSTART;TZID=UTC:20261130T090000\nRRULE:${text}` });
  const words = toText(rule, language);
  const found = rule.all((_, at) => at < 2).map((day) => day.toPlainDate().toString());
  console.log(`  ${text}: ${words} (${found.join(", ")})`);
  assert.ok(words.startsWith(said) && !/^ (on|en) /.test(words.slice(said.length)), "this changed");
  assert.strictEqual(found.join(" "), days, "this changed");
}
JS
node words.mjs
"$work/venv/bin/python" - <<'PYTHON'
from datetime import datetime
from importlib.metadata import version

from rrule_humanize import humanize

SATURDAY = "20260815T073000Z"
print("rrule-humanize", version("rrule-humanize"))
rules = ("FREQ=MONTHLY;BYDAY=1SA", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;BYMONTHDAY=-1")
words = {rule: humanize(rule) for rule in rules}
before = f"{datetime.now():%A}"
begun = humanize("FREQ=WEEKLY", SATURDAY)
after = f"{datetime.now():%A}"
print(" ", words, begun)
assert set(words.values()) == {"Every month"}, "this changed"
assert any(begun == f"Every week starting August 15, 2026 at 07:30 UTC, on {today}" for today in (before, after)), "this changed"
PYTHON
