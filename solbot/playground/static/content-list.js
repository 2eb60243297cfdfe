// The words of the bot as texts one after the other, under what they are.

import { button } from "./controls.js";
import { element, icon } from "./dom.js";
import { formatted } from "./format.js";

const SHOWN = 40; // of a group at a time
const GIST = 260; // characters of a text that are shown
const NEARLY = 0.8; // of the limit: worth saying

/** Groups of texts by their kind, in the order of `kinds` (names by kind); `open` is told which one was pressed. */
export function grouped(items, kinds, open) {
  return Object.entries(kinds).flatMap(([kind, name]) => {
    const mine = items.filter((item) => item.kind === kind);
    return mine.length ? [group(kind, name, mine, open)] : [];
  });
}

function group(kind, name, items, open) {
  const list = element("ul", { className: "passages" });
  const more = button("", () => show(list.children.length + SHOWN), "plain");
  const show = (count) => {
    list.append(...items.slice(list.children.length, count).map((item) => element("li", {}, text(item, open))));
    more.hidden = list.children.length >= items.length;
    more.textContent = `Show more of ${items.length - list.children.length}`;
  };
  show(SHOWN);
  return element("section", { className: "group", "data-kind": kind, ariaLabel: name },
    element("h3", {}, name, element("span", { textContent: items.length.toLocaleString("en-GB") })), list, more);
}

function text(item, open) {
  const [title, from] = headed(item);
  const to = Math.min(item.text.length, from + GIST);
  return element("button", { type: "button", className: "passage", onclick: () => open(item) },
    title && element("span", { className: "title", dir: "auto", textContent: title }),
    from < to && element("span", { className: "words", dir: "auto" }, formatted(item.text, item.entities ?? [], from, to)),
    item.kind !== "button" && caption(item));
}

// A reading has its title in its first line; of a question, what it asks says enough.
function headed(item) {
  if (item.kind === "question" && item.title) return [item.title, item.text.length];
  if (item.title) return [item.title, item.text.startsWith(item.title) ? item.title.length : 0];
  return [item.kind === "program" ? item.name : "", 0];
}

function caption(item) {
  const share = item.limit ? item.length / item.limit : 0;
  return element("small", {}, item.faults.length > 0 && icon("warn"), item.name,
    share >= NEARLY && element("span", { className: "full", textContent: `${Math.round(100 * share)} % of what fits` }));
}
