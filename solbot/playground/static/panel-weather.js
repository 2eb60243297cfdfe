// What a network and a busy Telegram do to the bot, what a machine does, and that nothing is lost.

import { button, ordered, part, said, toggle } from "./controls.js";
import { element } from "./dom.js";
import { world } from "./world.js";

export const label = "Weather";
export const drawn = "cloud";
export const hears = ["weather", "bot", "queue", "chosen", "person"];

const SWITCHES = {
  slow: ["Slow", "Every answer of Telegram takes two seconds."],
  dropping: ["Dropping", "A third of the requests break off, half of them after the deed."],
  flooding: ["Flooding", "Every send is answered with “wait”, for twenty seconds."],
  down: ["Telegram is down", "Nothing answers."],
};
const STATES = { starting: "Starting …", running: "Running", stopping: "Stopping …", killed: "Killed", ended: "Ended by itself" };
const COUNTS = [
  ["queued", "Queued", "letters to be sent, now or later"], ["sending", "In flight", "on the wire at this moment"],
  ["unsure", "Unsure", "may have arrived; nobody can know"], ["sent", "Sent", "arrived for sure"],
  ["failed", "Failed", "refused for good"], ["skipped", "Skipped", "too late, or no longer wanted"], ["cancelled", "Cancelled", "withdrawn"],
  ["at_telegram", "Not fetched yet", "what people did, still at Telegram"], ["inbox", "Being handled", "fetched and written down, not done yet"],
];

/** What the button shows: how many kinds of bad weather there are. */
export function mark() {
  const bad = Object.keys(SWITCHES).filter((name) => world.weather?.[name]).length + (world.bot && world.bot.state !== "running" ? 1 : 0);
  return bad ? String(bad) : "";
}

export function build(body) {
  const switches = Object.entries(SWITCHES).map(([name, [title, note]]) => [name, toggle(title, note, (yes) => ordered("weather", { [name]: yes }))]);
  const blocked = toggle("", "What the bot sends them is refused.", (yes) => ordered(`people/${world.chosen}/${yes ? "block" : "unblock"}`));
  const state = element("p", { className: "state", role: "status" });
  const reason = element("p", { className: "hint" });
  const process = (name, what, className) => button(name, () => ordered("bot", { do: what }), className);
  const [restart, kill, start] = [process("Restart", "restart"), process("Kill", "kill", "plain danger"), process("Start", "start", "primary")];
  const counts = COUNTS.map(([key, name, note]) => [key, element("dd", { textContent: "0" }), name, note]);
  const halted = element("p", { className: "hint" });
  body.append(
    part("Between the bot and Telegram", ...switches.map(([, one]) => one.node), blocked.node),
    part("The bot’s process", state, reason, element("div", { className: "choices start" }, restart, kill, start)),
    part("Letters and updates", element("dl", { className: "counts" }, counts.map(([, node, name, note]) =>
      element("div", { title: note }, element("dt", {}, name, element("small", { textContent: note })), node))), halted));
  return () => {
    for (const [name, one] of switches) one.set(world.weather?.[name]);
    const person = world.people.get(world.chosen);
    blocked.node.hidden = !person;
    if (person) said(blocked.node.querySelector("span").firstChild, `Blocked by ${person.first_name}`);
    blocked.set(person?.blocked, person?.id);
    const bot = world.bot ?? { state: "starting" };
    said(state, STATES[bot.state] ?? bot.state);
    state.dataset.state = bot.state;
    said(reason, bot.reason ?? (bot.state === "killed" ? "What was in flight is found again when it starts." : bot.pid ? `Process ${bot.pid}` : ""));
    const idle = bot.state === "killed" || bot.state === "ended";
    start.hidden = !idle;
    restart.hidden = kill.hidden = idle;
    restart.disabled = kill.disabled = bot.state !== "running";
    for (const [key, node] of counts) {
      const text = Number(world.queue?.[key] ?? 0).toLocaleString("en-GB");
      said(node, text);
      node.parentElement.classList.toggle("none", text === "0");
    }
    said(halted, [world.queue?.halted ? `Telegram asked to wait: ${Math.ceil(world.queue.halted)} s.` : "", world.queue?.as_of === "before it ended" ? "As it was before the bot ended." : ""].join(" ").trim());
  };
}
