// Whether the server is still there. Solara tells it in places of its own.

// "here", "away" while the connection is tried again, "gone" where only a new page helps.
export function state() {
  const root = document.querySelector("#app"), app = (root && root.__vue__ && root.__vue__.$root) || {};
  if (app.needsRefresh || (app.$data && app.$data.needsRefresh)) return "gone";
  const { connectionStatus } = (window.solara || {}).debug || {};
  return connectionStatus && connectionStatus !== "connected" ? "away" : "here";
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
