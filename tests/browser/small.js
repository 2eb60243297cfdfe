// What one presses and is under 32 pixels in height or width; links within a text are as large as it.
(within) => {
  const pressed = "button, a[href], input, select, textarea, summary, [role=tab], [role=menuitem], [role=option]";
  const seen = (node) => node.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true });
  const area = (node) => (node.labels?.[0] ?? node).getBoundingClientRect();
  return [...document.querySelector(within).querySelectorAll(pressed)]
    .filter((node) => seen(node) && !node.closest(".words, template, .skip"))
    .map((node) => [node, area(node)])
    .filter(([, { width, height }]) => width < 32 || height < 32)
    .map(([node, { width, height }]) => `${Math.round(width)}×${Math.round(height)}: ${node.outerHTML.slice(0, 120)}`);
}
