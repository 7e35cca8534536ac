// The terms of the field in a text, and where their meaning stands on the screen.

// Letters of any script; a term is a whole word.
const LETTER = /[\p{Letter}\p{Number}]/u;

// Where `form` begins in `low`, a text in small letters, as a word of its own from `from` on; -1 where it does not.
function whole(low, form, from) {
  for (let at = low.indexOf(form, from); at >= 0; at = low.indexOf(form, at + 1)) {
    if (!LETTER.test(low[at - 1] || " ") && !LETTER.test(low[at + form.length] || " ")) return at;
  }
  return -1;
}

// A text in parts: {text}, and {text, says} where a term of `terms` ({name, forms, says}) stands for the first time. Of
// two terms at one place the longer counts.
export function parts(text, terms) {
  const low = text.toLowerCase(), found = [];
  terms.forEach(term => {
    const places = term.forms.map(form => ({ at: whole(low, form, 0), end: 0, form, term })).filter(one => one.at >= 0);
    places.forEach(place => { place.end = place.at + place.form.length; });
    const first = places.sort((a, b) => a.at - b.at || b.end - a.end)[0];
    if (first) found.push(first);
  });
  found.sort((a, b) => a.at - b.at || b.end - a.end);
  const made = [];
  let end = 0;
  found.forEach(one => {
    if (one.at < end) return;
    if (one.at > end) made.push({ text: text.slice(end, one.at) });
    made.push({ text: text.slice(one.at, one.end), says: one.term.says });
    end = one.end;
  });
  if (end < text.length) made.push({ text: text.slice(end) });
  return made;
}

const GAP = 2, EDGE = 8;

// Where a box of this size stands beside a word, both within the room: under it, or over it where there is no room.
export function beside(word, box, room) {
  const left = Math.max(EDGE, Math.min(word.left, room.width - box.width - EDGE));
  const under = word.bottom + GAP, over = word.top - box.height - GAP;
  return { left, top: under + box.height + EDGE > room.height && over >= EDGE ? over : under };
}
