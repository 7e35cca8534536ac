// Gestures on their way to the server: one at a time, in order; of those that wait, the newest of each kind is enough.

// These are done each time: of two, neither stands for the other.
const EACH = ["place", "remove", "want", "upload", "undo", "swap", "seed", "fork"];
// Milliseconds after which an answer is given up: a lost connection must not hold up the next gesture for ever.
export const PATIENCE = 5000;
// Milliseconds after which it is said that an answer is awaited.
export const LATE = 3000;

export class Queue {
  // `post` sends a gesture; `now` tells the time in milliseconds; `answered` numbers the last gesture of a page before.
  constructor(post, now = Date.now, answered = 0) {
    this.post = post;
    this.now = now;
    this.waiting = new Map();
    this.sent = this.answered = answered;  // the numbers of the last one sent, and of the last one answered
    this.sentAt = -Infinity;
    this.flying = [];    // what was sent and is not answered: [number, gesture]
    this.removing = 0;   // the number of the last removal
    this.each = 0;
  }

  // Whether all that was sent is answered, or given up.
  get free() { return this.answered >= this.sent || this.now() - this.sentAt > PATIENCE; }

  // Whether all is sent and answered.
  get settled() { return this.answered >= this.sent && !this.waiting.size; }

  // Whether an answer has been awaited for long.
  get late() { return this.answered < this.sent && this.now() - this.sentAt > LATE; }

  // What was asked for and is not known to be done, in its order.
  get left() {
    const flying = this.flying.filter(([number]) => number > this.answered).map(([, gesture]) => gesture);
    return flying.concat([...this.waiting.values()]);
  }

  // Things go by their place, so until a removal is answered an id may name another one.
  get uncertain() {
    const removal = this.removing > this.answered || [...this.waiting.values()].some(({ kind }) => kind === "remove");
    return this.sent > 0 && removal && this.now() - this.sentAt < PATIENCE;
  }

  send(gesture) {
    if (gesture.id && this.uncertain) return;
    if (gesture.kind === "reset") this.waiting.clear();
    const again = EACH.includes(gesture.kind) ? "#" + (this.each += 1) : "";
    const name = gesture.kind + (gesture.key || gesture.id || "") + again, before = this.waiting.get(name);
    const set = before && gesture.set ? { set: { ...before.set, ...gesture.set } } : {};
    this.waiting.delete(name);  // the newest stands last
    this.waiting.set(name, { ...gesture, ...set });
    if (this.free) this.flush();
  }

  // The server has answered the gesture of this number.
  answer(number) {
    this.answered = number;
    if (this.answered >= this.sent) this.flush();
  }

  flush() {
    const [first] = this.waiting;
    if (!first) return;
    const [name, gesture] = first;
    this.waiting.delete(name);
    this.sent += 1;
    this.sentAt = this.now();
    this.flying = this.flying.filter(([number]) => number > this.answered).concat([[this.sent, gesture]]);
    if (gesture.kind === "remove") this.removing = this.sent;
    this.post({ n: this.sent, ...gesture });
  }
}
