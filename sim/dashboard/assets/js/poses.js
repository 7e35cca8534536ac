// What the body says: a pose is plain numbers, so that two can be blended. x grows toward the partner, y downward; the
// ground is y = 0, and a person is about 300 high. Arms are [x, y, bend, hand] from the shoulder, the near one `armP`;
// a hand is 0 a fist, 1 open, 2 at rest.
import { clamp } from "./numbers.js";

const REST = {
  lean: 2, hipx: 0, hipy: 0, curve: 0, turn: 0.5, shrug: 0, hturn: 0.6, tilt: 0, hdx: 2, hdy: 0, gx: 2, gy: 0, eyes: 1,
  brow: 2, browY: -1, mouth: 7, mw: 16, mo: 0, armP: [12, 76, -1, 2], armO: [-10, 78, -1, 2], frontP: 0, frontO: 1,
  feet: [18, -16], heat: 0.06, tear: 0, flush: 0, flood: 0, heart: 0,
};
const pose = own => ({ ...REST, ...own });

export const POSES = {
  ease: pose({}),
  pursue: pose({
    lean: 42, hipx: 8, curve: -8, turn: 0.8, shrug: 5, hturn: 1, hdx: 15, hdy: 2, tilt: 4, gx: 4.5, eyes: 1.06, brow: 3,
    browY: -3, mouth: -6, mo: 0.8, armP: [48, -16, 1, 1], armO: [50, 44, 1, 1], feet: [52, -26],
  }),
  press: pose({
    lean: 54, hipx: 14, curve: -10, turn: 0.85, shrug: 9, hturn: 1.05, hdx: 19, hdy: 4, tilt: 7, gx: 5, eyes: 1.07,
    brow: 0, browY: -4, mouth: -7, mw: 18, mo: 1, armP: [58, -18, 1, 1], armO: [60, 32, 1, 1], feet: [64, -24],
  }),
  withdraw: pose({
    lean: -16, hipx: -4, curve: 7, turn: -0.8, shrug: 5, hturn: -0.95, hdx: -7, hdy: 7, tilt: -7, gx: -3, gy: 4,
    eyes: 0.5, browY: 1, mouth: -2.5, mw: 12, armP: [-52, 36, -1, 2], armO: [26, 42, 1, 2], frontP: 1, feet: [-2, -36],
  }),
  away: pose({
    lean: -30, hipx: -8, curve: 10, turn: -0.95, shrug: 9, hturn: -1.2, hdx: -10, hdy: 11, tilt: -12, gx: -3, gy: 5,
    eyes: 0.3, brow: 3, browY: 1, mouth: -3, mw: 10, armP: [-56, 34, -1, 2], armO: [20, 44, 1, 2], frontP: 1,
    feet: [-22, -58],
  }),
  reach: pose({
    lean: 22, hipx: 4, curve: -3, turn: 0.7, hturn: 0.85, hdx: 8, hdy: 2, tilt: 9, gx: 4, gy: 1, eyes: 1.05, brow: 6,
    browY: -2, mouth: 2, mw: 10, mo: 0.12, armP: [78, 30, 1, 1], armO: [-8, 76, -1, 2], feet: [34, -18],
  }),
  respond: pose({
    lean: 26, curve: -2, hipx: 2, turn: 0.85, hturn: 0.92, hdx: 11, hdy: 3, tilt: 8, gx: 4, gy: 1, eyes: 0.95, brow: 4,
    mw: 15, mo: 0.1, armP: [68, 44, -1, 2], armO: [58, 58, 1, 2], feet: [24, -20],
  }),
  still: pose({
    lean: -2, turn: 0.35, shrug: 8, hturn: 0.45, hdx: 0, hdy: 5, gx: 1, gy: 1, eyes: 1.08, brow: 5, browY: -2,
    mouth: -2, mw: 11, armP: [14, 70, 1, 0], armO: [-18, 70, -1, 0],
  }),
  flooded: pose({
    lean: -4, turn: 0.3, shrug: 15, hturn: 0.4, hdx: 0, hdy: 9, gx: 0, eyes: 1.4, brow: 5, browY: -4, mouth: -4, mw: 13,
    mo: 0.55, armP: [20, 70, 1, 0], armO: [-22, 70, -1, 0], feet: [15, -15],
  }),
  soften: pose({
    lean: 10, turn: 0.6, hturn: 0.75, hdx: 5, hdy: 3, tilt: 12, gx: 3, gy: -1, eyes: 1.07, brow: 8, browY: -2,
    mouth: -1.5, mw: 9, mo: 0.1, armP: [48, 66, -1, 1], armO: [44, 34, 1, 2], feet: [20, -14], tear: 1, flush: 1,
  }),
  offer: pose({
    lean: 14, turn: 0.7, hturn: 0.8, hdx: 6, tilt: 5, gx: 4, gy: 1, brow: 4, mouth: 4, mw: 12, armP: [74, 38, 1, 1],
    armO: [-10, 77, -1, 2], feet: [26, -16],
  }),
  held: pose({
    lean: 10, turn: 0.6, hturn: 0.75, hdx: 5, hdy: 2, tilt: 7, gx: 3, gy: 1, eyes: 0.85, brow: 3, mouth: 6.5, mw: 14,
    armP: [60, 56, 1, 0], armO: [-8, 77, -1, 2],
  }),
  refuse: pose({
    lean: -32, hipx: -4, curve: 4, turn: 0.05, shrug: 9, hturn: -0.6, hdx: -5, hdy: 4, tilt: -10, gx: -3.5, gy: 1,
    eyes: 0.75, brow: 3, browY: 0, mouth: -5, mw: 13, armP: [40, 2, 1, 1], armO: [-16, 74, -1, 0],
    feet: [2, -48],
  }),
  look: pose({
    turn: 0.55, hturn: 0.75, hdx: 4, gx: 4, gy: -1, mouth: 3, mw: 11, brow: 3, eyes: 1.05, armP: [30, 66, 1, 0],
    feet: [18, -16],
  }),
  apart: pose({
    hipy: 46, lean: -14, curve: 12, turn: -0.6, hturn: -0.72, hdx: -14, hdy: 8, tilt: -6, gx: -2, gy: 4, eyes: 0.55,
    brow: 4, mouth: -2, mw: 10, armP: [-46, 66, -1, 2], armO: [-12, 70, -1, 2], frontP: 1, frontO: 0, feet: [-50, -30],
  }),
  seated: pose({ hipy: 46, lean: 6, hturn: 0.65, feet: [50, 30], armP: [34, 64, 1, 2], armO: [22, 66, 1, 2] }),
  third: pose({
    hipy: 46, lean: 0, turn: 0, hturn: 0, hdx: 0, gx: 0, mouth: 5, mw: 14, feet: [24, -24], armP: [50, 54, 1, 1],
    armO: [-50, 54, -1, 1], frontP: 1, heat: 0,
  }),
};

// Which numbers of a pose are steps and not measures: the hand of an arm, what lies in front.
const STEPS = ["frontP", "frontO"];
const ARMS = ["armP", "armO"];

// Poses mixed by weight: [[pose, weight], …]. What cannot be half is the weightiest's.
export function mixed(parts) {
  const total = parts.reduce((sum, [, weight]) => sum + weight, 0) || 1;
  const [main] = parts.reduce((best, part) => (part[1] > best[1] ? part : best));
  const mean = read => parts.reduce((sum, [one, weight]) => sum + read(one) * weight, 0) / total, made = {};
  Object.keys(REST).forEach(key => {
    if (STEPS.includes(key)) made[key] = main[key];
    else if (!Array.isArray(REST[key])) made[key] = mean(one => one[key]);
    else if (ARMS.includes(key)) {
      // An arm swings from one to the other: its angle and its length are mixed, and half bent is between.
      const angle = mean(one => Math.atan2(one[key][1], one[key][0]));
      const long = mean(one => Math.hypot(one[key][0], one[key][1]));
      made[key] = [long * Math.cos(angle), long * Math.sin(angle), mean(one => one[key][2]), main[key][3]];
    } else made[key] = [0, 1].map(i => mean(one => one[key][i]));
  });
  return made;
}

// From one pose to another; `share` 1 is the other.
export const blend = (from, to, share) => mixed([[from, 1 - share], [to, share]]);

// A strength that begins at `low` and is whole at `high`.
const ramp = (value, low, high) => clamp((value - low) / (high - low), 0, 1);
// Beats at which a heart is at rest, and from how many more it is drawn full.
const RESTING = 66, RACING = 40;

// The pose of a partner at a moment. `now` is {pursue, withdraw, reach, respond, threat, bpm, flooded, soft, hand}: the
// strengths of the moves, `soft` how far the fear itself is shown, `hand` "held", "offers", "refuses", "looks" or "";
// `apart` in a time-out, `seated` in a safe room. The strongest move has the body, the others only pull at it.
export function posed(now) {
  const heart = ramp(now.bpm, RESTING, RESTING + RACING), heat = clamp(now.threat, 0, 1);
  const marks = { heat: 0.05 + 0.93 * heat, heart: heart, flood: now.flooded ? 1 : 0 };
  if (now.apart) return { ...POSES.apart, ...marks, ...(heat < 0.25 ? { brow: 2, mouth: 1, eyes: 0.7 } : {}) };
  const pull = value => value ** 3, moves = {
    [now.pursue > 0.6 ? "press" : "pursue"]: now.pursue, [now.withdraw > 0.6 ? "away" : "withdraw"]: now.withdraw,
    [now.soft > 0.3 ? "soften" : "reach"]: now.reach, respond: now.respond,
  };
  const most = Math.max(...Object.values(moves)), rest = 0.02 + 0.2 * pull(1 - clamp(most, 0, 1));
  const parts = Object.entries(moves).map(([name, strength]) => [between(name, strength), pull(strength)]);
  const alarm = ramp(heat, 0.25, 0.6);
  parts.push([POSES.ease, rest * (1 - alarm)], [now.flooded ? POSES.flooded : POSES.still, rest * alarm]);
  let body = mixed(parts);
  const hand = { held: "held", offers: "offer", refuses: "refuse", looks: "look" }[now.hand];
  if (hand) body = blend(body, POSES[hand], now.hand === "held" ? 0.45 + 0.45 * (1 - heat) : 0.85);
  if (now.flooded) body = { ...body, shrug: body.shrug + 6, eyes: Math.max(body.eyes, body.eyes > 0.7 ? 1.3 : 0.4) };
  if (now.seated) {
    // Whoever does little has the hands on the knees.
    const { hipy, feet } = POSES.seated, { armP, armO } = blend(body, POSES.seated, 1 - ramp(most, 0.25, 0.5));
    body = { ...body, armP: armP, armO: armO, hipy: hipy, hipx: 0, lean: body.lean * 0.5, feet: feet };
  }
  return { ...body, ...marks };
}

// A protest or a silence between its first sign and its utmost.
function between(name, strength) {
  if (name === "pursue" || name === "press") return blend(POSES.pursue, POSES.press, ramp(strength, 0.45, 0.9));
  if (name === "withdraw" || name === "away") return blend(POSES.withdraw, POSES.away, ramp(strength, 0.45, 0.9));
  return POSES[name];
}
