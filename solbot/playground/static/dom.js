// Builds elements. Whatever a person typed reaches the page as text, never as markup.

const SVG = "http://www.w3.org/2000/svg";

/** An element with properties (or attributes, where there is no such property) and children. */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (key in made) made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

const DRAWN = {
  attach: "M20 11l-8.5 8.5a5 5 0 0 1-7-7L13 4a3.3 3.3 0 0 1 4.7 4.7l-8.3 8.3a1.7 1.7 0 0 1-2.4-2.4L14.6 7",
  auto: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 3v18M12 7l5-2M12 12h9M12 17l5 2",
  back: "M14 6l-6 6 6 6",
  book: "M12 6.5C10 5 7 4.5 4 5v13.5c3-.5 6 0 8 1.5 2-1.5 5-2 8-1.5V5c-3-.5-6 0-8 1.5zM12 6.5V20",
  check: "M5 12.5l4.5 4.5L19 7.5",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7.5V12l3 2",
  close: "M6 6l12 12M18 6L6 18",
  cloud: "M7 18.5a4 4 0 0 1-.5-7.97A6 6 0 0 1 18 10a4.3 4.3 0 0 1-.5 8.5z",
  copy: "M9 9h10v11H9zM15 9V4H5v11h4",
  data: "M12 4c4.4 0 8 1.3 8 3s-3.6 3-8 3-8-1.3-8-3 3.6-3 8-3zM4 7v10c0 1.7 3.6 3 8 3s8-1.3 8-3V7M4 12c0 1.7 3.6 3 8 3s8-1.3 8-3",
  down: "M6 9.5l6 6 6-6",
  edit: "M5 19l1-4L16.5 4.5l3 3L9 18z",
  file: "M6 3h8l5 5v13H6zM14 3v5h5",
  forward: "M14 8l5 4.5-5 4.5M18.5 12.5H10a5 5 0 0 0-5 5V19",
  info: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5.5M12 7.5h.01",
  link: "M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1",
  menu: "M5 7h14M5 12h14M5 17h9",
  mic: "M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM6 11a6 6 0 0 0 12 0M12 17v4",
  moon: "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  pause: "M9 6v12M15 6v12",
  photo: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9h.01",
  pin: "M9 4h6l-1 6 3 3H7l3-3zM12 13v7",
  place: "M12 21c4-4.5 6.5-7.5 6.5-11a6.5 6.5 0 0 0-13 0c0 3.5 2.5 6.5 6.5 11zM12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  play: "M9 6l9 6-9 6z",
  plus: "M12 5v14M5 12h14",
  reply: "M10 8l-5 4.5 5 4.5M5.5 12.5H14a5 5 0 0 1 5 5V19",
  save: "M12 4v10.5M7.5 10.5L12 15l4.5-4.5M5 19.5h14",
  scene: "M4 9h16v10H4zM4 9l1-4 15 0v4M9 5L7.5 9M14 5l-1.5 4M19 5l-1.5 4",
  search: "M11 5a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM15.5 15.5L20 20",
  send: "M4.5 12L20 4.5 15 20l-3.5-6.5zM11.5 13.5L20 4.5",
  smile: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8.5 14c1.8 2.3 5.2 2.3 7 0M9 9.5h.01M15 9.5h.01",
  stop: "M7 7h10v10H7z",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
  trash: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
  user: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5",
  warn: "M12 4l9 16H3zM12 10v4.5M12 17.5h.01",
};

/** A drawing in the colour of the text around it; silent to screen readers. */
export function icon(name) {
  const drawing = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  for (const [key, value] of [["viewBox", "0 0 24 24"], ["aria-hidden", "true"], ["class", `icon icon-${name}`]]) {
    drawing.setAttribute(key, value);
  }
  path.setAttribute("d", DRAWN[name]);
  drawing.append(path);
  return drawing;
}

/** A button that shows a drawing alone; `label` is what it is called. */
export function iconButton(name, label, onclick, properties = {}) {
  return element("button", { type: "button", className: "icon-button", title: label, ariaLabel: label, onclick, ...properties }, icon(name));
}

/** A field with its label above it. */
export function labelled(label, field, hint = null) {
  return element("label", { className: "field" }, element("span", { textContent: label }), field,
    hint && element("small", { textContent: hint }));
}

/** The choices of a select, from [value, label] pairs. */
export function select(name, pairs, chosen) {
  const made = element("select", { name }, pairs.map(([value, textContent]) => element("option", { value, textContent })));
  if (chosen !== undefined) made.value = chosen;
  return made;
}
