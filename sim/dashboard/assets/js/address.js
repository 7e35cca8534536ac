// The page's address holds all that was built, so that a reload or a colleague sees the same. Only here is it written.

// The query part: the run, where the playhead is unless it rests where the run opens, the bookmarks, a lesson's step.
export function query(show, place, marks, step = "") {
  const link = show.link.replace(/&?page\.turn=\d+/, "").replace(/^&/, ""), more = [], turn = Math.round(place);
  if (show.link || turn !== show.open_at) more.push("page.turn=" + turn);
  if (marks.length) more.push("page.marks=" + marks.join(","));
  if (step) more.push("page.step=" + step);
  return [link, ...more].filter(Boolean).join("&");
}

export const relative = text => location.pathname + (text ? "?" + text : "");
export const absolute = text => location.origin + relative(text);

// What was bookmarked, as the address tells it.
export const marksOf = search => new URLSearchParams(search).get("page.marks");

// The same address in another language.
export function inLanguage(search, code) {
  const query = search.replace(/^\?/, "").split("&").filter(part => part && !part.startsWith("lang="));
  return (code === "en" ? query : ["lang=" + code, ...query]).join("&");
}

// The step of a lesson, as the address tells it.
export const stepOf = search => (/^[a-z]{1,12}$/.exec(new URLSearchParams(search).get("page.step") || "") || [""])[0];

// The lesson that an address opens; nothing where it opens none.
export const lessonOf = search => new URLSearchParams(search).get("page.lesson") || "";

// Safari refuses a hundred writes in ten seconds: some at once, then one in so many milliseconds. The next one after a
// refusal, and once a playhead rests.
const BURST = 40, APART = 200, LATER = 11000, REST = 600;

const put = (text, step) => (step ? history.pushState(null, "", text) : history.replaceState(history.state, "", text));

export class Address {
  // `read` gives the query part as it is now, `write` puts an address into the browser, which may refuse it: in the
  // place of the last one, or as a new step on the way back.
  constructor(read, write = put, clock = () => performance.now()) {
    Object.assign(this, { read, write, clock, room: BURST, since: clock(), due: false, step: false });
  }

  // As soon as browsers allow; nothing that moves puts it off. `step` makes it a step on the way back.
  now(step = false) {
    this.due = true;
    this.step = this.step || step;
    this.after(0);
  }

  // The browser itself went to this address.
  heard(search) {
    this.stop();
    this.due = this.step = false;
    this.text = relative(search.replace(/^\?/, ""));
  }

  // A playhead that moves is written once it rests.
  soon(pause = REST) { if (!this.due) this.after(pause); }

  // At once, before the page goes.
  last() {
    this.stop();
    const text = relative(this.read());
    if (text === this.text) return true;
    this.room = this.free() - 1;
    try { this.write(text, this.step); } catch (error) { return false; }
    this.text = text;
    this.step = false;
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
