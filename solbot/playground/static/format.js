// Telegram's entities as elements: text, and tags around it; nothing is ever parsed as markup here.

import { element } from "./dom.js";
import { follow, told } from "./links.js";

const TAGS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre", spoiler: "span",
  blockquote: "blockquote", expandable_blockquote: "blockquote", text_link: "a", url: "a", bot_command: "a",
  date_time: "time",
};
const COMMAND = /(?<![\w/<])\/[a-z][a-z0-9_]{0,31}(?![\w/])/g;
const ADDRESS = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]'’]/g;
const HOLDERS = new Set(["bold", "italic", "underline", "strikethrough", "blockquote", "expandable_blockquote"]);

/** The text with its entities; offsets are UTF-16, as JavaScript's are. Entities nest and never cross. */
export function formatted(text, entities, from = 0, to = text.length) {
  const fragment = document.createDocumentFragment();
  let at = from;
  const rest = merged(entities).sort((a, b) => a.offset - b.offset || b.length - a.length);
  while (rest.length) {
    const entity = rest.shift();
    const end = entity.offset + entity.length;
    if (entity.offset < at || end > to || !TAGS[entity.type]) continue;
    fragment.append(text.slice(at, entity.offset));
    const inner = rest.filter((one) => one.offset >= entity.offset && one.offset + one.length <= end);
    fragment.append(tagged(entity, formatted(text, inner, entity.offset, end), text.slice(entity.offset, end)));
    at = end;
  }
  fragment.append(text.slice(at, to));
  return fragment;
}

// A <pre> with a <code> in it is one block of code in a language.
function merged(entities) {
  const codes = entities.filter((one) => one.type === "code");
  const same = (a, b) => a.offset === b.offset && a.length === b.length;
  const blocks = entities.filter((one) => one.type === "pre");
  return entities.filter((one) => !codes.includes(one) || !blocks.some((block) => same(block, one)))
    .map((one) => (one.type === "pre" ? { ...one, language: one.language ?? codes.find((code) => same(code, one))?.language } : one));
}

/** The entities Telegram adds of itself: bare addresses and commands become links. */
export function withLinks(text, entities) {
  const found = [["url", ADDRESS], ["bot_command", COMMAND]].flatMap(([type, pattern]) =>
    [...text.matchAll(pattern)].map((one) => ({ type, offset: one.index, length: one[0].length })));
  const all = [...entities];
  for (const one of found) {
    const crosses = (other) => other.offset < one.offset + one.length && one.offset < other.offset + other.length;
    if (!all.some((other) => crosses(other) && !HOLDERS.has(other.type))) all.push(one);
  }
  return all;
}

function tagged(entity, content, words) {
  const made = element(TAGS[entity.type], {}, content);
  const address = entity.type === "url" ? words : entity.url;
  if (entity.type === "bot_command") {
    Object.assign(made, { href: "#", onclick: (event) => told(event, "command", words) });
  } else if (TAGS[entity.type] === "a" && address && /^(https?|tg):\/\//.test(address)) {
    Object.assign(made, { href: address, rel: "noopener noreferrer", onclick: (event) => follow(event, address) });
  }
  if (entity.type === "pre" && entity.language) made.dataset.language = entity.language;
  if (entity.type === "spoiler") hidden(made);
  if (entity.type === "expandable_blockquote") folded(made);
  return made;
}

function pressed(made, act) {
  made.tabIndex = 0;
  made.role = "button";
  made.onclick = act;
  made.onkeydown = (event) => {
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); act(event); }
  };
}

function hidden(made) {
  made.className = "spoiler";
  made.ariaLabel = "Hidden words: press to show";
  pressed(made, () => {
    made.classList.add("shown");
    for (const name of ["role", "tabindex", "aria-label"]) made.removeAttribute(name);
  });
}

function folded(made) {
  made.className = "folded";
  made.ariaExpanded = "false";
  pressed(made, () => { made.ariaExpanded = String(!made.classList.toggle("folded")); });
}
