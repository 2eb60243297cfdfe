// How long each frame took within that many milliseconds, in milliseconds.
async (span) => {
  const frames = [];
  for (let before = performance.now(), end = before + span; before < end;) {
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    frames.push(now - before);
    before = now;
  }
  return frames;
}
