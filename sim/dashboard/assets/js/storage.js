// What stays through a reload of the tab, or of the browser, and never leaves it. A private window keeps nothing.

function attempt(act, otherwise) {
  try { return act(); } catch (error) { return otherwise; }
}

export const recall = name => attempt(() => Object.assign({}, JSON.parse(sessionStorage.getItem(name))), {});
export const keep = (name, value) => attempt(() => sessionStorage.setItem(name, JSON.stringify(value)));

// A choice of the browser's owner: on or off.
export const chosen = name => attempt(() => localStorage.getItem(name) === "yes", false);
export const choose = (name, on) => attempt(() => localStorage.setItem(name, on ? "yes" : "no"));

// A word that stays in this browser until it is forgotten.
export const kept = name => attempt(() => localStorage.getItem(name) || "", "");
export const store = (name, word) => attempt(() => localStorage.setItem(name, word));
export const forget = name => attempt(() => localStorage.removeItem(name));
