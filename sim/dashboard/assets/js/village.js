// A village's story as it is drawn: how each couple is on any day, who has ended, and that in words.
import { listed, plural, say } from "./language.js";

const YEAR = 365;

// The letters of a text as shares from 0 to 1; a couple that is over is -1. `fixed` tells how they are read.
export function shares(text, { letter, levels }) {
  return Float32Array.from(text, one => (one === " " ? -1 : (one.charCodeAt(0) - letter) / levels));
}

// What was lived, ready to be drawn. `lived` is one village's part of what the server tells, nothing before its first
// month; `start` the letters of the first morning.
export function story(start, lived, fixed) {
  const told = lived || { kept: [], levels: [], mean: [], ended: [[], []], begun: [[], []], ties: [] };
  const days = [0, ...told.kept], months = [shares(start, fixed), ...told.levels.map(text => shares(text, fixed))];
  const turns = new Map();
  [told.ended, told.begun].forEach(([when, who]) => who.forEach((couple, at) => {
    turns.set(couple, (turns.get(couple) || []).concat(when[at]).sort((a, b) => a - b));
  }));
  return { days, months, turns, mean: told.mean, ended: told.ended, begun: told.begun,
           ties: told.ties.map(([day, text]) => [day, shares(text, fixed)]), last: days[days.length - 1] };
}

// Whether a couple is over on a day: it ends in the night after one, and may begin again in the night after another.
export function isOver({ turns }, couple, day) {
  const own = turns.get(couple);
  return !!own && own.filter(when => when < day).length % 2 === 1;
}

// The kept days around a day: [the place of the one before, how far it is to the next].
export function around({ days }, day) {
  let low = 0, high = days.length - 1;
  while (high - low > 1) {
    const middle = low + high >> 1;
    if (days[middle] <= day) low = middle; else high = middle;
  }
  if (days.length < 2 || day >= days[high]) return [days.length - 1, 0];
  return [low, (day - days[low]) / (days[high] - days[low])];
}

// How satisfied each couple is on a day, 0 to 1, -1 where it is over; written into `into`.
export function lights(told, day, into) {
  const [at, part] = around(told, day), { months } = told;
  const here = months[at], next = months[Math.min(at + 1, months.length - 1)];
  for (let i = 0; i < into.length; i += 1) {
    const before = here[i], after = next[i];
    into[i] = before < 0 ? after : after < 0 ? before : before + part * (after - before);
  }
  told.turns.forEach((_, couple) => {
    if (isOver(told, couple, day)) into[couple] = -1;
    else if (into[couple] < 0) into[couple] = 0.5;
  });
  return into;
}

// How strong each tie is on a day, as it was last told.
export function strengths(told, first, day) {
  let found = first;
  told.ties.forEach(([when, all]) => { if (when <= day) found = all; });
  return found;
}

// How many are together on a day, of so many; how many have ended until then, and begun again.
export function counts(told, count, day) {
  const [ended, begun] = [told.ended, told.begun].map(([days]) => days.filter(when => when < day).length);
  return { together: count - ended + begun, ended, begun };
}

export const year = day => Math.floor((Math.max(1, Math.round(day)) - 1) / YEAR) + 1;

// "year 2, month 3"
export function when(day) {
  const into = (Math.max(1, Math.round(day)) - 1) % YEAR;
  return say("year {year}, month {month}", { year: year(day), month: Math.floor(into / YEAR * 12) + 1 });
}

// The month of its year, from 1 to 12.
export const month = day => Math.floor((Math.max(1, Math.round(day)) - 1) % YEAR / YEAR * 12) + 1;

export const couples = count => plural(count, "{n} couple", "{n} couples");

// "171 couples together, 31 ended, 2 met anew"
export function state({ together, ended, begun }) {
  const said = [
    plural(together, "{n} couple together", "{n} couples together"),
    ended ? plural(ended, "{n} ended", "{n} ended") : say("none ended"),
    begun ? plural(begun, "{n} met anew", "{n} met anew") : "",
  ];
  return said.filter(Boolean).join(", ");
}

// What has happened in the month before a day, in a sentence.
export function news(told, called, day, month) {
  const within = ([days, who]) => who.filter((_, at) => days[at] < day && days[at] >= day - month);
  const ended = within(told.ended), begun = within(told.begun);
  const named = all => {
    const few = all.slice(0, 2).map(couple => called[couple]), rest = all.length - few.length;
    if (!rest) return listed(few);
    return few.concat(plural(rest, "{n} other couple", "{n} other couples")).join(", ");
  };
  const said = [];
  if (ended.length === 1) said.push(say("{couple} let go of each other.", { couple: named(ended) }));
  if (ended.length > 1) said.push(say("{couples} let go.", { couples: named(ended) }));
  if (begun.length) said.push(plural(begun.length, "{n} new couple met.", "{n} new couples met."));
  return said.join(" ") || say("Nobody left, and nobody met.");
}

// The couple nearest to a point, at most so far away; -1 where there is none.
export function nearest({ x, y }, px, py, most) {
  let best = -1, least = most * most;
  for (let i = 0; i < x.length; i += 1) {
    const far = (x[i] - px) ** 2 + (y[i] - py) ** 2;
    if (far < least) { least = far; best = i; }
  }
  return best;
}

// The ties of a couple, the strongest first: {at, other, kind, strength}.
export function tiesOf({ first, second, kinds }, couple, strong) {
  const found = [];
  first.forEach((one, at) => {
    if (one !== couple && second[at] !== couple) return;
    found.push({ at, other: one === couple ? second[at] : one, kind: Number(kinds[at]), strength: strong[at] });
  });
  return found.sort((a, b) => b.strength - a.strength);
}

// The middle of some couples and how far they reach, as the half axes of an ellipse around them.
export function reach({ x, y, apart }, who) {
  const mean = values => who.reduce((sum, i) => sum + values[i], 0) / who.length;
  const far = (values, middle) => Math.sqrt(who.reduce((sum, i) => sum + (values[i] - middle) ** 2, 0) / who.length);
  const cx = mean(x), cy = mean(y);
  return { cx, cy, rx: 1.9 * far(x, cx) + 1.3 * apart, ry: 1.9 * far(y, cy) + 1.3 * apart };
}

// The mean satisfaction as points of a chart: [day, points] of the months that are lived.
export const curve = told => told.mean.map((value, at) => [told.days[at + 1], value]);
