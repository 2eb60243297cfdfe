// The page put together: people at the left, their chats, and a panel at the right.

import { Chat } from "./chat.js";
import { icon } from "./dom.js";
import { wireListWidth } from "./list-width.js";
import { Panels } from "./panels.js";
import { add, Tabs } from "./people.js";
import { wireTheme } from "./theme.js";
import { see } from "./unread.js";
import { listen, on, tell, world } from "./world.js";
import { welcome } from "./welcome.js";

const OPEN = "solbot-open";
const chats = document.getElementById("chats");
const views = new Map(); // id → Chat, of those that were opened
let chosen = Number(sessionStorage.getItem(OPEN)) || null;
let pinned = null; // beside the chosen one

const open = () => [pinned, chosen].filter((id, at, all) => world.people.has(id) && all.indexOf(id) === at);
const tabs = new Tabs(document.querySelector("nav .tabs"), document.querySelector(".crowd"), choose);

function view(id) {
  if (!views.has(id)) {
    const person = world.people.get(id);
    views.set(id, new Chat(person, { pin: (one) => pin(one.id), pinned: (one) => pinned === one.id }));
    if (person.count > (person.messages.at(-1)?.message_id ?? 0)) views.get(id).refreshed();
  }
  return views.get(id);
}

function choose(id, focus = false) {
  chosen = id;
  if (id) sessionStorage.setItem(OPEN, String(id));
  draw();
  document.getElementById(`tab-${id}`)?.scrollIntoView({ block: "nearest", inline: "nearest" });
  const field = id && view(id).part("textarea");
  if (focus && field) (field.checkVisibility() ? field : view(id).part(".start")).focus();
}

function pin(id) {
  pinned = pinned === id ? null : id;
  if (pinned === chosen) chosen = [...world.people.keys()].find((one) => one !== pinned) ?? chosen;
  draw();
}

function draw() {
  if (!world.people.has(chosen)) chosen = world.people.keys().next().value ?? null;
  if (world.chosen !== chosen) {
    world.chosen = chosen;
    tell("chosen");
  }
  if (!world.people.has(pinned)) pinned = null;
  const shown = open().map((id) => view(id).node);
  for (const id of open()) view(id).part(".unpin").hidden = id !== pinned;
  if (!shown.length) chats.replaceChildren(welcome(async () => join(await added())));
  else if (shown.length !== chats.children.length || shown.some((node, at) => node !== chats.children[at])) {
    chats.replaceChildren(...shown);
    for (const id of open()) if (view(id).log.pinned) view(id).log.bottom();
  }
  document.body.classList.toggle("paired", shown.length > 1);
  seen();
  tabs.draw(open());
}

const added = () => add().catch((error) => tell("fault", error.message));

function join(person) {
  if (person) choose(person.id, true);
}

// What is on the screen, at the newest message, is seen.
function seen() {
  if (document.hidden) return;
  for (const id of open()) if (views.get(id)?.log.pinned) see(world.people.get(id));
}

let drawing = 0;
function soon() {
  drawing ||= setTimeout(() => { drawing = 0; seen(); tabs.draw(open()); }, 60);
}

function wire() {
  const line = document.getElementById("line");
  on("line", (there) => { line.textContent = there ? "" : "The playground does not answer. Waiting for it to come back …"; });
  on("loaded", () => {
    for (const [id, chat] of views) if (world.people.has(id)) chat.refreshed(); else views.delete(id);
    draw();
  });
  on("person", ({ person_id }) => { views.get(person_id)?.changed(); if (world.people.size === 1) draw(); soon(); });
  on("message", ({ person_id, message }) => { views.get(person_id)?.arrived(message); soon(); });
  for (const type of ["edited", "deleted"]) on(type, ({ person_id, message }) => { views.get(person_id)?.log.change(message); soon(); });
  on("counts", ({ changed }) => { for (const [id] of changed) views.get(id)?.grown(); soon(); });
  on("typing", ({ person_id }) => views.get(person_id)?.typing(true));
  on("found", (told) => views.get(told.person_id)?.compose.search.found(told));
  on("callback_answer", (told) => views.get(told.person_id)?.answered(told));
  on("choose", choose);
  on("moved", soon);
  document.addEventListener("visibilitychange", soon);
  setInterval(() => { for (const id of open()) view(id).clock(); }, 1000);
}

// What went wrong, for a while.
function notice() {
  const node = document.getElementById("notice");
  let gone = 0;
  on("fault", (text) => {
    node.textContent = text;
    clearTimeout(gone);
    gone = setTimeout(() => { node.textContent = ""; }, 3000 + 60 * text.length);
  });
}

function furnish() {
  wireTheme(document.querySelector(".theme"));
  wireListWidth(document.querySelector(".divider"));
  const { content } = document.getElementById("chat");
  for (const [selector, name] of [[".unpin", "close"], [".leave-context", "close"], [".commands", "menu"], [".attach", "attach"], [".to-end", "down"]]) {
    content.querySelector(selector).prepend(icon(name));
  }
  content.querySelector(".about").append(icon("more"));
  const button = document.querySelector(".add-person");
  button.prepend(icon("plus"));
  button.onclick = async () => join(await added());
  document.querySelector(".crowd").ontoggle = () => tabs.draw(open());
  chats.addEventListener("click", (event) => { if (event.target.closest(".unpin")) pin(pinned); });
}

furnish();
notice();
new Panels(document.querySelector(".tools"), document.getElementById("panel"));
wire();
listen();
