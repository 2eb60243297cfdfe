// Every word of the bot: with the longest samples, the use of the limits, and what is wrong with it.

import { button, part, said } from "./controls.js";
import { element, icon, labelled, select } from "./dom.js";
import { grouped } from "./content-list.js";
import { detail, sourceView } from "./content-item.js";
import { get, tell, world } from "./world.js";

export const label = "Content";
export const drawn = "book";
export const hears = ["content", "find-source"];

const KINDS = { "": "Everything", reading: "Readings", question: "Questions", reply: "Replies", document: "Documents", toast: "Words over a tapped button", program: "Programs", button: "Buttons" };
const chosen = { language: null, kind: "", words: "", item: null, files: null };
const kept = { language: null, version: null, items: [] };

/** What the button shows: how many faults there are. */
export function mark() {
  return world.content?.faults.length ? String(world.content.faults.length) : "";
}

/** Show where a message's words come from. */
export function find(files) {
  Object.assign(chosen, { files, item: null, language: files[0].split("/")[0] });
  tell("find-source");
}

async function items() {
  const { version, languages } = world.content;
  if (!languages.some((one) => one.code === chosen.language)) chosen.language = languages[0]?.code ?? null;
  if (chosen.language && (kept.language !== chosen.language || kept.version !== version)) {
    const found = await get(`content/${encodeURIComponent(chosen.language)}`);
    Object.assign(kept, { language: chosen.language, version, items: found.items });
  }
  return kept.items;
}

export function build(body) {
  const faults = element("section", { className: "faults", role: "status" });
  const view = element("div", { className: "view" });
  body.append(faults, view);
  let drawn = "";
  return async () => {
    if (!world.content) return;
    const { content } = world;
    drawFaults(faults, content);
    const state = JSON.stringify([content.version, content.languages, content.faults, chosen]);
    if (state === drawn) return;
    drawn = state;
    if (!content.languages.length) return wait(view, content.version ? "No language could be read." : "The content is being read …");
    if (kept.language !== chosen.language) wait(view, "Every text is being filled with sample words …");
    try {
      const all = await items();
      if (state === drawn) draw(view, all);
    } catch (error) {
      view.replaceChildren(element("p", { className: "hint", textContent: error.message }));
    }
  };
}

// The texts of another language are on their way; those of the last one would only mislead.
function wait(view, why) {
  view.querySelector(".found")?.replaceChildren();
  if (!view.firstChild) view.append(element("p", { className: "hint", ariaLive: "polite" }));
  said(view.querySelector(":scope > .hint") ?? view.firstChild, why);
}

function drawFaults(node, { faults, folder, kept: old }) {
  node.hidden = !faults.length;
  const key = JSON.stringify(faults);
  if (node.dataset.key === key) return;
  node.dataset.key = key;
  node.replaceChildren(
    element("h3", {}, icon("warn"), faults.length === 1 ? "One fault" : `${faults.length} faults`),
    element("p", { className: "hint", textContent: old ? "The bot goes on with the words from before." : "The bot says these words all the same; solbot check refuses them." }),
    element("ul", { tabIndex: 0, ariaLabel: "Faults" }, faults.slice(0, 100).map((one) => element("li", {},
      element("code", { textContent: `${folder}/${one.file}${one.line ? `:${one.line}` : ""}` }), element("span", { textContent: one.text })))));
}

function draw(view, all) {
  if (chosen.files) return view.replaceChildren(back(), ...chosen.files.map((file) => fromFile(file, all)));
  const item = all.find((one) => one.kind === chosen.item?.kind && one.name === chosen.item?.name && one.file === chosen.item?.file);
  if (item) return view.replaceChildren(back(), detail(item));
  const languages = JSON.stringify(world.content.languages);
  if (view.dataset.languages !== languages || !view.querySelector(".found")) view.replaceChildren(...filters(all), element("div", { className: "found view" }), element("p", { className: "hint", ariaLive: "polite" }));
  view.dataset.languages = languages;
  return listed(view, all);
}

function fromFile(file, all) {
  const item = all.find((one) => one.file === file && one.kind !== "button");
  return item ? detail(item) : part("", element("code", { className: "path", textContent: `${world.content.folder}/${file}` }), sourceView(file, true));
}

function back() {
  const made = button("All words", () => { Object.assign(chosen, { item: null, files: null }); tell("find-source"); }, "plain back");
  made.prepend(icon("back"));
  return made;
}

function filters() {
  const languages = select("language", world.content.languages.map((one) => [one.code, one.name]), chosen.language);
  const kinds = select("kind", Object.entries(KINDS), chosen.kind);
  const words = element("input", { type: "search", name: "words", value: chosen.words, autocomplete: "off", placeholder: "A word, or a file’s name" });
  const set = (key) => (event) => { chosen[key] = event.target.value; tell("find-source"); };
  languages.onchange = set("language");
  kinds.onchange = set("kind");
  words.oninput = set("words");
  return [element("div", { className: "filters" }, labelled("Language", languages), labelled("Kind", kinds)), labelled("Find", words)];
}

function listed(view, all) {
  const words = chosen.words.trim().toLowerCase();
  const found = all.filter((one) => (!chosen.kind || one.kind === chosen.kind)
    && (!words || `${one.name} ${one.file} ${one.text}`.toLowerCase().includes(words)));
  const open = (item) => { chosen.item = { kind: item.kind, name: item.name, file: item.file }; tell("find-source"); };
  view.querySelector(".found").replaceChildren(...grouped(found, KINDS, open));
  said(view.querySelector(":scope > .hint"), found.length === all.length ? `${all.length} texts` : `${found.length} of ${all.length} texts`);
}
