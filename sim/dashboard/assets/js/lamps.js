// A village on a canvas: a couple is two halves, whose light and nearness are its satisfaction.

// So many lights are told apart.
export const LIGHTS = 24;
const HELPED = 1.95, WOULD = 2.6, FULL = 2 * Math.PI;
const DASHES = [[], [9, 4], [2, 4]];
const WIDTHS = [0.6, 1.2, 1.9, 2.8];

// The colours of a village by night and by day, by their names in the palette.
const LOOKS = {
  night: { ground: "night", low: "dusk", high: "moon", tie: "night-tie", text: "night-text", over: "night-end",
           would: "night-soft", edge: "night" },
  day: { ground: "white", low: "day-low", high: "text", tie: "day-tie", text: "text", over: "day-end",
         would: "day-end", edge: "text" },
};
const BOTH = { lamp: "lamp", help: "hand", shock: "stress" };

// How it is drawn, out of the style of an element.
export function look(style, night) {
  const names = { ...BOTH, ...(night ? LOOKS.night : LOOKS.day) };
  const colours = Object.entries(names).map(([key, name]) => [key, style.getPropertyValue("--pdd-" + name).trim()]);
  return { ...Object.fromEntries(colours), glow: night, strong: night ? 0.62 : 0.8, font: style.fontFamily };
}

// Two colours mixed, both as `#rrggbb`.
export function mix(from, to, part) {
  const parts = colour => [1, 3, 5].map(at => parseInt(colour.slice(at, at + 2), 16));
  const [a, b] = [parts(from), parts(to)];
  return "#" + a.map((one, i) => Math.round(one + (b[i] - one) * part).toString(16).padStart(2, "0")).join("");
}

// Half the gap between the two, for a couple of this size: nearness is satisfaction.
export const gap = (share, size) => size * (0.075 + (1 - share) * 0.33);

// The two halves of a couple as paths, round and square, `apart` from the middle.
export function halves(size, apart) {
  const round = new Path2D(), square = new Path2D(), q = size;
  round.arc(-apart, 0, q, Math.PI / 2, 1.5 * Math.PI);
  round.closePath();
  square.moveTo(apart, -q);
  square.lineTo(apart + q * 0.7, -q);
  square.quadraticCurveTo(apart + q, -q, apart + q, -q * 0.65);
  square.lineTo(apart + q, q * 0.65);
  square.quadraticCurveTo(apart + q, q, apart + q * 0.7, q);
  square.lineTo(apart, q);
  square.closePath();
  return [round, square];
}

// One couple, at the origin of a canvas. `share` -1 is over: hollow, and drifted apart.
export function glyph(context, share, size, look) {
  if (share < 0) {
    context.strokeStyle = look.over;
    context.lineWidth = Math.max(1, size * 0.21);
    halves(size, size * 0.56).forEach((half, side) => {
      context.save();
      context.translate(side ? 1 : -1, (side ? -1 : 1) * size * 0.3);
      context.rotate(side ? 0.17 : -0.24);
      context.stroke(half);
      context.restore();
    });
    return;
  }
  if (look.glow && share > 0.5) {
    const lamp = context.createRadialGradient(0, 0, 0, 0, 0, size * 2.9);
    lamp.addColorStop(0, look.lamp + "bf");
    lamp.addColorStop(1, look.lamp + "00");
    context.globalAlpha = (share - 0.4) * 0.75;
    context.fillStyle = lamp;
    context.fillRect(-3 * size, -3 * size, 6 * size, 6 * size);
    context.globalAlpha = 1;
  }
  context.fillStyle = mix(look.low, look.high, share ** 1.3);
  halves(size, gap(share, size)).forEach(half => context.fill(half));
}

// The light of a couple, by its share of the whole scale: most couples of a community differ within its upper part.
export const light = share => (share < 0 ? -1 : Math.min(1, Math.max(0, (share - 0.25) / 0.68)));

// Every light once, and a couple that is over, side by side, so that thousands are drawn by copying.
export function sheet(size, ratio, look) {
  const cell = Math.ceil(6 * size), canvas = document.createElement("canvas");
  canvas.width = cell * (LIGHTS + 1) * ratio;
  canvas.height = cell * ratio;
  const context = canvas.getContext("2d");
  context.scale(ratio, ratio);
  for (let at = 0; at <= LIGHTS; at += 1) {
    context.save();
    context.translate((at + 0.5) * cell, cell / 2);
    context.beginPath();
    context.rect(-cell / 2, -cell / 2, cell, cell);
    context.clip();
    glyph(context, at < LIGHTS ? at / (LIGHTS - 1) : -1, size, look);
    context.restore();
  }
  return { canvas, cell, ratio };
}

// Ties, from one place to another: kinds by their dashes, strength by width, pale where one of the two is over.
export function ties(context, village, places, strong, lit, look, from = 0, to = village.first.length) {
  const lines = new Map();
  for (let at = from; at < Math.min(to, village.first.length); at += 1) {
    const one = village.first[at], other = village.second[at], wide = Math.min(3, Math.floor(strong[at] * 4));
    const pale = lit[one] < 0 || lit[other] < 0;
    const key = Number(village.kinds[at]) * 8 + wide * 2 + (pale ? 1 : 0);
    if (!lines.has(key)) lines.set(key, []);
    lines.get(key).push(at);
  }
  context.strokeStyle = look.tie;
  context.lineCap = "round";
  lines.forEach((all, key) => {
    context.setLineDash(DASHES[key >> 3]);
    context.lineWidth = WIDTHS[key >> 1 & 3] * look.scale;
    context.globalAlpha = key & 1 ? 0.28 : look.strong;
    context.beginPath();
    all.forEach(at => {
      context.moveTo(places.x[village.first[at]], places.y[village.first[at]]);
      context.lineTo(places.x[village.second[at]], places.y[village.second[at]]);
    });
    context.stroke();
  });
  context.setLineDash([]);
  context.globalAlpha = 1;
}

// All couples at their places; `view` {x, y, k} is how far the picture is moved and enlarged.
export function couples(context, places, lit, { canvas, cell, ratio }, view) {
  const whole = cell * ratio, half = cell / 2;
  for (let i = 0; i < lit.length; i += 1) {
    const share = light(lit[i]), at = share < 0 ? LIGHTS : Math.round(share * (LIGHTS - 1));
    context.drawImage(canvas, at * whole, 0, whole, whole,
                      places.x[i] * view.k + view.x - half, places.y[i] * view.k + view.y - half, cell, cell);
  }
}

// Rings around some couples, in one stroke. `kind`: "helped" or "would", who would have ended.
export function rings(context, places, who, kind, size, view, look) {
  if (!who.length) return;
  const far = size * (kind === "helped" ? HELPED : WOULD);
  context.beginPath();
  who.forEach(i => {
    const x = places.x[i] * view.k + view.x, y = places.y[i] * view.k + view.y;
    context.moveTo(x + far, y);
    context.arc(x, y, far, 0, FULL);
  });
  context.setLineDash(kind === "helped" ? [] : [2.5, 3]);
  if (kind === "helped") {
    context.strokeStyle = look.edge;
    context.lineWidth = Math.max(3, size * 0.55);
    context.stroke();
  }
  context.strokeStyle = kind === "helped" ? look.help : look.would;
  context.lineWidth = kind === "helped" ? Math.max(1.8, size * 0.33) : Math.max(1.2, size * 0.2);
  context.stroke();
  context.setLineDash([]);
}

// Where a shock has struck: the ellipse around a neighbourhood, and a small wedge under each couple.
export function struck(context, places, who, ellipse, size, view, look) {
  context.strokeStyle = context.fillStyle = look.shock;
  if (ellipse) {
    context.save();
    context.translate(ellipse.cx * view.k + view.x, ellipse.cy * view.k + view.y);
    context.beginPath();
    context.ellipse(0, 0, ellipse.rx * view.k, ellipse.ry * view.k, 0, 0, FULL);
    context.globalAlpha = 0.1;
    context.fill();
    context.globalAlpha = 1;
    context.setLineDash([2, 6]);
    context.lineWidth = 2;
    context.lineCap = "round";
    context.stroke();
    context.restore();
  }
  context.beginPath();
  who.forEach(i => {
    const x = places.x[i] * view.k + view.x, y = places.y[i] * view.k + view.y + size * 1.5, q = size * 0.6;
    context.moveTo(x - q, y);
    context.lineTo(x + q, y);
    context.lineTo(x, y + q * 1.2);
    context.closePath();
  });
  context.fill();
}

// The ties of the couple that is looked at, under all couples.
export function threads(context, places, couple, others, view, look) {
  const at = i => [places.x[i] * view.k + view.x, places.y[i] * view.k + view.y];
  context.strokeStyle = look.text;
  context.lineWidth = 2.4;
  context.globalAlpha = 0.9;
  context.beginPath();
  others.forEach(other => { context.moveTo(...at(couple)); context.lineTo(...at(other)); });
  context.stroke();
  context.globalAlpha = 1;
}

// The couple that is looked at: a ring, and its name above it.
export function picked(context, places, couple, name, size, view, look) {
  const x = places.x[couple] * view.k + view.x, y = places.y[couple] * view.k + view.y;
  context.strokeStyle = context.fillStyle = look.text;
  context.lineWidth = 2.8;
  context.beginPath();
  context.arc(x, y, size * 2.7, 0, FULL);
  context.stroke();
  context.font = "700 " + look.type + "px " + look.font;
  const wide = context.measureText(name).width + 24, high = look.type + 10, top = y - size * 3.1 - high;
  const left = Math.min(Math.max(4, x - wide / 2), look.width - wide - 4), above = top > 4 ? top : y + size * 3.1;
  context.beginPath();
  context.roundRect(left, above, wide, high, high / 2);
  context.fill();
  context.fillStyle = look.ground;
  context.textBaseline = "middle";
  context.fillText(name, left + 12, above + high / 2 + 1);
}
