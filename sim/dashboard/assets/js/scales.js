// Scales, ticks and paths: from numbers to places on a picture.
import { tenth } from "./numbers.js";

// The straight scale that takes `from` to `low` and `to` to `high`; `invert` goes back. An empty domain lies at `low`.
export function linear([from, to], [low, high]) {
  const wide = to - from;
  const scale = value => (wide ? low + (high - low) * (value - from) / wide : low);
  scale.invert = place => (high === low ? from : from + wide * (place - low) / (high - low));
  return scale;
}

// The first of `steps` that cuts `span` into at most `most` parts, or `otherwise`.
export function step(steps, span, most, otherwise) {
  const found = steps.find(size => span / size <= most);
  return found === undefined ? otherwise : found;
}

// 0, step, 2 step, … up to `end`.
export function ticks(end, size) {
  const all = [];
  for (let tick = 0; tick <= end; tick += size) all.push(tick);
  return all;
}

const joined = points => points.map(([x, y]) => tenth(x) + " " + tenth(y)).join("L");

// The path through points [x, y], closed where asked.
export const path = (points, closed) => "M" + joined(points) + (closed ? "Z" : "");

// The area between an edge and another one.
export const area = (edge, other) => path(edge.concat(other.slice().reverse()), true);
