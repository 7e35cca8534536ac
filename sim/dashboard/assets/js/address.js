// The page's address holds all that was built, so that a reload or a colleague sees the same. Only here is it written.

// The query part: the run, where the playhead is unless it rests where the run opens, and the bookmarks.
export function query(show, place, marks) {
  const link = show.link.replace(/&?page\.turn=\d+/, "").replace(/^&/, ""), more = [], turn = Math.round(place);
  if (show.link || turn !== show.open_at) more.push("page.turn=" + turn);
  if (marks.length) more.push("page.marks=" + marks.join(","));
  return [link, ...more].filter(Boolean).join("&");
}

export const relative = text => location.pathname + (text ? "?" + text : "");
export const absolute = text => location.origin + relative(text);

// What was bookmarked, as the address tells it.
export const marksOf = search => new URLSearchParams(search).get("page.marks");

// Safari refuses a hundred writes in ten seconds: some at once, then one in so many milliseconds. The next one after a
// refusal, and once a playhead rests.
const BURST = 40, APART = 200, LATER = 11000, REST = 600;

export class Address {
  // `read` gives the query part as it is now, `write` puts an address into the browser, which may refuse it.
  constructor(read, write = text => history.replaceState(history.state, "", text), clock = () => performance.now()) {
    Object.assign(this, { read, write, clock, room: BURST, since: clock(), due: false });
  }

  // As soon as browsers allow; nothing that moves puts it off.
  now() {
    this.due = true;
    this.after(0);
  }

  // A playhead that moves is written once it rests.
  soon(pause = REST) { if (!this.due) this.after(pause); }

  // At once, before the page goes.
  last() {
    this.stop();
    const text = relative(this.read());
    if (text === this.text) return true;
    this.room = this.free() - 1;
    try { this.write(text); } catch (error) { return false; }
    this.text = text;
    return true;
  }

  after(pause) {
    this.stop();
    const wait = Math.max(pause, (1 - this.free()) * APART);
    if (wait <= 0) this.put(); else this.timer = setTimeout(() => this.put(), wait);
  }

  put() {
    this.due = false;
    if (!this.last()) this.after(LATER);
  }

  // How many writes there is room for.
  free() {
    const now = this.clock(), more = (now - this.since) / APART;
    this.since = now;
    this.room = Math.min(BURST, this.room + more);
    return this.room;
  }

  stop() { clearTimeout(this.timer); }
}
