// One person's chat with the bot.

import { Compose } from "./compose.js";
import { ask, confirmed, show } from "./dialogs.js";
import { avatar } from "./avatar.js";
import { element, labelled } from "./dom.js";
import { Log } from "./log.js";
import { openMenu } from "./menu.js";
import { change } from "./people.js";
import { clockOf, placeOf } from "./times.js";
import { now, post, tell, world } from "./world.js";

const TYPING = 5000; // milliseconds a sign of typing lasts

export class Chat {
  /** The chat of `person`; `acts` are pin and close. */
  constructor(person, acts) {
    this.person = person;
    this.acts = acts;
    this.node = document.getElementById("chat").content.firstElementChild.cloneNode(true);
    this.node.id = `chat-${person.id}`;
    this.node.querySelector(".suggestions").id = `commands-${person.id}`;
    this.part = (selector) => this.node.querySelector(selector);
    this.taps = new Set();
    this.log = new Log(this.part(".log"), person, {
      press: (message, button, node) => this.press(message, button, node),
      menu: (message, node) => this.menu(message, node),
      sources: (message) => tell("show-source", message.files),
    }, () => this.moved());
    this.compose = new Compose(this, this.part(".compose"));
    this.part(".to-end").onclick = () => this.log.end();
    this.part(".start").onclick = () => this.say("/start");
    this.part(".unblock").onclick = () => this.act("unblock");
    this.part(".about").onclick = (event) => this.more(event.currentTarget);
    this.node.addEventListener("command", (event) => this.say(event.detail));
    this.node.addEventListener("deep-link", (event) => this.act("link", { link: event.detail }));
    this.described();
    this.zone = person.zone;
    this.log.show(person.messages);
    this.keyboards();
  }

  /** Who it is, and what can be done here now. */
  described() {
    const { person } = this;
    this.node.ariaLabel = `Chat of ${person.first_name}`;
    this.part(".face").replaceChildren(avatar(person));
    this.part("h2").textContent = this.part(".about .name").textContent = person.first_name;
    this.part(".about").title = `More about the chat of ${person.first_name}`;
    this.clock();
    const begun = person.started || person.count > 0;
    this.part(".welcome").hidden = begun;
    this.part(".start").hidden = begun || person.blocked;
    this.part(".unblock").hidden = !person.blocked;
    this.part(".compose").hidden = !begun || person.blocked;
    const language = person.language_code.split("-")[0];
    const said = (texts = {}) => texts[person.language_code] ?? texts[language] ?? texts[""] ?? "";
    this.part(".welcome h3").textContent = said(world.profile.name) || "The bot";
    this.part(".welcome p").textContent = said(world.profile.description);
  }

  /** The time where the person is. */
  clock() {
    const { person } = this;
    const told = [person.role && person.role !== "member" ? person.role.replaceAll(/[-_]/g, " ") : null, `${clockOf(now(), person.zone)} in ${placeOf(person.zone)}`];
    const line = told.filter(Boolean).join(" · ");
    if (this.part(".where").textContent !== line) this.part(".where").textContent = line;
  }

  /** Do something as this person. Says what went wrong, and gives whether it went well. */
  async act(what, body = {}) {
    try {
      await post(`people/${this.person.id}/${what}`, body);
      return true;
    } catch (error) {
      this.toast(error.message);
      return false;
    }
  }

  say(text, reply_to) {
    this.log.end();
    return this.act("say", { text, reply_to });
  }

  async press(message, button, node) {
    if (button.switch_inline_query !== undefined) {
      this.compose.fill(`@${world.username} ${button.switch_inline_query}`); // the page has this chat alone
      return;
    }
    if (button.copy_text !== undefined) {
      await navigator.clipboard.writeText(button.copy_text.text);
      this.toast("Copied");
      return;
    }
    this.taps.add(node);
    node.classList.add("busy");
    setTimeout(() => this.rested(node), 15_000);
    if (this.person.crowd) setTimeout(() => this.grown(), 700);
    if (!await this.act("press", { message_id: message.message_id, data: button.callback_data })) this.rested(node);
  }

  rested(node) {
    node.classList.remove("busy");
    return this.taps.delete(node);
  }

  /** The bot answered a tap; only the page that tapped shows the words. */
  answered({ text, alert }) {
    const tapped = this.taps.size > 0;
    for (const node of this.taps) this.rested(node);
    if (!tapped || !text) return;
    if (alert) ask({ title: "The bot says", content: [element("p", { textContent: text })], no: "" });
    else this.toast(text);
  }

  toast(text) {
    this.part(".toast").textContent = text;
    clearTimeout(this.toasting);
    this.toasting = setTimeout(() => { this.part(".toast").textContent = ""; }, 2500 + 60 * text.length);
  }

  typing(yes) {
    this.part(".typing").classList.toggle("on", yes);
    this.part(".typing span").textContent = yes ? "The bot is typing" : "";
    if (this.log.pinned) this.log.bottom();
    clearTimeout(this.writing);
    if (yes) this.writing = setTimeout(() => this.typing(false), TYPING);
  }

  arrived(message) {
    if (message.from_bot) this.typing(false);
    if (this.part(".compose").hidden || !this.part(".welcome").hidden) this.described();
    this.log.add(message);
    this.keyboards();
  }

  /** More was said in a chat of the crowd, of which only the count is told. */
  grown() {
    if (!this.part(".welcome").hidden) this.described();
    return this.log.refresh().catch(() => {});
  }

  /** Who they are, or what they did, has changed. */
  changed() {
    this.described();
    if (this.zone !== this.person.zone) this.refreshed();
  }

  /** After a break. */
  async refreshed() {
    this.zone = this.person.zone;
    this.described();
    await this.log.refresh().catch(() => {});
    this.keyboards();
  }

  moved() {
    const below = this.person.count - this.log.last;
    this.part(".to-end").hidden = this.log.pinned;
    this.part(".to-end .count").textContent = below > 0 ? String(below) : "";
    tell("moved", this);
  }

  // The keyboard in place of the phone's own, until it was answered.
  keyboards() {
    const { messages } = this.person;
    const last = messages.findLast((one) => one.from_bot && (one.reply_keyboard || one.removes_keyboard));
    const answered = last && messages.some((one) => !one.from_bot && one.message_id > last.message_id);
    const rows = last && !answered && !last.removes_keyboard ? last.reply_keyboard : [];
    const press = (button) => (button.request_location ? this.compose.locate() : this.say(button.text));
    this.part(".reply-keyboard").replaceChildren(...rows.map((row) => element("div", { className: "row" },
      row.map((button) => element("button", { type: "button", textContent: button.text, onclick: () => press(button) })))));
  }

  /** What can be done with a message. */
  menu(message, anchor) {
    const mine = !message.from_bot;
    openMenu(anchor, "Message", [
      !message.deleted && { icon: "reply", label: "Reply", act: () => this.compose.about({ message, edits: false }) },
      mine && message.text && !message.deleted && { icon: "edit", label: "Edit", act: () => this.compose.about({ message, edits: true }) },
      message.text && !message.deleted && { icon: "copy", label: "Copy the words", act: () => navigator.clipboard?.writeText(message.text) },
      message.files?.length > 0 && { icon: "book", label: "Where the words come from", note: message.files.join(" · "), act: () => tell("show-source", message.files) },
      message.deleted && message.text && { icon: "search", label: "What it said", act: () => show("Deleted message", element("pre", { textContent: message.text })) },
      !message.deleted && { icon: "trash", label: "Delete", danger: true, act: () => this.act("delete", { message_id: message.message_id }) },
    ]);
  }

  more(anchor) {
    const { person } = this;
    openMenu(anchor, `Chat of ${person.first_name}`, [
      { icon: "user", label: "Change name, language, zone or role", act: () => change(person).catch((error) => this.toast(error.message)) },
      { icon: "link", label: "Open a link to the bot", act: () => this.link() },
      { icon: "pin", label: this.acts.pinned(person) ? "Take away from the side" : "Keep at the side", act: () => this.acts.pin(person) },
      !person.blocked && { icon: "stop", label: "Block the bot", danger: true, act: () => this.block() },
    ]);
  }

  async link() {
    const field = element("input", { type: "text", name: "link", required: true, placeholder: `https://t.me/${world.username}?start=…`, autocomplete: "off" });
    const send = ({ link }) => post(`people/${this.person.id}/link`, { link: link.trim() });
    await ask({ title: "Open a link to the bot", content: [labelled("Link, or what follows start=", field)], yes: "Open", send });
  }

  async block() {
    const yes = await confirmed({ title: "Block the bot?", text: `The bot can write to ${this.person.first_name} no more, until unblocked.`, yes: "Block", danger: true });
    if (yes) this.act("block");
  }
}
