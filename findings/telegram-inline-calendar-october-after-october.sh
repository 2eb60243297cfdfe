#!/bin/sh
# telegram-inline-calendar (npm) makes a keyboard for picking a day and an hour in Telegram, for four libraries and in eight
# languages; `clickButtonCalendar` reads what was pressed. "<" and ">" go a month back and on; `time_range` is the "allowed time
# range", and `time_step` the step in it ("30m", "1h"), its API.md says.
#
# Expected: after October comes November, each day stands under its day of the week, and no hour is offered that is not allowed.
# Found with 2.0.6, the newest on npm: where the machine's clock is behind Greenwich's, as in the Americas, a month that was
# leafed to is another one, or the same, and its days stand under wrong names. In Mexico City ">" goes from October 2026 to October,
# whose first is a Friday there (it is a Thursday), and from there on to itself; "<" leaves September out. Who picks a Friday
# for a circle has picked a Thursday, and the date that comes back is a real one. With steps of an hour one is offered beyond the
# end: 18:00 of "09:00-17:30", and of all day, the default, a second 00:00, which is tomorrow's. Turkish weeks begin with Monday in
# its list, and the others' with Sunday, so that Sundays stand under Pzt (Monday). In UTC and in Europe, with steps of minutes, and
# in the other languages all is right, so that tests with those see nothing. The README and API.md mention none of this, and
# https://github.com/VDS13/telegram-inline-calendar/issues/8 (2023, closed) is about a format of twelve hours.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund telegram-inline-calendar@2.0.6 dayjs@1.11.13 >/dev/null
cat >pick.mjs <<'JS'
import assert from "node:assert";
import { Calendar } from "telegram-inline-calendar";

let shown;
const bot = { editMessageReplyMarkup: (keyboard) => (shown = keyboard), deleteMessage: () => {} };
const press = (calendar, { callback_data: data }) => calendar.clickButtonCalendar({ data, message: { chat: { id: 1 }, message_id: 2 } });
const back = () => shown.inline_keyboard.at(-1)[0];
const on = () => shown.inline_keyboard.at(-1)[2];
const page = () => {
  const [[, { text: month }], week, first] = shown.inline_keyboard;
  return `${month}: 1 is ${week[first.findIndex(({ text }) => text === 1)].text}`;
};
const leaf = (arrow, language = "en") => {
  const calendar = new Calendar(bot, { language });
  shown = calendar.createNavigationKeyboard(new Date(2026, 9, 1));
  return [page(), ...[1, 2].map(() => (press(calendar, arrow()), page()))];
};
const hours = (options) => {
  const calendar = new Calendar(bot, { time_selector_mod: true, date_format: "D MMM HH:mm", ...options });
  press(calendar, { callback_data: "n_2026-11-30_0" });
  while (on().text === ">") press(calendar, on());
  const last = shown.inline_keyboard.slice(1, -1).flat().filter(({ text }) => text !== " ").at(-1);
  return press(calendar, last);
};
const found = {
  on: leaf(on),
  back: leaf(back),
  turkish: leaf(on, "tr")[0],
  "last, by 30 minutes": hours({}),
  "last, by the hour": hours({ time_step: "1h" }),
  "last until 17:30, by 30 minutes": hours({ time_range: "09:00-17:30" }),
  "last until 17:30, by the hour": hours({ time_range: "09:00-17:30", time_step: "1h" }),
};
console.log(process.env.TZ, found);
const right = {
  on: ["Oct 2026: 1 is Th", "Nov 2026: 1 is Su", "Dec 2026: 1 is Tu"],
  back: ["Oct 2026: 1 is Th", "Sep 2026: 1 is Tu", "Aug 2026: 1 is Sa"],
};
const mexico = {
  on: ["Oct 2026: 1 is Th", "Oct 2026: 1 is Fr", "Oct 2026: 1 is Fr"],
  back: ["Oct 2026: 1 is Th", "Aug 2026: 1 is Su", "Jul 2026: 1 is We"],
};
assert.deepStrictEqual(found, {
  ...(process.env.TZ === "America/Mexico_City" ? mexico : right),
  turkish: "Eki 2026: 1 is Cum",
  "last, by 30 minutes": "30 Nov 23:30",
  "last, by the hour": "1 Dec 00:00",
  "last until 17:30, by 30 minutes": "30 Nov 17:30",
  "last until 17:30, by the hour": "30 Nov 18:00",
});
JS
echo "telegram-inline-calendar 2.0.6"
for zone in UTC Europe/Madrid America/Mexico_City; do
  TZ=$zone node pick.mjs
done
