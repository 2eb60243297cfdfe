// Photos, voice messages, documents and places, and what opens when they are pressed.

import { element, icon, iconButton } from "./dom.js";
import { show } from "./dialogs.js";
import { lengthOf } from "./times.js";

const WORDS = /\.(txt|md|json|csv|ics|html?|toml|ya?ml|log|xml|svg)$/i;
const MOST_SHOWN = 400_000; // characters of a document that are shown

const at = (message) => `/page/file/${encodeURIComponent(message.file_id)}`;

/** A photo; pressed, it is shown large. */
export function photo(message) {
  const picture = element("img", { src: at(message), alt: message.text ? "Photo, described below" : "Photo", loading: "lazy" });
  picture.onerror = () => picture.replaceWith(element("span", { className: "unshown" }, icon("photo"), "A picture this browser can't show"));
  const large = () => show("Photo", element("img", { src: at(message), alt: "Photo" }));
  return element("button", { type: "button", className: "photo-frame", ariaLabel: "Open the photo", onclick: large }, picture);
}

/** A voice message that can be played. */
export function voice(message) {
  const sound = new Audio();
  const button = iconButton("play", "Play the voice message", () => toggle());
  const place = element("input", { type: "range", min: 0, max: 1000, value: 0, ariaLabel: "Place in the voice message" });
  const length = element("span", { className: "length", textContent: lengthOf(message.duration) });
  const whole = () => (Number.isFinite(sound.duration) ? sound.duration : message.duration || 1);
  const drawn = () => {
    button.replaceChildren(icon(sound.paused ? "play" : "pause"));
    button.title = button.ariaLabel = sound.paused ? "Play the voice message" : "Pause";
  };
  const toggle = () => {
    if (!sound.src) sound.src = at(message);
    if (sound.paused) sound.play().catch(() => { length.textContent = "can't be played"; });
    else sound.pause();
  };
  sound.onplay = sound.onpause = drawn;
  sound.ontimeupdate = () => {
    place.value = 1000 * sound.currentTime / whole();
    length.textContent = lengthOf(sound.paused && !sound.currentTime ? whole() : sound.currentTime);
  };
  sound.onended = () => { sound.currentTime = 0; drawn(); };
  place.oninput = () => { sound.currentTime = whole() * place.value / 1000; };
  return element("div", { className: "voice-player" }, button, place, length);
}

/** A document: its name, and a way to read or to save it. */
export function documentCard(message) {
  const name = message.file_name || "file";
  return element("div", { className: "document-card" },
    element("button", { type: "button", className: "open", ariaLabel: `Open ${name}`, onclick: () => open(message, name) },
      element("span", { className: "kind" }, icon("file")),
      element("span", { className: "name" }, name, element("small", { textContent: kindOf(name) }))),
    element("a", { className: "icon-button", href: at(message), download: name, ariaLabel: `Save ${name}`, title: "Save" }, icon("save")));
}

function kindOf(name) {
  const ending = name.includes(".") ? name.split(".").at(-1).toUpperCase() : "";
  return ending ? `${ending} document` : "Document";
}

async function open(message, name) {
  const save = element("a", { className: "button plain", href: at(message), download: name, textContent: "Save" });
  const answer = await fetch(at(message)).catch(() => null);
  if (!answer?.ok) return show(name, element("p", { textContent: "The document can't be fetched now." }));
  const content = await answer.blob();
  if (/\.pdf$/i.test(name)) {
    const address = URL.createObjectURL(new Blob([content], { type: "application/pdf" }));
    await show(name, element("iframe", { src: address, title: name }), [save]);
    return URL.revokeObjectURL(address);
  }
  if (!WORDS.test(name) && !message.mime_type?.startsWith("text/")) {
    return show(name, element("p", { className: "soft", textContent: `${content.size.toLocaleString("en-GB")} bytes. This kind can be saved, not shown.` }), [save]);
  }
  const words = (await content.text()).slice(0, MOST_SHOWN);
  return show(name, element("pre", { tabIndex: 0, textContent: /\.json$/i.test(name) ? indented(words) : words }), [save]);
}

function indented(words) {
  try {
    return JSON.stringify(JSON.parse(words), null, 2);
  } catch {
    return words;
  }
}

/** Where somebody is. No map: that would be an address outside this machine. */
export function placeCard(message) {
  return element("span", { className: "place-card" }, icon("place"), message.location.map((one) => one.toFixed(2)).join(", "));
}
