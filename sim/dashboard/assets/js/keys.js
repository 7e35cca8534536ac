// Which key does what on the page.

const FIXED = {
  " ": ["toggle"], Home: ["start"], End: ["end"], h: ["act", "hand-holding"], t: ["act", "time-out"],
  s: ["act", "softening"], d: ["act", "bad-day"], f: ["act", "fork"], b: ["mark"], r: ["reset"], z: ["undo"],
  p: ["projector"], "?": ["help"],
};
const PRESSED_BY_SPACE = ["BUTTON", "SUMMARY", "A"], TICKED = ["checkbox", "radio"];

// What a key does where it was pressed: [name, argument], or nothing. `target` is {tagName, type}; `entered` is what
// Enter has just pressed: Space plays then, and does not press it again.
export function command(event, entered = null) {
  const { key, target } = event, tag = target.tagName;
  if (event.ctrlKey || event.metaKey || event.altKey || tag === "SELECT" || tag === "TEXTAREA") return null;
  if (tag === "INPUT" && target.type !== "range" && !TICKED.includes(target.type)) return null;
  // Space presses, and arrows move, what has the focus.
  if (key === " " && entered && target === entered) return ["toggle"];
  if (key === " " && (PRESSED_BY_SPACE.includes(tag) || TICKED.includes(target.type))) return null;
  if (tag === "INPUT" && key.length > 1) return null;
  if (key === "ArrowLeft" || key === "ArrowRight") {
    return ["step", (key === "ArrowLeft" ? -1 : 1) * (event.shiftKey ? 10 : 1)];
  }
  if (/^[1-9]$/.test(key)) return ["choose", Number(key) - 1];
  return FIXED[key.length === 1 ? key.toLowerCase() : key] || null;
}

// Which of `count` tabs the arrows lead to; nothing for other keys.
export function along(key, at, count) {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[key];
  return by ? (at + by + count) % count : null;
}
