// Hands, keys and room: what panels ask of the browser.

// Whether the last thing done was a key's press, and how many strokes there were: what is changed under one stroke of
// the hand is one step back.
export const last = { byKey: false, stroke: 0 };

export function watch() {
  ["pointerdown", "keydown"].forEach(name => window.addEventListener(name, event => {
    last.byKey = name === "keydown";
    if (!event.repeat) last.stroke += 1;
  }, true));
  // What was pressed or chosen by hand gives the keys back to the page, so that Space plays; what is walked by keys
  // keeps them, and so does a block, which arrows move.
  window.addEventListener("change", event => {
    if (event.target.matches("select:not(.pdd-sheet *)") && !last.byKey) event.target.blur();
  });
  window.addEventListener("click", event => {
    const pressed = event.detail && event.target.closest(".pdd button:not(.pdd-block), .pdd summary");
    if (pressed && pressed === document.activeElement) pressed.blur();
  }, true);
}

// Tell `fit` the element whenever it changes its size, and once now; again for another element in its place.
export function room(panel, element, fit) {
  if (!element || panel.watched === element) return;
  if (panel.watching) panel.watching.disconnect();
  else panel.$once("hook:beforeDestroy", () => panel.watching.disconnect());
  panel.watched = element;
  panel.watching = new ResizeObserver(() => fit(element));
  panel.watching.observe(element);
  fit(element);
}

// A sheet over the page closes by Escape and by a press beside it.
export function sheet(panel, element, close) {
  const beside = event => { if (!element.contains(event.target)) close(false); };
  const escape = event => { if (event.key === "Escape") close(true); };
  document.addEventListener("pointerdown", beside);
  document.addEventListener("keydown", escape);
  panel.$once("hook:beforeDestroy", () => {
    document.removeEventListener("pointerdown", beside);
    document.removeEventListener("keydown", escape);
  });
}
