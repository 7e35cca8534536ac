// Solara's page forbids zooming and names no language; both keep people out.
document.documentElement.lang = "en";
document.querySelector("meta[name=viewport]").content = "width=device-width, initial-scale=1";

// The colours. No `@import` of the style sheet: what reads sheets as text looks for it beside the page.
const colours = document.createElement("link");
colours.rel = "stylesheet";
colours.href = new URL("palette.css", document.currentScript.src);
document.head.append(colours);

// Panels are compiled from text in the browser, where they cannot import. What they need is imported here, once, and
// handed to each before it is drawn, with what every panel has:
// `module.exports = pdd.panel(({ score, numbers }) => ({ props: … }))`.
window.pdd = {
  modules: import(new URL("js/index.js", document.currentScript.src)),
  panel(make) { return pdd.modules.then(modules => ({ mixins: [modules.panel.common], ...make(modules) })); },
};
// And what is said by `pdd.say` and `pdd.plural`, in the language of the page.
pdd.modules.then(({ hands, language }) => {
  hands.watch();
  Object.assign(pdd, { say: language.say, plural: language.plural });
}, () => {});  // a failure is told by the stage
