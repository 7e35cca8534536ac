// The stage: where the two stand, what passes between them, and what is in the room. All in pixels of the picture.
import { clamp } from "./numbers.js";
import { P, r1 } from "./strokes.js";

// From these widths on what is said and felt stands beside the two, and over them what each sees; else beneath them.
export const WIDE = 760, BESIDE = 560;
// The two are no larger where there is just room for what they say.
const LARGEST = 1.4, NARROW = 0.86;
// How high a person stands in the kit's own measure, and how near hands meet.
const HIGH = 300, HANDS = 150, CLOSE = 170, FAR = 350, BODY = 130, ABOVE = 116, PLAIN_ABOVE = 34, CLASP = 122;

// How wide what is said beside them is.
export const bubble = width => Math.min(Math.max(236, width * 0.2), width * 0.25);

// The picture's measures, for so many pixels: its ground, its middle, and how large people are. `plain` is without
// what is said; `wide` has it beside and above them, `beside` only beside.
export function measures(width, height, plain) {
  const wide = !plain && width >= WIDE, beside = !plain && !wide && width >= BESIDE;
  const above = wide ? ABOVE : PLAIN_ABOVE, ground = height - (wide ? 24 : 14);
  const s = clamp((ground - above) / HIGH + (wide ? 0.04 : 0), 0.3, beside ? NARROW : LARGEST);
  return { width, height, ground, middle: width / 2, s: Math.min(s, width / 560), wide: wide, beside: beside };
}

// Where the two stand. `now` is {near, held, apart, lean: from -1, the second presses, to 1, the first does}.
export function places({ middle, width, s, wide, beside }, { near, held, apart, lean }) {
  if (apart) {
    const off = wide || beside ? Math.max(80 * s, middle - bubble(width) - (beside ? 108 : 90) * s) : width * 0.24;
    return { a: middle - off, b: middle + off };
  }
  const felt = s * (CLOSE + (FAR - CLOSE) * (1 - clamp(near, 0, 1)));
  // Beside them stands what they say.
  const taken = wide || beside ? 2 * bubble(width) + 60 + BODY * s : 1.9 * BODY * s;
  const room = Math.max(s * HANDS, width - taken);
  const gap = held ? s * HANDS : Math.min(felt, room), spare = Math.min(30 * s, (room - gap) / 2);
  const shift = held ? 0 : clamp(lean, -1, 1) * spare;
  return { a: middle - gap / 2 + shift, b: middle + gap / 2 + shift };
}

// Where two hands meet.
export const clasp = ({ ground, s }, { a, b }) => [(a + b) / 2, ground - CLASP * s];

// The bond: a thread that hangs between two chests, thick as it is strong, drawn out as they part.
export function thread([x1, y1], [x2, y2], bond, s) {
  const sag = Math.max(6, 60 * s - Math.abs(x2 - x1) * 0.1);
  return { d: `M${P(x1, y1)}Q${P((x1 + x2) / 2, Math.max(y1, y2) + sag)} ${P(x2, y2)}`,
           wide: r1((1.5 + bond * 7) * s) };
}

// In a time-out it runs on under the door.
export function under({ ground, middle, s }, { a, b }) {
  const low = ground - 6, door = 9 * s;
  return `M${P(a + 14, ground - 44 * s)}Q${P(a + 60 * s, low)} ${P(middle - door, low)}M${P(middle + door, low)}Q${
    P(b - 60 * s, low)} ${P(b - 14, ground - 44 * s)}`;
}

// What is shown, as it arrives: an arrow from x0 to x1, at a height, toward the right (1) or the left (-1).
export function arrow(x0, x1, y, dir, high) {
  const mid = y + high / 2, tip = 18, [from, to] = dir > 0 ? [x0, x1] : [x1, x0];
  const neck = to - dir * tip;
  const head = `V${y - 5}L${P(to + dir * 4, mid)}L${P(neck, y + high + 5)}V${y + high}`;
  return `M${P(from, y)}H${r1(neck)}${head}H${r1(from)}Z`;
}

// From what is said to the mouth.
export const tail = ([x0, y0], [x1, y1]) => `M${P(x0, y0)}Q${P((x0 + x1) / 2, y1 - 4)} ${P(x1, y1)}`;

// From a head to what is felt: three puffs.
export const puffs = ([x0, y0], [x1, y1]) => (
  [[0.12, 8], [0.48, 6], [0.8, 4.5]].map(([share, r]) => (
    { x: r1(x0 + (x1 - x0) * share), y: r1(y0 + (y1 - y0) * share), r: r })));

// A stool at its foot's middle.
export const stool = (x, y, s) => (
  `M${P(x - 30 * s, y - 52 * s)}h${r1(60 * s)}M${P(x - 22 * s, y - 50 * s)}l${P(-5 * s, 50 * s)}M${
    P(x + 22 * s, y - 50 * s)}l${P(5 * s, 50 * s)}`);

// A clock's hand and the wedge of what has passed, `share` of an hour, in a circle round (0, 0).
export function wedge(r, share) {
  const angle = share * 2 * Math.PI - Math.PI / 2, x = (r - 5) * Math.cos(angle), y = (r - 5) * Math.sin(angle);
  return { fill: `M0 0L0 ${-r + 5}A${r - 5} ${r - 5} 0 ${share > 0.5 ? 1 : 0} 1 ${P(x, y)}Z`,
           hands: `M0 ${-r + 5}V0L${P(x, y)}` };
}

// Where each came from: footprints at the places they had, the oldest first, where they differ.
export function prints(before, now) {
  return ["a", "b"].flatMap(who => before.map((places, i) => ({ who: who, x: r1(places[who]), age: i })).filter(
    print => Math.abs(print.x - now[who]) > 16));
}

// What becomes of a hand that is offered, for a partner: "held", "offers", "refuses", or "" where none is. `takes` is
// from how much on a hand is taken.
export function handOf(offered, own, other, takes) {
  if (!offered) return "";
  if (own >= takes && other >= takes) return "held";
  return own >= takes ? "offers" : "refuses";
}
