// How far a picture is moved and enlarged: `view` is {x, y, k}, and 1 shows it whole.
import { clamp } from "./numbers.js";

export const WHOLE = Object.freeze({ x: 0, y: 0, k: 1 });
const NEAREST = 12;

// Never so far that there is nothing to be seen at an edge.
export function within({ x, y, k }, { width, height }) {
  return Object.freeze({ k, x: clamp(x, width * (1 - k), 0), y: clamp(y, height * (1 - k), 0) });
}

// The picture so many times as large, with what is at a point staying there.
export function enlarged(view, by, [x, y], size) {
  const k = clamp(view.k * by, 1, NEAREST), part = k / view.k;
  return within({ k, x: x - (x - view.x) * part, y: y - (y - view.y) * part }, size);
}
