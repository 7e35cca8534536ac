// The page's address holds all that was built, so that a reload or a colleague sees the same. Only here is it written.

// The query part: the run, where the playhead is unless it rests where the run opens, and the bookmarks.
export function query(show, place, marks) {
  const link = show.link.replace(/&?page\.turn=\d+/, "").replace(/^&/, ""), more = [], turn = Math.round(place);
  if (show.link || turn !== show.open_at) more.push("page.turn=" + turn);
  if (marks.length) more.push("page.marks=" + marks.join(","));
  return [link, ...more].filter(Boolean).join("&");
}

export const relative = text => location.pathname + (text ? "?" + text : "");
export const absolute = text => location.origin + relative(text);

// What was bookmarked, as the address tells it.
export const marksOf = search => new URLSearchParams(search).get("page.marks");

export class Address {
  // `read` gives the query part as it is now, `write` puts an address into the browser.
  constructor(read, write = text => history.replaceState(history.state, "", text)) {
    this.read = read;
    this.write = write;
  }

  now() {
    clearTimeout(this.timer);
    this.write(relative(this.read()));
  }

  // A playhead that moves is written once it rests: browsers refuse to be told sixty times a second.
  soon(pause = 600) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), pause);
  }

  stop() { clearTimeout(this.timer); }
}
