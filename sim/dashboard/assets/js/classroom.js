// A class of phones, as its teacher's page knows it. Who holds the token is the teacher; the server is asked every
// second while the page is open, and only then.
import { spoken } from "./language.js";
import { forget, kept, store } from "./storage.js";

const STORE = "pdd-class", EVERY = 1000;
// The token comes in the part of an address that no server sees, and stays in this browser until the class is closed.
const HASH = /^#class=([0-9a-f]{32})$/;

export class Classroom {
  // `ask` fetches; `place` is the page's own address, from which the others are told.
  constructor(token, ask = (...given) => fetch(...given)) {
    this.token = token;
    this.ask = ask;
    this.state = null;    // what the server has last said
    this.away = false;    // whether it does not answer
    this.problem = "";    // why there is no class, in a word
    this.wall = false;    // whether the vote stands on the wall
    this.listeners = new Set();
    this.where = null;    // gives where the projected page is: { lesson, step, case, turn }
    this.told = "";
    this.looking = null;  // the look whose answer is on its way
    this.ending = false;  // whether the class is being closed
    this.done = 0;        // the number of the last order that was carried out
    this.pending = [];
  }

  // Hear of every change until the function that this gives is called.
  listen(heard) {
    this.listeners.add(heard);
    if (this.token && !this.timer) this.look();
    return () => {
      this.listeners.delete(heard);
      if (!this.listeners.size) this.rest();
    };
  }

  tell() { this.listeners.forEach(heard => heard()); }

  rest() {
    clearTimeout(this.timer);
    this.timer = null;
  }

  put(change) {
    Object.assign(this, change);
    this.tell();
  }

  call(path, data) {
    const headers = { "X-Class-Token": this.token, "Content-Type": "application/json" };
    const more = data ? { method: "POST", body: JSON.stringify(data) } : {};
    return this.ask("class/" + path, { cache: "no-store", headers: headers, ...more });
  }

  async open() {
    try {
      const answer = await this.call("open", {}), told = await answer.json();
      if (!answer.ok) return this.put({ problem: told.refused || "unknown" });
      this.token = told.token;
      store(STORE, this.token);
      this.heard(told);
      this.look();
    } catch (error) { this.put({ problem: "away" }); }
  }

  // One act of the teacher; the class as it is then is heard of at once.
  async act(name, more) {
    try {
      const answer = await this.call("do", { act: name, ...more });
      if (answer.status === 403) return this.over();
      if (answer.ok) this.heard(await answer.json());
      this.away = false;
    } catch (error) { this.put({ away: true }); }
  }

  // Nothing more is asked of a class that is being closed: an answer on its way is waited for first.
  async end() {
    this.ending = true;
    this.rest();
    await this.looking;
    await this.act("end");
    this.over();
  }

  over() {
    this.rest();
    forget(STORE);
    this.token = "";
    this.ending = false;
    this.put({ state: null, wall: false, away: false, problem: "" });
  }

  look() {
    this.rest();
    this.looking = this.looked();
    return this.looking;
  }

  async looked() {
    const where = this.where && this.where(), text = where && JSON.stringify(where);
    try {
      const tells = text && text !== this.told;
      const stage = { act: "stage", ...where, lang: spoken.code };
      const answer = tells ? await this.call("do", stage) : await this.call("state");
      if (tells && answer.ok) this.told = text;
      if (answer.status === 403) return this.over();
      this.away = false;
      if (answer.ok) this.heard(await answer.json());
    } catch (error) { this.put({ away: true }); }
    const goesOn = this.listeners.size && this.token && !this.ending;
    if (goesOn && !this.timer) this.timer = setTimeout(() => this.look(), EVERY);
  }

  heard(state) {
    const { token, ...rest } = state, orders = rest.orders || [];
    // What was asked before this page was opened is not carried out.
    if (!this.state) this.done = Math.max(0, ...orders.map(([number]) => number));
    this.pending = this.pending.concat(orders.filter(([number]) => number > this.done));
    this.done = Math.max(this.done, ...orders.map(([number]) => number));
    // What the teacher opens or shows, from whichever window, stands on the wall.
    const wall = this.wall || (!!this.state && risen(this.state, rest));
    this.put({ state: Object.freeze(rest), wall: wall });
  }

  // The orders of these kinds that wait, taken.
  take(kinds) {
    const mine = this.pending.filter(([, what]) => kinds.includes(what));
    this.pending = this.pending.filter(([, what]) => !kinds.includes(what));
    return mine.map(([, what, word]) => ({ what: what, word: word }));
  }

  async counts() { return (await this.call("counts.csv")).blob(); }

  async qr() { return (await this.call("qr.svg")).text(); }
}

// Whether a vote was opened, or its counts shown, between two looks.
const marks = ({ vote, is_shown: shown }) => vote && [vote.lesson, vote.kind, vote.number, vote.open, shown].join();
const risen = (before, now) => !!now.vote && (now.vote.open || now.is_shown) && marks(before) !== marks(now);

// The one class of this page.
const found = HASH.exec(location.hash);
if (found) store(STORE, found[1]);
export const room = new Classroom(found ? found[1] : kept(STORE));

// The vote that is asked now, where it is this lesson's and of this kind.
export function voteOf(state, lesson, kind) {
  const vote = state && state.vote;
  return vote && vote.lesson === lesson && vote.kind === kind ? vote : null;
}

// What most have chosen; of as many, the first. Nothing where nobody has.
export function most(options, counts) {
  return options.reduce((best, { key }) => ((counts[key] || 0) > (counts[best] || 0) ? key : best), "");
}

// Widths of bars in hundredths of the longest.
export const widths = rows => {
  const longest = Math.max(1, ...rows.flatMap(row => row.counts));
  return rows.map(row => row.counts.map(count => (100 * count) / longest));
};

const own = () => (spoken.code === "en" ? [] : ["lang=" + spoken.code]);

export const presenter = token => "class/presenter" + own().map(one => "?" + one).join("") + "#" + token;

export const sheet = (lesson, who, counts) => {
  const votes = counts && counts.some(count => count) ? ["votes=" + counts.join(",")] : [];
  const query = [...votes, ...own()].join("&");
  return "class/sheet/" + lesson + "/" + who + (query && "?" + query);
};
