// People, their chats, and the live line to the world.

import { bubble, dayOf, element } from "./render.js";

const people = new Map(); // id → { id, first_name, blocked, messages, unread, view }
let commands = {};
let open = []; // ids of the chats on screen, newest last
const wide = matchMedia("(min-width: 701px)");

async function post(path, body) {
  const form = body instanceof FormData;
  const answer = await fetch(path, {
    method: "POST",
    body: form ? body : JSON.stringify(body),
    headers: form ? {} : { "Content-Type": "application/json" },
  });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

class Chat {
  constructor(person) {
    this.person = person;
    this.node = document.getElementById("chat").content.firstElementChild.cloneNode(true);
    this.part = (selector) => this.node.querySelector(selector);
    this.log = this.part(".log");
    this.field = this.part("textarea");
    this.context = null; // what is being edited or replied to
    this.node.setAttribute("aria-label", `Chat of ${person.first_name}`);
    this.part("h2").textContent = person.first_name;
    this.wire();
    this.all();
  }

  wire() {
    const { person } = this;
    this.part(".close").onclick = () => close(person.id);
    this.part(".block").onclick = () => this.act(person.blocked ? "unblock" : "block", {});
    this.part(".compose").onsubmit = (event) => { event.preventDefault(); this.send(); };
    this.field.onkeydown = (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.send(); }
      if (event.key === "Escape") this.about(null);
    };
    this.part(".context button").onclick = () => this.about(null);
    this.part(".locate").onclick = () => this.locate();
    this.part(".sticker").onclick = () => { this.fold(); this.act("sticker", {}); };
    this.part(".record").onclick = (event) => this.record(event.target);
    for (const input of this.node.querySelectorAll("input[type=file]")) {
      input.onchange = () => this.upload(input.dataset.kind, input.files[0]).then(() => { input.value = ""; });
    }
    this.menu();
  }

  menu() {
    const list = commands[this.person.language_code.split("-")[0]] ?? commands[""] ?? [];
    this.part(".menu ul").replaceChildren(...list.map(({ command, description }) => element("li", {},
      element("button", { type: "button", onclick: () => { this.fold(); this.act("say", { text: `/${command}` }); } },
        `/${command}`, element("small", { textContent: description })))));
  }

  fold() {
    for (const details of this.node.querySelectorAll("details")) details.open = false;
  }

  async act(what, body) {
    try {
      await post(`/page/people/${this.person.id}/${what}`, body);
    } catch (error) {
      this.toast(error.message);
    }
  }

  send() {
    const text = this.field.value.trim();
    if (!text) return;
    const { message, edits } = this.context ?? {};
    if (edits) this.act("edit", { text, message_id: message.message_id });
    else this.act("say", { text, reply_to: message?.message_id });
    this.field.value = "";
    this.about(null);
  }

  about(context) {
    this.context = context;
    this.part(".context").hidden = !context;
    if (!context) return;
    const what = context.edits ? "Editing: " : "Replying to: ";
    this.part(".context span").textContent = what + (context.message.text || context.message.kind);
    if (context.edits) this.field.value = context.message.text;
    this.field.focus();
  }

  async upload(kind, file) {
    if (!file) return;
    this.fold();
    const form = new FormData();
    form.append("file", file, file.name ?? "voice.ogg");
    form.append("caption", this.field.value.trim());
    this.field.value = "";
    await this.act(`upload/${kind}`, form);
  }

  async record(button) {
    if (this.recorder) return this.recorder.stop();
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      return this.toast("There is no microphone this page may use. A sound file works, too.");
    }
    const pieces = [];
    this.recorder = new MediaRecorder(stream);
    this.recorder.ondataavailable = (event) => pieces.push(event.data);
    this.recorder.onstop = () => {
      stream.getTracks().forEach((track) => track.stop());
      button.textContent = "Record a voice message";
      this.upload("voice", new File(pieces, "voice.webm", { type: this.recorder.mimeType }));
      this.recorder = null;
    };
    this.recorder.start();
    button.textContent = "Stop and send";
  }

  locate() {
    this.fold();
    const dialog = document.getElementById("location");
    dialog.onclose = () => {
      if (dialog.returnValue !== "send") return;
      const [latitude, longitude] = dialog.querySelector("select").value.split(",").map(Number);
      this.act("location", { latitude, longitude });
    };
    dialog.returnValue = "";
    dialog.showModal();
  }

  toast(text) {
    this.part(".toast").textContent = text;
    clearTimeout(this.toasting);
    this.toasting = setTimeout(() => { this.part(".toast").textContent = ""; }, 4500);
  }

  typing() {
    this.part(".typing").textContent = "solbot is typing …";
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => { this.part(".typing").textContent = ""; }, 4000);
  }

  on() {
    return {
      press: (message, data) => this.act("press", { message_id: message.message_id, data }),
      reply: (message) => this.about({ message, edits: false }),
      edit: (message) => this.about({ message, edits: true }),
      find: (id) => this.person.messages[id - 1],
    };
  }

  all() {
    this.log.replaceChildren();
    this.day = null;
    this.part(".block").textContent = this.person.blocked ? "Unblock the bot" : "Block the bot";
    for (const message of this.person.messages) this.add(message);
    this.start();
    this.replyKeyboard();
    this.bottom();
  }

  start() {
    if (this.person.messages.length) return;
    this.log.append(element("li", { className: "day" },
      element("button", { type: "button", textContent: "Start", onclick: () => this.act("say", { text: "/start" }) })));
  }

  add(message) {
    if (this.person.messages.length === 1) this.log.replaceChildren();
    const day = dayOf(message);
    if (day !== this.day) this.log.append(element("li", { className: "day", textContent: day }));
    this.day = day;
    this.log.append(bubble(message, this.on()));
    this.part(".typing").textContent = "";
  }

  change(message) {
    const old = this.log.querySelector(`[data-id="${message.message_id}"]`);
    if (old) old.replaceWith(bubble(message, this.on()));
  }

  replyKeyboard() {
    const last = this.person.messages.findLast((one) => one.from_bot && (one.reply_keyboard || one.removes_keyboard));
    const answered = last && this.person.messages.some((one) => !one.from_bot && one.message_id > last.message_id);
    const rows = last && !answered && !last.removes_keyboard ? last.reply_keyboard : [];
    this.part(".reply-keyboard").replaceChildren(...rows.flat().map((button) => element("button", {
      type: "button",
      textContent: button.text,
      onclick: () => (button.request_location ? this.locate() : this.act("say", { text: button.text })),
    })));
  }

  bottom() {
    requestAnimationFrame(() => { this.log.scrollTop = this.log.scrollHeight; });
  }
}

function list() {
  document.getElementById("people").replaceChildren(...[...people.values()].map((person) => element("li", {},
    Object.assign(element("button", { type: "button", onclick: () => show(person.id) },
      person.first_name,
      element("span", { className: "unread", textContent: person.unread || "" })),
    { ariaCurrent: String(open.includes(person.id)), ariaLabel: person.unread ? `${person.first_name}, ${person.unread} unread` : person.first_name }))));
}

function show(id) {
  const person = people.get(id);
  person.unread = 0;
  if (!open.includes(id)) {
    const most = wide.matches ? Math.max(1, Math.floor((innerWidth - 240) / 420)) : 1;
    open = [...open, id].slice(-most);
    person.view ??= new Chat(person);
  }
  document.getElementById("chats").replaceChildren(...open.map((one) => (people.get(one).view ??= new Chat(people.get(one))).node));
  for (const one of open) people.get(one).view.bottom();
  list();
}

function close(id) {
  open = open.filter((one) => one !== id);
  people.get(id).view?.node.remove();
  list();
}

function learn(person, messages = []) {
  const known = people.get(person.id);
  const next = known ?? { unread: 0, messages, view: null };
  people.set(person.id, Object.assign(next, person));
  return next;
}

const happen = {
  person: ({ person }) => { const known = learn(person); known.view?.all(); list(); },
  profile: () => load(),
  typing: ({ person_id }) => people.get(person_id)?.view?.typing(),
  callback_answer: ({ person_id, text }) => text && people.get(person_id)?.view?.toast(text),
  message: ({ person_id, message }) => {
    const person = people.get(person_id);
    if (!person || message.message_id <= person.messages.length) return;
    person.messages.push(message);
    if (message.from_bot && !open.includes(person_id)) person.unread += 1;
    person.view?.add(message);
    person.view?.replyKeyboard();
    person.view?.bottom();
    list();
  },
  edited: ({ person_id, message }) => {
    const person = people.get(person_id);
    if (!person) return;
    person.messages[message.message_id - 1] = message;
    person.view?.change(message);
  },
};
happen.deleted = happen.edited;

async function load() {
  const state = await (await fetch("/page/state")).json();
  commands = state.profile.commands;
  for (const { messages, ...person } of state.people) {
    const known = learn(person);
    known.messages = messages;
    known.view?.menu();
    known.view?.all();
  }
  if (!open.length && people.size) show(people.keys().next().value);
  list();
}

function listen() {
  const line = new EventSource("/page/events");
  const status = document.getElementById("connection");
  line.onopen = () => { status.textContent = ""; load(); };
  line.onerror = () => { status.textContent = "The playground does not answer. Waiting for it to come back …"; };
  line.onmessage = (event) => { const told = JSON.parse(event.data); happen[told.type]?.(told); };
}

document.getElementById("add-person").onsubmit = async (event) => {
  event.preventDefault();
  const form = event.target;
  const person = await post("/page/people", { name: form.elements.name.value, language: form.elements.language.value });
  learn(person);
  form.reset();
  show(person.id);
};

listen();
