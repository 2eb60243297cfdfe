// Scrolls up, two screens each frame, until there is no more; gives how long each frame took, in milliseconds.
async () => {
  const log = document.querySelector('[role=log]'), frames = [];
  let before = performance.now();
  for (let still = 0; still < 30;) {
    const top = log.scrollTop;
    log.scrollTop -= 2000;
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    frames.push(now - before);
    before = now;
    still = log.scrollTop === top ? still + 1 : 0;
  }
  return frames;
}
