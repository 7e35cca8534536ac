// Bookmarks: a turn of a day ("3.45") or a day of the season ("s12").

const MARK = /^(s|\d{1,5}\.)\d{1,5}$/;
export const MAX_MARKS = 40;

// What an address tells of bookmarks; what is none is left out.
export function parse(text) { return (text || "").split(",").filter(mark => MARK.test(mark)).slice(0, MAX_MARKS); }

export const format = marks => marks.join(",");

// The bookmark of the playhead's place.
export function here(show, place) {
  return show.unit === "day" ? "s" + Math.round(place) : show.day + "." + Math.round(place);
}

// {season, day, turn} of a bookmark; in the season the turn is its day.
export function read(mark) {
  if (mark[0] === "s") return { season: true, day: Number(mark.slice(1)), turn: Number(mark.slice(1)) };
  const [day, turn] = mark.split(".").map(Number);
  return { season: false, day: day, turn: turn };
}

// The bookmarks with this one more, or without it where it is among them; the newest stay.
export function toggle(marks, mark) {
  return marks.includes(mark) ? marks.filter(other => other !== mark) : marks.concat(mark).slice(-MAX_MARKS);
}

// Those that have a place in the run on view, which ends at `last`.
export function standing(marks, show, last) {
  return marks.filter(mark => {
    const { season, day, turn } = read(mark);
    if (day < 1 || day > show.days) return false;
    return season ? show.days > 1 : show.unit === "day" || day !== show.day || turn <= last;
  });
}

// Whether the bookmark's place is on view already.
export function onView(mark, show) {
  const { season, day } = read(mark);
  return season === (show.unit === "day") && (season || day === show.day);
}
