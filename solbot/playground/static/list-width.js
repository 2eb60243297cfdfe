// How wide the list of people is: drag its edge, or move it with the arrow keys; kept in this browser.

const KEY = "solbot-list";
const [LEAST, MOST, STEP] = [176, 520, 16]; // pixels

/** Let `divider` set the width of the list, as it was left; a double click gives it back to the page. */
export function wireListWidth(divider) {
  const root = document.documentElement;
  const width = () => Math.round(document.querySelector(".people").getBoundingClientRect().width);
  const told = () => Object.assign(divider, { ariaValueMin: String(LEAST), ariaValueMax: String(MOST), ariaValueNow: String(width()) });
  const set = (wanted) => {
    const now = Math.min(MOST, innerWidth / 2, Math.max(LEAST, wanted));
    root.style.setProperty("--list", `${now}px`);
    localStorage.setItem(KEY, String(now));
    told();
  };
  const kept = Number(localStorage.getItem(KEY));
  if (kept) set(kept);
  else told();
  divider.onpointerdown = (event) => { event.preventDefault(); divider.setPointerCapture(event.pointerId); };
  divider.onpointermove = (event) => { if (divider.hasPointerCapture(event.pointerId)) set(event.clientX); };
  divider.onkeydown = (event) => {
    const wanted = { ArrowLeft: width() - STEP, ArrowRight: width() + STEP, Home: LEAST, End: MOST }[event.key];
    if (wanted !== undefined) { event.preventDefault(); set(wanted); }
  };
  divider.ondblclick = () => { localStorage.removeItem(KEY); root.style.removeProperty("--list"); told(); };
}
