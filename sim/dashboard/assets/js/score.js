// The score: lanes of a conversation's turns, or of a season's days, one under the other.
import { say } from "./language.js";
import { between, clamp, tenth } from "./numbers.js";
import { area, linear, path, step, ticks } from "./scales.js";
import { roomiest, short, spread } from "./labels.js";

// Points of satisfaction that the lane shows.
export const SATISFACTION = [50, 140];
// Beats that the lane shows unless a heart leaves them, so that two evenings can be compared by eye.
const BEATS = [65, 125];
const SIDES = ["a", "b"];
// How high lanes are beside each other where nothing else is asked for; moves have a lane for each of the two.
const HIGH = { moves: 44, alarm: 50, heart: 54, bond: 34, satisfaction: 46 }, OTHERS = 44;
const BELOW = 24, AFTER = 6;
const COLUMN = { alarm: "threat", heart: "heart_rate" };
// What is both partners' together.
const SHARED = ["bond", "satisfaction"];

// The lanes and their edges. `look` is {width, projector, season, names, tracks, last, lanes, told, high}: `lanes` by
// name, `told` what each is called, `high` the pixels that all may take, where that is given.
export function frame(look) {
  const { width, projector, season, names, tracks, last, told } = look;
  const side = width > 560, track = projector ? 26 : 24;
  const left = side ? (projector ? 118 : 104) : 2, right = width - (side ? (projector ? 108 : 100) : 2);
  const lanes = look.lanes.flatMap(name => {
    const { title, under } = told.find(lane => lane.name === name), high = HIGH[name] || OTHERS;
    if (name !== "moves") return [{ key: name, name: title, under: under, high: high, after: AFTER }];
    return SIDES.map(who => ({ key: "moves_" + who, name: short(names[who], side ? 11 : 24), under: title, high: high,
                               after: who === "a" ? 1 : AFTER }));
  });
  let top = 16 + track * Math.max(1, tracks);
  const given = lanes.reduce((sum, { high }) => sum + high, 0), gaps = lanes.reduce((sum, { after }) => sum + after, 0);
  const grown = look.high ? clamp((look.high - top - gaps - BELOW + AFTER) / given, 0.35, 4) : projector ? 0.95 : 1;
  lanes.forEach(lane => {
    lane.top = top;
    lane.high = Math.round(lane.high * grown);
    lane.under = lane.high < 34 ? "" : lane.under;
    top += lane.high + lane.after;
  });
  const bottom = lanes[lanes.length - 1], axis = bottom.top + bottom.high;
  const lane = Object.fromEntries(lanes.map(found => [found.key, found]));
  return { projector, season, side, track, left, right, last, lanes, lane, axis, height: axis + BELOW,
           x: linear([0, last], [left, right]) };
}

// The scale of a lane. `series` are the columns of the run on view.
export function scale(frame, name, series) {
  const { top, high } = frame.lane[name];
  const range = name === "heart" ? beats(series) : name === "satisfaction" ? SATISFACTION : [0, 1];
  return linear(range, [top + high - 3, top + 3]);
}

export function beats(series) {
  const all = series.heart_rate_a.concat(series.heart_rate_b);
  return [Math.min(BEATS[0], ...all), Math.max(BEATS[1], ...all)];
}

// The most that a partner does at once, at least 1: what the lanes of moves are drawn to.
export function tallest(series, moves, last) {
  let most = 1;
  SIDES.forEach(who => {
    for (let i = 0; i <= last; i += 1) {
      most = Math.max(most, moves.reduce((sum, move) => sum + series[move + "_" + who][i], 0));
    }
  });
  return most;
}

// From how much is done to a height: hers upward, his downward, back to back from one line.
function done(frame, who, most) {
  const lane = frame.lane["moves_" + who], base = who === "a" ? lane.top + lane.high : lane.top;
  return linear([0, most], [base, base + (who === "a" ? -1 : 1) * (lane.high - 3)]);
}

// What the two do, a move on top of the other.
export function areas(frame, series, moves, most) {
  if (!frame.lane.moves_a) return [];
  return SIDES.flatMap(who => {
    const y = done(frame, who, most), points = list => list.map((value, i) => [frame.x(i), y(value)]);
    let under = new Array(frame.last + 1).fill(0);
    return moves.map(move => {
      const over = under.map((value, i) => value + series[move + "_" + who][i]);
      const d = area(points(over), points(under));
      under = over;
      return { key: move + who, move: move, d: d };
    });
  });
}

// The dance, protest and silence together, of the run that is compared.
export function dances(frame, series, most) {
  if (!frame.lane.moves_a) return [];
  return SIDES.map(who => {
    const y = done(frame, who, most), withdraw = series["withdraw_" + who];
    return { key: "dance" + who, who: "a", d: line(frame, series["pursue_" + who].map((v, i) => y(v + withdraw[i]))) };
  });
}

const line = (frame, heights) => path(heights.slice(0, frame.last + 1).map((y, i) => [frame.x(i), y]));

// The curves of all lanes that have any; `shown` are the columns of the run whose scale they share.
export function curves(frame, series, shown) {
  return frame.lanes.filter(lane => !lane.key.startsWith("moves")).flatMap(({ key }) => {
    const y = scale(frame, key, shown), [low, high] = key === "satisfaction" ? SATISFACTION : [-Infinity, Infinity];
    const columns = SHARED.includes(key) ? [["", key]] : SIDES.map(who => [who, (COLUMN[key] || key) + "_" + who]);
    return columns.filter(([, column]) => series[column]).map(([who, column]) => (
      { key: key + who, who: who, d: line(frame, series[column].map(value => y(clamp(value, low, high)))) }));
  });
}

// The axis: whole minutes, or days. `minute` is how many turns make one.
export function axis(frame, minute) {
  const { last, season } = frame, most = frame.side ? 6 : 3;
  if (season) {
    const size = step([1, 7, 14, 28, 56, 91, 182, 365], last, most + 2, 730);
    return ticks(last, size).map(day => ({ at: day, name: day || say("day {day}", { day: 0 }) }));
  }
  const size = step([1, 2, 3, 5, 10, 15, 20, 30], last / minute, most, 60);
  return ticks(last / minute, size).map(m => ({ at: m * minute, name: m || say("{n} min", { n: 0 }) }));
}

// Where the name of a line at height `y` of the hearts' lane has most room from the hearts.
export function nameOfLine(frame, series, y) {
  const long = frame.projector ? 170 : 140, hearts = scale(frame, "heart", series);
  const places = [true, false].flatMap(end => [13, -5].map(down => {
    const x = end ? frame.right - 5 : frame.left + (frame.side ? 12 : 90), from = end ? x - long : x;
    let room = Infinity;
    for (let i = 0; i <= frame.last; i += 1) {
      if (frame.x(i) < from || frame.x(i) > from + long) continue;
      SIDES.forEach(who => {
        room = Math.min(room, Math.abs(tenth(hearts(series["heart_rate_" + who][i])) - (y + down - 4)));
      });
    }
    return { x: x, y: y + down, end: end, room: room };
  }));
  return roomiest(places, 14);
}

// What a lane says of both partners under the playhead, one beneath the other where they come close.
export function pair(frame, lane, series, place) {
  const y = scale(frame, lane, series), name = COLUMN[lane] || lane;
  if (!series[name + "_a"]) return [];
  const two = SIDES.map(who => {
    const value = between(series[name + "_" + who], place);
    return { key: name + who, who: who, y: tenth(y(value)), value: value };
  });
  const heights = spread(two[0].y + 5, two[1].y + 5, frame.projector ? 19 : 16);
  return two.map((mark, i) => Object.assign(mark, { label: heights[i] }));
}

// A spark from outside, at the outer edge of its partner's moves, with its point inward.
export function spark(frame, { turn, who }) {
  const lane = frame.lane["moves_" + who], up = who === "a" || !lane;
  const y = !lane ? frame.lanes[0].top - 4 : up ? lane.top : lane.top + lane.high;
  return "M" + (frame.x(turn) - 5) + " " + y + "h10l-5 " + (up ? 9 : -9) + "z";
}

// Which turn is under a point of the picture.
export const turnAt = (frame, x) => Math.round(frame.x.invert(x));

// A guess that is drawn: values from 0 to 1, one a turn, where nothing is drawn yet nothing. The pencil went from one
// point {turn, share} to another, and what lies between is drawn straight; not before `from`.
export function drawn(guess, last, before, now, from) {
  const made = guess ? guess.slice(0, last + 1) : [], start = before || now;
  const [first, second] = start.turn <= now.turn ? [start, now] : [now, start];
  for (let turn = Math.max(from, first.turn); turn <= Math.min(last, second.turn); turn += 1) {
    const wide = second.turn - first.turn;
    made[turn] = clamp(first.share + (wide ? (second.share - first.share) * (turn - first.turn) / wide : 0), 0, 1);
  }
  return Array.from({ length: last + 1 }, (_, turn) => (made[turn] === undefined ? null : made[turn]));
}

// Where a guess can be set by keys: turns evenly ahead of what has been lived.
const POINTS = 6;
export function pointsOf(from, last) {
  const count = Math.max(0, Math.min(POINTS, Math.floor(last - from)));
  return Array.from({ length: count }, (_, i) => Math.round(from + (last - from) * (i + 1) / count));
}

// What a key does to a guess at a point: its share then, or the number of the next point; nothing for other keys.
export function keyed(key, share, at, count) {
  const by = { ArrowUp: 0.05, ArrowDown: -0.05, PageUp: 0.2, PageDown: -0.2, Home: -1, End: 1 }[key];
  if (by) return { share: clamp(Math.round(20 * (share + by)) / 20, 0, 1) };
  const next = { ArrowRight: at + 1, ArrowLeft: at - 1 }[key];
  return next >= 0 && next < count ? { at: next } : null;
}

// A guess with another share at one of the points: straight from the point before it, and on to the next that is set.
export function bent(guess, last, points, at, share, from) {
  const set = turn => guess && guess[turn] !== null && guess[turn] !== undefined, here = { turn: points[at], share };
  const before = at ? points[at - 1] : from, next = points[at + 1];
  const start = at && set(before) ? { turn: before, share: guess[before] } : { turn: from, share };
  const made = drawn(guess, last, start, here, from);
  return next && set(next) ? drawn(made, last, here, { turn: next, share: guess[next] }, from) : made;
}

// The pencil's line on a lane, in as many pieces as were drawn.
export function pencil(frame, name, guess) {
  const { top, high } = frame.lane[name], y = linear([0, 1], [top + high - 3, top + 3]), pieces = [];
  let open = null;
  (guess || []).slice(0, frame.last + 1).forEach((share, turn) => {
    if (share === null) { open = null; return; }
    if (!open) pieces.push(open = []);
    open.push([frame.x(turn), y(share)]);
  });
  return pieces.map(piece => path(piece)).join("");
}

// How high on a lane a point of the picture is, from 0 to 1.
export const shareAt = (frame, name, y) => clamp(
  1 - (y - frame.lane[name].top - 3) / Math.max(1, frame.lane[name].high - 6), 0, 1);

const SCALLOP = 22;

// The scalloped hem of a curtain from x to the right edge.
export function hem(frame, x) {
  const end = frame.right + 4, count = Math.max(1, Math.round((end - x) / SCALLOP)), wide = tenth((end - x) / count);
  const scallop = "q" + tenth(wide / 2) + " 9 " + wide + " 0", low = frame.axis - 8;
  return "M" + tenth(x) + " " + low + "V" + (frame.axis - 1) + scallop.repeat(count) + "V" + low + "Z";
}
