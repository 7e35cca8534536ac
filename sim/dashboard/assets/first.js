// Where a browser keeps nothing (cookies blocked, a sandboxed frame), asking for what it keeps fails, and the page
// would end there. Then something else keeps it, as long as the page is open.
for (const name of ["localStorage", "sessionStorage"]) {
  try {
    void window[name].length;
  } catch (error) {
    const kept = new Map();
    Object.defineProperty(window, name, { configurable: true, value: {
      get length() { return kept.size; },
      key: at => [...kept.keys()][at] ?? null,
      getItem: key => kept.get(String(key)) ?? null,
      setItem: (key, value) => { kept.set(String(key), String(value)); },
      removeItem: key => { kept.delete(String(key)); },
      clear: () => kept.clear(),
    } });
  }
}

// Solara reads the cookies, which fails in a sandbox. A frame that is of no origin is refused by the server: say so.
if (window.origin === "null") {
  const told = document.createElement("p");
  told.setAttribute("role", "alert");
  told.setAttribute("data-sandboxed", "");
  told.style.cssText = "max-width: 60ch; margin: 12vh auto; padding: 0 20px; font: 18px/1.5 Georgia, serif";
  told.textContent = "Pas de Deux cannot be drawn here: the frame that it stands in is sandboxed, which keeps it"
    + " from its server. Its sandbox needs allow-same-origin allow-scripts allow-downloads. Or open the page by"
    + " itself: " + location.href;
  document.addEventListener("DOMContentLoaded", () => document.body.replaceChildren(told));
}
