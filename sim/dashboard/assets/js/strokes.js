// The strokes that pictures of people are made of, as SVG.

export const r1 = number => Math.round(number * 10) / 10;

export const P = (x, y) => r1(x) + " " + r1(y);

// A line with round ends.
export const line = (d, { stroke, wide, more = "" }) => (
  `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${wide}" stroke-linecap="round" stroke-linejoin="round"${
    more && " " + more}/>`);

// Two bones from (x, y) as near as they come to a target: the joint, and where the end is.
export function bones([x, y], [toX, toY], upper, lower, bend) {
  const far = Math.hypot(toX - x, toY - y) || 0.01, most = (upper + lower) * 0.995, share = Math.min(1, most / far);
  const end = [x + (toX - x) * share, y + (toY - y) * share], long = Math.min(far, most);
  const cosine = (upper * upper + long * long - lower * lower) / (2 * upper * long);
  const angle = Math.atan2(end[1] - y, end[0] - x) + bend * Math.acos(Math.max(-1, Math.min(1, cosine)));
  return { joint: [x + Math.cos(angle) * upper, y + Math.sin(angle) * upper], end: end };
}

// The soft line along two bones.
export const limbLine = (from, { joint, end }, [first, second]) => (
  `M${P(...from)}C${P(from[0] + (joint[0] - from[0]) * first, from[1] + (joint[1] - from[1]) * first)} ${
    P(end[0] + (joint[0] - end[0]) * second, end[1] + (joint[1] - end[1]) * second)} ${P(...end)}`);
