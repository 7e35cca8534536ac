// The cycle: who does what after whom, as boxes in two columns and arrows between them.
import { tenth } from "./numbers.js";
import { linear } from "./scales.js";

// The columns and rows. `look` is {width, projector, nodes}, the nodes of all runs that may be shown.
export function frame({ width, projector, nodes }) {
  const size = projector ? 16 : 13, row = width > 560 ? 92 : projector ? 70 : 66, half = Math.min(76, 0.13 * width);
  const rows = 1 - Math.min(0, ...nodes.map(node => node.y || 0));
  return { size: size, half: half, height: Math.round(size + 14 + rows * row), x: linear([-0.2, 1.2], [0, width]),
           y: linear([0.5, -0.5], [size + 10, size + 10 + row]) };
}

// The boxes, those on the loop marked.
export function boxes(frame, nodes, edges) {
  const ring = new Set(edges.filter(edge => edge.loop).flatMap(edge => [edge.from, edge.to]));
  const loop = node => ring.has(node.who + "_" + node.move);
  return nodes.map(node => ({ ...node, x: frame.x(node.x), y: frame.y(node.y), loop: loop(node) }));
}

// Whether the loop is of reach and response alone; its nodes are "a_reach" and the like.
export function kind(edges) {
  const loop = edges.filter(edge => edge.loop).flatMap(edge => [edge.from, edge.to]);
  return loop.length > 0 && loop.every(node => /_(reach|respond)$/.test(node));
}

// A point of a curve with one control point; `share` 0 is its beginning.
export function along([from, control, to], share) {
  const rest = 1 - share;
  return [0, 1].map(i => rest * rest * from[i] + 2 * share * rest * control[i] + share * share * to[i]);
}

// An arrow: its curve, its head, and where its number stands. A box is as wide as there is room, so an arrow begins and
// ends at its real sides.
export function arrow(frame, edge) {
  const points = edge.shape.map(([x, y]) => [frame.x(x), frame.y(y)]), inward = points[2][0] > points[0][0] ? 1 : -1;
  const [first, second] = [frame.x(0) + frame.half, frame.x(1) - frame.half];
  points[0][0] = inward > 0 ? first : second;
  points[2][0] = inward > 0 ? second : first;
  const [from, control, to] = points, wide = 1 + (edge.loop ? 7 : 5.5) * edge.probability;
  const long = Math.hypot(to[0] - control[0], to[1] - control[1]) || 1;
  const ux = (to[0] - control[0]) / long, uy = (to[1] - control[1]) / long;
  const head = 7 + 1.1 * wide, side = 3.5 + 0.75 * wide, end = [to[0] - ux * head, to[1] - uy * head];
  const say = (x, y) => tenth(x) + " " + tenth(y), [lx, ly] = along(points, 0.34);
  return {
    key: edge.from + edge.to, kind: edge.loop ? "loop" : edge.sign > 0 ? "more" : "less", wide: tenth(wide),
    p: edge.probability, lx: lx, ly: ly,
    d: "M" + say(...from) + "Q" + say(...control) + " " + say(...end),
    head: "M" + say(...to) + "L" + say(end[0] - uy * side, end[1] + ux * side)
      + "L" + say(end[0] + uy * side, end[1] - ux * side) + "Z",
  };
}

// All arrows; the loop lies over the others.
export function arrows(frame, edges) {
  const drawn = edges.map(edge => arrow(frame, edge)), loop = ({ kind }) => kind === "loop";
  return drawn.filter(found => !loop(found)).concat(drawn.filter(loop));
}
