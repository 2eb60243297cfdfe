// How much each person has not seen yet in this browser; kept over reloads of the page.

import { world } from "./world.js";

const KEY = "solbot-seen";
const seen = new Map(JSON.parse(localStorage.getItem(KEY) ?? "[]"));
let saving = 0;

/** The newest message of the chat counts as seen. */
export function see(person) {
  if (seen.get(person.id) === person.count) return false;
  seen.set(person.id, person.count);
  clearTimeout(saving);
  saving = setTimeout(() => localStorage.setItem(KEY, JSON.stringify([...seen].slice(-1000))), 300);
  return true;
}

/** How many of the bot's messages are newer than what was seen. */
export function unread(person) {
  const from = seen.get(person.id) ?? 0;
  if (from > person.count) {
    seen.delete(person.id); // the data were thrown away since
    return unread(person);
  }
  if (person.crowd) return from ? person.count - from : 0;
  return person.messages.filter((one) => one.from_bot && !one.deleted && one.message_id > from).length;
}

/** The sum over everybody but the crowd. */
export function allUnread() {
  return [...world.people.values()].reduce((sum, person) => sum + (person.crowd ? 0 : unread(person)), 0);
}
