// Where a panel lies over the chats, what is under it waits: behind a scrim, and out of the keyboard's way.

/** Whether there is no room for a panel beside the chats. */
export const isCovered = matchMedia("(max-width: 1180px)");

/** Gives what is to be told whether a panel is open; a press on the scrim calls `close`. */
export function onCover(close) {
  const scrim = document.querySelector(".scrim");
  const under = [...document.querySelectorAll(".people, #chats")];
  let open = false;
  const set = (now) => {
    open = now;
    const covered = open && isCovered.matches;
    scrim.hidden = !covered;
    for (const one of under) one.inert = covered;
  };
  scrim.onclick = close;
  isCovered.addEventListener("change", () => set(open));
  return set;
}
