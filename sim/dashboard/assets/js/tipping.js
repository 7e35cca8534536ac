// The tipping map, and early against late support.
import { between, clamp, tenth } from "./numbers.js";
import { linear, path, step, ticks } from "./scales.js";
import { farthest, short } from "./labels.js";

const TOP = 9;
// Turns of the trail behind the couple's dot.
const TRAIL = 20;

// A box so wide and high, as {left, right, top, bottom}, with scales from 0 to 1 and a little room round them.
function box(width, projector, high, aside, above) {
  const left = projector ? 50 : 42, right = width - 10, bottom = TOP + Math.round(high(right - left));
  return { left, right, top: TOP, bottom, x: linear([-aside, 1 + aside], [left, right]),
           y: linear([-above, 1 + above], [bottom, TOP]) };
}

// The plane of both threats; `room` is how high it may be.
export const plane = (width, projector, room = Infinity) => (
  box(width, projector, wide => Math.min(wide * 0.86, width > 560 ? clamp(room, 240, 500) : 300), 0.03, 0.03));

// A chart of a value from 0 to 1 against threat at rest.
export const chart = (width, projector) => box(width, projector, () => clamp(width * 0.3, 105, 210), 0.02, 0.06);

// A map: its regions with their names' places, its lines, its places of rest, and where the lines' names stand.
export function map(plane, { regions, lines, rests }, names) {
  const place = ([x, y]) => [plane.x(x), plane.y(y)], edge = 30;
  const drawn = {
    regions: regions.map(region => ({
      kind: region.kind, d: region.lines.map(line => path(line.map(place), true)).join(""),
      x: clamp(plane.x(region.label[0]), plane.left + edge, plane.right - edge - 8),
      y: clamp(plane.y(region.label[1]) + 5, 20, plane.bottom - 17),
    })),
    rests: rests.map(rest => ({ ...rest, x: plane.x(rest.x), y: plane.y(rest.y), right: rest.x < 0.66 })),
    names: [],
  };
  // A name stands by its line where that is farthest from what is named already.
  const taken = drawn.rests.concat(drawn.regions).map(({ x, y }) => [x, y]);
  ["a", "b"].forEach(who => {
    drawn[who] = lines[who].map(line => path(line.map(place)));
    const inside = lines[who].flat().map(place).filter(([x, y]) => (
      x >= plane.left + 24 && x <= plane.right - 24 && y >= 42 && y <= plane.bottom - 23));
    const best = farthest(inside, taken);
    if (!best) return;
    const [x, y] = best, right = x < 0.4 * plane.left + 0.6 * plane.right;
    taken.push(best);
    drawn.names.push({ who: who, text: short(names[who], 12, ""), x: x + (right ? 7 : -7), y: y - 5,
                       end: right ? "start" : "end" });
  });
  return drawn;
}

// Where the couple has just been: short lines that fade. `series` has both threats, `place` is the playhead's.
export function trail(plane, series, place) {
  const from = Math.max(0, place - TRAIL), lines = [];
  const at = turn => [plane.x(between(series.threat_a, turn)), plane.y(between(series.threat_b, turn))];
  for (let turn = Math.floor(from); turn < place; turn += 1) {
    const begin = Math.max(turn, from), [x, y] = at(begin), [u, v] = at(Math.min(turn + 1, place));
    lines.push({ k: turn, x: x, y: y, u: u, v: v, o: tenth(1 - 0.92 * (place - begin) / TRAIL) });
  }
  return lines;
}

// A branch of rests; at a fold it falls, or rises, where the change was found, and not on the slant to the next value.
export function branch(chart, values, rests, fold) {
  const points = rests.map((rest, i) => [chart.x(values[i]), chart.y(rest)]);
  if (fold === null) return path(points);
  const after = values.findIndex(value => value > fold), x = chart.x(fold);
  const cliff = [[x, points[after - 1][1]], [x, points[after][1]]];
  return path([...points.slice(0, after), ...cliff, ...points.slice(after)]);
}

// The arrow that says which way a fold goes: 1 falls, -1 rises.
export function head(chart, fold, way) {
  return "M" + (chart.x(fold) - 5) + " " + (chart.y(0.4) - 4 * way) + "h10l-5 " + 9 * way + "z";
}

// The two branches, their folds, and where the late one's name stands.
export function ways(chart, early) {
  const heads = [], { values, lets_go: lets, takes_hold: takes } = early, high = early.late[0] > 0.4;
  if (lets !== null) heads.push({ name: "pdd-tipping-head", d: head(chart, lets, 1) });
  if (takes !== null) heads.push({ name: "pdd-tipping-head pdd-tipping-headgreen", d: head(chart, takes, -1) });
  const beside = high && lets !== null;
  return {
    late: branch(chart, values, early.late, lets), early: branch(chart, values, early.early, takes), heads: heads,
    says: { x: beside ? Math.min(chart.x(lets) + 8, chart.right - 150) : chart.left + 8,
            y: high ? chart.y(0.52) : chart.y(0) - 34 },
  };
}

// The range in which both ways are open, or nothing.
export function open(chart, { lets_go: lets, takes_hold: takes }) {
  if (lets === null) return null;
  const from = chart.x(takes === null ? 0 : takes), to = chart.x(lets);
  return to - from > 3 ? { x: from, wide: to - from } : null;
}

// How long a hand is needed, by the turn at which it is taken. `minute` is how many turns make one.
export function need({ left, right, top, bottom }, { turns, needed }, minute) {
  const end = turns[turns.length - 1], longest = Math.max(...needed.map(value => value || 0));
  const most = Math.max(minute, Math.ceil(longest / minute) * minute);
  const x = linear([0, Math.max(1, end)], [left, right]), y = linear([0, most], [bottom, top]);
  const parts = [], never = [];
  let open = null;
  needed.forEach((value, i) => {
    if (value === null) {
      open = null;
      if (i % 3 === 0) never.push("M" + (x(turns[i]) - 3) + " 16l6 6m0 -6l-6 6");
      return;
    }
    if (!open) parts.push(open = []);
    open.push([x(turns[i]), y(value)]);
  });
  const line = parts.map(part => path(part)).join("");
  return {
    x: x, y: y, line: line, never: never, most: most, none: needed.every(value => value === 0),
    area: needed.includes(null) ? "" : line + "L" + x(end) + " " + bottom + "L" + x(0) + " " + bottom + "Z",
    ticks: ticks(end / minute, step([1, 2, 3, 5, 10, 20, 30], end / minute, 5, 60)),
  };
}
