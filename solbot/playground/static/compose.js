// Where a person writes: words, files, a voice, a place; and what is being edited or replied to.

import { ask, confirmed } from "./dialogs.js";
import { element, icon, labelled, select } from "./dom.js";
import { gist } from "./bubble.js";
import { Commands } from "./commands.js";
import { openMenu } from "./menu.js";
import { record } from "./recorder.js";
import { Search } from "./search.js";

const CITIES = [
  ["Boston", "America/New_York", 42.36, -71.06], ["Mexico City", "America/Mexico_City", 19.43, -99.13],
  ["São Paulo", "America/Sao_Paulo", -23.55, -46.63], ["Lisbon", "Europe/Lisbon", 38.72, -9.14],
  ["London", "Europe/London", 51.51, -0.13], ["Madrid", "Europe/Madrid", 40.42, -3.7], ["Berlin", "Europe/Berlin", 52.52, 13.4],
  ["Nairobi", "Africa/Nairobi", -1.29, 36.82], ["Delhi", "Asia/Kolkata", 28.61, 77.21], ["Shanghai", "Asia/Shanghai", 31.23, 121.47],
  ["Tokyo", "Asia/Tokyo", 35.68, 139.69], ["Sydney", "Australia/Sydney", -33.87, 151.21], ["Auckland", "Pacific/Auckland", -36.85, 174.76],
];
const GROWS = CSS.supports("field-sizing", "content");
const KINDS = { photo: "image/*", voice: "audio/*", document: "" };

export class Compose {
  /** The form `node` of a chat; `chat` acts for its person. */
  constructor(chat, node) {
    Object.assign(this, { chat, node, context: null, recording: null });
    this.part = (selector) => node.querySelector(selector);
    this.field = this.part("textarea");
    this.commands = new Commands(chat.person, this.field, this.part(".suggestions"), (text) => chat.say(text));
    this.search = new Search(chat.person, this.field, this.part(".suggestions"), (text) => chat.say(text), (what, body) => chat.act(what, body));
    this.part(".commands").onclick = (event) => this.commands.open(event.currentTarget);
    this.part(".attach").onclick = (event) => this.attach(event.currentTarget);
    this.part(".leave-context").onclick = () => this.about(null);
    this.part(".cancel-recording").onclick = () => this.recorded(false);
    this.field.oninput = () => this.typed();
    this.field.onkeydown = (event) => this.keyed(event);
    this.field.onpaste = (event) => this.files(event.clipboardData.files, event);
    node.onsubmit = (event) => { event.preventDefault(); this.go(); };
    chat.node.ondragover = (event) => event.preventDefault();
    chat.node.ondrop = (event) => this.files(event.dataTransfer.files, event);
    this.typed();
  }

  typed() {
    if (!GROWS) this.field.rows = Math.min(6, this.field.value.split("\n").length);
    const voice = !this.field.value.trim() && !this.recording && !this.context;
    const label = this.recording ? "Send the voice message" : voice ? "Record a voice message" : "Send";
    const go = this.part(".go");
    if (go.ariaLabel !== label) {
      go.title = go.ariaLabel = label;
      go.replaceChildren(icon(voice ? "mic" : "send"));
    }
    this.commands.typed();
    this.search.typed();
  }

  /** Put words into the field, as if they had been typed. */
  fill(text) {
    this.field.value = text;
    this.field.focus();
    this.typed();
  }

  keyed(event) {
    if (event.isComposing || this.search.keyed(event) || this.commands.keyed(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.send();
    } else if (event.key === "Escape" && this.context) {
      event.stopPropagation();
      this.about(null);
    } else if (event.key === "ArrowUp" && !this.field.value) {
      const mine = this.chat.log.items.findLast((one) => !one.from_bot && one.kind === "text" && !one.deleted);
      if (mine) { event.preventDefault(); this.about({ message: mine, edits: true }); }
    }
  }

  go() {
    if (this.recording) this.recorded(true);
    else if (this.field.value.trim() || this.context) this.send();
    else this.record();
  }

  async send() {
    const text = this.field.value.trim();
    if (!text) return;
    const { message, edits } = this.context ?? {};
    const done = edits ? this.chat.act("edit", { text, message_id: message.message_id }) : this.chat.say(text, message?.message_id);
    this.field.value = "";
    this.about(null);
    // What could not be sent stays in the field.
    if (!(await done) && !this.field.value) { this.field.value = text; this.typed(); }
  }

  /** Write about a message: an edit of it, or a reply. */
  about(context) {
    if (this.context?.edits && !context) this.field.value = "";
    this.context = context;
    this.part(".context").hidden = !context;
    if (context) {
      this.part(".context .kind").replaceChildren(icon(context.edits ? "edit" : "reply"), context.edits ? "Editing" : "Replying to");
      this.part(".context .gist").textContent = gist(context.message);
      if (context.edits) this.field.value = context.message.text;
    }
    this.typed();
    this.field.focus();
  }

  attach(anchor) {
    openMenu(anchor, "Attach", [
      { icon: "photo", label: "Photo", act: () => this.pick("photo") },
      { icon: "file", label: "Document", act: () => this.pick("document") },
      { icon: "mic", label: "Sound file as a voice message", act: () => this.pick("voice") },
      { icon: "place", label: "Location", act: () => this.locate() },
      { icon: "smile", label: "Sticker", act: () => this.chat.act("sticker") },
      { icon: "forward", label: "Forward somebody's words", act: () => this.forward() },
    ]);
  }

  pick(kind) {
    const input = element("input", { type: "file", accept: KINDS[kind], ariaLabel: kind });
    input.onchange = () => this.upload(kind, input.files[0]);
    input.click();
  }

  async files(files, event) {
    if (!files.length) return;
    event.preventDefault();
    for (const file of files) {
      const kind = /^image\/(?!svg)/.test(file.type) ? "photo" : "document";
      if (await confirmed({ title: `Send this ${kind}?`, text: file.name, yes: "Send" })) await this.upload(kind, file);
    }
  }

  async upload(kind, file, duration) {
    if (!file) return;
    const form = new FormData();
    form.append("file", file, file.name || kind);
    form.append("name", file.name || kind); // browsers write quotes in a file's own name as %22
    form.append("caption", this.field.value.trim());
    if (duration) form.append("duration", String(duration));
    if (await this.chat.act(`upload/${kind}`, form)) this.field.value = "";
    this.typed();
  }

  async record() {
    try {
      this.recording = await record((length) => { this.part(".recording .length").textContent = length; });
    } catch (error) {
      return this.chat.toast(error.message);
    }
    this.part(".recording .length").textContent = "0:00";
    this.listening(true);
  }

  async recorded(wanted) {
    const { recording } = this;
    this.recording = null;
    this.listening(false);
    const { file, duration } = await (wanted ? recording.stop() : recording.cancel());
    if (wanted) await this.upload("voice", file, duration);
  }

  listening(yes) {
    this.part(".recording").hidden = !yes;
    for (const one of [".commands", ".attach", ".writing"]) this.part(one).hidden = yes;
    this.typed();
    if (!yes) this.field.focus();
  }

  /** Share where one is: a city, theirs before the others. */
  async locate() {
    const { zone } = this.chat.person;
    const near = Math.max(0, CITIES.findIndex((city) => city[1] === zone));
    const city = select("city", CITIES.map(([name], at) => [String(at), name]), String(near));
    const answer = await ask({ title: "Share a location", content: [labelled("City", city)], yes: "Share" });
    if (answer) this.chat.act("location", { latitude: CITIES[answer.city][2], longitude: CITIES[answer.city][3] });
  }

  async forward() {
    const words = element("textarea", { name: "text", rows: 4, maxLength: 4096, required: true });
    const answer = await ask({ title: "Forward somebody's words", content: [labelled("What they wrote", words)], yes: "Forward" });
    if (answer?.text.trim()) this.chat.act("forward", { text: answer.text.trim() });
  }
}
