// A person, drawn from a pose: pure, from numbers to SVG. Persons keep their marks, whatever they do: one is round,
// striped and curly, the other square, dotted and straight; a third person has neither.
import { head } from "./face.js";
import { P, bones, limbLine, line, r1 } from "./strokes.js";

export const HEART = "M0 12C-15 2 -15 -11 -6.5 -11C-2.5 -11 0 -7.5 0 -6C0 -7.5 2.5 -11 6.5 -11C15 -11 15 2 0 12Z";
const LEG = 104, TORSO = 104, ARM = [41, 43], THIGH = [49.5, 49.5], SKULL = 36, SEATED = 20;
const PERSONS = {
  a: { ink: "var(--pdd-a)", skin: "var(--pdd-skin)", shoulder: 38, hip: 28, wide: 4 },
  b: { ink: "var(--pdd-b)", skin: "var(--pdd-skin)", shoulder: 43, hip: 31, wide: 4, square: true },
  c: { ink: "var(--pdd-third)", skin: "var(--pdd-skin)", shoulder: 40, hip: 30, wide: 3.4, plain: true },
};
const percent = share => Math.round(100 * Math.max(0, Math.min(1, share)));
// White paper that takes on the colour of alarm.
const warm = (share, of) => `color-mix(in srgb, var(--pdd-${of}) ${percent(share)}%, var(--pdd-skin))`;

// The spine, and points beside it: `at(0, 0)` is the hip, `at(1, 0)` the neck.
function spine(pose) {
  const hip = [pose.hipx, -LEG + pose.hipy];
  const neck = [pose.hipx + pose.lean, hip[1] - TORSO - pose.shrug * 0.35 + Math.abs(pose.lean) * 0.12];
  const mid = [(hip[0] + neck[0]) / 2 - pose.curve, (hip[1] + neck[1]) / 2];
  const at = (u, v) => {
    const w = Math.max(0, Math.min(1, u));
    const [tx, ty] = [0, 1].map(i => 2 * (1 - w) * (mid[i] - hip[i]) + 2 * w * (neck[i] - mid[i]));
    const long = Math.hypot(tx, ty) || 1;
    const [x, y] = [0, 1].map(i => (1 - u) ** 2 * hip[i] + 2 * u * (1 - u) * mid[i] + u * u * neck[i]);
    return [x - ty / long * v, y + tx / long * v];
  };
  return { hip, neck, at };
}

function torsoOf(person, pose, at) {
  const turned = Math.abs(pose.turn), W = person.shoulder * (1 - 0.24 * turned), H = person.hip * (1 - 0.12 * turned);
  const top = (person.square ? 0.86 : 0.78) + pose.shrug * 0.006, q = (u, v) => P(...at(u, v));
  const [slope, edge] = person.square ? [1, 0.86] : [0.97, 0.72];
  const d = `M${q(-0.02, -H)}C${q(0.3, -H * 0.96)} ${q(0.55, -W * 1.04)} ${q(top, -W)}C${q(top + 0.12, -W * 0.99)} ${
    q(slope, -W * edge)} ${q(1.01, -11)}L${q(1.01, 11)}C${q(slope, W * edge)} ${q(top + 0.12, W * 0.99)} ${q(top, W)}C${
    q(0.55, W * 1.04)} ${q(0.3, H * 0.96)} ${q(-0.02, H)}Q${q(-0.09, 0)} ${q(-0.02, -H)}Z`;
  return { d, W, top };
}

function weave(who, at, ink) {
  let all = "";
  for (let u = 0.05; who === "a" && u < 0.95; u += 0.15) {
    all += `<path d="M${P(...at(u, -70))}Q${P(...at(u - 0.035, 0))} ${P(...at(u, 70))}" stroke="${ink}"
      stroke-width="5.4" fill="none"/>`;
  }
  for (let i = 0, u = 0.06; who === "b" && u < 0.98; u += 0.125, i += 1) {
    for (let v = -48 + (i % 2) * 8; v <= 50; v += 16) {
      const [x, y] = at(u, v);
      all += `<circle cx="${r1(x)}" cy="${r1(y)}" r="3.1" fill="${ink}"/>`;
    }
  }
  return all;
}

// An outline, what fills it, and the weave as dashes.
const limb = (d, wide, ink, fill) => (
  line(d, { stroke: ink, wide }) + (fill ? line(d, { stroke: fill, wide: wide - 7 }) : ""));

function hand([x, y], angle, kind, { ink, skin }) {
  const to = (degrees, far) => {
    const turn = (angle + degrees) * Math.PI / 180;
    return P(x + Math.cos(turn) * far, y + Math.sin(turn) * far);
  };
  if (kind > 0.5 && kind < 1.5) {
    const fingers = (wide, stroke) => [-34, -11, 11, 34].map(d => line(`M${to(d, 4)}L${to(d, 16)}`, { stroke, wide }))
      .join("") + line(`M${P(x, y)}L${to(-82, 13)}`, { stroke, wide });
    return fingers(8.6, ink) + `<circle cx="${r1(x)}" cy="${r1(y)}" r="9.5" fill="${skin}" stroke="${ink}"
      stroke-width="3.2"/>` + fingers(3.4, skin);
  }
  const flat = kind > 1.5;
  return `<ellipse cx="${to(0, 3).split(" ")[0]}" cy="${to(0, 3).split(" ")[1]}" rx="${flat ? 11 : 9.6}" ry="${
    flat ? 8 : 9.2}" transform="rotate(${r1(angle)} ${to(0, 3)})" fill="${skin}" stroke="${ink}" stroke-width="3.2"/>`;
}

function arm(who, person, shoulder, [x, y, bend, kind], cloth) {
  const found = bones(shoulder, [shoulder[0] + x, shoulder[1] + y], ...ARM, bend), [ex, ey] = found.joint;
  const [hx, hy] = found.end, angle = Math.atan2(hy - ey, hx - ex), d = limbLine(shoulder, found, [0.92, 0.78]);
  const { ink } = person, dashes = {
    a: { wide: 11, more: 'stroke-dasharray="4.6 9" stroke-dashoffset="-5"' },
    b: { wide: 5.4, more: 'stroke-dasharray="0 12.5" stroke-dashoffset="-9"' },
  }[who];
  const stripes = !dashes ? "" : who === "a" ? `<path d="${d}" fill="none" stroke="${ink}" stroke-width="11"
    ${dashes.more}/>` : line(d, { stroke: ink, ...dashes });
  const at = [hx + Math.cos(angle) * 7, hy + Math.sin(angle) * 7];
  return { svg: limb(d, 19, ink, cloth) + stripes + hand(at, angle * 180 / Math.PI, kind, person), end: [hx, hy] };
}

function shoe(person, x, side) {
  const at = (dx, y) => P(x + dx * side, y);
  return person.square
    ? `<path d="M${at(-9, -14)}L${at(8, -14)}L${at(20, -7)}L${at(20, 0)}L${at(-9, 0)}Z" fill="${person.ink}"
      stroke="${person.ink}" stroke-width="3" stroke-linejoin="round"/>`
    : `<path d="M${at(-10, 0)}C${at(-12, -16)} ${at(4, -17)} ${at(10, -11)}C${at(22, -9)} ${at(23, -2)} ${at(21, 0)}Z"
      fill="${person.ink}"/>`;
}

function legs(person, pose, hip) {
  const low = pose.hipy > SEATED, front = low && Math.abs(pose.turn) < 0.01;
  const fill = person.plain ? "var(--pdd-linen)" : "";
  if (front) {
    return [1, -1].map(side => limb(`M${P(hip[0] + 12 * side, hip[1] + 4)}C${P(26 * side, hip[1] - 4)} ${
      P(27 * side, hip[1] + 4)} ${P(25 * side, -7)}`, 23, person.ink, fill)
      + `<ellipse cx="${27 * side}" cy="-4" rx="14" ry="6" fill="${person.ink}"/>`).join("");
  }
  return [1, -1].map(side => {
    const from = [hip[0] + 10 * side, hip[1] + 4], foot = pose.feet[side > 0 ? 0 : 1];
    // Seated, one may turn away and the knees stay where they are.
    const back = low ? foot < 0 : pose.turn < -0.1, bend = low ? (back ? 1 : -1) : (back ? 0.9 : -0.9);
    const d = limbLine(from, bones(from, [foot, -7], ...THIGH, bend), [0.95, 0.8]);
    // Seated, the legs lie over each other: a seam of paper keeps them two.
    const seam = low && side < 0 ? line(d, { stroke: "var(--pdd-skin)", wide: 27 }) : "";
    return seam + limb(d, 23, person.ink, fill) + shoe(person, foot, back ? -1 : low || pose.turn > 0.12 ? 1 : side);
  }).join("");
}

// Flooded: the heart's strokes round the head and short breath, marks and never colour alone.
function floodMarks([x, y], side, across) {
  const stroke = ([dx, dy, size, turn]) => line("M0 0l6 -7l5 12l6 -9l5 6", {
    stroke: "var(--pdd-threat)", wide: 4, more: `transform="translate(${dx} ${dy}) rotate(${turn}) scale(${size})"` });
  const strokes = [[44, -22, 1, -34], [50, 6, 0.9, 0], [-66, -38, 1, 34], [-72, 6, 0.9, 0], [18, -56, 0.9, -70],
                   [-32, -66, 0.9, 70]].map(stroke).join("");
  const breath = ["M0 0q8 -6 14 0t13 0", "M4 10q7 -5 12 0t10 0"].map(d => line(d, {
    stroke: "var(--pdd-soft)", wide: 3 })).join("");
  return `<g class="pdd-throb" transform="translate(${P(x, y)})">${strokes}</g><g class="pdd-breath"
    transform="translate(${P(x + across * 15 + side * 30, y + 30)}) scale(${side} 1)">${breath}</g>`;
}

// A person at (x, y), `s` times as large, looking toward `dir` (1 right, -1 left): `back` and `front` of the heart as
// SVG, the heart's own {transform, fill}, and the points that lines begin at. `id` is of this figure alone.
export function figure(who, pose, { x = 0, y = 0, s = 1, dir = 1, id = who, blank = false, scarf = false } = {}) {
  const person = PERSONS[who], { hip, neck, at } = spine(pose), { d, W, top } = torsoOf(person, pose, at);
  const { ink, skin } = person, cloth = person.plain ? "var(--pdd-linen-light)" : warm(pose.heat * 0.82, "heat");
  const shoulders = [at(top + 0.03, W * 0.8), at(top + 0.03, -W * 0.8)];
  const near = arm(who, person, shoulders[0], pose.armP, cloth), far = arm(who, person, shoulders[1], pose.armO, cloth);
  const seated = pose.hipy > SEATED, under = legs(person, pose, hip);
  const across = Math.max(-1.3, Math.min(1.3, pose.hturn));
  const skull = [neck[0] + pose.hdx, neck[1] - 12 - SKULL + pose.hdy], side = across < 0 ? -1 : 1;
  const throat = P(skull[0] - (skull[0] - neck[0]) * 0.3, skull[1] + SKULL - 6);
  const collar = scarf
    ? [["var(--pdd-text)", 17], ["var(--pdd-help)", 11.5]].map(([stroke, wide]) => (
      line(`M${P(...at(1, -17))}Q${P(...at(0.9, 0))} ${P(...at(1, 17))}M${P(...at(0.93, 5))}L${P(...at(0.63, 9))}`,
           { stroke, wide }))).join("")
    : line(`M${P(...at(1.005, -13))}Q${P(...at(0.945, 0))} ${P(...at(1.005, 13))}`, { stroke: ink, wide: 5 });
  const body = `<clipPath id="${id}"><path d="${d}"/></clipPath><path d="${d}" style="fill:${cloth}"/><g
    clip-path="url(#${id})">${weave(who, at, ink)}</g><path d="${d}" fill="none" stroke="${ink}"
    stroke-width="${person.wide}" stroke-linejoin="round"/>`;
  const throatLines = [[23, ink, 0.97], [16, skin, 0.96]].map(([wide, stroke, u]) => (
    `<path d="M${P(...at(u, 0))}L${throat}" stroke="${stroke}" stroke-width="${wide}"/>`)).join("");
  const turned = `translate(${P(...skull)}) rotate(${r1(pose.tilt)} 0 30)`;
  const face = `<g transform="${turned}">${head(person, pose, blank)}</g>`;
  // Crossed arms, or a hand thrown up before it, would hide the heart: then it lies over them.
  const closed = pose.frontP && pose.frontO && pose.turn < -0.3 && !seated;
  const over = closed || (!pose.frontP && pose.armO[0] > 30 && pose.tear < 0.5 && !seated);
  const place = closed ? at(0.84, -W * 0.22) : at(0.66, W * 0.34 * Math.sign(pose.turn || 1));
  const shadow = `<ellipse cx="${r1((pose.feet[0] + pose.feet[1]) / 2)}" cy="1" rx="62" ry="8" fill="var(--pdd-text)"
    opacity=".1"/>`;
  const first = shadow + (pose.frontP ? "" : near.svg) + (pose.frontO ? "" : far.svg) + (seated ? "" : under)
    + throatLines + body + collar + (seated ? under : "");
  const last = face + (pose.frontP ? near.svg : "") + (pose.frontO ? far.svg : "");
  const marks = pose.flood > 0.3 ? floodMarks(skull, side, across) : "";
  const world = ([px, py]) => [x + dir * s * px, y + s * py];
  return {
    transform: `translate(${P(x, y)}) scale(${r1(dir * s * 1000) / 1000} ${r1(s * 1000) / 1000})`,
    back: over ? first + last : first, front: (over ? "" : last) + marks,
    heart: person.plain ? null : {
      transform: `translate(${P(...place)}) rotate(${r1(pose.lean * 0.35)}) scale(${
        r1(((closed ? 0.8 : 0.92) + pose.heart * 0.22) * 10) / 10})`,
      fill: warm(pose.heart * 1.05, "threat"), ink: ink,
    },
    head: world(skull), mouth: world([skull[0] + across * 15 + side * 16, skull[1] + 20]),
    hand: world([near.end[0] + 7, near.end[1]]), chest: world(at(0.6, 0)), shoulder: world(shoulders[0]),
  };
}

// The pose whose near hand lies on a point of the stage.
export function toPoint(who, pose, options, [x, y]) {
  const { shoulder } = figure(who, pose, options), { s = 1, dir = 1 } = options;
  return { ...pose, armP: [dir * (x - shoulder[0]) / s - 5, (y - shoulder[1]) / s, pose.armP[2], 0] };
}

// A whole figure as SVG, its heart drawn and still: for lists and pictures that do not move.
export function still(who, pose, options) {
  const made = figure(who, pose, options), { heart } = made;
  const beat = heart ? `<g transform="${heart.transform}"><path d="${HEART}" style="fill:${heart.fill}"
    stroke="${heart.ink}" stroke-width="3" stroke-linejoin="round"/></g>` : "";
  return `<g transform="${made.transform}">${made.back}${beat}${made.front}</g>`;
}
