// What a class has answered in a lesson, step by step.
import { say } from "./language.js";
import { keep, recall } from "./storage.js";

export const STEPS = ["care", "predict", "run", "reveal", "reflect"];
export const MAX_HANDS = 999;
const STORE = "pdd-lessons";

export const fresh = () => ({ step: "care", choice: "", hands: {}, committed: false, seen: [] });

// What the class has answered in a lesson so far; it stays through a reload of the tab.
export const answered = name => ({ ...fresh(), ...recall(STORE)[name] });

export function store(name, answer) { keep(STORE, { ...recall(STORE), [name]: answer }); }

// A class may look at the runs once it has committed, and go on once it has seen one.
export function may(answer, step) {
  if (step === "care" || step === "predict") return true;
  return answer.committed && (step === "run" || answer.seen.length > 0);
}

// The answer with so many hands raised for an option: the class commits to what most raise theirs for.
export function raise(answer, options, key, count) {
  const whole = Math.max(0, Math.min(MAX_HANDS, Math.round(Number(count)) || 0));
  const hands = { ...answer.hands, [key]: whole }, raised = name => hands[name] || 0;
  const names = options.map(option => option.key);
  const most = names.reduce((best, name) => (raised(name) > raised(best) ? name : best), answer.choice || key);
  return { hands: hands, choice: raised(most) > 0 ? most : answer.choice };
}

export const total = (answer, options) => options.reduce((sum, { key }) => sum + (answer.hands[key] || 0), 0);

export const highest = (answer, options) => Math.max(1, ...options.map(({ key }) => answer.hands[key] || 0));

// What the steps are called, by their keys.
export const titles = () => ({
  care: say("Before we begin"), predict: say("Predict"), run: say("Run"), reveal: say("Reveal"),
  reflect: say("Reflect"),
});

// A text with *words* set apart, in parts: every second one stands apart.
export const parts = text => text.split("*");

// What a case asks to be done, and then what it asks to be noticed, a line each.
export const cues = ({ do: what, watch }) => [...what, ...watch.map(text => say("Notice: {text}", { text }))];
