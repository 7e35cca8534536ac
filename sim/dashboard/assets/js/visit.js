// What the page does for a visitor beside one couple and in a village alike: it sends gestures, writes the address,
// keeps the clock, hears keys and the browser's way back, and comes back once a lost server is there again.
import { Address, lessonOf, stepOf } from "./address.js";
import { Trail, Watchman } from "./connection.js";
import { last as hand } from "./hands.js";
import { command } from "./keys.js";
import { answered } from "./lesson.js";
import { Player } from "./playback.js";
import { Queue } from "./queue.js";
import { choose, chosen } from "./storage.js";

const PROJECTOR = "pdd-projector";
// Of the tab: whether another page stood here before this one, whether the browser's way back led here, what undo takes
// back, and the step of a lesson at which a page was left: the address may be written a little later.
const tab = { used: false, coming: false, trail: new Trail(), place: "" };

// A mixin. The page that uses it has `show`, `query`, `lesson`, and the methods `tick`, `play`, `entitle`, `look`
// (at a panel, with options) and `commands(argument)`: what its keys do, by name.
export const visit = {
  data() {
    return {
      playing: false, speed: 1, projector: chosen(PROJECTOR), drawn: false, help: false,
      // What is wrong with the server ("away", "slow"), and how much of what was done waits for it.
      lost: "", waits: 0,
      // The step of a lesson, as the address has it when the tab is opened.
      place: tab.used ? tab.place : stepOf(location.search),
    };
  },
  watch: {
    projector(on) { choose(PROJECTOR, on); },
    show(now) { tab.trail.hear(now); },
    place: { immediate: true, handler(now) { tab.place = now; } },
  },
  created() {
    const post = gesture => this.$emit("gesture", { stroke: hand.stroke, ...gesture });
    this.queue = new Queue(post, Date.now, this.show.answered);
    this.address = new Address(() => this.query);
    this.player = new Player(milliseconds => this.tick(milliseconds));
    this.watchman = new Watchman(lost => this.missed(lost), () => this.comeBack());
    this.coming = false;
    tab.trail.hear(this.show);
    if (!tab.used) tab.trail.returned().forEach(gesture => this.queue.send(gesture));
  },
  mounted() {
    this.entitle();
    this.heard = { keydown: event => this.key(event), popstate: () => this.back() };
    Object.entries(this.heard).forEach(([name, hear]) => window.addEventListener(name, hear));
    this.watchman.start();
    // From a couple to a village, or back, is a step of its own.
    if (tab.used && !tab.coming) this.address.now(true);
    Object.assign(tab, { used: true, coming: false });
  },
  beforeDestroy() {
    Object.entries(this.heard).forEach(([name, hear]) => window.removeEventListener(name, hear));
    [this.player, this.watchman, this.address].forEach(clock => clock.stop());
    tab.coming = this.coming;
  },
  methods: {
    enter(name) {
      const { committed, step } = answered(name);
      this.place = step;
      this.look("lesson", { lesson: name, reveal: !!committed });
    },
    resume() { this.enter(this.show.case[0]); },
    toggle() { if (this.playing) this.pause(); else this.play(); },
    pause() {
      this.playing = false;
      this.player.stop();
    },
    missed(lost) {
      this.lost = lost ? "away" : this.queue.late ? "slow" : "";
      this.waits = this.queue.left.length;
    },
    comeBack() {
      this.address.last();
      tab.trail.leave(this.queue.left);
      location.reload();
    },
    // Another place is a step of its own on the way back; what is changed there is not, for that there is undo.
    moved(now, before) {
      const other = now.opened !== before.opened || now.panel !== before.panel;
      return (other || lessonOf(now.link) !== lessonOf(before.link)) && !this.coming;
    },
    // The browser's way back: what the address says now is looked at again.
    back() {
      this.coming = true;
      this.pause();
      this.place = stepOf(location.search);
      this.address.heard(location.search);
      this.send({ kind: "address", query: location.search.replace(/^\?/, "") });
    },
    key(event) {
      if (event.key === "Escape" && !this.help && this.escaped) return this.escaped();
      const found = this.help ? null : command(event, hand.entered);
      if (!found) return;
      const [name, argument] = found, scenario = name === "choose" && !this.lesson && this.show.gallery[argument];
      const commands = {
        toggle: () => this.toggle(),
        reset: () => this.send({ kind: "reset" }),
        undo: () => { if (this.show.undo) this.send({ kind: "undo" }); },
        projector: () => { this.projector = !this.projector; },
        help: () => { this.help = true; },
        choose: scenario && (() => this.send({ kind: "choose", name: scenario.name })),
        ...this.commands(argument),
      };
      // The list of lessons has none of what the others do things to.
      const listed = this.show.panel === "lesson" && !this.lesson && !["help", "projector"].includes(name);
      if (!commands[name] || listed) return;
      event.preventDefault();
      commands[name]();
    },
  },
};
