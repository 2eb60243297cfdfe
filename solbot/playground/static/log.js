// A chat's messages: a window on them that follows the scrolling, so that ten or ten thousand cost the same.

import { bubble } from "./bubble.js";
import { dayOf, yearOf } from "./times.js";
import { get, now } from "./world.js";

const STEP = 60; // messages fetched at a time
const MOST = 240; // messages in the page at a time
const NEAR = 900; // pixels from the window's end at which more are fetched
const TOGETHER = 300; // seconds within which messages of one side stand close together

const PRESSED = "a, button, input, [tabindex]"; // what can be reached within a message

export class Log {
  /** In the scrolling `node` around a list; `acts` are what a person can do with a message; `moved` is told when the end comes and goes. */
  constructor(node, person, acts, moved) {
    Object.assign(this, { node, person, acts, moved, items: [], nodes: new Map(), pinned: true, busy: null, entered: null });
    this.list = node.firstElementChild;
    node.addEventListener("scroll", () => this.scrolled(), { passive: true });
    node.addEventListener("keydown", (event) => this.keyed(event));
    node.addEventListener("focusin", (event) => this.enter(event.target.closest(".message")));
    node.addEventListener("focusout", (event) => { if (!node.contains(event.relatedTarget)) this.enter(null); });
    // Pictures that arrive late, a window made smaller: who was at the end stays there.
    this.watch = new ResizeObserver(() => { if (this.pinned) this.bottom(); });
    this.watch.observe(node);
  }

  get first() { return this.items[0]?.message_id ?? 1; }
  get last() { return this.items.at(-1)?.message_id ?? 0; }
  get atEnd() { return this.last >= this.person.count; }

  /** Begin anew at the newest of these messages. */
  show(messages) {
    this.items = [];
    this.nodes.clear();
    this.list.replaceChildren();
    this.quietly(() => this.insert(messages.slice(-STEP), "end"));
    this.pinned = true;
    this.bottom();
  }

  /** After a break: the same place, with what has changed since. */
  async refresh() {
    if (this.pinned || !this.items.length) return this.show(await this.fetched(""));
    const { first, last } = this;
    const top = this.node.scrollTop;
    const messages = await this.fetched(`before=${last + 1}&limit=${last - first + 1}`);
    this.items = [];
    this.nodes.clear();
    this.quietly(() => { this.list.replaceChildren(); this.insert(messages, "end"); });
    this.node.scrollTop = top;
  }

  async fetched(query) {
    return (await get(`people/${this.person.id}/messages?${query}`)).messages;
  }

  /** A new message; shown at once by those who are at the end. */
  add(message) {
    if (message.message_id <= this.last) return;
    if (message.message_id === this.last + 1) this.insert([message], "end");
    else if (this.pinned) return void this.after();
    if (this.pinned) this.bottom();
    this.moved(this);
  }

  /** The same message with other words, or deleted. */
  change(message) {
    const at = this.items.findIndex((one) => one.message_id === message.message_id);
    if (at < 0) return;
    const old = this.nodes.get(message.message_id);
    const focus = [...old.querySelectorAll(PRESSED)].indexOf(document.activeElement);
    const within = old.contains(document.activeElement);
    this.items[at] = message;
    const made = this.made(message);
    old.replaceWith(made);
    this.dress(at);
    if (within) ([...made.querySelectorAll(PRESSED)][focus] ?? made).focus({ preventScroll: true });
    if (this.pinned) this.bottom();
  }

  made(message) {
    const made = bubble(message, { ...this.acts, zone: this.person.zone, find: (id) => this.items[id - this.first] });
    this.nodes.set(message.message_id, made);
    for (const one of made.querySelectorAll(PRESSED)) one.tabIndex = -1;
    return made;
  }

  // Tab goes past the messages, but through the one that the focus is in.
  enter(message) {
    if (message === this.entered) return;
    for (const one of this.entered?.querySelectorAll(PRESSED) ?? []) one.tabIndex = -1;
    for (const one of message?.querySelectorAll(PRESSED) ?? []) one.tabIndex = 0;
    this.entered = message;
  }

  insert(messages, where) {
    const edge = where === "end" ? this.items.length : messages.length;
    this.items = where === "end" ? [...this.items, ...messages] : [...messages, ...this.items];
    this.list[where === "end" ? "append" : "prepend"](...messages.map((one) => this.made(one)));
    const from = where === "end" ? edge - 1 : 0;
    for (let at = Math.max(0, from); at <= Math.min(this.items.length - 1, from + messages.length + 1); at += 1) this.dress(at);
  }

  // What depends on the neighbours: the day above, and whether a bubble begins or ends a group.
  dress(at) {
    const [before, one, after] = [this.items[at - 1], this.items[at], this.items[at + 1]];
    const node = this.nodes.get(one.message_id);
    const { zone } = this.person;
    const close = (a, b) => a && b && a.from_bot === b.from_bot && b.date - a.date < TOGETHER && dayOf(a.date, zone) === dayOf(b.date, zone);
    node.classList.toggle("joined", Boolean(close(before, one)));
    node.classList.toggle("tailed", !close(one, after));
    const day = !before || dayOf(before.date, zone) !== dayOf(one.date, zone) ? dayOf(one.date, zone) : "";
    const year = yearOf(one.date, zone);
    node.querySelector(".day").textContent = day && year !== yearOf(now(), zone) ? `${day} ${year}` : day;
  }

  // Screen readers hear what arrives, not what is merely scrolled to.
  quietly(act) {
    this.node.ariaBusy = "true";
    act();
    requestAnimationFrame(() => { this.node.ariaBusy = "false"; });
  }

  scrolled() {
    const below = this.node.scrollHeight - this.node.scrollTop - this.node.clientHeight;
    this.pinned = below < 40 && this.atEnd;
    if (this.node.scrollTop < NEAR && this.first > 1) this.before();
    else if (below < NEAR && !this.atEnd) this.after();
    this.moved(this);
  }

  before() {
    return this.once(async () => {
      const messages = await this.fetched(`before=${this.first}&limit=${STEP}`);
      this.quietly(() => this.still(this.first, () => {
        this.trim("end", messages.length);
        this.insert(messages, "start");
      }));
    });
  }

  after() {
    return this.once(async () => {
      const messages = (await this.fetched(`after=${this.last}&limit=${STEP}`)).filter((one) => one.message_id > this.last);
      this.still(this.last, () => {
        this.trim("start", messages.length);
        this.insert(messages, "end");
      });
      if (this.pinned) this.bottom();
      this.moved(this);
    });
  }

  once(act) {
    this.busy ??= act().catch(() => {}).finally(() => { this.busy = null; });
    return this.busy;
  }

  // What is seen stays where it is, whatever comes or goes around the message of this id.
  still(id, act) {
    const anchor = this.nodes.get(id);
    const top = anchor.offsetTop - this.node.scrollTop;
    act();
    this.node.scrollTop = anchor.offsetTop - top;
  }

  trim(where, coming) {
    const spare = this.items.length + coming - MOST;
    if (spare <= 0) return;
    const gone = where === "end" ? this.items.splice(-spare) : this.items.splice(0, spare);
    for (const one of gone) {
      this.nodes.get(one.message_id).remove();
      this.nodes.delete(one.message_id);
    }
    this.dress(0);
  }

  /** To the newest message, wherever the window is. */
  async end() {
    if (!this.atEnd) this.show(await this.fetched(""));
    this.pinned = true;
    this.bottom();
    this.moved(this);
  }

  bottom() {
    this.node.scrollTop = this.node.scrollHeight;
  }

  // Arrow keys walk through the messages; Home and End go to the window's ends.
  keyed(event) {
    const all = [...this.list.children];
    const at = all.indexOf(document.activeElement);
    if (at < 0 && document.activeElement !== this.node) return;
    const next = { ArrowUp: at < 0 ? all.length - 1 : at - 1, ArrowDown: at < 0 ? all.length - 1 : at + 1, Home: 0, End: all.length - 1 }[event.key];
    if (next === undefined || !all[next]) return;
    event.preventDefault();
    all[next].focus();
  }
}
