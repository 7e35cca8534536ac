// Where the couples of a village stand: neighbours near each other, nobody over anybody, the same place every time.
import { clamp } from "./numbers.js";

// Numbers from 0 to 1 that look random and are the same every time.
export function lots(seed) {
  let state = seed >>> 0;
  return () => {
    state = state + 0x6D2B79F5 >>> 0;
    let mixed = Math.imul(state ^ state >>> 15, state | 1);
    mixed = mixed + Math.imul(mixed ^ mixed >>> 7, mixed | 61) ^ mixed;
    return ((mixed ^ mixed >>> 14) >>> 0) / 4294967296;
  };
}

// For each couple those it is tied to.
export function circles(count, first, second) {
  const tied = Array.from({ length: count }, () => []);
  first.forEach((one, at) => { tied[one].push(second[at]); tied[second[at]].push(one); });
  return tied;
}

// The neighbourhood of each couple: couples tied to couples, until they are `size`; what is left over joins the next.
export function neighbourhoods(tied, size) {
  const count = tied.length, group = new Int32Array(count).fill(-1);
  let groups = 0, next = 0, edge = [];
  while (next < count) {
    const start = edge.find(couple => group[couple] < 0);
    const line = [start === undefined ? next : start];
    let members = 0;
    edge = [];
    while (members < size) {
      if (!line.length) {
        while (next < count && group[next] >= 0) next += 1;
        if (next === count) break;
        line.push(next);
      }
      const couple = line.shift();
      if (group[couple] >= 0) continue;
      group[couple] = groups;
      members += 1;
      line.push(...tied[couple].filter(other => group[other] < 0));
    }
    edge = line;
    groups += 1;
    while (next < count && group[next] >= 0) next += 1;
  }
  return { group, groups };
}

// Points that push each other apart and are drawn together by `pulls` [one, other, how much], filling a box.
function centres(count, pulls, width, height, random) {
  const x = new Float64Array(count), y = new Float64Array(count), apart = Math.sqrt(width * height / count);
  for (let i = 0; i < count; i += 1) {
    const angle = i * 2.39996, far = Math.sqrt((i + 0.5) / count) / 2;
    x[i] = width * (0.5 + far * Math.cos(angle)) + random();
    y[i] = height * (0.5 + far * Math.sin(angle)) + random();
  }
  for (let round = 0; round < 300 && count > 1; round += 1) {
    const heat = apart * 0.1 * (1 - round / 300), u = new Float64Array(count), v = new Float64Array(count);
    for (let i = 0; i < count; i += 1) for (let j = 0; j < i; j += 1) {
      const dx = x[i] - x[j], dy = y[i] - y[j], push = apart * apart / (dx * dx + dy * dy + 1);
      u[i] += dx * push; v[i] += dy * push; u[j] -= dx * push; v[j] -= dy * push;
    }
    pulls.forEach(([i, j, much]) => {
      const dx = x[i] - x[j], dy = y[i] - y[j], pull = much * Math.hypot(dx, dy) / apart;
      u[i] -= dx * pull; v[i] -= dy * pull; u[j] += dx * pull; v[j] += dy * pull;
    });
    for (let i = 0; i < count; i += 1) {
      const long = Math.hypot(u[i], v[i]) || 1;
      x[i] = clamp(x[i] + u[i] / long * Math.min(long, heat), 0, width);
      y[i] = clamp(y[i] + v[i] / long * Math.min(long, heat), 0, height);
    }
  }
  return { x, y };
}

// Keep couples apart, those that are tied near each other and everybody in the neighbourhood, one round.
function settle(x, y, cells, { tied, home, apart, width, height }, heat) {
  const count = x.length, wide = apart * 1.5, across = Math.ceil(width / wide) + 1;
  cells.forEach(cell => { cell.length = 0; });
  for (let i = 0; i < count; i += 1) cells[Math.floor(y[i] / wide) * across + Math.floor(x[i] / wide)].push(i);
  for (let i = 0; i < count; i += 1) {
    let u = (home.x[home.group[i]] - x[i]) * 0.02, v = (home.y[home.group[i]] - y[i]) * 0.02;
    const column = Math.floor(x[i] / wide), row = Math.floor(y[i] / wide);
    for (let b = Math.max(0, row - 1); b <= row + 1; b += 1) for (let a = Math.max(0, column - 1); a <= column + 1; a += 1) {
      const cell = cells[b * across + a] || [];
      for (let at = 0; at < cell.length; at += 1) {
        const j = cell[at], dx = x[i] - x[j], dy = y[i] - y[j], far = Math.hypot(dx, dy);
        if (j === i || far >= wide) continue;
        const push = (wide - far) / (far + 0.1) * 0.35;
        u += dx * push; v += dy * push;
      }
    }
    const circle = tied[i];
    for (let at = 0; at < circle.length; at += 1) {
      if (home.group[circle[at]] !== home.group[i]) continue;
      u += (x[circle[at]] - x[i]) * 0.02; v += (y[circle[at]] - y[i]) * 0.02;
    }
    const long = Math.hypot(u, v) || 1, far = Math.min(long, heat);
    x[i] = clamp(x[i] + u / long * far, 0, width - 0.01);
    y[i] = clamp(y[i] + v / long * far, 0, height - 0.01);
  }
}

// The places {x, y} of all couples in a box, how far they are `apart`, and the neighbourhood of each.
export function layout(count, first, second, width, height) {
  const tied = circles(count, first, second), random = lots(count);
  const { group, groups } = neighbourhoods(tied, Math.ceil(count / Math.max(1, Math.round(Math.sqrt(count) / 2))));
  const between = new Map();
  first.forEach((one, at) => {
    const [low, high] = [group[one], group[second[at]]].sort((a, b) => a - b), key = low * groups + high;
    if (low !== high) between.set(key, (between.get(key) || 0) + 1);
  });
  const most = Math.max(1, ...between.values());
  const pulls = Array.from(between, ([key, ties]) => [Math.floor(key / groups), key % groups, 0.6 * ties / most]);
  const rim = 0.1 * Math.min(width, height), middle = centres(groups, pulls, width - 2 * rim, height - 2 * rim, random);
  const home = { group, x: middle.x.map(one => one + rim), y: middle.y.map(one => one + rim) };
  const apart = 0.72 * Math.sqrt(width * height / count), x = new Float64Array(count), y = new Float64Array(count);
  for (let i = 0; i < count; i += 1) {
    x[i] = clamp(home.x[group[i]] + (random() - 0.5) * apart * 5, 0, width - 0.01);
    y[i] = clamp(home.y[group[i]] + (random() - 0.5) * apart * 5, 0, height - 0.01);
  }
  const wide = apart * 1.5, cells = Array.from({ length: (Math.ceil(width / wide) + 1) * (Math.ceil(height / wide) + 1) },
                                               () => []);
  for (let round = 0; round < 120; round += 1) {
    settle(x, y, cells, { tied, home, apart, width, height }, apart * (1 - round / 130));
  }
  return { x, y, apart, group };
}
