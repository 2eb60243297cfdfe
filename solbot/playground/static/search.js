// Words behind the bot's name: what the bot finds for them, in the list that follows what is typed.

import { Commands } from "./commands.js";
import { element } from "./dom.js";
import { world } from "./world.js";

export class Search extends Commands {
  /** For the chat of `person`, at its `field`; `act` does something as them, `say` says something. */
  constructor(person, field, list, say, act) {
    super(person, field, list, say);
    Object.assign(this, { act, asked: null });
  }

  /** What stands behind the bot's name, or nothing where that is not what is typed. */
  words() {
    const name = `@${world.username} `;
    return this.field.value.toLowerCase().startsWith(name.toLowerCase()) ? this.field.value.slice(name.length) : null;
  }

  typed() {
    this.asked = this.words();
    if (this.asked !== null) this.act("search", { query: this.asked, offset: "" });
  }

  /** The bot found something; what was asked for before is passed over. */
  found({ id, query, results, next_offset, button }) {
    if (this.asked === null || query !== this.asked.trim()) return;
    const rows = results.map((one) => [one.title, one.description, () => this.choose_result(id, one.id)]);
    if (next_offset) rows.push(["More", "", () => this.act("search", { query: this.asked, offset: next_offset })]);
    if (button) rows.push([button.text, "", () => this.leave(`/start ${button.start_parameter}`)]);
    if (!rows.length) { this.close(); return; }
    this.list.replaceChildren(...rows.map(([title, note, onclick], at) => element("li", {
      role: "option", id: `${this.list.id}-${at}`, ariaSelected: "false", onclick, onmousedown: (event) => event.preventDefault(),
    }, element("span", { textContent: title }), element("small", { textContent: note }))));
    this.list.hidden = false;
    this.choose(0);
  }

  choose_result(query_id, result_id) {
    this.leave();
    this.act("choose", { query_id, result_id });
  }

  leave(said) {
    this.field.value = "";
    this.asked = null;
    this.field.dispatchEvent(new Event("input"));
    this.close();
    if (said) this.say(said);
  }

  /** Whether a key in the field was for the list. */
  keyed(event) {
    if (this.list.hidden || this.asked === null) return false;
    if (event.key === "ArrowDown") this.choose(this.chosen + 1);
    else if (event.key === "ArrowUp") this.choose(this.chosen - 1);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Enter") this.list.children[this.chosen].click();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }
}
