// A menu that pops up at a button: arrow keys move, Enter chooses, Esc closes.

import { element, icon } from "./dom.js";

/** Open a menu of `{ icon, label, note, act }` (or null, left out) beside `anchor`, named `label`. */
export function openMenu(anchor, label, items) {
  const entries = items.filter(Boolean).map((item) => element("button", {
    type: "button", role: "menuitem", tabIndex: -1, className: item.danger ? "danger" : "",
    onclick: () => { menu.hidePopover(); item.act(); },
  }, item.icon && icon(item.icon), element("span", {}, item.label, item.note && element("small", { textContent: item.note }))));
  const menu = element("div", { className: "menu", role: "menu", ariaLabel: label, popover: "auto" }, entries);
  menu.onkeydown = (event) => walk(event, entries);
  menu.ontoggle = (event) => {
    if (event.newState !== "closed") return;
    anchor.ariaExpanded = "false";
    if (menu.contains(document.activeElement) || document.activeElement === document.body) anchor.focus();
    menu.remove();
  };
  anchor.ariaHasPopup = "menu";
  anchor.ariaExpanded = "true";
  (anchor.closest(".chat, nav, aside") ?? document.body).append(menu); // in the landmark it belongs to
  menu.showPopover();
  place(menu, anchor.getBoundingClientRect());
  entries[0]?.focus();
  return menu;
}

/** Move the focus among `entries` by arrow keys, Home, End and first letters. */
export function walk(event, entries) {
  const at = entries.indexOf(document.activeElement);
  const next = {
    ArrowDown: (at + 1) % entries.length, ArrowRight: (at + 1) % entries.length,
    ArrowUp: (at - 1 + entries.length) % entries.length, ArrowLeft: (at - 1 + entries.length) % entries.length,
    Home: 0, End: entries.length - 1,
  }[event.key] ?? lettered(event.key, entries, at);
  if (next === undefined || next < 0) return;
  event.preventDefault();
  entries[next].focus();
}

function lettered(key, entries, at) {
  if (key.length !== 1 || key === " ") return undefined;
  const begins = (one) => one.textContent.trim().toLowerCase().startsWith(key.toLowerCase());
  const after = entries.findIndex((one, index) => index > at && begins(one));
  return after >= 0 ? after : entries.findIndex(begins);
}

/** Put a popover beside a rectangle, within the window: above where there is no room below. */
export function place(menu, around) {
  const { width, height } = menu.getBoundingClientRect();
  const above = around.bottom + height + 8 > innerHeight && around.top - height - 6 > 0;
  const left = around.left + width > innerWidth - 8 ? around.right - width : around.left;
  menu.style.left = `${Math.max(8, left)}px`;
  menu.style.top = `${Math.max(8, above ? around.top - height - 6 : Math.min(around.bottom + 6, innerHeight - height - 8))}px`;
}
