// Dialogs: one at a time, closed by Esc; the focus returns to where it was.

import { element, iconButton } from "./dom.js";

/** Show a dialog with these things in it. Gives the form's values when it is submitted, null otherwise.
 *
 * With `send`, what that makes of the values is given; when it fails, the dialog stays and says why. */
export function ask({ title, content = [], yes = "OK", no = "Cancel", wide = false, send = null }) {
  const heading = element("h2", { textContent: title });
  const fault = element("p", { className: "fault", role: "alert" });
  const form = element("form", { method: "dialog" }, heading, content, fault, element("div", { className: "choices" },
    no && element("button", { type: "button", className: "plain", textContent: no, onclick: () => dialog.close() }),
    yes && element("button", { type: "submit", className: "primary", textContent: yes })));
  const dialog = element("dialog", { className: wide ? "wide" : "", ariaLabel: title }, form);
  return shown(dialog, (done) => {
    form.onsubmit = async (event) => {
      const values = Object.fromEntries(new FormData(form));
      if (!send) return done(values);
      event.preventDefault();
      form.inert = true; // sent once
      fault.textContent = "";
      try {
        done(await send(values));
        dialog.close();
      } catch (error) {
        fault.textContent = error.message;
      } finally {
        form.inert = false;
      }
      return undefined;
    };
  });
}

/** Whether the person says yes. */
export async function confirmed({ title, text, note, yes, danger = false }) {
  const content = [element("p", { className: "quoted-address", textContent: text }), note && element("p", { className: "soft", textContent: note })];
  const answer = ask({ title, content, yes });
  if (danger) document.querySelector("dialog[open] .primary")?.classList.add("danger");
  return (await answer) !== null;
}

/** Show something large: a photo, a document. */
export function show(title, content, actions = []) {
  const dialog = element("dialog", { className: "viewer", ariaLabel: title },
    element("header", {}, element("h2", { textContent: title }), actions,
      iconButton("close", "Close", () => dialog.close())), content);
  return shown(dialog, () => {});
}

function shown(dialog, wire) {
  return new Promise((resolve) => {
    let answer = null;
    wire((value) => { answer = value; });
    dialog.onclick = (event) => { if (event.target === dialog) dialog.close(); };
    dialog.onclose = () => { dialog.remove(); resolve(answer); };
    document.body.append(dialog);
    dialog.showModal();
  });
}
