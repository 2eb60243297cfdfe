// Scrolls a chat, two screens each frame; gives how long each frame took, in milliseconds.
// `whole`: upwards until there is no more. Otherwise to and fro for a second, as something to compare with.
async (whole) => {
  const log = document.querySelector("[role=log]"), frames = [];
  const began = performance.now();
  let before = began;
  for (let still = 0; whole ? still < 30 : before - began < 1000;) {
    const top = log.scrollTop;
    log.scrollTop += whole || frames.length % 2 ? -2000 : 2000;
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    frames.push(now - before);
    before = now;
    still = log.scrollTop === top ? still + 1 : 0;
  }
  return frames;
}
