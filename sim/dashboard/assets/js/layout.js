// Where the couples of a village stand: neighbours near each other, nobody over anybody, the same place every time.
import { clamp } from "./numbers.js";

const ROUNDS = 100;

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

// The neighbourhood of each couple: it grows by whoever has most ties into it, until there are `size`; and then whoever
// has more ties into another one moves there, where there is room.
export function neighbourhoods(tied, size) {
  const count = tied.length, group = new Int32Array(count).fill(-1), members = [];
  let next = 0, edge = new Map();
  while (next < count) {
    const own = members.length;
    let couple = [...edge.keys()].find(one => group[one] < 0);
    if (couple === undefined) couple = next;
    members.push(0);
    edge = new Map();
    while (couple >= 0) {
      group[couple] = own;
      members[own] += 1;
      edge.delete(couple);
      tied[couple].forEach(other => { if (group[other] < 0) edge.set(other, (edge.get(other) || 0) + 1); });
      while (next < count && group[next] >= 0) next += 1;
      if (members[own] >= size || next >= count) break;
      couple = next;
      let most = 0;
      edge.forEach((ties, other) => {
        const much = ties / (1 + 0.05 * tied[other].length);
        if (much > most) { most = much; couple = other; }
      });
    }
  }
  for (let round = 0; round < 4; round += 1) {
    for (let i = 0; i < count; i += 1) {
      const into = new Map();
      tied[i].forEach(other => into.set(group[other], (into.get(group[other]) || 0) + 1));
      let best = group[i], most = into.get(best) || 0;
      into.forEach((ties, other) => { if (ties > most && members[other] < 1.3 * size) { most = ties; best = other; } });
      if (best === group[i]) continue;
      members[group[i]] -= 1;
      members[best] += 1;
      group[i] = best;
    }
  }
  return { group, groups: members.length };
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
      x[i] += u[i] / long * Math.min(long, heat);
      y[i] += v[i] / long * Math.min(long, heat);
    }
  }
  return { x: filling(x, width), y: filling(y, height) };
}

// Places stretched to reach from one end to the other.
function filling(places, wide) {
  const low = Math.min(...places), high = Math.max(...places);
  return places.map(one => (high > low ? (one - low) / (high - low) * wide : wide / 2));
}

// Keep couples apart, those that are tied near each other and everybody in the neighbourhood, one round. Who stands in
// a cell of the box is a chain: `first` of each cell, and the `next` of each couple.
function settle(x, y, chains, { near, home, apart, width, height }, heat) {
  const count = x.length, wide = apart * 1.5, across = Math.ceil(width / wide) + 1, { first, next } = chains;
  first.fill(-1);
  for (let i = 0; i < count; i += 1) {
    const cell = Math.floor(y[i] / wide) * across + Math.floor(x[i] / wide);
    next[i] = first[cell];
    first[cell] = i;
  }
  for (let i = 0; i < count; i += 1) {
    let u = (home.x[home.group[i]] - x[i]) * 0.035, v = (home.y[home.group[i]] - y[i]) * 0.035;
    const column = Math.floor(x[i] / wide), row = Math.floor(y[i] / wide);
    for (let place = 0; place < 9; place += 1) {
      const a = column + place % 3 - 1, cell = (row + Math.floor(place / 3) - 1) * across + a;
      for (let j = a < 0 || a >= across || cell < 0 || cell >= first.length ? -1 : first[cell]; j >= 0; j = next[j]) {
        const dx = x[i] - x[j], dy = y[i] - y[j], far = Math.sqrt(dx * dx + dy * dy);
        if (j === i || far >= wide) continue;
        const push = (wide - far) / (far + 0.1) * 0.35;
        u += dx * push; v += dy * push;
      }
    }
    const circle = near[i];
    for (let at = 0; at < circle.length; at += 1) {
      u += (x[circle[at]] - x[i]) * 0.02; v += (y[circle[at]] - y[i]) * 0.02;
    }
    const long = Math.sqrt(u * u + v * v) || 1, far = Math.min(long, heat);
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
  const pulls = Array.from(between, ([key, ties]) => [Math.floor(key / groups), key % groups, 0.5 * ties / most]);
  const box = Math.sqrt(width * height / groups);
  const rim = Math.min(0.5 * Math.min(width, height), 0.36 * box);
  const middle = centres(groups, pulls, width - 2 * rim, height - 2 * rim, random);
  const home = { group, x: middle.x.map(one => one + rim), y: middle.y.map(one => one + rim) };
  const apart = 0.78 * Math.sqrt(width * height / count), x = new Float64Array(count), y = new Float64Array(count);
  for (let i = 0; i < count; i += 1) {
    x[i] = clamp(home.x[group[i]] + (random() - 0.5) * apart * 5, 0, width - 0.01);
    y[i] = clamp(home.y[group[i]] + (random() - 0.5) * apart * 5, 0, height - 0.01);
  }
  const wide = apart * 1.5, cells = (Math.ceil(width / wide) + 1) * (Math.ceil(height / wide) + 1);
  const chains = { first: new Int32Array(cells), next: new Int32Array(count) };
  const near = tied.map((all, i) => all.filter(other => group[other] === group[i]));
  for (let round = 0; round < ROUNDS; round += 1) {
    settle(x, y, chains, { near, home, apart, width, height }, apart * (1 - round / (ROUNDS + 10)));
  }
  return { x, y, apart, group };
}
