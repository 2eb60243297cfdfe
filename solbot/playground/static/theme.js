// Light, dark, or as the machine has it; kept in this browser.

import { icon } from "./dom.js";

const KEY = "solbot-theme";
const ORDER = ["auto", "light", "dark"];
const DRAWN = { auto: "auto", light: "sun", dark: "moon" };
const SAID = { auto: "as the machine has it", light: "light", dark: "dark" };

/** Make `button` switch the theme, and set it as it was left. */
export function wireTheme(button) {
  const set = (theme) => {
    document.documentElement.dataset.theme = theme;
    localStorage.setItem(KEY, theme);
    button.replaceChildren(icon(DRAWN[theme]));
    button.title = button.ariaLabel = `Colours: ${SAID[theme]}`;
  };
  set(ORDER.includes(localStorage.getItem(KEY)) ? localStorage.getItem(KEY) : "auto");
  button.onclick = () => set(ORDER[(ORDER.indexOf(document.documentElement.dataset.theme) + 1) % ORDER.length]);
}
