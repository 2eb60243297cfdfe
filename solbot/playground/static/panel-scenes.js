// Ready scenes: people, and something going on between them and the bot.

import { button, ordered, part, said } from "./controls.js";
import { element } from "./dom.js";
import { world } from "./world.js";

export const label = "Scenes";
export const drawn = "scene";
export const worn = "reading";
export const hears = ["scene", "crowd"];

const TALLY = [["people", "Simulated people"], ["settled", "Settled in"], ["read", "Messages read"], ["answered", "Questions answered"], ["tapped", "Taps under announcements"], ["off", "Turned announcements off"], ["blocked", "Blocked the bot"]];

/** What the button shows: how far the running scene is. */
export function mark() {
  return world.scene ? `${world.scene.done}/${world.scene.of}` : "";
}

export function build(body) {
  const step = element("p", { role: "status" });
  const bar = element("progress", { ariaLabel: "How far the scene is" });
  const title = element("h3", { textContent: "A scene" });
  const running = element("section", { className: "part running" }, title, step, bar, button("Stop the scene", () => ordered("scenes/stop")));
  const counts = TALLY.map(([key, name]) => [key, element("dd"), name]);
  const crowd = part("The crowd", element("dl", { className: "counts" }, counts.map(([, node, name]) => element("div", {}, element("dt", { textContent: name }), node))));
  const starts = [];
  const cards = element("ul", { className: "cards" });
  const made = () => cards.replaceChildren(...world.scenes.map((scene) => {
    const start = button("Start", () => ordered(`scenes/${scene.id}`), "plain");
    start.ariaLabel = `Start: ${scene.title}`;
    starts.push(start);
    return element("li", {}, element("h3", { textContent: scene.title }), element("p", { textContent: scene.about }), start);
  }));
  body.append(running, crowd, part("", element("p", { className: "hint", textContent: "A scene adds its people and may move the clock on." }), cards));
  return () => {
    if (cards.children.length !== world.scenes.length) made();
    const { scene } = world;
    crowd.hidden = !world.crowd?.people;
    for (const [key, node] of counts) said(node, (world.crowd?.[key] ?? 0).toLocaleString("en-GB"));
    if (running.hidden && scene) body.scrollTop = 0;
    running.hidden = !scene;
    for (const one of starts) one.disabled = Boolean(scene);
    if (!scene) return;
    said(title, scene.title);
    said(step, scene.step);
    Object.assign(bar, { max: scene.of || 1, value: scene.done });
  };
}
