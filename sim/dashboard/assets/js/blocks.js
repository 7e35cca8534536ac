// What is placed, as blocks over the score: where each stands, and what a hand on it asks for.
import { say } from "./language.js";
import { clamp } from "./numbers.js";

// The box of a block: {x, y, w}. `look` is {left, scale, last, high, season}.
export function box(block, look) {
  const x = look.left + look.scale * block.at, y = 14 + look.high * block.track;
  if (!block.span) return { x: x - 9, y: y, w: 18 };
  const room = look.last - block.at + (look.season ? 1 : 0);
  return { x: x, y: y, w: Math.max(10, look.scale * Math.min(block.span, room)) };
}

// Where a block comes to when it is moved to `at` or stretched to `span`: it stays within the run, whose last turn, or
// day, is `last`.
export function fit(block, to, { last, season }) {
  const end = season ? last : last + 1;  // a turn's block may end with the last turn
  if ("at" in to) {
    const most = season ? last : end - Math.max(1, block.span);
    return { at: clamp(to.at, 1, Math.max(1, most)), span: block.span };
  }
  return { at: block.at, span: clamp(to.span, 1, Math.max(1, season ? last - block.at + 1 : end - block.at)) };
}

// The settings that say so: in the season a plan is given every so many days.
export function settings(to, placed, every, season) {
  if ("at" in to) return season ? { day: placed.at } : { turn: placed.at };
  return season ? { days: Math.ceil(placed.span / every) } : { turns: placed.span };
}

// What an arrow with a block in focus does to it, or nothing.
export function byKey(key, shift, block, { season }) {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[key];
  if (!by) return null;
  if (shift && block.span) return { span: block.span + by * (season ? block.values.every || 1 : 1) };
  return { at: block.at + by };
}

// The day or days, or the time, of a block in words; `clock` tells a turn's.
export function when(block, season, clock, lasting) {
  if (season) {
    if (block.span < 2) return say("day {day}", { day: block.at });
    return say("days {first} to {last}", { first: block.at, last: block.at + block.span - 1 });
  }
  const time = clock(block.at);
  return block.span ? say("at {time}, for {long}", { time, long: lasting(block.span) }) : say("at {time}", { time });
}
