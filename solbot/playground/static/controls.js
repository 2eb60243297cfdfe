// Parts that panels are made of.

import { element } from "./dom.js";
import { post, tell } from "./world.js";

/** Have the server do something; what goes wrong is said on the page. */
export async function ordered(path, body) {
  try {
    return await post(path, body);
  } catch (error) {
    tell("fault", error.message);
    return null;
  }
}

/** A control that both the person and the server set. While an order of the person is under way, and until the
 * server says something new, `show` is not called: news from before the order would set it back under their hand.
 * `order` resolves to null when it failed, as `ordered` does; `about` names whom the news is of, where that changes. */
export function steered(show, order) {
  let heard;
  let whose;
  let underWay = 0;
  return {
    hears(value, about) {
      if (value === heard && about === whose) return;
      if (!underWay || about !== whose) show(value);
      [heard, whose] = [value, about];
    },
    async wants(value) {
      underWay += 1;
      const failed = (await order(value)) === null;
      underWay -= 1;
      if (failed && !underWay) show(heard);
    },
  };
}

/** A switch with its label and a line below; `flip` is the order that makes it so. */
export function toggle(label, note, flip) {
  const box = element("input", { type: "checkbox", role: "switch" });
  const state = steered((yes) => { box.checked = yes; }, flip);
  box.onchange = () => state.wants(box.checked);
  const made = element("label", { className: "switch" }, element("span", {}, label, element("small", { textContent: note })), box);
  return { node: made, set: (yes, about) => state.hears(Boolean(yes), about), box };
}

/** A button with words. */
export function button(textContent, onclick, className = "plain") {
  return element("button", { type: "button", className, textContent, onclick });
}

/** Words that change often; only touched when they do. */
export function said(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** A part of a panel under a heading. */
export function part(title, ...children) {
  return element("section", { className: "part" }, title && element("h3", { textContent: title }), ...children);
}
