// A head: round with curls, square with straight hair, or neither; and what the face shows.
import { clamp } from "./numbers.js";
import { P, r1, line } from "./strokes.js";

// The face turns with the head; `ink` is the person's, and `blank` a stranger's.
function features(pose, ink, across, blank) {
  if (blank) return "";
  const side = across < 0 ? -1 : 1, far = Math.abs(across), x = across * 15, gap = 13.5 * (1 - 0.3 * far);
  const lid = Math.max(0.08, pose.eyes), drawn = { stroke: ink, wide: 3.2 };
  let all = "";
  [-1, 1].forEach(eye => {
    const hidden = eye === side;
    if (far > 1.08 && hidden) return;
    const at = x + eye * gap, wide = 3.7 * (hidden ? 1 - 0.18 * far : 1), high = 5.2 * Math.min(1.25, lid);
    if (lid > 1.08) {
      all += `<ellipse cx="${r1(at)}" cy="-1" rx="${r1(wide + 3.6)}" ry="${r1(high + 2.6)}" fill="var(--pdd-white)"
        stroke="${ink}" stroke-width="2"/>`;
    }
    if (lid < 0.4) all += line(`M${P(at - 6, 1 + pose.gy * 0.4)}q6 5 12 0`, drawn);
    else {
      all += `<ellipse cx="${r1(at + pose.gx * 0.6)}" cy="${r1(-1 + pose.gy * 0.55)}" rx="${r1(wide)}" ry="${r1(high)}"
        fill="${ink}"/>`;
      if (lid < 0.8) all += line(`M${P(at - 6.5, -4.5 + pose.gy * 0.5)}q6.5 -3.5 13 0`, { ...drawn, wide: 3 });
    }
    // The brow's inner and outer end.
    const inner = -14 - pose.brow + pose.browY, outer = -14 + pose.brow * 0.55 + pose.browY;
    const top = Math.min(inner, outer) - (pose.brow > -2 ? 2 : -1);
    all += line(`M${P(at + eye * 8, outer)}Q${P(at, top)} ${P(at - eye * 6, inner)}`, { ...drawn, wide: 3.6 });
  });
  const nose = x + across * 7, mouth = x + across * 2, half = pose.mw / 2;
  all += far > 0.2 ? line(`M${P(nose, 0)}q${r1(7 * side * Math.min(1, far))} 7 ${side} 10`, { ...drawn, wide: 3 })
    : line("M-2 8q3 2.5 5 0", { ...drawn, wide: 3 });
  const corner = 21 - pose.mouth * (pose.mo > 0.25 ? 0.25 : 0.35), from = P(mouth - half, corner);
  all += pose.mo > 0.25
    ? `<path d="M${from}Q${P(mouth, 16 - pose.mouth * 0.2)} ${P(mouth + half, corner)}Q${
      P(mouth, 25 + pose.mo * 11 + pose.mouth * 0.4)} ${from}Z" fill="${ink}" stroke="${ink}" stroke-width="2.6"
      stroke-linejoin="round"/>`
    : line(`M${from}Q${P(mouth, 21 + pose.mouth * 0.75)} ${P(mouth + half, corner)}`, { ...drawn, wide: 3.4 });
  if (pose.flush > 0.3) {
    all += `<g fill="var(--pdd-heat)" opacity="${r1(pose.flush * 0.4)}"><ellipse cx="${r1(x - gap - 5)}" cy="11"
      rx="5.5" ry="3.4"/><ellipse cx="${r1(x + gap + 4)}" cy="11" rx="4.5" ry="3.4"/></g>`;
  }
  if (pose.tear > 0.5) {
    all += `<path d="M${P(x - side * gap + 1, 7)}c-5 8 -5 12 0 12.5c5 -.5 5 -4.5 0 -12.5z" fill="var(--pdd-white)"
      stroke="${ink}" stroke-width="2.2"/>`;
  }
  return all;
}

function curls(ink, across) {
  let all = "";
  for (let i = -4; i <= 4; i += 1) {
    const angle = (-90 - across * 34 + i * 23) * Math.PI / 180, far = i % 2 ? 34 : 37;
    all += `<circle cx="${r1(Math.cos(angle) * far)}" cy="${r1(Math.sin(angle) * far - 2)}" r="${i % 2 ? 12.5 : 11.5}"
      fill="${ink}"/>`;
  }
  return all;
}

// A whole head round (0, 0), turned as the pose has it.
export function head(person, pose, blank) {
  const { ink, skin, wide } = person, across = clamp(pose.hturn, -1.3, 1.3), side = across < 0 ? -1 : 1;
  const far = Math.abs(across), x = across * 15, edge = `fill="${skin}" stroke="${ink}" stroke-width="${wide}"`;
  const lobe = `${-5 * side} -6 ${-11 * side} 0 ${-6 * side} 8c${2 * side} 4 ${5 * side} 3 ${6 * side} 1`;
  const ear = far <= 0.35 ? "" : `<path d="M${P(-side * (30 - far * 6), -2)}c${lobe}" fill="${skin}" stroke="${ink}"
    stroke-width="3" stroke-linecap="round"/>`;
  const eyes = features(pose, ink, across, blank);
  if (person.square) {
    const e = across * 9, low = side > 0 ? 6 : -6, hair = `M-37 ${low}C-41 -34 -24 -45 0 -45C26 -45 41 -32 37 ${-low}
      C33 -14 ${r1(24 + e * 0.4)} ${side > 0 ? -24 : -17} ${r1(10 * side + e)} -22C${r1(-4 + e)} -19
      ${r1(-22 + e * 0.4)} ${side > 0 ? -16 : -24} -37 ${low}Z`;
    const skull = `<rect x="-34" y="-37" width="68" height="75" rx="27" ${edge}/>`;
    return `${ear}${skull}<path d="${hair}" fill="${ink}"/>${eyes}`;
  }
  const skull = `<ellipse rx="35" ry="38" ${edge}/>`;
  if (person.plain) {
    return `${ear}${skull}<path d="M-36 2C-42 -30 -22 -44 0 -44C22 -44 42 -30 36 2C30 -12 20 -24 0 -24C-20 -24 -30
      -12 -36 2Z" fill="${ink}" opacity=".55"/>${eyes}`;
  }
  const fringe = `<path d="M-36 -8C-38 -52 38 -52 36 -8C${P(26 + x * 0.4, -29)} ${P(-26 + x * 0.4, -29)} -36 -8Z"
    fill="${ink}"/>`;
  return curls(ink, across) + ear + skull + fringe + eyes;
}
