// The playground's own data: kept, or thrown away at its end.

import { button, ordered, part, said, toggle } from "./controls.js";
import { confirmed } from "./dialogs.js";
import { element } from "./dom.js";
import { world } from "./world.js";

export const label = "Data";
export const drawn = "data";
export const hears = ["data"];

export function build(body) {
  const keep = toggle("Keep the data", "People, chats and journals are there again next time.", (yes) => ordered("data", { keep: yes }));
  const where = element("p", { className: "hint" });
  const afresh = async () => {
    const yes = await confirmed({ title: "Start afresh?", text: "Everybody here, every chat and every journal is erased now.", yes: "Erase everything", danger: true });
    if (yes) await ordered("data", { do: "throw away" });
  };
  body.append(
    part("", keep.node, where),
    part("Afresh", element("p", { className: "hint", textContent: "The bot starts again and knows nobody." }), button("Throw everything away", afresh, "plain danger")));
  return () => {
    keep.set(world.data?.kept);
    said(where, `The data are in ${world.data?.folder ?? "…"}, apart from any other bot’s. ${world.data?.kept ? "" : "They are thrown away when the playground ends."}`);
  };
}
