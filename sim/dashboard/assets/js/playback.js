// The playhead's clock. Playing is a view of a finished run, so it never asks the server.
import { clamp } from "./numbers.js";

// Turns, or days, a second.
export const PACE = 5;
export const SPEEDS = [0.5, 1, 2, 4];

// Where the playhead is so many milliseconds later.
export function advance(place, last, milliseconds, speed) {
  return Math.min(last, place + milliseconds / 1000 * PACE * speed);
}

// Where a press of an arrow takes it: to a whole turn, within the run.
export const step = (place, by, last) => clamp(Math.round(place) + by, 0, last);

// At the end it begins again.
export const begin = (place, last) => (place >= last ? 0 : place);

// Milliseconds that one frame may take: a tab that was hidden goes on from where it was.
const LONGEST = 250;

export class Player {
  // `tick(milliseconds)` moves the playhead, and tells whether to go on; `frame` and `cancel` are the browser's.
  constructor(tick, frame = call => requestAnimationFrame(call), cancel = id => cancelAnimationFrame(id)) {
    Object.assign(this, { tick, frame, cancel, id: 0 });
  }

  start() {
    this.stop();
    let before = null;
    const next = now => {
      if (before !== null && !this.tick(Math.min(now - before, LONGEST))) return;
      before = now;
      this.id = this.frame(next);
    };
    this.id = this.frame(next);
  }

  stop() { this.cancel(this.id); }
}
