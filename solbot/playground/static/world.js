// What this page knows of the world, and the live line that keeps it so.

/** Filled by the first load; the same object for as long as the page is open. */
export const world = {
  username: "", people: new Map(), profile: {}, roles: ["member"], clock: null, weather: null, bot: null,
  queue: null, content: null, scenes: [], scene: null, data: null, crowd: null, connected: true, chosen: null,
};

const bus = new EventTarget();
const SINGLE = ["clock", "weather", "bot", "queue", "content", "data", "scene", "crowd"];

/** Call `act` with what is told at every `type`: an event of the server, or `loaded`, `people`, `line`. */
export function on(type, act) {
  bus.addEventListener(type, (event) => act(event.detail));
}

/** Tell everybody on this page. */
export function tell(type, detail = {}) {
  bus.dispatchEvent(new CustomEvent(type, { detail }));
}

async function asked(path, request) {
  const answer = await fetch(`/page/${path}`, request).catch(() => null);
  if (!answer) throw new Error("The playground does not answer. Is it still running?");
  if (!answer.ok) throw new Error((await answer.text()) || `That failed (${answer.status}).`);
  return answer.json();
}

/** Ask the server. Throws an Error whose message can be shown. */
export const get = (path) => asked(path);

/** Have the server do something. Throws an Error whose message can be shown. */
export function post(path, body = {}) {
  const form = body instanceof FormData;
  return asked(path, {
    method: "POST",
    body: form ? body : JSON.stringify(body),
    headers: form ? {} : { "Content-Type": "application/json" },
  });
}

/** Take in a person as the server shows one; gives the one this page keeps. */
export function learn(person) {
  const known = world.people.get(person.id) ?? { count: 0, messages: [], heard: performance.now() };
  world.people.set(person.id, Object.assign(known, person));
  return known;
}

async function load() {
  const state = await get("state");
  const { people, ...rest } = state;
  Object.assign(world, rest);
  for (const one of SINGLE) stamp(one);
  const there = new Set(people.map((person) => person.id));
  for (const id of world.people.keys()) if (!there.has(id)) world.people.delete(id);
  people.forEach(learn);
  tell("loaded");
}

function stamp(type) {
  if (type === "clock" && world.clock) world.clock.heard = performance.now();
}

/** The moment it is in the world, in seconds since 1970. */
export function now() {
  const { clock } = world;
  if (!clock) return Date.now() / 1000;
  const run = clock.goal ? 0 : clock.speed * (performance.now() - clock.heard) / 1000;
  return Date.parse(clock.now) / 1000 + run;
}

let renaming = 0;

const HAPPEN = {
  message: ({ person_id, message }) => {
    const person = world.people.get(person_id);
    if (!person || message.message_id <= person.count) return;
    person.count = message.message_id;
    person.messages.push(message);
    if (person.messages.length > 400) person.messages.splice(0, 200);
  },
  edited: ({ person_id, message }) => {
    const messages = world.people.get(person_id)?.messages ?? [];
    const at = messages.findIndex((one) => one.message_id === message.message_id);
    if (at >= 0) messages[at] = message;
  },
  person: ({ person }) => learn(person),
  profile: () => {
    clearTimeout(renaming);
    renaming = setTimeout(reload, 300); // a bot that starts sets a dozen of them
  },
  counts: ({ changed }) => {
    for (const [id, count] of changed) if (world.people.has(id)) world.people.get(id).count = count;
  },
};
HAPPEN.deleted = HAPPEN.edited;

function happen(told) {
  if (told.type === "gone") return reload();
  if (SINGLE.includes(told.type)) {
    world[told.type] = told[told.type];
    stamp(told.type);
  }
  HAPPEN[told.type]?.(told);
  tell(told.type, told);
}

let loading = null;
let waiting = []; // what happened while the state was on its way

function reload() {
  const mine = loading = load().catch(() => {}).finally(() => {
    if (loading !== mine) return;
    loading = null;
    for (const told of waiting.splice(0)) happen(told);
  });
  return mine;
}

/** Follow the world from here on; over restarts of the server, too. */
export function listen() {
  const line = new EventSource("/page/events");
  const connected = (yes) => {
    world.connected = yes;
    tell("line", yes);
  };
  line.onopen = () => { connected(true); reload(); };
  line.onerror = () => {
    connected(false);
    if (line.readyState === EventSource.CLOSED) setTimeout(listen, 1000);
  };
  line.onmessage = (event) => {
    const told = JSON.parse(event.data);
    if (loading && told.type !== "gone") waiting.push(told);
    else happen(told);
  };
}
