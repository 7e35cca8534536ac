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

// A text in lines of at most `letters`; a longer word is cut, and what is beyond `most` lines left out.
export function wrap(text, letters, most) {
  const lines = [];
  text.split(/\s+/).filter(Boolean).forEach(word => {
    const last = lines.length - 1, longer = lines[last] + " " + word;
    if (last >= 0 && longer.length <= letters) lines[last] = longer;
    else lines.push(word.slice(0, letters));
  });
  return lines.slice(0, most);
}
