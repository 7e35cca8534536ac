// A picture of the page as a file of its own.
import { wrap } from "./labels.js";
import { say } from "./language.js";

const SVG = "http://www.w3.org/2000/svg", MARGIN = 16, SMALLEST = 340, LINES = 6;
// What a picture's look hangs on, for the style sheet stays behind; these are handed down to what is in an element.
const HANDED = [
  "fill", "fill-opacity", "fill-rule", "stroke", "stroke-opacity", "stroke-width", "stroke-dasharray",
  "stroke-dashoffset", "stroke-linecap", "stroke-linejoin", "font-family", "font-size", "font-style", "font-weight",
  "font-variant-numeric", "letter-spacing", "text-anchor", "paint-order", "visibility",
];
const OWN = {
  opacity: "1", "stop-color": "rgb(0, 0, 0)", "stop-opacity": "1", "clip-path": "none", mask: "none", filter: "none",
};

// Every picture on view and its name; one in the open tab that has no name of its own goes by the tab's.
export function onView() {
  const tab = document.querySelector("[data-tab][aria-expanded=true] b"), named = {};
  const pictures = document.querySelectorAll("[data-picture], #pdd-tabpanel svg[role=img]");
  return Array.from(pictures).filter(svg => svg.getBoundingClientRect().width > 60).map(svg => {
    const name = svg.getAttribute("data-picture") || (tab ? tab.textContent.trim() : say("Picture"));
    named[name] = (named[name] || 0) + 1;
    return { svg: svg, name: named[name] > 1 ? name + " " + named[name] : name };
  });
}

// A file's name: small letters, digits and hyphens.
export function fileName(scenario, picture, kind) {
  const simple = text => text.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60);
  return (simple(scenario) || "scenario") + "-" + (simple(picture) || "picture") + "." + kind;
}

// Alone, a picture has not the page's own type; one that is as wide is better than a wider one.
export const type = fonts => fonts.replace(/"DejaVu Sans",? ?/, "").replace(/"/g, "'");

// What an element must say of its look itself, beneath one that looks like `above`.
function says(look, above, moved) {
  const own = [];
  HANDED.forEach(key => {
    const value = look.getPropertyValue(key);
    if (value && (!above || value !== above.getPropertyValue(key))) own.push(key + ":" + value);
  });
  Object.keys(OWN).forEach(key => {
    const value = look.getPropertyValue(key);
    if (value && value !== OWN[key]) own.push(key + ":" + value);
  });
  if (moved && look.transform !== "none") {
    ["transform", "transform-origin", "transform-box"].forEach(key => own.push(key + ":" + look.getPropertyValue(key)));
  }
  return type(own.join(";")).replace(/url\(["']?[^"')#]*#([^"')]+)["']?\)/g, "url(#$1)");
}

// A copy whose elements carry their look themselves; what is not shown is left out.
export function dressed(from) {
  const copy = from.cloneNode(true), gone = [], pairs = [[from, copy, null]];
  while (pairs.length) {
    const [live, made, above] = pairs.pop(), look = getComputedStyle(live);
    const hidden = look.display === "none" && live !== from && !live.closest("defs");
    if (live.namespaceURI !== SVG || live.tagName === "foreignObject" || hidden) {
      gone.push(made);
      continue;
    }
    const moved = !live.hasAttribute("transform") && live.ownerSVGElement && !/pattern|Gradient/.test(live.tagName);
    const style = says(look, above, moved);
    ["class", "style"].forEach(name => made.removeAttribute(name));
    if (style) made.setAttribute("style", style);
    Array.from(live.children).forEach((child, i) => pairs.push([child, made.children[i], look]));
  }
  gone.forEach(element => element.remove());
  return copy;
}

function element(tag, words, more) {
  const made = document.createElementNS(SVG, tag);
  if (words) made.textContent = words;
  Object.keys(more || {}).forEach(key => made.setAttribute(key, more[key]));
  return made;
}

// A canvas as it is now, in a drawing beside it that nobody sees.
export function framed(canvas) {
  const { width, height } = canvas.getBoundingClientRect(), size = { width, height };
  const svg = element("svg", "", { ...size, style: "position: absolute; left: -99999px; top: 0" });
  ["aria-label", "data-key"].forEach(name => svg.setAttribute(name, canvas.getAttribute(name) || ""));
  svg.append(element("image", "", { ...size, href: canvas.toDataURL("image/png") }));
  canvas.after(svg);
  return svg;
}

// A picture that stands by itself: its look written into it, white paper under it, what it is and where it came from.
// `told` is {title, name, source, size}: the run's title, the picture's name, the page's address, the words' size.
export function alone(svg, told) {
  if (svg.tagName === "CANVAS") {
    const frame = framed(svg), made = alone(frame, told);
    frame.remove();
    return made;
  }
  const box = svg.getBoundingClientRect(), copy = dressed(svg), defs = document.createElementNS(SVG, "defs");
  const text = new XMLSerializer().serializeToString(copy), missing = new Set();
  for (const [, id] of text.matchAll(/url\(#([^)"']+)\)/g)) {
    if (!copy.querySelector("#" + CSS.escape(id))) missing.add(id);
  }
  missing.forEach(id => { const other = document.getElementById(id); if (other) defs.appendChild(dressed(other)); });
  const { size } = told, line = Math.round(1.4 * size), grown = Math.max(1, SMALLEST / box.width);
  const wide = Math.ceil(grown * box.width) + 2 * MARGIN, top = Math.ceil(grown * box.height) + 2 * MARGIN;
  const letters = Math.max(16, Math.floor((wide - 2 * MARGIN) / (0.55 * size)));
  const heading = told.title + ": " + told.name;
  const said = wrap(heading, letters, LINES), key = wrap(svg.getAttribute("data-key") || "", letters, LINES);
  const high = top + (said.length + key.length) * line + MARGIN - 8;
  const inside = { x: MARGIN, y: MARGIN, width: grown * box.width, height: grown * box.height, overflow: "visible" };
  if (!copy.hasAttribute("viewBox")) inside.viewBox = "0 0 " + box.width + " " + box.height;
  Object.keys(inside).forEach(name => copy.setAttribute(name, inside[name]));
  const whole = element("svg", "", { width: wide, height: high, viewBox: "0 0 " + wide + " " + high });
  whole.append(
    element("title", heading), element("desc", svg.getAttribute("aria-label") || ""), element("metadata", told.source),
    defs, element("rect", "", { width: wide, height: high, fill: "white" }), copy);
  const look = getComputedStyle(svg), colour = name => look.getPropertyValue("--pdd-" + name).trim();
  const style = "font-family:" + type(look.fontFamily) + ";font-size:" + size + "px;fill:";
  said.concat(key).forEach((words, i) => whole.append(element("text", words, {
    x: MARGIN, y: top + i * line + size - 6,
    style: style + (i < said.length ? colour("text") + ";font-weight:600" : colour("soft")),
  })));
  // XML has no place for control characters, wherever a title got them from.
  const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
  const drawn = new XMLSerializer().serializeToString(whole).replace(control, "");
  return { text: '<?xml version="1.0" encoding="UTF-8"?>\n' + drawn, width: wide, height: high };
}

// The picture as PNG, at twice its size; nothing where it cannot be drawn here.
export function png({ text, width, height }) {
  return new Promise(done => {
    const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml;charset=utf-8" })), image = new Image();
    image.onload = () => {
      const canvas = document.createElement("canvas");
      canvas.width = 2 * width;
      canvas.height = 2 * height;
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      URL.revokeObjectURL(address);
      canvas.toBlob(done, "image/png");
    };
    image.onerror = () => { URL.revokeObjectURL(address); done(null); };
    image.src = address;
  });
}

// Give the browser a file to keep.
export function save(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.appendChild(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
