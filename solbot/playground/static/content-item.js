// One piece of content: as people see it, how much of the limit it takes, and its file.

import { button, part } from "./controls.js";
import { element, icon } from "./dom.js";
import { formatted, withLinks } from "./format.js";
import { get, world } from "./world.js";

const KINDS = { reply: "Reply", document: "Document", toast: "Over a tapped button", reading: "Reading", question: "Question", program: "Program", button: "Button" };

/** Everything about an item. */
export function detail(item) {
  return part("",
    element("h3", {}, item.name, element("span", { className: "role", textContent: KINDS[item.kind] ?? item.kind })),
    element("code", { className: "path", textContent: `${world.content.folder}/${item.file}` }),
    item.faults.map((fault) => element("p", { className: "fault" }, icon("warn"), element("span", { textContent: said(fault) }))),
    item.limit && use(item),
    sample(item),
    item.options?.length > 0 && element("ul", { className: "options" }, item.options.map((textContent) => element("li", { textContent }))),
    item.variables?.length > 0 && element("p", { className: "hint" }, "It may use ", item.variables.flatMap((name, at) => [at ? ", " : "", element("code", { textContent: `{{ ${name} }}` })])),
    sourceView(item.file));
}

function said(fault) {
  if (typeof fault === "string") return fault;
  return fault.line ? `Line ${fault.line}: ${fault.text}` : fault.text;
}

function use(item) {
  const words = `${item.length.toLocaleString("en-GB")} of ${item.limit.toLocaleString("en-GB")} characters, with the longest samples`;
  return element("div", { className: "use" }, element("meter", { min: 0, max: item.limit, high: item.limit * 0.9, optimum: 0, value: item.length, ariaLabel: words }), element("small", { textContent: words }));
}

function sample(item) {
  if (item.kind === "document") return element("pre", { className: "raw", tabIndex: 0, ariaLabel: "With sample data", textContent: item.text });
  const bubble = element("div", { className: "bubble" }, element("div", { className: "words" }, formatted(item.text, withLinks(item.text, item.entities ?? []))));
  bubble.addEventListener("click", (event) => { if (event.target.closest("a")) event.preventDefault(); }, true);
  return element("div", { className: "sample", role: "group", ariaLabel: "With sample data" }, bubble);
}

/** The file as it is written; fetched when asked for. */
export function sourceView(file, open = false) {
  const words = element("pre", { className: "raw", hidden: true, tabIndex: 0, ariaLabel: `The file ${file}` });
  const toggle = button("Show the file", async () => {
    words.hidden = !words.hidden;
    toggle.textContent = words.hidden ? "Show the file" : "Hide the file";
    toggle.ariaExpanded = String(!words.hidden);
    if (!words.hidden) words.textContent = (await get(`source?file=${encodeURIComponent(file)}`).catch((error) => ({ text: error.message }))).text;
  });
  toggle.ariaExpanded = "false";
  if (open) toggle.click();
  return element("div", { className: "source-view" }, toggle, words);
}
