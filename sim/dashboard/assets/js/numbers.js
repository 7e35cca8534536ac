// Numbers, as the page reads and writes them, each as its language writes it.
import { plural, say, written } from "./language.js";

export const clamp = (value, low, high) => Math.max(low, Math.min(high, value));

// A tenth of a pixel is finer than any screen.
export const tenth = value => Math.round(value * 10) / 10;

// A turn as minutes and seconds: 6:06
export function clock(turn, seconds) {
  const all = Math.round(turn) * seconds;
  return Math.floor(all / 60) + ":" + String(all % 60).padStart(2, "0");
}

// How long so many turns are, in words: 42 seconds, 6 minutes, 6:06 minutes
export function lasting(turns, seconds) {
  const all = Math.round(turns) * seconds;
  if (all < 60) return plural(all, "{n} second", "{n} seconds");
  if (all % 60) return say("{time} minutes", { time: clock(turns, seconds) });
  return plural(all / 60, "{n} minute", "{n} minutes");
}

// .62, with two digits and no zero before the point
export function decimal(value) {
  const hundredths = Math.round(100 * value) / 100 || 0;
  return written(hundredths.toFixed(2).replace(/^(-?)0\./, "$1.").replace("-", "−"));
}

// 0, .5, .62, 1: no more digits than a tick needs
export function short(value) {
  return value === 0 || value === 1 ? String(value) : written(value.toFixed(value === 0.5 ? 1 : 2).replace(/^0/, ""));
}

// A share as a number of a hundred, where what is rare is not told as never: 62, <1
export function hundred(share) { return share > 0 && share < 0.005 ? "<1" : String(Math.round(100 * share)); }

export const percent = share => hundred(share) + " %";

// A list read between two of its places, and no further than its ends.
export function between(list, place) {
  const to = clamp(place, 0, list.length - 1), low = Math.floor(to), high = Math.min(list.length - 1, low + 1);
  return list[low] + (list[high] - list[low]) * (to - low);
}

// What was typed as a number, with a point or a comma: 0,3 is .3. Nothing for anything else.
export function typed(text) {
  const plain = text.trim().replace("−", "-").replace(",", ".");
  return /^[-+]?(\d{1,15}\.?\d{0,15}|\.\d{1,15})$/.test(plain) ? Number(plain) : null;
}

export const capital = text => text.charAt(0).toUpperCase() + text.slice(1);

// A number as it is, with four digits at most: .0417
export const figure = value => written(String(Number(value.toPrecision(4))).replace(/^(-?)0\./, "$1."));

// A decimal with so many digits, and no zero before the point.
export const fine = (value, digits) => written(value.toFixed(digits).replace(/^(-?)0\./, "$1."));
