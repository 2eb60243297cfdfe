// The bot's command menu: the button beside the field, and the list that follows what is typed after a slash.

import { element } from "./dom.js";
import { openMenu } from "./menu.js";
import { get } from "./world.js";

export class Commands {
  /** For the chat of `person`, at its `field`; `say` is told what was chosen. */
  constructor(person, field, list, say) {
    Object.assign(this, { person, field, list, say, all: [], chosen: -1 });
    field.ariaAutoComplete = "list";
    field.setAttribute("aria-controls", list.id);
    this.close();
  }

  async fetch() {
    this.all = await get(`people/${this.person.id}/commands`).catch(() => this.all);
  }

  /** All of them, in a menu at the button. */
  async open(anchor) {
    await this.fetch();
    openMenu(anchor, "Commands", this.all.map(({ command, description }) => ({
      label: `/${command}`, note: description, act: () => this.say(`/${command}`),
    })));
  }

  /** Follow what is typed. */
  async typed() {
    const word = this.field.value;
    if (!/^\/\w*$/.test(word)) return this.close();
    if (word === "/" || this.list.hidden) await this.fetch();
    if (this.field.value !== word) return undefined; // whoever typed on has asked anew
    const found = this.all.filter(({ command }) => `/${command}`.startsWith(word.toLowerCase()));
    if (!found.length) return this.close();
    this.list.replaceChildren(...found.map(({ command, description }, at) => element("li", {
      role: "option", id: `${this.list.id}-${at}`, ariaSelected: "false", onclick: () => this.take(command),
      onmousedown: (event) => event.preventDefault(),
    }, element("span", { textContent: `/${command}` }), element("small", { textContent: description }))));
    this.list.hidden = false;
    return this.choose(Math.max(0, found.findIndex(({ command }) => `/${command}` === word.toLowerCase())));
  }

  choose(at) {
    const options = [...this.list.children];
    this.chosen = (at + options.length) % options.length;
    options.forEach((one, index) => { one.ariaSelected = String(index === this.chosen); });
    options[this.chosen].scrollIntoView({ block: "nearest" });
    return this.field.setAttribute("aria-activedescendant", options[this.chosen].id);
  }

  /** Whether a key in the field was for the list. */
  keyed(event) {
    if (this.list.hidden) return false;
    if (event.key === "ArrowDown") this.choose(this.chosen + 1);
    else if (event.key === "ArrowUp") this.choose(this.chosen - 1);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Enter" || event.key === "Tab") {
      const command = this.list.children[this.chosen].firstChild.textContent.slice(1);
      if (event.key === "Enter") this.take(command);
      else this.complete(command);
    } else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  complete(command) {
    this.field.value = `/${command} `;
    this.close();
  }

  take(command) {
    this.field.value = "";
    this.field.dispatchEvent(new Event("input"));
    this.close();
    this.say(`/${command}`);
  }

  close() {
    this.list.hidden = true;
    this.list.replaceChildren();
    this.field.removeAttribute("aria-activedescendant");
  }
}
