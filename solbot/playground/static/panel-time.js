// The clock of the playground: everything in the bot goes by it.

import { button, ordered, part, said, steered } from "./controls.js";
import { element, labelled } from "./dom.js";
import { clockOf, dateOf, inZone, momentOf, placeOf, secondsOf, shownOf } from "./times.js";
import { now, world } from "./world.js";

export const label = "Time";
export const drawn = "clock";
export const worn = "reading";
export const hears = ["clock", "chosen", "person"];

const SPEEDS = [[1, "1×"], [60, "60×"], [3600, "3,600×"]];
const go = (body) => ordered("clock", body);
const here = () => world.people.get(world.chosen)?.zone ?? "UTC";
const moment = (iso) => Date.parse(iso) / 1000;

/** What the button shows: the date and time, and the speed where time runs fast. */
export function mark() {
  if (!world.clock) return "";
  const fast = world.clock.goal ? "→" : world.clock.speed > 1 ? SPEEDS.find(([speed]) => speed === world.clock.speed)?.[1] : "";
  return [momentOf(now(), here()), fast].filter(Boolean).join(" ");
}

export function build(body) {
  const date = element("p", { className: "date" });
  const time = element("p", { className: "time", role: "timer" });
  const place = element("p", { className: "soft" });
  const next = element("p", { className: "hint" });
  const theirs = button("", () => go({ next: true, person_id: world.chosen }), "primary");
  const anybodys = button("To the next nudge of anybody", () => go({ next: true }));
  const leap = element("div", { className: "going" }, element("p", { role: "status" }), button("Stop", () => go({ stop: true })));
  const speeds = SPEEDS.map(([speed, name]) => element("label", {},
    element("input", { type: "radio", name: "speed", value: String(speed), onchange: () => pace.wants(speed) }), element("span", { textContent: name })));
  const pace = steered((speed) => { for (const one of speeds) one.firstChild.checked = Number(one.firstChild.value) === speed; }, (speed) => go({ speed }));
  const field = element("input", { type: "datetime-local", name: "to", required: true, value: `${shownOf(now() + 86400, here()).slice(0, 10)}T08:00` });
  const form = element("form", { className: "to-moment" }, labelled("Date and time", field), element("button", { type: "submit", className: "plain", textContent: "Go" }));
  form.onsubmit = (event) => {
    event.preventDefault();
    go({ to: new Date(inZone(field.value, here()) * 1000).toISOString() });
  };
  body.append(
    element("div", { className: "dial" }, date, time, place), leap,
    part("Leap", theirs, anybodys, next, element("div", { className: "thirds" },
      button("+1 hour", () => go({ forward: 3600 })), button("+1 day", () => go({ forward: 86400 })), button("+1 week", () => go({ forward: 604800 }))), form),
    part("Speed", element("div", { className: "segments", role: "radiogroup", ariaLabel: "Speed" }, speeds),
      element("p", { className: "hint", textContent: "Every moment at which something is due is lived through, clock changes included. Time goes forward only." })));
  return () => {
    const { clock } = world;
    if (!clock) return;
    const at = now();
    said(date, dateOf(at, here()));
    said(time, secondsOf(at, here()));
    said(place, here() === "UTC" ? "UTC" : `${placeOf(here())} · ${clockOf(at, "UTC")} UTC`);
    said(next, clock.next ? `Next: ${momentOf(moment(clock.next), here())} in ${placeOf(here())}` : "Nobody awaits a nudge yet.");
    const person = world.people.get(world.chosen);
    theirs.disabled = anybodys.disabled = !clock.next;
    anybodys.hidden = world.people.size < 2;
    said(theirs, person ? `To ${person.first_name}’s next nudge` : "To the next nudge");
    leap.hidden = !clock.goal;
    if (clock.goal) said(leap.firstChild, `On the way to ${momentOf(moment(clock.goal), here())} …`);
    pace.hears(clock.speed);
    said(form.querySelector("span"), `Date and time in ${placeOf(here())}`);
  };
}
