// Why? One turn taken apart, as bars; all numbers are whole hundredths.
import { decimal } from "./numbers.js";

// What is less is not worth a part of a bar.
const WORTH = 5;
const COMES = ["silence", "protest", "spark", "stress", "burden", "chance"];
const TAKES = ["answer", "hand", "room", "chance"];
const URGE = [["pursue", "protest"], ["withdraw", "quiet"], ["reach", "reach"]];
const MADE = ["pursue", "withdraw", "reach", "respond"];

export const hundredths = value => decimal(value / 100);

// The stripes that tell causes apart without colour.
export const PATTERNS = [
  { id: "silence", back: "sky", line: "sky-dark", wide: 1.6, turn: 45 },
  { id: "protest", back: "orange", line: "orange", wide: 1, turn: 0 },
  { id: "spark", back: "grey", line: "grey", wide: 1, turn: 0 },
  { id: "stress", back: "track", line: "grey-dark", wide: 1.5, turn: 90 },
  { id: "burden", back: "grey", line: "charcoal", wide: 2, turn: 0 },
  { id: "chance", back: "white", line: "edge", wide: 1, turn: -45 },
  { id: "quiet", back: "sky", line: "sky-light", wide: 2, turn: 45 },
  { id: "reach", back: "green-light", line: "green-light", wide: 1, turn: 0 },
];

// The numbers of one turn, by name.
export const numbers = (columns, at) => Object.fromEntries(Object.keys(columns).map(key => [key, columns[key][at]]));

// What alarms, side by side, what takes of it, and what is left. `scale` is pixels a hundredth.
export function alarm(n, scale) {
  const parts = [], taken = [];
  let x = 0;
  COMES.filter(key => n[key] >= WORTH).forEach(key => {
    parts.push({ name: key, value: n[key], x: x, w: n[key] * scale });
    x += n[key] * scale;
  });
  TAKES.forEach(key => {
    const value = key === "chance" ? -n[key] : n[key];
    if (value >= WORTH) taken.push({ name: key, value: value });
  });
  const sum = parts.reduce((all, part) => all + part.value, 0);
  return { parts: parts, taken: taken, sum: sum, whole: x, net: Math.min(x, n.alarm * scale) };
}

// How the urge is shared out over a bar, with as many words as a part has room for. `words` name the moves.
export function urge(n, bar, size, words) {
  const total = Math.max(1, URGE.reduce((sum, [move]) => sum + n["share_" + move], 0));
  let x = 0;
  return URGE.map(([move, fill]) => {
    const share = n["share_" + move], w = share * bar / total, text = words[move] + " " + share + " %";
    const part = { name: move, fill: fill, x: x, w: w,
                   text: w > text.length * size * 0.56 ? text : w > size * 2.6 ? share + " %" : "" };
    x += w;
    return part;
  });
}

// The move that is made most: [move, strength].
export function made(n) {
  return MADE.map(move => [move, n[move]]).sort(([, first], [, second]) => second - first)[0];
}

// What a day built, wore and let go in the night, drawn to both sides of the middle; the four numbers of a day are its
// morning, built, worn and night. `scale` is pixels a unit.
export function day([from, built, worn, night], scale) {
  return { from: from, then: from + built - worn + night, built: Math.max(0, built) * scale,
           worn: Math.max(0, worn) * scale, night: night * scale };
}
