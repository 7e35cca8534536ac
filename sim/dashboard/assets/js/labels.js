// Where words stand, so that none lies over another one or over what it names.

// Two heights, pushed apart evenly where they are nearer than `room`.
export function spread(first, second, room) {
  const clash = (room - Math.abs(first - second)) / 2;
  if (clash <= 0) return [first, second];
  return first <= second ? [first - clash, second + clash] : [first + clash, second - clash];
}

// The same, and both kept above `floor`: the upper gives way.
export function spreadAbove(first, second, room, floor) {
  const heights = spread(first, second, room), low = heights[0] <= heights[1] ? 1 : 0;
  if (heights[low] <= floor) return heights;
  heights[low] = floor;
  heights[1 - low] = Math.min(heights[1 - low], floor - room);
  return heights;
}

// Of `places`, the first with the most room; more than `enough` room is no better.
export function roomiest(places, enough) {
  const room = place => Math.min(place.room, enough);
  return places.reduce((best, place) => (room(place) > room(best) ? place : best));
}

// Of points [x, y], the one that is farthest from all that are taken; what is over another is nearer than what is
// beside it, for words are wide.
export function farthest(points, taken) {
  let best = null, most = -1;
  points.forEach(([x, y]) => {
    const far = Math.min(...taken.map(([u, v]) => 0.6 * Math.abs(u - x) + Math.abs(v - y)));
    if (far > most) { most = far; best = [x, y]; }
  });
  return best;
}

const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}MW]/u;
const COMBINED = /[\p{Mark}\u200c\u200d]/u;
const APART = /[\u2068\u2069]/g;

// The letters of a text as they are seen: a sign that is joined of several is one.
export function letters(text) {
  if (!window.Intl || !Intl.Segmenter) return Array.from(text);
  return Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
}

// How many letters' room one takes: what is combined with another takes none.
function wide(letter) {
  return Array.from(letter).reduce((sum, one) => sum + (WIDE.test(one) ? 2 : COMBINED.test(one) ? 0 : 1), 0);
}

// A name in the room of so many letters, of which some take two; what stands apart from its words stays so.
export function short(name, most, end = "…") {
  const bare = name.replace(APART, ""), all = letters(bare);
  let room = all.reduce((sum, letter) => sum + wide(letter), 0) - most, kept = all.length;
  if (room <= 0) return name;
  for (room += end.length; room > 0 && kept > 1; room -= wide(all[kept])) kept -= 1;
  const text = all.slice(0, kept).join("") + end;
  return bare === name ? text : "\u2068" + text + "\u2069";
}

// A text in lines of at most `letters`; a longer word is cut, and what is beyond `most` lines left out.
export function wrap(text, letters, most) {
  const lines = [];
  text.split(/\s+/).filter(Boolean).forEach(word => {
    const last = lines.length - 1, longer = lines[last] + " " + word;
    if (last >= 0 && longer.length <= letters) lines[last] = longer;
    else lines.push(short(word, letters, ""));
  });
  return lines.slice(0, most);
}
