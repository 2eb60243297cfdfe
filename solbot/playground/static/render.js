// Builds what is seen. Whatever a person typed reaches the page as text, never as markup.

const TAGS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote", text_link: "a", url: "a", spoiler: "span",
};

export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

// Entities have UTF-16 offsets, as JavaScript strings do; they nest and never cross.
export function formatted(text, entities, from = 0, to = text.length) {
  const fragment = document.createDocumentFragment();
  let at = from;
  const rest = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  while (rest.length) {
    const entity = rest.shift();
    const end = entity.offset + entity.length;
    if (entity.offset < at || end > to || !TAGS[entity.type]) continue;
    fragment.append(text.slice(at, entity.offset));
    const inner = rest.filter((one) => one.offset >= entity.offset && one.offset + one.length <= end);
    const made = element(TAGS[entity.type], {}, formatted(text, inner, entity.offset, end));
    if (entity.type === "text_link" && /^(https?|tg):\/\//.test(entity.url)) {
      Object.assign(made, { href: entity.url, target: "_blank", rel: "noopener noreferrer" });
    }
    if (entity.type === "spoiler") {
      made.className = "spoiler";
      made.onclick = () => made.classList.add("shown");
    }
    fragment.append(made);
    at = end;
  }
  fragment.append(text.slice(at, to));
  return fragment;
}

const clock = new Intl.DateTimeFormat([], { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat([], { weekday: "long", day: "numeric", month: "long" });

export function dayOf(message) {
  return day.format(new Date(message.date * 1000));
}

function content(message) {
  const file = `/page/file/${encodeURIComponent(message.file_id)}`;
  if (message.kind === "photo") return element("img", { src: file, alt: "Photo" });
  if (message.kind === "voice") return element("audio", { src: file, controls: true, title: "Voice message" });
  if (message.kind === "document") return element("a", { href: file, download: message.file_name, textContent: `📄 ${message.file_name}` });
  if (message.kind === "location") return element("span", { textContent: `📍 ${message.location.join(", ")}` });
  if (message.kind === "sticker") return element("span", { textContent: message.emoji, style: "font-size:3rem" });
  return "";
}

function keyboard(message, on) {
  const rows = message.keyboard.map((row) => element("div", { className: "row" }, ...row.map((button) => {
    if (button.url) return element("a", { href: button.url, target: "_blank", rel: "noopener noreferrer", textContent: button.text });
    return element("button", { type: "button", textContent: button.text, onclick: () => on.press(message, button.callback_data) });
  })));
  return element("div", { className: "keyboard" }, ...rows);
}

export function bubble(message, on) {
  const mine = !message.from_bot;
  const body = element("div", { className: "bubble" });
  const quoted = message.reply_to && on.find(message.reply_to);
  if (quoted) body.append(element("span", { className: "quoted", textContent: quoted.text || quoted.kind }));
  if (message.deleted) body.append("deleted");
  else body.append(content(message), formatted(message.text, message.entities));
  const meta = element("div", { className: "meta" });
  if (!message.deleted) {
    meta.append(element("button", { type: "button", textContent: "↩", ariaLabel: "Reply", onclick: () => on.reply(message) }));
    if (mine && message.text) meta.append(element("button", { type: "button", textContent: "✎", ariaLabel: "Edit", onclick: () => on.edit(message) }));
  }
  if (message.edited) meta.append(element("span", { textContent: "edited" }));
  meta.append(clock.format(new Date(message.date * 1000)));
  body.append(meta);
  const item = element("li", { className: "message" + (mine ? " mine" : "") + (message.deleted ? " deleted" : "") }, body);
  item.dataset.id = message.message_id;
  if (message.keyboard && !message.deleted) item.append(keyboard(message, on));
  return item;
}
