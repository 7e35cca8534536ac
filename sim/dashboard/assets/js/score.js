// The score: lanes of a conversation's turns, or of a season's days, one under the other.
import { between, clamp, tenth } from "./numbers.js";
import { area, linear, path, step, ticks } from "./scales.js";
import { roomiest, short, spread } from "./labels.js";

// Points of satisfaction that the lane shows.
export const SATISFACTION = [50, 140];
// Beats that the lane shows unless a heart leaves them, so that two evenings can be compared by eye.
const BEATS = [65, 125];
const SIDES = ["a", "b"];

// The lanes and their edges. `look` is {width, projector, season, names, tracks, last}.
export function frame(look) {
  const { width, projector, season, names, tracks, last } = look;
  const side = width > 560, track = projector ? 26 : 23, tall = projector ? 0.9 : 1;
  const left = side ? (projector ? 122 : 104) : 2, right = width - (side ? (projector ? 116 : 100) : 2);
  const lanes = [
    { key: "moves_a", name: short(names.a, side ? 11 : 24), under: "moves", high: 60, after: 1 },
    { key: "moves_b", name: short(names.b, side ? 11 : 24), under: "moves", high: 60, after: 6 },
    { key: "threat", name: "threat", under: "0 to 1", high: 56, after: 6 },
    { key: "heart", name: "heart rate", under: season ? "highest, bpm" : "bpm", high: 66, after: 6 },
    { key: "bond", name: "bond", high: 30, after: season ? 6 : 0 },
  ];
  if (season) lanes.push({ key: "satisfaction", name: "satisfaction", under: look.scale, high: 52, after: 0 });
  let top = 16 + track * Math.max(1, tracks);
  lanes.forEach(lane => {
    lane.top = top;
    lane.high = Math.round(lane.high * tall);
    top += lane.high + lane.after;
  });
  const bottom = lanes[lanes.length - 1], axis = bottom.top + bottom.high;
  const lane = Object.fromEntries(lanes.map(found => [found.key, found]));
  return { projector, season, side, track, left, right, last, lanes, lane, axis, height: axis + 24,
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
  return SIDES.map(who => {
    const y = done(frame, who, most), withdraw = series["withdraw_" + who];
    return { key: "dance" + who, who: "a", d: line(frame, series["pursue_" + who].map((v, i) => y(v + withdraw[i]))) };
  });
}

const line = (frame, heights) => path(heights.slice(0, frame.last + 1).map((y, i) => [frame.x(i), y]));

// Threat, hearts, bond and satisfaction; `shown` are the columns of the run whose scale they share.
export function curves(frame, series, shown) {
  const drawn = (lane, name, who) => {
    const y = scale(frame, lane, shown), [low, high] = lane === "satisfaction" ? SATISFACTION : [-Infinity, Infinity];
    return { key: lane + who, who: who, d: line(frame, series[name].map(value => y(clamp(value, low, high)))) };
  };
  const all = SIDES.flatMap(who => [drawn("threat", "threat_" + who, who), drawn("heart", "heart_rate_" + who, who)]);
  all.push(drawn("bond", "bond", ""));
  if (frame.lane.satisfaction && series.satisfaction) all.push(drawn("satisfaction", "satisfaction", ""));
  return all;
}

// The axis: whole minutes, or days. `minute` is how many turns make one.
export function axis(frame, minute) {
  const { last, season } = frame, most = frame.side ? 6 : 3;
  if (season) {
    const size = step([1, 7, 14, 28, 56, 91, 182, 365], last, most + 2, 730);
    return ticks(last, size).map(day => ({ at: day, name: day || "day 0" }));
  }
  const size = step([1, 2, 3, 5, 10, 15, 20, 30], last / minute, most, 60);
  return ticks(last / minute, size).map(m => ({ at: m * minute, name: m || "0 min" }));
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
export function pair(frame, lane, name, series, place) {
  const y = scale(frame, lane, series);
  const two = SIDES.map(who => {
    const value = between(series[name + "_" + who], place);
    return { key: name + who, who: who, y: tenth(y(value)), value: value };
  });
  const heights = spread(two[0].y + 5, two[1].y + 5, frame.projector ? 19 : 16);
  return two.map((mark, i) => Object.assign(mark, { label: heights[i] }));
}

// A spark from outside, at the outer edge of its partner's moves, with its point inward.
export function spark(frame, { turn, who }) {
  const lane = frame.lane["moves_" + who], up = who === "a", y = up ? lane.top : lane.top + lane.high;
  return "M" + (frame.x(turn) - 5) + " " + y + "h10l-5 " + (up ? 9 : -9) + "z";
}

// Which turn is under a point of the picture.
export const turnAt = (frame, x) => Math.round(frame.x.invert(x));
