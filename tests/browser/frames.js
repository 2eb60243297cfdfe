// How long each frame took within three seconds, in milliseconds.
async () => {
  const frames = [];
  for (let before = performance.now(), end = before + 3000; before < end;) {
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    frames.push(now - before);
    before = now;
  }
  return frames;
}
