// What the buttons of "What if…" would do at the playhead.

// The block of a kind that is on at `now`, given by the partner.
function on(blocks, kind, now) {
  return blocks.find(block => block.kind === kind && block.span > 0 && (block.values.whose || "partner") === "partner"
    && block.at <= now && now < block.at + block.span);
}

// Begin something ("take"), end what is going on ("release"), or neither, for it has just begun or is not for a hand to
// change ("held"). `into` is how long it has lasted: the last turn is the one before the playhead's.
export function offer(kind, show, now) {
  const season = show.unit === "day";
  if (kind === "bad-day" && season) return { kind: "take" };
  const block = on(show.blocks, kind === "bad-day" ? "stress" : kind, now);
  if (!block) return { kind: "take" };
  if (!block.loose) return { kind: "held", called: true };
  return { kind: now > block.at ? "release" : "held", id: block.id, into: now - block.at,
           every: block.values.every || 1 };
}

// The gesture that ends what an offer releases: it has lasted up to here.
export function release({ id, into, every }, season) {
  return { kind: "change", id: id, set: season ? { days: Math.ceil(into / every) } : { turns: into } };
}

// The gesture that places something at the playhead. `chosen` is {turns, evenings}: how long a hand is to be held, and
// on how many evenings of a season. `acts` are the page's own choices (`fixed.acts`).
export function place(what, settings, show, now, chosen, acts) {
  const season = show.unit === "day", course = what === acts.course.kind;
  const gesture = { kind: "place", what: what, settings: settings, days: 1 };
  if (season) {
    gesture.days = acts.once.includes(what) ? 1 : chosen.evenings;
    Object.assign(gesture, { day: now, turn: course ? 1 : acts.evening.turn });
    if (what === acts.hand) gesture.turns = acts.evening.turns;
  } else {
    Object.assign(gesture, { day: show.day, turn: now });
    if (chosen.turns) gesture.turns = chosen.turns;
  }
  return course ? { ...gesture, days: acts.course.days } : gesture;
}

// The hand that the slider is about: the chosen one, or the one under the playhead; none that cannot be changed.
export function held(blocks, chosen, id, hand) {
  if (chosen) return chosen.kind === hand && chosen.loose ? chosen : null;
  return blocks.find(block => block.id === id && block.loose) || null;
}
