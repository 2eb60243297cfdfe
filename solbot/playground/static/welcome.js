// What is seen while there is nobody yet.

import { element, icon } from "./dom.js";
import { tell, world } from "./world.js";

/** An invitation to begin: with a person of one's own, or with a scene. */
export function welcome(add) {
  const first = element("button", { type: "button", className: "primary", onclick: add }, "Add the first person");
  const scenes = world.scenes.length > 0 && element("button", { type: "button", className: "plain", onclick: () => tell("open-panel", "scenes") },
    icon("scene"), "Or start with a scene");
  return element("section", { className: "nobody", ariaLabel: "Welcome" },
    element("img", { src: "/static/icon.svg", alt: "", width: 64, height: 64 }),
    element("h2", { textContent: "Nobody is here yet" }),
    element("p", { textContent: "Add a person and talk with the bot as they would. Everything stays on this machine; Telegram is not contacted." }),
    element("div", { className: "choices" }, first, scenes));
}
