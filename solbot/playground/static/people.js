// People: adding and changing them, and their tabs.

import { ask } from "./dialogs.js";
import { element, labelled, select } from "./dom.js";
import { avatar } from "./avatar.js";
import { gist } from "./bubble.js";
import { allUnread, unread } from "./unread.js";
import { learn, now, post, world } from "./world.js";
import { walk } from "./menu.js";
import { whenOf, zones } from "./times.js";

const LANGUAGES = [["en", "English"], ["es", "Español"], ["pt-BR", "Português"], ["zh-hans", "中文"], ["fr", "Français (not spoken by the bot)"]];
const OF_NO_STAFF = ["member", "alumni", "owner"]; // a role by itself, or above all staff
const SHOWN = 60; // people of the crowd in the list at a time

const said = (role) => (role.charAt(0).toUpperCase() + role.slice(1)).replaceAll(/[-_]/g, " ");

function fields(person) {
  const name = element("input", { type: "text", name: "name", required: true, maxLength: 64, autocomplete: "off", value: person.first_name ?? "" });
  const known = LANGUAGES.some(([code]) => code === person.language_code) || !person.language_code;
  const languages = known ? LANGUAGES : [...LANGUAGES, [person.language_code, person.language_code]];
  const zone = element("input", { type: "text", name: "zone", value: person.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone ?? "UTC", autocomplete: "off" });
  const choices = element("datalist", { id: "zones" }, zones().map((value) => element("option", { value })));
  zone.setAttribute("list", "zones");
  return [
    labelled("Name", name),
    labelled("Language", select("language", languages, person.language_code ?? "en")),
    labelled("Time zone", zone, "Their phone's. The bot learns it only when told."), choices,
    labelled("Role", select("role", world.roles.map((role) => [role, OF_NO_STAFF.includes(role) ? said(role) : `Staff: ${said(role).toLowerCase()}`]), person.promised || (person.role ?? "member"))),
  ];
}

/** Ask who it is, and add them; null when one thinks better of it. */
export async function add() {
  const send = (answer) => post("people", answer);
  const person = await ask({ title: "Add a person", content: fields({}), yes: "Add", send });
  return person && learn(person);
}

/** Change who somebody is. */
export async function change(person) {
  const send = (answer) => post(`people/${person.id}/change`, answer);
  const changed = await ask({ title: `Change ${person.first_name}`, content: fields(person), yes: "Save", send });
  if (changed) learn(changed);
}

/** The tabs, drawn anew; those of the crowd folded away. */
export class Tabs {
  constructor(node, crowd, choose) {
    Object.assign(this, { node, crowd, choose, nodes: new Map(), sought: "" });
    node.onkeydown = (event) => walk(event, [...node.querySelectorAll("[role=tab]")]);
    const seek = crowd.querySelector("input");
    seek.oninput = () => { this.sought = seek.value.trim().toLowerCase(); this.draw(this.open); };
  }

  draw(open) {
    this.open = open;
    const all = [...world.people.values()];
    this.fill(this.node, all.filter((person) => !person.crowd));
    const crowd = all.filter((person) => person.crowd);
    this.crowd.hidden = !crowd.length;
    this.crowd.querySelector("summary span").textContent = `${crowd.length} simulated people`;
    const found = crowd.filter((person) => person.first_name.toLowerCase().includes(this.sought));
    this.fill(this.crowd.querySelector("[role=tablist]"), this.crowd.open ? found.slice(0, SHOWN) : []);
    this.crowd.querySelector("p").textContent = this.crowd.open && found.length > SHOWN ? `and ${found.length - SHOWN} more: search by name` : "";
    const sum = allUnread();
    document.title = sum ? `(${sum}) solbot playground` : "solbot playground";
  }

  fill(node, people) {
    const wanted = people.map((person) => {
      const tab = this.nodes.get(person.id) ?? this.made(person);
      this.nodes.set(person.id, tab);
      this.dress(tab, person);
      return tab;
    });
    if (wanted.length !== node.children.length || wanted.some((tab, at) => tab !== node.children[at])) node.replaceChildren(...wanted);
    const tabs = wanted.filter((tab) => tab.ariaSelected === "true");
    for (const tab of wanted) tab.tabIndex = tab === (tabs.at(-1) ?? wanted[0]) ? 0 : -1;
  }

  made(person) {
    return element("button", { type: "button", role: "tab", className: "tab", id: `tab-${person.id}`, onclick: () => this.choose(person.id) },
      element("span", { className: "face" }),
      element("span", { className: "name", dir: "auto" }), element("time", { ariaHidden: "true" }),
      element("span", { className: "gist", dir: "auto", ariaHidden: "true" }), element("span", { className: "unread" }));
  }

  dress(tab, person) {
    const last = person.messages.at(-1);
    const count = this.open.includes(person.id) ? 0 : unread(person);
    const role = person.role && person.role !== "member" ? said(person.role) : "";
    const when = last ? whenOf(last.date, now(), person.zone) : "";
    const line = [person.first_name, role, person.language_code, person.blocked, last?.message_id, last?.text, last?.deleted, count, when, person.count].join("\n");
    tab.ariaSelected = String(this.open.includes(person.id));
    if (tab.ariaSelected === "true") tab.setAttribute("aria-controls", `chat-${person.id}`);
    else tab.removeAttribute("aria-controls");
    if (tab.line === line) return;
    tab.line = line;
    const set = (selector, text) => { tab.querySelector(selector).textContent = text; };
    tab.querySelector(".face").replaceChildren(avatar(person));
    tab.querySelector(".name").replaceChildren(person.first_name, role && " ", role && element("span", { className: "role", textContent: role }));
    const words = person.blocked ? "Has blocked the bot" : last ? (last.deleted ? "Deleted" : gist(last).slice(0, 120)) : person.crowd ? `${person.count} messages` : "Not begun";
    set("time", when);
    set(".gist", words);
    tab.querySelector(".unread").replaceChildren(...(count ? [String(count), element("span", { className: "unseen", textContent: " unread" })] : []));
    tab.setAttribute("aria-description", words);
  }
}
