// Whether the server is still there, and what outlives it. Solara tells it in places of its own.

import { keep, recall } from "./storage.js";

// "here", "away" while the connection is tried again, "gone" where only a new page helps.
export function state() {
  const root = document.querySelector("#app"), app = (root && root.__vue__ && root.__vue__.$root) || {};
  if (app.needsRefresh || (app.$data && app.$data.needsRefresh)) return "gone";
  const { connectionStatus } = (window.solara || {}).debug || {};
  return connectionStatus && connectionStatus !== "connected" ? "away" : "here";
}

// What a page that comes back does again, as it is kept meanwhile: the steps that undo takes back, by their addresses,
// oldest first, and what was asked for and is not known to be done.
const RETURN = "pdd-return", MAX_STEPS = 20;

export class Trail {
  constructor() { Object.assign(this, { links: [], now: null }); }

  // The page as it is now: `undo` steps can be taken back, and `link` is its address.
  hear({ undo, link }) {
    if (undo > this.links.length && this.now) this.links.push(this.now.link);
    this.links.length = Math.min(this.links.length, undo);
    this.now = { undo: undo, link: link };
  }

  // Keep it for the page that comes; `left` are gestures.
  leave(left) { keep(RETURN, { links: this.links.slice(-MAX_STEPS), left: left }); }

  // The gestures with which a page begins that has come back; once.
  returned() {
    const { links = [], left = [] } = recall(RETURN);
    keep(RETURN, {});
    this.links = links;
    return (links.length ? [{ kind: "retrace", links: links }] : []).concat(left);
  }
}

// Tell `lost` every second whether the server is missed, and call `back` once the page can come back by its address.
export class Watchman {
  constructor(lost, back, look = state) { Object.assign(this, { lost, back, look, away: 0 }); }

  start() { this.timer = setInterval(() => this.listen(), 1000); }

  stop() { clearInterval(this.timer); }

  listen() {
    const now = this.look();
    if (now === "gone") return this.return();
    this.away = now === "away" ? this.away + 1 : 0;
    // The connection tries again by itself, ever more seldom; a server that answers is sooner come back to.
    if (this.away > 3 && this.away % 2) {
      fetch(location.pathname, { cache: "no-store" }).then(answer => { if (answer.ok) this.return(); }, () => {});
    }
    this.lost(this.away >= 2);
  }

  return() {
    this.stop();
    this.back();
  }
}
