#!/bin/sh
# chrono-node reads days and times as people type them: `parseDate` gives a moment, or null if there is none, and `parse` all that
# were found. Its README has English, French and Dutch among the languages it supports, Spanish and Portuguese "partially".
#
# Expected: "tomorrow at 8 in the evening" is tomorrow at 20:00, and what can't be read is null, so that one can ask again.
# Found with 2.10.3, on a Monday at ten: it is tomorrow at eight in the morning, and `parse` has this evening besides. "In the
# morning", "in the afternoon", "at night" and "tomorrow evening at 8" are right, so that tests with those see nothing; with
# "at 12 at night" it is noon. The evening is lost in French ("8h du soir"), Dutch ("8 uur 's avonds") and Spanish too ("8 de la
# noche"); German, Italian and Russian keep it. The day after tomorrow is tomorrow in French, Spanish and Portuguese, and in
# French the day before yesterday is yesterday: the first word is passed over. So a reminder comes twelve hours or a day early.
# https://github.com/wanasit/chrono/pull/251 (2018) was for "in the evening", and its maintainer closed it and said that he had
# mended it otherwise; https://github.com/wanasit/chrono/pull/182 (2017), for days in Spanish, was closed as stale.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund chrono-node@2.10.3 >/dev/null
cat >read.cjs <<'JS'
const assert = require("node:assert");
const chrono = require("chrono-node");

const monday = new Date(2026, 10, 30, 10);
const read = (language, said) => {
  const at = chrono[language].parseDate(said, monday);
  return at && `${at.toDateString().slice(0, 10)} ${String(at.getHours()).padStart(2, "0")}:00`;
};
const said = [
  ["en", "tomorrow at 8 in the evening", "Tue Dec 01 08:00"],
  ["en", "the day after tomorrow at 8 in the evening", "Wed Dec 02 08:00"],
  ["en", "tomorrow at 12 at night", "Tue Dec 01 12:00"],
  ["fr", "demain à 8h du soir", "Tue Dec 01 08:00"],
  ["nl", "morgen om 8 uur 's avonds", "Tue Dec 01 08:00"],
  ["es", "mañana a las 8 de la noche", "Tue Dec 01 08:00"],
  ["fr", "après-demain à 20h", "Tue Dec 01 20:00"],
  ["fr", "avant-hier à 20h", "Sun Nov 29 20:00"],
  ["es", "pasado mañana a las 9", "Tue Dec 01 09:00"],
  ["pt", "depois de amanhã às 9", "Tue Dec 01 09:00"],
];
const right = [
  ["en", "tomorrow at 8 in the morning", "Tue Dec 01 08:00"],
  ["en", "tomorrow at 3 in the afternoon", "Tue Dec 01 15:00"],
  ["en", "tomorrow at 8 at night", "Tue Dec 01 20:00"],
  ["en", "tomorrow evening at 8", "Tue Dec 01 20:00"],
  ["de", "übermorgen um 8 Uhr abends", "Wed Dec 02 20:00"],
  ["it", "domani alle 8 di sera", "Tue Dec 01 20:00"],
  ["ru", "послезавтра в 8 вечера", "Wed Dec 02 20:00"],
  ["nl", "overmorgen", null],
];
console.log("chrono-node 2.10.3, said on Monday, 30 November, at ten");
for (const [language, words, expected] of [...said, ...right]) {
  const found = read(language, words);
  console.log(`${language} ${words}: ${found}`);
  assert.strictEqual(found, expected);
}
const two = chrono.en.parse("tomorrow at 8 in the evening", monday).map(({ text }) => text);
console.log(two);
assert.deepStrictEqual(two, ["tomorrow at 8", "evening"]);
JS
node read.cjs
