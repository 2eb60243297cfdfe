// The panel at the right, and the buttons that open it: one panel at a time.

import { element, icon, iconButton } from "./dom.js";
import { isCovered, onCover } from "./cover.js";
import { on, tell } from "./world.js";
import * as content from "./panel-content.js";
import * as data from "./panel-data.js";
import * as scenes from "./panel-scenes.js";
import * as time from "./panel-time.js";
import * as weather from "./panel-weather.js";

const ALL = { time, weather, content, scenes, data };
const KEY = "solbot-panel";

/** Each panel module has `label`, `drawn` (its icon), `hears` (events) and `build(body)`, which gives what is
 * to be called after each of them; and may have `mark()`, the short word on its button. */
export class Panels {
  constructor(tools, node) {
    Object.assign(this, { tools, node, open: null, refresh: null, buttons: {} });
    for (const [id, panel] of Object.entries(ALL)) {
      const button = element("button", { type: "button", ariaExpanded: "false", onclick: () => this.toggle(id) },
        icon(panel.drawn), element("span", { className: "label", textContent: panel.label }), element("span", { className: panel.worn ?? "badge" }));
      button.setAttribute("aria-controls", "panel");
      this.buttons[id] = button;
      for (const type of ["loaded", ...panel.hears]) on(type, () => this.heard(id));
    }
    tools.append(...Object.values(this.buttons));
    this.cover = onCover(() => this.toggle(this.open));
    node.onkeydown = (event) => { if (event.key === "Escape" && !event.defaultPrevented) this.toggle(this.open); };
    on("open-panel", (id) => this.show(id));
    on("show-source", (files) => { this.show("content"); content.find(files); });
    setInterval(() => { this.heard("time"); }, 1000);
    if (ALL[sessionStorage.getItem(KEY)] && !isCovered.matches) this.show(sessionStorage.getItem(KEY), false);
  }

  heard(id) {
    const mark = ALL[id].mark?.() ?? "";
    const worn = this.buttons[id].lastChild;
    const shown = mark.replace(", ", "\n");
    if (worn.textContent !== shown) worn.textContent = shown;
    if (this.open === id) this.refresh();
  }

  toggle(id) {
    if (this.open !== id) return this.show(id);
    this.open = null;
    this.node.hidden = true;
    this.node.replaceChildren();
    this.cover(false);
    sessionStorage.removeItem(KEY);
    this.buttons[id].ariaExpanded = "false";
    this.buttons[id].focus();
    return tell("moved");
  }

  show(id, focus = true) {
    for (const [one, button] of Object.entries(this.buttons)) button.ariaExpanded = String(one === id);
    this.open = id;
    sessionStorage.setItem(KEY, id);
    const body = element("div", { className: `panel-body ${id}` });
    const heading = element("h2", { textContent: ALL[id].label, tabIndex: -1 });
    this.node.replaceChildren(element("header", {}, heading, iconButton("close", "Close the panel", () => this.toggle(id))), body);
    this.node.ariaLabel = ALL[id].label;
    this.node.hidden = false;
    this.cover(true);
    this.refresh = ALL[id].build(body);
    this.refresh();
    if (focus) heading.focus();
  }
}
