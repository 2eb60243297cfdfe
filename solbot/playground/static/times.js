// Moments as a person in a time zone reads them. `seconds` are since 1970, UTC.

const made = new Map();

function format(zone, options) {
  const key = `${zone} ${JSON.stringify(options)}`;
  if (!made.has(key)) {
    try {
      made.set(key, new Intl.DateTimeFormat("en-GB", { ...options, timeZone: zone || undefined }));
    } catch {
      made.set(key, new Intl.DateTimeFormat("en-GB", options)); // a zone this browser does not know
    }
  }
  return made.get(key);
}

const read = (options) => (seconds, zone) => format(zone, options).format(new Date(seconds * 1000));

export const clockOf = read({ hour: "2-digit", minute: "2-digit" });
export const dayOf = read({ weekday: "long", day: "numeric", month: "long" });
const weekdayOf = read({ weekday: "short" });
const shortDayOf = read({ day: "numeric", month: "short" });
export const yearOf = read({ year: "numeric" });
export const momentOf = read({ weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
export const fullOf = read({
  weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit",
});

/** When something was, in a word: the time today, else the weekday, else the date. */
export function whenOf(seconds, now, zone) {
  if (dayOf(seconds, zone) === dayOf(now, zone)) return clockOf(seconds, zone);
  return now - seconds < 6 * 86400 ? weekdayOf(seconds, zone) : shortDayOf(seconds, zone);
}

/** "Mexico City" of "America/Mexico_City". */
export function placeOf(zone) {
  return (zone || "UTC").split("/").at(-1).replaceAll("_", " ");
}

/** "3:07" of 187 seconds. */
export function lengthOf(seconds) {
  const whole = Math.max(0, Math.round(seconds || 0));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** Every zone this browser knows. */
export function zones() {
  return ["UTC", ...Intl.supportedValuesOf("timeZone")];
}

export const dateOf = read({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
export const secondsOf = read({ hour: "2-digit", minute: "2-digit", second: "2-digit" });

const wall = read({ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" });

/** "2026-11-23T08:00:00": what a zone's clocks show at a moment. */
export function shownOf(seconds, zone) {
  const [day, month, year, ...time] = wall(seconds, zone).match(/\d+/g);
  return `${year}-${month}-${day}T${time.join(":")}`;
}

/** The moment at which a zone's clocks show "2026-11-23T08:00"; one that is skipped there becomes the next that is not. */
export function inZone(shown, zone) {
  const wanted = Date.parse(`${shown}Z`) / 1000;
  const offset = (at) => Date.parse(`${shownOf(at, zone)}Z`) / 1000 - at;
  const guess = wanted - offset(wanted);
  return wanted - offset(guess);
}
