// A thousand tomorrows: fans of quantiles over days, and how the couples end.
import { tenth } from "./numbers.js";
import { area, linear, path, step, ticks } from "./scales.js";
import { spreadAbove } from "./labels.js";

// Which rows of a band are its outer edges, its inner ones, and its middle. `quantiles` are the shares below each row.
export function rows(quantiles) {
  const at = share => {
    const row = quantiles.findIndex(quantile => Math.abs(quantile - share) < 1e-9);
    if (row < 0) throw new Error("A fan needs the quantile " + share + ", and has only " + quantiles.join(", ") + ".");
    return row;
  };
  return { outer: [0, quantiles.length - 1], inner: [at(0.25), at(0.75)], middle: at(0.5) };
}

// The scale takes in every band, and the line of distress, on round numbers. `bands` are the arms' rows of quantiles.
export function extent(measure, bands, limit, tall) {
  if (measure === "dance") return { low: 0, high: 1, ticks: tall ? [0, 0.2, 0.4, 0.6, 0.8, 1] : [0, 0.5, 1] };
  const points = measure === "satisfaction", all = bands.flat(2).concat(points ? [limit] : []);
  const least = Math.min(...all), most = Math.max(...all), unit = points ? 1 : 0.01, span = (most - least) / unit;
  const size = unit * (span <= 24 ? 5 : span <= 60 ? 10 : 20);
  const low = Math.max(0, Math.floor((least - unit) / size));
  const high = Math.min(Math.round((points ? 1000 : 1) / size), Math.ceil((most + unit) / size));
  return { low: size * low, high: size * high, ticks: ticks(high - low, 1).map(i => size * (low + i)) };
}

// The box and the scales of a chart. `look` is {left, right, top, high, horizon, extent}.
export function chart({ left, right, top, high, horizon, extent }) {
  const bottom = top + high, y = linear([extent.low, extent.high], [bottom, top]);
  return { left, right, top, bottom, x: linear([1, Math.max(2, horizon)], [left, right]), y: value => tenth(y(value)) };
}

// The paths of one arm: its two bands as areas and as edges, and its middle run.
export function drawn(band, days, quantiles, { x, y }) {
  const { outer, inner, middle } = rows(quantiles), points = row => band[row].map((value, i) => [x(days[i]), y(value)]);
  const filled = ([low, high]) => area(points(low), points(high));
  const edges = ([low, high]) => path(points(low)) + path(points(high));
  return { wide: filled(outer), half: filled(inner), outer: edges(outer), inner: edges(inner),
           line: path(points(middle)) };
}

// The days under the chart: the first, and round ones that have room.
export function days(horizon, x, wide) {
  const size = step([1, 2, 7, 14, 28, 56], horizon, wide ? 9 : 5, 112);
  return [1].concat(ticks(horizon, size).filter(day => day > 1 && x(day) - x(1) > 22));
}

// Where the names of the middle runs' ends stand, kept apart and above the axis at `floor`.
export function ends(heights, room, floor) {
  return heights.length < 2 ? heights : spreadAbove(...heights, room, floor);
}

// A hundred couples in rows of 25: a filled diamond ends distressed (1), a ring does not.
export function marks(hundred) {
  let well = "", ill = "";
  hundred.forEach((distressed, i) => {
    const x = 5 + 10 * (i % 25), y = 5 + 10 * Math.floor(i / 25);
    if (distressed) ill += "M" + x + " " + (y - 4.6) + "l4.6 4.6l-4.6 4.6l-4.6 -4.6z";
    else well += "M" + (x - 3) + " " + y + "a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z";
  });
  return { well: well, ill: ill };
}
