// Hands, keys and room: what panels ask of the browser.

// Whether the last thing done was a key's press, and how many strokes there were: what is changed under one stroke of
// the hand is one step back.
export const last = { byKey: false, stroke: 0, entered: null };

export function watch() {
  ["pointerdown", "keydown"].forEach(name => window.addEventListener(name, event => {
    last.byKey = name === "keydown";
    const { key, target } = event;
    if (key !== " ") last.entered = key === "Enter" && target.tagName === "BUTTON" ? target : null;
    if (!event.repeat) last.stroke += 1;
  }, true));
  // Where a Space was meant for the page, its release presses nothing.
  window.addEventListener("keyup", event => {
    if (event.key === " " && last.entered && event.target === last.entered) event.preventDefault();
  }, true);
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

// What a hand holds while it drags: of one pointer, from its press to its release. `press` is whether one begins there:
// a second finger, another button, or a hand that holds already begins nothing.
export class Hold {
  constructor() { this.of = null; }

  press(event, what = {}) {
    if (this.of || !event.isPrimary || event.button > 0) return false;
    this.of = { id: event.pointerId, x: event.clientX, y: event.clientY, far: false, ...what };
    event.currentTarget.setPointerCapture(event.pointerId);
    return true;
  }

  // What is held, where this is its pointer with the button still down: a release may have been outside the window.
  move(event) {
    if (!this.of || this.of.id !== event.pointerId) return null;
    if (!event.buttons) return this.drop();
    this.of.far = this.of.far || Math.abs(event.clientX - this.of.x) > FAR;
    return this.of;
  }

  // What was held until this pointer's release.
  release(event) {
    const held = this.of && this.of.id === event.pointerId ? this.of : null;
    if (held) this.drop();
    return held;
  }

  drop() {
    this.of = null;
    return null;
  }
}

// Pixels from which a press is a drag.
const FAR = 4;

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

const SMALLEST = 0.56;

// What is said in an element is as large as there is room for, and no larger than it is meant to be.
export function fit(panel, element) {
  const size = () => {
    let share = 1.04;
    do {
      share -= 0.04;
      element.style.setProperty("--fit", share.toFixed(2));
    } while (share > SMALLEST && element.scrollHeight > element.clientHeight + 1);
  };
  size();
  const known = panel.fitted || (panel.fitted = new Map());
  if (known.has(element)) return;
  const watching = new ResizeObserver(size);
  known.set(element, watching);
  watching.observe(element);
  panel.$once("hook:beforeDestroy", () => watching.disconnect());
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
