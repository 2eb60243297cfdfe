// One message as it is seen.

import { element, icon, iconButton } from "./dom.js";
import { formatted, withLinks } from "./format.js";
import { documentCard, photo, placeCard, voice } from "./media.js";
import { follow } from "./links.js";
import { clockOf, fullOf } from "./times.js";

const NAMES = { photo: "Photo", voice: "Voice message", document: "Document", location: "Location", sticker: "Sticker" };

/** What a message is called in a line: its words, or what kind of thing it is. */
export function gist(message) {
  return message.text || message.file_name || NAMES[message.kind] || "Message";
}

/** A message as a list item. `acts`: press, menu, sources, find, and the `zone` its time is shown in. */
export function bubble(message, acts) {
  const mine = !message.from_bot;
  const kind = [mine && "mine", message.deleted && "deleted", !message.text && "wordless", message.kind].filter(Boolean).join(" ");
  const body = element("div", { className: "bubble" }, element("span", { className: "unseen", textContent: mine ? "Sent: " : "The bot: " }),
    message.deleted ? gone() : content(message, acts), meta(message, acts), marks(message, acts));
  const made = element("li", { className: `message ${kind}`, tabIndex: -1 },
    element("div", { className: "day" }),
    element("div", { className: "body" }, body, message.keyboard && !message.deleted && keyboard(message, acts)));
  made.dataset.id = message.message_id;
  const open = (event) => { event.preventDefault(); acts.menu(message, made.querySelector(".more")); };
  const free = (event) => !getSelection().toString() && !event.target.closest("a, img, button, input, [role=button]");
  body.oncontextmenu = (event) => { if (free(event)) open(event); };
  body.onclick = (event) => { if (event.pointerType === "touch" && free(event)) open(event); };
  made.onkeydown = (event) => { if (event.target === made && event.key === "Enter") open(event); };
  return made;
}

function gone() {
  return element("span", { className: "gone" }, icon("trash"), "This message was deleted");
}

function content(message, acts) {
  const quoted = message.reply_to && acts.find(message.reply_to);
  const media = { photo, voice, document: documentCard, location: placeCard }[message.kind];
  return [
    message.forwarded && element("span", { className: "forwarded", textContent: "Forwarded from Somebody" }),
    quoted && element("span", { className: "quoted", textContent: gist(quoted) }),
    media && media(message),
    message.kind === "sticker" && element("span", { className: "sticker-mark", textContent: message.emoji }),
    message.text && element("div", { className: "words" },
      formatted(message.text, message.from_bot ? withLinks(message.text, message.entities) : message.entities)),
  ];
}

function meta(message, acts) {
  return element("div", { className: "meta" },
    message.edited && element("span", { textContent: "edited" }),
    element("time", { textContent: clockOf(message.date, acts.zone), title: fullOf(message.date, acts.zone) }));
}

// What can be done with it, beside it; a finger presses the bubble itself.
function marks(message, acts) {
  const files = message.files ?? [];
  return element("div", { className: "marks" },
    iconButton("more", "What to do with this message", (event) => acts.menu(message, event.currentTarget), { className: "icon-button more" }),
    files.length > 0 && iconButton("info", `Words from ${files.join(" and ")}`, () => acts.sources(message), { className: "icon-button source" }));
}

function keyboard(message, acts) {
  const button = (one) => (one.url
    ? element("a", { href: one.url, rel: "noopener noreferrer", onclick: (event) => follow(event, one.url) }, one.text, icon("link"))
    : element("button", { type: "button", textContent: one.text, className: one.style ?? "", onclick: (event) => acts.press(message, one, event.currentTarget) }));
  return element("div", { className: "keyboard", role: "group", ariaLabel: "Answers to choose from" },
    message.keyboard.map((row) => element("div", { className: "row" }, row.map(button))));
}
