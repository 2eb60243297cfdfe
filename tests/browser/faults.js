// What a checker of accessibility looks for first: names of controls, ids used twice, and the contrast of every word
// with what is behind it (4.5, or 3 where it is large).
async (within) => {
  const root = document.querySelector(within);
  const changing = () => document.getAnimations().filter((one) => one instanceof CSSTransition);
  await new Promise(requestAnimationFrame);
  await Promise.allSettled(changing().map((one) => one.finished));
  const faults = [], seen = (node) => node.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true});
  const called = (node) => node.ariaLabel || node.labels?.[0]?.textContent || node.textContent.trim() || node.title
    || node.querySelector('img[alt]')?.alt;
  const controls = 'button, a[href], input, select, textarea, [role=tab], [role=menuitem]';
  for (const node of root.querySelectorAll(controls)) {
    if (seen(node) && !called(node)?.trim()) faults.push('no name: ' + node.outerHTML.slice(0, 120));
  }
  for (const node of document.querySelectorAll('img:not([alt])')) faults.push('no alt: ' + node.src);
  const ids = [...document.querySelectorAll('[id]')].map((node) => node.id);
  for (const id of ids.filter((one, at) => ids.indexOf(one) !== at)) faults.push('twice: #' + id);
  const paint = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  paint.canvas.width = paint.canvas.height = 1;
  const known = new Map();
  const over = (colours) => {
    const key = colours.join();
    if (!known.has(key)) known.set(key, painted(colours));
    return known.get(key);
  };
  const painted = (colours) => {
    paint.clearRect(0, 0, 1, 1);
    for (const colour of colours) { paint.fillStyle = colour; paint.fillRect(0, 0, 1, 1); }
    return [...paint.getImageData(0, 0, 1, 1).data];
  };
  const light = (rgb) => rgb.slice(0, 3).map((one) => one / 255)
    .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4))
    .reduce((sum, one, at) => sum + one * [0.2126, 0.7152, 0.0722][at], 0);
  const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !seen(node) || node.closest('template, :disabled, option, .spoiler')) continue;
    const behind = [];
    for (let at = node; at; at = at.parentElement) behind.unshift(getComputedStyle(at).backgroundColor);
    const style = getComputedStyle(node), size = parseFloat(style.fontSize);
    if (!size) continue;
    const wanted = size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5;
    const found = ratio(light(over(behind)), light(over([...behind, style.color])));
    if (found < wanted) faults.push(`contrast ${found.toFixed(2)}: ${walker.currentNode.data.trim().slice(0, 40)} (${node.className})`);
  }
  return faults;
}
