// A partner's figure: drawn facing right, shoulder at (0, -100), arm 64 long; partner b is the mirror image.
import { clamp } from "./numbers.js";

export const HEART = "M0 9 C-14 -1 -9 -11 -4 -9 C-1 -8 0 -5 0 -4 C0 -5 1 -8 4 -9 C9 -11 14 -1 0 9 Z";
const MOVES = ["pursue", "withdraw", "reach", "respond"];
const PLACES = {
  near: { rest: [26, -44], pursue: [70, -116], reach: [62, -76], respond: [56, -62], withdraw: [-15, -52] },
  far: { rest: [-26, -44], pursue: [-34, -50], reach: [34, -58], respond: [52, -86], withdraw: [15, -46] },
};

// Degrees that the body leans toward the other.
export const lean = pose => clamp(10 * pose.pursue + 6 * pose.reach + 5 * pose.respond - 11 * pose.withdraw, -10, 11);

// 1 faces the other, -1 is turned away.
export function face(pose) {
  const toward = pose.pursue + pose.reach + pose.respond + 0.15, away = 2.2 * pose.withdraw;
  return clamp((toward - away) / (toward + away) * 1.8, -1, 1);
}

// Round the head, so that threat is told without colour.
export function spikes(threat) {
  if (threat < 0.08) return [];
  return Array.from({ length: 13 }, (_, i) => {
    const angle = (-200 + i * 220 / 12) * Math.PI / 180, near = 33, far = near + 4 + 20 * threat * (i % 2 ? 0.65 : 1);
    const x = Math.cos(angle), y = Math.sin(angle);
    return { i: i, o: Math.min(1, threat * 1.6),
             d: "M" + x * near + " " + (-140 + y * near) + "L" + x * far + " " + (-140 + y * far) };
  });
}

// Protest frowns; fear alone lifts the inner ends of the brows; who withdraws lowers the eyes.
export function eyes(pose) {
  const frown = 6 * pose.pursue - 4 * pose.threat * (1 - pose.pursue), turned = face(pose);
  return [-1, 1].map(i => {
    const x = turned * 9 + i * 7 * (1 - 0.25 * Math.abs(turned)), inner = x - i * 4, outer = x + i * 4;
    return { i: i, x: x, open: 2.9 - 1.9 * Math.min(1, pose.withdraw * 1.3),
             brow: "M" + outer + " " + (-151.5 - frown / 3) + " L" + inner + " " + (-151.5 + frown / 2) };
  });
}

export function mouth(pose) {
  const bend = 4 * pose.respond + 2 * pose.reach + 1.5 - 7 * pose.threat;
  return "M" + (face(pose) * 9 - 6) + " -130 q 6 " + bend + " 12 0";
}

// Where a hand is: each move has its gesture, and what is done at once is blended by its strength. `clasp` is where the
// two hands meet on the floor, `held` how firmly, and `side` 1 for a and -1 for b.
export function hand(pose, near, { held, clasp, side }) {
  const rest = Math.max(0, 1 - MOVES.reduce((sum, move) => sum + pose[move], 0));
  // Squares: the strongest move has the hand, the others only pull at it.
  const pull = { rest: 0.3 * rest * rest + 0.02 };
  MOVES.forEach(move => { pull[move] = pose[move] * pose[move]; });
  const total = Object.values(pull).reduce((sum, value) => sum + value, 0), places = near ? PLACES.near : PLACES.far;
  let x = 0, y = 0;
  Object.keys(pull).forEach(move => {
    x += places[move][0] * pull[move] / total;
    y += places[move][1] * pull[move] / total;
  });
  if (near && held > 0) {
    // The clasp is on the floor's axes; bring it into this figure's mirrored, leaning ones.
    const angle = -lean(pose) * Math.PI / 180, across = (clasp.x - pose.x) * side, down = clasp.y - 232;
    const share = Math.min(1, held);
    x += (across * Math.cos(angle) - down * Math.sin(angle) - x) * share;
    y += (across * Math.sin(angle) + down * Math.cos(angle) - y) * share;
  }
  return { x: x, y: y, from: near ? 17 : -15 };
}

export function arm({ x, y, from }) {
  const shoulder = -98, drop = Math.max(6, 30 - Math.abs(x) * 0.25);
  return "M" + from + " " + shoulder + " Q " + (from + x) / 2 + " " + ((shoulder + y) / 2 + drop) + " " + x + " " + y;
}

// How far apart the two stand: felt closeness, and a held hand brings them within reach whatever they feel.
export function gap(half, near, held) {
  const apart = half * 1.28, close = 150, felt = apart + (close - apart) * near;
  return felt + (Math.min(felt, 184) - felt) * Math.min(1, held);
}

// The bond as a tie that hangs between them.
export function tie(gap) {
  const x = gap / 2 - 8, sag = 10 + gap * 0.1;
  return "M" + -x + " 158 Q 0 " + (158 + sag) + " " + x + " 158";
}

// Half the floor's width in its own units, on a page so many pixels wide.
export const halfFloor = width => clamp(width / 2 / Math.max(1, width / 900), 220, 450);
