// A person's face: their initial, on a colour that stays theirs.

import { element } from "./dom.js";

const TONES = 8;

/** The face of a person. */
export function avatar(person) {
  const initial = [...person.first_name.trim()][0]?.toUpperCase() ?? "?";
  return element("span", { className: `avatar tone-${person.id % TONES}`, ariaHidden: "true", textContent: initial });
}
