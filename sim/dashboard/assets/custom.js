// Solara's page forbids zooming and names no language; both keep people out.
document.documentElement.lang = "en";
document.querySelector("meta[name=viewport]").content = "width=device-width, initial-scale=1";

// What more than one panel uses.
window.pdd = {
  // Whether the last thing done was a key's press.
  byKey: false,
  // A turn as minutes and seconds.
  clock(turn, seconds) {
    const all = Math.round(turn) * seconds;
    return Math.floor(all / 60) + ":" + String(all % 60).padStart(2, "0");
  },
  // A number as the page writes it: .62
  decimal(value) { return (Math.round(100 * value) / 100 || 0).toFixed(2).replace(/^(-?)0\./, "$1.").replace("-", "−"); },
  // A list read between two of its places.
  at(list, t) {
    const to = Math.max(0, Math.min(t, list.length - 1)), low = Math.floor(to), high = Math.min(list.length - 1, low + 1);
    return list[low] + (list[high] - list[low]) * (to - low);
  },
  // Tell `fit` the element whenever it changes its size, and once now; again for another element in its place.
  room(panel, element, fit) {
    if (!element || panel.watched === element) return;
    if (panel.watching) panel.watching.disconnect();
    else panel.$once("hook:beforeDestroy", () => panel.watching.disconnect());
    panel.watched = element;
    panel.watching = new ResizeObserver(() => fit(element));
    panel.watching.observe(element);
    fit(element);
  },
  // A sheet over the page closes by Escape and by a press beside it.
  sheet(panel, element, close) {
    const beside = event => { if (!element.contains(event.target)) close(false); }, escape = event => { if (event.key === "Escape") close(true); };
    document.addEventListener("pointerdown", beside);
    document.addEventListener("keydown", escape);
    panel.$once("hook:beforeDestroy", () => { document.removeEventListener("pointerdown", beside); document.removeEventListener("keydown", escape); });
  },
  // What stays through a reload of the tab, and never leaves the browser.
  recall(name) {
    try { return Object.assign({}, JSON.parse(sessionStorage.getItem(name))); } catch (error) { return {}; }
  },
  keep(name, value) { try { sessionStorage.setItem(name, JSON.stringify(value)); } catch (error) { /* private window */ } },
};

["pointerdown", "keydown"].forEach(name => window.addEventListener(name, () => { pdd.byKey = name === "keydown"; }, true));
// What was pressed or chosen by hand gives the keys back to the page, so that Space plays; what is walked by keys keeps
// them, and so does a block, which arrows move.
window.addEventListener("change", event => { if (event.target.matches("select:not(.pdd-share-sheet *)") && !pdd.byKey) event.target.blur(); });
window.addEventListener("click", event => {
  const pressed = event.detail && event.target.closest(".pdd button:not(.pdd-block), .pdd summary");
  if (pressed && pressed === document.activeElement) pressed.blur();
}, true);
