// Where links lead: those to the bot stay in the chat, those outside are asked about first.

import { confirmed } from "./dialogs.js";
import { world } from "./world.js";

/** Tell the chat around what was pressed: `command` or `deep-link`. */
export function told(event, name, detail) {
  event.preventDefault();
  event.target.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
}

/** The payload of a link to this bot (empty for none), or null where it leads elsewhere. */
export function payloadOf(address) {
  const found = URL.parse(/^(https?|tg):/.test(address) ? address : `https://${address}`);
  if (!found) return null;
  const telegram = ["t.me", "telegram.me", "www.t.me"].includes(found.hostname);
  const name = telegram ? found.pathname.slice(1) : found.protocol === "tg:" && found.searchParams.get("domain");
  if (!name || name.toLowerCase() !== world.username.toLowerCase()) return null;
  return found.searchParams.get("start") ?? "";
}

/** Follow a link: a deep link goes to the chat it was pressed in, as Telegram does. */
export async function follow(event, address) {
  const payload = payloadOf(address);
  if (payload !== null) return told(event, "deep-link", payload);
  event.preventDefault();
  const go = await confirmed({
    title: "Leave the playground?",
    text: address,
    note: "This address is outside this machine. It opens in a tab of its own.",
    yes: "Open it",
  });
  if (go) window.open(address, "_blank", "noopener,noreferrer");
}
