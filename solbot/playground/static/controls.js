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

/** A switch with its label and a line below; `flip` is told what it is to become. */
export function toggle(label, note, flip) {
  const box = element("input", { type: "checkbox", role: "switch" });
  box.onchange = () => flip(box.checked);
  const made = element("label", { className: "switch" }, element("span", {}, label, element("small", { textContent: note })), box);
  return { node: made, set: (yes) => { box.checked = Boolean(yes); }, box };
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
